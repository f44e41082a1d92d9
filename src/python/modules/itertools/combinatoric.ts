/**
 * itertools: products, combinations and permutations, and accumulate, groupby, tee, as CPython's
 * Modules/itertoolsmodule.c. Result tuples are always new here; CPython reuses one nobody else holds.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, CompareOp, getIter, iterNext, newList, newTuple, numberAdd, raise, richCompareBool, tupleFromIterable, noArgs,
  dictGetString,
  type PyList, type PyTuple, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { exchange, held, holder, iteratorType, newHolder, type Holder } from '../holder';
import { constructorArguments, exactCount, noKeywords } from './basic';

// refs: tuple of pools
export const productType: TypeDefinition = iteratorType('itertools.product', {
  slots: {
    new: (rt, type, args, kwargs) => {
      let repeat = 1;
      if (kwargs !== null && kwargs.value.used > 0) {
        const given = dictGetString(kwargs, 'repeat');
        if (given === null || kwargs.value.used > 1) raise(rt, 'TypeError', "'repeat' is the only keyword argument of product()");
        repeat = asIndexNumber(rt, given, 'OverflowError');
        if (repeat < 0) raise(rt, 'ValueError', 'repeat argument cannot be negative');
      }
      const once = repeat === 0 ? [] : args.value.map((iterable) => tupleFromIterable(rt, iterable));
      const pools: PyObject[] = [...once];
      for (let round = 1; round < repeat; round++) pools.push(...once.map((pool) => incref(pool)));
      return newHolder(rt, type, [newTuple(rt, pools)], { indices: null as number[] | null, done: false });
    },
    iternext: (rt, self) => {
      const { refs, state } = holder<{ indices: number[] | null; done: boolean }>(self).value;
      const pools = (refs[0] as PyTuple).value as PyTuple[];
      if (state.done) return null;
      if (state.indices === null) {
        if (pools.some((pool) => pool.value.length === 0)) {
          state.done = true;
          return null;
        }
        state.indices = pools.map(() => 0);
      } else {
        let position = pools.length - 1;
        for (; position >= 0; position--) {
          const next = (state.indices[position] as number) + 1;
          if (next < (pools[position] as PyTuple).value.length) {
            state.indices[position] = next;
            break;
          }
          state.indices[position] = 0;
        }
        if (position < 0) {
          state.done = true;
          return null;
        }
      }
      const { indices } = state;
      return newTuple(rt, pools.map((pool, index) => incref(pool.value[indices[index] as number] as PyObject)));
    },
  },
});

interface Selection { indices: number[] | null; done: boolean; size: number; cycles: number[] }

/** Combinations and permutations: a pool, and how the indices go on. */
function selectionType(
  name: string, sizeRequired: boolean, start: (poolSize: number, size: number) => number[] | null, advance: (state: Selection, poolSize: number) => boolean,
): TypeDefinition {
  return iteratorType(`itertools.${name}`, {
    slots: {
      new: (rt, type, args, kwargs) => {
        const [iterable, r] = constructorArguments(rt, name, ['iterable', 'r'], sizeRequired ? 2 : 1, args, kwargs) as [PyObject, PyObject | null];
        const pool = tupleFromIterable(rt, iterable);
        const size = r === null || r === rt.none ? pool.value.length : asIndexNumber(rt, r, 'OverflowError');
        if (size < 0) {
          decref(rt, pool);
          raise(rt, 'ValueError', 'r must be non-negative');
        }
        const state: Selection = { indices: null, done: false, size, cycles: Array.from({ length: Math.min(size, pool.value.length) }, (_, i) => pool.value.length - i) };
        return newHolder(rt, type, [pool], state);
      },
      iternext: (rt, self) => {
        const { refs, state } = holder<Selection>(self).value;
        const pool = (refs[0] as PyTuple).value;
        if (state.done) return null;
        if (state.indices === null) state.indices = start(pool.length, state.size);
        else if (!advance(state, pool.length)) state.indices = null;
        if (state.indices === null) {
          state.done = true;
          return null;
        }
        return newTuple(rt, state.indices.slice(0, state.size).map((index) => incref(pool[index] as PyObject)));
      },
    },
  });
}

const countingUp = (size: number): number[] => Array.from({ length: size }, (_, index) => index);

export const combinationsType = selectionType('combinations', true, (n, r) => (r > n ? null : countingUp(r)), (state, n) => {
  const indices = state.indices as number[];
  let position = state.size - 1;
  while (position >= 0 && indices[position] === position + n - state.size) position--;
  if (position < 0) return false;
  indices[position] = (indices[position] as number) + 1;
  for (let next = position + 1; next < state.size; next++) indices[next] = (indices[next - 1] as number) + 1;
  return true;
});

export const combinationsWithReplacementType = selectionType('combinations_with_replacement', true,
  (n, r) => (n === 0 && r > 0 ? null : Array.from({ length: r }, () => 0)), (state, n) => {
    const indices = state.indices as number[];
    let position = state.size - 1;
    while (position >= 0 && indices[position] === n - 1) position--;
    if (position < 0) return false;
    const value = (indices[position] as number) + 1;
    for (let next = position; next < state.size; next++) indices[next] = value;
    return true;
  });

export const permutationsType = selectionType('permutations', false, (n, r) => (r > n ? null : countingUp(n)), (state, n) => {
  const indices = state.indices as number[];
  const { cycles, size } = state;
  for (let position = size - 1; position >= 0; position--) {
    cycles[position] = (cycles[position] as number) - 1;
    if (cycles[position] === 0) {
      indices.push(...indices.splice(position, 1));
      cycles[position] = n - position;
    } else {
      const other = n - (cycles[position] as number);
      [indices[position], indices[other]] = [indices[other] as number, indices[position] as number];
      return true;
    }
  }
  return false;
});

