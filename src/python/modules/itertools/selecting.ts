/** itertools: compress, dropwhile, takewhile, filterfalse, starmap, islice (CPython Modules/itertoolsmodule.c). */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, callWithTuple, catching, getIter, isTrue, iterNext, newInt, newList, newTuple, raise, tupleFromIterable,
  type MethodDefinition, type PyTuple, type Runtime, type TypeDefinition,
} from '../../objects';
import { exchange, held, holder, iteratorType, newHolder } from '../holder';
import { constructorArguments, exactCount, noKeywords } from '../keywordArguments';
import { after, consume, pack, reduceMethod, sizeArgument, sizeObject, stateMethod, stateNumber } from './pickling';

// refs: data, selectors
export const compressType: TypeDefinition = iteratorType('itertools.compress', {
  basicsize: 32,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [data, selectors] = constructorArguments(rt, 'compress', ['data', 'selectors'], 2, args, kwargs) as [PyObject, PyObject];
      const dataIterator = getIter(rt, data);
      return newHolder(rt, type, [dataIterator, after(rt, dataIterator, () => getIter(rt, selectors))], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      for (;;) {
        const item = iterNext(rt, held(object, 0));
        if (item === null) return null;
        const selector = after(rt, item, () => iterNext(rt, held(object, 1)));
        if (selector === null) {
          decref(rt, item);
          return null;
        }
        if (after(rt, item, () => consume(rt, selector, (truth) => isTrue(rt, truth)))) return item;
        decref(rt, item);
      }
    },
  },
  methods: [reduceMethod((rt, self) => [pack(rt, ...holder(self).value.refs)])],
});

/** `done`: dropwhile has dropped all it drops, takewhile has stopped. */
interface PredicateState { done: boolean }

/** dropwhile, takewhile, filterfalse, starmap: a function and an iterator. */
function functionAndIterator(
  name: string, basicsize: number, methods: readonly MethodDefinition[],
  iternext: (rt: Runtime, func: PyObject, iterator: PyObject, state: PredicateState) => PyObject | null,
): TypeDefinition {
  return iteratorType(`itertools.${name}`, {
    basicsize,
    dropped: [1, 0],
    slots: {
      new: (rt, type, args, kwargs) => {
        noKeywords(rt, name, kwargs, type);
        exactCount(rt, name, args, 2, 2);
        const [func, iterable] = args.value as [PyObject, PyObject];
        const iterator = getIter(rt, iterable);
        return newHolder<PredicateState>(rt, type, [iterator, incref(func)], { done: false });
      },
      iternext: (rt, self) => {
        const object = holder<PredicateState>(self);
        return iternext(rt, held(object, 1), held(object, 0), object.value.state);
      },
    },
    methods,
  });
}

const statelessMethods = [reduceMethod((rt, self) => [pack(rt, ...[...holder(self).value.refs].reverse())])];
const whileMethods = [
  reduceMethod((rt, self) => {
    const { refs, state } = holder<PredicateState>(self).value;
    return [pack(rt, ...[...refs].reverse()), newInt(rt, state.done ? 1 : 0)];
  }),
  stateMethod((rt, self, state) => {
    holder<PredicateState>(self).value.state.done = isTrue(rt, state);
  }),
];

/** Asks the function about an item, which is given back when that fails. */
function accepts(rt: Runtime, func: PyObject, item: PyObject): boolean {
  return after(rt, item, () => consume(rt, callObject(rt, func, [item]), (answer) => isTrue(rt, answer)));
}

export const dropwhileType = functionAndIterator('dropwhile', 40, whileMethods, (rt, func, iterator, state) => {
  for (;;) {
    const item = iterNext(rt, iterator);
    if (item === null || state.done) return item;
    if (!accepts(rt, func, item)) {
      state.done = true;
      return item;
    }
    decref(rt, item);
  }
});

export const takewhileType = functionAndIterator('takewhile', 40, whileMethods, (rt, func, iterator, state) => {
  if (state.done) return null;
  const item = iterNext(rt, iterator);
  if (item === null) return null;
  if (accepts(rt, func, item)) return item;
  decref(rt, item);
  state.done = true;
  return null;
});

