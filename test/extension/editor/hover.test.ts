import { equal, includes } from '../expect';
import { closeEditors, hoverText, openAndRun, setSetting } from '../window';

suite('hover', () => {
  teardown(closeEditors);

  test('on a name says type, refcount, generation and who holds it', async () => {
    const { editor } = await openAndRun('first = [1, 2]\nsecond = first\nholder = {"key": first}\n');
    const text = await hoverText(editor.document, 2, 18);
    includes(text, 'first: list[2]');
    includes(text, 'refcount 3');
    includes(text, 'generation 0');
    includes(text, 'first');
    includes(text, 'second');
    includes(text, "'key'");
  });

  test('on what is no name says nothing', async () => {
    const { editor } = await openAndRun('first = [1, 2]\n# first\n');
    equal(await hoverText(editor.document, 0, 7), '');
    equal(await hoverText(editor.document, 1, 3), '');
  });

  test('can be switched off', async () => {
    await setSetting('heapglass.hover.enabled', false);
    try {
      const { editor } = await openAndRun('first = [1, 2]\n');
      equal(await hoverText(editor.document, 0, 1), '');
    } finally {
      await setSetting('heapglass.hover.enabled', undefined);
    }
  });
});
