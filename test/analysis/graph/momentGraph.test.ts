/** The typed arrays say what the plain picture of each moment says. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeapGraph } from '../../../src/analysis';
import { Timeline } from '../../../src/recording';
import { randomRun } from '../../recording/syntheticRecording';

const script = fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.nat(12)), { maxLength: 50 });

it('has the counted edges of each moment in position order, weak ones apart, and the frame as root', () => {
  fc.assert(fc.property(script, fc.integer({ min: 1, max: 8 }), (steps, count) => {
    const run = randomRun(steps, count);
    const timeline = new Timeline(run.recording);
    run.moments.forEach(({ edges, alive }, step) => {
      const { moment } = new HeapGraph(run.recording, timeline.seek(step), step);
      const nodes = [...moment.entityOf.subarray(1)];
      expect(nodes).toEqual([run.recording.runtimeEntity, run.frame, ...[...alive].sort((a, b) => a - b)].sort((a, b) => a - b));
      expect([...moment.roots].map((root) => moment.entityOf[root])).toEqual([run.frame, run.recording.runtimeEntity]);
      for (const entity of nodes) {
        const node = moment.nodeOf(entity);
        const held: [number, number][] = [];
        for (let edge = moment.out.start[node] as number; edge < (moment.out.start[node + 1] as number); edge++) {
          expect(moment.holderOf(edge)).toBe(node);
          held.push([run.recording.slots.ordinal(moment.slots[edge] as number), moment.entityOf[moment.out.targets[edge] as number] as number]);
        }
        expect(held).toEqual(edges.filter(({ holder, weak }) => holder === entity && !weak).map(({ ordinal, target }) => [ordinal, target])
          .sort((a, b) => (a[0] as number) - (b[0] as number)));
      }
      const weak = Array.from({ length: moment.weak.count }, (_, i) => `${moment.entityOf[moment.weak.holders[i] as number]}>${moment.entityOf[moment.weak.targets[i] as number]}`);
      expect(weak.sort()).toEqual(edges.filter((edge) => edge.weak && alive.has(edge.target)).map(({ holder, target }) => `${holder}>${target}`).sort());
    });
  }), { numRuns: 60 });
});
