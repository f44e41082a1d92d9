/**
 * `int ** int` and `pow(int, int, int)` (long_pow). In: exact or derived ints. Out: an int, or a float for
 * a negative exponent without modulus.
 *
 * The size of the result is estimated first, so that `10 ** 10 ** 8` is refused before it is computed when
 * it would be too big, and the budget is checked between the squarings.
 */
import type { PyObject } from '../memory';
import { floatPower } from './floatPower';
import { remainderOfBigInts, intToFloat } from './intArithmetic';
import { bitLength, intToBigInt, newInt } from './intValue';
import type { PyInt } from './layouts';
import { checkIntBits, checkProductBits, raiseMemoryError } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';

const SAFE_MAXIMUM = Number.MAX_SAFE_INTEGER;
/** Squaring so many bits takes long enough to look at the budget before. */
const LONG_PRODUCT_BITS = 4_000_000;

export function intPower(rt: Runtime, base: PyInt, exponent: PyInt, modulus: PyInt | null): PyObject {
  if (modulus !== null) return newInt(rt, modularPower(rt, intToBigInt(base), intToBigInt(exponent), intToBigInt(modulus)));
  if (exponent.value < 0) return floatPower(rt, intToFloat(rt, base), intToFloat(rt, exponent));
  return newInt(rt, power(rt, base.value, exponent.value));
}

function power(rt: Runtime, base: number | bigint, exponent: number | bigint): number | bigint {
  if (exponent === 0) return 1;
  if (base === 0 || base === 1) return base;
  if (base === -1) return BigInt(exponent) % 2n === 0n ? 1 : -1;
  if (typeof exponent !== 'number') raiseMemoryError(rt);
  if (typeof base === 'number') {
    const small = smallPower(base, exponent);
    if (small !== null) return small;
  }
  return bigPower(rt, BigInt(base), exponent);
}

/** Square and multiply in doubles; null when a partial result leaves the safe range. */
function smallPower(base: number, exponent: number): number | null {
  let result = 1;
  let square = base;
  let rest = exponent;
  for (;;) {
    if (rest % 2 === 1) {
      result *= square;
      if (result > SAFE_MAXIMUM || result < -SAFE_MAXIMUM) return null;
    }
    rest = Math.floor(rest / 2);
    if (rest === 0) return result;
    square *= square;
    if (square > SAFE_MAXIMUM) return null;
  }
}

function bigPower(rt: Runtime, base: bigint, exponent: number): bigint {
  checkIntBits(rt, (bitLength(base) - 1) * exponent);
  // Factors of two are a shift at the end; the rest is binary exponentiation from the top bit.
  const zeros = trailingZeroBits(base);
  const odd = base >> BigInt(zeros);
  if (odd === 1n) return 1n << BigInt(zeros * exponent);
  // The last squaring multiplies two numbers of half the size.
  const half = ((bitLength(odd) - 1) * exponent) / 2;
  checkProductBits(rt, half, half);
  let result = 1n;
  const bits = exponent.toString(2);
  for (let index = 0; index < bits.length; index++) {
    if (index > 24) rt.checkSignals();
    if (result !== 1n) {
      const length = bitLength(result);
      if (index <= 24 && length > LONG_PRODUCT_BITS) rt.checkSignals();
      checkProductBits(rt, length - 1, length - 1);
      result *= result;
    }
    if (bits.charCodeAt(index) === 49) result *= odd;
  }
  return result << BigInt(zeros * exponent);
}

/** How often 2 divides a value that is not 0. */
function trailingZeroBits(value: bigint): number {
  let count = 0;
  for (let rest = value; (rest & 0xffffffffn) === 0n; rest >>= 32n) count += 32;
  const low = Number((value >> BigInt(count)) & 0xffffffffn) | 0;
  return count + 31 - Math.clz32(low & -low);
}

function modularPower(rt: Runtime, base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) raise(rt, 'ValueError', 'pow() 3rd argument cannot be 0');
  const magnitude = modulus < 0n ? -modulus : modulus;
  if (magnitude === 1n) return 0n;
  let factor = remainderOfBigInts(base, magnitude);
  let rest = exponent;
  if (rest < 0n) {
    factor = modularInverse(rt, factor, magnitude);
    rest = -rest;
  }
  let result = 1n;
  // From the top bit: the text of the bits is made once, where shifting the exponent would copy it each time.
  const bits = rest === 0n ? '' : rest.toString(2);
  for (let index = 0; index < bits.length; index++) {
    if ((index & 63) === 63) rt.checkSignals();
    result = (result * result) % magnitude;
    if (bits.charCodeAt(index) === 49) result = (result * factor) % magnitude;
  }
  return modulus < 0n && result !== 0n ? result + modulus : result;
}

/** Extended Euclid (long_invmod). */
function modularInverse(rt: Runtime, value: bigint, modulus: bigint): bigint {
  let [previous, current] = [value, modulus];
  let [previousFactor, factor] = [1n, 0n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  if (previous !== 1n) raise(rt, 'ValueError', 'base is not invertible for the given modulus');
  return remainderOfBigInts(previousFactor, modulus);
}
