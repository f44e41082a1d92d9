import * as vscode from 'vscode';
import { commandIds } from '../../src/extension/contributions';
import { equal } from './expect';
import { extensionApi } from './window';

suite('contributions', () => {
  test('every command of the list is registered, and no other', async () => {
    await extensionApi();
    // Those of the list, and the ones VS Code makes for a view by itself.
    const own = (await vscode.commands.getCommands(true))
      .filter((id) => id.startsWith('heapglass.') && !id.startsWith('heapglass.view.'));
    equal(own.sort(), Object.values(commandIds).sort());
  });
});
