/** What VS Code runs in a Node extension host: `run()` of the module named by extensionTestsPath. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { collect, resultMark } from './report';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: 'min' });
  const grep = process.env.HEAPGLASS_TEST_GREP ?? '';
  if (grep !== '') mocha.grep(new RegExp(grep));
  mocha.suite.emit('pre-require', globalThis, 'test-files', mocha); // gives this module `suite` and `test`
  await import('#test-files');
  const results = await collect(mocha.run.bind(mocha));
  const file = process.env.HEAPGLASS_TEST_RESULTS;
  if (file === undefined) console.log(resultMark + JSON.stringify(results));
  else writeFileSync(file, JSON.stringify(results));
  const failed = results.filter((test) => test.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
