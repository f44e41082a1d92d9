/**
 * The native face of dicts: finding, storing and removing entries with their references, in the order
 * of CPython 3.12's Objects/dictobject.c. What Python sees as `dict` is in `dict.ts`.
 *
 * In: a dict, keys and values, all borrowed. Out: borrowed values where the name says get or find,
 * else new references. Keys compare as in CPython: identity, then hash, then `stored == asked`.
 */
import { decref, FreeList, type PyObject } from '../memory';
import { callObject, richCompareBool } from './abstract';
import { enterSharedKey } from './attributes';
import {
  addHash, canonicalKey, cloneTable, DictData, DictKind, findCanonical, findStr, findText, forgetEntry, growTable, keysSize, LOG_MINIMUM_SIZE, log2SizeForCount,
  mayEqualCanonical, releaseOrder, resetTable, resizeTable, SHARED_KEYS_LOG2_SIZE, usableFraction,
} from './dictData';
import { hashOfKey as hashObject } from './keyHash';
import type { PyDict, PyStr } from './layouts';
import { checkObjectBytes } from './objectSize';
import { raiseKeyError } from './raise';
import type { Runtime } from './runtime';
import type { SharedKeys } from './sharedKeys';
import { mayBeTracked } from './tracking';
import { CompareOp, type Hash, type PyType } from './type';
import { lookupSpecial } from './typeLookup';

/** PyDict_New: empty, not tracked, from the free list where that has one. */
export function newDict(rt: Runtime): PyDict {
  const { heap } = rt;
  const dict = heap.newFromFreeList(FreeList.Dict, rt.types.dict, new DictData());
  if (heap.tracksDicts) heap.track(dict);
  return dict;
}

/** An empty dict with room for `count` entries (dict_new_presized). */
export function newDictPresized(rt: Runtime, count: number, unicode: boolean): PyDict {
  const dict = newDict(rt);
  if (count > usableFraction(2 ** LOG_MINIMUM_SIZE)) {
    resizeTable(dict.value, count > usableFraction(2 ** 17) ? 17 : log2SizeForCount(rt, count), unicode);
  }
  return dict;
}

/** The entry index of an exact str key by its text, or -1. Never runs Python. Hot path. */
export function dictFindString(dict: PyDict, name: string): number {
  return findText(dict.value, name);
}

/** The value of an exact str key by its text (borrowed), or null. Never runs Python. Hot path. */
export function dictGetString(dict: PyDict, name: string): PyObject | null {
  const data = dict.value;
  const entry = findText(data, name);
  return entry < 0 ? null : (data.values[entry] as PyObject);
}

/** The value of an exact str key (borrowed), or null. Never runs Python. Hot path. */
export function dictGetStr(dict: PyDict, name: PyStr): PyObject | null {
  const data = dict.value;
  const entry = findStr(data, name);
  return entry < 0 ? null : (data.values[entry] as PyObject);
}

/** The entry index of a key, or -1. Throws what hashing and comparing throw. Hot path. */
export function dictFind(rt: Runtime, dict: PyDict, key: PyObject): number {
  const data = dict.value;
  if (key.type === rt.types.str) {
    const entry = findStr(data, key as PyStr);
    return entry >= 0 || data.byHash === null ? entry : findByHash(rt, data, key, hashObject(rt, key));
  }
  const canonical = canonicalKey(rt, key);
  if (canonical !== undefined) {
    const entry = findCanonical(rt, data, canonical);
    return entry >= 0 || data.byHash === null ? entry : findByHash(rt, data, key, hashObject(rt, key));
  }
  return dictFindKnownHash(rt, dict, key, hashObject(rt, key));
}

/** As `dictFind` for a key whose hash is known (_PyDict_Contains_KnownHash). */
export function dictFindKnownHash(rt: Runtime, dict: PyDict, key: PyObject, hash: Hash): number {
  const data = dict.value;
  const canonical = canonicalKey(rt, key);
  if (canonical !== undefined) {
    const entry = findCanonical(rt, data, canonical);
    if (entry >= 0 || data.byHash === null) return entry;
  } else if (!data.hashesAll && data.used > 0 && mayEqualCanonical(rt, key)) hashEverything(rt, data);
  return findByHash(rt, data, key, hash);
}

