import { beforeAll, describe, expect, it } from 'vitest';
import { Session, type Toolchain } from '../../src/session';
import { Moments } from '../../src/session/moments';
import { recordSource, loadToolchain } from './toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('moments', () => {
  it('are the steps of the scenario itself and the end, each found again', () => {
    const run = recordSource(toolchain, 'import heapq\na = [3, 1]\nheapq.heapify(a)\nb = a\n', { library: true });
    const { timeline } = run;
    if (timeline === null) throw new Error('nothing ran');
    const moments = new Moments(timeline.recording);
    expect(moments.count).toBeLessThan(timeline.stepCount / 2);
    for (let moment = 0; moment < moments.count; moment++) expect(moments.moment(moments.step(moment))).toBe(moment);
    for (let step = 0; step < timeline.stepCount; step++) expect(moments.step(moments.moment(step))).toBeLessThanOrEqual(Math.max(step, moments.step(0)));
    expect(moments.step(moments.count - 1)).toBe(timeline.stepCount - 1);
    expect([moments.step(-5), moments.step(moments.count + 5)]).toEqual([moments.step(0), timeline.stepCount - 1]);
  });

  it('are how a session counts: one after the other through its own lines', () => {
    const session = new Session(recordSource(toolchain, 'import heapq\na = [3, 1]\nheapq.heapify(a)\nb = a\n'));
    const options = { nodeLimit: 50, slotLimit: 10, showAtoms: false };
    const lines = Array.from({ length: session.stepCount }, (_, moment) => session.view(moment, options).line);
    expect(lines).toEqual([0, 0, 1, 2, 3, 3, null]);
    const made = session.view(3, options).nodes.find((node) => node.type === 'list');
    expect(made).toMatchObject({ change: 'new', bornLine: 1, bornStep: 2 });
  });
});
