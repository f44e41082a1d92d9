/**
 * `__format__` of int, float, complex and str (CPython's formatter_unicode.c). In: an object and a format
 * specification. Out: a new str. Locale-dependent 'n' formats as the C locale does.
 */
import { incref, type PyObject } from '../memory';
import { str } from './abstract';
import { countCodePoints } from './codePoints';
import { formatFloat, type FloatConversion } from './floatFormat';
import { parseFormatSpec, raiseUnknownType, type FormatSpec } from './formatSpec';
import { intToFloat } from './intArithmetic';
import { intToText, magnitudeText } from './intParsing';
import type { PyComplex, PyFloat, PyInt, PyStr } from './layouts';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { exactStr, newStr, strLength, unitOffset } from './strValue';

const DEFAULT_PRECISION = 6;
const LARGEST_PRECISION = 2147483647;

/** Text filled up on the sides the alignment leaves open. */
function pad(rt: Runtime, text: string, length: number, { width, fill, align }: FormatSpec): string {
  const room = width - length;
  if (room <= 0) return text;
  checkTextLength(rt, width * fill.length);
  const left = align === '>' ? room : align === '^' ? Math.floor(room / 2) : 0;
  return fill.repeat(left) + text + fill.repeat(room - left);
}

export function formatStr(rt: Runtime, self: PyStr, specText: string): PyObject {
  if (specText === '') return exactStrOrStr(rt, self);
  const spec = parseFormatSpec(rt, self, specText, 's', '<');
  if (spec.type !== 's') raiseUnknownType(rt, self, spec.type);
  if (spec.sign !== '') raise(rt, 'ValueError', `${spec.sign === ' ' ? 'Space' : 'Sign'} not allowed in string format specifier`);
  if (spec.coerceNegativeZero) raise(rt, 'ValueError', 'Negative zero coercion (z) not allowed in string format specifier');
  if (spec.alternate) raise(rt, 'ValueError', 'Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') raise(rt, 'ValueError', "'=' alignment not allowed in string format specifier");
  const length = strLength(self);
  if (spec.width <= length && (spec.precision < 0 || spec.precision >= length)) return incref(self);
  const shown = spec.precision >= 0 && spec.precision < length ? spec.precision : length;
  return newStr(rt, pad(rt, self.value.slice(0, unitOffset(self, shown)), shown, spec));
}

function exactStrOrStr(rt: Runtime, self: PyStr): PyObject {
  return self.type === rt.types.str ? exactStr(rt, self) : str(rt, self);
}

/** The pieces of a number between which padding and separators go. */
interface NumberParts {
  readonly negative: boolean;
  /** 0x and the like. */
  readonly prefix: string;
  /** Digits before the decimal point; '' for a character, inf, nan. */
  readonly digits: string;
  /** The decimal point and everything after it. */
  readonly rest: string;
}

/** Digits in groups, filled up with zeros to a minimal width (_PyUnicode_InsertThousandsGrouping). */
function groupDigits(digits: string, minimumWidth: number, groupSize: number, separator: string): string {
  const groups: string[] = [];
  let remaining = digits.length;
  let width = minimumWidth;
  for (;;) {
    const size = Math.min(groupSize, Math.max(remaining, width, 1));
    const taken = Math.min(remaining, size);
    groups.push('0'.repeat(size - taken) + digits.slice(remaining - taken, remaining));
    remaining -= taken;
    width -= size;
    if (remaining <= 0 && width <= 0) break;
    width -= separator.length;
  }
  return groups.reverse().join(separator);
}

function assembleNumber(rt: Runtime, { negative, prefix, digits, rest }: NumberParts, spec: FormatSpec): string {
  const sign = negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const zeroFill = spec.fill === '0' && spec.align === '=';
  const minimumWidth = zeroFill ? spec.width - sign.length - prefix.length - countCodePoints(rest) : 0;
  checkTextLength(rt, Math.max(spec.width, 0));
  const groupSize = spec.grouping === '' ? Infinity : spec.type !== '' && 'boxX'.includes(spec.type) ? 4 : 3;
  const grouped = digits === '' ? '' : groupDigits(digits, minimumWidth, groupSize, spec.grouping);
  const head = sign + prefix;
  const body = grouped + rest;
  const length = head.length + countCodePoints(body);
  if (spec.align !== '=') return pad(rt, head + body, length, spec);
  return head + spec.fill.repeat(Math.max(spec.width - length, 0)) + body;
}

export function formatInt(rt: Runtime, self: PyInt, specText: string): PyObject {
  if (specText === '') return str(rt, self);
  const spec = parseFormatSpec(rt, self, specText, 'd', '>');
  switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
      return newStr(rt, formatWhole(rt, self, spec));
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%':
      return newStr(rt, formatReal(rt, intToFloat(rt, self), spec));
    default:
      return raiseUnknownType(rt, self, spec.type);
  }
}

