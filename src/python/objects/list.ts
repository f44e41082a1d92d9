/**
 * list as a type (CPython's Objects/listobject.c): construction, subscripts, operators, repr,
 * comparison. References and capacity are handled in `listStore.ts`, methods in `listMethods.ts`.
 */
import { decref, incref, type PyObject, type Visit } from '../memory';
import { newListIterator } from './iterators';
import { newLayoutInstance } from './layoutInstance';
import type { PyDict, PyList, PyStr, PyTuple } from './layouts';
import { listMethods } from './listMethods';
import { adjustCapacity, isListLike, listArrayBytes, listCapacity, listClear, listDealloc, listExtend, newList } from './listStore';
import { listAssignItem, listAssignSubscript, listItem, listSubscript } from './listSubscript';
import { checkPositional } from './nativeArguments';
import { raise } from './raise';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { compareSequences, equalHeld } from './sequenceSearch';
import { repeatItems } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';

export {
  isListLike, listAppend, listCapacity, listClear, listExtend, listFromIterable, listGetItem, listInsert, listSetItem, listSlice, newList,
  sequenceFast,
} from './listStore';

function listNew(rt: Runtime, type: PyType): PyList {
  const list = newLayoutInstance<PyObject[]>(rt, type, []);
  if (type === rt.types.list) list.attributes = 0;
  return list;
}

function listInit(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const list = self as PyList;
  if (kwargs !== null && kwargs.value.used > 0 && (self.type as PyType).new === rt.types.list.new) {
    raise(rt, 'TypeError', 'list() takes no keyword arguments');
  }
  checkPositional(rt, 'list', args.value.length, 0, 1);
  fillList(rt, list, args.value[0]);
}

function fillList(rt: Runtime, list: PyList, iterable: PyObject | undefined): void {
  if (list.value.length > 0 || listCapacity(list) > 0) listClear(rt, list);
  if (iterable !== undefined) listExtend(rt, list, iterable);
}

/** `list(...)` without an argument tuple: not from the free list, as the object is made by the generic allocator. */
function listVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'list() takes no keyword arguments');
  checkPositional(rt, 'list', args.length, 0, 1);
  const list = listNew(rt, type);
  if (args[0] !== undefined) {
    try {
      listExtend(rt, list, args[0]);
    } catch (error) {
      decref(rt, list);
      throw error;
    }
  }
  return list;
}

function listTraverse(self: PyObject, visit: Visit): void {
  const items = (self as PyList).value;
  for (let index = items.length - 1; index >= 0; index--) visit(items[index] as PyObject);
}

function listRepr(rt: Runtime, self: PyObject): PyObject {
  const list = self as PyList;
  if (list.value.length === 0) return newStr(rt, '[]');
  return guardedRepr(rt, self, '[...]', () => {
    const texts: string[] = [];
    for (let index = 0; index < list.value.length; index++) texts.push(reprText(rt, list.value[index] as PyObject));
    return `[${texts.join(', ')}]`;
  });
}

function listCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isListLike(rt, other)) return incref(rt.notImplemented);
  const list = self as PyList;
  if (list.value.length !== other.value.length && (op === CompareOp.Eq || op === CompareOp.Ne)) {
    return incref(op === CompareOp.Ne ? rt.true : rt.false);
  }
  return compareSequences(rt, () => list.value, () => other.value, op, true);
}

/** `left + right` in a new list. */
function listConcat(rt: Runtime, self: PyObject, other: PyObject): PyObject {
  if (!isListLike(rt, other)) {
    raise(rt, 'TypeError', `can only concatenate list (not "${(other.type as PyType).name}") to list`);
  }
  const items = (self as PyList).value.concat(other.value);
  for (let index = 0; index < items.length; index++) (items[index] as PyObject).refcnt++;
  return newList(rt, items);
}

function listRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const { value: items } = self as PyList;
  return newList(rt, count <= 0 || items.length === 0 ? [] : repeatItems(rt, items, count));
}

function listInplaceRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const list = self as PyList;
  const size = list.value.length;
  if (size === 0 || count === 1) return incref(self);
  if (count < 1) listClear(rt, list);
  else {
    const more = repeatItems(rt, list.value, count - 1);
    list.value = list.value.concat(more);
    adjustCapacity(rt, list, size, list.value.length);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
  }
  return incref(self);
}

function listInplaceConcat(rt: Runtime, self: PyObject, other: PyObject): PyObject {
  listExtend(rt, self as PyList, other);
  return incref(self);
}

export const listType: TypeDefinition = {
  name: 'list',
  doc: 'Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n'
    + 'The argument must be an iterable if specified.',
  gc: true,
  flags: { basetype: true, sequence: true },
  basicsize: 40,
  sizeof: (_rt, self) => (self.type as PyType).basicsize + 8 * listCapacity(self as PyList),
  furtherBytes: (self, present) => listArrayBytes(self as PyList, present),
  construct: listVectorcall,
  slots: {
    new: listNew,
    init: listInit,
    dealloc: listDealloc,
    traverse: listTraverse,
    clear: (rt, self) => listClear(rt, self as PyList),
    repr: listRepr,
    richcompare: listCompare,
    iter: newListIterator,
    sqLength: (_rt, self) => (self as PyList).value.length,
    mpLength: (_rt, self) => (self as PyList).value.length,
    sqConcat: listConcat,
    sqRepeat: listRepeat,
    sqItem: listItem,
    sqAssItem: listAssignItem,
    sqContains: (rt, self, value) => {
      const list = self as PyList;
      for (let index = 0; index < list.value.length; index++) if (equalHeld(rt, list.value[index] as PyObject, value)) return true;
      return false;
    },
    sqInplaceConcat: listInplaceConcat,
    sqInplaceRepeat: listInplaceRepeat,
    mpSubscript: listSubscript,
    mpAssSubscript: listAssignSubscript,
  },
  methods: listMethods,
};

