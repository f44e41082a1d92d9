/**
 * tuple: immutable sequences (CPython's Objects/tupleobject.c). In: items. Out: tuples tracked at
 * birth, `()` being one object; the type as data. The tuple iterator is in `iterators.ts`.
 */
import { decref, incref, type Heap, type PyObject, type Visit } from '../memory';
import { asIndexNumber, getIter, hash as hashObject, iterNext, lengthHint, richCompareBool } from './abstract';
import { classGetItem } from './classGetItem';
import { hashFromWords, highWord, lowWord, multiplyHigh } from './hashWords';
import { newInt } from './int';
import { newTupleIterator } from './iterators';
import { newLayoutInstance } from './layoutInstance';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { dropItems } from './listStore';
import { fast, noArgs, oneArg } from './methods';
import { checkPositional } from './nativeArguments';
import { checkObjectBytes } from './objectSize';
import { raise } from './raise';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { compareSequences, indexBounds, raiseIndexType } from './sequenceSearch';
import { isSlice, sliceIndices } from './slice';
import { mayBeTracked } from './tracking';
import { CompareOp, type Hash, type PyType, type TypeDefinition } from './type';

/** A tuple of items that are taken over; tracked. Hot path. */
export function newTuple(rt: Runtime, items: PyObject[]): PyTuple {
  if (items.length === 0) return incref(rt.emptyTuple);
  const tuple = rt.heap.newTuple(rt.types.tuple, items);
  rt.heap.track(tuple);
  return tuple;
}

/**
 * The same for what CPython fills at once (_PyTuple_FromArraySteal, PyTuple_Pack): from 3.14 on tracked only if the type of an item
 * is one of containers.
 */
export function newTupleOf(rt: Runtime, items: PyObject[]): PyTuple {
  const { heap } = rt;
  if (!heap.profile.atomTuplesAreUntracked || items.length === 0) return newTuple(rt, items);
  const tuple = heap.newTuple(rt.types.tuple, items);
  if (items.some(({ type }) => type.isGC)) heap.track(tuple);
  return tuple;
}

/** A tuple of borrowed items (PyTuple_Pack, PyTuple_FromArray). */
export function packTuple(rt: Runtime, items: readonly PyObject[]): PyTuple {
  for (let index = 0; index < items.length; index++) (items[index] as PyObject).refcnt++;
  return newTupleOf(rt, items.slice());
}

/**
 * A tracked tuple whose items are put in one by one while Python code may run (PyTuple_New). A missing
 * item is null until then; only the collector and the deallocation may meet one.
 */
export function newUnfilledTuple(rt: Runtime, size: number): PyTuple {
  return newTuple(rt, new Array<PyObject | null>(size).fill(null) as PyObject[]);
}

export function isTupleLike(rt: Runtime, object: PyObject): object is PyTuple {
  return (object.type as PyType).layout === rt.types.tuple;
}

/** `tuple(iterable)` (PySequence_Tuple): an exact tuple is returned as it is. */
export function tupleFromIterable(rt: Runtime, iterable: PyObject): PyTuple {
  if (iterable.type === rt.types.tuple) return incref(iterable) as PyTuple;
  if (iterable.type === rt.types.list) return packTuple(rt, (iterable as PyTuple).value);
  return collectTuple(rt, iterable);
}

/** The tuple is allocated for the length the iterable promises and adjusted at the end, which is why its birth counts as one of that size. */
function collectTuple(rt: Runtime, iterable: PyObject): PyTuple {
  const { heap, types } = rt;
  const iterator = getIter(rt, iterable);
  const items: PyObject[] = [];
  try {
    const hint = lengthHint(rt, iterable, 10);
    const early = hint === 0 ? null : heap.newTuple(types.tuple, new Array<PyObject>(Math.min(hint, 32)));
    try {
      for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
        if ((items.push(item) & 0xffff) === 0) checkObjectBytes(rt, items.length * 8);
      }
    } catch (error) {
      if (early !== null) heap.freeTuple(early.value.length, early);
      dropItems(rt, items);
      throw error;
    }
    if (items.length === 0) {
      if (early !== null) heap.freeTuple(early.value.length, early);
      return incref(rt.emptyTuple);
    }
    if (early === null) return newTuple(rt, items);
    early.value = items;
    heap.track(early);
    return early;
  } finally {
    decref(rt, iterator);
  }
}

/** Items `low` to `high`; the whole of an exact tuple is the tuple itself (PyTuple_GetSlice). */
export function tupleSlice(rt: Runtime, tuple: PyTuple, low: number, high: number): PyTuple {
  if (low === 0 && high === tuple.value.length && tuple.type === rt.types.tuple) return incref(tuple);
  return newTuple(rt, tuple.value.slice(low, high).map((item) => incref(item)));
}

