/**
 * Text of ints in both directions: int('...', base), str(int), and the limit on the number of digits
 * (sys.set_int_max_str_digits).
 *
 * In: text or an int. Out: a number or bigint, or text; errors as CPython's PyLong_FromString and
 * long_to_decimal_string_internal raise them.
 */
import { decref, type PyObject } from '../memory';
import { repr } from './abstract';
import { bitLength, normalizeInt } from './intValue';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { asciiDigits, trimNumberSpace } from './textDigits';

const DEFAULT_MAXIMUM_DIGITS = 4300;
/** The lowest limit there may be, up to which nothing is checked. */
export const DIGITS_CHECK_THRESHOLD = 640;
const STATE_KEY = 'int_max_str_digits';
/** What fits a double exactly, whatever the digits are. */
const SAFE_DECIMAL_DIGITS = 15;
const REPR_LIMIT = 200;

/** sys.get_int_max_str_digits(); 0 for no limit. */
export function intMaxStrDigits(rt: Runtime): number {
  return (rt.moduleStates.get(STATE_KEY) as number | undefined) ?? DEFAULT_MAXIMUM_DIGITS;
}

export function setIntMaxStrDigits(rt: Runtime, digits: number): void {
  rt.moduleStates.set(STATE_KEY, digits);
}

/** repr(int) */
export function intToText(rt: Runtime, value: number | bigint): string {
  if (typeof value === 'number') return String(value);
  const limit = intMaxStrDigits(rt);
  if (limit > 0) {
    // A lower bound of the number of digits: refuses the huge before converting it.
    const atLeast = Math.floor((bitLength(value) - 1) * 0.30102999566);
    if (atLeast > limit) raiseTooManyDigits(rt, limit);
  }
  const text = value.toString();
  if (limit > 0 && text.length - (value < 0n ? 1 : 0) > limit && text.length > DIGITS_CHECK_THRESHOLD) raiseTooManyDigits(rt, limit);
  return text;
}

function raiseTooManyDigits(rt: Runtime, limit: number): never {
  raise(rt, 'ValueError', `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`);
}


/**
 * The int of a text with white space around it, underscores and a base prefix. `base` 0, or 2 to 36.
 * `source` is what the error message shows.
 */
export function intFromText(rt: Runtime, text: string, base: number, source: PyObject): number | bigint {
  const value = parseIntText(rt, asciiDigits(trimNumberSpace(text)), base);
  if (value === null) raiseInvalidLiteral(rt, base, source);
  return value;
}

export function raiseInvalidLiteral(rt: Runtime, base: number, source: PyObject): never {
  const shown = repr(rt, source);
  const text = Array.from(shown.value).slice(0, REPR_LIMIT).join('');
  decref(rt, shown);
  raise(rt, 'ValueError', `invalid literal for int() with base ${base}: ${text}`);
}

function prefixBase(character: string): number {
  switch (character) {
    case 'x': case 'X': return 16;
    case 'o': case 'O': return 8;
    case 'b': case 'B': return 2;
    default: return 0;
  }
}

function parseIntText(rt: Runtime, text: string, base: number): number | bigint | null {
  let at = 0;
  let negative = false;
  if (text.startsWith('-') || text.startsWith('+')) {
    negative = text.startsWith('-');
    at = 1;
  }
  let actualBase = base;
  let onlyZeros = false;
  const prefixed = text.charAt(at) === '0' ? prefixBase(text.charAt(at + 1)) : 0;
  if (base === 0) {
    if (prefixed !== 0) actualBase = prefixed;
    else {
      // '010' is an old octal literal, which only zero may still look like.
      onlyZeros = text.charAt(at) === '0';
      actualBase = 10;
    }
  }
  if (prefixed !== 0 && prefixed === actualBase) {
    at += 2;
    if (text.charAt(at) === '_') at++;
  }
  const body = text.slice(at);
  if (!validDigits(body, actualBase)) return null;
  const digits = body.includes('_') ? body.replaceAll('_', '') : body;
  const limit = intMaxStrDigits(rt);
  if (limit > 0 && digits.length > limit && digits.length > DIGITS_CHECK_THRESHOLD && (actualBase & (actualBase - 1)) !== 0) {
    raise(rt, 'ValueError', `Exceeds the limit (${limit} digits) for integer string conversion: value has ${digits.length} digits; `
      + 'use sys.set_int_max_str_digits() to increase the limit');
  }
  const magnitude = digitsToInt(digits, actualBase);
  if (onlyZeros && magnitude !== 0) return null;
  return negative ? -magnitude : magnitude;
}

/** Digits of the base, single underscores only between them. */
function validDigits(text: string, base: number): boolean {
  let afterDigit = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 95) {
      if (!afterDigit) return false;
      afterDigit = false;
      continue;
    }
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 122 ? code - 87 : code >= 65 && code <= 90 ? code - 55 : 99;
    if (digit >= base) return false;
    afterDigit = true;
  }
  return afterDigit;
}

function digitsToInt(digits: string, base: number): number | bigint {
  if (base === 10) return digits.length <= SAFE_DECIMAL_DIGITS ? Number(digits) : normalizeInt(BigInt(digits));
  if (digits.length <= 10) return parseInt(digits, base);
  if (base === 16) return normalizeInt(BigInt(`0x${digits}`));
  if (base === 8) return normalizeInt(BigInt(`0o${digits}`));
  if (base === 2) return normalizeInt(BigInt(`0b${digits}`));
  return normalizeInt(joinDigits(digits, base));
}

/** Halving keeps the numbers that are multiplied of like size. */
function joinDigits(digits: string, base: number): bigint {
  if (digits.length <= 10) return BigInt(parseInt(digits, base));
  const lowLength = digits.length >> 1;
  const split = digits.length - lowLength;
  return joinDigits(digits.slice(0, split), base) * BigInt(base) ** BigInt(lowLength) + joinDigits(digits.slice(split), base);
}

/** Digits of a magnitude in base 2, 8, 16 (for bin, oct, hex and format). */
export function magnitudeText(value: number | bigint, base: number): string {
  return (value < 0 ? -value : value).toString(base);
}

