/**
 * list.sort: which comparison to use, the key function, the state of the list while it is sorted
 * (list_sort_impl of CPython's Objects/listobject.c). The merging itself is in `timsort.ts`.
 *
 * While it is sorted a list is empty for everybody else. The items and keys in the meantime belong to
 * this function alone, so they are announced as native holders where somebody watches.
 */
import { decref, type PyObject } from '../memory';
import { callObject, isTrue, richCompareBool } from './abstract';
import type { PyList, PyTuple } from './layouts';
import { dropItems, setListCapacity, storedCapacity } from './listStore';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { MergeSort, type LessThan } from './timsort';
import { CompareOp, type PyType } from './type';

const SURROGATE = /[\ud800-\udfff]/;
/** The capacity of a list that is being sorted; any change of the list replaces it. */
const BEING_SORTED = -1;

/** Sorts in place. `key` null: the items are their own keys. */
export function sortList(rt: Runtime, list: PyList, key: PyObject | null, reverse: boolean): void {
  const items = list.value;
  const capacity = storedCapacity(list);
  list.value = [];
  setListCapacity(list, BEING_SORTED);
  // Decided once: an observer may come or go while keys are made.
  const isNamed = rt.heap.observer !== null;
  if (isNamed) {
    rt.heap.observer?.mutated(list);
    for (const object of items) rt.nativeHolders.push({ object, name: 'list.sort' });
  }
  try {
    const keys = key === null ? items : computeKeys(rt, items, key, isNamed);
    try {
      if (items.length > 1) sortWithKeys(rt, items, keys, reverse);
    } finally {
      if (keys !== items) {
        if (isNamed) unname(rt, keys);
        for (let index = 0; index < keys.length; index++) decref(rt, keys[index] as PyObject);
      }
    }
    if (storedCapacity(list) !== BEING_SORTED) raise(rt, 'ValueError', 'list modified during sort');
  } finally {
    if (isNamed) unname(rt, items);
    const replaced = list.value;
    list.value = items;
    setListCapacity(list, capacity);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
    dropItems(rt, replaced);
  }
}

function computeKeys(rt: Runtime, items: readonly PyObject[], key: PyObject, isNamed: boolean): PyObject[] {
  const keys: PyObject[] = [];
  try {
    for (let index = 0; index < items.length; index++) {
      const made = callObject(rt, key, [items[index] as PyObject]);
      keys.push(made);
      if (isNamed) rt.nativeHolders.push({ object: made, name: 'list.sort key' });
    }
  } catch (error) {
    if (isNamed) unname(rt, keys);
    dropItems(rt, keys);
    throw error;
  }
  return keys;
}

/** So many were named last. */
function unname(rt: Runtime, items: readonly PyObject[]): void {
  rt.nativeHolders.length -= items.length;
}

/** Reversing before and after keeps equal items in their order. */
function sortWithKeys(rt: Runtime, items: PyObject[], keys: PyObject[], reverse: boolean): void {
  const lessThan = chooseComparison(rt, keys);
  if (reverse) {
    if (keys !== items) keys.reverse();
    items.reverse();
  }
  try {
    new MergeSort(keys, keys === items ? null : items, lessThan).sort();
  } finally {
    if (reverse) items.reverse();
  }
}

/** The pre-sort check: keys of one type are compared without looking up how. */
function chooseComparison(rt: Runtime, keys: readonly PyObject[]): LessThan {
  const { types } = rt;
  const first = keys[0] as PyObject;
  let inTuples = first.type === types.tuple && (first as PyTuple).value.length > 0;
  const keyType = (inTuples ? (first as PyTuple).value[0] as PyObject : first).type as PyType;
  let sameType = true;
  const heads: PyObject[] = [];
  for (const key of keys) {
    if (inTuples && !(key.type === types.tuple && (key as PyTuple).value.length > 0)) {
      inTuples = false;
      sameType = false;
      break;
    }
    const head = inTuples ? (key as PyTuple).value[0] as PyObject : key;
    heads.push(head);
    if (head.type !== keyType) {
      sameType = false;
      if (!inTuples) break;
    }
  }
  const compare = sameType ? comparisonOfType(rt, keyType, heads) : safeComparison(rt);
  return inTuples ? tupleComparison(rt, keyType === types.tuple ? safeComparison(rt) : compare) : compare;
}

function comparisonOfType(rt: Runtime, type: PyType, keys: readonly PyObject[]): LessThan {
  const { types } = rt;
  if (type === types.str) {
    return keys.some((key) => SURROGATE.test(key.value as string))
      ? (left, right) => precedesByCodePoint(left.value as string, right.value as string)
      : (left, right) => (left.value as string) < (right.value as string);
  }
  if (type === types.int || type === types.float) return (left, right) => (left.value as number) < (right.value as number);
  const { richcompare } = type;
  return richcompare === null ? safeComparison(rt) : sameTypeComparison(rt, richcompare);
}

/** Whether `left` comes first when characters above U+FFFF count as one. */
function precedesByCodePoint(left: string, right: string): boolean {
  const shared = Math.min(left.length, right.length);
  let offset = 0;
  while (offset < shared && left.charCodeAt(offset) === right.charCodeAt(offset)) offset++;
  if (offset === shared) return left.length < right.length;
  const mine = left.charCodeAt(offset);
  const theirs = right.charCodeAt(offset);
  // Units of pairs stand for characters above all others.
  const isPair = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
  return isPair(mine) === isPair(theirs) ? mine < theirs : isPair(theirs);
}

const safeComparison = (rt: Runtime): LessThan => (left, right) => richCompareBool(rt, left, right, CompareOp.Lt);

/** unsafe_object_compare */
function sameTypeComparison(rt: Runtime, richcompare: NonNullable<PyType['richcompare']>): LessThan {
  return (left, right) => {
    if ((left.type as PyType).richcompare !== richcompare) return richCompareBool(rt, left, right, CompareOp.Lt);
    const result = richcompare(rt, left, right, CompareOp.Lt);
    if (result === rt.true || result === rt.false) {
      result.refcnt--;
      return result === rt.true;
    }
    if (result === rt.notImplemented) {
      decref(rt, result);
      return richCompareBool(rt, left, right, CompareOp.Lt);
    }
    try {
      return isTrue(rt, result);
    } finally {
      decref(rt, result);
    }
  };
}

/** unsafe_tuple_compare: `compareFirst` is for the first items only. */
function tupleComparison(rt: Runtime, compareFirst: LessThan): LessThan {
  return (left, right) => {
    const mine = (left as PyTuple).value;
    const theirs = (right as PyTuple).value;
    let index = 0;
    while (index < mine.length && index < theirs.length
      && richCompareBool(rt, mine[index] as PyObject, theirs[index] as PyObject, CompareOp.Eq)) index++;
    if (index >= mine.length || index >= theirs.length) return mine.length < theirs.length;
    if (index === 0) return compareFirst(mine[0] as PyObject, theirs[0] as PyObject);
    return richCompareBool(rt, mine[index] as PyObject, theirs[index] as PyObject, CompareOp.Lt);
  };
}
