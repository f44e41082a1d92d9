/** What the panel may rely on, at every moment of random runs. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildView, entityOfShownId, shownId } from '../../src/analysis';
import { Timeline } from '../../src/recording';
import { randomRun } from '../recording/syntheticRecording';

const script = fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.nat(12)), { maxLength: 40 });

describe('buildView', () => {
  it('draws each object once, edges only to drawn objects, and counts the rest', () => {
    fc.assert(fc.property(script, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 }),
      (steps, count, nodeLimit, slotLimit) => {
        const run = randomRun(steps, count);
        const timeline = new Timeline(run.recording);
        run.moments.forEach((moment, step) => {
          const view = buildView(run.recording, timeline.seek(step), step, { nodeLimit, slotLimit, showAtoms: false });
          const ids = view.nodes.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.length).toBeLessThanOrEqual(nodeLimit);
          expect(view.hiddenCount + ids.length).toBe(moment.alive.size);
          for (const { slots } of [...view.roots, ...view.nodes]) {
            expect(slots.length).toBeLessThanOrEqual(slotLimit);
            for (const { target } of slots) if (target !== null) expect(ids).toContain(target);
          }
          for (const node of view.nodes) {
            const entity = entityOfShownId(run.recording, node.id);
            expect(moment.alive.has(entity)).toBe(true);
            const held = moment.edges.filter(({ holder }) => holder === entity);
            expect(node.slots.length + node.moreCount).toBe(held.length);
            expect(node.refcount).toBe(moment.edges.filter(({ target, weak }) => target === entity && !weak).length);
          }
        });
      }), { numRuns: 60 });
  });

  it('says what the step before changed', () => {
    fc.assert(fc.property(script, fc.integer({ min: 1, max: 6 }), (steps, count) => {
      const run = randomRun(steps, count);
      const timeline = new Timeline(run.recording);
      for (let step = 1; step < run.moments.length; step++) {
        const before = run.moments[step - 1];
        const now = run.moments[step];
        if (before === undefined || now === undefined) continue;
        const view = buildView(run.recording, timeline.seek(step), step, { nodeLimit: 100, slotLimit: 100, showAtoms: false });
        const countIn = (edges: typeof now.edges, object: number): number => edges.filter(({ target, weak }) => target === object && !weak).length;
        expect(view.freed.map(({ id }) => entityOfShownId(run.recording, id)).sort((a, b) => a - b))
          .toEqual([...before.alive].filter((object) => !now.alive.has(object)).sort((a, b) => a - b));
        for (const object of now.alive) {
          const node = view.nodes.find(({ id }) => id === shownId(run.recording, object));
          const wasThere = before.alive.has(object);
          if (wasThere && countIn(before.edges, object) !== countIn(now.edges, object)) {
            expect(node).toMatchObject({ change: 'refcount', previousRefcount: countIn(before.edges, object) });
          } else if (wasThere) {
            expect(node?.change).toBeUndefined();
          }
        }
      }
    }), { numRuns: 60 });
  });
});
