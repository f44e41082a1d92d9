/**
 * itertools: product, combinations, combinations_with_replacement, permutations (CPython Modules/itertoolsmodule.c). All keep
 * their last result: while nobody else holds it, it is changed in place and given out again.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  checkObjectBytes, isIntLike, newInt, newTuple, noArgs, raise, tupleFromIterable, unpackKeywordDict,
  type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { exchange, holder, iteratorType, newHolder, type Holder } from '../holder';
import { constructorArguments } from '../keywordArguments';
import { after, expectType, reduceMethod, sizeArgument, sizeObject, stateItems, stateMethod, stateNumber, tupleOfSizes } from './pickling';

const POINTER_BYTES = 8;

/** The last result, to be changed in place: a copy where somebody else holds it. */
function ownResult(rt: Runtime, object: Holder): PyTuple {
  const result = object.value.refs[1] as PyTuple;
  if (result.refcnt > 1) {
    const copy = newTuple(rt, result.value.map((item) => incref(item)));
    exchange(rt, object, 1, copy);
    return copy;
  }
  // The collector may have untracked it.
  if (result.gcNext === null) rt.heap.track(result);
  return result;
}

function replaceItem(rt: Runtime, tuple: PyTuple, index: number, item: PyObject): void {
  const old = tuple.value[index] as PyObject;
  tuple.value[index] = incref(item);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(tuple);
  decref(rt, old);
}

function firstResult(rt: Runtime, object: Holder, items: readonly PyObject[]): PyObject {
  const result = newTuple(rt, items.map((item) => incref(item)));
  exchange(rt, object, 1, result);
  return incref(result);
}

const sizeMethod = (indexCount: (self: PyObject) => number): ReturnType<typeof noArgs> =>
  noArgs('__sizeof__', (rt, self) => newInt(rt, (self.type as PyType).basicsize + POINTER_BYTES * indexCount(self)), 'Returns size in memory, in bytes.');

interface ProductState { indices: number[]; done: boolean }

// refs: tuple of pools, last result
export const productType: TypeDefinition = iteratorType('itertools.product', {
  basicsize: 48,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [times] = unpackKeywordDict(rt, { function: 'product', names: ['repeat'] }, [], kwargs);
      const repeat = times === undefined ? 1 : sizeArgument(rt, times);
      if (repeat < 0) raise(rt, 'ValueError', 'repeat argument cannot be negative');
      const sources = repeat === 0 ? [] : args.value;
      if (sources.length * repeat * POINTER_BYTES > 2 ** 63) raise(rt, 'OverflowError', 'repeat argument too large');
      checkObjectBytes(rt, sources.length * repeat * POINTER_BYTES);
      const pools: PyTuple[] = [];
      try {
        for (const source of sources) pools.push(tupleFromIterable(rt, source));
      } catch (error) {
        for (const pool of pools) decref(rt, pool);
        throw error;
      }
      const once = pools.length;
      while (pools.length < once * repeat) pools.push(incref(pools[pools.length - once] as PyTuple));
      return newHolder<ProductState>(rt, type, [newTuple(rt, pools), null], { indices: pools.map(() => 0), done: false });
    },
    iternext: (rt, self) => {
      const object = holder<ProductState>(self);
      const { refs, state } = object.value;
      const pools = (refs[0] as PyTuple).value as PyTuple[];
      if (state.done) return null;
      if (refs[1] == null) {
        state.done = pools.some((pool) => pool.value.length === 0);
        return state.done ? null : firstResult(rt, object, pools.map((pool) => pool.value[0] as PyObject));
      }
      const result = ownResult(rt, object);
      let position = pools.length - 1;
      for (; position >= 0; position--) {
        const pool = (pools[position] as PyTuple).value;
        const next = (state.indices[position] as number) + 1;
        const rolledOver = next === pool.length;
        state.indices[position] = rolledOver ? 0 : next;
        replaceItem(rt, result, position, pool[rolledOver ? 0 : next] as PyObject);
        if (!rolledOver) return incref(result);
      }
      state.done = true;
      return null;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const { refs, state } = holder<ProductState>(self).value;
      if (state.done) return [newTuple(rt, [incref(rt.emptyTuple)])];
      const pools = incref(refs[0] as PyTuple);
      return refs[1] == null ? [pools] : [pools, tupleOfSizes(rt, state.indices)];
    }),
    stateMethod((rt, self, given) => {
      const object = holder<ProductState>(self);
      const { state } = object.value;
      const pools = (object.value.refs[0] as PyTuple).value as PyTuple[];
      const items = indicesOf(rt, given, pools.length);
      for (let position = 0; position < pools.length; position++) {
        const index = stateNumber(rt, items[position] as PyObject);
        const { length } = (pools[position] as PyTuple).value;
        if (length === 0) {
          state.done = true;
          return;
        }
        state.indices[position] = Math.min(Math.max(index, 0), length - 1);
      }
      decref(rt, firstResult(rt, object, pools.map((pool, position) => pool.value[state.indices[position] as number] as PyObject)));
    }),
    sizeMethod((self) => holder<ProductState>(self).value.state.indices.length),
  ],
});