function formatWhole(rt: Runtime, self: PyInt, spec: FormatSpec): string {
  if (spec.precision >= 0) raise(rt, 'ValueError', 'Precision not allowed in integer format specifier');
  if (spec.coerceNegativeZero) raise(rt, 'ValueError', 'Negative zero coercion (z) not allowed in integer format specifier');
  const { value } = self;
  if (spec.type === 'c') {
    if (spec.sign !== '') raise(rt, 'ValueError', "Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) raise(rt, 'ValueError', "Alternate form (#) not allowed with integer format specifier 'c'");
    if (typeof value !== 'number' && BigInt.asIntN(64, value) !== value) raise(rt, 'OverflowError', 'Python int too large to convert to C long');
    if (value < 0 || value > 0x10ffff) raise(rt, 'OverflowError', '%c arg not in range(0x110000)');
    return assembleNumber(rt, { negative: false, prefix: '', digits: '', rest: String.fromCodePoint(Number(value)) }, spec);
  }
  const negative = value < 0;
  const base = spec.type === 'b' ? 2 : spec.type === 'o' ? 8 : spec.type === 'x' || spec.type === 'X' ? 16 : 10;
  let digits: string;
  if (base === 10) {
    const text = intToText(rt, value);
    digits = negative ? text.slice(1) : text;
  } else digits = magnitudeText(value, base);
  if (spec.type === 'X') digits = digits.toUpperCase();
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  return assembleNumber(rt, { negative, prefix, digits, rest: '' }, spec);
}

export function formatFloatObject(rt: Runtime, self: PyFloat, specText: string): PyObject {
  if (specText === '') return str(rt, self);
  const spec = parseFormatSpec(rt, self, specText, '', '>');
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) raiseUnknownType(rt, self, spec.type);
  return newStr(rt, formatReal(rt, self.value, spec));
}

/** Text of a float before padding, with its minus sign. */
function realText(rt: Runtime, value: number, spec: FormatSpec, shortest: boolean): string {
  if (spec.precision > LARGEST_PRECISION) raise(rt, 'ValueError', 'precision too big');
  checkTextLength(rt, Math.max(spec.precision, 0));
  const upper = spec.type !== '' && 'EFG'.includes(spec.type);
  let conversion = spec.type.toLowerCase() as FloatConversion | '' | 'n' | '%';
  if (conversion === 'n') conversion = 'g';
  if (conversion === '%') conversion = 'f';
  let { precision } = spec;
  if (conversion === '') conversion = precision < 0 ? 'r' : 'g';
  if (precision < 0) precision = conversion === 'r' ? 0 : DEFAULT_PRECISION;
  const text = formatFloat(value, conversion, precision, { alternate: spec.alternate, addDotZero: shortest });
  const coerced = spec.coerceNegativeZero && /^-[0.]*(?:e|$)/.test(text) ? text.slice(1) : text;
  return upper ? coerced.toUpperCase() : coerced;
}

function splitNumber(text: string): NumberParts {
  const negative = text.startsWith('-');
  const body = negative ? text.slice(1) : text;
  const digits = (/^[0-9]*/.exec(body) as RegExpExecArray)[0];
  return { negative, prefix: '', digits, rest: body.slice(digits.length) };
}

function formatReal(rt: Runtime, value: number, spec: FormatSpec): string {
  const text = realText(rt, spec.type === '%' ? value * 100 : value, spec, spec.type === '');
  return assembleNumber(rt, splitNumber(spec.type === '%' ? `${text}%` : text), spec);
}

export function formatComplex(rt: Runtime, self: PyComplex, specText: string): PyObject {
  if (specText === '') return str(rt, self);
  const spec = parseFormatSpec(rt, self, specText, '', '>');
  if (spec.type !== '' && !'eEfFgGn'.includes(spec.type)) raiseUnknownType(rt, self, spec.type);
  if (spec.fill === '0') raise(rt, 'ValueError', 'Zero padding is not allowed in complex format specifier');
  if (spec.align === '=') raise(rt, 'ValueError', "'=' alignment flag is not allowed in complex format specifier");
  const { real, imag } = self.value;
  const partSpec: FormatSpec = { ...spec, width: -1, align: '<', fill: '\0' };
  const imagText = `${assembleNumber(rt, splitNumber(realText(rt, imag, spec, false)), { ...partSpec, sign: '+' })}j`;
  if (spec.type === '' && Object.is(real, 0)) {
    const alone = `${assembleNumber(rt, splitNumber(realText(rt, imag, spec, false)), partSpec)}j`;
    return newStr(rt, pad(rt, alone, alone.length, spec));
  }
  const realPart = assembleNumber(rt, splitNumber(realText(rt, real, spec, false)), partSpec);
  const text = spec.type === '' ? `(${realPart}${imagText})` : realPart + imagText;
  return newStr(rt, pad(rt, text, text.length, spec));
}
