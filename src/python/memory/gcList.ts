/**
 * The collector's intrusive, circular, doubly linked lists (gc_list_* of CPython's gcmodule.c). A list
 * is a sentinel object whose neighbours are its last and first members. The order of these lists is
 * the order of finalizers, so every operation keeps CPython's order exactly.
 */
import { assert } from '../../base';
import { PyObject, type TypeHeader } from './header';

const sentinelType: TypeHeader = Object.freeze({
  name: 'gc list head', isGC: true, isWeakref: false,
  dealloc: () => assert(false, 'a list head was deallocated'),
  births: null, traverse: null, clear: null, finalize: null, maybeUntrack: null, untrackAt: null,
});

export type GcList = PyObject<null>;

export function createGcList(): GcList {
  const head: GcList = new PyObject(sentinelType, null);
  head.gcNext = head;
  head.gcPrev = head;
  return head;
}

export function isEmptyGcList(list: GcList): boolean {
  return list.gcNext === list;
}

/** Appends an object that is in no list. */
export function appendToGcList(list: GcList, object: PyObject): void {
  const last = list.gcPrev as PyObject;
  object.gcPrev = last;
  object.gcNext = list;
  last.gcNext = object;
  list.gcPrev = object;
}

/** Puts an object that is in no list in front. */
export function prependToGcList(list: GcList, object: PyObject): void {
  const first = list.gcNext as PyObject;
  object.gcPrev = list;
  object.gcNext = first;
  first.gcPrev = object;
  list.gcNext = object;
}

/** Takes an object out of the list it is in. */
export function removeFromGcList(object: PyObject): void {
  const previous = object.gcPrev as PyObject;
  const next = object.gcNext as PyObject;
  previous.gcNext = next;
  next.gcPrev = previous;
  object.gcNext = null;
  object.gcPrev = null;
}

/** Moves an object from its list to the end of another. */
export function moveToGcList(object: PyObject, list: GcList): void {
  const previous = object.gcPrev as PyObject;
  const next = object.gcNext as PyObject;
  previous.gcNext = next;
  next.gcPrev = previous;
  appendToGcList(list, object);
}

/** Moves all members of `from` to the end of `to`; `from` is empty afterwards. */
export function mergeGcLists(from: GcList, to: GcList): void {
  if (isEmptyGcList(from)) return;
  const first = from.gcNext as PyObject;
  const last = from.gcPrev as PyObject;
  const toLast = to.gcPrev as PyObject;
  toLast.gcNext = first;
  first.gcPrev = toLast;
  last.gcNext = to;
  to.gcPrev = last;
  from.gcNext = from;
  from.gcPrev = from;
}

export function gcListSize(list: GcList): number {
  let size = 0;
  for (let object = list.gcNext as PyObject; object !== list; object = object.gcNext as PyObject) size++;
  return size;
}

/** The members in list order. The list must not change while iterating. */
export function* gcListMembers(list: GcList): Iterable<PyObject> {
  for (let object = list.gcNext as PyObject; object !== list; object = object.gcNext as PyObject) yield object;
}