export const filterfalseType = functionAndIterator('filterfalse', 32, statelessMethods, (rt, func, iterator) => {
  const byTruth = func === rt.none || func === rt.types.bool.object;
  for (;;) {
    const item = iterNext(rt, iterator);
    if (item === null) return null;
    if (!(byTruth ? after(rt, item, () => isTrue(rt, item)) : accepts(rt, func, item))) return item;
    decref(rt, item);
  }
});

export const starmapType = functionAndIterator('starmap', 32, statelessMethods, (rt, func, iterator) => {
  const item = iterNext(rt, iterator);
  if (item === null) return null;
  const args = item.type === rt.types.tuple ? item as PyTuple : consume(rt, item, () => tupleFromIterable(rt, item));
  return consume(rt, args, () => callWithTuple(rt, func, args, null));
});

/** `stop` -1: none. */
interface SliceState { next: number; stop: number; step: number; count: number }

const INDICES = 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.';
const STOP = 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.';
const STEP = 'Step for islice() must be a positive integer or None.';

/** A number that may be None or absent; -1 for what is none (any error counts as that). */
function sliceNumber(rt: Runtime, value: PyObject | undefined, fallback: number): number {
  if (value === undefined || value === rt.none) return fallback;
  return catching(rt, 'Exception', () => sizeArgument(rt, value), () => -1);
}

// refs: iterator
export const isliceType: TypeDefinition = iteratorType('itertools.islice', {
  basicsize: 56,
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'islice', kwargs, type);
      exactCount(rt, 'islice', args, 2, 4);
      const [iterable, first, second, third] = args.value as [PyObject, PyObject, PyObject?, PyObject?];
      const single = second === undefined;
      const start = single ? 0 : sliceNumber(rt, first, 0);
      const end = single ? first : second;
      const stop = sliceNumber(rt, end, -1);
      if (stop === -1 && end !== rt.none) raise(rt, 'ValueError', STOP);
      if (start < 0 || stop < -1) raise(rt, 'ValueError', INDICES);
      const step = sliceNumber(rt, third, 1);
      if (step < 1) raise(rt, 'ValueError', STEP);
      return newHolder<SliceState>(rt, type, [getIter(rt, iterable)], { next: start, stop, step, count: 0 });
    },
    iternext: (rt, self) => {
      const object = holder<SliceState>(self);
      const { state, refs } = object.value;
      const iterator = refs[0];
      if (iterator == null) return null;
      const item = nextOfSlice(rt, iterator, state);
      if (item === null) exchange(rt, object, 0, null);
      return item;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const { refs, state } = holder<SliceState>(self).value;
      if (refs[0] == null) {
        const iterator = consume(rt, newList(rt, []), (list) => getIter(rt, list));
        return [newTuple(rt, [iterator, newInt(rt, 0)]), newInt(rt, 0)];
      }
      const stop = state.stop === -1 ? incref(rt.none) : sizeObject(rt, state.stop);
      return [newTuple(rt, [incref(refs[0]), sizeObject(rt, state.next), stop, sizeObject(rt, state.step)]), sizeObject(rt, state.count)];
    }),
    stateMethod((rt, self, state) => {
      holder<SliceState>(self).value.state.count = stateNumber(rt, state);
    }),
  ],
});

function nextOfSlice(rt: Runtime, iterator: PyObject, state: SliceState): PyObject | null {
  const { stop } = state;
  while (state.count < state.next) {
    const skipped = iterNext(rt, iterator);
    if (skipped === null) return null;
    decref(rt, skipped);
    state.count++;
  }
  if (stop !== -1 && state.count >= stop) return null;
  const item = iterNext(rt, iterator);
  if (item === null) return null;
  state.count++;
  const following = state.next + state.step;
  state.next = following >= 2 ** 63 || (stop !== -1 && following > stop) ? stop : following;
  return item;
}
