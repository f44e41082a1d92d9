/**
 * range and its two iterators. In: ints of any size. Out: ints computed on demand. The four ints of a range
 * are objects, as in CPython: `range(n).stop is n`.
 */
import { decref, incref, PyObject } from '../memory';
import { containsByIteration, hash as hashObject, index } from './abstract';
import { newBool } from './boolValue';
import { searchByIteration } from './iterationSearch';
import { floorDivideBigInts } from './intArithmetic';
import { intToBigInt, isIntLike, newInt, normalizeInt } from './intValue';
import type { Payload, PyDict, PyInt, PySlice, PyStr, PyTuple } from './layouts';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { checkPositional, indexValue } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { exactSliceIndex, isSlice } from './slice';
import { newStr } from './strValue';
import { intToText } from './intParsing';
import { newTuple } from './tuple';
import { CompareOp, type Hash, type PyType, type TypeDefinition } from './type';
import { newRangeIterator } from './rangeIterator';

export interface RangeData {
  readonly start: PyInt;
  readonly stop: PyInt;
  readonly step: PyInt;
  readonly length: PyInt;
}
export type PyRange = Payload<RangeData>;

/** How many steps lead from start to before stop (compute_range_length). */
export function rangeLength(start: number | bigint, stop: number | bigint, step: number | bigint): number | bigint {
  if (typeof start === 'number' && typeof stop === 'number' && typeof step === 'number') {
    const distance = step > 0 ? stop - start : start - stop;
    if (distance <= 0) return 0;
    if (Number.isSafeInteger(distance)) return Math.floor((distance - 1) / Math.abs(step)) + 1;
  }
  const bigStep = BigInt(step);
  const distance = bigStep > 0n ? BigInt(stop) - BigInt(start) : BigInt(start) - BigInt(stop);
  if (distance <= 0n) return 0;
  return normalizeInt((distance - 1n) / (bigStep < 0n ? -bigStep : bigStep) + 1n);
}

/** Takes over its parts. */
function makeRange(rt: Runtime, start: PyInt, stop: PyInt, step: PyInt): PyRange {
  const length = newInt(rt, rangeLength(start.value, stop.value, step.value));
  return new PyObject(rt.types.range, { start, stop, step, length });
}

function construct(rt: Runtime, args: readonly PyObject[]): PyRange {
  checkPositional(rt, 'range', args.length, 1, 3);
  const [first, second, third] = args as [PyObject, PyObject?, PyObject?];
  if (second === undefined) return makeRange(rt, newInt(rt, 0), index(rt, first), newInt(rt, 1));
  const start = index(rt, first);
  let stop: PyInt | null = null;
  let step: PyInt | null = null;
  try {
    stop = index(rt, second);
    step = third === undefined ? newInt(rt, 1) : index(rt, third);
    if (step.value === 0) raise(rt, 'ValueError', 'range() arg 3 must not be zero');
  } catch (error) {
    if (step !== null) decref(rt, step);
    if (stop !== null) decref(rt, stop);
    decref(rt, start);
    throw error;
  }
  return makeRange(rt, start, stop, step);
}

function rangeNew(rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'range() takes no keyword arguments');
  return construct(rt, args.value);
}

function itemValue({ start, step }: RangeData, at: number | bigint): number | bigint {
  const first = start.value;
  const distance = step.value;
  if (typeof first === 'number' && typeof distance === 'number' && typeof at === 'number') {
    const value = first + at * distance;
    if (Number.isSafeInteger(value)) return value;
  }
  return normalizeInt(BigInt(first) + BigInt(at) * BigInt(distance));
}

function rangeItem(rt: Runtime, data: RangeData, at: number | bigint): PyInt {
  const length = data.length.value;
  const position = at < 0 ? normalizeInt(BigInt(at) + BigInt(length)) : at;
  if (position < 0 || position >= length) raise(rt, 'IndexError', 'range object index out of range');
  return newInt(rt, itemValue(data, position));
}

function rangeSubscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const data = (self as PyRange).value;
  if (isIntLike(rt, key) || (key.type as PyType).nbIndex !== null) return rangeItem(rt, data, indexValue(rt, key));
  if (isSlice(rt, key)) return rangeSlice(rt, data, key);
  raise(rt, 'TypeError', `range indices must be integers or slices, not ${key.type.name}`);
}

function rangeSlice(rt: Runtime, data: RangeData, slice: PySlice): PyObject {
  const length = BigInt(data.length.value);
  const { start, stop, step } = slice.value;
  const sliceStep = step === rt.none ? 1n : BigInt(exactSliceIndex(rt, step));
  if (sliceStep === 0n) raise(rt, 'ValueError', 'slice step cannot be zero');
  const lower = sliceStep < 0n ? -1n : 0n;
  const upper = sliceStep < 0n ? length - 1n : length;
  const bound = (object: PyObject, otherwise: bigint): bigint => {
    if (object === rt.none) return otherwise;
    const value = BigInt(exactSliceIndex(rt, object));
    if (value < 0n) return value + length < lower ? lower : value + length;
    return value > upper ? upper : value;
  };
  const first = bound(start, sliceStep < 0n ? upper : lower);
  const last = bound(stop, sliceStep < 0n ? lower : upper);
  const rangeStart = intToBigInt(data.start);
  const rangeStep = intToBigInt(data.step);
  return makeRange(
    rt, newInt(rt, rangeStart + first * rangeStep), newInt(rt, rangeStart + last * rangeStep), newInt(rt, sliceStep * rangeStep),
  );
}

/** The position of an int in the range, or null. */
function positionOf({ start, stop, step }: RangeData, value: number | bigint): number | bigint | null {
  const ascending = step.value > 0;
  if (ascending ? value < start.value || value >= stop.value : value > start.value || value <= stop.value) return null;
  if (typeof value === 'number' && typeof start.value === 'number' && typeof step.value === 'number') {
    const distance = value - start.value;
    if (Number.isSafeInteger(distance)) return distance % step.value === 0 ? distance / step.value : null;
  }
  const distance = BigInt(value) - intToBigInt(start);
  const bigStep = intToBigInt(step);
  return distance % bigStep === 0n ? normalizeInt(floorDivideBigInts(distance, bigStep)) : null;
}

function isExactIntOrBool(rt: Runtime, object: PyObject): object is PyInt {
  return object.type === rt.types.int || object.type === rt.types.bool;
}

function rangeContains(rt: Runtime, self: PyObject, value: PyObject): boolean {
  if (isExactIntOrBool(rt, value)) return positionOf((self as PyRange).value, value.value) !== null;
  return containsByIteration(rt, self, value);
}

function rangeIndex(rt: Runtime, self: PyObject, value: PyObject): PyObject {
  if (!isExactIntOrBool(rt, value)) return newInt(rt, searchByIteration(rt, self, value, 'index'));
  const position = positionOf((self as PyRange).value, value.value);
  if (position === null) raise(rt, 'ValueError', `${intToText(rt, value.value)} is not in range`);
  return newInt(rt, position);
}

function rangeCount(rt: Runtime, self: PyObject, value: PyObject): PyObject {
  if (!isExactIntOrBool(rt, value)) return newInt(rt, searchByIteration(rt, self, value, 'count'));
  return newInt(rt, positionOf((self as PyRange).value, value.value) === null ? 0 : 1);
}

function rangeRepr(rt: Runtime, self: PyObject): PyObject {
  const { start, stop, step } = (self as PyRange).value;
  const bounds = `${intToText(rt, start.value)}, ${intToText(rt, stop.value)}`;
  return newStr(rt, step.value === 1 ? `range(${bounds})` : `range(${bounds}, ${intToText(rt, step.value)})`);
}

