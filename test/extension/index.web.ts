/** What VS Code runs in the web worker host: mocha's browser build with the same test files, all in one bundle. */
import 'mocha/mocha';
import * as vscode from 'vscode';
import { collect, resultMark } from './report';

declare const mocha: { setup(options: object): void; run: Mocha['run']; grep(title: RegExp): void };

mocha.setup({ ui: 'tdd', reporter: undefined, timeout: 60_000 });

export async function run(): Promise<void> {
  await import('#test-files');
  const grep = await wantedTitle();
  if (grep !== '') mocha.grep(new RegExp(grep));
  const results = await collect((done) => mocha.run(done));
  console.log(resultMark + JSON.stringify(results));
  const failed = results.filter((test) => test.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

/** What the harness left beside the tests; '' for all of them. */
async function wantedTitle(): Promise<string> {
  const extension = vscode.extensions.getExtension('heapglass.heapglass');
  if (extension === undefined) return '';
  const file = vscode.Uri.joinPath(extension.extensionUri, 'dist/test/grep.txt');
  return vscode.workspace.fs.readFile(file).then((bytes) => new TextDecoder().decode(bytes), () => ''); // there is none in a run of everything by hand
}
