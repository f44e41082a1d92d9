/** The methods of set and frozenset (CPython's Objects/setobject.c). */
import { decref, incref, type PyObject } from '../memory';
import { callMethod } from './abstract';
import { PythonError } from './errors';
import { classGetItem } from './classGetItem';
import { newInt } from './int';
import type { PySet } from './layouts';
import { listFromIterable } from './listStore';
import { noArgs, oneArg, varArgs, type MethodDefinition } from './methods';
import { matches, raiseKeyError } from './raise';
import type { Runtime } from './runtime';
import {
  setCopy, setDifferenceMany, setDifferenceUpdate, setFromIterable, setIntersectionMany, setIsDisjoint, setIsSubset,
  setIsSuperset, setSymmetricDifference, setSymmetricDifferenceUpdate, setUnion, setUpdate,
} from './setOperations';
import { setAdd, setClear, setContains, setDiscard, setPop, swapSets } from './setStore';
import { tableSize } from './setData';
import { newTuple } from './tuple';
import type { PyType } from './type';

const none = (rt: Runtime): PyObject => incref(rt.none);
const bool = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.true : rt.false);

/**
 * `operation` with a key; an unhashable set as key is tried again as a frozenset of the same items, so
 * that sets of sets can be searched with a set.
 */
function withFrozenRetry<R>(rt: Runtime, key: PyObject, operation: (key: PyObject) => R): R {
  try {
    return operation(key);
  } catch (error) {
    const unhashableSet = (key.type as PyType).layout === rt.types.set && error instanceof PythonError
      && matches(rt, error.exception, rt.exceptions.TypeError);
    if (!unhashableSet) throw error;
    decref(rt, error.exception);
    const frozen = setFromIterable(rt, rt.types.frozenset, key);
    try {
      return operation(frozen);
    } finally {
      decref(rt, frozen);
    }
  }
}

export function containsWithFrozenRetry(rt: Runtime, set: PySet, key: PyObject): boolean {
  return withFrozenRetry(rt, key, (asked) => setContains(rt, set, asked));
}

/** `(type, (items,), state)` for copy and pickle. */
function reduceSet(rt: Runtime, self: PyObject): PyObject {
  const items = listFromIterable(rt, self);
  const args = newTuple(rt, [items]);
  let state: PyObject;
  try {
    state = callMethod(rt, self, '__getstate__', []);
  } catch (error) {
    decref(rt, args);
    throw error;
  }
  return newTuple(rt, [incref((self.type as PyType).object), args, state]);
}

const contains = oneArg('__contains__', (rt, self, key) => bool(rt, containsWithFrozenRetry(rt, self as PySet, key)), 'x.__contains__(y) <==> y in x.');
const commonMethods: readonly MethodDefinition[] = [
  contains,
  varArgs('difference', (rt, self, args) => setDifferenceMany(rt, self as PySet, args.value),
    'Return the difference of two or more sets as a new set.\n\n(i.e. all elements that are in this set but not the others.)'),
  varArgs('intersection', (rt, self, args) => setIntersectionMany(rt, self as PySet, args.value),
    'Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both sets.)'),
  oneArg('isdisjoint', (rt, self, other) => bool(rt, setIsDisjoint(rt, self as PySet, other)), 'Return True if two sets have a null intersection.'),
  oneArg('issubset', (rt, self, other) => bool(rt, setIsSubset(rt, self as PySet, other)), 'Report whether another set contains this set.'),
  oneArg('issuperset', (rt, self, other) => bool(rt, setIsSuperset(rt, self as PySet, other)), 'Report whether this set contains another set.'),
  noArgs('__reduce__', reduceSet, 'Return state information for pickling.'),
  noArgs('__sizeof__', (rt, self) => newInt(rt, (self.type as PyType).basicsize + tableSize((self as PySet).value)),
    'S.__sizeof__() -> size of S in memory, in bytes'),
  oneArg('symmetric_difference', (rt, self, other) => setSymmetricDifference(rt, self as PySet, other),
    'Return the symmetric difference of two sets as a new set.\n\n(i.e. all elements that are in exactly one of the sets.)'),
  varArgs('union', (rt, self, args) => setUnion(rt, self as PySet, args.value),
    'Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)'),
  classGetItem(),
];

export const frozensetMethods: readonly MethodDefinition[] = [
  ...commonMethods,
  noArgs('copy', (rt, self) => (self.type === rt.types.frozenset ? incref(self) : setCopy(rt, self as PySet)), 'Return a shallow copy of a set.'),
];

export const setMethods: readonly MethodDefinition[] = [
  ...commonMethods,
  oneArg('add', (rt, self, key) => {
    setAdd(rt, self as PySet, key);
    return none(rt);
  }, 'Add an element to a set.\n\nThis has no effect if the element is already present.'),
  noArgs('clear', (rt, self) => {
    setClear(rt, self as PySet);
    return none(rt);
  }, 'Remove all elements from this set.'),
  noArgs('copy', (rt, self) => setCopy(rt, self as PySet), 'Return a shallow copy of a set.'),
  oneArg('discard', (rt, self, key) => {
    withFrozenRetry(rt, key, (asked) => setDiscard(rt, self as PySet, asked));
    return none(rt);
  }, 'Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.'),
  varArgs('difference_update', (rt, self, args) => {
    for (const other of args.value) setDifferenceUpdate(rt, self as PySet, other);
    return none(rt);
  }, 'Remove all elements of another set from this set.'),
  varArgs('intersection_update', (rt, self, args) => {
    const kept = setIntersectionMany(rt, self as PySet, args.value);
    swapSets(rt, self as PySet, kept);
    decref(rt, kept);
    return none(rt);
  }, 'Update a set with the intersection of itself and another.'),
  noArgs('pop', (rt, self) => setPop(rt, self as PySet), 'Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.'),
  oneArg('remove', (rt, self, key) => {
    if (!withFrozenRetry(rt, key, (asked) => setDiscard(rt, self as PySet, asked))) raiseKeyError(rt, key);
    return none(rt);
  }, 'Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.'),
  oneArg('symmetric_difference_update', (rt, self, other) => {
    setSymmetricDifferenceUpdate(rt, self as PySet, other);
    return none(rt);
  }, 'Update a set with the symmetric difference of itself and another.'),
  varArgs('update', (rt, self, args) => {
    for (const other of args.value) setUpdate(rt, self as PySet, other);
    return none(rt);
  }, 'Update a set with the union of itself and others.'),
];