/** Ranges are equal when they yield the same. */
function rangeCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (other.type !== rt.types.range || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
  const mine = (self as PyRange).value;
  const theirs = (other as PyRange).value;
  const equal = mine.length.value === theirs.length.value && (mine.length.value === 0
    || (mine.start.value === theirs.start.value && (mine.length.value === 1 || mine.step.value === theirs.step.value)));
  return newBool(rt, equal === (op === CompareOp.Eq));
}

/** The hash of (length, start or None, step or None). */
function rangeHash(rt: Runtime, self: PyObject): Hash {
  const { length, start, step } = (self as PyRange).value;
  const key = newTuple(rt, [
    incref(length), incref(length.value === 0 ? rt.none : start), incref(length.value === 0 || length.value === 1 ? rt.none : step),
  ]);
  try {
    return hashObject(rt, key);
  } finally {
    decref(rt, key);
  }
}

/** Length as a C size. */
function rangeSize(rt: Runtime, self: PyObject): number {
  const { value } = (self as PyRange).value.length;
  if (value > 0x7fffffffffffffffn) raise(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
  return Number(value);
}

function rangeReversed(rt: Runtime, self: PyObject): PyObject {
  const data = (self as PyRange).value;
  const step = intToBigInt(data.step);
  const last = intToBigInt(data.start) + (BigInt(data.length.value) - 1n) * step;
  return newRangeIterator(rt, normalizeInt(last), normalizeInt(-step), data.length.value);
}

const methods: readonly MethodDefinition[] = [
  noArgs('__reversed__', rangeReversed, 'Return a reverse iterator.'),
  noArgs('__reduce__', (rt, self) => {
    const { start, stop, step } = (self as PyRange).value;
    return newTuple(rt, [incref(rt.types.range.object), newTuple(rt, [incref(start), incref(stop), incref(step)])]);
  }),
  oneArg('count', rangeCount, 'rangeobject.count(value) -> integer -- return number of occurrences of value'),
  oneArg('index', rangeIndex, 'rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.'),
];

const member = (name: 'start' | 'stop' | 'step') => ({ name, member: true, get: (_rt: Runtime, self: PyObject) => incref((self as PyRange).value[name]) });

export const rangeType: TypeDefinition = {
  name: 'range',
  doc: `range(stop) -> range object
range(start, stop[, step]) -> range object

Return an object that produces a sequence of integers from start (inclusive)
to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.
start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.
These are exactly the valid indices for a list of 4 elements.
When step is given, it specifies the increment (or decrement).`,
  flags: { sequence: true },
  basicsize: 48,
  construct: (rt: Runtime, _type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => {
    if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'range() takes no keyword arguments');
    return construct(rt, args);
  },
  slots: {
    new: rangeNew,
    repr: rangeRepr,
    hash: rangeHash,
    richcompare: rangeCompare,
    nbBool: (_rt, self) => (self as PyRange).value.length.value !== 0,
    sqLength: rangeSize,
    sqItem: (rt, self, at) => rangeItem(rt, (self as PyRange).value, at),
    sqContains: rangeContains,
    mpLength: rangeSize,
    mpSubscript: rangeSubscript,
    iter: (rt, self) => {
      const { start, step, length } = (self as PyRange).value;
      return newRangeIterator(rt, start.value, step.value, length.value);
    },
    dealloc: (rt, self) => {
      const { start, stop, step, length } = (self as PyRange).value;
      decref(rt, start);
      decref(rt, stop);
      decref(rt, step);
      decref(rt, length);
      rt.heap.free(self);
    },
    // No container for the collector, but the ledger asks what a range holds.
    traverse: (self, visit) => {
      const { start, stop, step, length } = (self as PyRange).value;
      visit(start);
      visit(stop);
      visit(step);
      visit(length);
    },
  },
  methods,
  getset: [member('start'), member('stop'), member('step')],
};

