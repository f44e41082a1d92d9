/**
 * The native face of lists: making them, growing and shrinking with CPython's capacity rule
 * (list_resize of Objects/listobject.c), replacing items and slices with references dropped in
 * CPython's order. What Python sees as `list` is in `list.ts`.
 *
 * The JavaScript array grows as it likes; the capacity CPython would have is only a number, kept in
 * `attributes` of an exact list and in `attributes[1]` of a subclass instance.
 */
import { decref, FreeList, incref, type PyObject } from '../memory';
import { getIter, iterNext, lengthHint } from './abstract';
import { PythonError } from './errors';
import type { PyList, PyTuple } from './layouts';
import { containerItems } from './listSources';
import { checkObjectBytes } from './objectSize';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** A list of items that are taken over; tracked. Its capacity is exactly its length (PyList_New). Hot path. */
export function newList(rt: Runtime, items: PyObject[]): PyList {
  const list = rt.heap.newFromFreeList(FreeList.List, rt.types.list, items);
  list.attributes = items.length;
  rt.heap.track(list);
  return list;
}

export function isListLike(rt: Runtime, object: PyObject): object is PyList {
  return (object.type as PyType).layout === rt.types.list;
}

/** PY_SSIZE_T_MAX, as near as a number comes. */
const LARGEST_SIZE = 2 ** 63;

/** Capacity of a list whose array was shrunk to nothing but is still there; unlike a list without array it grows by the usual rule. */
const EMPTY_ARRAY = -2;

/** The capacity as it is kept, to be given back to `setListCapacity`. */
export function storedCapacity(list: PyList): number {
  const { attributes } = list;
  if (typeof attributes === 'number') return attributes;
  return attributes === null ? 0 : ((attributes as (number | null)[])[1] ?? 0);
}

/** How many items fit without reallocation, as CPython would have it; -1 while the list is being sorted. */
export function listCapacity(list: PyList): number {
  const stored = storedCapacity(list);
  return stored === EMPTY_ARRAY ? 0 : stored;
}

/** Whether there is no array of items at all (ob_item is NULL). */
function hasNoArray(list: PyList): boolean {
  return storedCapacity(list) === 0;
}

/** The block of the item array: none, or as many bytes as the capacity takes (0 once it was shrunk to nothing). */
export function listArrayBytes(list: PyList, present: readonly number[]): readonly number[] {
  const stored = storedCapacity(list);
  if (stored === -1) return present; // being sorted
  if (stored === 0) return present.length === 0 ? present : [];
  const bytes = stored === EMPTY_ARRAY ? 0 : 8 * stored;
  return present.length === 1 && present[0] === bytes ? present : [bytes];
}

export function setListCapacity(list: PyList, capacity: number): void {
  const { attributes } = list;
  if (typeof attributes === 'number') list.attributes = capacity;
  else if (attributes === null) list.attributes = [null, capacity];
  else (attributes as unknown[])[1] = capacity;
}

/** list_resize: adjusts the capacity for `size` items, `oldSize` being the size before. */
export function adjustCapacity(rt: Runtime, list: PyList, oldSize: number, size: number): void {
  const capacity = listCapacity(list);
  if (capacity >= size && (size >= capacity >> 1 || capacity <= rt.profile.listNeverShrinksTo)) return;
  setListCapacity(list, grownCapacity(oldSize, size));
}

function grownCapacity(oldSize: number, size: number): number {
  if (size === 0) return EMPTY_ARRAY;
  const grown = roundToFour(size + Math.floor(size / 8) + 3);
  return size - oldSize > grown - size ? roundToFour(size) : grown;
}

function roundToFour(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** The capacity of a list whose array was made for `room` items, those beyond having been appended. */
export function setPreallocatedCapacity(rt: Runtime, list: PyList, room: number): void {
  setListCapacity(list, room);
  for (let size = room + 1; size <= list.value.length; size++) adjustCapacity(rt, list, size - 1, size);
}

/** `list.append(item)`. Hot path. */
export function listAppend(rt: Runtime, list: PyList, item: PyObject): void {
  const items = list.value;
  item.refcnt++;
  const size = items.push(item);
  const { attributes } = list;
  if (typeof attributes === 'number') {
    if (size > attributes) list.attributes = ((size + (size >> 3) + 6) & ~3) >>> 0;
  } else adjustCapacity(rt, list, size - 1, size);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list, size - 1);
}

