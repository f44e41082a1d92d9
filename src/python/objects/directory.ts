/** What `dir()` collects: names of an object and of its class and bases (typeobject.c merge_class_dict). */
import { incref, type PyObject } from '../memory';
import { dictSet } from './dictStore';
import type { PyDict, PyList } from './layouts';
import { newList } from './listStore';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** Adds the names of a class and, after them, of its bases. */
export function mergeClassNames(rt: Runtime, names: PyDict, type: PyType): void {
  mergeNames(rt, names, type.dict);
  for (const base of type.bases) mergeClassNames(rt, names, base);
}

/** Adds the keys of a dict. */
export function mergeNames(rt: Runtime, names: PyDict, dict: PyDict): void {
  for (const key of [...dict.value.keys]) if (key !== null) dictSet(rt, names, key, rt.none);
}

/** The collected names as a list; `dir()` sorts it. */
export function nameList(rt: Runtime, names: PyDict): PyList {
  const keys = names.value.keys.filter((key): key is PyObject => key !== null);
  return newList(rt, keys.map((key) => incref(key)));
}
