/** Operations on the digits of coefficients: logical and, or, xor, invert; shift, rotate (libmpdec mpd_qand, mpd_qshift, mpd_qrotate...). */
import type { Environment } from './environment';
import { count } from './exponents';
import { finite, Kind, powerOfTen, shiftedLeft, shiftedRight, type DecimalNumber } from './number';
import { invalid, propagatedNaN } from './rounding';

/** The digits of a logical operand (0 and 1 only, exponent 0, not negative), or null. */
function logicalDigits(a: DecimalNumber): string | null {
  if (a.kind !== Kind.Finite || a.negative || a.exponent !== 0n) return null;
  const digits = a.coefficient.toString();
  return /^[01]+$/.test(digits) ? digits : null;
}

/** The last digits that fit the precision, as a number. */
function capped(digits: string, env: Environment): DecimalNumber {
  const kept = digits.length > env.precisionNumber ? digits.slice(-env.precisionNumber) : digits;
  return finite(false, BigInt(kept), 0n);
}

function logical(combine: (one: string, other: string) => boolean) {
  return (a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber => {
    const left = logicalDigits(a);
    const right = logicalDigits(b);
    if (left === null || right === null) return invalid(env);
    const length = Math.max(left.length, right.length);
    const [paddedLeft, paddedRight] = [left.padStart(length, '0'), right.padStart(length, '0')];
    let result = '';
    for (let index = 0; index < length; index++) result += combine(paddedLeft.charAt(index), paddedRight.charAt(index)) ? '1' : '0';
    return capped(result, env);
  };
}

export const logicalAnd = logical((one, other) => one === '1' && other === '1');
export const logicalOr = logical((one, other) => one === '1' || other === '1');
export const logicalXor = logical((one, other) => one !== other);

export function logicalInvert(a: DecimalNumber, env: Environment): DecimalNumber {
  const digits = logicalDigits(a);
  if (digits === null) return invalid(env);
  const ones = (powerOfTen(env.precisionNumber) - 1n) / 9n;
  const padded = digits.length >= env.precisionNumber ? digits : null;
  if (padded === null) return finite(false, ones - a.coefficient, 0n);
  return capped(padded.replace(/[01]/g, (digit) => (digit === '0' ? '1' : '0')), env);
}

/** The coefficient's last digits that fit the precision. */
function cappedCoefficient(a: DecimalNumber, env: Environment): bigint {
  return a.digits > env.precisionNumber ? a.coefficient % powerOfTen(env.precisionNumber) : a.coefficient;
}

/** The number of places to move, or null when the operand does not give one. */
function places(b: DecimalNumber, env: Environment): bigint | null {
  const value = count(b);
  return value === null || value > env.precision || value < -env.precision ? null : value;
}

export function shift(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, a, b);
  if (nan !== null) return nan;
  const by = places(b, env);
  if (by === null) return invalid(env);
  if (a.kind === Kind.Infinity) return a;
  if (by >= 0n) {
    const moved = finite(a.negative, shiftedLeft(a.coefficient, by), a.exponent);
    return finite(a.negative, cappedCoefficient(moved, env), a.exponent);
  }
  const kept = finite(a.negative, cappedCoefficient(a, env), a.exponent);
  return finite(a.negative, shiftedRight(kept.coefficient, kept.digits, -by).quotient, a.exponent);
}

export function rotate(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, a, b);
  if (nan !== null) return nan;
  const by = places(b, env);
  if (by === null) return invalid(env);
  if (a.kind === Kind.Infinity) return a;
  const left = by >= 0n ? by : env.precision + by;
  const kept = finite(a.negative, cappedCoefficient(a, env), a.exponent);
  const high = finite(a.negative, shiftedLeft(kept.coefficient, left), a.exponent);
  const low = shiftedRight(kept.coefficient, kept.digits, env.precision - left).quotient;
  return finite(a.negative, cappedCoefficient(high, env) + low, a.exponent);
}
