import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestGap, type Interval } from '../../../media/panel/graph/gaps';

it('finds the free place nearest to the wish (against trying all)', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 6 }), fc.integer({ min: 1, max: 15 }), fc.nat(80), fc.nat(4), (pieces, height, wish, gap) => {
    const taken: Interval[] = [];
    for (const [top, size] of pieces) {
      if (taken.every((other) => top >= other.bottom + gap || top + size + gap <= other.top)) taken.push({ top, bottom: top + size });
    }
    const fits = (top: number) => taken.every((other) => top >= other.bottom + gap || top + height + gap <= other.top);
    const top = nearestGap(taken, height, wish, gap, 0);
    let least = Infinity;
    for (let candidate = 0; candidate < 400; candidate++) if (fits(candidate)) least = Math.min(least, Math.abs(candidate - wish));
    expect(fits(top)).toBe(true);
    expect(Math.abs(top - wish)).toBe(least);
  }));
});
