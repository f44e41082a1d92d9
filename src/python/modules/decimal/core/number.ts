/**
 * A decimal number as data (General Decimal Arithmetic): sign, coefficient, exponent, or infinity, or NaN
 * with a payload; and the digit arithmetic everything else is made of.
 *
 * In: bigints. Out: values that never change. Exponents are bigints because they reach 2 * 10**18; numbers of
 * digits are numbers because memory ends long before 2**53. Nothing here rounds to a context.
 */
export const enum Kind { Finite, Infinity, QuietNaN, SignalingNaN }

export interface DecimalNumber {
  readonly kind: Kind;
  readonly negative: boolean;
  /** Finite: the digits. NaN: the payload, 0 for none. Infinity: 0. */
  readonly coefficient: bigint;
  /** Digits of the coefficient; 1 for 0. */
  readonly digits: number;
  readonly exponent: bigint;
}

/** A coefficient would need more digits than one operation may make (MPD_Malloc_error). */
export class TooManyDigits extends Error {}

/** What a JavaScript bigint holds (2**30 bits), with room for one product. */
const MAXIMUM_DIGITS = 150_000_000;

const SMALL_POWERS: readonly bigint[] = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10**exponent for exponent >= 0. */
export function powerOfTen(exponent: number): bigint {
  if (exponent < SMALL_POWERS.length) return SMALL_POWERS[exponent] as bigint;
  if (exponent > MAXIMUM_DIGITS) throw new TooManyDigits();
  return 10n ** BigInt(exponent);
}

const LOG10_OF_2 = Math.log10(2);
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Number of decimal digits of a value >= 0; 1 for 0. */
export function digitCount(value: bigint): number {
  if (value <= SAFE) {
    const small = Number(value);
    let count = 1;
    for (let limit = 10; small >= limit; limit *= 10) count++;
    return count;
  }
  const hexadecimal = value.toString(16);
  const bits = 4 * (hexadecimal.length - 1) + 32 - Math.clz32(parseInt(hexadecimal.charAt(0), 16));
  // Between these two powers of ten lies at most one.
  let count = Math.max(1, Math.floor((bits - 1) * LOG10_OF_2 - 1e-9) + 1);
  while (value >= powerOfTen(count)) count++;
  return count;
}

export function finite(negative: boolean, coefficient: bigint, exponent: bigint): DecimalNumber {
  return { kind: Kind.Finite, negative, coefficient, digits: digitCount(coefficient), exponent };
}

export const infinity = (negative: boolean): DecimalNumber => ({ kind: Kind.Infinity, negative, coefficient: 0n, digits: 1, exponent: 0n });

export function notANumber(negative = false, payload = 0n, kind: Kind = Kind.QuietNaN): DecimalNumber {
  return { kind, negative, coefficient: payload, digits: digitCount(payload), exponent: 0n };
}

export const ONE = finite(false, 1n, 0n);

export const isSpecial = (a: DecimalNumber): boolean => a.kind !== Kind.Finite;
export const isNaN = (a: DecimalNumber): boolean => a.kind >= Kind.QuietNaN;
export const isInfinite = (a: DecimalNumber): boolean => a.kind === Kind.Infinity;
export const isZero = (a: DecimalNumber): boolean => a.kind === Kind.Finite && a.coefficient === 0n;
export const adjusted = (a: DecimalNumber): bigint => a.exponent + BigInt(a.digits - 1);

export function withSign(a: DecimalNumber, negative: boolean): DecimalNumber {
  return a.negative === negative ? a : { ...a, negative };
}

/** Coefficient times 10**count; `count` may be any bigint >= 0, beyond memory it fails. */
export function shiftedLeft(coefficient: bigint, count: bigint): bigint {
  if (coefficient === 0n || count === 0n) return coefficient;
  if (count > BigInt(MAXIMUM_DIGITS)) throw new TooManyDigits();
  return coefficient * powerOfTen(Number(count));
}

/**
 * Coefficient divided by 10**count, and what was cut off as one digit: 0 exact, 1..4 below half, 5 half,
 * 6..9 above (the rounding digit of libmpdec's _mpd_get_rnd).
 */
export function shiftedRight(coefficient: bigint, digits: number, count: bigint): { quotient: bigint; rest: number } {
  if (coefficient === 0n || count === 0n) return { quotient: coefficient, rest: 0 };
  if (count > BigInt(digits)) return { quotient: 0n, rest: 1 };
  const divisor = powerOfTen(Number(count));
  const quotient = coefficient / divisor;
  const remainder = coefficient - quotient * divisor;
  if (remainder === 0n) return { quotient, rest: 0 };
  const doubled = remainder * 2n;
  return { quotient, rest: doubled < divisor ? 1 : doubled === divisor ? 5 : 6 };
}

/** Whether a finite number is a whole number. */
export function isWhole(a: DecimalNumber): boolean {
  if (a.kind !== Kind.Finite) return false;
  if (a.coefficient === 0n || a.exponent >= 0n) return true;
  return -a.exponent < BigInt(a.digits) && a.coefficient % powerOfTen(Number(-a.exponent)) === 0n;
}

/** Whether a whole number is odd. */
export function isOdd(a: DecimalNumber): boolean {
  if (!isWhole(a) || a.coefficient === 0n || a.exponent > 0n) return false;
  return ((a.exponent === 0n ? a.coefficient : a.coefficient / powerOfTen(Number(-a.exponent))) & 1n) === 1n;
}

/** How many zeros end a coefficient that is not 0. */
export function trailingZeros(coefficient: bigint): number {
  let count = 0;
  let rest = coefficient;
  // Halving steps: a block of zeros is divided off at once.
  let block = 1;
  while (rest % powerOfTen(block) === 0n) {
    rest /= powerOfTen(block);
    count += block;
    block *= 2;
  }
  for (; block >= 1; block = Math.floor(block / 2)) {
    if (rest % powerOfTen(block) === 0n) {
      rest /= powerOfTen(block);
      count += block;
    }
  }
  return count;
}

/** Digits of |value| written in decimal (mpd_exp_digits). */
export const exponentDigits = (value: bigint): number => digitCount(value < 0n ? -value : value);
