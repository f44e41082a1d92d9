/**
 * The native face of sets: finding, adding and removing keys with their references, probing as
 * CPython 3.12's Objects/setobject.c does. Operations on whole sets are in `setOperations.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import { richCompareBool } from './abstract';
import { hashOfElement as hashObject } from './keyHash';
import { highWord, lowWord } from './hashWords';
import { newLayoutInstance } from './layoutInstance';
import type { PySet } from './layouts';
import { checkObjectBytes } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { emptyTable, LINEAR_PROBES, nextSlot, resizeSet, SetData, SET_MINIMUM_SIZE, tableSize } from './setData';
import { CompareOp, type Hash, type PyType } from './type';

/** An empty set or frozenset, or an instance of a subclass; tracked (make_new_set). */
export function makeSet(rt: Runtime, type: PyType): PySet {
  return newLayoutInstance(rt, type, new SetData());
}

/** A set of borrowed items (PySet_New with an array). */
export function newSet(rt: Runtime, items: readonly PyObject[] = []): PySet {
  return fill(rt, makeSet(rt, rt.types.set), items);
}

/**
 * The frozenset a compiler makes of constant items (`x in {1, 2}`): the first one's order of iteration is
 * what the one that ends in the code object is filled from (merge_consts_recursive).
 */
export function newConstantFrozenset(rt: Runtime, items: readonly PyObject[]): PySet {
  const first = newFrozenset(rt, items);
  const second = newFrozenset(rt, first.value.keys.filter((key) => key !== null));
  decref(rt, first);
  return second;
}

/** A frozenset of borrowed items. */
export function newFrozenset(rt: Runtime, items: readonly PyObject[] = []): PySet {
  return fill(rt, makeSet(rt, rt.types.frozenset), items);
}

function fill(rt: Runtime, set: PySet, items: readonly PyObject[]): PySet {
  try {
    for (const item of items) setAdd(rt, set, item);
  } catch (error) {
    decref(rt, set);
    throw error;
  }
  return set;
}

/** PyAnySet_Check */
export function isSetLike(rt: Runtime, object: PyObject): object is PySet {
  const { layout } = object.type as PyType;
  return layout === rt.types.set || layout === rt.types.frozenset;
}

/**
 * set_lookkey: the slot of a key, or -1; then `data.vacant` is where it belongs. Comparing may change the
 * set: then everything starts over.
 */
function lookUp(rt: Runtime, data: SetData, key: PyObject, low: number, high: number): number {
  const isText = key.type === rt.types.str;
  for (;;) {
    const found = lookUpOnce(rt, data, key, low, high, isText);
    if (found !== null) return found;
  }
}

