import { languageStatusTexts } from '../../../src/extension/editor/languageStatus';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes } from '../expect';
import { closeEditors, openAndRun, setSetting } from '../window';

suite('the language status', () => {
  teardown(async () => {
    await closeEditors();
    await setSetting('heapglass.limits.steps', undefined);
  });

  test('is the version while all is well', async () => {
    const { scenario } = await openAndRun('a = 1\n');
    const { text, isWarning, command } = languageStatusTexts(scenario, '3.12');
    equal([text, isWarning, command.command], ['CPython 3.12', false, commandIds.choosePythonVersion]);
  });

  test('warns of a limit and leads to its setting', async () => {
    await setSetting('heapglass.limits.steps', 200);
    const { scenario } = await openAndRun('while True:\n    pass\n');
    const { isWarning, detail, command } = languageStatusTexts(scenario, '3.12');
    equal([isWarning, command.arguments], [true, ['@id:heapglass.limits.steps']]);
    includes(detail, '200');
  });

  test('warns of a module that is not there', async () => {
    const { scenario } = await openAndRun('import numpy\n');
    equal(languageStatusTexts(scenario, '3.12').isWarning, true);
  });
});
