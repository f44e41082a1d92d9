/** Folded pictures of random moments: each object is in one place, and the links are the references there are. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildView, entityOfShownId, HeapGraph, type Grouping } from '../../../src/analysis';
import { choosePicture } from '../../../src/analysis/views/pictureChoice';
import { stepChanges } from '../../../src/analysis/stepChanges';
import { Timeline } from '../../../src/recording';
import { randomRun } from '../../recording/syntheticRecording';

const script = fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.nat(12)), { maxLength: 40 });

it('cards, groups and what is left out are all objects, each once; links count references', () => {
  fc.assert(fc.property(
    script, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom<Grouping>('type', 'holder', 'auto'), fc.integer({ min: 0, max: 3 }),
    (steps, count, nodeLimit, grouping, opened) => {
      const run = randomRun(steps, count);
      const { recording } = run;
      const timeline = new Timeline(recording);
      const options = { nodeLimit, slotLimit: 2, showAtoms: false, grouping, opened: { 'type:list': opened, 'unreachable:list': opened } };
      run.moments.forEach(({ alive, edges }, step) => {
        const state = timeline.seek(step);
        const view = buildView(recording, state, step, options);
        const graph = new HeapGraph(recording, state, step);
        const choice = choosePicture(graph, view.roots.length === 0 ? [] : graphRootSlots(graph), stepChanges(recording, step), options);
        expect(choice.cards).toHaveLength(view.nodes.length);
        const place = new Map<number, number | string>();
        for (const { id } of view.nodes) place.set(entityOfShownId(recording, id), id);
        choice.groups.forEach(({ id, members }) => {
          for (const node of members) {
            const entity = graph.moment.entityOf[node] as number;
            expect(place.has(entity)).toBe(false);
            place.set(entity, id);
          }
        });
        expect(place.size + view.hiddenCount).toBe(alive.size);
        expect(view.nodes.length).toBeLessThanOrEqual(nodeLimit);
        if (grouping === 'type') expect(view.hiddenCount).toBe(0);
        for (const group of view.groups ?? []) {
          expect(group.generations.reduce((sum, each) => sum + each, 0)).toBe(group.count);
          const counted = new Map<number | string, number>();
          for (const { holder, target, weak } of edges) {
            const to = place.get(target);
            if (weak || place.get(holder) !== group.id || to === undefined) continue;
            counted.set(to, (counted.get(to) ?? 0) + 1);
          }
          expect(new Map(group.links.map(({ target, count: links }) => [target, links]))).toEqual(counted);
        }
        for (const slot of [...view.roots, ...view.nodes].flatMap(({ slots }) => slots)) {
          if (slot.group !== undefined) expect(view.groups?.some(({ id }) => id === slot.group)).toBe(true);
        }
      });
    }), { numRuns: 60 });
});

/** What the frame holds, as the picture draws it. */
function graphRootSlots(graph: HeapGraph): Parameters<typeof choosePicture>[1] {
  return graph.frames().flatMap((frame) => graph.slotsOf(frame)).map((edge) => ({ edge, label: '', weak: false }));
}
