/**
 * Numbers as text: reading, scientific and engineering notation (libmpdec io.c, General Decimal Arithmetic
 * "Conversions"). In: ASCII text or a number. Out: a number, or null for text that is none; text.
 */
import { EXPONENT_OF_INFINITY, type Environment } from './environment';
import { adjusted, finite, infinity, Kind, notANumber, type DecimalNumber } from './number';

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|(s?)nan(\d*))$/i;
const LARGEST_EXPONENT = 2n ** 63n - 1n;

/** Exact, not rounded; `env` limits the payload of a NaN. */
export function parseDecimal(text: string, env: Environment): DecimalNumber | null {
  const match = NUMBER.exec(text);
  if (match !== null) {
    const [, sign, whole = '', fractionAfter = '', fractionAlone = '', exponentText = '0'] = match;
    const fraction = fractionAfter + fractionAlone;
    let exponent = clamped(BigInt(exponentText.replace('+', ''))) - BigInt(fraction.length);
    if (exponent > EXPONENT_OF_INFINITY) exponent = EXPONENT_OF_INFINITY;
    return finite(sign === '-', BigInt(whole + fraction), exponent);
  }
  const special = SPECIAL.exec(text);
  if (special === null) return null;
  const [, sign, infinite, signaling, payload = ''] = special;
  if (infinite !== undefined) return infinity(sign === '-');
  const digits = payload.replace(/^0+/, '');
  if (digits.length > env.precisionNumber - (env.clamp ? 1 : 0)) return null;
  return notANumber(sign === '-', BigInt(digits === '' ? '0' : digits), signaling === '' ? Kind.QuietNaN : Kind.SignalingNaN);
}

function clamped(value: bigint): bigint {
  return value > LARGEST_EXPONENT ? LARGEST_EXPONENT : value < -LARGEST_EXPONENT ? -LARGEST_EXPONENT : value;
}

function specialText(a: DecimalNumber, sign: string): string {
  if (a.kind === Kind.Infinity) return `${sign}Infinity`;
  return `${sign}${a.kind === Kind.SignalingNaN ? 's' : ''}NaN${a.coefficient === 0n ? '' : a.coefficient.toString()}`;
}

/** `digits` with the point after `place` digits (which may lie outside them). */
export function withPoint(digits: string, place: number): string {
  if (place <= 0) return `0.${'0'.repeat(-place)}${digits}`;
  if (place >= digits.length) return digits + '0'.repeat(place - digits.length);
  return `${digits.slice(0, place)}.${digits.slice(place)}`;
}

export const exponentText = (exponent: bigint, upper: boolean): string =>
  `${upper ? 'E' : 'e'}${exponent < 0n ? '-' : '+'}${exponent < 0n ? -exponent : exponent}`;

/** `sign`: what a number that is not negative begins with. */
export function toScientific(a: DecimalNumber, upper = true, sign = ''): string {
  const shownSign = a.negative ? '-' : sign;
  if (a.kind !== Kind.Finite) return specialText(a, shownSign);
  const digits = a.coefficient.toString();
  const adjustedExponent = adjusted(a);
  if (a.exponent <= 0n && adjustedExponent >= -6n) return shownSign + withPoint(digits, digits.length + Number(a.exponent));
  return shownSign + withPoint(digits, 1) + exponentText(adjustedExponent, upper);
}

/** With an exponent that is a multiple of three. */
export function toEngineering(a: DecimalNumber, upper = true): string {
  const sign = a.negative ? '-' : '';
  if (a.kind !== Kind.Finite) return specialText(a, sign);
  const digits = a.coefficient.toString();
  const adjustedExponent = adjusted(a);
  if (a.exponent <= 0n && adjustedExponent >= -6n) return sign + withPoint(digits, digits.length + Number(a.exponent));
  const modulo = (value: bigint): number => Number(((value % 3n) + 3n) % 3n);
  const place = a.coefficient === 0n ? modulo(a.exponent + 2n) - 1 : modulo(adjustedExponent) + 1;
  const exponent = adjustedExponent - BigInt(place) + 1n;
  return sign + withPoint(digits, place) + (exponent === 0n ? '' : exponentText(exponent, upper));
}
