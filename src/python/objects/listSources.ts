/**
 * What a list takes from the containers it knows (listobject.c list_extend_set, list_extend_dict, list_extend_dictitems: 3.13 and
 * later): exact sets, dicts and views of dicts are copied without an iterator. In: any iterable. Out: new references, or null.
 */
import { incref, type PyObject } from '../memory';
import type { PyDict, PySet } from './layouts';
import type { Runtime } from './runtime';
import { newTupleOf } from './tuple';

/** In order; null when the iterable is none of these. */
export function containerItems(rt: Runtime, iterable: PyObject): PyObject[] | null {
  const { types } = rt;
  const { type } = iterable;
  if (type === types.set || type === types.frozenset) return heldItems((iterable as PySet).value.keys);
  if (type === types.dict) return heldItems((iterable as PyDict).value.keys);
  if (type === types.dictKeys) return heldItems(viewedDict(iterable).value.keys);
  if (type === types.dictValues) return heldItems(viewedDict(iterable).value.values);
  if (type !== types.dictItems) return null;
  const { keys, values } = viewedDict(iterable).value;
  const pairs: PyObject[] = [];
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key !== null) pairs.push(newTupleOf(rt, [incref(key), incref(values[entry] as PyObject)]));
  }
  return pairs;
}

function viewedDict(view: PyObject): PyDict {
  return (view.value as { readonly dict: PyDict }).dict;
}

function heldItems(places: readonly (PyObject | null)[]): PyObject[] {
  const items: PyObject[] = [];
  for (const item of places) if (item !== null) items.push(incref(item));
  return items;
}
