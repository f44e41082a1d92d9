/**
 * Lazy tracking of tuples and dicts (cpython-facts 2.1): whether an object can be part of a cycle as
 * far as its holder is concerned (_PyObject_GC_MAY_BE_TRACKED).
 */
import type { PyObject } from '../memory';
import { PyType } from './type';

/** Exactly `tuple`; no registry needed, as only tuples are untracked at every collection. */
function isExactTuple(type: PyType): boolean {
  return type.untrackAt === 'every' && type.layout === type;
}

/** A container, unless it is an exact tuple that is untracked or a static type (which is no container). Hot path. */
export function mayBeTracked(object: PyObject): boolean {
  const type = object.type as PyType;
  if (!type.isGC) return false;
  if (object.gcNext !== null) return true;
  if (isExactTuple(type)) return false;
  return !(object.value instanceof PyType) || object.value.ownedByInstances;
}
