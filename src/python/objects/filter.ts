/** filter (CPython's Python/bltinmodule.c): the items a function, or their truth, lets through. */
import { decref, incref, type PyObject } from '../memory';
import { callObject, getIter, isTrue } from './abstract';
import { newLayoutInstance } from './layoutInstance';
import type { Payload, PyDict, PyStr, PyTuple } from './layouts';
import { noArgs } from './methods';
import { checkPositional } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';

interface FilterData { function: PyObject; iterator: PyObject }
type PyFilter = Payload<FilterData>;

function makeFilter(rt: Runtime, type: PyType, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'filter', args.length, 2, 2);
  const iterator = getIter(rt, args[1] as PyObject);
  return newLayoutInstance<FilterData>(rt, type, { function: incref(args[0] as PyObject), iterator });
}

function filterVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'filter() takes no keyword arguments');
  return makeFilter(rt, type, args);
}

function filterNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (type.init === rt.types.filter.init && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'filter() takes no keyword arguments');
  return makeFilter(rt, type, args.value);
}

function nextPassing(rt: Runtime, self: PyObject): PyObject | null {
  const { function: called, iterator } = (self as PyFilter).value;
  const { iternext } = iterator.type as PyType;
  const byTruth = called === rt.none || called === rt.types.bool.object;
  for (;;) {
    if (--rt.nativeTicks < 0) rt.nativeCheckPoint();
    const item = (iternext as NonNullable<PyType['iternext']>)(rt, iterator);
    if (item === null) return null;
    let passes: boolean;
    try {
      passes = byTruth ? isTrue(rt, item) : isTrueResult(rt, called, item);
    } catch (error) {
      decref(rt, item);
      throw error;
    }
    if (passes) return item;
    decref(rt, item);
  }
}

function isTrueResult(rt: Runtime, called: PyObject, item: PyObject): boolean {
  const result = callObject(rt, called, [item]);
  try {
    return isTrue(rt, result);
  } finally {
    decref(rt, result);
  }
}

export const filterType: TypeDefinition = {
  name: 'filter',
  doc: 'filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those items of iterable for which function(item)\n'
    + 'is true. If function is None, return the items that are true.',
  gc: true,
  flags: { basetype: true },
  basicsize: 32,
  construct: filterVectorcall,
  slots: {
    new: filterNew,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { function: called, iterator } = (self as PyFilter).value;
      decref(rt, called);
      decref(rt, iterator);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { function: called, iterator } = (self as PyFilter).value;
      visit(iterator);
      visit(called);
    },
    iter: (_rt, self) => incref(self),
    iternext: nextPassing,
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { function: called, iterator } = (self as PyFilter).value;
      return newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, [incref(called), incref(iterator)])]);
    }, 'Return state information for pickling.'),
  ],
};
