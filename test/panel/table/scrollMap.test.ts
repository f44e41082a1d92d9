/** The scroll bar of very long tables: every row can be reached, the ends are the ends, and short tables scroll pixel by pixel. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScrollMap } from '../../../media/panel/table/scrollMap';

const rowHeight = 24;

describe('the scroll bar', () => {
  it('leads back to where it stands, and its ends show the first and the last row', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 30, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, view, share) => {
      const map = new ScrollMap(count, rowHeight, view);
      expect(map.height).toBeLessThanOrEqual(8_000_000);
      const top = map.bounded(share * count * rowHeight);
      expect(map.topOf(map.scrollTopOf(top))).toBeCloseTo(top, 3);
      expect(map.topOf(0)).toBe(0);
      const most = Math.max(0, map.height - view);
      const { first, end } = map.rows(map.topOf(most), 0);
      expect(end).toBe(count);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end - first).toBeLessThanOrEqual(Math.ceil(view / rowHeight) + 1);
    }));
  });

  it('is moved as little as shows a row in full', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 30, max: 2000 }), fc.nat(), fc.nat(), (count, view, from, at) => {
      const map = new ScrollMap(count, rowHeight, view);
      const row = at % count;
      const top = map.topShowing(row, map.bounded(from));
      expect(row * rowHeight).toBeGreaterThanOrEqual(top);
      expect((row + 1) * rowHeight).toBeLessThanOrEqual(top + Math.max(view, rowHeight));
      if (map.topShowing(row, top) !== top) expect(map.topShowing(row, top)).toBe(top);
    }));
  });
});
