/**
 * Attributes of classes: look-up through the metaclass and the MRO, and stores which forget what caches
 * knew (typeobject.c _Py_type_getattro_impl, type_setattro).
 */
import { decref, incref, type PyObject } from '../memory';
import { repr } from './abstract';
import { dropAttributeError, genericSetAttribute } from './attributes';
import type { PyStr, PyTypeObject } from './layouts';
import { hold, release } from './nativeHold';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';
import { typeLookup, typeModified } from './typeLookup';
import { updateSlotsOfName } from './typeSlots';

/** Null: there is no such attribute; errors of descriptors are thrown. */
function findClassAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  const type = (self as PyTypeObject).value;
  const metaclass = self.type as PyType;
  const metaAttribute = typeLookup(metaclass, name.value);
  const metaGet = metaAttribute === null ? null : (metaAttribute.type as PyType).descrGet;
  if (metaAttribute !== null && metaGet !== null && (metaAttribute.type as PyType).descrSet !== null) {
    return bind(rt, metaAttribute, metaGet, self, metaclass);
  }
  const attribute = typeLookup(type, name.value);
  if (attribute !== null) {
    const get = (attribute.type as PyType).descrGet;
    return get === null ? incref(attribute) : bind(rt, attribute, get, null, type);
  }
  if (metaAttribute === null) return null;
  return metaGet === null ? incref(metaAttribute) : bind(rt, metaAttribute, metaGet, self, metaclass);
}

function bind(rt: Runtime, descriptor: PyObject, get: NonNullable<PyType['descrGet']>, instance: PyObject | null, owner: PyType): PyObject {
  hold(rt, descriptor, 'attribute look-up');
  try {
    return get(rt, descriptor, instance, owner);
  } finally {
    release(rt, descriptor);
  }
}

export function typeGetAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  return findClassAttribute(rt, self, name)
    ?? raise(rt, 'AttributeError', `type object '${(self as PyTypeObject).value.name}' has no attribute '${name.value}'`);
}

export function typeLookupAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  try {
    return findClassAttribute(rt, self, name);
  } catch (error) {
    return dropAttributeError(rt, error);
  }
}

export function typeSetAttribute(rt: Runtime, self: PyObject, name: PyStr, value: PyObject | null): void {
  const type = (self as PyTypeObject).value;
  if (type.flags.immutable) {
    const shown = repr(rt, name);
    const text = `cannot set ${shown.value} attribute of immutable type '${type.name}'`;
    decref(rt, shown);
    raise(rt, 'TypeError', text);
  }
  typeModified(type);
  genericSetAttribute(rt, self, name, value);
  // A destructor that ran meanwhile may have filled caches again, from the new state; versions are only given out then.
  if (name.value.startsWith('__') && name.value.endsWith('__')) updateSlotsOfName(rt, type, name.value);
}
