/**
 * math: functions the C library computes from exp and log: hyperbolic ones and their inverses, log10, cube root.
 * The formulas are glibc's (sysdeps/ieee754/dbl-64), so that the last digit comes out alike; exp and log are
 * correctly rounded. In and out: doubles; NaN stands for a domain error.
 */
import { doubleDouble, elementary } from '../../../base';
import { floatParts } from './arguments';
import { scaleBinary } from './neighbours';

const { exp, log } = elementary;
const { add, exactProduct, multiply } = doubleDouble;

/** Above it exp overflows though half of it need not. */
const LARGEST_EXPONENT = 709.782712893384;
const LN2 = Math.LN2;

/** exp(size) / 2 without overflow before the result does. */
function halfExponential(size: number): number {
  if (size < LARGEST_EXPONENT) return 0.5 * exp(size);
  const root = exp(0.5 * size);
  return 0.5 * root * root;
}

export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < 22)) return Number.isFinite(x) ? halfExponential(size) : size;
  if (size < 0.5 * LN2) {
    const t = Math.expm1(size);
    const w = 1 + t;
    return size < 2 ** -55 ? w : 1 + (t * t) / (w + w);
  }
  const t = exp(size);
  return 0.5 * t + 0.5 / t;
}

export function sinh(x: number): number {
  const size = Math.abs(x);
  return Number.isFinite(x) && size >= 22 ? Math.sign(x) * halfExponential(size) : Math.sinh(x);
}

export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 2 ** -28) return x;
  let result: number;
  if (size > 2 ** 28) {
    result = log(size) + LN2;
  } else if (size > 2) {
    result = log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
  } else {
    const square = size * size;
    result = Math.log1p(size + square / (1 + Math.sqrt(1 + square)));
  }
  return x < 0 ? -result : result;
}

export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x > 2 ** 28) return x === Infinity ? x : log(x) + LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return Math.log1p(t + Math.sqrt(2 * t + t * t));
}

/** 1 / ln 10, and log10(2) in two parts. */
const INVERSE_LN10 = 0.4342944819032518;
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;

export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log10(x);
  const { mantissa, exponent } = floatParts(x);
  // The number as 2**k * y with y in [1, 2) for k >= 0, in [0.5, 1) for k < 0.
  const k = exponent - 1;
  const y = k < 0 ? mantissa : 2 * mantissa;
  const whole = k < 0 ? k + 1 : k;
  return whole * LOG10_2_LOW + INVERSE_LN10 * log(y) + whole * LOG10_2_HIGH;
}

/** Correctly rounded: one step of Newton's method in double-double from the engine's root. */
export function cubeRoot(x: number): number {
  const root = Math.cbrt(x);
  if (root === 0 || !Number.isFinite(root)) return root;
  const { mantissa, exponent } = floatParts(x);
  const third = Math.round(exponent / 3);
  const scaled = scaleBinary(mantissa, exponent - 3 * third);
  const near = scaleBinary(root, -third);
  const [high, low] = add(multiply([near, 0], exactProduct(near, near)), [-scaled, 0]);
  return scaleBinary(near - (high + low) / (3 * near * near), third);
}
