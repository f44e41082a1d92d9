import { panelState } from '../../../src/extension/panel/panelState';
import { equal, includes } from '../expect';
import { closeEditors, openAndRun } from '../window';

suite('panel state', () => {
  teardown(closeEditors);

  test('of nothing is empty', () => {
    equal([panelState(null).status, panelState(null).view], ['empty', null]);
  });

  test('carries the shown moment and its line of source', async () => {
    const { scenario } = await openAndRun('a = []\nif a is not None:\n    b = a\n');
    await scenario.seek(3);
    const state = panelState(scenario);
    equal([state.status, state.view?.step, state.sourceLine], ['finished', 3, 'b = a']);
    equal(state.view?.roots.some((root) => root.slots.some((slot) => slot.label === 'a')), true);
  });

  test('carries the message of an exception', async () => {
    const { scenario } = await openAndRun('a = []\na[1]\n');
    const state = panelState(scenario);
    equal(state.status, 'exception');
    includes(state.message, 'list index out of range');
  });
});
