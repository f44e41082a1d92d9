import { equal, includes } from '../expect';
import { closeEditors, lenses, openAndRun, setSetting } from '../window';
import * as vscode from 'vscode';

async function hints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range);
  return found.filter(({ label }) => typeof label !== 'string' && label.length > 0);
}

suite('inlay hints', () => {
  teardown(async () => {
    await setSetting('heapglass.annotations', undefined);
    await closeEditors();
  });

  test('are at the ends of the lines in the range, with the whole as a tooltip', async () => {
    await setSetting('heapglass.annotations', 'inlayHint');
    const { editor } = await openAndRun('a = []\nb = a\nc = b\n');
    const found = await hints(editor.document, new vscode.Range(0, 0, 1, 5));
    equal(found.map(({ position, label }) => [position.line, position.character, typeof label === 'string' ? label : label[0]?.value]), [
      [0, 6, 'refcount a 1 · made list #1'], [1, 5, 'refcount b 2 · a 2'],
    ]);
    const [, { label }] = found;
    const tooltip = typeof label === 'string' ? undefined : label[0]?.tooltip;
    includes((tooltip instanceof vscode.MarkdownString ? tooltip.value : tooltip ?? '').replaceAll('&nbsp;', ' '), 'b: refcount 2');
    equal(await lenses(editor.document), [], 'there are no lenses then');
  });

  test('are not there unless they are chosen', async () => {
    const { editor } = await openAndRun('a = []\n');
    equal(await hints(editor.document, new vscode.Range(0, 0, 1, 0)), []);
  });
});
