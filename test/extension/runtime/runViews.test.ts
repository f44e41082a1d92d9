import { equal, ok } from '../expect';
import { closeEditors, openAndRun, setSetting } from '../window';

/** 200 objects a turn: more changes than 16 megabytes hold, in few steps. */
const LONG = `kept = []
for i in range(2500):
    kept = list(map(list, [()] * 200))
`;

suite('views of a long run', () => {
  teardown(async () => {
    await setSetting('heapglass.limits.megabytes', undefined);
    await closeEditors();
  });

  test('are those on record, or of a replay', async () => {
    await setSetting('heapglass.limits.megabytes', 16);
    const { scenario } = await openAndRun(LONG);
    const first = scenario.summary?.firstMoment ?? 0;
    equal(scenario.summary?.status, 'finished');
    ok(first > 500, `the beginning was given up (${first})`);
    equal(scenario.shown?.annotations.some(({ line }) => line === 0), true, 'its lines are annotated all the same');
    await scenario.seek(first);
    equal(scenario.view?.step, first);
    await scenario.seek(2);
    equal([scenario.view?.step, scenario.view?.line, scenario.view?.stepCount], [2, 1, scenario.summary?.stepCount]);
    await scenario.seek(3);
    equal(scenario.view?.step, 3);
  });
});
