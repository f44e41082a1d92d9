/** math: sums and products over iterables (dist, fsum, hypot, prod; sumprod is in `products.ts`). */
import { decref, incref, type PyObject } from '../../memory';
import {
  fast, fastKeywords, getIter, isTupleLike, iterateToArray, iterNext, newFloat, newInt, numberMultiply, oneArg, raise, tupleFromIterable,
  type MethodDefinition, type PyTuple, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { floatArgument, floatParts } from './arguments';
import { scaleBinary } from './neighbours';

/** Why an exact sum is impossible. */
export type SumFailure = 'intermediate overflow in fsum' | '-inf + inf in fsum';

/** The exactly rounded sum: partial sums that do not overlap (Shewchuk), rounded once at the end (math_fsum). */
export function exactSum(values: Iterable<number>): number | SumFailure {
  const partials: number[] = [];
  let special = 0;
  let infinite = 0;
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (let partial of partials) {
      if (Math.abs(x) < Math.abs(partial)) [x, partial] = [partial, x];
      const high = x + partial;
      const low = partial - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    if (x === 0) continue;
    if (Number.isFinite(x)) {
      partials.push(x);
      continue;
    }
    if (Number.isFinite(value)) return 'intermediate overflow in fsum';
    if (!Number.isNaN(value)) infinite += value;
    special += value;
    partials.length = 0;
  }
  if (special !== 0) return Number.isNaN(infinite) ? '-inf + inf in fsum' : special;
  let index = partials.length;
  if (index === 0) return 0;
  let high = partials[--index] as number;
  let low = 0;
  while (index > 0) {
    const x = high;
    const y = partials[--index] as number;
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  // Half-way cases are rounded as the remaining partials say.
  if (index > 0 && ((low < 0 && (partials[index - 1] as number) < 0) || (low > 0 && (partials[index - 1] as number) > 0))) {
    const y = low * 2;
    const x = high + y;
    if (y === x - high) high = x;
  }
  return high;
}

const SPLITTER = 134217729;

/** Two numbers of half the digits whose sum is x (Veltkamp). */
function split(x: number): [high: number, low: number] {
  const t = x * SPLITTER;
  const high = t - (t - x);
  return [high, x - high];
}

/** Euclidean length without overflow or loss (vector_norm): squares of scaled, split coordinates, then one correction. */
export function vectorLength(coordinates: readonly number[]): number {
  const sizes = coordinates.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  if (sizes.some(Number.isNaN)) return NaN;
  const largest = Math.max(0, ...sizes);
  if (largest === 0 || sizes.length <= 1) return largest;
  const { exponent } = floatParts(largest);
  let sum = 1;
  const lost = [0, 0, 0];
  const addTo = (part: number, x: number): void => {
    const before = sum;
    sum += x;
    lost[part] = (lost[part] as number) + (before - sum + x);
  };
  const rest = (): number => sum - 1 + ((lost[0] as number) + (lost[1] as number) + (lost[2] as number));
  if (exponent < -1023) {
    for (const size of sizes) addTo(0, (size / largest) * (size / largest));
    return largest * Math.sqrt(sum - 1 + (lost[0] as number));
  }
  const scale = scaleBinary(1, -exponent);
  for (const size of sizes) {
    const [high, low] = split(size * scale);
    addTo(0, high * high);
    addTo(1, 2 * high * low);
    lost[2] = (lost[2] as number) + low * low;
  }
  const root = Math.sqrt(rest());
  const [high, low] = split(root);
  addTo(0, -high * high);
  addTo(1, -2 * high * low);
  addTo(2, -low * low);
  return (root + rest() / (2 * root)) / scale;
}

function floats(rt: Runtime, iterable: PyObject): number[] {
  const items = iterateToArray(rt, iterable);
  try {
    return items.map((item) => floatArgument(rt, item));
  } finally {
    for (const item of items) decref(rt, item);
  }
}

function point(rt: Runtime, value: PyObject): number[] {
  const tuple: PyTuple = isTupleLike(rt, value) ? incref(value) : tupleFromIterable(rt, value);
  try {
    return tuple.value.map((item) => floatArgument(rt, item));
  } finally {
    decref(rt, tuple);
  }
}

export const sumFunctions: readonly MethodDefinition[] = [
  fast('dist', (rt, _self, args) => {
    checkPositional(rt, 'dist', args, 2, 2);
    const [p, q] = [point(rt, args[0] as PyObject), point(rt, args[1] as PyObject)];
    if (p.length !== q.length) raise(rt, 'ValueError', 'both points must have the same number of dimensions');
    return newFloat(rt, vectorLength(p.map((coordinate, index) => coordinate - (q[index] as number))));
  }),
  oneArg('fsum', (rt, _self, iterable) => {
    const sum = exactSum(floats(rt, iterable));
    if (typeof sum === 'string') raise(rt, sum.startsWith('-') ? 'ValueError' : 'OverflowError', sum);
    return newFloat(rt, sum);
  }),
  fast('hypot', (rt, _self, args) => newFloat(rt, vectorLength(args.map((value) => floatArgument(rt, value))))),
  fastKeywords('prod', (rt, _self, args, kwnames) => {
    const [iterable, start] = bindArguments(rt, { name: 'prod', parameters: ['iterable', 'start'], required: 1, maximumPositional: 1 }, args, kwnames);
    const iterator = getIter(rt, iterable as PyObject);
    let product: PyObject = start == null ? newInt(rt, 1) : incref(start);
    try {
      for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
        let next: PyObject;
        try {
          next = numberMultiply(rt, product, item);
        } finally {
          decref(rt, item);
        }
        decref(rt, product);
        product = next;
      }
      return incref(product);
    } finally {
      decref(rt, product);
      decref(rt, iterator);
    }
  }),
];
