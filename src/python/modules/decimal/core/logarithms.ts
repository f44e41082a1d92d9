/**
 * Square root, exponential function and logarithms, correctly rounded: computed with more and more digits
 * until the rounding is certain (the algorithms are those of CPython Lib/_pydecimal.py, _ilog, _dlog, _dexp...).
 *
 * In: numbers and an environment. Out: rounded results with the conditions libmpdec raises.
 */
import { compareNumbers } from './comparison';
import { Condition, Rounding, type Environment } from './environment';
import {
  adjusted, digitCount, exponentDigits, finite, infinity, isSpecial, ONE, powerOfTen, shiftedRight, TooManyDigits, type DecimalNumber,
} from './number';
import { paddedOne } from './exponents';
import { finalize, finish, invalid, propagatedNaN } from './rounding';

/** Beyond this many digits nobody waits for the result; only exact ones are found. */
const LARGEST_ROOT = 1_000_000;
const LARGEST_LOGARITHM = 60_000;

// ---- integers --------------------------------------------------------------------------------------

const bits = (value: bigint): number => value.toString(2).length;

/** The closest integer to a / b, b positive, half to even. */
function divideNearest(a: bigint, b: bigint): bigint {
  let quotient = a / b;
  let rest = a % b;
  if (rest < 0n) {
    rest += b;
    quotient -= 1n;
  }
  return 2n * rest + (quotient & 1n) > b ? quotient + 1n : quotient;
}

/** x / 2**shift, half to even. */
function shiftNearest(x: bigint, shift: bigint): bigint {
  const one = 1n << shift;
  const quotient = x >> shift;
  return 2n * (x & (one - 1n)) + (quotient & 1n) > one ? quotient + 1n : quotient;
}

