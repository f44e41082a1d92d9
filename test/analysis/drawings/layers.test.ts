import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Card } from '../../../src/analysis/drawings/layers';

const cards: fc.Arbitrary<Card[]> = fc.integer({ min: 0, max: 14 }).chain((count) => fc.array(fc.record({
  width: fc.integer({ min: 20, max: 200 }), height: fc.integer({ min: 20, max: 160 }), isRoot: fc.boolean(),
  edges: fc.array(fc.record({ to: fc.nat(Math.max(0, count - 1)), offset: fc.nat(100) }), { maxLength: 4 }),
}), { minLength: count, maxLength: count }));

const GAPS = { columnGap: 60, rowGap: 16 };

describe('a layout', () => {
  it('keeps all cards apart, within what is not negative', () => {
    fc.assert(fc.property(cards, (given) => {
      const places = layOut(given, GAPS);
      expect(places).toHaveLength(given.length);
      for (const [i, a] of places.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(0);
        expect(a.y).toBeGreaterThanOrEqual(0);
        for (const [j, b] of places.entries()) {
          if (j <= i) continue;
          const [left, right] = [given[i] as Card, given[j] as Card];
          const apart = a.x + left.width <= b.x || b.x + right.width <= a.x || a.y + left.height <= b.y + 1e-6 || b.y + right.height <= a.y + 1e-6;
          expect(apart, `${i} and ${j}`).toBe(true);
        }
      }
    }), { numRuns: 500 });
  });

  it('is the same each time, with roots at the left and their targets right of them', () => {
    fc.assert(fc.property(cards, (given) => {
      const places = layOut(given, GAPS);
      expect(layOut(given, GAPS)).toEqual(places);
      given.forEach((card, i) => {
        if (!card.isRoot) return;
        expect(places[i]?.layer).toBe(0);
        for (const { to } of card.edges) expect(given[to]?.isRoot === true || places[to]?.layer === 1).toBe(true);
      });
    }));
  });
});