/** The items of a state that is one tuple of a known length. */
function indicesOf(rt: Runtime, state: PyObject, length: number): readonly PyObject[] {
  if ((state.type as PyType).layout !== rt.types.tuple || (state as PyTuple).value.length !== length) raise(rt, 'ValueError', 'invalid arguments');
  return (state as PyTuple).value;
}

interface Selection { indices: number[]; done: boolean; readonly size: number }

interface SelectionKind {
  readonly name: string;
  readonly start: (poolSize: number, size: number) => number[];
  readonly isEmpty: (poolSize: number, size: number) => boolean;
  /** Moves the indices on; the first place that changed, or -1 at the end. */
  readonly advance: (state: Selection, poolSize: number) => number;
  /** The largest index at a place. */
  readonly maximum: (place: number, poolSize: number, size: number) => number;
}

// refs: pool, last result
function selectionType(kind: SelectionKind): TypeDefinition {
  return iteratorType(`itertools.${kind.name}`, {
    basicsize: 56,
    slots: {
      new: (rt, type, args, kwargs) => {
        const [iterable, r] = constructorArguments(rt, kind.name, ['iterable', 'r'], 2, args, kwargs) as [PyObject, PyObject];
        const size = sizeArgument(rt, r);
        const pool = tupleFromIterable(rt, iterable);
        after(rt, pool, () => {
          if (size < 0) raise(rt, 'ValueError', 'r must be non-negative');
          checkObjectBytes(rt, size * POINTER_BYTES);
        });
        const done = kind.isEmpty(pool.value.length, size);
        return newHolder<Selection>(rt, type, [pool, null], { indices: kind.start(pool.value.length, size), done, size });
      },
      iternext: (rt, self) => {
        const object = holder<Selection>(self);
        const { refs, state } = object.value;
        const pool = (refs[0] as PyTuple).value;
        if (state.done) return null;
        if (refs[1] == null) return firstResult(rt, object, state.indices.map((index) => pool[index] as PyObject));
        const result = ownResult(rt, object);
        const changed = kind.advance(state, pool.length);
        if (changed < 0) {
          state.done = true;
          return null;
        }
        for (let place = changed; place < state.size; place++) replaceItem(rt, result, place, pool[state.indices[place] as number] as PyObject);
        return incref(result);
      },
    },
    methods: [
      reduceMethod((rt, self) => {
        const { refs, state } = holder<Selection>(self).value;
        const size = sizeObject(rt, state.size);
        if (refs[1] == null) return [newTuple(rt, [incref(refs[0] as PyObject), size])];
        if (state.done) return [newTuple(rt, [incref(rt.emptyTuple), size])];
        return [newTuple(rt, [incref(refs[0] as PyObject), size]), tupleOfSizes(rt, state.indices)];
      }),
      stateMethod((rt, self, given) => {
        const object = holder<Selection>(self);
        const { state } = object.value;
        const pool = (object.value.refs[0] as PyTuple).value;
        const items = indicesOf(rt, given, state.size);
        for (let place = 0; place < state.size; place++) {
          const index = stateNumber(rt, items[place] as PyObject);
          state.indices[place] = Math.max(Math.min(index, kind.maximum(place, pool.length, state.size)), 0);
        }
        decref(rt, firstResult(rt, object, state.indices.map((index) => pool[index] as PyObject)));
      }),
      sizeMethod((self) => holder<Selection>(self).value.state.size),
    ],
  });
}

export const combinationsType = selectionType({
  name: 'combinations',
  start: (_n, r) => Array.from({ length: r }, (_, index) => index),
  isEmpty: (n, r) => r > n,
  advance: ({ indices, size }, n) => {
    let place = size - 1;
    while (place >= 0 && indices[place] === place + n - size) place--;
    if (place < 0) return -1;
    indices[place] = (indices[place] as number) + 1;
    for (let next = place + 1; next < size; next++) indices[next] = (indices[next - 1] as number) + 1;
    return place;
  },
  maximum: (place, n, r) => place + n - r,
});

