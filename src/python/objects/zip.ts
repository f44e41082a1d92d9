/** zip (CPython's Python/bltinmodule.c): tuples of one item of each iterable. */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { getIter, isTrue } from './abstract';
import { PythonError } from './errors';
import { newLayoutInstance } from './layoutInstance';
import type { Payload, PyDict, PyTuple } from './layouts';
import { noArgs, oneArg } from './methods';
import { matches, raise } from './raise';
import { newReusedTuple } from './reusedTuple';
import type { Runtime } from './runtime';
import { newTuple, newUnfilledTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';

interface ZipData {
  iterators: PyTuple;
  /** The tuple that is used again while nobody else holds it. */
  result: PyTuple;
  strict: boolean;
}
type PyZip = Payload<ZipData>;

/** Iterators of all arguments in a new tuple, which exists before the first iterator is asked for. */
export function iteratorTuple(rt: Runtime, iterables: readonly PyObject[]): PyTuple {
  const tuple = newUnfilledTuple(rt, iterables.length);
  try {
    iterables.forEach((iterable, index) => {
      tuple.value[index] = getIter(rt, iterable);
    });
  } catch (error) {
    decref(rt, tuple);
    throw error;
  }
  return tuple;
}

function zipNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const strict = strictArgument(rt, kwargs);
  const iterators = iteratorTuple(rt, args.value);
  const result = newReusedTuple(rt, args.value.length);
  return newLayoutInstance<ZipData>(rt, type, { iterators, result, strict });
}

function strictArgument(rt: Runtime, kwargs: PyDict | null): boolean {
  if (kwargs === null || kwargs.value.used === 0) return false;
  if (kwargs.value.used > 1) raise(rt, 'TypeError', `zip() takes at most 1 keyword argument (${kwargs.value.used} given)`);
  const entry = kwargs.value.keys.findIndex((key) => key !== null);
  const name = kwargs.value.keys[entry]?.value as string;
  if (name !== 'strict') raise(rt, 'TypeError', `'${name}' is an invalid keyword argument for zip()`);
  return isTrue(rt, kwargs.value.values[entry] as PyObject);
}

function iternextOf(iterator: PyObject): (rt: Runtime, self: PyObject) => PyObject | null {
  return (iterator.type as PyType).iternext as NonNullable<PyType['iternext']>;
}

function nextTuple(rt: Runtime, self: PyObject): PyObject | null {
  const { iterators: { value: iterators }, result: kept, strict } = (self as PyZip).value;
  const size = iterators.length;
  if (size === 0) return null;
  const reuse = kept.refcnt === 1;
  const result = reuse ? incref(kept) : newUnfilledTuple(rt, size);
  const items = result.value;
  for (let index = 0; index < size; index++) {
    const iterator = iterators[index] as PyObject;
    let item: PyObject | null;
    try {
      item = strict ? nextOrStop(rt, iterator) : iternextOf(iterator)(rt, iterator);
    } catch (error) {
      decref(rt, result);
      throw error;
    }
    if (item === null) {
      decref(rt, result);
      if (strict) checkLengths(rt, iterators, index);
      return null;
    }
    const old = (items[index] as PyObject | null | undefined) ?? null;
    items[index] = item;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(result);
    if (old !== null) decref(rt, old);
  }
  // The collector may have untracked the tuple while it held None.
  if (reuse && result.gcNext === null) rt.heap.track(result);
  return result;
}

/** The next item; StopIteration counts as the end. */
function nextOrStop(rt: Runtime, iterator: PyObject): PyObject | null {
  try {
    return iternextOf(iterator)(rt, iterator);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

/** `strict`: iterator `ended` is exhausted; the others must be too. */
function checkLengths(rt: Runtime, iterators: readonly PyObject[], ended: number): void {
  if (ended > 0) raise(rt, 'ValueError', `zip() argument ${ended + 1} is shorter than ${earlier(ended)}`);
  for (let index = 1; index < iterators.length; index++) {
    const item = nextOrStop(rt, iterators[index] as PyObject);
    if (item !== null) {
      decref(rt, item);
      raise(rt, 'ValueError', `zip() argument ${index + 1} is longer than ${earlier(index)}`);
    }
  }
}

const earlier = (count: number): string => (count === 1 ? 'argument 1' : `arguments 1-${count}`);

export const zipType: TypeDefinition = {
  name: 'zip',
  doc: 'zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n   >>> list(zip(\'abcdefg\', range(3), range(4)))\n'
    + "   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]\n\nThe zip object yields n-length tuples, where n is the number of iterables\n"
    + 'passed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\n'
    + 'shortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.',
  gc: true,
  flags: { basetype: true },
  basicsize: 48,
  slots: {
    new: zipNew,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { iterators, result } = (self as PyZip).value;
      xdecref(rt, iterators);
      xdecref(rt, result);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { iterators, result } = (self as PyZip).value;
      visit(iterators);
      visit(result);
    },
    iter: (_rt, self) => incref(self),
    iternext: nextTuple,
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { iterators, strict } = (self as PyZip).value;
      const parts = [incref((self.type as PyType).object), incref(iterators)];
      return newTuple(rt, strict ? [...parts, incref(rt.true)] : parts);
    }, 'Return state information for pickling.'),
    oneArg('__setstate__', (rt, self, state) => {
      (self as PyZip).value.strict = isTrue(rt, state);
      return incref(rt.none);
    }, 'Set state information for unpickling.'),
  ],
};