/** The hash of a tuple of known hashes (xxHash with one lane, as tuplehash). */
export function hashTuple(rt: Runtime, items: readonly PyObject[]): Hash {
  // acc = 0x27D4EB2F165667C5
  let high = 0x27d4eb2f;
  let low = 0x165667c5;
  for (let index = 0; index < items.length; index++) {
    if (--rt.nativeTicks < 0) rt.nativeCheckPoint();
    const lane = hashObject(rt, items[index] as PyObject);
    const laneLow = lowWord(lane);
    const laneHigh = highWord(lane);
    // acc += lane * 0xC2B2AE3D27D4EB4F
    const productHigh = (multiplyHigh(laneLow, 0x27d4eb4f) + Math.imul(laneHigh, 0x27d4eb4f) + Math.imul(laneLow, 0xc2b2ae3d)) | 0;
    const sumLow = (low >>> 0) + (Math.imul(laneLow, 0x27d4eb4f) >>> 0);
    const sumHigh = high + productHigh + (sumLow > 0xffffffff ? 1 : 0);
    // acc = rotate left by 31
    const rotatedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
    const rotatedLow = ((sumLow | 0) << 31) | ((sumHigh | 0) >>> 1);
    // acc *= 0x9E3779B185EBCA87
    high = (multiplyHigh(rotatedLow, 0x85ebca87) + Math.imul(rotatedHigh, 0x85ebca87) + Math.imul(rotatedLow, 0x9e3779b1)) | 0;
    low = Math.imul(rotatedLow, 0x85ebca87);
  }
  // acc += length ^ (0x27D4EB2F165667C5 ^ 3527539)
  const sumLow = (low >>> 0) + ((items.length ^ 0x165667c5 ^ 3527539) >>> 0);
  high = (high + 0x27d4eb2f + (sumLow > 0xffffffff ? 1 : 0)) | 0;
  low = sumLow | 0;
  return high === -1 && low === -1 ? 1546275796 : hashFromWords(high, low);
}

function tupleNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (type.init === rt.types.tuple.init && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'tuple() takes no keyword arguments');
  checkPositional(rt, 'tuple', args.value.length, 0, 1);
  return makeTuple(rt, type, args.value[0]);
}

function makeTuple(rt: Runtime, type: PyType, iterable: PyObject | undefined): PyObject {
  if (type === rt.types.tuple) return iterable === undefined ? incref(rt.emptyTuple) : tupleFromIterable(rt, iterable);
  // A subclass instance takes the items of a tuple made first (tuple_subtype_new).
  const exact = iterable === undefined ? incref(rt.emptyTuple) : tupleFromIterable(rt, iterable);
  const items = exact.value.slice();
  for (const item of items) item.refcnt++;
  const made = newLayoutInstance(rt, type, items);
  decref(rt, exact);
  return made;
}

function tupleVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'tuple() takes no keyword arguments');
  checkPositional(rt, 'tuple', args.length, 0, 1);
  return makeTuple(rt, type, args[0]);
}

function tupleDealloc(rt: Runtime, self: PyObject): void {
  const { heap } = rt;
  const items = (self as PyTuple).value;
  heap.untrack(self);
  const exact = self.type === rt.types.tuple;
  if (exact && !heap.trashcanBegin(self)) return;
  dropItems(rt, items);
  if (exact) {
    heap.freeTuple(items.length, self);
    heap.trashcanEnd(rt);
  } else heap.freeContainer(self);
}

function tupleTraverse(self: PyObject, visit: Visit): void {
  const items = (self as PyTuple).value;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index] as PyObject | null;
    if (item !== null) visit(item);
  }
}

/** _PyTuple_MaybeUntrack */
function maybeUntrackTuple(heap: Heap, self: PyObject): void {
  if ((self.type as PyType).layout !== self.type || self.gcNext === null) return;
  const items = (self as PyTuple).value;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as PyObject | null;
    if (item === null || mayBeTracked(item)) return;
  }
  heap.untrack(self);
}

function tupleRepr(rt: Runtime, self: PyObject): PyObject {
  const items = (self as PyTuple).value;
  if (items.length === 0) return newStr(rt, '()');
  return guardedRepr(rt, self, '(...)', () => {
    const texts: string[] = [];
    for (const item of items) texts.push(reprText(rt, item));
    return texts.length === 1 ? `(${texts[0] as string},)` : `(${texts.join(', ')})`;
  });
}

function tupleCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isTupleLike(rt, other)) return incref(rt.notImplemented);
  const left = (self as PyTuple).value;
  const right = other.value;
  return compareSequences(rt, () => left, () => right, op, false);
}

