/** What list and tuple share: finding an item from a start to an end, subscript errors, comparing item by item. */
import { decref, incref, type PyObject } from '../memory';
import { richCompare, richCompareBool } from './abstract';
import type { PyList } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { sliceIndex } from './slice';
import { CompareOp, type PyType } from './type';

/** Optional bounds of `index(value, start, stop)`; None is refused there (_PyEval_SliceIndexNotNone). */
export function indexBounds(rt: Runtime, args: readonly PyObject[], size: number): [start: number, stop: number] {
  const bound = (argument: PyObject | undefined, otherwise: number): number => {
    if (argument === undefined) return otherwise;
    if ((argument.type as PyType).nbIndex === null) raise(rt, 'TypeError', 'slice indices must be integers or have an __index__ method');
    const value = sliceIndex(rt, argument);
    return value < 0 ? Math.max(value + size, 0) : value;
  };
  return [bound(args[1], 0), bound(args[2], Number.MAX_SAFE_INTEGER)];
}

/** The first index from `start` to `stop` whose item equals `value`, or -1. Comparing may change the list. */
export function findInList(rt: Runtime, list: PyList, value: PyObject, start: number, stop: number): number {
  for (let index = start; index < stop && index < list.value.length; index++) {
    if (equalHeld(rt, list.value[index] as PyObject, value)) return index;
  }
  return -1;
}

/** `item == value` with `item` held during the comparison. */
export function equalHeld(rt: Runtime, item: PyObject, value: PyObject): boolean {
  if (item === value) return true;
  item.refcnt++;
  try {
    return richCompareBool(rt, item, value, CompareOp.Eq);
  } finally {
    decref(rt, item);
  }
}

/** How lists and tuples compare: the first differing items decide, then the lengths. `held`: items are held while they are compared. */
export function compareSequences(
  rt: Runtime, left: () => readonly PyObject[], right: () => readonly PyObject[], op: CompareOp, held: boolean,
): PyObject {
  for (let index = 0; index < left().length && index < right().length; index++) {
    const mine = left()[index] as PyObject;
    const theirs = right()[index] as PyObject;
    if (mine === theirs) continue;
    if (held) {
      mine.refcnt++;
      theirs.refcnt++;
    }
    let equal: boolean;
    try {
      equal = richCompareBool(rt, mine, theirs, CompareOp.Eq);
    } finally {
      if (held) {
        decref(rt, mine);
        decref(rt, theirs);
      }
    }
    if (equal) continue;
    // The comparison may have shortened one of them.
    if (index >= left().length || index >= right().length) break;
    if (op === CompareOp.Eq) return incref(rt.false);
    if (op === CompareOp.Ne) return incref(rt.true);
    return richCompare(rt, left()[index] as PyObject, right()[index] as PyObject, op);
  }
  return incref(compareLengths(left().length, right().length, op) ? rt.true : rt.false);
}

function compareLengths(left: number, right: number, op: CompareOp): boolean {
  switch (op) {
    case CompareOp.Lt: return left < right;
    case CompareOp.Le: return left <= right;
    case CompareOp.Eq: return left === right;
    case CompareOp.Ne: return left !== right;
    case CompareOp.Gt: return left > right;
    case CompareOp.Ge: return left >= right;
  }
}

export function raiseIndexType(rt: Runtime, typeName: string, index: PyObject): never {
  raise(rt, 'TypeError', `${typeName} indices must be integers or slices, not ${(index.type as PyType).name}`);
}
