/**
 * set, frozenset and their iterator as types (CPython's Objects/setobject.c). The table is in
 * `setData.ts`, references in `setStore.ts`, whole-set operations in `setOperations.ts`.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject, type Visit } from '../memory';
import { hashFromWords } from './hashWords';
import { newInt } from './int';
import { builtin } from './iterators';
import type { Payload, PyDict, PySet, PyStr, PyTuple } from './layouts';
import { listFromIterable } from './listStore';
import { noArgs } from './methods';
import { checkPositional } from './nativeArguments';
import { raise } from './raise';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { containsWithFrozenRetry, frozensetMethods, setMethods } from './setMethods';
import { nextSlot, setTableBlocks, tableSize } from './setData';
import {
  setCompare, setCopy, setDifference, setDifferenceUpdate, setFromIterable, setIntersection, setIntersectionUpdate, setSymmetricDifference,
  setSymmetricDifferenceUpdate, setUpdate,
} from './setOperations';
import { dropKeys, isSetLike, makeSet, setClear } from './setStore';
import { newTuple } from './tuple';
import type { BinaryFunction, Hash, PyType, Slots, TypeDefinition } from './type';

export {
  isSetLike, makeSet, newConstantFrozenset, newFrozenset, newSet, setAdd, setClear, setContains, setDiscard, setPop,
} from './setStore';
export { setCopy, setFromIterable, setUpdate } from './setOperations';

function setNew(rt: Runtime, type: PyType): PyObject {
  return makeSet(rt, type);
}

function setInit(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const set = self as PySet;
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'set() takes no keyword arguments');
  checkPositional(rt, (self.type as PyType).name, args.value.length, 0, 1);
  if (set.value.fill > 0) setClear(rt, set);
  set.value.hash = null;
  if (args.value[0] !== undefined) setUpdate(rt, set, args.value[0]);
}

function setVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', `${type.name}() takes no keyword arguments`);
  checkPositional(rt, type.name, args.length, 0, 1);
  return args[0] === undefined ? makeSet(rt, type) : setFromIterable(rt, type, args[0]);
}

function frozensetNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (kwargs !== null && kwargs.value.used > 0 && type.init === rt.types.frozenset.init) {
    raise(rt, 'TypeError', 'frozenset() takes no keyword arguments');
  }
  checkPositional(rt, type.name, args.value.length, 0, 1);
  return makeFrozenset(rt, type, args.value[0]);
}

function makeFrozenset(rt: Runtime, type: PyType, iterable: PyObject | undefined): PyObject {
  if (iterable === undefined) return makeSet(rt, type);
  if (type === rt.types.frozenset && iterable.type === type) return incref(iterable);
  return setFromIterable(rt, type, iterable);
}

function frozensetVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', `${type.name}() takes no keyword arguments`);
  checkPositional(rt, type.name, args.length, 0, 1);
  return makeFrozenset(rt, type, args[0]);
}

function setDealloc(rt: Runtime, self: PyObject): void {
  const { heap } = rt;
  heap.untrack(self);
  const exact = (self.type as PyType).layout === self.type;
  if (exact && !heap.trashcanBegin(self)) return;
  clearWeakrefs(rt, self);
  dropKeys(rt, (self as PySet).value.keys);
  heap.freeContainer(self);
  if (exact) heap.trashcanEnd(rt);
}

function setTraverse(self: PyObject, visit: Visit): void {
  for (const key of (self as PySet).value.keys) if (key !== null) visit(key);
}

function setRepr(rt: Runtime, self: PyObject): PyObject {
  const set = self as PySet;
  const type = self.type as PyType;
  return guardedRepr(rt, self, `${type.name}(...)`, () => {
    if (set.value.used === 0) return `${type.name}()`;
    const items = listFromIterable(rt, set);
    let text: string;
    try {
      text = reprText(rt, items);
    } finally {
      decref(rt, items);
    }
    const body = `{${text.slice(1, -1)}}`;
    return type === rt.types.set ? body : `${type.name}(${body})`;
  });
}

const MASK_64 = (1n << 64n) - 1n;

function shuffleBits(hash: bigint): bigint {
  return (((hash ^ 89869747n) ^ (hash << 16n)) * 3644798167n) & MASK_64;
}

/** frozenset_hash: the same for any order of insertion. */
function frozensetHash(_rt: Runtime, self: PyObject): Hash {
  const data = (self as PySet).value;
  if (data.hash !== null) return data.hash;
  let hash = 0n;
  for (let slot = nextSlot(data, 0); slot >= 0; slot = nextSlot(data, slot + 1)) {
    hash ^= shuffleBits(BigInt.asUintN(64, (BigInt(data.high[slot] as number) << 32n) | BigInt((data.low[slot] as number) >>> 0)));
  }
  hash ^= ((BigInt(data.used) + 1n) * 1927868237n) & MASK_64;
  hash ^= (hash >> 11n) ^ (hash >> 25n);
  hash = (hash * 69069n + 907133923n) & MASK_64;
  if (hash === MASK_64) hash = 590923713n;
  data.hash = hashFromWords(Number(BigInt.asIntN(32, hash >> 32n)), Number(BigInt.asIntN(32, hash)));
  return data.hash;
}