/** `list[index] = item` for an index in range. Hot path. */
export function listSetItem(rt: Runtime, list: PyList, index: number, item: PyObject): void {
  const items = list.value;
  const old = items[index] as PyObject;
  item.refcnt++;
  items[index] = item;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list, index);
  if (--old.refcnt === 0) old.type.dealloc(rt, old);
}

/** `list[index]` for an index in range. Hot path. */
export function listGetItem(list: PyList, index: number): PyObject {
  return incref(list.value[index] as PyObject);
}

/** `list.insert(index, item)` with any index (ins1). */
export function listInsert(rt: Runtime, list: PyList, index: number, item: PyObject): void {
  const items = list.value;
  const size = items.length;
  let position = index;
  if (position < 0) position = Math.max(0, position + size);
  if (position > size) position = size;
  item.refcnt++;
  if (position === size) items.push(item);
  else items.splice(position, 0, item);
  adjustCapacity(rt, list, size, size + 1);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
}

/** Items `low` to `high` in a new list (list_slice). */
export function listSlice(rt: Runtime, list: PyList, low: number, high: number): PyList {
  const items = list.value.slice(low, high);
  for (let index = 0; index < items.length; index++) (items[index] as PyObject).refcnt++;
  return newList(rt, items);
}

/** Drops items, last first (null: never filled). They belong to nobody any more. */
export function dropItems(rt: Runtime, items: readonly (PyObject | null)[]): void {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index] as PyObject | null;
    if (item !== null && --item.refcnt === 0) item.type.dealloc(rt, item);
  }
}

/** `list.clear()`: the list is empty before the first item dies (_list_clear). */
export function listClear(rt: Runtime, list: PyList): void {
  const items = list.value;
  if (items.length === 0 && hasNoArray(list)) return;
  list.value = [];
  setListCapacity(list, 0);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
  dropItems(rt, items);
}

/**
 * `list[low:high] = source`, bounds already clamped (list_ass_slice). `source` null deletes; the list
 * itself as source is copied first.
 */
export function listAssignSlice(rt: Runtime, list: PyList, low: number, high: number, source: PyObject | null): void {
  let fast: PyList | PyTuple | null = null;
  if (source === list) fast = listSlice(rt, list, 0, list.value.length);
  else if (source !== null) fast = sequenceFast(rt, source, 'can only assign an iterable');
  try {
    const items = list.value;
    const size = items.length;
    const from = Math.min(Math.max(low, 0), size);
    const to = Math.min(Math.max(high, from), size);
    const inserted = fast === null ? [] : fast.value;
    if (size + inserted.length - (to - from) === 0) {
      listClear(rt, list);
      return;
    }
    for (let index = 0; index < inserted.length; index++) (inserted[index] as PyObject).refcnt++;
    const removed = items.slice(from, to);
    list.value = from === size ? items.concat(inserted) : [...items.slice(0, from), ...inserted, ...items.slice(to)];
    if (list.value.length !== size) adjustCapacity(rt, list, size, list.value.length);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
    dropItems(rt, removed);
  } finally {
    if (fast !== null) decref(rt, fast);
  }
}

/** `list.extend(iterable)` (list_extend). */
export function listExtend(rt: Runtime, list: PyList, iterable: PyObject): void {
  const { types } = rt;
  if (iterable.type === types.list || iterable.type === types.tuple || iterable === list) {
    extendFromArray(rt, list, (iterable as PyList | PyTuple).value);
    return;
  }
  if (rt.profile.listsCopyContainers && extendFromContainer(rt, list, iterable)) return;
  const iterator = getIter(rt, iterable);
  try {
    const hint = lengthHint(rt, iterable, 8);
    const present = list.value.length;
    // A promise that does not fit a Py_ssize_t beside what is there is not believed.
    if (present === 0 || hint < LARGEST_SIZE) reserve(rt, list, present + hint);
    extendFromIterator(rt, list, iterator);
    const size = list.value.length;
    if (size < listCapacity(list)) adjustCapacity(rt, list, size, size);
  } finally {
    decref(rt, iterator);
  }
}

