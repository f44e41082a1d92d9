import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinaryOperation } from '../../../src/python/bytecode';
import { floatResult, isFloatOperation, smallIntResult } from '../../../src/python/vm/smallArithmetic';

/** Python's operation on ints, exactly; null where Python raises or gives a float. */
function exact(operation: number, x: bigint, y: bigint): bigint | null {
  const floor = (): bigint => (x / y) - ((x % y !== 0n && (x < 0n) !== (y < 0n)) ? 1n : 0n);
  switch (operation) {
    case BinaryOperation.Add: return x + y;
    case BinaryOperation.Subtract: return x - y;
    case BinaryOperation.Multiply: return x * y;
    case BinaryOperation.FloorDivide: return y === 0n ? null : floor();
    case BinaryOperation.Remainder: return y === 0n ? null : x - floor() * y;
    case BinaryOperation.And: return x & y;
    case BinaryOperation.Or: return x | y;
    case BinaryOperation.Xor: return x ^ y;
    case BinaryOperation.RightShift: return y < 0n ? null : x >> y;
    default: return null;
  }
}

const operations = [
  BinaryOperation.Add, BinaryOperation.Subtract, BinaryOperation.Multiply, BinaryOperation.FloorDivide, BinaryOperation.Remainder,
  BinaryOperation.And, BinaryOperation.Or, BinaryOperation.Xor, BinaryOperation.RightShift, BinaryOperation.LeftShift, BinaryOperation.TrueDivide, BinaryOperation.Power,
];
const edges = [0, 1, -1, 31, 32, 33, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53 - 1, -(2 ** 53 - 1)];
const anInt = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: -300, max: 300 }), fc.maxSafeInteger());

describe('smallIntResult', () => {
  it('is exact, or says that it is not', () => {
    fc.assert(fc.property(fc.constantFrom(...operations), fc.boolean(), anInt, anInt, (operation, inplace, x, y) => {
      const result = smallIntResult(inplace ? operation + BinaryOperation.Inplace : operation, x, y);
      if (!Number.isSafeInteger(result)) return;
      expect(Object.is(result, -0)).toBe(false);
      expect(exact(operation, BigInt(x), BigInt(y))).toBe(BigInt(result));
    }), { numRuns: 3000 });
  });
});

describe('floatResult', () => {
  it('is asked only for what cannot fail, and is the IEEE operation', () => {
    expect(isFloatOperation(BinaryOperation.TrueDivide, 0)).toBe(false);
    expect(isFloatOperation(BinaryOperation.TrueDivide, -0)).toBe(false);
    expect(isFloatOperation(BinaryOperation.Power, 2)).toBe(false);
    expect(isFloatOperation(BinaryOperation.Remainder, 2)).toBe(false);
    fc.assert(fc.property(fc.double(), fc.double(), (x, y) => {
      expect(floatResult(BinaryOperation.Add, x, y)).toBe(x + y);
      expect(floatResult(BinaryOperation.Subtract, x, y)).toBe(x - y);
      expect(floatResult(BinaryOperation.Multiply, x, y)).toBe(x * y);
      expect(floatResult(BinaryOperation.TrueDivide, x, y)).toBe(x / y);
    }));
  });
});
