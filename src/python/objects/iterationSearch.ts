/** Counting and finding a value by iteration (CPython's _PySequence_IterSearch). */
import { decref, type PyObject } from '../memory';
import { getIterOr, iterNext, richCompareBool } from './abstract';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { CompareOp } from './type';

/** How many items equal `value`, or the position of the first one that does (ValueError for none). */
export function searchByIteration(rt: Runtime, iterable: PyObject, value: PyObject, operation: 'count' | 'index'): number {
  const iterator = getIterOr(rt, iterable, () => `argument of type '${iterable.type.name}' is not iterable`);
  let count = 0;
  try {
    for (let position = 0; ; position++) {
      const item = iterNext(rt, iterator);
      if (item === null) break;
      let equal: boolean;
      try {
        equal = richCompareBool(rt, item, value, CompareOp.Eq);
      } finally {
        decref(rt, item);
      }
      if (equal && operation === 'index') return position;
      if (equal) count++;
    }
  } finally {
    decref(rt, iterator);
  }
  if (operation === 'index') raise(rt, 'ValueError', 'sequence.index(x): x not in sequence');
  return count;
}
