/** Charts are short, and keep first, last, highs and lows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeriesBuilder, thinned } from '../../../src/analysis/queries/series';

describe('series', () => {
  it('have no two equal values in a row and one value per step, the last', () => {
    const series = new SeriesBuilder();
    for (const [step, value] of [[1, 5], [2, 5], [3, 6], [3, 7], [4, 8], [4, 7]] as const) series.add(step, value);
    expect(series.finish(10)).toEqual([{ step: 1, value: 5 }, { step: 3, value: 7 }]);
  });

  it('thinned, stay in order, within the limit, with both ends and the extremes', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 }), fc.integer({ min: 4, max: 60 }), (values, limit) => {
      const points = values.map((value, step) => ({ step, value }));
      const kept = thinned(points, limit);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect(kept[0]).toEqual(points[0]);
      expect(kept[kept.length - 1]).toEqual(points[points.length - 1]);
      for (let i = 1; i < kept.length; i++) expect(kept[i]?.step).toBeGreaterThan(kept[i - 1]?.step ?? 0);
      expect(Math.max(...kept.map(({ value }) => value))).toBe(Math.max(...values));
      expect(Math.min(...kept.map(({ value }) => value))).toBe(Math.min(...values));
    }));
  });
});
