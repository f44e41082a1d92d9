/** float.hex() and float.fromhex(): hexadecimal text of doubles. In: a number or text. Out: the other one. */
import { elementary } from '../../base';
import { roundShift } from './intArithmetic';
import { bitLength } from './intValue';
import { decompose } from './decimalDigits';
import { trimNumberSpace } from './textDigits';

const FRACTION_BITS = 52n;

export function floatToHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(Math.abs(value));
  const binaryExponent = exponent + 52;
  const fraction = (mantissa & ((1n << FRACTION_BITS) - 1n)).toString(16).padStart(13, '0');
  return `${sign}0x${mantissa >> FRACTION_BITS}.${fraction}p${binaryExponent < 0 ? '-' : '+'}${Math.abs(binaryExponent)}`;
}

const HEXADECIMAL = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;
const SPECIAL = /^([+-]?)(?:inf(?:inity)?|(nan))$/i;

/** The number; 'overflow' when it is too large for a double; null for malformed text. */
export function floatFromHex(text: string): number | 'overflow' | null {
  const trimmed = trimNumberSpace(text);
  const special = SPECIAL.exec(trimmed);
  if (special !== null) {
    if (special[2] !== undefined) return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  const match = HEXADECIMAL.exec(trimmed);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const negative = sign === '-';
  if (mantissa === 0n) return negative ? -0 : 0;
  const exponent = Number(exponentText) - 4 * fraction.length;
  const magnitude = scale(mantissa, exponent);
  if (magnitude === Infinity) return 'overflow';
  return negative ? -magnitude : magnitude;
}

/** mantissa * 2**exponent rounded half to even. */
function scale(mantissa: bigint, exponent: number): number {
  const bits = bitLength(mantissa);
  if (bits + exponent > 1025) return Infinity;
  if (bits + exponent < -1080) return 0;
  const dropped = Math.max(bits - 53, -1074 - exponent);
  if (dropped <= 0) return elementary.scaleByPowerOfTwo(Number(mantissa), exponent);
  return elementary.scaleByPowerOfTwo(Number(roundShift(mantissa, dropped)), exponent + dropped);
}
