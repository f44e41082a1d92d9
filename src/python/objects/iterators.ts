/**
 * Iterators over lists, tuples, anything indexable, and calls until a sentinel (CPython's
 * listobject.c, tupleobject.c, iterobject.c). An iterator owns what it walks and drops it at the end.
 */
import { decref, FreeList, incref, xdecref, type PyObject, type Visit } from '../memory';
import { asIndexNumber, callObject, length, richCompareBool } from './abstract';
import { dictGet, dictGetString } from './dict';
import { PythonError } from './errors';
import { newInt } from './int';
import type { Payload, PyList, PyTuple } from './layouts';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';

/** What walks an indexable object; `sequence` is null after the end. */
export interface SequencePosition<S extends PyObject = PyObject> {
  sequence: S | null;
  index: number;
}
export type PySequenceIterator<S extends PyObject = PyObject> = Payload<SequencePosition<S>>;

export interface CallableIteratorData { callable: PyObject | null; sentinel: PyObject | null }

function newPooledPosition<S extends PyObject>(rt: Runtime, list: FreeList, type: PyType, sequence: S): PySequenceIterator<S> {
  const iterator = rt.heap.newFromFreeList(list, type, { sequence: incref(sequence), index: 0 });
  rt.heap.track(iterator);
  return iterator as PySequenceIterator<S>;
}

function newPosition<S extends PyObject>(rt: Runtime, type: PyType, sequence: S, index: number): PySequenceIterator<S> {
  const iterator = rt.heap.newContainer(type, { sequence: incref(sequence), index });
  rt.heap.track(iterator);
  return iterator;
}

export function newListIterator(rt: Runtime, list: PyObject): PySequenceIterator {
  return newPooledPosition(rt, FreeList.ListIterator, rt.types.listIterator, list);
}

export function newTupleIterator(rt: Runtime, tuple: PyObject): PySequenceIterator {
  return newPooledPosition(rt, FreeList.TupleIterator, rt.types.tupleIterator, tuple);
}

/** iter() of an object with `__getitem__` only (PySeqIter_New). */
export function newSequenceIterator(rt: Runtime, sequence: PyObject): PySequenceIterator {
  return newPosition(rt, rt.types.sequenceIterator, sequence, 0);
}

/** iter(callable, sentinel) */
export function newCallableIterator(rt: Runtime, callable: PyObject, sentinel: PyObject): PyObject {
  const data: CallableIteratorData = { callable: incref(callable), sentinel: incref(sentinel) };
  const iterator = rt.heap.newContainer(rt.types.callableIterator, data);
  rt.heap.track(iterator);
  return iterator;
}

/** Lets go of what was walked, at the end. */
function finish(rt: Runtime, iterator: PySequenceIterator): void {
  const { sequence } = iterator.value;
  iterator.value.sequence = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(iterator);
  if (sequence !== null) decref(rt, sequence);
}

/** Next item of a list or tuple iterator, or null. Hot path. */
export function nextOfArray(rt: Runtime, self: PyObject): PyObject | null {
  const position = self.value as SequencePosition<PyList | PyTuple>;
  const { sequence } = position;
  if (sequence === null) return null;
  const items = sequence.value;
  const { index } = position;
  if (index < items.length) {
    position.index = index + 1;
    const item = items[index] as PyObject;
    item.refcnt++;
    return item;
  }
  finish(rt, self as PySequenceIterator);
  return null;
}

function nextOfReversedList(rt: Runtime, self: PyObject): PyObject | null {
  const position = self.value as SequencePosition<PyList>;
  const { sequence, index } = position;
  if (sequence === null) return null;
  if (index >= 0 && index < sequence.value.length) {
    position.index = index - 1;
    return incref(sequence.value[index] as PyObject);
  }
  position.index = -1;
  finish(rt, self as PySequenceIterator);
  return null;
}

function nextOfSequence(rt: Runtime, self: PyObject): PyObject | null {
  const position = self.value as SequencePosition;
  const { sequence } = position;
  if (sequence === null) return null;
  const item = itemOrNull(rt, sequence, position.index);
  if (item !== null) {
    position.index++;
    return item;
  }
  finish(rt, self as PySequenceIterator);
  return null;
}

