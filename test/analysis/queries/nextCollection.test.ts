/** When the next collection comes: against a collector that really allocates and decides, step by step. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueGeneration, nextCollection, waitingText, type CollectorState } from '../../../src/analysis';

const RULES = { dueCollectionOutlivesDisable: false };

function state(extra: Partial<CollectorState> = {}): CollectorState {
  return { counts: [0, 0, 0], thresholds: [700, 10, 10], enabled: true, collecting: false, longLived: { pending: 0, total: 0 }, ...extra };
}

/** CPython's allocation and gc_collect_generations, as they are: how many allocations, and then which generation. */
function simulate({ counts, thresholds, enabled, collecting, longLived }: CollectorState): { generation: number; allocations: number } | null {
  const [, middle, old] = counts;
  let [young] = counts;
  let due = false;
  for (let allocations = 0; allocations <= 3000; allocations++) {
    if (due) {
      for (let i = 2; i >= 0; i--) {
        const count = [young, middle, old][i] as number;
        if (count <= (thresholds[i] as number)) continue;
        if (i === 2 && (longLived?.pending ?? 0) < Math.floor((longLived?.total ?? 0) / 4)) continue;
        return { generation: i, allocations };
      }
      due = false;
    }
    young++;
    if (young > thresholds[0] && enabled && thresholds[0] !== 0 && !collecting) due = true;
  }
  return null;
}

const someState: fc.Arbitrary<CollectorState> = fc.record({
  counts: fc.tuple(fc.nat(900), fc.nat(14), fc.nat(14)),
  thresholds: fc.tuple(fc.oneof(fc.constant(0), fc.integer({ min: -2, max: 800 })), fc.integer({ min: -1, max: 12 }), fc.integer({ min: -1, max: 12 })),
  enabled: fc.boolean(), collecting: fc.boolean(),
  longLived: fc.record({ pending: fc.nat(300), total: fc.nat(1000) }),
});

describe('the next collection', () => {
  it('is the one a collector would make', () => {
    fc.assert(fc.property(someState, (given) => {
      const told = nextCollection(given, RULES);
      const done = simulate(given);
      expect(told.generation).toBe(done?.generation ?? null);
      if (done === null) return;
      // Over the threshold it may be due already, or with the next allocation.
      expect(told.allocations).toBe(given.counts[0] > given.thresholds[0] ? 0 : done.allocations);
      expect(told.text).toContain(`eneration ${done.generation}`);
      if (told.allocations !== 0) expect(told.text).toMatch(new RegExp(`^${told.allocations} more allocations? until`));
    }), { seed: 7, numRuns: 2000 });
  });

  it('says it in words', () => {
    const text = (extra: Partial<CollectorState>, rules = RULES): string => nextCollection(state(extra), rules).text;
    expect(text({ counts: [689, 0, 0] })).toBe('12 more allocations until generation 0 is collected.');
    expect(text({ counts: [700, 11, 0] })).toBe('1 more allocation until generation 1 is collected, and generation 0 with it.');
    expect(text({ counts: [700, 11, 11] })).toBe('1 more allocation until generation 2 is collected, and the younger ones with it.');
    expect(text({ counts: [701, 0, 0] })).toBe('Generation 0 is due: it is collected at the next call or turn of a loop, after one more allocation at the latest.');
    expect(text({ thresholds: [0, 10, 10] })).toMatch(/^Threshold 0 .* only gc\.collect\(\) runs it\.$/);
    expect(text({ enabled: false, counts: [800, 0, 0] })).toBe('The collector is switched off (gc.disable()): only gc.collect() runs it.');
    expect(text({ enabled: false, counts: [800, 0, 0] }, { dueCollectionOutlivesDisable: true })).toContain('due before that still runs');
    expect(text({ collecting: true })).toMatch(/^A collection is under way/);
  });

  it('says what the older generations wait for', () => {
    expect(waitingText(0, state())).toBe('');
    expect(waitingText(1, state({ counts: [0, 3, 0] }))).toBe('Joins in after 8 more collections of generation 0.');
    expect(waitingText(1, state({ counts: [0, 11, 0] }))).toBe('Over its threshold: the next automatic collection examines it.');
    const longLived = { pending: 40, total: 400 };
    expect(waitingText(2, state({ counts: [0, 0, 11], longLived }))).toBe('Over its threshold, but waits: 25 % rule: 40 long-lived pending of 400 total, 100 are needed.');
    expect(waitingText(2, state({ counts: [0, 0, 10], longLived }))).toContain('Joins in after 1 more collection of generation 1, if the 25 % rule lets it: 40 long-lived');
    expect(waitingText(2, state({ counts: [0, 0, 11], longLived: { pending: 100, total: 400 } }))).toBe('Over its threshold: the next automatic collection examines it.');
    expect(waitingText(2, state({ counts: [0, 0, 11], longLived: null }))).toContain('unless the 25 % rule');
    expect(waitingText(2, state({ enabled: false }))).toBe('');
  });

  it('needs as many collections of the younger generation as it says', () => {
    fc.assert(fc.property(fc.nat(14), fc.integer({ min: 0, max: 12 }), (count, threshold) => {
      const at = (counts: [number, number, number]): CollectorState => state({ counts, thresholds: [700, threshold, 1000] });
      let made = 0;
      while (dueGeneration(at([701, count + made, 0])) === 0) made++;
      const text = waitingText(1, at([0, count, 0]));
      if (made === 0) expect(text).toMatch(/^Over its threshold/);
      else expect(text).toMatch(new RegExp(`^Joins in after ${made} more`));
    }), { seed: 3 });
  });
});
