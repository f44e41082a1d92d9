/**
 * Arithmetic of ints. In: two exact ints (the functions named intAdd, intSubtract...: the eval loop calls
 * them directly) or any two objects (the slots at the end, which answer NotImplemented for what is no
 * int). Out: new ints.
 *
 * Hot path: numbers stay numbers. A result in the safe range is exact in double arithmetic; only when it
 * leaves that range the operation is repeated with bigints.
 */
import { elementary } from '../../base';
import { incref, type PyObject } from '../memory';
import { newFloat } from './floatValue';
import { bitLength, digitCount, exactInt, isIntLike, newInt, newIntOfDigits } from './intValue';
import { intPower } from './intPower';
import type { PyFloat, PyInt } from './layouts';
import { checkIntBits, checkProductBits, raiseMemoryError } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { CompareOp, type BinaryFunction, type Slots } from './type';

const SAFE_MAXIMUM = Number.MAX_SAFE_INTEGER;
/** MAX_LONG_DIGITS digits of 30 bits. */
const LARGEST_SHIFT = 30n * 2305843009213693945n;

export function intAdd(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= SAFE_MAXIMUM && sum >= -SAFE_MAXIMUM) return rt.heap.blocks === null ? newInt(rt, sum) : newSum(rt, a, b, sum, a < 0 === b < 0);
  }
  return newSum(rt, a, b, BigInt(a) + BigInt(b), a < 0 === b < 0);
}

/** The result of an addition of magnitudes (x_add) or their subtraction (x_sub), with the room these ask for. */
function newSum(rt: Runtime, a: number | bigint, b: number | bigint, result: number | bigint, adds: boolean): PyInt {
  if (rt.heap.blocks === null) return newInt(rt, result);
  const digits = Math.max(digitCount(a), digitCount(b));
  return digits <= 1 ? newInt(rt, result) : newIntOfDigits(rt, adds ? digits + 1 : digits, result);
}

export function intSubtract(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= SAFE_MAXIMUM && difference >= -SAFE_MAXIMUM) return rt.heap.blocks === null ? newInt(rt, difference) : newSum(rt, a, b, difference, a < 0 !== b < 0);
  }
  return newSum(rt, a, b, BigInt(a) - BigInt(b), a < 0 !== b < 0);
}

export function intMultiply(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (product <= SAFE_MAXIMUM && product >= -SAFE_MAXIMUM) return newInt(rt, product);
    return newInt(rt, BigInt(a) * BigInt(b));
  }
  checkProductBits(rt, bitLength(a), bitLength(b));
  // x_mul looks for signals, and so for a due collection, at every digit.
  rt.checkSignals();
  return newInt(rt, BigInt(a) * BigInt(b));
}

/** Rounds towards minus infinity. */
export function intFloorDivide(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (b === 0) raise(rt, 'ZeroDivisionError', 'integer division or modulo by zero');
  // The rounding error of a quotient of safe integers is smaller than its distance to the next integer.
  if (typeof a === 'number' && typeof b === 'number') return newInt(rt, Math.floor(a / b));
  return newInt(rt, floorDivideBigInts(BigInt(a), BigInt(b)));
}

/** The sign of the result is the divisor's. */
export function intRemainder(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (b === 0) raise(rt, 'ZeroDivisionError', 'integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const remainder = a % b;
    return newInt(rt, remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder);
  }
  return newInt(rt, remainderOfBigInts(BigInt(a), BigInt(b)));
}

/** Quotient and remainder of divmod(), without the tuple. */
export function intDivmod(rt: Runtime, left: PyInt, right: PyInt): [quotient: PyInt, remainder: PyInt] {
  if (right.value === 0) raise(rt, 'ZeroDivisionError', 'integer division or modulo by zero');
  return [intFloorDivide(rt, left, right), intRemainder(rt, left, right)];
}

