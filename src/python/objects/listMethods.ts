/** The methods of list (CPython's Objects/listobject.c); sorting is in `sorting.ts`. */
import { incref, type PyObject } from '../memory';
import { asIndexNumber, isTrue } from './abstract';
import { classGetItem } from './classGetItem';
import { newInt } from './int';
import { newListReverseIterator } from './iterators';
import type { PyList, PyStr } from './layouts';
import { listSubscript } from './listSubscript';
import { adjustCapacity, listAppend, listAssignSlice, listCapacity, listClear, listExtend, listInsert, listSlice, setListCapacity } from './listStore';
import { fast, fastKeywords, noArgs, oneArg, type MethodDefinition } from './methods';
import { checkPositional } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { equalHeld, findInList, indexBounds } from './sequenceSearch';
import { reprText } from './reprGuard';
import { sortList } from './sorting';
import type { PyType } from './type';

/** `list.pop(index)` */
function listPop(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'pop', args.length, 0, 1);
  const list = self as PyList;
  const asked = args[0] === undefined ? -1 : asIndexNumber(rt, args[0], 'OverflowError');
  const items = list.value;
  const size = items.length;
  if (size === 0) raise(rt, 'IndexError', 'pop from empty list');
  const index = asked < 0 ? asked + size : asked;
  if (index < 0 || index >= size) raise(rt, 'IndexError', 'pop index out of range');
  const item = index === size - 1 ? (items.pop() as PyObject) : (items.splice(index, 1)[0] as PyObject);
  if (size === 1) setListCapacity(list, 0);
  else adjustCapacity(rt, list, size, size - 1);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(list, index === size - 1 ? index : -1);
  return item;
}

function listRemove(rt: Runtime, self: PyObject, value: PyObject): PyObject {
  const list = self as PyList;
  const index = findInList(rt, list, value, 0, Number.MAX_SAFE_INTEGER);
  if (index < 0) raise(rt, 'ValueError', 'list.remove(x): x not in list');
  listAssignSlice(rt, list, index, index + 1, null);
  return incref(rt.none);
}

function listIndex(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'index', args.length, 1, 3);
  const list = self as PyList;
  const value = args[0] as PyObject;
  const [start, stop] = indexBounds(rt, args, list.value.length);
  const found = findInList(rt, list, value, start, stop);
  if (found < 0) raise(rt, 'ValueError', `${reprText(rt, value)} is not in list`);
  return newInt(rt, found);
}

function listCount(rt: Runtime, self: PyObject, value: PyObject): PyObject {
  const list = self as PyList;
  let count = 0;
  for (let index = 0; index < list.value.length; index++) if (equalHeld(rt, list.value[index] as PyObject, value)) count++;
  return newInt(rt, count);
}

function listReverse(rt: Runtime, self: PyObject): PyObject {
  (self as PyList).value.reverse();
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return incref(rt.none);
}

/** `list.sort(*, key=None, reverse=False)` */
function listSort(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const names = kwnames ?? [];
  if (args.length > names.length) raise(rt, 'TypeError', 'sort() takes no positional arguments');
  let key: PyObject | null = null;
  let reverse = false;
  names.forEach((name, position) => {
    if (name.value !== 'key' && name.value !== 'reverse') raise(rt, 'TypeError', `'${name.value}' is an invalid keyword argument for sort()`);
    const value = args[position] as PyObject;
    if (name.value === 'key') key = value === rt.none ? null : value;
  });
  names.forEach((name, position) => {
    if (name.value === 'reverse') reverse = isTrue(rt, args[position] as PyObject);
  });
  sortList(rt, self as PyList, key, reverse);
  return incref(rt.none);
}

/** `__sizeof__`: without the GC header. */
function listSizeof(rt: Runtime, self: PyObject): PyObject {
  return newInt(rt, (self.type as PyType).basicsize + 8 * listCapacity(self as PyList));
}

export const listMethods: readonly MethodDefinition[] = [
  oneArg('__getitem__', listSubscript, 'Return self[index].'),
  noArgs('__reversed__', newListReverseIterator, 'Return a reverse iterator over the list.'),
  noArgs('__sizeof__', listSizeof, 'Return the size of the list in memory, in bytes.'),
  noArgs('clear', (rt, self) => {
    listClear(rt, self as PyList);
    return incref(rt.none);
  }, 'Remove all items from list.'),
  noArgs('copy', (rt, self) => listSlice(rt, self as PyList, 0, (self as PyList).value.length), 'Return a shallow copy of the list.'),
  oneArg('append', (rt, self, item) => {
    listAppend(rt, self as PyList, item);
    return incref(rt.none);
  }, 'Append object to the end of the list.'),
  fast('insert', (rt, self, args) => {
    checkPositional(rt, 'insert', args.length, 2, 2);
    listInsert(rt, self as PyList, asIndexNumber(rt, args[0] as PyObject, 'OverflowError'), args[1] as PyObject);
    return incref(rt.none);
  }, 'Insert object before index.'),
  oneArg('extend', (rt, self, iterable) => {
    listExtend(rt, self as PyList, iterable);
    return incref(rt.none);
  }, 'Extend list by appending elements from the iterable.'),
  fast('pop', listPop, 'Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.'),
  oneArg('remove', listRemove, 'Remove first occurrence of value.\n\nRaises ValueError if the value is not present.'),
  fast('index', listIndex, 'Return first index of value.\n\nRaises ValueError if the value is not present.'),
  oneArg('count', listCount, 'Return number of occurrences of value.'),
  noArgs('reverse', listReverse, 'Reverse *IN PLACE*.'),
  fastKeywords('sort', listSort,
    'Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\n'
    + 'order of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\n'
    + 'ascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.'),
  classGetItem(),
];
