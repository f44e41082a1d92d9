/** What VS Code runs in the web worker host: mocha's browser build with the same test files, all in one bundle. */
import 'mocha/mocha';
import { collect, resultMark } from './report';

declare const mocha: { setup(options: object): void; run: Mocha['run'] };

mocha.setup({ ui: 'tdd', reporter: undefined, timeout: 60_000 });

export async function run(): Promise<void> {
  await import('#test-files');
  const results = await collect((done) => mocha.run(done));
  console.log(resultMark + JSON.stringify(results));
  const failed = results.filter((test) => test.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