export function floorDivideBigInts(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

export function remainderOfBigInts(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

export function intTrueDivide(rt: Runtime, left: PyInt, right: PyInt): PyFloat {
  const a = left.value;
  const b = right.value;
  if (b === 0) raise(rt, 'ZeroDivisionError', 'division by zero');
  if (typeof a === 'number' && typeof b === 'number') return newFloat(rt, a === 0 ? (b < 0 ? -0 : 0) : a / b);
  return newFloat(rt, divideCorrectlyRounded(rt, BigInt(a), BigInt(b)));
}

/** a / b rounded half to even (long_true_divide). Also used for fractions. */
export function divideCorrectlyRounded(rt: Runtime, a: bigint, b: bigint): number {
  const negative = a < 0n !== b < 0n;
  const dividend = a < 0n ? -a : a;
  const divisor = b < 0n ? -b : b;
  if (dividend === 0n) return negative ? -0 : 0;
  const difference = bitLength(dividend) - bitLength(divisor);
  if (difference > 1024) raise(rt, 'OverflowError', 'integer division result too large for a float');
  if (difference < -1076) return negative ? -0 : 0;
  // A quotient of 55 bits or more, or of as many as a subnormal has, whose last bit says "and a bit more".
  const shift = Math.max(difference, -1022) - 55;
  const scaledDividend = shift < 0 ? dividend << BigInt(-shift) : dividend;
  const scaledDivisor = shift > 0 ? divisor << BigInt(shift) : divisor;
  let quotient = scaledDividend / scaledDivisor;
  if (quotient * scaledDivisor !== scaledDividend) quotient |= 1n;
  // Rounding to the 53 (or fewer) bits of the result by hand: Number() of the whole would round, then scaling again.
  const extraBits = Math.max(bitLength(quotient) + shift, -1021) - 53 - shift;
  const result = roundShift(quotient, extraBits);
  const scale = shift + extraBits;
  const magnitude = elementary.scaleByPowerOfTwo(Number(result), scale);
  if (magnitude === Infinity) raise(rt, 'OverflowError', 'integer division result too large for a float');
  return negative ? -magnitude : magnitude;
}

/** value / 2**bits rounded half to even. */
export function roundShift(value: bigint, bits: number): bigint {
  if (bits <= 0) return value << BigInt(-bits);
  const shift = BigInt(bits);
  const quotient = value >> shift;
  const rest = value - (quotient << shift);
  const half = 1n << (shift - 1n);
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

export function intNegative(rt: Runtime, operand: PyInt): PyInt {
  return newInt(rt, -operand.value);
}

export function intAbsolute(rt: Runtime, operand: PyInt): PyInt {
  return operand.value < 0 ? newInt(rt, -operand.value) : exactInt(rt, operand);
}

export function intInvert(rt: Runtime, operand: PyInt): PyInt {
  const value = operand.value;
  return typeof value === 'number' && value < SAFE_MAXIMUM ? newInt(rt, -value - 1) : newInt(rt, ~BigInt(value));
}

export function intLeftShift(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const count = right.value;
  if (count < 0) raise(rt, 'ValueError', 'negative shift count');
  if (a === 0) return newInt(rt, 0);
  if (count > LARGEST_SHIFT) raise(rt, 'OverflowError', 'too many digits in integer');
  if (typeof count !== 'number') raiseMemoryError(rt);
  if (typeof a === 'number' && count < 53) {
    const shifted = a * 2 ** count;
    if (shifted <= SAFE_MAXIMUM && shifted >= -SAFE_MAXIMUM) return rt.heap.blocks === null ? newInt(rt, shifted) : newShifted(rt, a, count, shifted);
  }
  checkIntBits(rt, bitLength(a) + count);
  return newShifted(rt, a, count, BigInt(a) << BigInt(count));
}

/** The result of a shift to the left with the room long_lshift1 asks for. */
function newShifted(rt: Runtime, a: number | bigint, count: number, result: number | bigint): PyInt {
  const digits = digitCount(a);
  return count < 30 && digits <= 1 ? newInt(rt, result) : newIntOfDigits(rt, digits + Math.floor(count / 30) + (count % 30 === 0 ? 0 : 1), result);
}

export function intRightShift(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const count = right.value;
  if (count < 0) raise(rt, 'ValueError', 'negative shift count');
  if (typeof a === 'number') {
    if (typeof count !== 'number' || count > 60) return newInt(rt, a < 0 ? -1 : 0);
    return newInt(rt, Math.floor(a / 2 ** count));
  }
  if (typeof count !== 'number') return newInt(rt, a < 0n ? -1 : 0);
  return newInt(rt, a >> BigInt(count));
}

/** Safe integers as a signed high part and 32 low bits, which JavaScript's operators work on. */
function highPart(value: number): number {
  return Math.floor(value / 0x100000000);
}

export function intAnd(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return newInt(rt, a & b);
    const high = highPart(a) & highPart(b);
    // -2**53 is not a safe integer, so this one result needs a bigint.
    if (high !== -0x200000) return newInt(rt, high * 0x100000000 + ((a & b) >>> 0));
  }
  return newInt(rt, BigInt(a) & BigInt(b));
}

export function intOr(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return newInt(rt, a | b);
    return newInt(rt, (highPart(a) | highPart(b)) * 0x100000000 + ((a | b) >>> 0));
  }
  return newInt(rt, BigInt(a) | BigInt(b));
}

export function intXor(rt: Runtime, left: PyInt, right: PyInt): PyInt {
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    if ((a | 0) === a && (b | 0) === b) return newInt(rt, a ^ b);
    const high = highPart(a) ^ highPart(b);
    // -2**53 is not a safe integer, so this one result needs a bigint.
    if (high !== -0x200000) return newInt(rt, high * 0x100000000 + ((a ^ b) >>> 0));
  }
  return newInt(rt, BigInt(a) ^ BigInt(b));
}

