/** map (CPython's Python/bltinmodule.c): calls a function with one item of each iterable. */
import { decref, incref, type PyObject } from '../memory';
import { callObject } from './abstract';
import { newLayoutInstance } from './layoutInstance';
import type { Payload, PyDict, PyStr, PyTuple } from './layouts';
import { noArgs } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';
import { iteratorTuple } from './zip';

interface MapData { iterators: PyTuple; function: PyObject }
type PyMap = Payload<MapData>;

function makeMap(rt: Runtime, type: PyType, args: readonly PyObject[]): PyObject {
  if (args.length < 2) raise(rt, 'TypeError', 'map() must have at least two arguments.');
  const iterators = iteratorTuple(rt, args.slice(1));
  return newLayoutInstance<MapData>(rt, type, { iterators, function: incref(args[0] as PyObject) });
}

function mapVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'map() takes no keyword arguments');
  return makeMap(rt, type, args);
}

function mapNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (type.init === rt.types.map.init && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'map() takes no keyword arguments');
  return makeMap(rt, type, args.value);
}

function nextResult(rt: Runtime, self: PyObject): PyObject | null {
  const { iterators: { value: iterators }, function: called } = (self as PyMap).value;
  const args: PyObject[] = [];
  try {
    for (let index = 0; index < iterators.length; index++) {
      const iterator = iterators[index] as PyObject;
      const item = ((iterator.type as PyType).iternext as NonNullable<PyType['iternext']>)(rt, iterator);
      if (item === null) return null;
      args.push(item);
    }
    return callObject(rt, called, args);
  } finally {
    for (let index = 0; index < args.length; index++) decref(rt, args[index] as PyObject);
  }
}

export const mapType: TypeDefinition = {
  name: 'map',
  doc: 'map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\n'
    + 'each of the iterables.  Stops when the shortest iterable is exhausted.',
  gc: true,
  flags: { basetype: true },
  basicsize: 32,
  construct: mapVectorcall,
  slots: {
    new: mapNew,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { iterators, function: called } = (self as PyMap).value;
      decref(rt, iterators);
      decref(rt, called);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { iterators, function: called } = (self as PyMap).value;
      visit(iterators);
      visit(called);
    },
    iter: (_rt, self) => incref(self),
    iternext: nextResult,
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { iterators, function: called } = (self as PyMap).value;
      const args = [incref(called), ...iterators.value.map((iterator) => incref(iterator))];
      return newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, args)]);
    }, 'Return state information for pickling.'),
  ],
};