/** Enters the keys with canonical form by hash too, from now on: a key is asked for that may equal one of them. */
function hashEverything(rt: Runtime, data: DictData): void {
  const { keys, hashes } = data;
  data.byHash = null;
  data.hashes = null;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key !== null) addHash(data, hashes?.[entry] ?? hashObject(rt, key), entry);
  }
  data.hashesAll = true;
}

function findByHash(rt: Runtime, data: DictData, key: PyObject, hash: Hash): number {
  for (;;) {
    const found = findByHashOnce(rt, data, key, hash);
    if (found !== null) return found;
  }
}

/** Null when a comparison changed the dict: CPython starts over. */
function findByHashOnce(rt: Runtime, data: DictData, key: PyObject, hash: Hash): number | null {
  const candidates = data.byHash?.get(hash);
  if (candidates === undefined) return -1;
  if (typeof candidates === 'number') return compareEntry(rt, data, candidates, key);
  for (const entry of candidates.slice()) {
    // A comparison may have removed a later candidate, or put another key in its place.
    if (data.hashes?.[entry] !== hash) continue;
    const found = compareEntry(rt, data, entry, key);
    if (found !== -1) return found;
  }
  return -1;
}

function compareEntry(rt: Runtime, data: DictData, entry: number, key: PyObject): number | null {
  const { keys, table } = data;
  const stored = keys[entry] as PyObject;
  if (stored === key) return entry;
  stored.refcnt++;
  let equal: boolean;
  try {
    equal = richCompareBool(rt, stored, key, CompareOp.Eq);
  } finally {
    decref(rt, stored);
  }
  if (data.table !== table || keys[entry] !== stored) return null;
  return equal ? entry : -1;
}

/** The value of a key (borrowed), or null. Hot path. */
export function dictGet(rt: Runtime, dict: PyDict, key: PyObject): PyObject | null {
  const entry = dictFind(rt, dict, key);
  return entry < 0 ? null : (dict.value.values[entry] as PyObject);
}

/** `dict[key]`; a subclass may have `__missing__`. Hot path. */
export function dictSubscript(rt: Runtime, self: PyDict, key: PyObject): PyObject {
  const value = dictGet(rt, self, key);
  if (value !== null) {
    value.refcnt++;
    return value;
  }
  if (self.type !== rt.types.dict) {
    const missing = lookupSpecial(rt, self, '__missing__');
    if (missing !== null) {
      try {
        return callObject(rt, missing, [key]);
      } finally {
        decref(rt, missing);
      }
    }
  }
  raiseKeyError(rt, key);
}

/** `dict[key] = value` (PyDict_SetItem). Hot path. */
export function dictSet(rt: Runtime, dict: PyDict, key: PyObject, value: PyObject): void {
  const data = dict.value;
  if (key.type === rt.types.str && data.byHash === null) {
    const entry = findStr(data, key as PyStr);
    if (entry >= 0) replaceValue(rt, dict, entry, value);
    else appendEntry(rt, dict, key, key.value, null, value);
    return;
  }
  const canonical = canonicalKey(rt, key);
  dictSetKnownHash(rt, dict, key, canonical === undefined || data.byHash !== null ? hashObject(rt, key) : null, value);
}

/** `dict[key] = value`, taking over both (_PyDict_SetItem_Take2): comparisons see no reference but the caller's. */
export function dictSetTake(rt: Runtime, dict: PyDict, key: PyObject, value: PyObject): void {
  try {
    if (canonicalKey(rt, key) !== undefined) dictSet(rt, dict, key, value);
    else dictSetKnownHash(rt, dict, key, hashObject(rt, key), value, false);
  } finally {
    decref(rt, key);
    decref(rt, value);
  }
}

/**
 * As `dictSet` with the hash known; null: not needed, as no entry is found by hash. `held`: key and value
 * are held during the comparisons, as insertdict owns a reference to each beside the caller's.
 */
export function dictSetKnownHash(rt: Runtime, dict: PyDict, key: PyObject, hash: Hash | null, value: PyObject, held = true): void {
  const data = dict.value;
  const canonical = canonicalKey(rt, key);
  prepareKind(rt, data, key);
  let entry: number;
  if (canonical !== undefined && data.byHash === null) entry = findCanonical(rt, data, canonical);
  else {
    if (held) {
      key.refcnt++;
      value.refcnt++;
    }
    try {
      entry = dictFindKnownHash(rt, dict, key, hash ?? hashObject(rt, key));
    } finally {
      if (held) {
        decref(rt, value);
        decref(rt, key);
      }
    }
  }
  if (entry >= 0) replaceValue(rt, dict, entry, value);
  else appendEntry(rt, dict, key, canonical, hash, value);
}

