/**
 * Operations between whole sets with CPython's table sizes and order of insertion (Objects/setobject.c
 * 3.12): the order in which a set lists its items follows from them.
 */
import { decref, incref, type PyObject } from '../memory';
import { getIter, hash as hashObject, iterNext } from './abstract';
import { dictFindKnownHash, entryHash, nextEntry } from './dictStore';
import { hashFromWords, highWord, lowWord } from './hashWords';
import type { PyDict, PySet } from './layouts';
import type { Runtime } from './runtime';
import { insertClean, resizeSet } from './setData';
import {
  eachKey, isSetLike, makeSet, setAdd, setAddHashed, setClear, setContains, setContainsHashed, setDiscard, setDiscardHashed, swapSets,
} from './setStore';
import { CompareOp, type PyType } from './type';

/** The built-in type of the results of operations on `set`, also when that is of a subclass. */
function baseType(set: PySet): PyType {
  return (set.type as PyType).layout;
}

/** Runs `body` on a set that is dropped when it fails. */
function building(rt: Runtime, set: PySet, body: (set: PySet) => void): PySet {
  try {
    body(set);
  } catch (error) {
    decref(rt, set);
    throw error;
  }
  return set;
}

/** Walks any iterable, each item held for the time of `visit`; true from `visit` stops. */
function eachItem(rt: Runtime, iterable: PyObject, visit: (item: PyObject) => boolean | void): boolean {
  const iterator = getIter(rt, iterable);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      let stop: boolean | void;
      try {
        stop = visit(item);
      } finally {
        decref(rt, item);
      }
      if (stop === true) return true;
    }
    return false;
  } finally {
    decref(rt, iterator);
  }
}

/** `set.update(other)` (set_update_internal). */
export function setUpdate(rt: Runtime, set: PySet, other: PyObject): void {
  if (isSetLike(rt, other)) mergeSet(rt, set, other);
  else if (other.type === rt.types.dict) updateFromDict(rt, set, other as PyDict);
  else eachItem(rt, other, (item) => void setAdd(rt, set, item));
}

function updateFromDict(rt: Runtime, set: PySet, dict: PyDict): void {
  const data = set.value;
  const from = dict.value;
  if ((data.fill + from.used) * 5 >= data.mask * 3) resizeSet(data, (data.used + from.used) * 2);
  for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
    const hash = entryHash(rt, from, entry);
    setAddHashed(rt, set, from.keys[entry] as PyObject, lowWord(hash), highWord(hash));
  }
}

/** set_merge */
function mergeSet(rt: Runtime, set: PySet, other: PySet): void {
  const data = set.value;
  const from = other.value;
  if (other === set || from.used === 0) return;
  if ((data.fill + from.used) * 5 >= data.mask * 3) resizeSet(data, (data.used + from.used) * 2);
  if (data.fill === 0) {
    const clean = from.fill === from.used;
    if (data.mask === from.mask && clean) {
      data.keys = from.keys.slice();
      data.low = from.low.slice();
      data.high = from.high.slice();
      for (const key of data.keys) if (key !== null) key.refcnt++;
    } else {
      for (let slot = 0; slot < from.keys.length; slot++) {
        const key = from.keys[slot] as PyObject | null;
        if (key !== null) insertClean(data, incref(key), from.low[slot] as number, from.high[slot] as number);
      }
    }
    data.fill = from.used;
    data.used = from.used;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(set);
    return;
  }
  for (let slot = 0; slot <= other.value.mask; slot++) {
    const key = other.value.keys[slot] as PyObject | null;
    if (key !== null) setAddHashed(rt, set, key, other.value.low[slot] as number, other.value.high[slot] as number);
  }
}

/** A set of the given type with the items of an iterable (make_new_set). */
export function setFromIterable(rt: Runtime, type: PyType, iterable: PyObject): PySet {
  const made = building(rt, makeSet(rt, type), (set) => setUpdate(rt, set, iterable));
  if (type === rt.types.frozenset && rt.profile.atomFrozensetsAreUntracked && made.value.keys.every((key) => key === null || !key.type.isGC)) rt.heap.untrack(made);
  return made;
}

