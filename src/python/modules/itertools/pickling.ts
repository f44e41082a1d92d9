/**
 * What the iterators of itertools share: arguments of their constructors, and `__reduce__` and `__setstate__`, which warn
 * that they will go (CPython Modules/itertoolsmodule.c, ITERTOOL_PICKLE_DEPRECATION).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  classMethod, indexValue, intToBigInt, isIntLike, newGenericAlias, newInt, newTuple, noArgs, oneArg, raise, warn,
  type MethodDefinition, type PyTuple, type PyType, type Runtime,
} from '../../objects';

const LARGEST_SIZE = 2n ** 63n - 1n;

/** `__reduce__`: the class, then what `parts` yields (owned); or the whole tuple that `special` makes in a special case. */
export function reduceMethod(
  parts: (rt: Runtime, self: PyObject) => PyObject[], special: (rt: Runtime, self: PyObject) => PyTuple | null = () => null,
): MethodDefinition {
  return noArgs('__reduce__', (rt, self) => {
    warnOfRemoval(rt);
    return special(rt, self) ?? newTuple(rt, [incref((self.type as PyType).object), ...parts(rt, self)]);
  }, 'Return state information for pickling.');
}

/** `__setstate__(state)` */
export function stateMethod(set: (rt: Runtime, self: PyObject, state: PyObject) => void): MethodDefinition {
  return oneArg('__setstate__', (rt, self, state) => {
    warnOfRemoval(rt);
    set(rt, self, state);
    return incref(rt.none);
  }, 'Set state information for unpickling.');
}

export function warnOfRemoval(rt: Runtime): void {
  warn(rt, 'DeprecationWarning', 'Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.');
}

/** The items of a state that must be a tuple of `minimum` to `maximum` (PyArg_ParseTuple). */
export function stateItems(rt: Runtime, state: PyObject, minimum: number, maximum = minimum): readonly PyObject[] {
  if ((state.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'state is not a tuple');
  const items = (state as PyTuple).value;
  if (items.length < minimum || items.length > maximum) {
    const limit = items.length < minimum ? minimum : maximum;
    const kind = minimum === maximum ? 'exactly' : items.length < minimum ? 'at least' : 'at most';
    raise(rt, 'TypeError', `function takes ${kind} ${limit} argument${limit === 1 ? '' : 's'} (${items.length} given)`);
  }
  return items;
}

/** An item of a state that must be of a type ("O!"). */
export function expectType(rt: Runtime, item: PyObject, type: PyType, position: number): void {
  if (!(item.type as PyType).mro.includes(type)) {
    raise(rt, 'TypeError', `argument ${position} must be ${type.name}, not ${item === rt.none ? 'None' : item.type.name}`);
  }
}

/** A number of a state (PyLong_AsSsize_t): an int of C's size. */
export function stateNumber(rt: Runtime, item: PyObject): number {
  if (!isIntLike(rt, item)) raise(rt, 'TypeError', 'an integer is required');
  const value = intToBigInt(item);
  if (value > LARGEST_SIZE || value < -LARGEST_SIZE - 1n) raise(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
  return Number(value);
}

/** A ssize_t argument of a constructor ("n"): exact enough to count with. */
export function sizeArgument(rt: Runtime, value: PyObject): number {
  const index = indexValue(rt, value);
  if (index > LARGEST_SIZE || index < -LARGEST_SIZE - 1n) raise(rt, 'OverflowError', "Python int too large to convert to C ssize_t");
  return Number(index);
}

/** A number that stands for a ssize_t as an int: the largest of them is no JavaScript number. */
export function sizeObject(rt: Runtime, size: number): PyObject {
  return newInt(rt, Number.isSafeInteger(size) ? size : BigInt(size) > LARGEST_SIZE ? LARGEST_SIZE : BigInt(size));
}

export const tupleOfSizes = (rt: Runtime, sizes: readonly number[]): PyTuple => newTuple(rt, sizes.map((size) => newInt(rt, size)));

/** A new tuple of borrowed objects, made of which is missing None. */
export const pack = (rt: Runtime, ...items: (PyObject | null)[]): PyTuple => newTuple(rt, items.map((item) => incref(item ?? rt.none)));

/** The truth of an answer that is given back. */
export function consume<R>(rt: Runtime, object: PyObject, use: (object: PyObject) => R): R {
  try {
    return use(object);
  } finally {
    decref(rt, object);
  }
}

/** Makes the second object; if that fails, the first one is given back. */
export function after<F extends PyObject, R>(rt: Runtime, first: F | null, make: () => R): R {
  try {
    return make();
  } catch (error) {
    xdecref(rt, first);
    throw error;
  }
}

export const classGetItem = classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585'));
