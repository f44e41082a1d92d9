/** math: sums and products over iterables (dist, fsum, hypot, prod, sumprod). */
import { decref, incref, type PyObject } from '../../memory';
import {
  fast, fastKeywords, getIter, isTupleLike, iterateToArray, iterNext, newFloat, newInt, numberAdd, numberMultiply, oneArg, raise, tupleFromIterable,
  type MethodDefinition, type PyTuple, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { floatArgument } from './arguments';

/** The exactly rounded sum: partial sums that do not overlap (Shewchuk), rounded once at the end. */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  let special = 0;
  let sawSpecial = false;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      special += value;
      sawSpecial = true;
      continue;
    }
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
    partials.push(x);
  }
  if (sawSpecial) return special;
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

/** A product and what its rounding left out (Veltkamp, Dekker). */
function exactProduct(a: number, b: number): [number, number] {
  const product = a * b;
  const highA = SPLITTER * a - (SPLITTER * a - a);
  const highB = SPLITTER * b - (SPLITTER * b - b);
  const lowA = a - highA;
  const lowB = b - highB;
  return [product, lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)];
}

/** Euclidean length without overflow or loss. */
export function vectorLength(coordinates: readonly number[]): number {
  const sizes = coordinates.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  if (sizes.some(Number.isNaN)) return NaN;
  const largest = Math.max(0, ...sizes);
  if (largest === 0) return 0;
  const exponent = Math.floor(Math.log2(largest));
  const scale = 2 ** -exponent;
  // The squares are summed without error; one correction step makes the root as good as it can be.
  const squares = sizes.flatMap((size) => exactProduct(size * scale, size * scale));
  const root = Math.sqrt(exactSum(squares));
  const [high, low] = exactProduct(root, root);
  return (root + exactSum([...squares, -high, -low]) / (2 * root)) / scale;
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
  oneArg('fsum', (rt, _self, iterable) => newFloat(rt, exactSum(floats(rt, iterable)))),
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
  fast('sumprod', (rt, _self, args) => {
    checkPositional(rt, 'sumprod', args, 2, 2);
    const [p, q] = [iterateToArray(rt, args[0] as PyObject), iterateToArray(rt, args[1] as PyObject)];
    if (p.length !== q.length) {
      for (const item of [...p, ...q]) decref(rt, item);
      raise(rt, 'ValueError', 'Inputs are not the same length');
    }
    let total: PyObject = newInt(rt, 0);
    try {
      p.forEach((left, index) => {
        const product = numberMultiply(rt, left, q[index] as PyObject);
        try {
          const next = numberAdd(rt, total, product);
          decref(rt, total);
          total = next;
        } finally {
          decref(rt, product);
        }
      });
      return incref(total);
    } finally {
      decref(rt, total);
      for (const item of [...p, ...q]) decref(rt, item);
    }
  }),
];
