/** What counts as growth with each repetition, and the line through it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regression, steadyGrowth } from '../../../src/analysis/queries/steadyGrowth';

const repeated = (amount: number, times: number): number[] => Array.from({ length: times }, () => amount);

describe('steady growth', () => {
  it('is the same amount each time, also with a last repetition that finds nothing to do', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 4, max: 200 }), (amount, times) => {
      expect(steadyGrowth(repeated(amount, times))?.slope).toBeCloseTo(amount);
      if (times >= 8) expect(steadyGrowth([...repeated(amount, times), 0])).not.toBeNull();
    }));
  });

  it('is no cache that fills, no window of the last few, no single lump, nothing at all', () => {
    expect(steadyGrowth([...repeated(1, 10), ...repeated(0, 90)])).toBeNull();
    expect(steadyGrowth([...repeated(0, 90), ...repeated(1, 10)])).toBeNull();
    expect(steadyGrowth([50, ...repeated(0, 20)])).toBeNull();
    expect(steadyGrowth(repeated(0, 20))).toBeNull();
    expect(steadyGrowth(repeated(3, 3))).toBeNull();
    // The cache's misses grow fewer and fewer.
    expect(steadyGrowth(Array.from({ length: 100 }, (_, i) => (i % (i < 25 ? 1 : i < 50 ? 5 : 20) === 0 ? 1 : 0)))).toBeNull();
  });

  it('may come every few repetitions', () => {
    expect(steadyGrowth(Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 5 : 0)))?.slope).toBeCloseTo(1, 1);
  });

  it('has the least-squares line of the running total', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 60 }), (amounts) => {
      let total = 0;
      const points = amounts.map((amount, x) => [x, (total += amount)] as const);
      const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
      const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
      const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
      const varianceX = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
      const varianceY = points.reduce((sum, [, y]) => sum + (y - meanY) ** 2, 0);
      const { slope, straightness } = regression(amounts);
      expect(slope).toBeCloseTo(covariance / varianceX, 6);
      expect(straightness).toBeCloseTo(varianceY < 1e-9 ? 0 : covariance / Math.sqrt(varianceX * varianceY), 6);
    }));
  });
});
