import * as vscode from 'vscode';
import { versionItems } from '../../../src/extension/commands/choosePythonVersion';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun, setSetting } from '../window';

const source = 'import gc\nthreshold = gc.get_threshold()[0]\nprint(threshold)\n';
const printed = (scenario: Awaited<ReturnType<typeof openAndRun>>['scenario']): string =>
  (scenario.summary?.output ?? []).map(({ text }) => text).join('');

suite('the Python version', () => {
  teardown(async () => {
    await setSetting('heapglass.pythonVersion', undefined);
    await closeEditors();
  });

  test('is a setting; changing it runs the file again', async () => {
    const { scenario } = await openAndRun(source);
    equal(printed(scenario), '700\n');
    await setSetting('heapglass.pythonVersion', '3.14');
    await eventually(() => scenario.phase === 'done' && printed(scenario) === '2000\n', 'the file was run as 3.14');
    equal(scenario.shown?.pythonVersion, '3.14');
  });

  test('that does not exist is refused with what to do', async () => {
    await setSetting('heapglass.pythonVersion', '2.7');
    const { scenario } = await openAndRun(source);
    equal(scenario.summary?.status, 'stopped');
    ok(scenario.summary?.stopReason.includes('heapglass.pythonVersion can be 3.12, 3.13'), 'the versions are named');
  });

  test('can be chosen from a list', async () => {
    await extensionApi();
    equal(versionItems('3.13').map(({ label }) => label), ['CPython 3.12', '$(check) CPython 3.13', 'CPython 3.14', 'CPython 3.15']);
    await setSetting('heapglass.pythonVersion', '3.15');
    await openAndRun(source);
    const chosen = vscode.commands.executeCommand('heapglass.choosePythonVersion');
    // The list opens at its first entry, which is another version.
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return vscode.workspace.getConfiguration().inspect('heapglass.pythonVersion')?.globalValue === '3.12';
    }, 'a version is chosen');
    await chosen;
  });
});
