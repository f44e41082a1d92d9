import * as vscode from 'vscode';
import { writeRecording } from '../../../src/extension/commands/saveRecording';
import { isRefusal, type RecordingDocument } from '../../../src/extension/recordings/recordingDocument';
import { refusalPage } from '../../../src/extension/recordings/refusalPage';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';
import { memoryFiles } from './memoryFiles';

const PROGRAM = 'a = [1]\nb = a\ndef f(x):\n    return [x]\nc = f(b)\n';

suite('recordings', () => {
  const { files, scheme } = memoryFiles();
  const disposables: vscode.Disposable[] = [];
  suiteSetup(() => {
    disposables.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }));
  });
  suiteTeardown(() => disposables.forEach((each) => each.dispose()));
  teardown(closeEditors);

  async function opened(file: vscode.Uri): Promise<RecordingDocument> {
    const { recordings } = await extensionApi();
    await vscode.commands.executeCommand('vscode.open', file);
    const find = (): RecordingDocument | undefined => [...recordings.documents].find(({ uri }) => uri.toString() === file.toString());
    await eventually(() => find() !== undefined, 'the editor is open');
    const found = find();
    ok(found, 'the editor is open');
    return found;
  }

  test('are saved from a run and opened with the same moments', async () => {
    const { scenario } = await openAndRun(PROGRAM);
    const file = vscode.Uri.from({ scheme, path: '/saved.heapglass' });
    await writeRecording(scenario, file, 'Heapglass test');
    const document = await opened(file);
    ok(!isRefusal(document.content), 'it is a recording');
    equal(document.content.source, PROGRAM);
    equal(document.content.summary.stepCount, scenario.summary?.stepCount);
    equal(document.panelState.pythonVersion, document.content.pythonVersion);
    equal(document.view, scenario.view, 'the moment at rest');
    for (const step of [0, 3, 5]) {
      await scenario.seek(step);
      await document.seek(step);
      equal(document.view, scenario.view, `step ${step}`);
    }
    await document.move(-1, false);
    equal([document.step, document.panelState.view?.step], [4, 4]);
    ok(vscode.window.tabGroups.all.flatMap((group) => group.tabs)
      .some((tab) => tab.input instanceof vscode.TabInputCustom && tab.input.viewType === 'heapglass.recording'), 'in an editor of its own');
  });

  test('that are damaged or something else say so', async () => {
    const { scenario } = await openAndRun(PROGRAM);
    const whole = vscode.Uri.from({ scheme, path: '/whole.heapglass' });
    await writeRecording(scenario, whole, 'Heapglass test');
    const bytes = await vscode.workspace.fs.readFile(whole);
    for (const [name, content, code] of [
      ['cut', bytes.slice(0, bytes.length - 9), 'damaged'],
      ['foreign', new TextEncoder().encode('hello'), 'notARecording'],
      ['empty', new Uint8Array(0), 'notARecording'],
    ] as const) {
      const file = vscode.Uri.from({ scheme, path: `/${name}.heapglass` });
      await vscode.workspace.fs.writeFile(file, content);
      const document = await opened(file);
      ok(isRefusal(document.content), `${name} is refused`);
      equal(document.content.code, code);
      includes(refusalPage(`${name}.heapglass`, document.content), document.content.message);
    }
  });

  test('have names that are shown as text', () => {
    includes(refusalPage('<b>.heapglass', { code: 'damaged', message: 'm', action: 'a' }), '&lt;b&gt;.heapglass can');
  });
});
