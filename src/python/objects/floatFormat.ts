/**
 * Text of floats: repr and the conversions e, f, g, r of the format operations (CPython's
 * PyOS_double_to_string). In: a double and a conversion. Out: text. Padding, grouping and signs other
 * than '-' belong to `format.ts`.
 */
import { fixedDigits, shortestDigits, significantDigits, type DecimalDigits } from './decimalDigits';

export type FloatConversion = 'e' | 'f' | 'g' | 'r';

export interface FloatFormatOptions {
  /** `#`: always a decimal point, and no trailing zeros cut off for `g`. */
  readonly alternate?: boolean;
  /** Py_DTSF_ADD_DOT_0: '1.0' instead of '1'. */
  readonly addDotZero?: boolean;
}

const NO_OPTIONS: FloatFormatOptions = {};

/** repr(float) */
export function floatRepr(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    // JavaScript writes these like Python but for the '.0'.
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  return formatFloat(value, 'r', 0, { addDotZero: true });
}

/** `precision` is ignored for 'r'. */
export function formatFloat(value: number, conversion: FloatConversion, precision: number, options: FloatFormatOptions = NO_OPTIONS): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return `${sign}inf`;
  return sign + formatMagnitude(magnitude, conversion, precision, options);
}

function formatMagnitude(value: number, conversion: FloatConversion, precision: number, options: FloatFormatOptions): string {
  const alternate = options.alternate ?? false;
  const addDotZero = options.addDotZero ?? false;
  switch (conversion) {
    case 'e':
      return scientific(digitsOf(value, 'e', precision + 1), precision + 1, alternate);
    case 'f': {
      const decimal = digitsOf(value, 'f', precision);
      return positional(decimal, decimal.point + precision, alternate);
    }
    case 'g': {
      const significant = precision === 0 ? 1 : precision;
      const decimal = withoutTrailingZeros(digitsOf(value, 'e', significant));
      const shown = alternate ? significant : decimal.digits.length;
      if (decimal.point <= -4 || decimal.point > significant - (addDotZero ? 1 : 0)) return scientific(decimal, shown, alternate);
      return positional(decimal, addDotZero ? Math.max(shown, decimal.point + 1) : shown, alternate);
    }
    case 'r': {
      const decimal = withoutTrailingZeros(digitsOf(value, 'r', 0));
      const shown = decimal.digits.length;
      if (decimal.point <= -4 || decimal.point > 16) return scientific(decimal, shown, alternate);
      return positional(decimal, addDotZero ? Math.max(shown, decimal.point + 1) : shown, alternate);
    }
  }
}

function digitsOf(value: number, mode: 'e' | 'f' | 'r', count: number): DecimalDigits {
  if (value === 0) return { digits: mode === 'f' ? '' : '0', point: mode === 'f' ? -count : 1 };
  if (mode === 'r') return shortestDigits(value);
  return mode === 'e' ? significantDigits(value, count) : fixedDigits(value, count);
}

function withoutTrailingZeros(decimal: DecimalDigits): DecimalDigits {
  let end = decimal.digits.length;
  while (end > 1 && decimal.digits.charCodeAt(end - 1) === 48) end--;
  return { digits: decimal.digits.slice(0, end), point: decimal.point };
}

/** `shown`: how many digits, counted from the first one; filled up with zeros. */
function scientific({ digits, point }: DecimalDigits, shown: number, alternate: boolean): string {
  const padded = digits.padEnd(shown, '0');
  const fraction = padded.slice(1);
  const exponent = point - 1;
  const exponentDigits = String(Math.abs(exponent)).padStart(2, '0');
  return `${padded.charAt(0)}${fraction !== '' || alternate ? '.' : ''}${fraction}e${exponent < 0 ? '-' : '+'}${exponentDigits}`;
}

/** `shown`: up to which digit position, counted from the first digit (may be negative for small numbers). */
function positional({ digits, point }: DecimalDigits, shown: number, alternate: boolean): string {
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fractionLength = Math.max(shown - point, 0);
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0)))
    .slice(0, fractionLength).padEnd(fractionLength, '0');
  return fraction !== '' || alternate ? `${whole}.${fraction}` : whole;
}
