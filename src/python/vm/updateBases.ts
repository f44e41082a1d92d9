/**
 * `__mro_entries__`: bases of a class statement that are not classes say what to put in their place
 * (CPython: bltinmodule.c update_bases).
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject, lookupAttributeString, newTuple, raise, type PyTuple, type PyType } from '../objects';
import type { Interpreter } from './interpreter';

/** The bases themselves (borrowed) when nothing is replaced, otherwise a new tuple (owned). */
export function updateBases(rt: Interpreter, bases: PyTuple): PyTuple {
  const updated: PyObject[] = [];
  let changed = false;
  try {
    for (const base of bases.value) {
      const method = (base.type as PyType).layout === rt.types.type ? null : lookupAttributeString(rt, base, '__mro_entries__');
      if (method === null) {
        updated.push(incref(base));
        continue;
      }
      let entries: PyObject;
      try {
        entries = callObject(rt, method, [bases]);
      } finally {
        decref(rt, method);
      }
      if (entries.type !== rt.types.tuple) {
        decref(rt, entries);
        raise(rt, 'TypeError', '__mro_entries__ must return a tuple');
      }
      changed = true;
      for (const entry of (entries as PyTuple).value) updated.push(incref(entry));
      decref(rt, entries);
    }
  } catch (error) {
    updated.forEach((base) => decref(rt, base));
    throw error;
  }
  if (changed) return newTuple(rt, updated);
  updated.forEach((base) => decref(rt, base));
  return bases;
}
