/**
 * dict as a type (CPython's Objects/dictobject.c). Entries and references are in `dictStore.ts`,
 * copying and merging in `dictMerge.ts`, views in `dictViews.ts`, iterators in `dictIterators.ts`.
 */
import { decref, incref, type Heap, type PyObject, type Visit } from '../memory';
import { richCompareBool } from './abstract';
import { DictData, DictKind, keysSize, releaseOrder, tableBlocks } from './dictData';
import { newDictIterator } from './dictIterators';
import { dictCopy, dictMerge, dictUpdateArgument } from './dictMerge';
import { dictMethods } from './dictMethods';
import { dictClear, dictDealloc, dictDelete, dictFind, dictFindKnownHash, dictSet, dictSubscript, entryHash, isDictLike, nextEntry } from './dictStore';
import { newLayoutInstance } from './layoutInstance';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { checkPositional } from './nativeArguments';
import { raise, raiseKeyError } from './raise';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { mayBeTracked } from './tracking';
import { CompareOp, type PyType, type TypeDefinition } from './type';

export {
  dictClear, dictDelete, dictFind, dictFindString, dictGet, dictGetStr, dictGetString, dictPop, dictSet, dictSetDefault, dictSetString, dictSetTake, isDictLike,
  newDict, newDictPresized, newSplitDict, nextEntry, replaceValue,
} from './dictStore';
export { dictCopy, dictMerge, dictUpdate, dictUpdateArgument, type MergeRule } from './dictMerge';
export { DictData, DictKind } from './dictData';

/** An exact dict is untracked until it holds something that may be tracked; subclass instances are tracked at birth. */
function dictNew(rt: Runtime, type: PyType): PyDict {
  const dict = newLayoutInstance(rt, type, new DictData());
  if (type === rt.types.dict && !rt.heap.tracksDicts) rt.heap.untrack(dict);
  return dict;
}

function dictInit(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  updateFromArguments(rt, self as PyDict, args.value, kwargs, 'dict');
}

/** dict_update_common */
export function updateFromArguments(rt: Runtime, dict: PyDict, args: readonly PyObject[], kwargs: PyDict | null, name: string): void {
  checkPositional(rt, name, args.length, 0, 1);
  if (args[0] !== undefined) dictUpdateArgument(rt, dict, args[0]);
  if (kwargs !== null) {
    for (const key of kwargs.value.keys) {
      if (key !== null && (key.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'keywords must be strings');
    }
    dictMerge(rt, dict, kwargs, 'override');
  }
}

/** `dict(...)` without argument tuple or keyword dict. */
function dictVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const positional = args.length - (kwnames === null ? 0 : kwnames.length);
  checkPositional(rt, 'dict', positional, 0, 1);
  const dict = dictNew(rt, type);
  try {
    if (positional === 1) dictUpdateArgument(rt, dict, args[0] as PyObject);
    kwnames?.forEach((name, index) => dictSet(rt, dict, name, args[positional + index] as PyObject));
  } catch (error) {
    decref(rt, dict);
    throw error;
  }
  return dict;
}

/** A table of str keys shows its values only, as CPython's does; others value and key of each entry. */
function dictTraverse(self: PyObject, visit: Visit): void {
  const { keys, values, kind, shared } = (self as PyDict).value;
  if (shared !== null) {
    for (const entry of releaseOrder((self as PyDict).value)) visit(values[entry] as PyObject);
    return;
  }
  if (kind !== DictKind.General) {
    // Not even a look at the keys: they are elsewhere in memory, and a collection visits every dict three times.
    for (let entry = 0; entry < values.length; entry++) {
      const value = values[entry] as PyObject | null;
      if (value !== null) visit(value);
    }
    return;
  }
  for (let entry = 0; entry < values.length; entry++) {
    const value = values[entry] as PyObject | null;
    if (value === null) continue;
    visit(value);
    visit(keys[entry] as PyObject);
  }
}

