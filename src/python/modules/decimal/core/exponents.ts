/**
 * Operations on a number's exponent: quantize, rescale, rounding to a whole number, normalize, the
 * neighbours of a number, logb, scaleb (libmpdec mpd_qquantize, mpd_qreduce, mpd_qnext_plus...).
 */
import { add, subtract } from './arithmetic';
import { compareNumbers } from './comparison';
import { Condition, ERRORS, EXPONENT_OF_INFINITY, EXPONENT_OF_NOTHING, MAXIMUM_EXPONENT, MAXIMUM_PRECISION, MINIMUM_TINY, Rounding, type Environment } from './environment';
import { adjusted, finite, infinity, isSpecial, Kind, powerOfTen, shiftedLeft, shiftedRight, trailingZeros, type DecimalNumber } from './number';
import { finalize, finish, invalid, largestCoefficient, propagatedNaN, roundedShift } from './rounding';

/** `a` with the exponent of `b`. */
export function quantize(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a) || isSpecial(b)) {
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    return a.kind === Kind.Infinity && b.kind === Kind.Infinity ? a : invalid(env);
  }
  const { exponent } = b;
  if (exponent > env.emax || exponent < env.etiny) return invalid(env);
  if (a.coefficient === 0n) return finish(a.negative, 0n, exponent, env);
  const difference = a.exponent - exponent;
  if (BigInt(a.digits) + difference > env.precision) return invalid(env);
  let result: DecimalNumber;
  let conditions = 0;
  if (difference >= 0n) {
    result = finite(a.negative, shiftedLeft(a.coefficient, difference), exponent);
  } else {
    const { coefficient, inexact } = roundedShift(a, -difference, env.rounding);
    result = finite(a.negative, coefficient, exponent);
    if (result.digits > env.precisionNumber) return invalid(env);
    conditions = Condition.Rounded | (inexact ? Condition.Inexact : 0);
  }
  if (adjusted(result) > env.emax || adjusted(result) < env.etiny) return invalid(env);
  env.raise(conditions);
  return finalize(result, env);
}

/** A number with another exponent, whatever the precision. `lowest`: the least exponent allowed. */
export function rescale(a: DecimalNumber, exponent: bigint, env: Environment, lowest = MINIMUM_TINY): DecimalNumber {
  if (exponent > MAXIMUM_EXPONENT + 1n || exponent < lowest) return invalid(env);
  if (isSpecial(a)) return a;
  if (a.coefficient === 0n) return finite(a.negative, 0n, exponent);
  const difference = a.exponent - exponent;
  if (difference >= 0n) {
    if (BigInt(a.digits) + difference > MAXIMUM_PRECISION + 1n) return invalid(env);
    return finite(a.negative, shiftedLeft(a.coefficient, difference), exponent);
  }
  const { coefficient, inexact } = roundedShift(a, -difference, env.rounding);
  env.raise(Condition.Rounded | (inexact ? Condition.Inexact : 0));
  return finite(a.negative, coefficient, exponent);
}

/** To a whole number; `exact` raises Rounded and Inexact. */
export function toIntegral(a: DecimalNumber, env: Environment, exact: boolean): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? a;
  if (a.exponent >= 0n) return a;
  if (a.coefficient === 0n) return finite(a.negative, 0n, 0n);
  const { coefficient, inexact } = roundedShift(a, -a.exponent, env.rounding);
  if (exact) env.raise(Condition.Rounded | (inexact ? Condition.Inexact : 0));
  return finite(a.negative, coefficient, 0n);
}

/** The whole part of a finite number, rounded to minus infinity, plus infinity or zero; invalid for others. */
export function wholePart(a: DecimalNumber, rounding: Rounding, env: Environment): DecimalNumber {
  return isSpecial(a) ? invalid(env) : toIntegral(a, env.derived({ rounding }), false);
}

/** Without trailing zeros. */
export function normalize(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? a;
  const result = finalize(a, env);
  if (isSpecial(result)) return result;
  if (result.coefficient === 0n) return finite(a.negative, 0n, 0n);
  const room = (env.clamp ? env.etop : env.emax) - result.exponent;
  const zeros = BigInt(trailingZeros(result.coefficient));
  const drop = zeros > room ? room : zeros;
  return finite(result.negative, shiftedRight(result.coefficient, result.digits, drop).quotient, result.exponent + drop);
}

/** The nearest representable number below (`up` false) or above. */
function neighbour(a: DecimalNumber, env: Environment, up: boolean): DecimalNumber {
  if (isSpecial(a)) {
    const nan = propagatedNaN(env, a);
    if (nan !== null) return nan;
    return a.negative === up ? finite(a.negative, largestCoefficient(env), env.etop) : a;
  }
  const directed = env.derived({ rounding: up ? Rounding.Ceiling : Rounding.Floor });
  const rounded = finalize(a, directed);
  if ((directed.status & (Condition.Inexact | ERRORS)) !== 0) {
    env.raise(directed.status & ERRORS);
    return rounded;
  }
  directed.status = 0;
  const tiny = finite(false, 1n, env.etiny - 1n);
  const result = up ? add(a, tiny, directed) : subtract(a, tiny, directed);
  env.raise(directed.status & ERRORS);
  return result;
}

export const nextPlus = (a: DecimalNumber, env: Environment): DecimalNumber => neighbour(a, env, true);
export const nextMinus = (a: DecimalNumber, env: Environment): DecimalNumber => neighbour(a, env, false);

export function nextToward(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, a, b);
  if (nan !== null) return nan;
  const order = compareNumbers(a, b);
  if (order === 0) return { ...a, negative: b.negative };
  const result = neighbour(a, env, order < 0);
  if (result.kind === Kind.Infinity) {
    env.raise(Condition.Overflow | Condition.Rounded | Condition.Inexact);
  } else if (adjusted(result) < env.emin) {
    env.raise(Condition.Underflow | Condition.Subnormal | Condition.Rounded | Condition.Inexact);
    if (result.coefficient === 0n) env.raise(Condition.Clamped);
  }
  return result;
}

/** The exponent of the first digit, as a number. */
export function logB(a: DecimalNumber, env: Environment): DecimalNumber {
  if (isSpecial(a)) return propagatedNaN(env, a) ?? infinity(false);
  if (a.coefficient === 0n) {
    env.raise(Condition.DivisionByZero);
    return infinity(true);
  }
  const exponent = adjusted(a);
  return finish(exponent < 0n, exponent < 0n ? -exponent : exponent, 0n, env);
}

/** The whole number an operand stands for that counts digits, or null: not whole with exponent 0. */
export function count(b: DecimalNumber): bigint | null {
  if (b.kind !== Kind.Finite || b.exponent !== 0n || b.digits > 19) return null;
  return b.negative ? -b.coefficient : b.coefficient;
}

export function scaleB(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, a, b);
  if (nan !== null) return nan;
  const places = count(b);
  const limit = 2n * (env.emax + env.precision);
  if (places === null || places > limit || places < -limit) return invalid(env);
  if (a.kind === Kind.Infinity) return a;
  let exponent = a.exponent + places;
  if (exponent > EXPONENT_OF_INFINITY) exponent = EXPONENT_OF_INFINITY;
  if (exponent < EXPONENT_OF_NOTHING) exponent = EXPONENT_OF_NOTHING;
  return finalize({ ...a, exponent }, env);
}


/** One in the last place of a full precision: 1.000... */
export function paddedOne(env: Environment, negative: boolean): DecimalNumber {
  return finite(negative, powerOfTen(env.precisionNumber - 1), 1n - env.precision);
}