/** `sequence[index]` (PySequence_GetItem); null for IndexError and StopIteration. */
export function itemOrNull(rt: Runtime, sequence: PyObject, index: number): PyObject | null {
  const { sqItem, name } = sequence.type as PyType;
  if (sqItem === null) raise(rt, 'TypeError', `'${name}' object does not support indexing`);
  try {
    return sqItem(rt, sequence, index);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const { IndexError, StopIteration } = rt.exceptions;
    if (!matches(rt, error.exception, IndexError) && !matches(rt, error.exception, StopIteration)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

function nextOfCallable(rt: Runtime, self: PyObject): PyObject | null {
  const data = self.value as CallableIteratorData;
  const { callable, sentinel } = data;
  if (callable === null || sentinel === null) return null;
  let result: PyObject;
  try {
    result = callObject(rt, callable, []);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    decref(rt, error.exception);
    finishCallable(rt, self);
    return null;
  }
  if (data.callable === null) {
    // The call exhausted the iterator it was made by.
    decref(rt, result);
    return null;
  }
  let equal: boolean;
  try {
    equal = richCompareBool(rt, sentinel, result, CompareOp.Eq);
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  if (!equal) return result;
  finishCallable(rt, self);
  decref(rt, result);
  return null;
}

function finishCallable(rt: Runtime, self: PyObject): void {
  const data = self.value as CallableIteratorData;
  const { callable, sentinel } = data;
  data.callable = null;
  xdecref(rt, callable);
  data.sentinel = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, sentinel);
}

// ---- what the types share ------------------------------------------------------------------------

function pooledDealloc(list: FreeList): (rt: Runtime, self: PyObject) => void {
  return (rt, self) => {
    rt.heap.untrack(self);
    xdecref(rt, (self.value as SequencePosition).sequence);
    rt.heap.freeToList(list, self);
  };
}

function positionDealloc(rt: Runtime, self: PyObject): void {
  rt.heap.untrack(self);
  xdecref(rt, (self.value as SequencePosition).sequence);
  rt.heap.freeContainer(self);
}

function positionTraverse(self: PyObject, visit: Visit): void {
  const { sequence } = self.value as SequencePosition;
  if (sequence !== null) visit(sequence);
}

/** `__reduce__` of an iterator: (iter, (sequence,), index), or an empty one when exhausted. */
function reducePosition(rt: Runtime, self: PyObject, builtinName: string, whenDone: () => PyObject): PyObject {
  const { sequence, index } = self.value as SequencePosition;
  const maker = builtin(rt, builtinName);
  if (sequence === null) return newTuple(rt, [maker, newTuple(rt, [whenDone()])]);
  return newTuple(rt, [maker, newTuple(rt, [incref(sequence)]), newInt(rt, index)]);
}

/** A function of `builtins` by name (_PyEval_GetBuiltin), new reference. */
export function builtin(rt: Runtime, name: string): PyObject {
  const found = dictGetString(rt.builtins, name) ?? lookUpInBuiltins(rt, name);
  if (found === null) raise(rt, 'AttributeError', name);
  return incref(found);
}

/** The slow way, which may run code of keys that are no strs. */
function lookUpInBuiltins(rt: Runtime, name: string): PyObject | null {
  const key = newStr(rt, name);
  try {
    return dictGet(rt, rt.builtins, key);
  } finally {
    decref(rt, key);
  }
}

function lengthHintOf(remaining: (rt: Runtime, position: SequencePosition) => number): MethodDefinition {
  return noArgs('__length_hint__', (rt, self) => newInt(rt, Math.max(0, remaining(rt, self.value as SequencePosition))),
    'Private method returning an estimate of len(list(it)).');
}

/** `__setstate__`: the position, clamped to what `bounds` allows. */
function setState(bounds: (sequence: PyObject) => [low: number, high: number]): MethodDefinition {
  return oneArg('__setstate__', (rt, self, state) => {
    const index = asIndexNumber(rt, state, 'OverflowError');
    const position = self.value as SequencePosition;
    if (position.sequence !== null) {
      const [low, high] = bounds(position.sequence);
      position.index = Math.min(Math.max(index, low), high);
    }
    return incref(rt.none);
  }, 'Set state information for unpickling.');
}

function sizeOf(sequence: PyObject): number {
  return (sequence as PyList | PyTuple).value.length;
}

const self = (_rt: Runtime, iterator: PyObject): PyObject => incref(iterator);

export const listIteratorType: TypeDefinition = {
  name: 'list_iterator',
  gc: true,
  basicsize: 32,
  slots: { dealloc: pooledDealloc(FreeList.ListIterator), traverse: positionTraverse, iter: self, iternext: nextOfArray },
  methods: [
    lengthHintOf((_rt, { sequence, index }) => (sequence === null ? 0 : sizeOf(sequence) - index)),
    noArgs('__reduce__', (rt, it) => reducePosition(rt, it, 'iter', () => newEmptyList(rt)), 'Return state information for pickling.'),
    setState((sequence) => [0, sizeOf(sequence)]),
  ],
};

export const tupleIteratorType: TypeDefinition = {
  name: 'tuple_iterator',
  gc: true,
  basicsize: 32,
  slots: { dealloc: pooledDealloc(FreeList.TupleIterator), traverse: positionTraverse, iter: self, iternext: nextOfArray },
  methods: [
    lengthHintOf((_rt, { sequence, index }) => (sequence === null ? 0 : sizeOf(sequence) - index)),
    noArgs('__reduce__', (rt, it) => reducePosition(rt, it, 'iter', () => incref(rt.emptyTuple)), 'Return state information for pickling.'),
    setState((sequence) => [0, sizeOf(sequence)]),
  ],
};

export const listReverseIteratorType: TypeDefinition = {
  name: 'list_reverseiterator',
  gc: true,
  basicsize: 32,
  slots: { dealloc: positionDealloc, traverse: positionTraverse, iter: self, iternext: nextOfReversedList },
  methods: [
    lengthHintOf((_rt, { sequence, index }) => (sequence === null || index + 1 > sizeOf(sequence) ? 0 : index + 1)),
    noArgs('__reduce__', (rt, it) => {
      if ((it.value as SequencePosition).sequence === null) return reducePosition(rt, it, 'iter', () => newEmptyList(rt));
      return reducePosition(rt, it, 'reversed', () => newEmptyList(rt));
    }, 'Return state information for pickling.'),
    setState((list) => [-1, sizeOf(list) - 1]),
  ],
};

function newEmptyList(rt: Runtime): PyObject {
  const list = rt.heap.newFromFreeList(FreeList.List, rt.types.list, []);
  list.attributes = 0;
  rt.heap.track(list);
  return list;
}

/** reversed(list) */
export function newListReverseIterator(rt: Runtime, list: PyObject): PyObject {
  return newPosition(rt, rt.types.listReverseIterator, list, (list as PyList).value.length - 1);
}

export const sequenceIteratorType: TypeDefinition = {
  name: 'iterator',
  gc: true,
  basicsize: 32,
  slots: { dealloc: positionDealloc, traverse: positionTraverse, iter: self, iternext: nextOfSequence },
  methods: [
    noArgs('__length_hint__', (rt, it) => {
      const { sequence, index } = it.value as SequencePosition;
      if (sequence === null) return newInt(rt, 0);
      const { sqLength, mpLength } = sequence.type as PyType;
      if (sqLength === null && mpLength === null) return incref(rt.notImplemented);
      return newInt(rt, Math.max(0, length(rt, sequence) - index));
    }, 'Private method returning an estimate of len(list(it)).'),
    noArgs('__reduce__', (rt, it) => reducePosition(rt, it, 'iter', () => incref(rt.emptyTuple)), 'Return state information for pickling.'),
    setState(() => [0, Number.MAX_SAFE_INTEGER]),
  ],
};

export const callableIteratorType: TypeDefinition = {
  name: 'callable_iterator',
  gc: true,
  basicsize: 32,
  slots: {
    dealloc: (rt, it) => {
      rt.heap.untrack(it);
      const { callable, sentinel } = it.value as CallableIteratorData;
      xdecref(rt, callable);
      xdecref(rt, sentinel);
      rt.heap.freeContainer(it);
    },
    traverse: (it, visit) => {
      const { callable, sentinel } = it.value as CallableIteratorData;
      if (callable !== null) visit(callable);
      if (sentinel !== null) visit(sentinel);
    },
    iter: self,
    iternext: nextOfCallable,
  },
  methods: [
    noArgs('__reduce__', (rt, it) => {
      const { callable, sentinel } = it.value as CallableIteratorData;
      const maker = builtin(rt, 'iter');
      if (callable === null || sentinel === null) return newTuple(rt, [maker, newTuple(rt, [incref(rt.emptyTuple)])]);
      return newTuple(rt, [maker, newTuple(rt, [incref(callable), incref(sentinel)])]);
    }, 'Return state information for pickling.'),
  ],
};
