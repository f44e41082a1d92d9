/**
 * `float ** float` (float_pow). In: two doubles. Out: a float, or a complex for a negative base with a
 * fractional exponent.
 * The special cases are here; the power itself is `base/elementary.ts`'s, since JavaScript engines round
 * otherwise than C libraries.
 */
import { elementary } from '../../base';
import type { PyObject } from '../memory';
import { complexPower, newComplex, raiseRangeError } from './complexValue';
import { newFloat } from './floatValue';
import { raise } from './raise';
import type { Runtime } from './runtime';

export function floatPower(rt: Runtime, base: number, exponent: number): PyObject {
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && exponent !== Math.floor(exponent)) {
    const { real, imag } = complexPower(rt, { real: base, imag: 0 }, { real: exponent, imag: 0 });
    return newComplex(rt, real, imag);
  }
  return newFloat(rt, realPower(rt, base, exponent));
}

function realPower(rt: Runtime, base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  const odd = Math.abs(exponent) % 2 === 1;
  if (!Number.isFinite(exponent)) {
    const magnitude = Math.abs(base);
    if (magnitude === 1) return 1;
    return exponent > 0 === magnitude > 1 ? Infinity : 0;
  }
  if (!Number.isFinite(base)) {
    if (exponent > 0) return odd ? base : Infinity;
    return odd && base < 0 ? -0 : 0;
  }
  if (base === 0) {
    if (exponent < 0) raise(rt, 'ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return odd ? base : 0;
  }
  const magnitude = elementary.power(Math.abs(base), exponent);
  if (magnitude === Infinity) raiseRangeError(rt);
  return base < 0 && odd ? -magnitude : magnitude;
}
