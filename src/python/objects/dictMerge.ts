/**
 * Copying and merging dicts with CPython's table sizes (dict_merge, PyDict_Copy, PyDict_MergeFromSeq2,
 * dict_update_arg, PyDict_Fromkeys of Objects/dictobject.c).
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callMethod, callObject, getItem, getIter, getIterOr, iterNext, lookupAttribute, setItem } from './abstract';
import { DictKind, log2SizeForCount, LOG_MINIMUM_SIZE, resizeTable, usableFraction } from './dictData';
import {
  cloneEntries, copySplitDict, dictFind, dictFindKnownHash, dictSet, dictSetKnownHash, entryHash, isDictLike, newDict, nextEntry,
} from './dictStore';
import { PythonError } from './errors';
import type { PyDict, PyList, PySet, PyTuple, PyTypeObject } from './layouts';
import { listFromIterable, sequenceFast } from './listStore';
import { matches, raise, raiseKeyError } from './raise';
import type { Runtime } from './runtime';
import { nextSlot, hashOfSlot } from './setData';
import { newStr } from './str';
import type { PyType } from './type';

/** What happens when a key is in both: the first stays, the last wins, or KeyError. */
export type MergeRule = 'keep' | 'override' | 'refuse';

/** `{**dict}`, `dict.copy()` (PyDict_Copy). */
export function dictCopy(rt: Runtime, dict: PyDict): PyDict {
  const { value: data } = dict;
  if (data.used === 0) return newDict(rt);
  if (data.kind === DictKind.Split) return copySplitDict(rt, dict);
  const own = (dict.type as PyType).iter === rt.types.dict.iter;
  const copy = newDict(rt);
  if (own && data.used >= Math.floor((data.keys.length * 2) / 3)) {
    cloneEntries(rt, dict, copy);
    return copy;
  }
  try {
    dictMerge(rt, copy, dict, 'override');
  } catch (error) {
    decref(rt, copy);
    throw error;
  }
  return copy;
}

/** Enters everything of a mapping (dict_merge). */
export function dictMerge(rt: Runtime, target: PyDict, source: PyObject, rule: MergeRule): void {
  if (isDictLike(rt, source) && (source.type as PyType).iter === rt.types.dict.iter) mergeDict(rt, target, source, rule);
  else mergeMapping(rt, target, source, rule);
}

/** `target.update(source)` for a mapping (PyDict_Update). */
export function dictUpdate(rt: Runtime, target: PyDict, source: PyObject): void {
  dictMerge(rt, target, source, 'override');
}

function mergeDict(rt: Runtime, target: PyDict, source: PyDict, rule: MergeRule): void {
  const { value: to } = target;
  const { value: from } = source;
  if (source === target || from.used === 0) return;
  const wasEmpty = to.used === 0;
  if (wasEmpty && to.kind !== DictKind.Split && from.kind !== DictKind.Split && from.used === from.keys.length
    && (from.log2Size === LOG_MINIMUM_SIZE || usableFraction(2 ** (from.log2Size - 1)) < from.used)) {
    cloneEntries(rt, source, target);
    return;
  }
  if (usableFraction(2 ** to.log2Size) < from.used) {
    resizeTable(to, log2SizeForCount(rt, to.used + from.used), from.kind !== DictKind.General);
  }
  const entries = from.keys.length;
  for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
    const key = incref(from.keys[entry] as PyObject);
    const value = incref(from.values[entry] as PyObject);
    try {
      const hash = to.byHash !== null || from.hashes?.[entry] != null ? entryHash(rt, from, entry) : null;
      if (rule === 'override' || wasEmpty) dictSetKnownHash(rt, target, key, hash, value);
      else {
        const present = hash === null ? dictFind(rt, target, key) : dictFindKnownHash(rt, target, key, hash);
        if (present < 0) dictSetKnownHash(rt, target, key, hash, value);
        else if (rule === 'refuse') raiseKeyError(rt, key);
      }
    } finally {
      decref(rt, value);
      decref(rt, key);
    }
    if (entries !== from.keys.length) raise(rt, 'RuntimeError', 'dict mutated during update');
  }
}

/** PyMapping_Keys: what `keys()` gives, as a list. */
function mappingKeys(rt: Runtime, source: PyObject): PyList {
  const keys = callMethod(rt, source, 'keys', []);
  let iterator: PyObject;
  try {
    iterator = getIterOr(rt, keys, () => `${source.type.name}.keys() returned a non-iterable (type ${keys.type.name})`);
  } finally {
    decref(rt, keys);
  }
  try {
    return listFromIterable(rt, iterator);
  } finally {
    decref(rt, iterator);
  }
}

