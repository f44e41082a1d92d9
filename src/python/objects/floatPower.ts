/**
 * `float ** float` (float_pow). In: two doubles. Out: a float, or a complex for a negative base with a
 * fractional exponent.
 *
 * The C library rounds pow() almost always correctly, JavaScript's engine doesn't. For whole exponents the
 * power is computed in double-double arithmetic here (error below 2**-90), so that the results agree.
 */
import type { PyObject } from '../memory';
import { complexPower, newComplex, raiseRangeError } from './complexValue';
import { newFloat } from './floatValue';
import { scaleByPowerOfTwo } from './intArithmetic';
import { raise } from './raise';
import type { Runtime } from './runtime';

export function floatPower(rt: Runtime, base: number, exponent: number): PyObject {
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && exponent !== Math.floor(exponent)) {
    const { real, imag } = complexPower(rt, { real: base, imag: 0 }, { real: exponent, imag: 0 });
    return newComplex(rt, real, imag);
  }
  return newFloat(rt, realPower(rt, base, exponent));
}

function realPower(rt: Runtime, base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const odd = Math.abs(exponent) % 2 === 1;
  if (!Number.isFinite(exponent)) {
    const magnitude = Math.abs(base);
    if (magnitude === 1) return 1;
    return exponent > 0 === magnitude > 1 ? Infinity : 0;
  }
  if (!Number.isFinite(base)) {
    if (exponent > 0) return odd ? base : Infinity;
    return odd && base < 0 ? -0 : 0;
  }
  if (base === 0) {
    if (exponent < 0) raise(rt, 'ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return odd ? base : 0;
  }
  const magnitude = powerOfPositive(Math.abs(base), exponent);
  if (magnitude === Infinity) raiseRangeError(rt);
  return base < 0 && odd ? -magnitude : magnitude;
}

/** pow() of the C library for a finite positive base and a finite exponent that is not zero. */
export function powerOfPositive(base: number, exponent: number): number {
  if (base === 1 || exponent === 1) return base;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === 2) return base * base;
  if (exponent === -1) return 1 / base;
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 1024) {
    const precise = wholePower(base, Math.abs(exponent), exponent < 0);
    if (precise !== null) return precise;
  }
  return Math.pow(base, exponent);
}

/**
 * Square and multiply in double-double, the power of two kept apart so that nothing overflows on the way;
 * null for a result that is subnormal, where the last rounding would be another one.
 */
function wholePower(base: number, exponent: number, reciprocal: boolean): number | null {
  let squareExponent = binaryExponent(base);
  let squareHigh = scaleByPowerOfTwo(base, -squareExponent);
  let squareLow = 0;
  let high = 1;
  let low = 0;
  let resultExponent = 0;
  for (let rest = exponent; ;) {
    if ((rest & 1) !== 0) {
      const product = high * squareHigh;
      const error = productError(high, squareHigh, product) + (high * squareLow + low * squareHigh);
      high = product + error;
      low = error - (high - product);
      resultExponent += squareExponent;
      if (high >= 2) {
        high /= 2;
        low /= 2;
        resultExponent++;
      }
    }
    rest >>= 1;
    if (rest === 0) break;
    const square = squareHigh * squareHigh;
    const error = productError(squareHigh, squareHigh, square) + 2 * squareHigh * squareLow;
    squareHigh = square + error;
    squareLow = error - (squareHigh - square);
    squareExponent *= 2;
    if (squareHigh >= 2) {
      squareHigh /= 2;
      squareLow /= 2;
      squareExponent++;
    }
  }
  if (reciprocal) {
    const quotient = 1 / high;
    const product = quotient * high;
    const remainder = 1 - product - productError(quotient, high, product) - quotient * low;
    low = remainder / high;
    high = quotient;
    resultExponent = -resultExponent;
  }
  if (resultExponent < -1020) return null;
  return resultExponent > 1024 ? Infinity : scaleByPowerOfTwo(high + low, resultExponent);
}

/** e with 2**e <= value < 2**(e + 1). */
function binaryExponent(value: number): number {
  let exponent = Math.floor(Math.log2(value));
  if (scaleByPowerOfTwo(value, -exponent) >= 2) exponent++;
  else if (scaleByPowerOfTwo(value, -exponent) < 1) exponent--;
  return exponent;
}

/** a * b - product exactly (Dekker's product with Veltkamp's splitting). */
function productError(a: number, b: number, product: number): number {
  const splitA = 134217729 * a;
  const highA = splitA - (splitA - a);
  const lowA = a - highA;
  const splitB = 134217729 * b;
  const highB = splitB - (splitB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
