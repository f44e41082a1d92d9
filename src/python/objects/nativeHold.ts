/**
 * References native code takes while it calls back into Python (a descriptor during its `__get__`, a
 * bound method during its call). They are CPython's own, so they are counted; when a recording watches,
 * they are also named, or the ledger would miss them.
 */
import { decref, type PyObject } from '../memory';
import type { Runtime } from './runtime';

/** Takes a reference until `release`; calls must nest. */
export function hold<O extends PyObject>(rt: Runtime, object: O, name: string): O {
  object.refcnt++;
  if (rt.heap.observer !== null) rt.nativeHolders.push({ object, name });
  return object;
}

/** Names a reference that is owned already. */
export function holdOwned<O extends PyObject>(rt: Runtime, object: O, name: string): O {
  if (rt.heap.observer !== null) rt.nativeHolders.push({ object, name });
  return object;
}

/** Gives back what `hold` or `holdOwned` named last. */
export function release(rt: Runtime, object: PyObject): void {
  // An observer may have come meanwhile, so that it was never named.
  if (rt.heap.observer !== null && rt.nativeHolders.at(-1)?.object === object) rt.nativeHolders.pop();
  decref(rt, object);
}
