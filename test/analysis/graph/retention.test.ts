/** Retained bytes and counts against taking each object away, at every moment of random runs. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeapGraph } from '../../../src/analysis';
import { Timeline } from '../../../src/recording';
import { randomRun, type PlainMoment, type SyntheticRun } from '../../recording/syntheticRecording';

const script = fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.nat(12)), { maxLength: 40 });

function reachWithout(run: SyntheticRun, { edges }: PlainMoment, removed: number): Set<number> {
  const reached = new Set([run.frame]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { holder, target, weak } of edges) {
      if (weak || target === removed || !reached.has(holder) || reached.has(target)) continue;
      reached.add(target);
      grown = true;
    }
  }
  return reached;
}

it('is what is lost with an object', () => {
  fc.assert(fc.property(script, fc.integer({ min: 1, max: 7 }), (steps, count) => {
    const run = randomRun(steps, count);
    const timeline = new Timeline(run.recording);
    run.moments.forEach((plain, step) => {
      const state = timeline.seek(step);
      const { moment, retention } = new HeapGraph(run.recording, state, step);
      const all = reachWithout(run, plain, -1);
      for (const object of plain.alive) {
        const node = moment.nodeOf(object);
        const left = reachWithout(run, plain, object);
        const lost = all.has(object) ? [...all].filter((other) => !left.has(other)) : [];
        expect(retention.counts[node]).toBe(lost.length);
        expect(retention.bytes[node]).toBe(lost.reduce((sum, other) => sum + run.recording.sizeOf(state, other), 0));
        expect((retention.immediate[node] as number) >= 0).toBe(all.has(object));
        const children = [...retention.tree.targets.subarray(retention.tree.start[node], retention.tree.start[node + 1])];
        expect(children.every((child) => retention.immediate[child] === node)).toBe(true);
      }
    });
  }), { numRuns: 40 });
});