export const combinationsWithReplacementType = selectionType({
  name: 'combinations_with_replacement',
  start: (_n, r) => Array.from({ length: r }, () => 0),
  isEmpty: (n, r) => n === 0 && r > 0,
  advance: ({ indices, size }, n) => {
    let place = size - 1;
    while (place >= 0 && indices[place] === n - 1) place--;
    if (place < 0) return -1;
    indices.fill((indices[place] as number) + 1, place);
    return place;
  },
  maximum: (_place, n) => n - 1,
});

interface Permutation { indices: number[]; cycles: number[]; done: boolean; readonly size: number }

// refs: pool, last result
export const permutationsType: TypeDefinition = iteratorType('itertools.permutations', {
  basicsize: 64,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, r] = constructorArguments(rt, 'permutations', ['iterable', 'r'], 1, args, kwargs) as [PyObject, PyObject | null];
      const pool = tupleFromIterable(rt, iterable);
      const n = pool.value.length;
      const size = after(rt, pool, () => {
        if (r === null || r === rt.none) return n;
        if (!isIntLike(rt, r)) raise(rt, 'TypeError', 'Expected int as r');
        const given = stateNumber(rt, r);
        if (given < 0) raise(rt, 'ValueError', 'r must be non-negative');
        checkObjectBytes(rt, given * POINTER_BYTES);
        return given;
      });
      const cycles = Array.from({ length: size }, (_, index) => n - index);
      return newHolder<Permutation>(rt, type, [pool, null], { indices: pool.value.map((_, index) => index), cycles, done: size > n, size });
    },
    iternext: (rt, self) => {
      const object = holder<Permutation>(self);
      const { refs, state } = object.value;
      const pool = (refs[0] as PyTuple).value;
      if (state.done) return null;
      const { indices, size } = state;
      if (refs[1] == null) return firstResult(rt, object, indices.slice(0, size).map((index) => pool[index] as PyObject));
      if (pool.length > 0) {
        const result = ownResult(rt, object);
        const changed = advancePermutation(state, pool.length);
        if (changed >= 0) {
          for (let place = changed; place < size; place++) replaceItem(rt, result, place, pool[indices[place] as number] as PyObject);
          return incref(result);
        }
      }
      state.done = true;
      return null;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const { refs, state } = holder<Permutation>(self).value;
      const size = sizeObject(rt, state.size);
      if (refs[1] == null) return [newTuple(rt, [incref(refs[0] as PyObject), size])];
      if (state.done) return [newTuple(rt, [incref(rt.emptyTuple), size])];
      return [newTuple(rt, [incref(refs[0] as PyObject), size]), newTuple(rt, [tupleOfSizes(rt, state.indices), tupleOfSizes(rt, state.cycles)])];
    }),
    stateMethod((rt, self, given) => {
      const object = holder<Permutation>(self);
      const { state } = object.value;
      const pool = (object.value.refs[0] as PyTuple).value;
      const n = pool.length;
      const [indices, cycles] = stateItems(rt, given, 2) as [PyTuple, PyTuple];
      expectType(rt, indices, rt.types.tuple, 1);
      expectType(rt, cycles, rt.types.tuple, 2);
      if (indices.value.length !== n || cycles.value.length !== state.size) raise(rt, 'ValueError', 'invalid arguments');
      indices.value.forEach((item, place) => {
        state.indices[place] = Math.min(Math.max(stateNumber(rt, item), 0), n - 1);
      });
      cycles.value.forEach((item, place) => {
        state.cycles[place] = Math.min(Math.max(stateNumber(rt, item), 1), n - place);
      });
      decref(rt, firstResult(rt, object, state.indices.slice(0, state.size).map((index) => pool[index] as PyObject)));
    }),
    sizeMethod((self) => {
      const { indices, size } = holder<Permutation>(self).value.state;
      return indices.length + size;
    }),
  ],
});

/** The first place that changed, or -1 at the end. */
function advancePermutation({ indices, cycles, size }: Permutation, n: number): number {
  for (let place = size - 1; place >= 0; place--) {
    const left = (cycles[place] as number) - 1;
    cycles[place] = left;
    if (left === 0) {
      indices.push(...indices.splice(place, 1));
      cycles[place] = n - place;
    } else {
      [indices[place], indices[n - left]] = [indices[n - left] as number, indices[place] as number];
      return place;
    }
  }
  return -1;
}