// refs: total, iterator, function, initial value
export const accumulateType: TypeDefinition = iteratorType('itertools.accumulate', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, func, initial] = constructorArguments(rt, 'accumulate', ['iterable', 'func', 'initial'], 1, args, kwargs) as [PyObject, PyObject | null, PyObject | null];
      const iterator = getIter(rt, iterable);
      return newHolder(rt, type, [
        null, iterator, func === null || func === rt.none ? null : incref(func), initial === null || initial === rt.none ? null : incref(initial),
      ], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const { refs } = object.value;
      if (refs[3] != null) {
        const initial = refs[3];
        refs[3] = null;
        exchange(rt, object, 0, incref(initial));
        return initial;
      }
      const item = iterNext(rt, held(object, 1));
      if (item === null) return null;
      if (refs[0] == null) {
        exchange(rt, object, 0, incref(item));
        return item;
      }
      let total: PyObject;
      try {
        total = refs[2] == null ? numberAdd(rt, refs[0], item) : callObject(rt, refs[2], [refs[0], item]);
      } finally {
        decref(rt, item);
      }
      exchange(rt, object, 0, incref(total));
      return total;
    },
  },
});

// refs: iterator, key function, target key, current key, current value; state: the group that may go on
interface GroupState { group: PyObject | null }

/** Moves the groupby object to its next value and key; false at the end. */
function groupStep(rt: Runtime, object: Holder): boolean {
  const value = iterNext(rt, held(object, 0));
  if (value === null) return false;
  let key: PyObject;
  try {
    key = object.value.refs[1] == null || object.value.refs[1] === rt.none ? incref(value) : callObject(rt, held(object, 1), [value]);
  } catch (error) {
    decref(rt, value);
    throw error;
  }
  exchange(rt, object, 4, value);
  exchange(rt, object, 3, key);
  return true;
}

export const groupbyType: TypeDefinition = iteratorType('itertools.groupby', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, key] = constructorArguments(rt, 'groupby', ['iterable', 'key'], 1, args, kwargs) as [PyObject, PyObject | null];
      const state: GroupState = { group: null };
      return newHolder(rt, type, [getIter(rt, iterable), key === null ? null : incref(key), null, null, null], state);
    },
    iternext: (rt, self) => {
      const object = holder<GroupState>(self);
      const { refs, state } = object.value;
      state.group = null;
      for (;;) {
        if (refs[3] != null) {
          if (refs[2] == null || !richCompareBool(rt, refs[2], refs[3], CompareOp.Eq)) break;
        }
        if (!groupStep(rt, object)) return null;
      }
      exchange(rt, object, 2, incref(held(object, 3)));
      const group = newHolder(rt, extensionType(rt, grouperType), [incref(object), incref(held(object, 2))], null);
      state.group = group;
      return newTuple(rt, [incref(held(object, 3)), group]);
    },
  },
});

// refs: the groupby object, target key
export const grouperType: TypeDefinition = iteratorType('itertools._grouper', {
  flags: {},
  slots: {
    iternext: (rt, self) => {
      const object = holder(self);
      const parent = holder<GroupState>(held(object, 0));
      if (parent.value.state.group !== self) return null;
      if (parent.value.refs[4] == null && !groupStep(rt, parent)) return null;
      if (!richCompareBool(rt, held(object, 1), held(parent, 3), CompareOp.Eq)) return null;
      const value = parent.value.refs[4] as PyObject;
      parent.value.refs[4] = null;
      exchange(rt, parent, 3, null);
      return value;
    },
  },
});

// A tee is a position in a chain of links shared by its copies; refs: iterator, list shared by all.
interface TeeState { index: number }

export const teeType: TypeDefinition = iteratorType('itertools._tee', {
  weakrefs: true,
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, '_tee', kwargs);
      exactCount(rt, '_tee', args, 1, 1);
      return newTee(rt, getIter(rt, args.value[0] as PyObject), newList(rt, []), 0, type);
    },
    iternext: (rt, self) => {
      const object = holder<TeeState>(self);
      const items = (held(object, 1) as PyList).value;
      const { state } = object.value;
      if (state.index === items.length) {
        const item = iterNext(rt, held(object, 0));
        if (item === null) return null;
        items.push(item);
        if (rt.heap.observer !== null) rt.heap.observer.mutated(held(object, 1));
      }
      return incref(items[state.index++] as PyObject);
    },
  },
  methods: [noArgs('__copy__', (rt, self) => copyTee(rt, self))],
});

function newTee(rt: Runtime, iterator: PyObject, items: PyList, index: number, type = extensionType(rt, teeType)): PyObject {
  return newHolder<TeeState>(rt, type, [iterator, items], { index });
}

function copyTee(rt: Runtime, self: PyObject): PyObject {
  const object = holder<TeeState>(self);
  return newTee(rt, incref(held(object, 0)), incref(held(object, 1) as PyList), object.value.state.index);
}

/** itertools.tee(iterable, n=2) */
export function tee(rt: Runtime, iterable: PyObject, count: number): PyObject {
  if (count < 0) raise(rt, 'ValueError', 'n must be >= 0');
  if (count === 0) return incref(rt.emptyTuple);
  const iterator = getIter(rt, iterable);
  let first: PyObject;
  if (iterator.type === extensionType(rt, teeType)) first = iterator;
  else first = newTee(rt, iterator, newList(rt, []), 0);
  return newTuple(rt, [first, ...Array.from({ length: count - 1 }, () => copyTee(rt, first))]);
}
