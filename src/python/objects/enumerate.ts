/** enumerate (CPython's Objects/enumobject.c): pairs of a running number and an item. */
import { incref, xdecref, type PyObject } from '../memory';
import { getIter, index as indexOf } from './abstract';
import { classGetItem } from './classGetItem';
import { newInt, normalizeInt } from './intValue';
import { newLayoutInstance } from './layoutInstance';
import type { Payload, PyDict, PyStr, PyTuple } from './layouts';
import { noArgs } from './methods';
import { raise } from './raise';
import { newReusedTuple, pairInto } from './reusedTuple';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';

interface EnumerateData {
  count: number | bigint;
  /** Owned, as the rest; null until the iterator is complete. */
  iterator: PyObject | null;
  result: PyTuple | null;
}
type PyEnumerate = Payload<EnumerateData>;

function makeEnumerate(rt: Runtime, type: PyType, iterable: PyObject, start: PyObject | undefined): PyObject {
  const made = newLayoutInstance<EnumerateData>(rt, type, { count: 0, iterator: null, result: null });
  try {
    if (start !== undefined) {
      const number = indexOf(rt, start);
      made.value.count = number.value;
      xdecref(rt, number);
    }
    made.value.iterator = getIter(rt, iterable);
  } catch (error) {
    xdecref(rt, made);
    throw error;
  }
  made.value.result = newReusedTuple(rt, 2);
  return made;
}

/** The arguments `iterable` and `start`, each by position or name. */
function enumerateVectorcall(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (args.length > 2) raise(rt, 'TypeError', `enumerate() takes at most 2 arguments (${args.length} given)`);
  const positional = args.length - (kwnames?.length ?? 0);
  const named = new Map<string, PyObject>();
  (kwnames ?? []).forEach((name, at) => named.set(name.value, args[positional + at] as PyObject));
  let iterable: PyObject | undefined = args[0];
  let start: PyObject | undefined = args[1];
  if (named.size > 0) {
    iterable = positional > 0 ? args[0] : named.get('iterable');
    start = named.get('start');
    const expected = (iterable !== undefined && positional === 0 ? 1 : 0) + (start !== undefined ? 1 : 0);
    if (expected !== named.size) {
      const wrong = [...named.keys()].find((name) => (name !== 'iterable' || positional > 0) && name !== 'start') as string;
      if (iterable !== undefined || named.size > 0) raise(rt, 'TypeError', `'${wrong}' is an invalid keyword argument for enumerate()`);
    }
  }
  if (iterable === undefined) raise(rt, 'TypeError', "enumerate() missing required argument 'iterable'");
  return makeEnumerate(rt, type, iterable, start);
}

/** As the vectorcall, for subclasses. */
function enumerateNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const all = args.value.slice();
  const names: PyStr[] = [];
  if (kwargs !== null) {
    kwargs.value.keys.forEach((key, entry) => {
      if (key === null) return;
      names.push(key as PyStr);
      all.push(kwargs.value.values[entry] as PyObject);
    });
  }
  return enumerateVectorcall(rt, type, all, names);
}

function nextPair(rt: Runtime, self: PyObject): PyObject | null {
  const state = (self as PyEnumerate).value;
  const { iterator, result, count } = state;
  if (iterator === null || result === null) return null;
  const item = ((iterator.type as PyType).iternext as NonNullable<PyType['iternext']>)(rt, iterator);
  if (item === null) return null;
  state.count = typeof count === 'number' && count < Number.MAX_SAFE_INTEGER ? count + 1 : normalizeInt(BigInt(count) + 1n);
  return pairInto(rt, result, newInt(rt, count), item);
}

export const enumerateType: TypeDefinition = {
  name: 'enumerate',
  doc: 'Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\n'
    + 'defaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n'
    + '    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...',
  gc: true,
  flags: { basetype: true },
  basicsize: 56,
  construct: enumerateVectorcall,
  slots: {
    new: enumerateNew,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { iterator, result } = (self as PyEnumerate).value;
      xdecref(rt, iterator);
      xdecref(rt, result);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { iterator, result } = (self as PyEnumerate).value;
      if (iterator !== null) visit(iterator);
      if (result !== null) visit(result);
    },
    iter: (_rt, self) => incref(self),
    iternext: nextPair,
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { iterator, count } = (self as PyEnumerate).value;
      return newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, [incref(iterator as PyObject), newInt(rt, count)])]);
    }, 'Return state information for pickling.'),
    classGetItem(),
  ],
};
