/**
 * Decimal digits of a double, correctly rounded, half to even (what CPython gets from _Py_dg_dtoa).
 *
 * In: a finite, positive double. Out: digits and the position of the decimal point: the value is
 * 0.d1d2d3... * 10**point. JavaScript's own conversions are exact too but round ties up, so they serve
 * wherever there is no tie; ties and what they don't cover are computed with bigints.
 */
import { roundShift } from './intArithmetic';

export interface DecimalDigits {
  readonly digits: string;
  readonly point: number;
}

/** The shortest digits that read back as the same double (dtoa mode 0). */
export function shortestDigits(value: number): DecimalDigits {
  return fromExponential(value.toExponential());
}

/** `count` significant digits, at least one (mode 2), trailing zeros kept. */
export function significantDigits(value: number, count: number): DecimalDigits {
  if (count <= 100) {
    const text = value.toExponential(count - 1);
    if (count < 100 && !mayBeTie(value, value.toExponential(count))) return fromExponential(text);
  }
  // The shortest form may have been rounded up past a power of ten; so many digits can't be.
  const exponent = fromExponential(value.toExponential(30)).point;
  const rounded = roundedDigits(value, count - exponent);
  return rounded.length > count ? { digits: rounded.slice(0, count), point: exponent + 1 } : { digits: rounded, point: exponent };
}

/**
 * All digits up to `count` places behind the decimal point (mode 3), trailing zeros kept; a negative
 * count rounds to tens, hundreds... Digits are '' when the value rounds to zero.
 */
export function fixedDigits(value: number, count: number): DecimalDigits {
  if (count >= 0 && count <= 100 && value < 1e21) {
    const doubled = value * 2 ** (count + 1);
    if (!(Number.isInteger(doubled) && doubled % 2 !== 0)) return fromFixed(value.toFixed(count), count);
  }
  const digits = roundedDigits(value, count);
  return digits === '0' ? { digits: '', point: -count } : { digits, point: digits.length - count };
}

/** Whether `text`, one digit longer than wanted, ends in a 5 that may be exact. */
function mayBeTie(value: number, text: string): boolean {
  const mantissaEnd = text.indexOf('e');
  return text.charCodeAt(mantissaEnd - 1) === 53 && Number(text) === value;
}

function fromExponential(text: string): DecimalDigits {
  const at = text.indexOf('e');
  const mantissa = text.slice(0, at);
  return {
    digits: mantissa.length === 1 ? mantissa : mantissa.charAt(0) + mantissa.slice(2),
    point: Number(text.slice(at + 1)) + 1,
  };
}

function fromFixed(text: string, count: number): DecimalDigits {
  const whole = count === 0 ? text : text.slice(0, -count - 1) + text.slice(-count);
  let start = 0;
  while (start < whole.length && whole.charCodeAt(start) === 48) start++;
  const digits = whole.slice(start);
  return { digits, point: digits.length - count };
}

/** value * 10**places rounded half to even, as decimal text. */
function roundedDigits(value: number, places: number): string {
  const { mantissa, exponent } = decompose(value);
  if (places >= 0) return roundShift(mantissa * 10n ** BigInt(places), -exponent).toString();
  const divisor = 10n ** BigInt(-places);
  const dividend = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa;
  const scaledDivisor = exponent >= 0 ? divisor : divisor << BigInt(-exponent);
  const quotient = dividend / scaledDivisor;
  const twiceRest = 2n * (dividend - quotient * scaledDivisor);
  const up = twiceRest > scaledDivisor || (twiceRest === scaledDivisor && (quotient & 1n) === 1n);
  return (up ? quotient + 1n : quotient).toString();
}

/** A finite, positive double as mantissa * 2**exponent with an integer mantissa. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