/** set_copy: of the built-in type. */
export function setCopy(rt: Runtime, set: PySet): PySet {
  return setFromIterable(rt, baseType(set), set);
}

/** `set.union(*others)` */
export function setUnion(rt: Runtime, set: PySet, others: readonly PyObject[]): PySet {
  return building(rt, setCopy(rt, set), (result) => {
    for (const other of others) if (other !== set) setUpdate(rt, result, other);
  });
}

/** set_intersection */
export function setIntersection(rt: Runtime, set: PySet, other: PyObject): PySet {
  if (set === other) return setCopy(rt, set);
  return building(rt, makeSet(rt, baseType(set)), (result) => {
    if (isSetLike(rt, other)) {
      const [walked, asked] = other.value.used > set.value.used ? [set, other] : [other, set];
      eachKey(rt, walked, (key, low, high) => {
        if (setContainsHashed(rt, asked, key, low, high)) setAddHashed(rt, result, key, low, high);
      });
      return;
    }
    eachItem(rt, other, (item) => {
      const hash = hashObject(rt, item);
      const low = lowWord(hash);
      const high = highWord(hash);
      if (!setContainsHashed(rt, set, item, low, high)) return false;
      setAddHashed(rt, result, item, low, high);
      return result.value.used >= set.value.used;
    });
  });
}

/** `set.intersection(*others)` */
export function setIntersectionMany(rt: Runtime, set: PySet, others: readonly PyObject[]): PySet {
  if (others.length === 0) return setCopy(rt, set);
  let result = incref(set);
  for (const other of others) {
    let next: PySet;
    try {
      next = setIntersection(rt, result, other);
    } catch (error) {
      decref(rt, result);
      throw error;
    }
    const previous = result;
    result = next;
    decref(rt, previous);
  }
  return result;
}

/** `set &= other` */
export function setIntersectionUpdate(rt: Runtime, set: PySet, others: readonly PyObject[]): void {
  const kept = others.length === 1 ? setIntersection(rt, set, others[0] as PyObject) : setIntersectionMany(rt, set, others);
  swapSets(rt, set, kept);
  decref(rt, kept);
}

export function setIsDisjoint(rt: Runtime, set: PySet, other: PyObject): boolean {
  if (set === other) return set.value.used === 0;
  if (other.type === rt.types.set || other.type === rt.types.frozenset) {
    const otherSet = other as PySet;
    const [walked, asked] = otherSet.value.used > set.value.used ? [set, otherSet] : [otherSet, set];
    return !eachKey(rt, walked, (key, low, high) => setContainsHashed(rt, asked, key, low, high));
  }
  return !eachItem(rt, other, (item) => setContains(rt, set, item));
}

/** `set -= other` (set_difference_update_internal). */
export function setDifferenceUpdate(rt: Runtime, set: PySet, other: PyObject): void {
  if (set === other) {
    setClear(rt, set);
    return;
  }
  if (isSetLike(rt, other)) {
    // A much larger set is cut down to what both have first.
    const walked = other.value.used >> 3 > set.value.used ? setIntersection(rt, set, other) : incref(other);
    try {
      eachKey(rt, walked, (key, low, high) => void setDiscardHashed(rt, set, key, low, high));
    } finally {
      decref(rt, walked);
    }
  } else eachItem(rt, other, (item) => void setDiscard(rt, set, item));
  const data = set.value;
  if (data.fill - data.used > Math.floor(data.mask / 4)) resizeSet(data, data.used > 50000 ? data.used * 2 : data.used * 4);
}

