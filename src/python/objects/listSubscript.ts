/** Items and slices of lists: reading, assigning, deleting (list_subscript, list_ass_subscript of CPython's Objects/listobject.c). */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber } from './abstract';
import type { PyList, PySlice } from './layouts';
import { adjustCapacity, listAssignSlice, listSetItem, listSlice, newList, sequenceFast } from './listStore';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { raiseIndexType } from './sequenceSearch';
import { isSlice, sliceIndices } from './slice';
import type { PyType } from './type';

export function listItem(rt: Runtime, self: PyObject, index: number): PyObject {
  const items = (self as PyList).value;
  if (index < 0 || index >= items.length) raise(rt, 'IndexError', 'list index out of range');
  return incref(items[index] as PyObject);
}

export function listAssignItem(rt: Runtime, self: PyObject, index: number, value: PyObject | null): void {
  const list = self as PyList;
  if (index < 0 || index >= list.value.length) raise(rt, 'IndexError', 'list assignment index out of range');
  if (value === null) listAssignSlice(rt, list, index, index + 1, null);
  else listSetItem(rt, list, index, value);
}

export function listSubscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const list = self as PyList;
  if ((key.type as PyType).nbIndex !== null) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return listItem(rt, self, index < 0 ? index + list.value.length : index);
  }
  if (!isSlice(rt, key)) raiseIndexType(rt, 'list', key);
  const { start, stop, step, count } = sliceIndices(rt, key, list.value.length);
  if (step === 1) return listSlice(rt, list, start, Math.max(stop, start));
  const items: PyObject[] = [];
  for (let taken = 0, index = start; taken < count; taken++, index += step) items.push(incref(list.value[index] as PyObject));
  return newList(rt, items);
}

export function listAssignSubscript(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const list = self as PyList;
  if ((key.type as PyType).nbIndex !== null) {
    const index = asIndexNumber(rt, key, 'IndexError');
    listAssignItem(rt, self, index < 0 ? index + list.value.length : index, value);
  } else if (!isSlice(rt, key)) raiseIndexType(rt, 'list', key);
  else if (value === null) deleteExtendedSlice(rt, list, key);
  else assignExtendedSlice(rt, list, key, value);
}

function deleteExtendedSlice(rt: Runtime, list: PyList, key: PySlice): void {
  const items = list.value;
  const size = items.length;
  const { start, stop, step, count } = sliceIndices(rt, key, size);
  if (step === 1) {
    listAssignSlice(rt, list, start, stop, null);
    return;
  }
  if (count <= 0) return;
  const first = step < 0 ? start + step * (count - 1) : start;
  const stride = Math.abs(step);
  const removed: PyObject[] = [];
  const kept: PyObject[] = [];
  for (let index = 0; index < size; index++) {
    const item = items[index] as PyObject;
    if (index >= first && (index - first) % stride === 0 && removed.length < count) removed.push(item);
    else kept.push(item);
  }
  list.value = kept;
  adjustCapacity(rt, list, size, kept.length);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
  for (const item of removed) decref(rt, item);
}

function assignExtendedSlice(rt: Runtime, list: PyList, key: PySlice, value: PyObject): void {
  const { start, stop, step } = sliceIndices(rt, key, list.value.length);
  if (step === 1) {
    listAssignSlice(rt, list, start, stop, value);
    return;
  }
  // The list itself as source is copied first; the source may shorten the list while it is read.
  const source = value === list
    ? listSlice(rt, list, 0, list.value.length)
    : sequenceFast(rt, value, 'must assign iterable to extended slice');
  try {
    const indices = sliceIndices(rt, key, list.value.length);
    if (source.value.length !== indices.count) {
      raise(rt, 'ValueError', `attempt to assign sequence of size ${source.value.length} to extended slice of size ${indices.count}`);
    }
    if (indices.count === 0) return;
    const dropped: PyObject[] = [];
    for (let taken = 0, index = indices.start; taken < indices.count; taken++, index += indices.step) {
      dropped.push(list.value[index] as PyObject);
      list.value[index] = incref(source.value[taken] as PyObject);
    }
    if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
    for (const item of dropped) decref(rt, item);
  } finally {
    decref(rt, source);
  }
}
