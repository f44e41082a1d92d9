/**
 * Powers (libmpdec mpd_qpow, mpd_qpowmod): whole exponents by repeated multiplication with extra digits,
 * others as exp(log(base) * exponent); both give libmpdec's digits, which are within one unit of the last place.
 */
import { divide, multiply, subtract } from './arithmetic';
import { compareMagnitudes, compareNumbers } from './comparison';
import { Condition, ERRORS, EXPONENT_OF_INFINITY, Rounding, type Environment } from './environment';
import { paddedOne } from './exponents';
import { exponential, naturalLogarithm } from './logarithms';
import {
  adjusted, exponentDigits, finite, infinity, isInfinite, isOdd, isSpecial, isWhole, Kind, notANumber, ONE, powerOfTen, shiftedRight, withSign, type DecimalNumber,
} from './number';
import { finalize, finish, invalid, propagatedNaN } from './rounding';

/** MPD_EXPDIGITS */
const EXPONENT_DIGITS = 19;
const UINT_LIMIT = 1n << 64n;

/** The magnitude of a whole number. */
function wholeMagnitude(a: DecimalNumber): bigint {
  return a.exponent >= 0n ? a.coefficient * powerOfTen(Number(a.exponent)) : a.coefficient / powerOfTen(Number(-a.exponent));
}

export function power(base: DecimalNumber, exponent: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, base, exponent);
  if (nan !== null) return nan;
  const whole = isWhole(exponent);
  const negative = whole && base.negative && isOdd(exponent);
  const exponentIsZero = exponent.kind === Kind.Finite && exponent.coefficient === 0n;
  if (base.kind === Kind.Finite && base.coefficient === 0n) {
    if (exponentIsZero) return invalid(env);
    return exponent.negative ? infinity(negative) : finite(negative, 0n, 0n);
  }
  if (base.negative && (!whole || isInfinite(exponent))) return invalid(env);
  if (isInfinite(exponent)) return powerOfInfinity(base, exponent, env);
  if (isInfinite(base)) {
    if (exponentIsZero) return finite(negative, 1n, 0n);
    return exponent.negative ? finite(negative, 0n, 0n) : infinity(negative);
  }
  if (exponentIsZero) return finite(negative, 1n, 0n);
  if (compareMagnitudes(base, ONE) === 0) return powerOfOne(base, exponent, negative, whole, env);
  const certain = outOfBounds(base, exponent, negative, env);
  if (certain !== null) return certain;
  return whole ? wholePower(base, exponent, negative, env) : realPower(base, exponent, env);
}

function powerOfInfinity(base: DecimalNumber, exponent: DecimalNumber, env: Environment): DecimalNumber {
  const order = compareNumbers(base, ONE);
  if (order === 0) {
    env.raise(Condition.Inexact | Condition.Rounded);
    return paddedOne(env, false);
  }
  return order < 0 === exponent.negative ? infinity(false) : finite(false, 0n, 0n);
}

/** 1.000 ** 3 = 1.000000000: as many zeros as a multiplication would leave. */
function powerOfOne(base: DecimalNumber, exponent: DecimalNumber, negative: boolean, whole: boolean, env: Environment): DecimalNumber {
  if (!whole) {
    env.raise(Condition.Inexact | Condition.Rounded);
    return paddedOne(env, negative);
  }
  if (exponent.negative) return finite(negative, 1n, 0n);
  if (base.exponent === 0n) return finite(negative, 1n, 0n);
  if (exponent.exponent > 40n || wholeMagnitude(exponent) * -base.exponent > env.precision - 1n) {
    env.raise(Condition.Rounded);
    return paddedOne(env, negative);
  }
  const places = wholeMagnitude(exponent) * -base.exponent;
  return finite(negative, powerOfTen(Number(places)), -places);
}

/** A lower bound of log10(abs(log10(x))), rounded down. */
function lowerBoundOfZeta(x: DecimalNumber, env: Environment): bigint {
  const exponent = adjusted(x);
  if (exponent > 0n) return BigInt(exponentDigits(exponent) - 1);
  if (exponent < -1n) return BigInt(exponentDigits(exponent + 1n) - 1);
  const distance = adjusted(subtract(x, ONE, env.widest()));
  return exponent === 0n ? distance - 2n : distance - 1n;
}

/** Overflow and underflow that are certain before computing (_qcheck_pow_bounds). */
function outOfBounds(base: DecimalNumber, exponent: DecimalNumber, negative: boolean, env: Environment): DecimalNumber | null {
  const magnitude = withSign(base, false);
  const bound = lowerBoundOfZeta(magnitude, env) + adjusted(exponent);
  if (adjusted(magnitude) < 0n === exponent.negative) {
    return BigInt(exponentDigits(env.emax)) < bound ? finish(negative, 1n, EXPONENT_OF_INFINITY, env) : null;
  }
  return BigInt(exponentDigits(env.etiny)) < bound ? finish(negative, 1n, env.etiny - 1n, env) : null;
}

