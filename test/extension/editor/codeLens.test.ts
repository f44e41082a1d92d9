import { equal, eventually, ok } from '../expect';
import { closeEditors, lenses, openAndRun, replaceAll, setSetting, settledScenario } from '../window';
import * as vscode from 'vscode';

suite('lenses', () => {
  teardown(closeEditors);

  test('stand above executed lines that name something, with the refcounts after them', async () => {
    const { editor } = await openAndRun('a = []\n\nb = a\n# a comment\nif a is None:\n    c = a\nprint(1)\ndel b\n');
    const shown = await lenses(editor.document);
    equal(shown.map(([line]) => line), [0, 2, 4, 7]);
    equal(shown[0][1], 'refcount a 1');
    equal(shown[1][1], 'refcount b 2 · a 2');
    equal(shown[3][1], 'b unbound, 1 left');
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
    await setSetting('heapglass.codeLens.enabled', false);
    try {
      const { editor } = await openAndRun('a = []\n');
      equal(await lenses(editor.document), []);
    } finally {
      await setSetting('heapglass.codeLens.enabled', undefined);
    }
  });

  test('are also in documents that are nowhere on a disk', async () => {
    const { editor } = await openAndRun('a = []\n');
    equal(editor.document.uri.scheme, 'untitled');
    equal((await lenses(editor.document)).length, 1);
  });
});
