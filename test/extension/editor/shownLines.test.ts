import { marked, seenLines } from '../../../src/extension/editor/shownLines';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';
import * as vscode from 'vscode';

suite('texts of lines', () => {
  teardown(closeEditors);

  test('are those of the last runs until a moment is chosen, and of the whole run again when the panel is closed', async () => {
    const { scenario } = await openAndRun('a = []\nb = a\ndel b\nc = 1\n');
    const { lines, panels } = await extensionApi();
    const [first] = scenario.shown?.annotations ?? [];
    ok(first, 'there is an annotation');
    await scenario.seek(2);
    equal(lines.momentOf(scenario), null, 'without a panel');
    await vscode.commands.executeCommand('heapglass.openPanel');
    await eventually(() => panels.isOpen, 'the panel is open');
    equal(lines.momentOf(scenario), 2, 'with a panel');
    equal(lines.text(scenario, first), undefined, 'nothing was fetched yet');
    equal(await Promise.all([lines.want(scenario, 0, 1), lines.want(scenario, 3, 3)]), [true, true], 'two wishes, one question');
    equal(scenario.shown?.annotations.map((annotation) => lines.text(scenario, annotation)?.text ?? null), ['refcount a 1 · made list #1', null, null, null]);
    equal(await lines.want(scenario, 0, 3), false, 'all is there');
    await scenario.seek(3);
    equal(lines.text(scenario, first)?.text, 'refcount a 1 · made list #1', 'what was shown stays until the new texts are there');
    await lines.want(scenario, 0, 3);
    equal(scenario.shown?.annotations.map((annotation) => lines.text(scenario, annotation)?.text ?? null).slice(0, 2), ['refcount a 1 · made list #1', 'refcount b 2 · a 2']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('are wanted only for lines that are seen', async () => {
    const { scenario } = await openAndRun(Array.from({ length: 50 }, (_, line) => `a${line} = []`).join('\n'));
    equal(seenLines(scenario, 10, 20), [10, 20]);
    equal(seenLines(scenario, 60, 70), null);
    equal([marked('x', true), marked('x', false)], ['~ x', 'x']);
  });
});
