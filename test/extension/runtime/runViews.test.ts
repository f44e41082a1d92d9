import { equal, ok } from '../expect';
import { closeEditors, openAndRun, setSetting } from '../window';

/** More changes than 16 megabytes hold. */
const LONG = `kept = []
class Node:
    pass
def turn(i):
    node = Node()
    node.value = [i]
    kept.append(node)
    if len(kept) > 50:
        kept.clear()
for i in range(30000):
    turn(i)
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
    ok(first > 10_000, `the beginning was given up (${first})`);
    equal(scenario.shown?.annotations.some(({ line }) => line === 0), true, 'its lines are annotated all the same');
    await scenario.seek(first);
    equal(scenario.view?.step, first);
    await scenario.seek(2);
    equal([scenario.view?.step, scenario.view?.line, scenario.view?.stepCount], [2, 1, scenario.summary?.stepCount]);
    await scenario.seek(1000);
    equal(scenario.view?.step, 1000);
  });
});
