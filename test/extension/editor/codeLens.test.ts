import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, lenses, openAndRun, replaceAll, setSetting, settledScenario } from '../window';
import * as vscode from 'vscode';

suite('lenses', () => {
  teardown(closeEditors);

  test('stand above every executed line, with what it did', async () => {
    const { editor } = await openAndRun('a = []\n\nb = a\n# a comment\nif a is None:\n    c = a\nprint(1)\ndel b\ndel a\nfor i in (1, 2):\n    pass\n');
    equal(await lenses(editor.document), [
      [0, 'refcount a 1 · made list #2'], [2, 'refcount b 2 · a 2'], [4, 'refcount a 2'], [6, 'prints 1'], [7, 'b unbound, 1 left'], [8, 'list #2 freed here'],
      [9, 'i immortal · 3 hits'], [10, 'ran 2 times'],
    ]);
  });

  test('speak of the step chosen in the panel, and keep their lines', async () => {
    const { editor, scenario } = await openAndRun('a = []\nfor i in range(3):\n    b = [a]\n    a = b\nx = a\n');
    const lines = (await lenses(editor.document)).map(([line]) => line);
    await vscode.commands.executeCommand('heapglass.openPanel');
    const { panels } = await extensionApi();
    await eventually(() => panels.isOpen, 'the panel is open');
    equal((await lenses(editor.document))[2][1], 'refcount b 1 · a 2 · made list #3, list #4 and list #5 · 3 hits');
    await scenario.seek(3); // before the loop's first line runs for the first time
    const chosen = await lenses(editor.document);
    equal(chosen.map(([line]) => line), lines, 'lines of the lenses at a step');
    equal(chosen[0][1], 'refcount a 1 · made list #1');
    equal(chosen[4][1], 'not run yet');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('of an older text say so, as long as no newer run comes', async () => {
    const { editor } = await openAndRun('a = []\n');
    await replaceAll(editor, 'a = []\nb = (');
    await settledScenario(editor.document);
    equal(await lenses(editor.document), [[0, '~ refcount a 1 · made list #1']]);
  });

  test('keep their lines while the text is broken, and follow edits above', async () => {
    const { editor } = await openAndRun('a = []\nb = a\n');
    const before = await lenses(editor.document);
    ok(before.length === 2, 'two lenses at first');
    ok(await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'c = (')), 'the text was broken');
    await settledScenario(editor.document);
    equal((await lenses(editor.document)).map(([line]) => line), [0, 1], 'lines of the lenses of a broken text');
    ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# above\n\n')), 'lines were put above');
    equal((await lenses(editor.document)).map(([line]) => line), [2, 3], 'lines of the lenses after an edit above');
  });

  test('never vanish between an edit and its run', async () => {
    const { editor } = await openAndRun('a = []\nb = a\n');
    await replaceAll(editor, 'a = []\nb = a\nc = b\n');
    const seen: number[] = [];
    await eventually(async () => {
      seen.push((await lenses(editor.document)).length);
      return seen.at(-1) === 3;
    }, 'the third lens');
    ok(seen.every((count) => count >= 2), `lenses vanished: ${seen.join(', ')}`);
  });

  test('are not shown when they are switched off', async () => {
    await setSetting('heapglass.annotations', 'lineEnd');
    try {
      const { editor } = await openAndRun('a = []\n');
      equal(await lenses(editor.document), []);
    } finally {
      await setSetting('heapglass.annotations', undefined);
    }
  });

  test('are also in documents that are nowhere on a disk', async () => {
    const { editor } = await openAndRun('a = []\n');
    equal(editor.document.uri.scheme, 'untitled');
    equal((await lenses(editor.document)).length, 1);
  });
});
