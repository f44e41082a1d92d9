import { statusTexts } from '../../../src/extension/editor/statusBar';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes } from '../expect';
import { closeEditors, openAndRun } from '../window';

suite('the status bar item', () => {
  teardown(closeEditors);

  test('offers to run what was not run', () => {
    equal(statusTexts(undefined, '').command, commandIds.runScenario);
  });

  test('tells steps and version of a run, and the score, and leads to the summary', async () => {
    const { scenario } = await openAndRun('a = 1\n');
    const { text, tooltip, command } = statusTexts(scenario, '3 of 4 predictions right');
    equal(text, `$(type-hierarchy) ${scenario.summary?.stepCount} steps · 3.12`);
    equal(command, commandIds.showSummary);
    equal([tooltip.includes('CPython 3.12'), tooltip.includes('3 of 4 predictions right')], [true, true]);
  });

  test('tells exceptions and syntax errors by icon and words', async () => {
    const { scenario } = await openAndRun('a = []\na[1]\n');
    includes(statusTexts(scenario, '').text, '$(warning)');
    includes(statusTexts(scenario, '').tooltip[0] ?? '', 'list index out of range');
    const broken = await openAndRun('a = (\n');
    includes(statusTexts(broken.scenario, '').text, 'syntax error');
  });
});
