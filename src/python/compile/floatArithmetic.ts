/**
 * Python's arithmetic of floats and complex numbers where JavaScript's differs: division and remainder with floor
 * semantics, powers, exact division of big integers.
 *
 * In and out: numbers; null where Python raises. After CPython Objects/floatobject.c, longobject.c (long_true_divide)
 * and complexobject.c.
 */

import { elementary } from '../../base';

export interface Complex {
  real: number;
  imag: number;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** `numerator / denominator` rounded to nearest, ties to even; both positive. Null on overflow. */
function divideExactly(numerator: bigint, denominator: bigint): number | null {
  // 66 significant bits plus a sticky bit, so that the final rounding (done by Number) is the only one ...
  const shift = 66 - (bitLength(numerator) - bitLength(denominator));
  const scaled = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const quotient = scaled / divisor;
  const rounded = quotient * divisor === scaled ? quotient : quotient | 1n;
  // ... unless the result is subnormal: then bits that don't fit are folded into the sticky bit first.
  const exponent = -shift;
  if (exponent + bitLength(rounded) < -1021) {
    const drop = -1076 - exponent;
    if (drop > 0) {
      const kept = rounded >> BigInt(drop);
      const sticky = kept << BigInt(drop) === rounded ? kept : kept | 1n;
      // Two guard bits above the last place of a subnormal: round by hand.
      const half = sticky & 3n;
      let places = sticky >> 2n;
      if (half === 3n || (half === 2n && (places & 1n) === 1n)) places += 1n;
      return Number(places) * 2 ** -1074;
    }
  }
  const value = Number(rounded);
  const result = exponent < -1000 ? value * 2 ** -1000 * 2 ** (exponent + 1000) : value * 2 ** exponent;
  return Number.isFinite(result) ? result : null;
}

/** int / int. */
export function trueDivide(left: bigint, right: bigint): number | null {
  if (right === 0n) return null;
  if (left === 0n) return right < 0n ? -0 : 0;
  const negative = left < 0n !== right < 0n;
  const magnitude = divideExactly(left < 0n ? -left : left, right < 0n ? -right : right);
  if (magnitude === null) return null;
  return negative ? -magnitude : magnitude;
}

/** float // float and float % float (floatobject.c _float_div_mod). */
export function floatDivideModulo(left: number, right: number): { quotient: number; remainder: number } | null {
  if (right === 0) return null;
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0) {
    if (right < 0 !== remainder < 0) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = right < 0 ? -0 : 0;
  }
  if (quotient !== 0) {
    let floored = Math.floor(quotient);
    if (quotient - floored > 0.5) floored += 1;
    quotient = floored;
  } else {
    quotient = Object.is(left / right, -0) || left / right < 0 ? -0 : 0;
  }
  return { quotient, remainder };
}

/** float ** float with a real result; null where Python raises. A negative base with a fraction is `complexPower`'s. */
export function floatPower(base: number, exponent: number): number | null {
  if (base === 0 && exponent < 0) return null;
  const isPlain = Number.isFinite(base) && Number.isFinite(exponent) && base !== 0;
  if (base === 1) return 1;
  if (!isPlain || exponent === 0) return base ** exponent;
  const magnitude = elementary.power(Math.abs(base), exponent);
  if (!Number.isFinite(magnitude)) return null;
  return base < 0 && Math.abs(exponent) % 2 === 1 ? -magnitude : magnitude;
}

export function complexMultiply(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** complexobject.c _Py_c_quot. */
export function complexDivide(a: Complex, b: Complex): Complex | null {
  if (b.real === 0 && b.imag === 0) return null;
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / denominator, imag: (a.imag - a.real * ratio) / denominator };
  }
  const ratio = b.real / b.imag;
  const denominator = b.real * ratio + b.imag;
  return { real: (a.real * ratio + a.imag) / denominator, imag: (a.imag * ratio - a.real) / denominator };
}

/** complexobject.c complex_pow, _Py_c_pow, c_powi. */
export function complexPower(a: Complex, b: Complex): Complex | null {
  if (b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100) {
    const size = Math.abs(b.real);
    let result: Complex = { real: 1, imag: 0 };
    let factor = a;
    for (let mask = 1; mask <= size; mask *= 2) {
      if ((size & mask) !== 0) result = complexMultiply(result, factor);
      factor = complexMultiply(factor, factor);
    }
    return b.real > 0 ? result : complexDivide({ real: 1, imag: 0 }, result);
  }
  if (a.real === 0 && a.imag === 0) return b.real < 0 || b.imag !== 0 ? null : { real: 0, imag: 0 };
  const magnitude = elementary.hypotenuse(a.real, a.imag);
  const angle = elementary.atan2(a.imag, a.real);
  let length = b.real === 0 ? 1 : elementary.power(magnitude, b.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length /= elementary.exp(angle * b.imag);
    phase += b.imag * elementary.log(magnitude);
  }
  return { real: length * elementary.cos(phase), imag: length * elementary.sin(phase) };
}
