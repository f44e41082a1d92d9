import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Float64Column, Int32Column, lowerBound } from '../../src/base';

describe('columns', () => {
  it('give back what was pushed, over many chunks', () => {
    const integers = new Int32Column();
    const floats = new Float64Column();
    const count = 40_000;
    for (let i = 0; i < count; i++) {
      expect(integers.push(i * 7 - 50_000)).toBe(i);
      floats.push(i / 3);
    }
    expect(integers.length).toBe(count);
    for (let i = 0; i < count; i += 17) {
      expect(integers.get(i)).toBe(i * 7 - 50_000);
      expect(floats.get(i)).toBe(i / 3);
    }
    expect(integers.byteLength).toBeGreaterThanOrEqual(count * 4);
    expect(floats.byteLength).toBeGreaterThanOrEqual(count * 8);
  });

  it('let a row be replaced', () => {
    const column = new Int32Column();
    for (let i = 0; i < 20_000; i++) column.push(i);
    column.set(12_345, -1);
    expect([column.get(12_344), column.get(12_345), column.get(12_346)]).toEqual([12_344, -1, 12_346]);
  });
});

describe('lowerBound', () => {
  it('counts the smaller rows', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 20 })), fc.integer({ min: -25, max: 25 }), (values, wanted) => {
      const column = new Int32Column();
      for (const value of [...values].sort((a, b) => a - b)) column.push(value);
      expect(lowerBound(column, wanted)).toBe(values.filter((value) => value < wanted).length);
    }));
  });
});
