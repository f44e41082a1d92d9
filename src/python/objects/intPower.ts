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
import { checkIntBits, raiseMemoryError } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';

const SAFE_MAXIMUM = Number.MAX_SAFE_INTEGER;

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
  let result = 1n;
  // Powers of two are shifts; the rest is binary exponentiation from the top bit.
  const bits = exponent.toString(2);
  for (let index = 0; index < bits.length; index++) {
    if (index > 24) rt.checkSignals();
    if (result !== 1n) {
      checkIntBits(rt, 2 * (bitLength(result) - 1));
      result *= result;
    }
    if (bits.charCodeAt(index) === 49) result *= base;
  }
  return result;
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
  let steps = 0;
  while (rest > 0n) {
    if ((++steps & 63) === 0) rt.checkSignals();
    if ((rest & 1n) === 1n) result = (result * factor) % magnitude;
    rest >>= 1n;
    if (rest > 0n) factor = (factor * factor) % magnitude;
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
