/**
 * What a new class tells others: `__set_name__` of the values in its body, `__init_subclass__` of its
 * parent (typeobject.c type_new_set_names, type_new_init_subclass).
 */
import { decref, type PyObject } from '../memory';
import { callMethod, callObject, callWithTuple, getAttributeString, repr } from './abstract';
import { dictCopy } from './dict';
import { PythonError } from './errors';
import type { PyDict } from './layouts';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { PyType } from './type';
import { lookupSpecial } from './typeLookup';

export function callSetNames(rt: Runtime, type: PyType): void {
  // A copy, as the hooks may change the namespace.
  const names = dictCopy(rt, type.dict);
  try {
    const { keys, values } = names.value;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? null;
      if (key === null) continue;
      const value = values[index] as PyObject;
      const hook = lookupSpecial(rt, value, '__set_name__');
      if (hook === null) continue;
      try {
        decref(rt, callObject(rt, hook, [type.object, key]));
      } catch (error) {
        if (error instanceof PythonError) addNote(rt, error.exception, type, key, value);
        throw error;
      } finally {
        decref(rt, hook);
      }
    }
  } finally {
    decref(rt, names);
  }
}

function addNote(rt: Runtime, exception: PyObject, type: PyType, key: PyObject, value: PyObject): void {
  const shown = repr(rt, key);
  const note = newStr(rt, `Error calling __set_name__ on '${value.type.name}' instance ${shown.value} in '${type.name}'`);
  decref(rt, shown);
  try {
    decref(rt, callMethod(rt, exception, 'add_note', [note]));
  } finally {
    decref(rt, note);
  }
}

/** `super(cls, cls).__init_subclass__(**kwargs)` */
export function callInitSubclass(rt: Runtime, type: PyType, kwargs: PyDict | null): void {
  const parent = callObject(rt, rt.types.super.object, [type.object, type.object]);
  let hook: PyObject;
  try {
    hook = getAttributeString(rt, parent, '__init_subclass__');
  } finally {
    decref(rt, parent);
  }
  try {
    decref(rt, kwargs === null || kwargs.value.used === 0
      ? callObject(rt, hook, []) : callWithTuple(rt, hook, rt.emptyTuple, kwargs));
  } finally {
    decref(rt, hook);
  }
}