/** `dict[name] = value` for an exact str key. Hot path. */
export function dictSetString(rt: Runtime, dict: PyDict, name: PyStr, value: PyObject): void {
  const entry = findStr(dict.value, name);
  if (entry >= 0) replaceValue(rt, dict, entry, value);
  else appendEntry(rt, dict, name, name.value, null, value);
}

/** A table of str keys becomes a general one before the first other key is looked up in it (insertdict). */
function prepareKind(rt: Runtime, data: DictData, key: PyObject): void {
  if (data.kind !== DictKind.General && data.log2Size !== 0 && key.type !== rt.types.str) growTable(rt, data, false);
}

/** Puts a value into an existing entry. Hot path. */
export function replaceValue(rt: Runtime, dict: PyDict, entry: number, value: PyObject): void {
  const { values, keys } = dict.value;
  if (dict.gcNext === null) maintainTracking(rt, dict, keys[entry] as PyObject, value);
  const old = values[entry] as PyObject;
  value.refcnt++;
  values[entry] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict, entry);
  if (--old.refcnt === 0) old.type.dealloc(rt, old);
}

/** Appends an entry for a key that is not there. Hot path. */
function appendEntry(rt: Runtime, dict: PyDict, key: PyObject, canonical: unknown, hash: Hash | null, value: PyObject): void {
  const data = dict.value;
  if (dict.gcNext === null) maintainTracking(rt, dict, key, value);
  // Growing drops holes, after which entries have other places.
  const grows = data.usable <= 0;
  const compacts = grows && data.used < data.keys.length;
  if (data.shared !== null) {
    // A new name is entered in the keys of the class, and the table becomes an ordinary one when they are full.
    if (enterSharedKey(data.shared, key as PyStr) < 0) growTable(rt, data, true);
  } else if (data.usable <= 0) {
    if (data.log2Size === 0) resizeTable(data, LOG_MINIMUM_SIZE, key.type === rt.types.str);
    else growTable(rt, data, true);
  }
  const entry = data.keys.length;
  key.refcnt++;
  value.refcnt++;
  data.keys.push(key);
  data.values.push(value);
  data.usable--;
  data.used++;
  data.keysVersion++;
  if (canonical !== undefined) {
    if (data.index !== null) data.index.set(canonical, entry);
    if (data.hashesAll) addHash(data, hash ?? hashObject(rt, key), entry);
  } else addHash(data, hash ?? hashObject(rt, key), entry);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict, compacts ? -1 : entry);
  if (grows) checkObjectBytes(rt, keysSize(data));
}

/** MAINTAIN_TRACKING: an untracked dict is tracked when the first thing is stored that may be tracked. */
function maintainTracking(rt: Runtime, dict: PyDict, key: PyObject, value: PyObject): void {
  if (mayBeTracked(value) || mayBeTracked(key)) rt.heap.track(dict);
}

/** `dict[key]` if present, else stores and returns `value` (PyDict_SetDefault). Borrowed. */
export function dictSetDefault(rt: Runtime, dict: PyDict, key: PyObject, value: PyObject): PyObject {
  const data = dict.value;
  const canonical = canonicalKey(rt, key);
  const hash = canonical === undefined || data.byHash !== null ? hashObject(rt, key) : null;
  prepareKind(rt, data, key);
  const entry = hash === null ? findCanonical(rt, data, canonical) : dictFindKnownHash(rt, dict, key, hash);
  if (entry >= 0) return data.values[entry] as PyObject;
  appendEntry(rt, dict, key, canonical, hash, value);
  return value;
}

/** Removes an entry: the key is dropped, then the value, unless `keepValue` hands that to the caller (delitem_common). */
export function removeEntry(rt: Runtime, dict: PyDict, entry: number, keepValue: boolean): PyObject {
  const data = dict.value;
  const key = data.keys[entry] as PyObject;
  const value = data.values[entry] as PyObject;
  forgetEntry(rt, data, entry);
  data.keys[entry] = null;
  data.values[entry] = null;
  data.used--;
  data.keysVersion++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict, entry);
  decref(rt, key);
  if (!keepValue) decref(rt, value);
  return value;
}

