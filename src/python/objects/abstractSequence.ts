/**
 * Items, lengths, membership and iteration of any object (abstract.c PyObject_GetItem, PySequence_*,
 * PyIter_*).
 */
import { decref, incref, type PyObject } from '../memory';
import { lookupAttributeString } from './abstractAttribute';
import { callMethod, callObject } from './abstractCall';
import { asIndexNumber, hasIndex } from './abstractNumber';
import { isInt, richCompareBool } from './abstractObject';
import { PythonError } from './errors';
import { newInt } from './intValue';
import { newGenericAlias } from './genericAlias';
import { newSequenceIterator } from './iterators';
import type { PyInt, PyList, PyTuple } from './layouts';
import { matches, raise } from './raise';
import type { PyRange } from './range';
import type { Runtime } from './runtime';
import { CompareOp, type PyType } from './type';
import { lookupSpecial } from './typeLookup';

/** PyObject_GetItem */
export function getItem(rt: Runtime, container: PyObject, key: PyObject): PyObject {
  const type = container.type as PyType;
  if (type.mpSubscript !== null) return type.mpSubscript(rt, container, key);
  if (type.sqItem !== null) {
    if (hasIndex(rt, key)) return sequenceItem(rt, container, asIndexNumber(rt, key, 'IndexError'));
    raise(rt, 'TypeError', `sequence index must be integer, not '${(key.type as PyType).name}'`);
  }
  if (type.layout === rt.types.type) return classItem(rt, container, key);
  raise(rt, 'TypeError', `'${type.name}' object is not subscriptable`);
}

/** `Class[key]` through `__class_getitem__`. */
function classItem(rt: Runtime, container: PyObject, key: PyObject): PyObject {
  const type = (container as PyObject<PyType>).value;
  if (type === rt.types.type) return newGenericAlias(rt, container, key);
  const method = lookupAttributeString(rt, container, '__class_getitem__');
  if (method === null || method === rt.none) {
    if (method !== null) decref(rt, method);
    raise(rt, 'TypeError', `type '${type.name}' is not subscriptable`);
  }
  try {
    return callObject(rt, method, [key]);
  } finally {
    decref(rt, method);
  }
}

/** PySequence_GetItem: negative indices count from the end. */
export function sequenceItem(rt: Runtime, sequence: PyObject, position: number): PyObject {
  const type = sequence.type as PyType;
  if (type.sqItem === null) {
    raise(rt, 'TypeError', type.mpSubscript !== null
      ? `${type.name} is not a sequence` : `'${type.name}' object does not support indexing`);
  }
  const adjusted = position < 0 && type.sqLength !== null ? position + type.sqLength(rt, sequence) : position;
  return type.sqItem(rt, sequence, adjusted);
}

/** PyObject_SetItem */
export function setItem(rt: Runtime, container: PyObject, key: PyObject, value: PyObject): void {
  assignItem(rt, container, key, value, 'assignment');
}

/** PyObject_DelItem */
export function deleteItem(rt: Runtime, container: PyObject, key: PyObject): void {
  assignItem(rt, container, key, null, 'deletion');
}

function assignItem(rt: Runtime, container: PyObject, key: PyObject, value: PyObject | null, what: string): void {
  const type = container.type as PyType;
  if (type.mpAssSubscript !== null) {
    type.mpAssSubscript(rt, container, key, value);
    return;
  }
  if (type.sqAssItem !== null) {
    if (!hasIndex(rt, key)) raise(rt, 'TypeError', `sequence index must be integer, not '${(key.type as PyType).name}'`);
    let position = asIndexNumber(rt, key, 'IndexError');
    if (position < 0 && type.sqLength !== null) position += type.sqLength(rt, container);
    type.sqAssItem(rt, container, position, value);
    return;
  }
  if (hasSequenceSlots(type) && hasIndex(rt, key)) {
    asIndexNumber(rt, key, 'IndexError');
    if (value === null) raise(rt, 'TypeError', `'${type.name}' object doesn't support item deletion`);
  }
  raise(rt, 'TypeError', `'${type.name}' object does not support item ${what}`);
}

/** Whether C's `tp_as_sequence` is there; classes of a program always have it. */
function hasSequenceSlots(type: PyType): boolean {
  return type.ownedByInstances || type.sqLength !== null || type.sqItem !== null || type.sqContains !== null || type.sqConcat !== null;
}

/** PyObject_Size */
export function length(rt: Runtime, object: PyObject): number {
  const type = object.type as PyType;
  if (type.sqLength !== null) return type.sqLength(rt, object);
  if (type.mpLength !== null) return type.mpLength(rt, object);
  raise(rt, 'TypeError', `object of type '${type.name}' has no len()`);
}

/** PySequence_Contains */
/** len() of what may be longer than 2^53 items, which only a range or `__len__` can say. */
export function exactLength(rt: Runtime, object: PyObject): number | bigint {
  const approximate = length(rt, object);
  if (approximate <= Number.MAX_SAFE_INTEGER) return approximate;
  if (object.type === rt.types.range) return (object as PyRange).value.length.value;
  const exact = callMethod(rt, object, '__len__', []) as PyInt;
  const { value } = exact;
  decref(rt, exact);
  return value;
}

