/**
 * Sum, difference, product, quotients, remainders (libmpdec mpd_qadd, mpd_qmul, mpd_qdiv, mpd_qdivmod...).
 * In: numbers and an environment. Out: the result rounded to the environment.
 */
import { Condition, Rounding, type Environment } from './environment';
import {
  adjusted, finite, infinity, isInfinite, isSpecial, isZero, Kind, notANumber, powerOfTen, shiftedLeft, TooManyDigits, trailingZeros, withSign,
  type DecimalNumber,
} from './number';
import { finalize, finish, invalid, propagatedNaN } from './rounding';

export function add(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    if (a.kind === Kind.Infinity) return isInfinite(b) && a.negative !== b.negative ? invalid(env) : infinity(a.negative);
    return infinity(b.negative);
  }
  return finalize(sum(a, b, env), env);
}

export function subtract(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  return add(a, b.kind >= Kind.QuietNaN ? b : withSign(b, !b.negative), env);
}

/** The sum of finite numbers, exact but for digits that can't matter (_mpd_qaddsub). */
function sum(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const [big, lower] = a.exponent >= b.exponent ? [a, b] : [b, a];
  let small = lower;
  if (big.exponent !== small.exponent && big.coefficient !== 0n) {
    // A summand that lies far below the last digit is replaced by 1 in a place that rounds alike.
    const extra = big.digits > env.precisionNumber ? 0n : BigInt(big.digits) - env.precision - 1n;
    const lowest = big.exponent - 1n + extra;
    if (adjusted(small) < lowest) small = finite(small.negative, small.coefficient === 0n ? 0n : 1n, lowest);
  }
  const coefficient = shiftedLeft(big.coefficient, big.exponent - small.exponent);
  const total = (big.negative ? -coefficient : coefficient) + (small.negative ? -small.coefficient : small.coefficient);
  if (total === 0n) {
    const negative = a.negative === b.negative ? a.negative : env.rounding === Rounding.Floor;
    return finite(negative, 0n, small.exponent);
  }
  return finite(total < 0n, total < 0n ? -total : total, small.exponent);
}

export function multiplyExact(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const negative = a.negative !== b.negative;
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    return isZero(a) || isZero(b) ? invalid(env) : infinity(negative);
  }
  return finite(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export const multiply = (a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber => finalize(multiplyExact(a, b, env), env);

/** a * b + c with one rounding. */
export function fusedMultiplyAdd(a: DecimalNumber, b: DecimalNumber, c: DecimalNumber, env: Environment): DecimalNumber {
  const before = env.status;
  env.status = 0;
  const product = multiplyExact(a, b, env);
  const result = (env.status & Condition.InvalidOperation) !== 0 ? product : add(product, c, env);
  env.status |= before;
  return result;
}

export function divide(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const negative = a.negative !== b.negative;
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    if (isInfinite(a)) return isInfinite(b) ? invalid(env) : infinity(negative);
    env.raise(Condition.Clamped);
    return finite(negative, 0n, env.etiny);
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return invalid(env, Condition.DivisionUndefined);
    env.raise(Condition.DivisionByZero);
    return infinity(negative);
  }
  if (a.coefficient === 0n) return finish(negative, 0n, a.exponent - b.exponent, env);
  if (env.precisionNumber > LARGEST_QUOTIENT) return divideIfExact(a, b, env);
  return finalize(quotient(a, b, env, true), env);
}

/** Digits of a quotient that would take longer than a user waits. */
const LARGEST_QUOTIENT = 2_000_000;

/** A precision no quotient can be filled to: works only when the quotient ends before. */
function divideIfExact(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const digits = a.digits + 4 * b.digits + 2;
  if (digits > LARGEST_QUOTIENT) throw new TooManyDigits();
  const narrow = env.derived({ precision: BigInt(digits) });
  const result = finalize(quotient(a, b, narrow, true), narrow);
  if (narrow.status !== 0) throw new TooManyDigits();
  return result;
}

/** One digit more than the precision, the last one sticky; an exact result is brought near the ideal exponent. */
export function quotient(a: DecimalNumber, b: DecimalNumber, env: Environment, toIdealExponent: boolean): DecimalNumber {
  const shift = BigInt(b.digits - a.digits) + env.precision + 1n;
  const ideal = a.exponent - b.exponent;
  let exponent = ideal - shift;
  const dividend = shift > 0n ? shiftedLeft(a.coefficient, shift) : a.coefficient;
  const divisor = shift < 0n ? shiftedLeft(b.coefficient, -shift) : b.coefficient;
  let result = dividend / divisor;
  if (result * divisor !== dividend) {
    if (result % 5n === 0n) result += 1n;
  } else if (toIdealExponent && exponent < ideal) {
    const zeros = BigInt(trailingZeros(result));
    const drop = ideal - exponent < zeros ? ideal - exponent : zeros;
    result /= powerOfTen(Number(drop));
    exponent += drop;
  }
  return finite(a.negative !== b.negative, result, exponent);
}

interface QuotientAndRemainder { quotient: DecimalNumber; remainder: DecimalNumber }

/** Whole quotient and remainder of finite numbers, the divisor not 0 (_mpd_qdivmod); not finalized. */
function wholeDivision(a: DecimalNumber, b: DecimalNumber, env: Environment): QuotientAndRemainder {
  const negative = a.negative !== b.negative;
  const ideal = a.exponent < b.exponent ? a.exponent : b.exponent;
  if (a.coefficient === 0n) return { quotient: finite(negative, 0n, 0n), remainder: finite(a.negative, 0n, ideal) };
  const difference = adjusted(a) - adjusted(b);
  if (difference < 0n) {
    const remainder = a.exponent > b.exponent ? finite(a.negative, shiftedLeft(a.coefficient, a.exponent - b.exponent), b.exponent) : a;
    return { quotient: finite(negative, 0n, 0n), remainder };
  }
  if (difference > env.precision) return impossible(env);
  const dividend = shiftedLeft(a.coefficient, a.exponent - ideal);
  const divisor = shiftedLeft(b.coefficient, b.exponent - ideal);
  const whole = finite(negative, dividend / divisor, 0n);
  if (whole.digits > env.precisionNumber) return impossible(env);
  return { quotient: whole, remainder: finite(a.negative, dividend % divisor, ideal) };
}

function impossible(env: Environment): QuotientAndRemainder {
  const nan = invalid(env, Condition.DivisionImpossible);
  return { quotient: nan, remainder: nan };
}

export function divideInteger(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const negative = a.negative !== b.negative;
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    if (isInfinite(a)) return isInfinite(b) ? invalid(env) : infinity(negative);
    return finite(negative, 0n, 0n);
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return invalid(env, Condition.DivisionUndefined);
    env.raise(Condition.DivisionByZero);
    return infinity(negative);
  }
  return finalize(wholeDivision(a, b, env).quotient, env);
}

