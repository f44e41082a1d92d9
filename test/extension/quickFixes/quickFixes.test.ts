import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, codeOf, extensionApi, openAndRun, problems, setSetting } from '../window';

const TREE = `import gc
gc.disable()

class Node:
    def __init__(self, parent):
        self.parent = parent
        self.children = []

    def add(self):
        child = Node(self)
        self.children.append(child)
        return child

    def up(self):
        return self.parent is not None

root = Node("nobody")
root.add()
print(root.up())
del root
`;

async function actions(document: vscode.TextDocument, line: number): Promise<vscode.CodeAction[]> {
  const range = document.lineAt(line).range;
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
  return found.filter(({ command }) => command?.command.startsWith('heapglass.'));
}

/** An action with its effect: on a slow machine the first menu may not wait for it. */
async function actionWithEffect(document: vscode.TextDocument, line: number, title: string): Promise<vscode.CodeAction> {
  let found: vscode.CodeAction | undefined;
  await eventually(async () => {
    found = (await actions(document, line)).find((action) => action.title.startsWith(`${title} (`));
    return found !== undefined;
  }, `'${title}' is offered with its effect`);
  ok(found, 'it was found');
  return found;
}

suite('quick fixes', () => {
  teardown(async () => {
    for (const name of ['steps', 'seconds']) await setSetting(`heapglass.limits.${name}`, undefined);
    await closeEditors();
  });

  test('raise the limit a run was stopped at, and run again', async () => {
    await setSetting('heapglass.limits.steps', 2000);
    const { editor, scenario } = await openAndRun('for i in range(3000):\n    a = [i]\n');
    equal(problems(editor.document).map(codeOf), ['stepLimit']);
    const [action] = await actions(editor.document, problems(editor.document)[0].range.start.line);
    includes(action.title, `${(20_000).toLocaleString()} steps`);
    equal(action.isPreferred, true);
    await vscode.commands.executeCommand(action.command?.command ?? '', ...(action.command?.arguments ?? []) as unknown[]);
    await eventually(() => scenario.phase === 'done' && scenario.summary?.status === 'finished', 'it runs to its end');
    equal(vscode.workspace.getConfiguration().get('heapglass.limits.steps'), 20_000);
  });

  test('of a cycle say what they do, show the changed text, and make the change as one edit', async () => {
    const { editor } = await openAndRun(TREE.replace('Node("nobody")', 'Node(Node)'));
    const { document } = editor;
    const before = document.getText();
    await eventually(() => problems(document).some((problem) => codeOf(problem) === 'leftInCycle'), 'the hint comes');
    const hint = problems(document).find((problem) => codeOf(problem) === 'leftInCycle');
    const weak = await actionWithEffect(document, hint?.range.start.line ?? 0, 'Make Node.parent a weak reference');
    includes(weak.title, 'cycles left: 1 → 0');
    includes(weak.title, 'output unchanged');
    equal([weak.isPreferred, weak.kind?.value], [true, vscode.CodeActionKind.QuickFix.value]);

    const { changes, pool } = await extensionApi();
    await vscode.commands.executeCommand(weak.command?.command ?? '', ...(weak.command?.arguments ?? []) as unknown[]);
    equal([changes.shown?.effect?.verdict, document.getText()], ['better', before], 'nothing is changed yet');
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    ok(tab?.input instanceof vscode.TabInputTextDiff, 'both texts are shown');
    includes(tab.label, 'cycles left: 1 → 0');
    equal((await vscode.workspace.openTextDocument(tab.input.modified)).getText(), changes.shown?.rewrite.changedSource);
    const workers = pool.clients.size;
    await vscode.commands.executeCommand('heapglass.applyChange');
    includes(document.getText(), 'self.parent = weakref.ref(parent)');
    equal(changes.shown, null);
    await eventually(() => pool.clients.size <= workers, 'no worker is left over');
  });

  test('that change what the program does are not preferred, and say so', async () => {
    const { editor } = await openAndRun(`${TREE.replace('Node("nobody")', 'Node(type("Top", (), {})())')}`);
    const { document } = editor;
    const weak = await actionWithEffect(document, 5, 'Make Node.parent a weak reference');
    equal([weak.isPreferred ?? false, weak.kind?.value], [false, vscode.CodeActionKind.RefactorRewrite.value]);
    includes(weak.title, "the output differs: line 1 is 'False' instead of 'True'");
  });

  test('are silent where there is nothing to mend', async () => {
    const { editor } = await openAndRun('a = []\nb = a\n');
    equal(await actions(editor.document, 1), []);
  });
});
