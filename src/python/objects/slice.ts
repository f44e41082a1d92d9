/**
 * slice, and what all sequences need of it: the indices of a slice for a length.
 *
 * In: any objects as bounds. Out: plain numbers. Bounds beyond the safe integers are clamped, as no
 * sequence is that long.
 */
import { decref, FreeList, incref, type PyObject } from '../memory';
import { hash, repr, richCompare } from './abstract';
import { combineSliceHash } from './hashing';
import { isIntLike, newInt } from './intValue';
import type { PySlice, PyStr, PyTuple } from './layouts';
import { noArgs, oneArg } from './methods';
import { checkPositional, indexValue } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple, packTuple } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';

/** Takes over the references to its parts. */
export function newSlice(rt: Runtime, start: PyObject, stop: PyObject, step: PyObject): PySlice {
  const slice = rt.heap.newFromFreeList(FreeList.Slice, rt.types.slice, { start, stop, step });
  rt.heap.track(slice);
  return slice;
}

export interface SliceIndices {
  start: number;
  stop: number;
  step: number;
  /** How many items are selected. */
  count: number;
}

/** The items a slice selects from a sequence of `length` (PySlice_Unpack, PySlice_AdjustIndices). */
export function sliceIndices(rt: Runtime, slice: PySlice, length: number): SliceIndices {
  const { step: stepObject, start: startObject, stop: stopObject } = slice.value;
  let step = 1;
  if (stepObject !== rt.none) {
    step = sliceIndex(rt, stepObject);
    if (step === 0) raise(rt, 'ValueError', 'slice step cannot be zero');
  }
  const start = startObject === rt.none ? (step < 0 ? Infinity : 0) : sliceIndex(rt, startObject);
  const stop = stopObject === rt.none ? (step < 0 ? -Infinity : Infinity) : sliceIndex(rt, stopObject);
  return adjustIndices(start, stop, step, length);
}

/** PySlice_AdjustIndices */
export function adjustIndices(start: number, stop: number, step: number, length: number): SliceIndices {
  const first = adjustBound(start, step, length);
  const last = adjustBound(stop, step, length);
  const distance = step < 0 ? first - last : last - first;
  const count = distance > 0 ? Math.floor((distance - 1) / Math.abs(step)) + 1 : 0;
  return { start: first, stop: last, step, count };
}

function adjustBound(bound: number, step: number, length: number): number {
  if (bound < 0) {
    const fromEnd = bound + length;
    return fromEnd < 0 ? (step < 0 ? -1 : 0) : fromEnd;
  }
  if (bound >= length) return step < 0 ? length - 1 : length;
  return bound;
}