/** Hot path. */
function lookUpOnce(rt: Runtime, data: SetData, key: PyObject, low: number, high: number, isText: boolean): number | null {
  let removed = -1;
  const { keys, low: lows, high: highs, mask } = data;
  let perturbLow = low;
  let perturbHigh = high;
  let slot = low & mask;
  for (;;) {
    const last = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot;
    for (let at = slot; at <= last; at++) {
      const stored = keys[at] as PyObject | null;
      if (stored === null) {
        if (isRemoved(data, at)) {
          removed = at;
          continue;
        }
        data.vacant = removed < 0 ? at : removed;
        return -1;
      }
      if (lows[at] !== low || highs[at] !== high) continue;
      if (stored === key) return at;
      if (isText && stored.type === key.type) {
        if (stored.value === key.value) return at;
        continue;
      }
      stored.refcnt++;
      let equal: boolean;
      try {
        equal = richCompareBool(rt, stored, key, CompareOp.Eq);
      } finally {
        decref(rt, stored);
      }
      if (data.keys !== keys || keys[at] !== stored) return null;
      if (equal) return at;
    }
    perturbLow = (perturbLow >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (Math.imul(slot, 5) + 1 + perturbLow) & mask;
  }
}

/** set_add_entry: adds a key whose hash is known; false when it was there. */
export function setAddHashed(rt: Runtime, set: PySet, key: PyObject, low: number, high: number): boolean {
  const data = set.value;
  key.refcnt++;
  let found: number;
  try {
    found = lookUp(rt, data, key, low, high);
  } catch (error) {
    decref(rt, key);
    throw error;
  }
  if (found >= 0) {
    decref(rt, key);
    return false;
  }
  const { vacant } = data;
  const reused = isRemoved(data, vacant);
  data.used++;
  data.keys[vacant] = key;
  data.low[vacant] = low;
  data.high[vacant] = high;
  const grows = !reused && ++data.fill * 5 >= data.mask * 3;
  if (grows) resizeSet(data, data.used > 50000 ? data.used * 2 : data.used * 4);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(set, grows ? -1 : vacant);
  if (grows) checkObjectBytes(rt, tableSize(data));
  return true;
}

/** Adds a key (set_add_key); false when it was there. Hot path. */
export function setAdd(rt: Runtime, set: PySet, key: PyObject): boolean {
  const hash = hashObject(rt, key);
  return setAddHashed(rt, set, key, lowWord(hash), highWord(hash));
}

/** Hot path. */
export function setContains(rt: Runtime, set: PySet, key: PyObject): boolean {
  const hash = hashObject(rt, key);
  return lookUp(rt, set.value, key, lowWord(hash), highWord(hash)) >= 0;
}

export function setContainsHashed(rt: Runtime, set: PySet, key: PyObject, low: number, high: number): boolean {
  return lookUp(rt, set.value, key, low, high) >= 0;
}

/** Removes a key whose hash is known (set_discard_entry); false when it was not there. */
export function setDiscardHashed(rt: Runtime, set: PySet, key: PyObject, low: number, high: number): boolean {
  const data = set.value;
  const slot = lookUp(rt, data, key, low, high);
  if (slot < 0) return false;
  const old = data.keys[slot] as PyObject;
  markRemoved(data, slot);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(set, slot);
  decref(rt, old);
  return true;
}

export function setDiscard(rt: Runtime, set: PySet, key: PyObject): boolean {
  const hash = hashObject(rt, key);
  return setDiscardHashed(rt, set, key, lowWord(hash), highWord(hash));
}

function isRemoved(data: SetData, slot: number): boolean {
  return data.low[slot] === -1 && data.high[slot] === -1;
}

function markRemoved(data: SetData, slot: number): void {
  data.keys[slot] = null;
  data.low[slot] = -1;
  data.high[slot] = -1;
  data.used--;
}

/** Takes out the key at the finger, which moves on (set_pop). */
export function setPop(rt: Runtime, set: PySet): PyObject {
  const data = set.value;
  if (data.used === 0) raise(rt, 'KeyError', 'pop from an empty set');
  let slot = data.finger & data.mask;
  while (data.keys[slot] === null) slot = slot === data.mask ? 0 : slot + 1;
  const key = data.keys[slot] as PyObject;
  markRemoved(data, slot);
  data.finger = slot + 1;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(set, slot);
  return key;
}

/** The set is empty before the first key dies (set_clear_internal). */
export function setClear(rt: Runtime, set: PySet): void {
  const data = set.value;
  if (data.fill === 0 && data.mask === SET_MINIMUM_SIZE - 1) return;
  const { keys } = data;
  emptyTable(data, SET_MINIMUM_SIZE);
  data.fill = 0;
  data.used = 0;
  data.hash = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(set);
  dropKeys(rt, keys);
}

/** Gives back keys in slot order. */
export function dropKeys(rt: Runtime, keys: readonly (PyObject | null)[]): void {
  for (let slot = 0; slot < keys.length; slot++) {
    const key = keys[slot] as PyObject | null;
    if (key !== null && --key.refcnt === 0) key.type.dealloc(rt, key);
  }
}

/** The bodies of two sets change places (set_swap_bodies). */
export function swapSets(rt: Runtime, first: PySet, second: PySet): void {
  const { value } = first;
  first.value = second.value;
  second.value = value;
  const bothFrozen = (first.type as PyType).layout === rt.types.frozenset && (second.type as PyType).layout === rt.types.frozenset;
  // The search finger stays with its set.
  const { hash, finger } = first.value;
  first.value.finger = value.finger;
  value.finger = finger;
  first.value.hash = bothFrozen ? hash : null;
  second.value.hash = bothFrozen ? value.hash : null;
  if (rt.heap.observer !== null) {
    rt.heap.observer.mutated(first);
    rt.heap.observer.mutated(second);
  }
}

/** Calls `visit` for each key, held meanwhile, with its hash; stops early when that returns true. */
export function eachKey(rt: Runtime, set: PySet, visit: (key: PyObject, low: number, high: number) => boolean | void): boolean {
  for (let slot = nextSlot(set.value, 0); slot >= 0; slot = nextSlot(set.value, slot + 1)) {
    const data = set.value;
    const key = incref(data.keys[slot] as PyObject);
    let stop: boolean | void;
    try {
      stop = visit(key, data.low[slot] as number, data.high[slot] as number);
    } finally {
      decref(rt, key);
    }
    if (stop === true) return true;
  }
  return false;
}

/** Hash words of any key. */
export function hashWordsOf(rt: Runtime, key: PyObject): { low: number; high: number } {
  const hash: Hash = hashObject(rt, key);
  return { low: lowWord(hash), high: highWord(hash) };
}