/** floor(sqrt(n)) by Newton's method, from a start that is too large. */
export function floorSquareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt(Math.ceil(bits(n) / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The square root closest to n, by Newton's method from `a`. */
function squareRootNearest(n: bigint, start: bigint): bigint {
  let a = start;
  let b = 0n;
  while (a !== b) {
    b = a;
    a = (a - (-n / a - ((-n) % a !== 0n ? 1n : 0n))) >> 1n;
  }
  return a;
}

/** Integer approximation to M * log(x / M). */
function integerLogarithm(x: bigint, m: bigint, env: Environment, l = 8n): bigint {
  let y = x - m;
  let r = 0n;
  const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
  const isLarge = (): boolean => (r <= l ? magnitude(y) << (l - r) >= m : magnitude(y) >> (r - l) >= m);
  while (isLarge()) {
    env.checkpoint?.();
    y = divideNearest((m * y) << 1n, m + squareRootNearest(m * (m + shiftNearest(y, r)), m));
    r += 1n;
  }
  const terms = -Math.floor((-10 * digitCount(m)) / (3 * Number(l)));
  const yShifted = shiftNearest(y, r);
  let w = divideNearest(m, BigInt(terms));
  for (let k = terms - 1; k > 0; k--) {
    if ((k & 31) === 0) env.checkpoint?.();
    w = divideNearest(m, BigInt(k)) - divideNearest(yShifted * w, m);
  }
  return divideNearest(w * y, m);
}

/** Approximation to 10**p * log(10), within 1. */
function logarithmOfTen(p: number, env: Environment): bigint {
  const guard = 4;
  const m = powerOfTen(p + guard);
  return divideNearest(integerLogarithm(10n * m, m, env), powerOfTen(guard));
}

const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

/** Integer approximation to 10**p * log(c * 10**e), within 1. */
function scaledLogarithm(c: bigint, e: bigint, places: number, env: Environment): bigint {
  const p = places + 2;
  const length = digitCount(c);
  const f = e + BigInt(length) - (e + BigInt(length) >= 1n ? 1n : 0n);
  let logD = 0n;
  if (p > 0) {
    const k = e + BigInt(p) - f;
    const scaled = k >= 0n ? c * powerOfTen(Number(k)) : divideNearest(c, powerOfTen(Number(-k)));
    logD = integerLogarithm(scaled, powerOfTen(p), env);
  }
  let fLogTen = 0n;
  if (f !== 0n) {
    const extra = exponentDigits(f) - 1;
    if (p + extra >= 0) fLogTen = divideNearest(f * logarithmOfTen(p + extra, env), powerOfTen(extra));
  }
  return divideNearest(fLogTen + logD, 100n);
}

/** Integer approximation to 10**p * log10(c * 10**e), within 1. */
function scaledLogarithmTen(c: bigint, e: bigint, places: number, env: Environment): bigint {
  const p = places + 2;
  const length = digitCount(c);
  const f = e + BigInt(length) - (e + BigInt(length) >= 1n ? 1n : 0n);
  let logD = 0n;
  let logTenPower: bigint;
  if (p > 0) {
    const m = powerOfTen(p);
    const k = e + BigInt(p) - f;
    const scaled = k >= 0n ? c * powerOfTen(Number(k)) : divideNearest(c, powerOfTen(Number(-k)));
    logD = divideNearest(integerLogarithm(scaled, m, env) * m, logarithmOfTen(p, env));
    logTenPower = f * m;
  } else {
    logTenPower = divideNearest(f, powerOfTen(-p));
  }
  return divideNearest(logTenPower + logD, 100n);
}

/** Integer approximation to M * exp(x / M), x not negative. */
function integerExponential(x: bigint, m: bigint, env: Environment, l = 8): bigint {
  const scaled = (x << BigInt(l)) / m;
  const reduction = scaled === 0n ? 0 : bits(scaled);
  const terms = -Math.floor((-10 * digitCount(m)) / (3 * l));
  let y = divideNearest(x, BigInt(terms));
  const shifted = m << BigInt(reduction);
  for (let i = terms - 1; i > 0; i--) {
    if ((i & 31) === 0) env.checkpoint?.();
    y = divideNearest(x * (shifted + y), shifted * BigInt(i));
  }
  for (let k = reduction - 1; k >= 0; k--) {
    env.checkpoint?.();
    const step = m << BigInt(k + 2);
    y = divideNearest(y * (y + step), step);
  }
  return m + y;
}

/** exp(c * 10**e) as a coefficient of p or p + 1 digits and an exponent; the coefficient within 1. */
function scaledExponential(c: bigint, e: bigint, places: number, env: Environment): { coefficient: bigint; exponent: bigint } {
  const p = places + 2;
  const extra = Math.max(0, Number(e) + digitCount(c < 0n ? -c : c) - 1);
  const q = p + extra;
  const shift = Number(e) + q;
  const shifted = shift >= 0 ? c * powerOfTen(shift) : floorDivide(c, powerOfTen(-shift));
  const logTen = logarithmOfTen(q, env);
  const quotient = floorDivide(shifted, logTen);
  const rest = divideNearest(shifted - quotient * logTen, powerOfTen(extra));
  const m = powerOfTen(p);
  return { coefficient: divideNearest(integerExponential(rest, m, env), 1000n), exponent: quotient - BigInt(p) + 3n };
}

// ---- the operations --------------------------------------------------------------------------------

export function squareRoot(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? (a.negative ? invalid(env) : infinity(false));
  const odd = ((a.exponent % 2n) + 2n) % 2n;
  const ideal = (a.exponent - odd) / 2n;
  if (a.coefficient === 0n) return finish(a.negative, 0n, ideal, env);
  if (a.negative) return invalid(env);
  if (env.precisionNumber <= LARGEST_ROOT) return rootWithin(a, odd === 1n, ideal, env);
  const narrow = env.derived({ precision: BigInt(a.digits) });
  if (a.digits > LARGEST_ROOT) throw new TooManyDigits();
  const result = rootWithin(a, odd === 1n, ideal, narrow);
  if (narrow.status !== 0) throw new TooManyDigits();
  return result;
}

function rootWithin(a: DecimalNumber, odd: boolean, ideal: bigint, env: Environment): DecimalNumber {
  const digits = env.precisionNumber + 1;
  const length = odd ? (a.digits >> 1) + 1 : (a.digits + 1) >> 1;
  const shift = digits - length;
  let radicand = odd ? a.coefficient * 10n : a.coefficient;
  let exact = true;
  if (shift >= 0) {
    radicand *= powerOfTen(2 * shift);
  } else {
    const cut = shiftedRight(radicand, digitCount(radicand), BigInt(-2 * shift));
    exact = cut.rest === 0;
    radicand = cut.quotient;
  }
  let root = floorSquareRoot(radicand);
  let exponent = ideal - BigInt(shift);
  if (exact && root * root === radicand) {
    root = shift >= 0 ? root / powerOfTen(shift) : root * powerOfTen(-shift);
    exponent += BigInt(shift);
  } else if (root % 5n === 0n) {
    root += 1n;
  }
  const halfEven = env.derived({ rounding: Rounding.HalfEven });
  const result = finish(false, root, exponent, halfEven);
  env.raise(halfEven.status);
  return result;
}

/** Rounds an approximation whose error is at most one unit as soon as that is certain. */
function certain(approximate: (digits: number) => bigint, precision: number): bigint {
  for (let extra = 3; ; extra += 3) {
    const coefficient = approximate(precision + extra);
    const magnitude = coefficient < 0n ? -coefficient : coefficient;
    const surplus = digitCount(magnitude) - precision - 1;
    if (surplus >= 0 && magnitude % (5n * powerOfTen(surplus)) !== 0n) return coefficient;
  }
}

function checkLength(env: Environment): void {
  if (env.precisionNumber > LARGEST_LOGARITHM) throw new TooManyDigits();
}

export function exponential(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? (a.negative ? finite(false, 0n, 0n) : infinity(false));
  if (a.coefficient === 0n) return ONE;
  const integerDigits = BigInt(a.digits) + a.exponent;
  if (integerDigits > 19n) {
    if (!a.negative) {
      env.raise(Condition.Overflow | Condition.Inexact | Condition.Rounded);
      return infinity(false);
    }
    env.raise(Condition.Inexact | Condition.Rounded | Condition.Subnormal | Condition.Underflow | Condition.Clamped);
    return finite(false, 0n, env.etiny);
  }
  const work = env.derived({ rounding: Rounding.HalfEven });
  // Too close to 1 for the precision (libmpdec asks with three digits more than that).
  const limit = finite(false, 9n, -(env.precision + 4n));
  env.raise(Condition.Inexact | Condition.Rounded);
  checkLength(env);
  if (compareNumbers({ ...a, negative: false }, limit) <= 0) {
    const one = finalize(paddedOne(env, false), work);
    env.raise(work.status);
    return one;
  }
  const value = a.negative ? -a.coefficient : a.coefficient;
  const p = env.precisionNumber;
  // The exponent of the result says at once whether it overflows; then its digits don't matter.
  let exponent = 0n;
  const coefficient = certain((digits) => {
    const result = scaledExponential(value, a.exponent, digits, env);
    exponent = result.exponent;
    return result.coefficient;
  }, p);
  const result = finish(false, coefficient, exponent, work);
  env.raise(work.status);
  return result;
}

/** What both logarithms answer without computing; null: they must compute. */
function logarithmOfSpecial(a: DecimalNumber, env: Environment): DecimalNumber | null {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? (a.negative ? invalid(env) : infinity(false));
  if (a.coefficient === 0n) return infinity(true);
  return a.negative ? invalid(env) : null;
}

/** A logarithm whose exponent alone is too large. */
function logarithmOverflows(a: DecimalNumber, factor: bigint, env: Environment): DecimalNumber | null {
  const exponent = adjusted(a);
  const bound = factor * (exponent < 0n ? -exponent - 1n : exponent);
  if (BigInt(exponentDigits(bound) - 1) <= env.emax) return null;
  env.raise(Condition.Overflow | Condition.Inexact | Condition.Rounded);
  return infinity(exponent < 0n);
}

/** log(a), correctly rounded by the half-even rule. */
export function naturalLogarithm(a: DecimalNumber, env: Environment): DecimalNumber {
  const special = logarithmOfSpecial(a, env);
  if (special !== null) return special;
  if (compareNumbers(a, ONE) === 0) return finite(false, 0n, 0n);
  const overflow = logarithmOverflows(a, 2n, env);
  if (overflow !== null) return overflow;
  checkLength(env);
  const places = env.precisionNumber - Number(naturalLogarithmBound(a)) + 2;
  return logarithm(a, places, scaledLogarithm, env);
}

/** log10(a), correctly rounded by the half-even rule. */
export function decimalLogarithm(a: DecimalNumber, env: Environment): DecimalNumber {
  const special = logarithmOfSpecial(a, env);
  if (special !== null) return special;
  const work = env.derived({ rounding: Rounding.HalfEven });
  if (a.coefficient === powerOfTen(a.digits - 1)) {
    const exponent = adjusted(a);
    const result = finish(exponent < 0n, exponent < 0n ? -exponent : exponent, 0n, work);
    env.raise(work.status);
    return result;
  }
  const overflow = logarithmOverflows(a, 1n, env);
  if (overflow !== null) return overflow;
  checkLength(env);
  const places = env.precisionNumber - Number(decimalLogarithmBound(a)) + 2;
  return logarithm(a, places, scaledLogarithmTen, env);
}

function logarithm(
  a: DecimalNumber, firstPlaces: number, scaled: (c: bigint, e: bigint, places: number, env: Environment) => bigint, env: Environment,
): DecimalNumber {
  const work = env.derived({ rounding: Rounding.HalfEven });
  let places = firstPlaces;
  for (;;) {
    const value = scaled(a.coefficient, a.exponent, places, env);
    const magnitude = value < 0n ? -value : value;
    const surplus = digitCount(magnitude) - env.precisionNumber - 1;
    if (surplus >= 0 && magnitude % (5n * powerOfTen(surplus)) !== 0n) {
      const result = finish(value < 0n, magnitude, BigInt(-places), work);
      env.raise(work.status | Condition.Inexact | Condition.Rounded);
      return result;
    }
    places += 3;
  }
}

/** A lower bound for the adjusted exponent of log(a). */
function naturalLogarithmBound(a: DecimalNumber): bigint {
  const exponent = adjusted(a);
  if (exponent >= 1n) return BigInt(((exponent * 23n) / 10n).toString().length - 1);
  if (exponent <= -2n) return BigInt((((-1n - exponent) * 23n) / 10n).toString().length - 1);
  if (exponent === 0n) {
    const numerator = a.coefficient - powerOfTen(Number(-a.exponent));
    const shown = numerator.toString();
    return BigInt(shown.length - a.digits) - (shown < a.coefficient.toString() ? 1n : 0n);
  }
  return a.exponent + BigInt((powerOfTen(Number(-a.exponent)) - a.coefficient).toString().length - 1);
}

/** A lower bound for the adjusted exponent of log10(a). */
function decimalLogarithmBound(a: DecimalNumber): bigint {
  const exponent = adjusted(a);
  if (exponent >= 1n) return BigInt(exponent.toString().length - 1);
  if (exponent <= -2n) return BigInt((-1n - exponent).toString().length - 1);
  if (exponent === 0n) {
    const numerator = (a.coefficient - powerOfTen(Number(-a.exponent))).toString();
    const denominator = (231n * a.coefficient).toString();
    return BigInt(numerator.length - denominator.length) - (numerator < denominator ? 1n : 0n) + 2n;
  }
  const rest = (powerOfTen(Number(-a.exponent)) - a.coefficient).toString();
  return BigInt(rest.length) + a.exponent - (rest < '231' ? 1n : 0n) - 1n;
}