/** set_difference */
export function setDifference(rt: Runtime, set: PySet, other: PyObject): PySet {
  const size = isSetLike(rt, other) ? other.value.used : other.type === rt.types.dict ? (other as PyDict).value.used : -1;
  if (size < 0 || set.value.used >> 2 > size) {
    return building(rt, setCopy(rt, set), (result) => setDifferenceUpdate(rt, result, other));
  }
  return building(rt, makeSet(rt, baseType(set)), (result) => {
    eachKey(rt, set, (key, low, high) => {
      const present = isSetLike(rt, other)
        ? setContainsHashed(rt, other, key, low, high)
        : dictFindKnownHash(rt, other as PyDict, key, hashFromWords(high, low)) >= 0;
      if (!present) setAddHashed(rt, result, key, low, high);
    });
  });
}

/** `set.difference(*others)` */
export function setDifferenceMany(rt: Runtime, set: PySet, others: readonly PyObject[]): PySet {
  const [first, ...rest] = others;
  if (first === undefined) return setCopy(rt, set);
  return building(rt, setDifference(rt, set, first), (result) => {
    for (const other of rest) setDifferenceUpdate(rt, result, other);
  });
}

/** `set ^= other` (set_symmetric_difference_update). */
export function setSymmetricDifferenceUpdate(rt: Runtime, set: PySet, other: PyObject): void {
  if (set === other) {
    setClear(rt, set);
    return;
  }
  const toggle = (key: PyObject, low: number, high: number): void => {
    if (!setDiscardHashed(rt, set, key, low, high)) setAddHashed(rt, set, key, low, high);
  };
  if (other.type === rt.types.dict) {
    const from = (other as PyDict).value;
    for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
      const key = incref(from.keys[entry] as PyObject);
      try {
        const hash = entryHash(rt, from, entry);
        toggle(key, lowWord(hash), highWord(hash));
      } finally {
        decref(rt, key);
      }
    }
    return;
  }
  const walked = isSetLike(rt, other) ? incref(other) : setFromIterable(rt, baseType(set), other);
  try {
    eachKey(rt, walked, toggle);
  } finally {
    decref(rt, walked);
  }
}

/** `set ^ other`: starts from the other one. */
export function setSymmetricDifference(rt: Runtime, set: PySet, other: PyObject): PySet {
  return building(rt, setFromIterable(rt, baseType(set), other), (result) => setSymmetricDifferenceUpdate(rt, result, set));
}

export function setIsSubset(rt: Runtime, set: PySet, other: PyObject): boolean {
  if (!isSetLike(rt, other)) {
    const common = setIntersection(rt, set, other);
    const all = common.value.used === set.value.used;
    decref(rt, common);
    return all;
  }
  if (set.value.used > other.value.used) return false;
  return !eachKey(rt, set, (key, low, high) => !setContainsHashed(rt, other, key, low, high));
}

export function setIsSuperset(rt: Runtime, set: PySet, other: PyObject): boolean {
  if (isSetLike(rt, other)) return setIsSubset(rt, other, set);
  return !eachItem(rt, other, (item) => !setContains(rt, set, item));
}

/** set_richcompare */
export function setCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isSetLike(rt, other)) return incref(rt.notImplemented);
  return incref(compareSets(rt, self as PySet, other, op) ? rt.true : rt.false);
}

function compareSets(rt: Runtime, set: PySet, other: PySet, op: CompareOp): boolean {
  const { used, hash } = set.value;
  const { used: otherUsed, hash: otherHash } = other.value;
  switch (op) {
    case CompareOp.Eq:
      if (used !== otherUsed || (hash !== null && otherHash !== null && hash !== otherHash)) return false;
      return setIsSubset(rt, set, other);
    case CompareOp.Ne: return !compareSets(rt, set, other, CompareOp.Eq);
    case CompareOp.Le: return setIsSubset(rt, set, other);
    case CompareOp.Ge: return setIsSuperset(rt, set, other);
    case CompareOp.Lt: return used < otherUsed && setIsSubset(rt, set, other);
    case CompareOp.Gt: return used > otherUsed && setIsSuperset(rt, set, other);
  }
}
