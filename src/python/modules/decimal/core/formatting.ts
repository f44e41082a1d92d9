/**
 * The format mini-language for decimals (libmpdec mpd_parse_fmt_str, mpd_qformat_spec), which differs from
 * that of float: no alternate form, own rules for zero padding with separators.
 */
import { ERRORS, MAXIMUM_PRECISION, MINIMUM_TINY, type Environment } from './environment';
import { rescale } from './exponents';
import { adjusted, isSpecial, isZero, withSign, type DecimalNumber } from './number';
import { exponentText, toScientific, withPoint } from './text';

export interface DecimalFormat {
  fill: string;
  /** 'z': zeros between sign and digits. */
  align: '<' | '>' | '=' | '^' | 'z';
  sign: '+' | '-' | ' ';
  /** 'z' of PEP 682: no negative zeros. */
  coerceNegativeZero: boolean;
  width: bigint;
  /** -1: none. */
  precision: bigint;
  upper: boolean;
  type: 'e' | 'f' | 'g' | '%';
  point: string;
  separator: string;
  /** Sizes of groups of digits from the right; the last repeats unless it is 0 or 127. */
  grouping: readonly number[];
}

const SPECIFICATION = /^(?:(.)?([<>=^]))?([+\- ])?(z)?(0)?(\d+)?(,)?(?:\.(\d+))?([EeFfGg%nN])?$/su;
const LARGEST = 2n ** 63n - 1n;

/** null: not a valid specification. */
export function parseFormat(text: string, capitals: boolean): DecimalFormat | null {
  const match = SPECIFICATION.exec(text);
  if (match === null) return null;
  const [, fill, align, sign = '-', coerce, zero, width = '', comma, precision, type = capitals ? 'G' : 'g'] = match;
  if ((zero !== undefined && align !== undefined) || width.startsWith('0')) return null;
  const local = type === 'n' || type === 'N';
  if (local && comma !== undefined) return null;
  const minimum = BigInt(width === '' ? '0' : width);
  const places = precision === undefined ? -1n : BigInt(precision);
  if (minimum > LARGEST || places > LARGEST) return null;
  const lower = local ? 'g' : type.toLowerCase();
  return {
    fill: zero === undefined ? fill ?? ' ' : '0',
    align: zero === undefined ? (align ?? '>') as DecimalFormat['align'] : 'z',
    sign: sign as DecimalFormat['sign'],
    coerceNegativeZero: coerce !== undefined,
    width: minimum, precision: places,
    upper: type !== '%' && type !== type.toLowerCase(),
    type: lower as DecimalFormat['type'],
    point: comma !== undefined || local ? '.' : '',
    separator: comma !== undefined ? ',' : '',
    grouping: comma !== undefined ? [3] : [],
  };
}

/** The number rounded as the format asks for; its exponent places the digits. */
function roundedFor(a: DecimalNumber, format: DecimalFormat, env: Environment): DecimalNumber {
  const toDigits = (digits: bigint): DecimalNumber => {
    const lowest = MINIMUM_TINY - MAXIMUM_PRECISION;
    const exponent = a.exponent + BigInt(a.digits) - digits;
    const result = rescale(a, exponent, env, lowest);
    return BigInt(result.digits) > digits ? rescale(result, exponent + 1n, env, lowest) : result;
  };
  let number = format.type === '%' ? { ...a, exponent: a.exponent + 2n } : a;
  if (format.precision >= 0n) {
    switch (format.type) {
      case 'g': {
        const digits = format.precision === 0n ? 1n : format.precision;
        if (BigInt(a.digits) > digits) number = toDigits(digits);
        break;
      }
      case 'e':
        if (!isZero(a)) number = toDigits(format.precision + 1n);
        break;
      default:
        number = rescale(number, -format.precision, env);
    }
  }
  if ((format.type === 'f' || format.type === '%') && isZero(number) && number.exponent > 0n) number = rescale(number, 0n, env);
  return number;
}

/** null: beyond the limits of decimal numbers. */
export function formatDecimal(a: DecimalNumber, given: DecimalFormat, env: Environment): string | null {
  if (given.width > MAXIMUM_PRECISION || given.precision > MAXIMUM_PRECISION) return null;
  const work = env.derived({});
  const positive = given.sign === '-' ? '' : given.sign;
  if (isSpecial(a)) {
    const format = given.align === 'z' ? { ...given, fill: ' ', align: '>' as const } : given;
    return padded(toScientific(a, true, positive) + (given.type === '%' ? '%' : ''), format);
  }
  let number = roundedFor(a, given, work);
  if ((work.status & ERRORS) !== 0) return null;
  if (given.coerceNegativeZero && number.negative && isZero(number)) number = withSign(number, false);
  const text = plainText(number, given, positive);
  return padded(given.point === '' ? text : separated(text, given), given);
}

function plainText(number: DecimalNumber, format: DecimalFormat, positive: string): string {
  if (format.type === 'g') return toScientific(number, format.upper, positive);
  const sign = number.negative ? '-' : positive;
  const digits = number.coefficient.toString();
  if (format.type === 'e') {
    const place = format.precision >= 0n && isZero(number) ? 1 - Number(format.precision) : 1;
    const exponent = adjusted(number) + 1n - BigInt(place);
    return sign + withPoint(digits, place) + exponentText(exponent, format.upper);
  }
  const text = sign + withPoint(digits, digits.length + Number(number.exponent));
  return format.type === '%' ? `${text}%` : text;
}

/** Puts separators into the digits before the point and fills up with zeros to the width (_mpd_add_sep_dot). */
function separated(text: string, format: DecimalFormat): string {
  const match = /^([+\- ]?)(\d+)(\.?)(.*)$/s.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', point = '', rest = ''] = match;
  const { separator, grouping } = format;
  if (point === '' && (separator === '' || grouping.length === 0)) return text;
  let result = (point === '' ? '' : format.point) + rest;
  let length = Array.from(result).length;
  let remaining = whole.length;
  let padding = false;
  let group = 0;
  let consume = grouping[0] ?? 0;
  const width = Number(format.width);
  for (;;) {
    const size = grouping[group] ?? 0;
    if (size === 0 || size === 127 || consume > remaining) consume = remaining;
    remaining -= consume;
    result = (padding ? '0'.repeat(consume) : whole.slice(remaining, remaining + consume)) + result;
    length += consume;
    if (remaining === 0) {
      if (format.align !== 'z' || length + sign.length >= width) break;
      remaining = width - (length + sign.length);
      consume = size - consume;
      padding = true;
      continue;
    }
    if (separator !== '') {
      if (padding && remaining > 1) remaining -= 1;
      result = separator + result;
      length += 1;
    }
    if (size !== 0 && group + 1 < grouping.length) group++;
    consume = grouping[group] ?? 0;
  }
  return sign + result;
}

function padded(text: string, format: DecimalFormat): string {
  const missing = Number(format.width) - Array.from(text).length;
  if (missing <= 0) return text;
  const { fill } = format;
  switch (format.align) {
    case '<': return text + fill.repeat(missing);
    case '^': return fill.repeat(Math.floor(missing / 2)) + text + fill.repeat(missing - Math.floor(missing / 2));
    case '>': return fill.repeat(missing) + text;
    default: {
      const sign = /^[+\- ]/.test(text) ? text.charAt(0) : '';
      return sign + fill.repeat(missing) + text.slice(sign.length);
    }
  }
}