function mergeMapping(rt: Runtime, target: PyDict, source: PyObject, rule: MergeRule): void {
  const keys = mappingKeys(rt, source);
  let iterator: PyObject;
  try {
    iterator = getIter(rt, keys);
  } finally {
    decref(rt, keys);
  }
  try {
    for (let key = iterNext(rt, iterator); key !== null; key = iterNext(rt, iterator)) {
      let value: PyObject | null = null;
      try {
        if (rule !== 'override' && dictFind(rt, target, key) >= 0) {
          if (rule === 'keep') continue;
          raiseKeyError(rt, key);
        }
        value = getItem(rt, source, key);
        dictSet(rt, target, key, value);
      } finally {
        decref(rt, key);
        xdecref(rt, value);
      }
    }
  } finally {
    decref(rt, iterator);
  }
}

/** Enters pairs of an iterable (PyDict_MergeFromSeq2). */
export function dictMergePairs(rt: Runtime, target: PyDict, pairs: PyObject): void {
  const iterator = getIter(rt, pairs);
  try {
    for (let position = 0; ; position++) {
      const item = iterNext(rt, iterator);
      if (item === null) return;
      try {
        mergePair(rt, target, item, position);
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
}

function mergePair(rt: Runtime, target: PyDict, item: PyObject, position: number): void {
  let pair: PyList | PyTuple;
  try {
    pair = sequenceFast(rt, item, null);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    raise(rt, 'TypeError', `cannot convert dictionary update sequence element #${position} to a sequence`);
  }
  try {
    const { length } = pair.value;
    if (length !== 2) raise(rt, 'ValueError', `dictionary update sequence element #${position} has length ${length}; 2 is required`);
    const key = incref(pair.value[0] as PyObject);
    const value = incref(pair.value[1] as PyObject);
    try {
      dictSet(rt, target, key, value);
    } finally {
      decref(rt, key);
      decref(rt, value);
    }
  } finally {
    decref(rt, pair);
  }
}

/** What `dict(x)` and `dict.update(x)` do with their argument (dict_update_arg). */
export function dictUpdateArgument(rt: Runtime, target: PyDict, argument: PyObject): void {
  if (argument.type === rt.types.dict) {
    dictMerge(rt, target, argument, 'override');
    return;
  }
  const name = newStr(rt, 'keys');
  let keys: PyObject | null;
  try {
    keys = lookupAttribute(rt, argument, name);
  } finally {
    decref(rt, name);
  }
  if (keys === null) dictMergePairs(rt, target, argument);
  else {
    decref(rt, keys);
    dictMerge(rt, target, argument, 'override');
  }
}

/** `cls.fromkeys(iterable, value)` (_PyDict_FromKeys). */
export function dictFromKeys(rt: Runtime, cls: PyTypeObject, iterable: PyObject, value: PyObject): PyObject {
  const made = callObject(rt, cls, []);
  try {
    if (made.type === rt.types.dict) {
      const dict = made as PyDict;
      if (dict.value.used === 0 && iterable.type === rt.types.dict) {
        fillFromDictKeys(rt, dict, iterable as PyDict, value);
        return made;
      }
      if (dict.value.used === 0 && (iterable.type === rt.types.set || iterable.type === rt.types.frozenset)) {
        fillFromSet(rt, dict, iterable as PySet, value);
        return made;
      }
    }
    const iterator = getIter(rt, iterable);
    try {
      for (let key = iterNext(rt, iterator); key !== null; key = iterNext(rt, iterator)) {
        try {
          if (made.type === rt.types.dict) dictSet(rt, made as PyDict, key, value);
          else setItem(rt, made, key, value);
        } finally {
          decref(rt, key);
        }
      }
    } finally {
      decref(rt, iterator);
    }
  } catch (error) {
    decref(rt, made);
    throw error;
  }
  return made;
}

function fillFromDictKeys(rt: Runtime, dict: PyDict, source: PyDict, value: PyObject): void {
  const from = source.value;
  resizeTable(dict.value, log2SizeForCount(rt, from.used), from.kind !== DictKind.General);
  for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
    const hash = from.hashes?.[entry] ?? null;
    dictSetKnownHash(rt, dict, from.keys[entry] as PyObject, hash, value);
  }
}

function fillFromSet(rt: Runtime, dict: PyDict, source: PySet, value: PyObject): void {
  const from = source.value;
  resizeTable(dict.value, log2SizeForCount(rt, from.used), false);
  for (let slot = nextSlot(from, 0); slot >= 0; slot = nextSlot(from, slot + 1)) {
    dictSetKnownHash(rt, dict, from.keys[slot] as PyObject, hashOfSlot(from, slot), value);
  }
}
