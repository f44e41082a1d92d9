/**
 * Attribute access on any object (object.c PyObject_GetAttr and its kin): dispatch to the type's slots,
 * name checks, and the `name`/`obj` an AttributeError remembers.
 */
import { decref, GcBits, incref, type PyObject } from '../memory';
import { dropAttributeError, genericGetAttribute, genericLookupAttribute } from './attributes';
import { PythonError } from './errors';
import type { PyStr } from './layouts';
import { completeAttributeError, raise } from './raise';
import type { Runtime } from './runtime';
import { internStr, internStrObject } from './strValue';
import type { PyType } from './type';

/** PyObject_GetAttr */
export function getAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  const type = self.type as PyType;
  if (name.type !== rt.types.str && (name.type as PyType).layout !== rt.types.str) raiseNotAName(rt, name);
  const { getattro } = type;
  if (getattro === null) raise(rt, 'AttributeError', `'${type.name}' object has no attribute '${name.value}'`);
  try {
    return getattro(rt, self, name);
  } catch (error) {
    if (error instanceof PythonError) completeAttributeError(rt, error.exception, self, name);
    throw error;
  }
}

export function getAttributeString(rt: Runtime, self: PyObject, name: string): PyObject {
  const nameObject = internStr(rt, name);
  try {
    return getAttribute(rt, self, nameObject);
  } finally {
    decref(rt, nameObject);
  }
}

/** _PyObject_LookupAttr: null in the place of AttributeError. */
export function lookupAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  const type = self.type as PyType;
  if (name.type !== rt.types.str && (name.type as PyType).layout !== rt.types.str) raiseNotAName(rt, name);
  if (type.getattro === genericGetAttribute) return genericLookupAttribute(rt, self, name);
  if (type.lookupAttribute !== null) return type.lookupAttribute(rt, self, name);
  if (type.getattro === null) return null;
  try {
    return type.getattro(rt, self, name);
  } catch (error) {
    return dropAttributeError(rt, error);
  }
}

export function lookupAttributeString(rt: Runtime, self: PyObject, name: string): PyObject | null {
  const nameObject = internStr(rt, name);
  try {
    return lookupAttribute(rt, self, nameObject);
  } finally {
    decref(rt, nameObject);
  }
}

/** PyObject_SetAttr; `value` (borrowed) null deletes. */
export function setAttribute(rt: Runtime, self: PyObject, name: PyStr, value: PyObject | null): void {
  const type = self.type as PyType;
  if ((name.type as PyType).layout !== rt.types.str) raiseNotAName(rt, name);
  const interned = (name.gc & GcBits.Interned) !== 0 || name.type !== rt.types.str ? incref(name) : internStrObject(rt, name);
  try {
    if (type.setattro === null) {
      const kind = type.getattro === null ? 'no attributes' : 'only read-only attributes';
      raise(rt, 'TypeError', `'${type.name}' object has ${kind} (${value === null ? 'del' : 'assign to'} .${name.value})`);
    }
    type.setattro(rt, self, interned, value);
  } finally {
    decref(rt, interned);
  }
}

export function setAttributeString(rt: Runtime, self: PyObject, name: string, value: PyObject | null): void {
  const nameObject = internStr(rt, name);
  try {
    setAttribute(rt, self, nameObject, value);
  } finally {
    decref(rt, nameObject);
  }
}

function raiseNotAName(rt: Runtime, name: PyObject): never {
  raise(rt, 'TypeError', `attribute name must be string, not '${(name.type as PyType).name}'`);
}
