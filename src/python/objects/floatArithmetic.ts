/**
 * Arithmetic of floats. In: two exact floats (floatAdd, floatSubtract...: called by the eval loop directly)
 * or any two objects (the slots at the end). Out: new floats.
 */
import { incref, type PyObject } from '../memory';
import { newBool } from './boolValue';
import { floatPower } from './floatPower';
import { floatOperand, isFloatLike, newFloat } from './floatValue';
import { isIntLike } from './intValue';
import type { PyFloat, PyInt } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { CompareOp, type BinaryFunction, type Slots } from './type';

export function floatAdd(rt: Runtime, left: PyFloat, right: PyFloat): PyFloat {
  return newFloat(rt, left.value + right.value);
}

export function floatSubtract(rt: Runtime, left: PyFloat, right: PyFloat): PyFloat {
  return newFloat(rt, left.value - right.value);
}

export function floatMultiply(rt: Runtime, left: PyFloat, right: PyFloat): PyFloat {
  return newFloat(rt, left.value * right.value);
}

export function floatTrueDivide(rt: Runtime, left: PyFloat, right: PyFloat): PyFloat {
  return newFloat(rt, divide(rt, left.value, right.value));
}

function divide(rt: Runtime, a: number, b: number): number {
  if (b === 0) raise(rt, 'ZeroDivisionError', 'float division by zero');
  return a / b;
}

/** float_rem: the sign of the result is the divisor's, also of a zero. */
export function remainderOfFloats(rt: Runtime, a: number, b: number): number {
  if (b === 0) raise(rt, 'ZeroDivisionError', 'float modulo');
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

/** _float_div_mod */
export function divmodOfFloats(rt: Runtime, a: number, b: number): [quotient: number, remainder: number] {
  if (b === 0) raise(rt, 'ZeroDivisionError', 'float floor division by zero');
  let remainder = a % b;
  // (a - remainder) / b is a whole number up to rounding; the floor below puts that right.
  let quotient = (a - remainder) / b;
  if (remainder !== 0) {
    if (remainder < 0 !== b < 0) {
      remainder += b;
      quotient -= 1;
    }
  } else {
    remainder = b < 0 ? -0 : 0;
  }
  if (quotient === 0) return [Object.is(a / b, -0) || a / b < 0 ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}

/** Comparison as C does it: everything but != is false when an operand is a NaN. */
export function compareFloats(a: number, b: number, op: CompareOp): boolean {
  switch (op) {
    case CompareOp.Lt: return a < b;
    case CompareOp.Le: return a <= b;
    case CompareOp.Eq: return a === b;
    case CompareOp.Ne: return a !== b;
    case CompareOp.Gt: return a > b;
    case CompareOp.Ge: return a >= b;
  }
}

export function floatRichCompare(rt: Runtime, left: PyFloat, right: PyFloat, op: CompareOp): PyInt {
  return newBool(rt, compareFloats(left.value, right.value, op));
}

/** float_richcompare: an int is compared by its exact value, as JavaScript compares numbers with bigints. */
function richCompareSlot(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  const a = (self as PyFloat).value;
  if (isFloatLike(rt, other)) return newBool(rt, compareFloats(a, other.value, op));
  if (!isIntLike(rt, other)) return incref(rt.notImplemented);
  const b = other.value;
  if (typeof b === 'number') return newBool(rt, compareFloats(a, b, op));
  switch (op) {
    case CompareOp.Lt: return newBool(rt, a < b);
    case CompareOp.Le: return newBool(rt, a <= b);
    // Loose equality is the exact comparison of a number with a bigint.
    case CompareOp.Eq: return newBool(rt, Number.isInteger(a) && BigInt(a) === b);
    case CompareOp.Ne: return newBool(rt, !(Number.isInteger(a) && BigInt(a) === b));
    case CompareOp.Gt: return newBool(rt, a > b);
    case CompareOp.Ge: return newBool(rt, a >= b);
  }
}

/** A slot on two operands of which each is a float or an int. */
function forFloats(operation: (rt: Runtime, a: number, b: number) => PyObject): BinaryFunction {
  return (rt, left, right) => {
    const a = floatOperand(rt, left);
    if (a === null) return incref(rt.notImplemented);
    const b = floatOperand(rt, right);
    return b === null ? incref(rt.notImplemented) : operation(rt, a, b);
  };
}

/** The number slots of `float`, except nbDivmod (`float.ts`). */
export function floatNumberSlots(): Partial<Slots> {
  return {
    nbAdd: forFloats((rt, a, b) => newFloat(rt, a + b)),
    nbSubtract: forFloats((rt, a, b) => newFloat(rt, a - b)),
    nbMultiply: forFloats((rt, a, b) => newFloat(rt, a * b)),
    nbTrueDivide: forFloats((rt, a, b) => newFloat(rt, divide(rt, a, b))),
    nbRemainder: forFloats((rt, a, b) => newFloat(rt, remainderOfFloats(rt, a, b))),
    nbFloorDivide: forFloats((rt, a, b) => newFloat(rt, divmodOfFloats(rt, a, b)[0])),
    nbPower: (rt, base, exponent, modulus) => {
      if (modulus !== rt.none) raise(rt, 'TypeError', 'pow() 3rd argument not allowed unless all arguments are integers');
      const a = floatOperand(rt, base);
      if (a === null) return incref(rt.notImplemented);
      const b = floatOperand(rt, exponent);
      return b === null ? incref(rt.notImplemented) : floatPower(rt, a, b);
    },
    nbNegative: (rt, self) => newFloat(rt, -(self as PyFloat).value),
    nbPositive: (rt, self) => exactFloat(rt, self as PyFloat),
    nbAbsolute: (rt, self) => newFloat(rt, Math.abs((self as PyFloat).value)),
    nbBool: (_rt, self) => (self as PyFloat).value !== 0,
    nbFloat: (rt, self) => exactFloat(rt, self as PyFloat),
    richcompare: richCompareSlot,
  };
}

/** An exact float as it is, otherwise a new exact one. */
export function exactFloat(rt: Runtime, object: PyFloat): PyFloat {
  return object.type === rt.types.float ? incref(object) : newFloat(rt, object.value);
}