/** What every remainder begins with; null: both finite and the divisor not 0. */
function remainderOfSpecials(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber | null {
  if (isSpecial(a) || isSpecial(b)) {
    return propagatedNaN(env, a, b) ?? (isInfinite(a) ? invalid(env) : finalize(a, env));
  }
  if (b.coefficient !== 0n) return null;
  return invalid(env, a.coefficient === 0n ? Condition.DivisionUndefined : Condition.InvalidOperation);
}

export function remainder(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  return remainderOfSpecials(a, b, env) ?? finalize(wholeDivision(a, b, env).remainder, env);
}

export function divideWithRemainder(a: DecimalNumber, b: DecimalNumber, env: Environment): [DecimalNumber, DecimalNumber] {
  const negative = a.negative !== b.negative;
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return [nan, nan];
    if (isInfinite(a)) return [isInfinite(b) ? notANumber() : infinity(negative), invalid(env)];
    return [finite(negative, 0n, 0n), finalize(a, env)];
  }
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) return [notANumber(), invalid(env, Condition.DivisionUndefined)];
    env.raise(Condition.DivisionByZero | Condition.InvalidOperation);
    return [infinity(negative), notANumber()];
  }
  const result = wholeDivision(a, b, env);
  return [finalize(result.quotient, env), finalize(result.remainder, env)];
}

/** a - b * n where n is the whole number nearest to a / b, even when there are two. */
export function remainderNear(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const special = remainderOfSpecials(a, b, env);
  if (special !== null) return special;
  const { quotient: whole, remainder: rest } = wholeDivision(a, b, env);
  if (rest.kind !== Kind.Finite || rest.coefficient === 0n) return finalize(rest, env);
  const distance = adjusted(b) - adjusted(rest);
  if (distance < -1n || distance > 1n) return finalize(rest, env);
  const ideal = rest.exponent < b.exponent ? rest.exponent : b.exponent;
  const divisor = shiftedLeft(b.coefficient, b.exponent - ideal);
  const value = shiftedLeft(rest.coefficient, rest.exponent - ideal);
  const other = value > divisor ? value - divisor : divisor - value;
  if (other < value || (other === value && (whole.coefficient & 1n) === 1n)) {
    if (whole.coefficient + 1n === powerOfTen(whole.digits) && whole.digits === env.precisionNumber) return invalid(env, Condition.DivisionImpossible);
    return finalize(finite(value > divisor ? rest.negative : !rest.negative, other, ideal), env);
  }
  return finalize(rest, env);
}

/** 0 - a, 0 + a, |a|: rounded; the sign of a zero as an addition gives it. */
export function minus(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? infinity(!a.negative);
  const negative = a.coefficient === 0n && env.rounding !== Rounding.Floor ? false : !a.negative;
  return finalize(withSign(a, negative), env);
}

export function plus(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? a;
  const negative = a.coefficient === 0n && env.rounding !== Rounding.Floor ? false : a.negative;
  return finalize(withSign(a, negative), env);
}

export function absolute(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? infinity(false);
  return a.negative ? minus(a, env) : plus(a, env);
}