export function contains(rt: Runtime, container: PyObject, value: PyObject): boolean {
  const { sqContains } = container.type as PyType;
  return sqContains !== null ? sqContains(rt, container, value) : containsByIteration(rt, container, value);
}

/** _PySequence_IterSearch for PY_ITERSEARCH_CONTAINS. */
export function containsByIteration(rt: Runtime, container: PyObject, value: PyObject): boolean {
  const iterator = getIterOr(rt, container, () => `argument of type '${(container.type as PyType).name}' is not iterable`);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        if (richCompareBool(rt, item, value, CompareOp.Eq)) return true;
      } finally {
        decref(rt, item);
      }
    }
    return false;
  } finally {
    decref(rt, iterator);
  }
}

// ---- iteration -----------------------------------------------------------------------------------

/** PySequence_Check */
export function isSequence(rt: Runtime, object: PyObject): boolean {
  const type = object.type as PyType;
  return type.layout !== rt.types.dict && type.sqItem !== null;
}

/** PyObject_GetIter */
export function getIter(rt: Runtime, object: PyObject): PyObject {
  const type = object.type as PyType;
  if (type.iter === null) {
    if (isSequence(rt, object)) return newSequenceIterator(rt, object);
    raise(rt, 'TypeError', `'${type.name}' object is not iterable`);
  }
  const iterator = type.iter(rt, object);
  if (isIterator(iterator)) return iterator;
  const { name } = iterator.type as PyType;
  decref(rt, iterator);
  raise(rt, 'TypeError', `iter() returned non-iterator of type '${name}'`);
}

/** PySequence_Fast's kind of message: another text when the object is not iterable at all. */
export function getIterOr(rt: Runtime, object: PyObject, message: () => string): PyObject {
  try {
    return getIter(rt, object);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    raise(rt, 'TypeError', message());
  }
}

/** PyIter_Check */
export function isIterator(object: PyObject): boolean {
  const { iternext } = object.type as PyType;
  return iternext !== null && iternext !== nextNotImplemented;
}

/** _PyObject_NextNotImplemented: the `iternext` of classes with an `__iter__` but no `__next__`. */
export function nextNotImplemented(rt: Runtime, self: PyObject): PyObject | null {
  raise(rt, 'TypeError', `'${(self.type as PyType).name}' object is not iterable`);
}

/** PyIter_Next: null when exhausted; a StopIteration counts as that. */
export function iterNext(rt: Runtime, iterator: PyObject): PyObject | null {
  const { iternext } = iterator.type as PyType;
  if (iternext === null) raise(rt, 'TypeError', `'${(iterator.type as PyType).name}' object is not an iterator`);
  if (--rt.nativeTicks < 0) rt.nativeCheckPoint();
  try {
    return iternext(rt, iterator);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

/** All items of an iterable, owned by the caller. Lists and tuples are read as they are. */
export function iterateToArray(rt: Runtime, iterable: PyObject): PyObject[] {
  if (iterable.type === rt.types.list || iterable.type === rt.types.tuple) {
    const items = (iterable as PyList | PyTuple).value.slice();
    for (const item of items) item.refcnt++;
    return items;
  }
  const iterator = getIter(rt, iterable);
  const items: PyObject[] = [];
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) items.push(item);
  } catch (error) {
    for (const item of items) decref(rt, item);
    throw error;
  } finally {
    decref(rt, iterator);
  }
  return items;
}

/** PyObject_LengthHint */
export function lengthHint(rt: Runtime, object: PyObject, otherwise: number): number {
  const type = object.type as PyType;
  if (type.sqLength !== null || type.mpLength !== null) {
    try {
      return length(rt, object);
    } catch (error) {
      dropTypeError(rt, error);
    }
  }
  const method = lookupSpecial(rt, object, '__length_hint__');
  if (method === null) return otherwise;
  let hint: PyObject;
  try {
    hint = callObject(rt, method, []);
  } catch (error) {
    dropTypeError(rt, error);
    return otherwise;
  } finally {
    decref(rt, method);
  }
  try {
    if (hint === rt.notImplemented) return otherwise;
    if (!isInt(rt, hint)) raise(rt, 'TypeError', `__length_hint__ must be an integer, not ${(hint.type as PyType).name}`);
    const size = asIndexNumber(rt, hint, 'OverflowError');
    if (size < 0) raise(rt, 'ValueError', '__length_hint__() should return >= 0');
    return size;
  } finally {
    decref(rt, hint);
  }
}

function dropTypeError(rt: Runtime, error: unknown): void {
  if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
  decref(rt, error.exception);
}

/** A position as an int for a call of `__getitem__` and its kin. */
export function positionObject(rt: Runtime, position: number): PyObject {
  return newInt(rt, position);
}

/** PySequence_Tuple, PySequence_List: the exact object itself when it is one already. */
export function toTuple(rt: Runtime, iterable: PyObject, newTuple: (rt: Runtime, items: PyObject[]) => PyTuple): PyTuple {
  if (iterable.type === rt.types.tuple) return incref(iterable) as PyTuple;
  const items = iterateToArray(rt, iterable);
  return items.length === 0 ? incref(rt.emptyTuple) : newTuple(rt, items);
}
