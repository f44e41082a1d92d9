import { equal, includes } from '../expect';
import { closeEditors, hoverText, openAndRun, replaceAll, setSetting, settledScenario } from '../window';

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

  test('on an attribute or a subscript is about what it leads to, with links and a chart', async () => {
    const { editor } = await openAndRun('class Node: pass\na = Node()\na.items = [a, 1]\nb = a.items[0]\n');
    const attribute = await hoverText(editor.document, 3, 7);
    includes(attribute, 'a.items: list[2]');
    includes(attribute, '.items of Node');
    const item = await hoverText(editor.document, 3, 14);
    includes(item, 'a.items[0]: Node');
    includes(item, 'data:image/svg+xml;base64,');
    for (const command of ['showInPanel', 'goToBirth', 'whyAlive', 'followObject']) includes(item, `command:heapglass.${command}?`);
    includes(item, 'made on line 2');
  });

  test('of a text that was changed since says nothing', async () => {
    const { editor } = await openAndRun('first = [1, 2]\n');
    await replaceAll(editor, 'first = [1, 2]\nsecond = (');
    await settledScenario(editor.document);
    equal(await hoverText(editor.document, 0, 1), '');
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
