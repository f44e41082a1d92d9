/** Orders of numbers: by value, by total order, maximum and minimum (libmpdec _mpd_cmp, mpd_cmp_total, mpd_qmax...). */
import type { Environment } from './environment';
import { adjusted, finite, isNaN, Kind, shiftedLeft, type DecimalNumber } from './number';
import { finalize, propagatedNaN } from './rounding';
import { Condition } from './environment';

/** Order of the magnitudes: negative, 0, positive. No NaNs. */
export function compareMagnitudes(a: DecimalNumber, b: DecimalNumber): number {
  if (a.kind === Kind.Infinity) return b.kind === Kind.Infinity ? 0 : 1;
  if (b.kind === Kind.Infinity) return -1;
  if (a.coefficient === 0n) return b.coefficient === 0n ? 0 : -1;
  if (b.coefficient === 0n) return 1;
  const [adjustedA, adjustedB] = [adjusted(a), adjusted(b)];
  if (adjustedA !== adjustedB) return adjustedA < adjustedB ? -1 : 1;
  // As many digits before the point: aligning costs no more than the longer coefficient.
  const left = a.exponent > b.exponent ? shiftedLeft(a.coefficient, a.exponent - b.exponent) : a.coefficient;
  const right = b.exponent > a.exponent ? shiftedLeft(b.coefficient, b.exponent - a.exponent) : b.coefficient;
  return left < right ? -1 : left > right ? 1 : 0;
}

const isNothing = (a: DecimalNumber): boolean => a.kind === Kind.Finite && a.coefficient === 0n;

/** Order of the values: negative, 0, positive. No NaNs. */
export function compareNumbers(a: DecimalNumber, b: DecimalNumber): number {
  if (isNothing(a)) return isNothing(b) ? 0 : b.negative ? 1 : -1;
  if (isNothing(b)) return a.negative ? -1 : 1;
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order = compareMagnitudes(a, b);
  return a.negative ? -order : order;
}

const asNumber = (order: number): DecimalNumber => finite(order < 0, order === 0 ? 0n : 1n, 0n);

export function compare(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  return propagatedNaN(env, a, b) ?? asNumber(compareNumbers(a, b));
}

export function compareSignaling(a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber {
  const nan = propagatedNaN(env, a, b);
  if (nan === null) return asNumber(compareNumbers(a, b));
  env.raise(Condition.InvalidOperation);
  return nan;
}

/** The total order of IEEE 754: -NaN < -sNaN < -Infinity < ... < 1.0 < 1 < ... < NaN. */
function totalOrder(a: DecimalNumber, b: DecimalNumber): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  let order: number;
  if (isNaN(a)) {
    if (!isNaN(b)) order = 1;
    else if (a.kind === b.kind) order = a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0;
    else order = a.kind === Kind.QuietNaN ? 1 : -1;
  } else if (isNaN(b)) {
    order = -1;
  } else {
    order = compareMagnitudes(a, b);
    if (order === 0 && a.exponent !== b.exponent) order = a.exponent < b.exponent ? -1 : 1;
  }
  return a.negative ? -order : order;
}

export const compareTotal = (a: DecimalNumber, b: DecimalNumber): DecimalNumber => asNumber(totalOrder(a, b));
export const compareTotalMagnitude = (a: DecimalNumber, b: DecimalNumber): DecimalNumber =>
  asNumber(totalOrder({ ...a, negative: false }, { ...b, negative: false }));

/** The order of numbers that are equal in value. */
function orderOfEquals(a: DecimalNumber, b: DecimalNumber): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order = a.exponent < b.exponent ? -1 : 1;
  return a.negative ? -order : order;
}

/** max, min, max_mag, min_mag: a quiet NaN gives way to a number. */
function extreme(largest: boolean, order: (a: DecimalNumber, b: DecimalNumber) => number) {
  return (a: DecimalNumber, b: DecimalNumber, env: Environment): DecimalNumber => {
    if (a.kind === Kind.QuietNaN && !isNaN(b)) return finalize(b, env);
    if (b.kind === Kind.QuietNaN && !isNaN(a)) return finalize(a, env);
    const nan = propagatedNaN(env, a, b);
    if (nan !== null) return nan;
    let result = order(a, b);
    if (result === 0) result = orderOfEquals(a, b);
    return finalize(result < 0 === largest ? b : a, env);
  };
}

export const maximum = extreme(true, compareNumbers);
export const minimum = extreme(false, compareNumbers);
export const maximumMagnitude = extreme(true, compareMagnitudes);
export const minimumMagnitude = extreme(false, compareMagnitudes);

/** The hash-free test of `==` for numbers: NaNs equal nothing. */
export const equals = (a: DecimalNumber, b: DecimalNumber): boolean => !isNaN(a) && !isNaN(b) && compareNumbers(a, b) === 0;

export function sameQuantum(a: DecimalNumber, b: DecimalNumber): boolean {
  if (a.kind === Kind.Finite && b.kind === Kind.Finite) return a.exponent === b.exponent;
  return (isNaN(a) && isNaN(b)) || (a.kind === Kind.Infinity && b.kind === Kind.Infinity);
}
