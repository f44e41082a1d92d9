/** Iterators over arrays (CPython Modules/arraymodule.c arrayiter_*). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import { asIndexNumber, builtin, newInt, newLayoutInstance, newTuple, noArgs, oneArg, type Payload, type Runtime, type TypeDefinition } from '../../objects';
import { extensionType } from '../extensionTypes';
import { readItem, type PyArray } from './storage';

interface IteratorData { array: PyArray | null; index: number }
type PyArrayIterator = Payload<IteratorData>;

export function newArrayIterator(rt: Runtime, array: PyObject): PyObject {
  return newLayoutInstance<IteratorData>(rt, extensionType(rt, arrayIteratorType), { array: incref(array as PyArray), index: 0 });
}

const dataOf = (self: PyObject): IteratorData => (self as PyArrayIterator).value;

export const arrayIteratorType: TypeDefinition = {
  name: 'array.arrayiterator',
  gc: true,
  basicsize: 40,
  flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => {
      const data = dataOf(self);
      const { array } = data;
      if (array === null) return null;
      if (data.index < array.value.length) return readItem(rt, array.value, data.index++);
      data.array = null;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      decref(rt, array);
      return null;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, dataOf(self).array);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { array } = dataOf(self);
      if (array !== null) visit(array);
    },
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { array, index } = dataOf(self);
      const iter = builtin(rt, 'iter');
      if (array === null) return newTuple(rt, [iter, newTuple(rt, [incref(rt.emptyTuple)])]);
      return newTuple(rt, [iter, newTuple(rt, [incref(array)]), newInt(rt, index)]);
    }),
    oneArg('__setstate__', (rt, self, state) => {
      const index = asIndexNumber(rt, state, 'OverflowError');
      const data = dataOf(self);
      if (data.array !== null) data.index = Math.min(Math.max(index, 0), data.array.value.length);
      return incref(rt.none);
    }),
  ],
};
