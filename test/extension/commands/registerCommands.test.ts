import * as vscode from 'vscode';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';

suite('commands', () => {
  teardown(closeEditors);

  test('step forward and back through the run', async () => {
    const { scenario } = await openAndRun('a = []\nb = a\ndel a\n');
    await scenario.seek(0);
    await vscode.commands.executeCommand('heapglass.stepForward');
    equal([scenario.view?.step, scenario.view?.line], [1, 0]);
    await vscode.commands.executeCommand('heapglass.stepForward');
    equal([scenario.view?.step, scenario.view?.line], [2, 1]);
    await vscode.commands.executeCommand('heapglass.stepBack');
    await vscode.commands.executeCommand('heapglass.stepBack');
    equal(scenario.view?.step, 0);
    await vscode.commands.executeCommand('heapglass.stepBack');
    equal(scenario.view?.step, 0, 'the first moment has none before it');
  });

  test("a lens's command opens the panel at its line", async () => {
    const { editor, scenario } = await openAndRun('a = []\nb = a\ndel a\n');
    const { panels } = await extensionApi();
    await vscode.commands.executeCommand('heapglass.showLine', editor.document.uri, 1);
    ok(panels.isOpen, 'the panel is open');
    equal(scenario.step, scenario.shown?.annotations.find((annotation) => annotation.line === 1)?.lastAfter);
  });

  test('open the panel beside the editor, which keeps the focus', async () => {
    const { editor } = await openAndRun('a = []\n');
    await vscode.commands.executeCommand('heapglass.openPanel');
    equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
    await eventually(() => vscode.window.tabGroups.all.flatMap((group) => group.tabs)
      .some((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.includes('heapglass.panel')), 'there is a panel');
  });

  test('describe the heap as text', async () => {
    await openAndRun('a = [1]\nb = a\n');
    await vscode.commands.executeCommand('heapglass.describeHeap');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    ok(text.includes('list #') && text.includes('refcount 2'), `the text names the list: ${text}`);
  });
});