/** _PyDict_MaybeUntrack */
function maybeUntrackDict(heap: Heap, self: PyObject): void {
  if ((self.type as PyType).layout !== self.type || self.gcNext === null) return;
  const { keys, values, kind } = (self as PyDict).value;
  for (let entry = 0; entry < values.length; entry++) {
    const value = values[entry] as PyObject | null;
    if (value === null) continue;
    if (mayBeTracked(value) || (kind === DictKind.General && mayBeTracked(keys[entry] as PyObject))) return;
  }
  heap.untrack(self);
}

function dictRepr(rt: Runtime, self: PyObject): PyObject {
  const { value: data } = self as PyDict;
  return guardedRepr(rt, self, '{...}', () => {
    if (data.used === 0) return '{}';
    const texts: string[] = [];
    for (let entry = nextEntry(data, 0); entry >= 0; entry = nextEntry(data, entry + 1)) {
      const key = incref(data.keys[entry] as PyObject);
      const value = incref(data.values[entry] as PyObject);
      try {
        texts.push(`${reprText(rt, key)}: ${reprText(rt, value)}`);
      } finally {
        decref(rt, key);
        decref(rt, value);
      }
    }
    return `{${texts.join(', ')}}`;
  });
}

function dictCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isDictLike(rt, other) || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
  return incref(dictEqual(rt, self as PyDict, other) === (op === CompareOp.Eq) ? rt.true : rt.false);
}

/** dict_equal */
function dictEqual(rt: Runtime, left: PyDict, right: PyDict): boolean {
  if (left.value.used !== right.value.used) return false;
  const { value: mine } = left;
  const { value: theirs } = right;
  for (let entry = nextEntry(mine, 0); entry >= 0; entry = nextEntry(mine, entry + 1)) {
    const value = incref(mine.values[entry] as PyObject);
    const key = incref(mine.keys[entry] as PyObject);
    let equal = false;
    try {
      const found = theirs.byHash === null ? dictFind(rt, right, key) : dictFindKnownHash(rt, right, key, entryHash(rt, mine, entry));
      if (found >= 0) {
        const other = incref(theirs.values[found] as PyObject);
        try {
          equal = richCompareBool(rt, value, other, CompareOp.Eq);
        } finally {
          decref(rt, other);
        }
      }
    } finally {
      decref(rt, key);
      decref(rt, value);
    }
    if (!equal) return false;
  }
  return true;
}

function dictOr(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDictLike(rt, left) || !isDictLike(rt, right)) return incref(rt.notImplemented);
  const merged = dictCopy(rt, left);
  try {
    dictUpdateArgument(rt, merged, right);
  } catch (error) {
    decref(rt, merged);
    throw error;
  }
  return merged;
}

export const dictType: TypeDefinition = {
  name: 'dict',
  doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
    + 'dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\n'
    + 'dict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)',
  gc: true,
  flags: { basetype: true, mapping: true },
  basicsize: 48,
  untrackAt: 'full',
  maybeUntrack: maybeUntrackDict,
  sizeof: (_rt, self) => (self.type as PyType).basicsize + keysSize((self as PyDict).value),
  furtherBytes: (self, present) => tableBlocks((self as PyDict).value, present),
  construct: dictVectorcall,
  slots: {
    new: dictNew,
    init: dictInit,
    dealloc: dictDealloc,
    traverse: dictTraverse,
    clear: (rt, self) => dictClear(rt, self as PyDict),
    repr: dictRepr,
    richcompare: dictCompare,
    iter: (rt, self) => newDictIterator(rt, rt.types.dictKeyIterator, self as PyDict),
    sqContains: (rt, self, key) => dictFind(rt, self as PyDict, key) >= 0,
    mpLength: (_rt, self) => (self as PyDict).value.used,
    mpSubscript: (rt, self, key) => dictSubscript(rt, self as PyDict, key),
    mpAssSubscript: (rt, self, key, value) => {
      if (value !== null) dictSet(rt, self as PyDict, key, value);
      else if (!dictDelete(rt, self as PyDict, key)) raiseKeyError(rt, key);
    },
    nbOr: dictOr,
    nbInplaceOr: (rt, self, other) => {
      dictUpdateArgument(rt, self as PyDict, other);
      return incref(self);
    },
  },
  methods: dictMethods,
};