function isHopeless(result: DecimalNumber, work: Environment): boolean {
  return isSpecial(result) || (result.coefficient === 0n && (work.status & Condition.Clamped) !== 0);
}

function wholePower(base: DecimalNumber, exponent: DecimalNumber, negative: boolean, env: Environment): DecimalNumber {
  const extra = BigInt(exponent.digits) + exponent.exponent + 2n + (exponent.negative ? 1n : 0n);
  const work = env.derived({ precision: env.precision + extra, rounding: Rounding.HalfEven, clamp: false });
  let factor = base;
  if (exponent.negative) {
    factor = divide(ONE, base, work);
    env.raise(work.status);
    if ((work.status & ERRORS) !== 0) return finalize(notANumber(), env);
  }
  work.status = 0;
  const count = wholeMagnitude(exponent);
  let result = count < UINT_LIMIT ? powerFromTop(factor, count, work) : powerFromBottom(factor, count, work);
  env.raise(work.status);
  result = withSign(result, negative);
  if (isInfinite(result)) result = finite(negative, 1n, EXPONENT_OF_INFINITY);
  return finalize(result, env);
}

/** Square and multiply, highest bit first (_mpd_qpow_uint). */
function powerFromTop(base: DecimalNumber, count: bigint, work: Environment): DecimalNumber {
  let result = base;
  for (const bit of count.toString(2).slice(1)) {
    work.checkpoint?.();
    result = multiply(result, result, work);
    if (bit === '1') result = multiply(result, base, work);
    if (isHopeless(result, work)) break;
  }
  return result;
}

/** Square and multiply, lowest bit first (_mpd_qpow_mpd). */
function powerFromBottom(base: DecimalNumber, count: bigint, work: Environment): DecimalNumber {
  let result = ONE;
  let factor = base;
  for (let rest = count; rest > 0n; rest >>= 1n) {
    work.checkpoint?.();
    if ((rest & 1n) === 1n) {
      result = multiply(result, factor, work);
      if (isHopeless(result, work)) break;
    }
    factor = multiply(factor, factor, work);
  }
  return result;
}

function realPower(base: DecimalNumber, exponent: DecimalNumber, env: Environment): DecimalNumber {
  const digits = BigInt(base.digits) > env.precision ? BigInt(base.digits) : env.precision;
  const work = env.widest(digits + BigInt(4 + EXPONENT_DIGITS));
  const argument = multiply(naturalLogarithm(base, work), exponent, work);
  work.status &= ERRORS;
  const inner = work.derived({});
  let result = exponential(argument, inner);
  env.raise(inner.status | work.status | Condition.Inexact | Condition.Rounded);
  if (result.kind === Kind.Finite && compareNumbers(result, ONE) === 0) result = paddedOne(env, false);
  if (isInfinite(result)) result = finite(false, 1n, EXPONENT_OF_INFINITY);
  return finalize(result, env);
}

/** (base ** exponent) % modulus for whole numbers. */
export function powerModulo(base: DecimalNumber, exponent: DecimalNumber, modulus: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(base) || isSpecial(exponent) || isSpecial(modulus)) return propagatedNaN(env, base, exponent, modulus) ?? invalid(env);
  if (!isWhole(base) || !isWhole(exponent) || !isWhole(modulus) || modulus.coefficient === 0n) return invalid(env);
  if (BigInt(modulus.digits) + modulus.exponent > env.precision) return invalid(env);
  const negative = base.negative && isOdd(exponent);
  const isOne = compareMagnitudes(modulus, ONE) === 0;
  if (exponent.coefficient === 0n) {
    if (base.coefficient === 0n) return invalid(env);
    return finite(negative, isOne ? 0n : 1n, 0n);
  }
  if (exponent.negative) return invalid(env);
  if (base.coefficient === 0n) return finite(negative, 0n, 0n);
  const m = wholeMagnitude(modulus);
  const integer = (a: DecimalNumber): { coefficient: bigint; exponent: bigint } => (a.exponent >= 0n
    ? a : { coefficient: shiftedRight(a.coefficient, a.digits, -a.exponent).quotient, exponent: 0n });
  const b = integer(base);
  const e = integer(exponent);
  let factor = ((b.coefficient % m) * modularPower(10n, b.exponent, m, env)) % m;
  for (let place = 0n; place < e.exponent; place++) factor = modularPower(factor, 10n, m, env);
  return finite(negative, modularPower(factor, e.coefficient, m, env), 0n);
}

export function modularPower(base: bigint, exponent: bigint, modulus: bigint, env: Environment | null): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  let steps = 0;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((++steps & 63) === 0) env?.checkpoint?.();
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
