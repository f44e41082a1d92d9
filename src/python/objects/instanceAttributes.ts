/**
 * `__dict__` and `__weakref__` of instances of classes made by Python (typeobject.c subtype_dict,
 * subtype_setdict, subtype_getweakref), and the generic `__dict__` of built-in types.
 */
import { decref, incref, type PyObject } from '../memory';
import { detachValues, exchangeDict, existingDict, hasInlineValues, instanceDict, materializeDict } from './attributes';
import type { PyDict } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { AttributeStorage, type GetSetDefinition, type PyType } from './type';
import { typeLookup } from './typeLookup';

/** PyObject_GenericGetDict */
export function genericGetDict(rt: Runtime, self: PyObject): PyObject {
  const dict = instanceDict(rt, self);
  if (dict === null) raise(rt, 'AttributeError', 'This object has no __dict__');
  return incref(dict);
}

/** PyObject_GenericSetDict */
export function genericSetDict(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value === null && (self.type as PyType).layout.base !== null) raise(rt, 'TypeError', 'cannot delete __dict__');
  // Inline values become a dict before anything is checked (_PyObject_GetDictPtr), which then dies as a whole.
  if ((self.type as PyType).attributeStorage === AttributeStorage.Inline && hasInlineValues(self) && existingDict(self) === null) {
    materializeDict(rt, self);
  }
  if (value !== null && (value.type as PyType).layout !== rt.types.dict) {
    raise(rt, 'TypeError', `__dict__ must be set to a dictionary, not a '${value.type.name}'`);
  }
  const old = exchangeDict(self, value === null ? null : incref(value) as PyDict);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (old !== null) {
    if (old.refcnt > 1) detachValues(rt, old);
    decref(rt, old);
  }
}

/** get_builtin_base_with_dict: a built-in base that has a `__dict__` of its own, whose descriptor then decides. */
function builtinBaseWithDict(type: PyType): PyType | null {
  for (let base: PyType | null = type; base !== null && base.base !== null; base = base.base) {
    if (base.attributeStorage !== AttributeStorage.None && !base.flags.heap) return base;
  }
  return null;
}

function dictDescriptor(rt: Runtime, self: PyObject, base: PyType): PyObject {
  const descriptor = typeLookup(base, '__dict__');
  if (descriptor === null || (descriptor.type as PyType).descrSet === null) {
    raise(rt, 'TypeError', `this __dict__ descriptor does not support '${self.type.name}' objects`);
  }
  return descriptor;
}

export const instanceDictGetset: GetSetDefinition = {
  name: '__dict__',
  get: (rt, self) => {
    const base = builtinBaseWithDict(self.type as PyType);
    if (base === null) return genericGetDict(rt, self);
    const descriptor = dictDescriptor(rt, self, base);
    return (descriptor.type as PyType).descrGet?.(rt, descriptor, self, self.type as PyType) as PyObject;
  },
  set: (rt, self, value) => {
    const base = builtinBaseWithDict(self.type as PyType);
    if (base === null) {
      genericSetDict(rt, self, value);
      return;
    }
    const descriptor = dictDescriptor(rt, self, base);
    (descriptor.type as PyType).descrSet?.(rt, descriptor, self, value);
  },
  doc: 'dictionary for instance variables',
};

export const weakrefGetset: GetSetDefinition = {
  name: '__weakref__',
  get: (rt, self) => {
    const first = rt.heap.weakrefs.of(self)[0];
    return incref(first ?? rt.none);
  },
  doc: 'list of weak references to the object',
};
