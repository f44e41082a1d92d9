/** The questions about a moment, each against the plainest way to answer it, at every moment of random runs. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeapGraph, ledgerTexts, reachableFromRoots, unreachableObjects } from '../../src/analysis';
import { Timeline } from '../../src/recording';
import { randomRun, type PlainMoment, type SyntheticRun } from '../recording/syntheticRecording';

const script = fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.nat(12)), { maxLength: 60 });
const objectCount = fc.integer({ min: 1, max: 8 });

function forEachMoment(run: SyntheticRun, check: (graph: HeapGraph, moment: PlainMoment) => void): void {
  const timeline = new Timeline(run.recording);
  run.moments.forEach((moment, step) => check(new HeapGraph(run.recording, timeline.seek(step), step), moment));
}

/** Fixpoint over the edge list: what the frame reaches. */
function plainReach(run: SyntheticRun, moment: PlainMoment): Set<number> {
  const reached = new Set([run.frame]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { holder, target, weak } of moment.edges) {
      if (weak || !reached.has(holder) || reached.has(target)) continue;
      reached.add(target);
      grown = true;
    }
  }
  return reached;
}

describe('at every moment of a random run', () => {
  it('the ledger is as long as the refcount, and the slots are those held', () => {
    fc.assert(fc.property(script, objectCount, (steps, count) => {
      const run = randomRun(steps, count);
      forEachMoment(run, (graph, moment) => {
        for (const object of run.objects) {
          const counted = moment.edges.filter(({ target, weak }) => target === object && !weak);
          expect(graph.holdersOf(object).map(({ holder, ordinal }) => `${holder}:${ordinal}`).sort())
            .toEqual(counted.map(({ holder, ordinal }) => `${holder}:${ordinal}`).sort());
          expect(ledgerTexts(graph, object)).toHaveLength(counted.length);
          expect(graph.state.refcount(object)).toBe(counted.length);
          expect(graph.isAlive(object)).toBe(moment.alive.has(object));
          expect(graph.slotsOf(object).map(({ ordinal, target }) => [ordinal, target]))
            .toEqual(moment.edges.filter(({ holder }) => holder === object).map(({ ordinal, target }) => [ordinal, target])
              .sort((a, b) => (a[0] as number) - (b[0] as number)));
        }
      });
    }), { numRuns: 60 });
  });

  it('reachability is that of the fixpoint', () => {
    fc.assert(fc.property(script, objectCount, (steps, count) => {
      const run = randomRun(steps, count);
      forEachMoment(run, (graph, moment) => {
        const reached = reachableFromRoots(graph);
        const expected = plainReach(run, moment);
        for (const object of moment.alive) expect(reached[object] === 1).toBe(expected.has(object));
        expect(unreachableObjects(graph)).toEqual([...moment.alive].filter((object) => !expected.has(object)).sort((a, b) => a - b));
      });
    }), { numRuns: 60 });
  });
});