function extendFromArray(rt: Runtime, list: PyList, source: readonly PyObject[]): void {
  const items = list.value;
  const size = items.length;
  const count = source.length;
  if (count === 0) return;
  // list_preallocate: the array of an empty list is made for exactly the items, rounded to even.
  if (hasNoArray(list)) setListCapacity(list, count + (count & 1));
  else adjustCapacity(rt, list, size, size + count);
  for (let index = 0; index < count; index++) {
    const item = source[index] as PyObject;
    item.refcnt++;
    items.push(item);
  }
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
}

/** Room for as many items as an iterable promises; MemoryError when that is more than an object may have. */
function reserve(rt: Runtime, list: PyList, size: number): void {
  checkObjectBytes(rt, size * 8);
  const present = list.value.length;
  if (hasNoArray(list)) setListCapacity(list, size + (size & 1));
  else adjustCapacity(rt, list, present, size);
}

/** False: not a container that is copied at once. */
function extendFromContainer(rt: Runtime, list: PyList, iterable: PyObject): boolean {
  const items = containerItems(rt, iterable);
  if (items === null) return false;
  const size = list.value.length;
  if (items.length > 0) adjustCapacity(rt, list, size, size + items.length);
  for (const item of items) list.value.push(item);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
  return true;
}

function extendFromIterator(rt: Runtime, list: PyList, iterator: PyObject): void {
  const next = (iterator.type as PyType).iternext;
  for (;;) {
    if (next !== null && --rt.nativeTicks < 0) rt.nativeCheckPoint();
    const item = next === null ? iterNext(rt, iterator) : nextOrNull(rt, iterator, next);
    if (item === null) return;
    const size = list.value.push(item);
    if (size > listCapacity(list)) {
      adjustCapacity(rt, list, size - 1, size);
      checkObjectBytes(rt, size * 8); // an iterator may have no end
    }
    if (rt.heap.observer !== null) rt.heap.observer.mutated(list, size - 1);
  }
}

function nextOrNull(rt: Runtime, iterator: PyObject, next: NonNullable<PyType['iternext']>): PyObject | null {
  try {
    return next(rt, iterator);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

/** `list(iterable)` as a native caller asks for it (PySequence_List). */
export function listFromIterable(rt: Runtime, iterable: PyObject): PyList {
  const list = newList(rt, []);
  try {
    listExtend(rt, list, iterable);
  } catch (error) {
    decref(rt, list);
    throw error;
  }
  return list;
}

/**
 * PySequence_Fast: an exact list or tuple itself, anything else as a new list. What is not iterable
 * raises TypeError with `message`, or as it comes when that is null.
 */
export function sequenceFast(rt: Runtime, object: PyObject, message: string | null): PyList | PyTuple {
  if (object.type === rt.types.list || object.type === rt.types.tuple) return incref(object) as PyList;
  let iterator: PyObject;
  try {
    iterator = getIter(rt, object);
  } catch (error) {
    if (message === null || !(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    raise(rt, 'TypeError', message);
  }
  try {
    return listFromIterable(rt, iterator);
  } finally {
    decref(rt, iterator);
  }
}

/** tp_dealloc: items die last first; an exact list goes to the free list. */
export function listDealloc(rt: Runtime, self: PyObject): void {
  const { heap } = rt;
  heap.untrack(self);
  const exact = self.type === rt.types.list;
  if (exact && !heap.trashcanBegin(self)) return;
  dropItems(rt, (self as PyList).value);
  if (exact) {
    heap.freeToList(FreeList.List, self);
    heap.trashcanEnd(rt);
  } else heap.freeContainer(self);
}
