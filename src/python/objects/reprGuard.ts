/**
 * Recursion guard of the reprs of containers (Py_ReprEnter, Py_ReprLeave): a container met again while its own repr is being made is
 * written short. As in CPython the containers under way are in a list in the thread's dict, both made when they are first needed, where
 * a program sees them: in reference counts and among the collector's objects.
 */
import { decref, type PyObject } from '../memory';
import { repr } from './abstract';
import { dictGetString, dictSetString, newDict } from './dictStore';
import type { PyDict, PyList, PyStr } from './layouts';
import { listAppend, listAssignSlice, newList } from './listStore';
import type { Runtime } from './runtime';
import { newStr } from './str';
import { internStr } from './strValue';

const LIST_KEY = 'Py_Repr';

/** PyThreadState_GetDict (borrowed). */
function threadDict(rt: Runtime): PyDict {
  let dict = rt.moduleStates.get('thread dict') as PyDict | undefined;
  if (dict === undefined) {
    dict = newDict(rt);
    rt.moduleStates.set('thread dict', dict);
  }
  return dict;
}

function containersUnderWay(rt: Runtime): PyList {
  const dict = threadDict(rt);
  const known = dictGetString(dict, LIST_KEY);
  if (known !== null) return known as PyList;
  const list = newList(rt, []);
  const key = internStr(rt, LIST_KEY);
  dictSetString(rt, dict, key, list);
  decref(rt, key);
  decref(rt, list);
  return list;
}

/** False: the repr of `self` is under way already. */
export function enterRepr(rt: Runtime, self: PyObject): boolean {
  const list = containersUnderWay(rt);
  if (list.value.includes(self)) return false;
  listAppend(rt, list, self);
  return true;
}

export function leaveRepr(rt: Runtime, self: PyObject): void {
  const list = containersUnderWay(rt);
  const index = list.value.lastIndexOf(self);
  if (index >= 0) listAssignSlice(rt, list, index, index + 1, null);
}

/** The text of `make`, or `recursive` when the repr of `self` is under way already. */
export function guardedRepr(rt: Runtime, self: PyObject, recursive: string, make: () => string): PyStr {
  if (!enterRepr(rt, self)) return newStr(rt, recursive);
  try {
    return newStr(rt, make());
  } finally {
    leaveRepr(rt, self);
  }
}

/** repr(object) as JavaScript text. */
export function reprText(rt: Runtime, object: PyObject): string {
  const text = repr(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}
