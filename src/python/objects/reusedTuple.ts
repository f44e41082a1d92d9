/**
 * The result tuple that enumerate, zip and the item iterators of dicts use again while nobody else
 * holds it (cpython-facts 2.2): no new tuple per step of a loop that unpacks.
 */
import { decref, incref, type PyObject } from '../memory';
import type { PyTuple } from './layouts';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';

/** The tuple as it is made with its iterator: all items None. */
export function newReusedTuple(rt: Runtime, size: number): PyTuple {
  const items: PyObject[] = [];
  for (let index = 0; index < size; index++) items.push(incref(rt.none));
  return newTuple(rt, items);
}

/** A pair of two objects that are taken over: `reused` where its iterator alone holds it, else a new tuple. Hot path. */
export function pairInto(rt: Runtime, reused: PyTuple, first: PyObject, second: PyObject): PyTuple {
  if (reused.refcnt !== 1) return newTuple(rt, [first, second]);
  const items = reused.value;
  const oldFirst = items[0] as PyObject;
  const oldSecond = items[1] as PyObject;
  items[0] = first;
  items[1] = second;
  reused.refcnt++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(reused);
  decref(rt, oldFirst);
  decref(rt, oldSecond);
  // The collector may have untracked the tuple while it held None.
  if (reused.gcNext === null) rt.heap.track(reused);
  return reused;
}