/** A binary operator that is defined between sets only. */
const between = (operation: (rt: Runtime, left: PySet, right: PySet) => PyObject): BinaryFunction => (rt, left, right) => {
  if (!isSetLike(rt, left) || !isSetLike(rt, right)) return incref(rt.notImplemented);
  return operation(rt, left, right);
};

/** An in-place operator whose right side must be a set. */
const inplace = (operation: (rt: Runtime, left: PySet, right: PySet) => void): BinaryFunction => (rt, left, right) => {
  if (!isSetLike(rt, right)) return incref(rt.notImplemented);
  operation(rt, left as PySet, right);
  return incref(left);
};

const commonSlots: Partial<Slots> = {
  dealloc: setDealloc,
  traverse: setTraverse,
  clear: (rt, self) => setClear(rt, self as PySet),
  repr: setRepr,
  richcompare: setCompare,
  iter: newSetIterator,
  sqLength: (_rt, self) => (self as PySet).value.used,
  sqContains: (rt, self, key) => containsWithFrozenRetry(rt, self as PySet, key),
  nbSubtract: between(setDifference),
  nbAnd: between(setIntersection),
  nbXor: between(setSymmetricDifference),
  nbOr: between((rt, left, right) => {
    const result = setCopy(rt, left);
    try {
      if (left !== right) setUpdate(rt, result, right);
    } catch (error) {
      decref(rt, result);
      throw error;
    }
    return result;
  }),
};

export const setType: TypeDefinition = {
  name: 'set',
  doc: 'set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.',
  gc: true,
  flags: { basetype: true },
  basicsize: 200,
  weakrefs: true,
  sizeof: (_rt, self) => (self.type as PyType).basicsize + tableSize((self as PySet).value),
  furtherBytes: (self, present) => setTableBlocks((self as PySet).value, present),
  construct: setVectorcall,
  slots: {
    ...commonSlots,
    new: setNew,
    init: setInit,
    nbInplaceSubtract: inplace(setDifferenceUpdate),
    nbInplaceAnd: inplace((rt, left, right) => setIntersectionUpdate(rt, left, [right])),
    nbInplaceXor: inplace(setSymmetricDifferenceUpdate),
    nbInplaceOr: inplace(setUpdate),
  },
  methods: setMethods,
};

export const frozensetType: TypeDefinition = {
  name: 'frozenset',
  doc: 'frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.',
  gc: true,
  flags: { basetype: true },
  basicsize: 200,
  weakrefs: true,
  sizeof: (_rt, self) => (self.type as PyType).basicsize + tableSize((self as PySet).value),
  furtherBytes: (self, present) => setTableBlocks((self as PySet).value, present),
  construct: frozensetVectorcall,
  slots: { ...commonSlots, new: frozensetNew, hash: frozensetHash },
  methods: frozensetMethods,
};

// ---- iterator ------------------------------------------------------------------------------------

export interface SetIteratorData {
  /** Owned; null after the end. */
  set: PySet | null;
  /** Size of the set when the iterator was made; -1 once it was found changed. */
  used: number;
  slot: number;
  remaining: number;
}
type PySetIterator = Payload<SetIteratorData>;

export function newSetIterator(rt: Runtime, set: PyObject): PyObject {
  const { used } = (set as PySet).value;
  const data: SetIteratorData = { set: incref(set) as PySet, used, slot: 0, remaining: used };
  const iterator = rt.heap.newContainer(rt.types.setIterator, data);
  rt.heap.track(iterator);
  return iterator;
}

function nextOfSet(rt: Runtime, self: PyObject): PyObject | null {
  const state = (self as PySetIterator).value;
  const { set } = state;
  if (set === null) return null;
  const data = set.value;
  if (state.used !== data.used) {
    state.used = -1;
    raise(rt, 'RuntimeError', 'Set changed size during iteration');
  }
  const slot = nextSlot(data, state.slot);
  if (slot >= 0) {
    state.slot = slot + 1;
    state.remaining--;
    return incref(data.keys[slot] as PyObject);
  }
  state.set = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, set);
  return null;
}

export const setIteratorType: TypeDefinition = {
  name: 'set_iterator',
  gc: true,
  basicsize: 48,
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, (self as PySetIterator).value.set);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { set } = (self as PySetIterator).value;
      if (set !== null) visit(set);
    },
    iter: (_rt, self) => incref(self),
    iternext: nextOfSet,
  },
  methods: [
    noArgs('__length_hint__', (rt, self) => {
      const { set, used, remaining } = (self as PySetIterator).value;
      return newInt(rt, set !== null && used === set.value.used ? remaining : 0);
    }, 'Private method returning an estimate of len(list(it)).'),
    noArgs('__reduce__', (rt, self) => {
      const state = (self as PySetIterator).value;
      // What is left is listed with a copy, so that the iterator itself does not move.
      const copy = rt.heap.newContainer(rt.types.setIterator, { ...state });
      if (state.set !== null) state.set.refcnt++;
      rt.heap.track(copy);
      try {
        return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, [listFromIterable(rt, copy)])]);
      } finally {
        decref(rt, copy);
      }
    }, 'Return state information for pickling.'),
  ],
};

