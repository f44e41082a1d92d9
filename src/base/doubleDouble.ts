/**
 * Numbers of some 106 bits as unevaluated sums of two doubles (Dekker, Knuth), for results that have to be
 * rounded as a good C library rounds them. In and out: pairs [high, low] with |low| at most half an ulp of
 * high.
 */

export type DoubleDouble = readonly [high: number, low: number];

const SPLITTER = 134217729;

/** a * b - product, exactly (Veltkamp's splitting). No overflow up to 2**995. */
export function productError(a: number, b: number, product: number): number {
  const splitA = SPLITTER * a;
  const highA = splitA - (splitA - a);
  const lowA = a - highA;
  const splitB = SPLITTER * b;
  const highB = splitB - (splitB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

export function normalized(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}

/** The exact sum of two doubles. */
export function exactSum(a: number, b: number): DoubleDouble {
  const sum = a + b;
  const part = sum - a;
  return [sum, (a - (sum - part)) + (b - part)];
}

export function exactProduct(a: number, b: number): DoubleDouble {
  const product = a * b;
  return [product, productError(a, b, product)];
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [sum, error] = exactSum(a[0], b[0]);
  const [low, lowError] = exactSum(a[1], b[1]);
  const [high, middle] = normalized(sum, error + low);
  return normalized(high, middle + lowError);
}

export function negate(a: DoubleDouble): DoubleDouble {
  return [-a[0], -a[1]];
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = a[0] * b[0];
  return normalized(product, productError(a[0], b[0], product) + (a[0] * b[1] + a[1] * b[0]));
}

export function scale(a: DoubleDouble, factor: number): DoubleDouble {
  const product = a[0] * factor;
  return normalized(product, productError(a[0], factor, product) + a[1] * factor);
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0];
  const rest = add(a, negate(scale(b, first)));
  const second = rest[0] / b[0];
  const restOfRest = add(rest, negate(scale(b, second)));
  return add(normalized(first, second), [restOfRest[0] / b[0], 0]);
}
