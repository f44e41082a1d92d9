/** Charts of the strip: places of steps, and paths read back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaPath, bucketAt, greatest, linePath, stepAt, xOf } from '../../../media/panel/timeline/chart';
import { collectionShape, markTexts, marksNear } from '../../../media/panel/timeline/marks';

const lane = { top: 10, height: 20 };

/** All points of a path in absolute coordinates. */
const points = (path: string): [number, number][] => [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('the scale', () => {
  it('finds each step where it was put', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2000 }), fc.nat(), (stepCount, width, any) => {
      const step = any % stepCount;
      const scale = { stepCount, width: Math.max(width, stepCount) };
      expect(stepAt(scale, xOf(scale, step))).toBe(step);
      expect(stepAt(scale, -5)).toBe(0);
      expect(stepAt(scale, scale.width + 5)).toBe(stepCount - 1);
    }), { seed: 5 });
  });

  it('finds the bucket of a step', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(100), { minLength: 1 }), fc.nat(120), (numbers, step) => {
      const steps = [...numbers].sort((a, b) => a - b);
      expect(bucketAt(steps, step)).toBe(steps.findLastIndex((first) => first <= step));
    }), { seed: 5 });
  });
});

describe('a chart', () => {
  it('stays in its lane and touches its top at the greatest value', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 40 }), (pairs) => {
      const minimum = pairs.map(([a, b]) => Math.min(a, b));
      const maximum = pairs.map(([a, b]) => Math.max(a, b));
      const buckets = { steps: pairs.map((_, index) => index * 3), to: pairs.length * 3 - 1, minimum, maximum };
      const highest = greatest({ minimum, maximum });
      expect(highest).toBe(Math.max(...maximum));
      for (const path of [areaPath(buckets, { stepCount: buckets.to + 1, width: 500 }, lane, highest), linePath(buckets, { stepCount: buckets.to + 1, width: 500 }, lane, highest)]) {
        const all = points(path);
        for (const [x, y] of all) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(500);
          expect(y).toBeGreaterThanOrEqual(lane.top);
          expect(y).toBeLessThanOrEqual(lane.top + lane.height);
        }
        if (highest > 0) expect(Math.min(...all.map(([, y]) => y))).toBe(lane.top);
      }
    }), { seed: 5 });
  });

  it('of nothing is nothing', () => {
    expect(areaPath({ steps: [], to: 0, minimum: [], maximum: [] }, { stepCount: 0, width: 0 }, lane, 0)).toBe('');
  });
});

describe('marks', () => {
  it('are told apart by shape', () => {
    const shapes = ([0, 1, 2] as const).map((generation) => collectionShape(generation, 50, lane));
    expect(new Set(shapes).size).toBe(3);
  });

  it('near a place are found, nearest first', () => {
    const marks = [0, 10, 20, 21, 99].map((step) => ({ step, count: 1 }));
    const near = marksNear(marks, { stepCount: 100, width: 99 }, 19, 5);
    expect(near.map(({ step }) => step)).toEqual([20, 21]);
  });

  it('are put in words', () => {
    const strip = {
      series: { steps: [0], to: 99, objects: { minimum: [0], maximum: [0] }, bytes: { minimum: [0], maximum: [0] }, counts: [], generations: [] } as never,
      firstStep: 0, before: null,
      collections: [{ step: 10, count: 1, generation: 2 as const, number: 3, collected: 4 }, { step: 50, count: 7, generation: 1 as const, number: 9, collected: 0 }],
      outputs: [{ step: 10, count: 2 }], exceptions: [{ step: 50, count: 1 }],
    };
    const scale = { stepCount: 100, width: 99 };
    expect(markTexts(strip, scale, 10, 3)).toEqual(['collection 3: generation 2, 4 collected', 'output']);
    expect(markTexts(strip, scale, 51, 3)).toEqual(['7 collections up to generation 1, 0 collected', 'an exception']);
    expect(markTexts(strip, scale, 80, 3)).toEqual([]);
  });
});
