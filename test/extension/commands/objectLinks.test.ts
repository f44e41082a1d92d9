import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';
import * as vscode from 'vscode';

suite('links of a hover', () => {
  teardown(closeEditors);

  test('show an object at its moment in the panel, and go to the line that made it', async () => {
    const { editor, scenario } = await openAndRun('x = 1\na = []\nb = [a]\nc = [b]\n');
    const { panels } = await extensionApi();
    const answer = await scenario.hover(new vscode.Position(2, 0));
    ok(answer, 'there is an answer');
    const argument = { uri: scenario.uri, object: answer.object, step: answer.step };
    await vscode.commands.executeCommand('heapglass.showInPanel', argument);
    await eventually(() => panels.isOpen, 'the panel is open');
    equal(scenario.step, answer.step);
    await vscode.commands.executeCommand('heapglass.goToBirth', argument);
    equal(vscode.window.activeTextEditor?.document, editor.document);
    equal(vscode.window.activeTextEditor?.selection.active.line, 2, 'the line that made it');
    equal(answer.bornLine, 2);
  });
});
