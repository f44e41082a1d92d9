/**
 * Making an exact result fit its environment: rounding to the precision, overflow, underflow, subnormal
 * numbers, clamping, NaN payloads (libmpdec mpd_qfinalize). Out: the number; the conditions go to the environment.
 */
import { Condition, Rounding, type Environment } from './environment';
import { adjusted, finite, infinity, Kind, notANumber, powerOfTen, shiftedLeft, shiftedRight, type DecimalNumber } from './number';

/** Whether a cut-off coefficient must be incremented; `rest` is the digit of `shiftedRight`. */
export function roundsUp(quotient: bigint, rest: number, negative: boolean, rounding: Rounding): boolean {
  if (rest === 0) return false;
  switch (rounding) {
    case Rounding.Down: return false;
    case Rounding.Up: return true;
    case Rounding.Ceiling: return !negative;
    case Rounding.Floor: return negative;
    case Rounding.HalfUp: return rest >= 5;
    case Rounding.HalfDown: return rest > 5;
    case Rounding.HalfEven: return rest > 5 || (rest === 5 && (quotient & 1n) === 1n);
    case Rounding.ZeroFiveUp: return quotient % 5n === 0n;
  }
}

/** Coefficient / 10**count rounded, and whether something was lost. */
export function roundedShift(
  a: DecimalNumber, count: bigint, rounding: Rounding,
): { coefficient: bigint; inexact: boolean } {
  const { quotient, rest } = shiftedRight(a.coefficient, a.digits, count);
  return { coefficient: roundsUp(quotient, rest, a.negative, rounding) ? quotient + 1n : quotient, inexact: rest !== 0 };
}

/** The largest coefficient of the precision. */
export function largestCoefficient(env: Environment): bigint {
  return powerOfTen(env.precisionNumber) - 1n;
}

function overflowed(negative: boolean, env: Environment): DecimalNumber {
  env.raise(Condition.Overflow | Condition.Inexact | Condition.Rounded);
  const { rounding } = env;
  const staysFinite = rounding === Rounding.Down || rounding === Rounding.ZeroFiveUp
    || (rounding === Rounding.Ceiling && negative) || (rounding === Rounding.Floor && !negative);
  return staysFinite ? finite(negative, largestCoefficient(env), env.etop) : infinity(negative);
}

/** _mpd_check_exp */
function fitExponent(a: DecimalNumber, env: Environment): DecimalNumber {
  const adjustedExponent = adjusted(a);
  if (adjustedExponent > env.emax) {
    if (a.coefficient !== 0n) return overflowed(a.negative, env);
    env.raise(Condition.Clamped);
    return finite(a.negative, 0n, env.clamp ? env.etop : env.emax);
  }
  if (env.clamp && a.exponent > env.etop) {
    env.raise(Condition.Clamped);
    if (a.coefficient !== 0n && adjustedExponent < env.emin) env.raise(Condition.Subnormal);
    return finite(a.negative, shiftedLeft(a.coefficient, a.exponent - env.etop), env.etop);
  }
  if (adjustedExponent >= env.emin) return a;
  const { etiny } = env;
  if (a.coefficient === 0n) {
    if (a.exponent >= etiny) return a;
    env.raise(Condition.Clamped);
    return finite(a.negative, 0n, etiny);
  }
  env.raise(Condition.Subnormal);
  if (a.exponent >= etiny) return a;
  const { coefficient, inexact } = roundedShift(a, etiny - a.exponent, env.rounding);
  env.raise(Condition.Rounded);
  if (inexact) env.raise(Condition.Inexact | Condition.Underflow | (coefficient === 0n ? Condition.Clamped : 0));
  return finite(a.negative, coefficient, etiny);
}

/** A NaN whose payload fits. */
export function fitPayload(a: DecimalNumber, env: Environment): DecimalNumber {
  const room = env.precisionNumber - (env.clamp ? 1 : 0);
  if (a.coefficient === 0n || a.digits <= room) return a;
  return notANumber(a.negative, room === 0 ? 0n : a.coefficient % powerOfTen(room), a.kind);
}

export function finalize(a: DecimalNumber, env: Environment): DecimalNumber {
  if (a.kind !== Kind.Finite) return a.kind === Kind.Infinity ? a : fitPayload(a, env);
  const inRange = fitExponent(a, env);
  if (inRange.kind !== Kind.Finite || inRange.digits <= env.precisionNumber) return inRange;
  const shift = BigInt(inRange.digits) - env.precision;
  const { coefficient, inexact } = roundedShift(inRange, shift, env.rounding);
  env.raise(Condition.Rounded | (inexact ? Condition.Inexact : 0));
  let rounded = finite(a.negative, coefficient, inRange.exponent + shift);
  if (rounded.digits > env.precisionNumber) rounded = finite(a.negative, coefficient / 10n, rounded.exponent + 1n);
  return fitExponent(rounded, env);
}

/** A finite result, rounded. */
export function finish(negative: boolean, coefficient: bigint, exponent: bigint, env: Environment): DecimalNumber {
  return finalize(finite(negative, coefficient, exponent), env);
}

/** The result of an operation that is not possible. */
export function invalid(env: Environment, condition: number = Condition.InvalidOperation): DecimalNumber {
  env.raise(condition);
  return notANumber();
}

/** If an operand is a NaN, the result of the operation; a signalling one first (mpd_qcheck_nans). */
export function propagatedNaN(env: Environment, ...operands: readonly DecimalNumber[]): DecimalNumber | null {
  let chosen: DecimalNumber | null = null;
  for (const operand of operands) {
    if (operand.kind === Kind.SignalingNaN) {
      env.raise(Condition.InvalidOperation);
      chosen = operand;
      break;
    }
    if (operand.kind === Kind.QuietNaN && chosen === null) chosen = operand;
  }
  return chosen === null ? null : fitPayload(notANumber(chosen.negative, chosen.coefficient), env);
}
