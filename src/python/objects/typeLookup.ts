/**
 * Finding names in classes: the MRO look-up with its cache, special methods, subtype tests, and the
 * invalidation that keeps caches honest (typeobject.c _PyType_Lookup, PyType_Modified).
 *
 * In: a type and a name. Out: what the first class of the MRO with that name holds (borrowed).
 * Instance attributes are not looked at here (see `attributes.ts`).
 *
 * Invariant: a cached look-up is dropped before its borrowed result can be: every change of a class
 * namespace calls `typeModified` first.
 */
import { incref, type PyObject } from '../memory';
import { dictGetString } from './dictStore';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** Hot path. The attribute of a class or its bases, borrowed, or null. */
export function typeLookup(type: PyType, name: string): PyObject | null {
  const cached = type.methodCache.get(name);
  if (cached !== undefined) return cached;
  const found = findNameInMro(type, name);
  type.methodCache.set(name, found);
  return found;
}

/** The look-up without the cache, for types that are being made. */
export function findNameInMro(type: PyType, name: string): PyObject | null {
  const { mro } = type;
  for (let index = 0; index < mro.length; index++) {
    const found = dictGetString((mro[index] as PyType).dict, name);
    if (found !== null) return found;
  }
  return null;
}

/** PyType_IsSubtype: through the MRO, or the base chain of a type that has none yet. */
export function isSubtype(type: PyType, base: PyType): boolean {
  const { mro } = type;
  if (mro.length > 0) return mro.includes(base);
  for (let ancestor: PyType | null = type; ancestor !== null; ancestor = ancestor.base) if (ancestor === base) return true;
  return false;
}

/** Whether `object` is an instance of a built-in type or a subclass, without `__instancecheck__` (PyObject_TypeCheck). */
export function isInstanceOf(object: PyObject, type: PyType): boolean {
  return object.type === type || isSubtype(object.type as PyType, type);
}

/** The version inline caches compare, assigned when first asked for. */
export function ensureVersionTag(rt: Runtime, type: PyType): number {
  if (type.versionTag === 0) type.versionTag = rt.nextTypeVersion++;
  return type.versionTag;
}

/** Forgets everything cached about a type and its subclasses. Called before its namespace, bases or slots change. */
export function typeModified(type: PyType): void {
  type.versionTag = 0;
  if (type.methodCache.size > 0) type.methodCache.clear();
  for (const subclass of type.subclasses.keys()) typeModified(subclass);
}

/**
 * A special method of an object, bound, or null (_PyObject_LookupSpecial): looked up on the class only.
 */
export function lookupSpecial(rt: Runtime, self: PyObject, name: string): PyObject | null {
  const type = self.type as PyType;
  const found = typeLookup(type, name);
  if (found === null) return null;
  const get = (found.type as PyType).descrGet;
  return get === null ? incref(found) : get(rt, found, self, type);
}
