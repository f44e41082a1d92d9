import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stack } from '../../../media/panel/graph/stack';

const wish = fc.record({ height: fc.integer({ min: 1, max: 100 }), top: fc.integer({ min: -200, max: 1000 }) });

describe('stack', () => {
  it('leaves cards alone that do not overlap', () => {
    expect(stack([{ height: 10, top: 5 }, { height: 10, top: 40 }], 8, 0)).toEqual([5, 40]);
  });

  it('moves two that overlap apart by the same distance', () => {
    expect(stack([{ height: 10, top: 100 }, { height: 10, top: 100 }], 10, 0)).toEqual([90, 110]);
  });

  it('never overlaps and keeps above nothing', () => {
    fc.assert(fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
      const tops = stack(wishes, 12, 0);
      expect(tops.length).toBe(wishes.length);
      tops.forEach((top, index) => {
        expect(top).toBeGreaterThanOrEqual(0);
        if (index > 0) expect(top).toBeGreaterThanOrEqual(tops[index - 1] + wishes[index - 1].height + 12 - 1e-6);
      });
    }));
  });

  it('is as near to the wishes as any other placing', () => {
    const distance = (wishes: readonly { top: number }[], tops: readonly number[]) =>
      tops.reduce((sum, top, index) => sum + (top - wishes[index].top) ** 2, 0);
    fc.assert(fc.property(fc.array(wish, { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 6, maxLength: 6 }),
      (wishes, gaps) => {
        // Any other placing without overlaps: tops from arbitrary additional gaps.
        let next = gaps[0] * 5;
        const other = wishes.map(({ height }, index) => {
          const top = next;
          next = top + height + 12 + gaps[index % gaps.length];
          return top;
        });
        expect(distance(wishes, stack(wishes, 12, 0))).toBeLessThanOrEqual(distance(wishes, other) + 1e-6);
      }));
  });
});
