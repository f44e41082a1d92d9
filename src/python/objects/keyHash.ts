/**
 * The hash of a key of a dict or an element of a set. In 3.14 and later a TypeError says what could not be used as what
 * (dictobject.c dict_unhashable_type, setobject.c set_unhashable_type).
 */
import { decref, type PyObject } from '../memory';
import { hash, str } from './abstract';
import { PythonError } from './errors';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { Hash } from './type';

export function hashOfKey(rt: Runtime, key: PyObject): Hash {
  return rt.profile.hashErrorsNamePlace ? hashOrExplain(rt, key, 'a dict key') : hash(rt, key);
}

export function hashOfElement(rt: Runtime, element: PyObject): Hash {
  return rt.profile.hashErrorsNamePlace ? hashOrExplain(rt, element, 'a set element') : hash(rt, element);
}

function hashOrExplain(rt: Runtime, object: PyObject, place: string): Hash {
  try {
    return hash(rt, object);
  } catch (error) {
    if (!(error instanceof PythonError) || error.exception.type !== rt.exceptions.TypeError) throw error;
    const text = str(rt, error.exception);
    const message = `cannot use '${object.type.name}' as ${place} (${text.value})`;
    decref(rt, text);
    decref(rt, error.exception);
    raise(rt, 'TypeError', message);
  }
}
