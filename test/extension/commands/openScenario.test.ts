import * as vscode from 'vscode';
import { eventually, ok } from '../expect';
import { closeEditors, extensionApi, settledScenario } from '../window';

suite('examples', () => {
  teardown(closeEditors);

  test('are offered, and the chosen one is opened as a document that can be changed, and run', async () => {
    await extensionApi();
    const opened = vscode.commands.executeCommand('heapglass.openScenario');
    // There is no way to see a quick pick: the first entry is taken as soon as there is one.
    const isOpen = () => vscode.window.activeTextEditor?.document.isUntitled === true && vscode.window.activeTextEditor.document.getText().startsWith('#');
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isOpen();
    }, 'an example is opened');
    await opened;
    const document = vscode.window.activeTextEditor?.document;
    ok(document?.isUntitled === true && document.getText().startsWith('#'), 'it is the text of an example, untitled');
    await settledScenario(document);
  });
});
