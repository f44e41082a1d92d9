/** reversed (CPython's Objects/enumobject.c): `__reversed__`, or an iterator from the last index to the first. */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { asIndexNumber, callObject, isSequence, length, sequenceItem } from './abstract';
import { PythonError } from './errors';
import { newInt } from './int';
import { newLayoutInstance } from './layoutInstance';
import type { Payload, PyDict, PyStr, PyTuple } from './layouts';
import { noArgs, oneArg } from './methods';
import { checkPositional } from './nativeArguments';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';
import { lookupSpecial } from './typeLookup';

interface ReversedData { sequence: PyObject | null; index: number }
type PyReversed = Payload<ReversedData>;

function makeReversed(rt: Runtime, type: PyType, sequence: PyObject): PyObject {
  const method = lookupSpecial(rt, sequence, '__reversed__');
  if (method !== null) {
    try {
      if (method !== rt.none) return callObject(rt, method, []);
    } finally {
      decref(rt, method);
    }
    raiseNotReversible(rt, sequence);
  }
  if (!isSequence(rt, sequence)) raiseNotReversible(rt, sequence);
  const index = length(rt, sequence) - 1;
  return newLayoutInstance<ReversedData>(rt, type, { sequence: incref(sequence), index });
}

function raiseNotReversible(rt: Runtime, object: PyObject): never {
  raise(rt, 'TypeError', `'${(object.type as PyType).name}' object is not reversible`);
}

function reversedVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'reversed() takes no keyword arguments');
  checkPositional(rt, 'reversed', args.length, 1, 1);
  return makeReversed(rt, type, args[0] as PyObject);
}

function reversedNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (type.init === rt.types.reversed.init && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'reversed() takes no keyword arguments');
  checkPositional(rt, 'reversed', args.value.length, 1, 1);
  return makeReversed(rt, type, args.value[0] as PyObject);
}

function previousItem(rt: Runtime, self: PyObject): PyObject | null {
  const state = (self as PyReversed).value;
  const { sequence, index } = state;
  if (sequence === null) return null;
  try {
    if (index >= 0) {
      const item = sequenceItem(rt, sequence, index);
      state.index--;
      return item;
    }
  } catch (error) {
    finish(rt, self as PyReversed);
    if (!(error instanceof PythonError)) throw error;
    const { IndexError, StopIteration } = rt.exceptions;
    if (!matches(rt, error.exception, IndexError) && !matches(rt, error.exception, StopIteration)) throw error;
    decref(rt, error.exception);
    return null;
  }
  finish(rt, self as PyReversed);
  return null;
}

function finish(rt: Runtime, self: PyReversed): void {
  const { sequence } = self.value;
  self.value.index = -1;
  self.value.sequence = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, sequence);
}

export const reversedType: TypeDefinition = {
  name: 'reversed',
  doc: 'Return a reverse iterator over the values of the given sequence.',
  gc: true,
  flags: { basetype: true },
  basicsize: 32,
  construct: reversedVectorcall,
  slots: {
    new: reversedNew,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, (self as PyReversed).value.sequence);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { sequence } = (self as PyReversed).value;
      if (sequence !== null) visit(sequence);
    },
    iter: (_rt, self) => incref(self),
    iternext: previousItem,
  },
  methods: [
    noArgs('__length_hint__', (rt, self) => {
      const { sequence, index } = (self as PyReversed).value;
      if (sequence === null) return newInt(rt, 0);
      return newInt(rt, length(rt, sequence) < index + 1 ? 0 : index + 1);
    }, 'Private method returning an estimate of len(list(it)).'),
    noArgs('__reduce__', (rt, self) => {
      const { sequence, index } = (self as PyReversed).value;
      const type = incref((self.type as PyType).object);
      if (sequence === null) return newTuple(rt, [type, newTuple(rt, [incref(rt.emptyTuple)])]);
      return newTuple(rt, [type, newTuple(rt, [incref(sequence)]), newInt(rt, index)]);
    }, 'Return state information for pickling.'),
    oneArg('__setstate__', (rt, self, state) => {
      const index = asIndexNumber(rt, state, 'OverflowError');
      const { value } = self as PyReversed;
      if (value.sequence !== null) value.index = Math.min(Math.max(index, -1), length(rt, value.sequence) - 1);
      return incref(rt.none);
    }, 'Set state information for unpickling.'),
  ],
};
