/**
 * math: the error function and its complement, correctly rounded in practically all cases: a series of positive
 * terms near 0, a continued fraction further out, both in double-double.
 */
import { doubleDouble, elementary } from '../../../base';

const { add, divide, exactProduct, multiply, negate, scale } = doubleDouble;
type DoubleDouble = doubleDouble.DoubleDouble;

/** 2 / sqrt(pi) and 1 / sqrt(pi). */
const TWO_OVER_ROOT_PI: DoubleDouble = [1.1283791670955126, 1.533545961316588e-17];
const ONE_OVER_ROOT_PI: DoubleDouble = [0.5641895835477563, 7.66772980658294e-18];
/** Where the series gives way to the fraction for erfc. */
const FAR = 2.5;

/** e**(-x*x) */
function gaussian(x: number): DoubleDouble {
  return elementary.exponentialPair(negate(exactProduct(x, x)));
}

/** erf(x) = 2/sqrt(pi) e**(-x*x) (x + 2 x**3 / 3 + 4 x**5 / 15 + ...), x > 0. */
function series(x: number): DoubleDouble {
  const doubledSquare = scale(exactProduct(x, x), 2);
  let term: DoubleDouble = [x, 0];
  let sum: DoubleDouble = term;
  for (let n = 1; term[0] > sum[0] * 2 ** -110; n++) {
    term = divide(multiply(term, doubledSquare), [2 * n + 1, 0]);
    sum = add(sum, term);
  }
  return multiply(multiply(TWO_OVER_ROOT_PI, gaussian(x)), sum);
}

/** erfc(x) = e**(-x*x) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))), x >= FAR. */
function fraction(x: number): DoubleDouble {
  const depth = Math.ceil(40 + 1100 / (x * x));
  let value: DoubleDouble = [x, 0];
  for (let n = depth; n >= 1; n--) value = add([x, 0], divide([n / 2, 0], value));
  // In two steps: the Gaussian alone may be subnormal, half of its exponent is not.
  const half = elementary.exponentialPair(scale(exactProduct(x, x), -0.5));
  return multiply(divide(multiply(ONE_OVER_ROOT_PI, half), value), half);
}

const value = ([high, low]: DoubleDouble): number => high + low;

export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || x === 0) return x;
  const sign = Math.sign(x);
  if (size >= 6) return sign;
  if (size < 2 ** -400) return x * 1.1283791670955126;
  return sign * value(size < FAR ? series(size) : add([1, 0], negate(fraction(size))));
}

export function complementaryErrorFunction(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (x > 27.3) return 0;
  if (x < -6) return 2;
  if (size < 2 ** -60) return 1;
  if (size < FAR) return value(add([1, 0], x > 0 ? negate(series(size)) : series(size)));
  return x > 0 ? value(fraction(size)) : value(add([2, 0], negate(fraction(size))));
}