function tupleConcat(rt: Runtime, self: PyObject, other: PyObject): PyObject {
  const left = self as PyTuple;
  if (left.value.length === 0 && other.type === rt.types.tuple) return incref(other);
  if (!isTupleLike(rt, other)) {
    raise(rt, 'TypeError', `can only concatenate tuple (not "${(other.type as PyType).name}") to tuple`);
  }
  if (other.value.length === 0 && left.type === rt.types.tuple) return incref(left);
  return packTuple(rt, left.value.concat(other.value));
}

function tupleRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const { value: items } = self as PyTuple;
  if ((items.length === 0 || count === 1) && self.type === rt.types.tuple) return incref(self);
  if (items.length === 0 || count <= 0) return incref(rt.emptyTuple);
  return newTuple(rt, repeatItems(rt, items, count));
}

/** `items` `count` times over, each time with new references; MemoryError where there is not room for them. */
export function repeatItems(rt: Runtime, items: readonly PyObject[], count: number): PyObject[] {
  const size = items.length * count;
  checkObjectBytes(rt, size * 8);
  for (let index = 0; index < items.length; index++) (items[index] as PyObject).refcnt += count;
  if (items.length === 1) return new Array<PyObject>(size).fill(items[0] as PyObject);
  const repeated: PyObject[] = [];
  for (let round = 0; round < count; round++) for (let index = 0; index < items.length; index++) repeated.push(items[index] as PyObject);
  return repeated;
}

function tupleItem(rt: Runtime, self: PyObject, index: number): PyObject {
  const items = (self as PyTuple).value;
  if (index < 0 || index >= items.length) raise(rt, 'IndexError', 'tuple index out of range');
  return incref(items[index] as PyObject);
}

function tupleSubscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const tuple = self as PyTuple;
  const size = tuple.value.length;
  if ((key.type as PyType).nbIndex !== null) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return tupleItem(rt, self, index < 0 ? index + size : index);
  }
  if (!isSlice(rt, key)) raiseIndexType(rt, 'tuple', key);
  const { start, step, count } = sliceIndices(rt, key, size);
  if (count === 0) return incref(rt.emptyTuple);
  if (start === 0 && step === 1 && count === size && tuple.type === rt.types.tuple) return incref(tuple);
  const items: PyObject[] = [];
  for (let taken = 0, index = start; taken < count; taken++, index += step) items.push(incref(tuple.value[index] as PyObject));
  return newTuple(rt, items);
}

export const tupleType: TypeDefinition = {
  name: 'tuple',
  doc: 'Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n'
    + "If iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
  gc: true,
  flags: { basetype: true, sequence: true },
  basicsize: 24,
  itemsize: 8,
  untrackAt: 'every',
  maybeUntrack: maybeUntrackTuple,
  sizeof: (_rt, self) => (self.type as PyType).basicsize + 8 * (self as PyTuple).value.length,
  construct: tupleVectorcall,
  slots: {
    new: tupleNew,
    dealloc: tupleDealloc,
    traverse: tupleTraverse,
    repr: tupleRepr,
    hash: (rt, self) => hashTuple(rt, (self as PyTuple).value),
    richcompare: tupleCompare,
    iter: newTupleIterator,
    sqLength: (_rt, self) => (self as PyTuple).value.length,
    mpLength: (_rt, self) => (self as PyTuple).value.length,
    sqConcat: tupleConcat,
    sqRepeat: tupleRepeat,
    sqItem: tupleItem,
    sqContains: (rt, self, value) => {
      const items = (self as PyTuple).value;
      for (let index = 0; index < items.length; index++) if (richCompareBool(rt, items[index] as PyObject, value, CompareOp.Eq)) return true;
      return false;
    },
    mpSubscript: tupleSubscript,
  },
  methods: [
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [self.type === rt.types.tuple ? incref(self) : packTuple(rt, (self as PyTuple).value)]), null),
    fast('index', (rt, self, args) => {
      checkPositional(rt, 'index', args.length, 1, 3);
      const items = (self as PyTuple).value;
      const [start, stop] = indexBounds(rt, args, items.length);
      const end = Math.min(stop, items.length);
      for (let index = start; index < end; index++) {
        if (richCompareBool(rt, items[index] as PyObject, args[0] as PyObject, CompareOp.Eq)) return newInt(rt, index);
      }
      raise(rt, 'ValueError', 'tuple.index(x): x not in tuple');
    }, 'Return first index of value.\n\nRaises ValueError if the value is not present.'),
    oneArg('count', (rt, self, value) => {
      let count = 0;
      for (const item of (self as PyTuple).value) if (richCompareBool(rt, item, value, CompareOp.Eq)) count++;
      return newInt(rt, count);
    }, 'Return number of occurrences of value.'),
    classGetItem(),
  ],
};
