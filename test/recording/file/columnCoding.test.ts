import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloats, decodeIntegers, encodeFloats, encodeIntegers } from '../../../src/recording/file/columnCoding';
import { FileDamage } from '../../../src/recording/file/fileProblem';

const EDGES = [0, 1, -1, 63, 64, -64, -65, 0x7fffffff, -0x80000000];
const integer = fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: -0x80000000, max: 0x7fffffff }), fc.integer({ min: -3, max: 300 }));

function decoded(bytes: Uint8Array, count: number): number[] {
  const rows: number[] = [];
  decodeIntegers(bytes, count, (value, row) => {
    expect(row).toBe(rows.length);
    rows.push(value);
  });
  return rows;
}

describe('columns of integers', () => {
  it('come back', () => {
    fc.assert(fc.property(fc.array(integer), (values) => {
      expect(decoded(encodeIntegers(values.length, (row) => values[row] as number), values.length)).toEqual(values);
    }));
  });

  it('take a byte a row when they ascend evenly, however large they are', () => {
    expect(encodeIntegers(1000, (row) => 1_000_000 + row * 5).length).toBeLessThan(1010);
  });

  it('of any bytes and any count either decode or are refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.oneof(fc.nat(50), fc.nat()), (bytes, count) => {
      try {
        expect(decoded(bytes, count)).toHaveLength(count);
      } catch (error) {
        expect(error).toBeInstanceOf(FileDamage);
      }
    }), { numRuns: 1000 });
  });
});

describe('columns of floats', () => {
  it('come back bit by bit', () => {
    fc.assert(fc.property(fc.array(fc.double()), (values) => {
      const rows: number[] = [];
      decodeFloats(encodeFloats(values.length, (row) => values[row] as number), values.length, (value) => rows.push(value));
      expect(rows.map((value) => Object.is(value, -0) ? '-0' : String(value))).toEqual(values.map((value) => Object.is(value, -0) ? '-0' : String(value)));
    }));
  });
});