/** `del dict[key]`; false when there is no such key. */
export function dictDelete(rt: Runtime, dict: PyDict, key: PyObject): boolean {
  const entry = dictFind(rt, dict, key);
  if (entry < 0) return false;
  removeEntry(rt, dict, entry, false);
  return true;
}

/** Removes a key; its value as a new reference, or null when there is no such key. An empty dict does not hash the key. */
export function dictPop(rt: Runtime, dict: PyDict, key: PyObject): PyObject | null {
  if (dict.value.used === 0) return null;
  const entry = dictFind(rt, dict, key);
  return entry < 0 ? null : removeEntry(rt, dict, entry, true);
}

/** `dict.clear()`: the dict is empty before the first key or value dies. */
export function dictClear(rt: Runtime, dict: PyDict): void {
  const data = dict.value;
  if (data.log2Size === 0) return;
  const { keys, values, shared } = data;
  const order = shared === null ? null : releaseOrder(data);
  resetTable(data);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict);
  dropEntries(rt, keys, values, order);
}

/** Gives back entries, key before value (dictkeys_decref), in their order or in that of `order`. */
function dropEntries(rt: Runtime, keys: readonly (PyObject | null)[], values: readonly (PyObject | null)[], order: readonly number[] | null): void {
  if (order !== null) {
    for (const entry of order) {
      decref(rt, keys[entry] as PyObject);
      decref(rt, values[entry] as PyObject);
    }
    return;
  }
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key === null) continue;
    const value = values[entry] as PyObject;
    if (--key.refcnt === 0) key.type.dealloc(rt, key);
    if (--value.refcnt === 0) value.type.dealloc(rt, value);
  }
}

/** A copy of a split dict: split too, and allocated anew instead of from the free list. */
export function copySplitDict(rt: Runtime, source: PyDict): PyDict {
  const copy = rt.heap.newContainer(rt.types.dict, new DictData());
  if (rt.heap.tracksDicts) rt.heap.track(copy);
  cloneEntries(rt, source, copy);
  return copy;
}

/** Makes `target`, which is empty, a clone of the table of `source`. */
export function cloneEntries(rt: Runtime, source: PyDict, target: PyDict): void {
  cloneTable(source.value, target.value);
  const { keys, values } = target.value;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key === null) continue;
    key.refcnt++;
    (values[entry] as PyObject).refcnt++;
  }
  if (source.gcNext !== null && target.gcNext === null) rt.heap.track(target);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(target);
}

/**
 * A `__dict__` of an instance (a split table): the attributes in the instance's own order, beside the
 * keys of the class. Keys and values are taken over.
 */
export function newSplitDict(rt: Runtime, keys: PyStr[], values: PyObject[], shared: SharedKeys): PyDict {
  const dict = newDict(rt);
  const data = dict.value;
  data.keys = keys;
  data.values = values;
  data.used = keys.length;
  data.keysVersion++;
  data.kind = DictKind.Split;
  data.shared = shared;
  data.log2Size = SHARED_KEYS_LOG2_SIZE;
  if (!rt.heap.tracksDicts && values.some(mayBeTracked)) rt.heap.track(dict);
  return dict;
}

/** An exact dict or an instance of a subclass (PyDict_Check). */
export function isDictLike(rt: Runtime, object: PyObject): object is PyDict {
  return (object.type as PyType).layout === rt.types.dict;
}

/** Walks the entries by index while code may run between them (_PyDict_Next); the next entry at or after `from`, or -1. */
export function nextEntry(data: DictData, from: number): number {
  const { keys } = data;
  for (let entry = from; entry < keys.length; entry++) if (keys[entry] !== null) return entry;
  return -1;
}

/** The known hash of an entry, or a new computation for keys whose hash runs no code. */
export function entryHash(rt: Runtime, data: DictData, entry: number): Hash {
  return data.hashes?.[entry] ?? hashObject(rt, data.keys[entry] as PyObject);
}

/** Drops both lists of references when a dict object dies; used by `dict.ts`. */
export function dictDealloc(rt: Runtime, self: PyObject): void {
  const dict = self as PyDict;
  const { heap } = rt;
  heap.untrack(self);
  const exact = self.type === rt.types.dict;
  if (exact && !heap.trashcanBegin(self)) return;
  const { keys, values, shared } = dict.value;
  dropEntries(rt, keys, values, shared === null ? null : releaseOrder(dict.value));
  if (exact) {
    heap.freeToList(FreeList.Dict, self);
    heap.trashcanEnd(rt);
  } else heap.freeContainer(self);
}

