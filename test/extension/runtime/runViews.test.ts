import * as vscode from 'vscode';
import { unpack, type HeapView, type SeekAnswer } from '../../../src/protocol';
import { equal, eventually, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun, setSetting } from '../window';

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

  test('and questions about them are answered the same way', async () => {
    await setSetting('heapglass.limits.megabytes', 16);
    const { scenario, editor } = await openAndRun(`first = []\n${LONG}`);
    ok((scenario.summary?.firstMoment ?? 0) > 500, 'the beginning was given up');
    const collected = unpack<{ readonly sentence: string }>(await scenario.ask({ name: 'graphCollectHere', request: { step: 2 } }));
    ok(collected.sentence.includes('gc.collect()'), collected.sentence);
    const hover = await scenario.hover(new vscode.Position(0, 0));
    equal([hover?.name, hover?.type], ['first', 'list'], 'the line ran at a moment that is not on record');
    const wish = { kind: 'event', event: { kind: 'binding', name: 'first' }, from: scenario.summary?.lastMoment ?? 0, direction: -1 } as const;
    const found = unpack<SeekAnswer>(await scenario.ask({ name: 'timeSeek', request: { wish } }));
    equal(found.found?.place.line, 0, 'what happened before the record is found');
    ok(editor.document.lineCount > 3, 'the text is there');
  });

  test('are there again when their worker is lost', async () => {
    const { pool } = await extensionApi();
    const { scenario } = await openAndRun('a = []\nb = [a]\nc = b\n');
    const before: (HeapView | null)[] = [await scenario.viewAt(1, scenario.options), await scenario.viewAt(2, scenario.options)];
    for (const client of [...pool.clients]) client.lose('lost in a test');
    await scenario.seek(1);
    equal([scenario.view, await scenario.viewAt(2, scenario.options)], before);
    await eventually(() => pool.clients.size <= 2, 'the new worker and a spare one are left');
  });
});
