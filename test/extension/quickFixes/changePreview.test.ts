import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun, settledScenario } from '../window';

const CACHED = 'import functools\n@functools.cache\ndef square(n):\n    return [n] * n\nfor i in range(200):\n    square(i)\n';
const TITLE = 'Bound the cache of square to 128 results';

function diffTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputTextDiff);
}

suite('preview of a change', () => {
  teardown(closeEditors);

  test('can be discarded: nothing is changed, its texts are closed', async () => {
    const { changes } = await extensionApi();
    const { editor } = await openAndRun(CACHED);
    await changes.open(editor.document.uri, TITLE, 1);
    ok(changes.shown?.effect, 'its effect is known');
    equal(diffTabs().length, 1);
    await vscode.commands.executeCommand('heapglass.discardChange');
    equal([changes.shown, diffTabs().length, editor.document.getText()], [null, 0, CACHED]);
  });

  test('is not applied to another text than it was made for', async () => {
    const { changes } = await extensionApi();
    const { editor } = await openAndRun(CACHED);
    await changes.open(editor.document.uri, TITLE, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(0, 0), '# more\n');
    await vscode.workspace.applyEdit(edit);
    equal(await changes.apply(), false);
    equal(editor.document.getText(), `# more\n${CACHED}`);
    equal(changes.shown, null);
  });

  test('is found again when lines moved since the menu was opened, and not when it is gone', async () => {
    const { changes } = await extensionApi();
    const { editor } = await openAndRun(CACHED);
    await changes.open(editor.document.uri, 'Bound the cache of cube to 128 results', 1);
    equal(changes.shown, null);
    await changes.open(editor.document.uri, TITLE, 1);
    ok(await changes.apply(), 'it is applied');
    includes(editor.document.getText(), '@functools.lru_cache(maxsize=128)\n');
    await settledScenario(editor.document);
    await changes.open(editor.document.uri, TITLE, 1);
    equal(changes.shown, null, 'it is done');
  });

  test('ends with its tab', async () => {
    const { changes } = await extensionApi();
    const { editor } = await openAndRun(CACHED);
    await changes.open(editor.document.uri, TITLE, 1);
    await vscode.window.tabGroups.close(diffTabs());
    await eventually(() => changes.shown === null, 'the change is forgotten');
  });
});