/** An index of a slice, clamped to safe integers (_PyEval_SliceIndexNotNone). */
export function sliceIndex(rt: Runtime, object: PyObject): number {
  const value = exactSliceIndex(rt, object);
  if (typeof value === 'number') return value;
  return value < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** Optional start and end of str.find and its like, as bounds within 0..length (ADJUST_INDICES); start may exceed the end. */
export function searchBounds(rt: Runtime, startObject: PyObject | undefined, endObject: PyObject | undefined, length: number): [start: number, end: number] {
  let start = startObject === undefined || startObject === rt.none ? 0 : sliceIndex(rt, startObject);
  let end = endObject === undefined || endObject === rt.none ? length : sliceIndex(rt, endObject);
  if (end > length) end = length;
  else if (end < 0) end = Math.max(end + length, 0);
  if (start < 0) start = Math.max(start + length, 0);
  return [start, end];
}

export function isSlice(rt: Runtime, object: PyObject): object is PySlice {
  return object.type === rt.types.slice;
}

/** slice.indices(length): with ints of any size (_PySlice_GetLongIndices). */
function longIndices(rt: Runtime, slice: PySlice, lengthObject: PyObject): PyObject {
  const length = BigInt(indexValue(rt, lengthObject));
  if (length < 0n) raise(rt, 'ValueError', 'length should not be negative');
  const { start, stop, step: stepObject } = slice.value;
  const step = stepObject === rt.none ? 1n : BigInt(exactSliceIndex(rt, stepObject));
  if (step === 0n) raise(rt, 'ValueError', 'slice step cannot be zero');
  const lower = step < 0n ? -1n : 0n;
  const upper = step < 0n ? length - 1n : length;
  const bound = (object: PyObject, otherwise: bigint): bigint => {
    if (object === rt.none) return otherwise;
    const value = BigInt(exactSliceIndex(rt, object));
    if (value < 0n) return value + length < lower ? lower : value + length;
    return value > upper ? upper : value;
  };
  const first = bound(start, step < 0n ? upper : lower);
  const last = bound(stop, step < 0n ? lower : upper);
  return newTuple(rt, [newInt(rt, first), newInt(rt, last), newInt(rt, step)]);
}

/** An index of a slice, of any size (_PyEval_SliceIndexNotNone). */
export function exactSliceIndex(rt: Runtime, object: PyObject): number | bigint {
  if (!isIntLike(rt, object) && (object.type as PyType).nbIndex === null) {
    raise(rt, 'TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  return indexValue(rt, object);
}

function sliceNew(rt: Runtime, _type: PyType, args: PyTuple): PyObject {
  const items = args.value;
  checkPositional(rt, 'slice', items.length, 1, 3);
  const [first, second, third] = items as [PyObject, PyObject?, PyObject?];
  if (second === undefined) return newSlice(rt, incref(rt.none), incref(first), incref(rt.none));
  return newSlice(rt, incref(first), incref(second), incref(third ?? rt.none));
}

function sliceRepr(rt: Runtime, self: PyObject): PyObject {
  const { start, stop, step } = (self as PySlice).value;
  const texts: string[] = [];
  for (const part of [start, stop, step]) {
    const text: PyStr = repr(rt, part);
    texts.push(text.value);
    decref(rt, text);
  }
  return newStr(rt, `slice(${texts.join(', ')})`);
}

/** As the tuples of the parts compare (slice_richcompare). */
function sliceCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isSlice(rt, other)) return incref(rt.notImplemented);
  if (self === other) {
    return incref(op === CompareOp.Eq || op === CompareOp.Le || op === CompareOp.Ge ? rt.true : rt.false);
  }
  const asTuple = ({ value: { start, stop, step } }: PySlice): PyTuple => packTuple(rt, [start, stop, step]);
  const mine = asTuple(self as PySlice);
  const theirs = asTuple(other);
  try {
    return richCompare(rt, mine, theirs, op);
  } finally {
    decref(rt, mine);
    decref(rt, theirs);
  }
}

const part = (name: 'start' | 'stop' | 'step') => ({ name, member: true, get: (_rt: Runtime, self: PyObject) => incref((self as PySlice).value[name]) });

export const sliceType: TypeDefinition = {
  name: 'slice',
  doc: 'slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).',
  gc: true,
  basicsize: 40,
  slots: {
    new: sliceNew,
    repr: sliceRepr,
    richcompare: sliceCompare,
    hash: (rt, self) => {
      const { start, stop, step } = (self as PySlice).value;
      return combineSliceHash([start, stop, step].map((part) => hash(rt, part)));
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { start, stop, step } = (self as PySlice).value;
      decref(rt, step);
      decref(rt, start);
      decref(rt, stop);
      rt.heap.freeToList(FreeList.Slice, self);
    },
    traverse: (self, visit) => {
      const { start, stop, step } = (self as PySlice).value;
      visit(start);
      visit(stop);
      visit(step);
    },
  },
  methods: [
    oneArg('indices', (rt, self, length) => longIndices(rt, self as PySlice, length)),
    noArgs('__reduce__', (rt, self) => {
      const { start, stop, step } = (self as PySlice).value;
      return newTuple(rt, [incref(rt.types.slice.object), newTuple(rt, [incref(start), incref(stop), incref(step)])]);
    }),
  ],
  getset: [part('start'), part('stop'), part('step')],
};