/** Hot path: comparison of two ints of any size; JavaScript compares numbers and bigints exactly. */
export function compareInts(a: number | bigint, b: number | bigint, op: CompareOp): boolean {
  switch (op) {
    case CompareOp.Lt: return a < b;
    case CompareOp.Le: return a <= b;
    case CompareOp.Eq: return a === b;
    case CompareOp.Ne: return a !== b;
    case CompareOp.Gt: return a > b;
    case CompareOp.Ge: return a >= b;
  }
}

export function intRichCompare(rt: Runtime, left: PyInt, right: PyInt, op: CompareOp): PyInt {
  return incref(compareInts(left.value, right.value, op) ? rt.true : rt.false);
}

/** A slot that answers NotImplemented unless both operands are ints. */
function forInts(operation: (rt: Runtime, left: PyInt, right: PyInt) => PyObject): BinaryFunction {
  return (rt, left, right) =>
    isIntLike(rt, left) && isIntLike(rt, right) ? operation(rt, left, right) : incref(rt.notImplemented);
}

/** The number slots of `int`, except nbDivmod and nbPower, which need tuples and floats (`int.ts`). */
export function intNumberSlots(): Partial<Slots> {
  return {
    nbAdd: forInts(intAdd),
    nbSubtract: forInts(intSubtract),
    nbMultiply: forInts(intMultiply),
    nbRemainder: forInts(intRemainder),
    nbFloorDivide: forInts(intFloorDivide),
    nbTrueDivide: forInts(intTrueDivide),
    nbLshift: forInts(intLeftShift),
    nbRshift: forInts(intRightShift),
    nbAnd: forInts(intAnd),
    nbXor: forInts(intXor),
    nbOr: forInts(intOr),
    nbPower: intPowerSlot,
    nbNegative: (rt, self) => intNegative(rt, self as PyInt),
    nbPositive: (rt, self) => exactInt(rt, self as PyInt),
    nbAbsolute: (rt, self) => intAbsolute(rt, self as PyInt),
    nbInvert: (rt, self) => intInvert(rt, self as PyInt),
    nbBool: (_rt, self) => (self as PyInt).value !== 0,
    nbInt: (rt, self) => exactInt(rt, self as PyInt),
    nbIndex: (rt, self) => exactInt(rt, self as PyInt),
    nbFloat: (rt, self) => newFloat(rt, intToFloat(rt, self as PyInt)),
    richcompare: (rt, self, other, op) =>
      isIntLike(rt, other) ? intRichCompare(rt, self as PyInt, other, op) : incref(rt.notImplemented),
  };
}

function intPowerSlot(rt: Runtime, base: PyObject, exponent: PyObject, modulus: PyObject): PyObject {
  if (!isIntLike(rt, base) || !isIntLike(rt, exponent)) return incref(rt.notImplemented);
  if (modulus === rt.none) return intPower(rt, base, exponent, null);
  return isIntLike(rt, modulus) ? intPower(rt, base, exponent, modulus) : incref(rt.notImplemented);
}

/** PyLong_AsDouble: rounded half to even. */
export function intToFloat(rt: Runtime, operand: PyInt): number {
  const value = operand.value;
  if (typeof value === 'number') return value;
  const result = Number(value);
  if (!Number.isFinite(result)) raise(rt, 'OverflowError', 'int too large to convert to float');
  return result;
}
