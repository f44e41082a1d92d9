/** itertools: accumulate, batched, pairwise, zip_longest, groupby (CPython Modules/itertoolsmodule.c). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  builtin, callObject, CompareOp, dictGetString, getIter, iteratorTuple, iterNext, newInt, newReusedTuple, newTuple, newUnfilledTuple, numberAdd, raise, richCompareBool,
  type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { exchange, held, holder, iteratorType, newHolder, type Holder } from '../holder';
import { bindArguments, constructorArguments, exactCount, keywordsOf, noKeywords } from '../keywordArguments';
import { chainType } from './chaining';
import { after, consume, pack, reduceMethod, sizeArgument, stateItems, stateMethod } from './pickling';
import { isliceType } from './selecting';

// refs: function (None: addition), iterator, total, initial value
export const accumulateType: TypeDefinition = iteratorType('itertools.accumulate', {
  basicsize: 56,
  dropped: [0, 2, 1, 3],
  slots: {
    new: (rt, type, args, kwargs) => {
      const given = keywordsOf(args, kwargs);
      const [iterable, func, initial] = bindArguments(
        rt, { name: 'accumulate', parameters: ['iterable', 'func', 'initial'], required: 1, maximumPositional: 2 }, given.args, given.names,
      ) as [PyObject, PyObject | null, PyObject | null];
      const iterator = getIter(rt, iterable);
      return newHolder(rt, type, [func === null || func === rt.none ? null : incref(func), iterator, null, incref(initial ?? rt.none)], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const { refs } = object.value;
      const initial = refs[3] as PyObject;
      if (initial !== rt.none) {
        refs[3] = incref(rt.none);
        exchange(rt, object, 2, initial);
        return incref(initial);
      }
      const item = iterNext(rt, held(object, 1));
      if (item === null) return null;
      const total = refs[2] ?? null;
      if (total === null) {
        exchange(rt, object, 2, incref(item));
        return item;
      }
      const [func] = refs;
      const sum = consume(rt, item, () => (func == null ? numberAdd(rt, total, item) : callObject(rt, func, [total, item])));
      exchange(rt, object, 2, incref(sum));
      return sum;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const [func, iterator, total, initial] = holder(self).value.refs as [PyObject | null, PyObject, PyObject | null, PyObject];
      if (initial !== rt.none) return [newTuple(rt, [chained(rt, initial, iterator), incref(func ?? rt.none)]), incref(rt.none)];
      return [pack(rt, iterator, func), incref(total ?? rt.none)];
    }, (rt, self) => {
      // A total of None can't be told from none: it is put in front again, and then left out.
      const [func, iterator, total, initial] = holder(self).value.refs as [PyObject | null, PyObject, PyObject | null, PyObject];
      if (initial !== rt.none || total !== rt.none) return null;
      const again = consume(rt, chained(rt, total, iterator), (whole) => callObject(rt, (self.type as PyType).object, [whole, func ?? rt.none]));
      return newTuple(rt, [incref(extensionType(rt, isliceType).object), newTuple(rt, [again, newInt(rt, 1), incref(rt.none)])]);
    }),
    stateMethod((rt, self, state) => exchange(rt, holder(self), 2, incref(state))),
  ],
});

/** chain((first,), iterator) */
function chained(rt: Runtime, first: PyObject, iterator: PyObject): PyObject {
  return consume(rt, pack(rt, first), (single) => callObject(rt, extensionType(rt, chainType).object, [single, iterator]));
}

// refs: iterator
export const batchedType: TypeDefinition = iteratorType('itertools.batched', {
  basicsize: 32,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, count] = constructorArguments(rt, 'batched', ['iterable', 'n'], 2, args, kwargs) as [PyObject, PyObject];
      const size = sizeArgument(rt, count);
      if (size < 1) raise(rt, 'ValueError', 'n must be at least one');
      return newHolder(rt, type, [getIter(rt, iterable)], { size });
    },
    iternext: (rt, self) => {
      const object = holder<{ size: number }>(self);
      const iterator = object.value.refs[0] ?? null;
      if (iterator === null) return null;
      const { size } = object.value.state;
      const batch = newUnfilledTuple(rt, size);
      let count = 0;
      try {
        for (; count < size; count++) {
          const item = iterNext(rt, iterator);
          if (item === null) break;
          batch.value[count] = item;
        }
      } catch (error) {
        exchange(rt, object, 0, null);
        decref(rt, batch);
        throw error;
      }
      if (count === 0) {
        exchange(rt, object, 0, null);
        decref(rt, batch);
        return null;
      }
      // _PyTuple_Resize
      batch.value.length = count;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(batch);
      return batch;
    },
  },
});

// refs: iterator, previous item
export const pairwiseType: TypeDefinition = iteratorType('itertools.pairwise', {
  basicsize: 32,
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'pairwise', kwargs, type);
      exactCount(rt, 'pairwise', args, 1, 1);
      return newHolder(rt, type, [getIter(rt, args.value[0] as PyObject), null], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const { refs } = object.value;
      let iterator = refs[0] ?? null;
      let old = refs[1] ?? null;
      if (iterator === null) return null;
      const giveUp = (): null => {
        exchange(rt, object, 0, null);
        exchange(rt, object, 1, null);
        return null;
      };
      if (old === null) {
        old = failingWith(giveUp, () => iterNext(rt, iterator as PyObject));
        exchange(rt, object, 1, old);
        if (old === null) return giveUp();
        // The call above may have come back here and ended everything.
        iterator = object.value.refs[0] ?? null;
        if (iterator === null) {
          exchange(rt, object, 1, null);
          return null;
        }
      }
      incref(old);
      try {
        const item = failingWith(giveUp, () => iterNext(rt, iterator));
        if (item === null) return giveUp();
        const pair = newTuple(rt, [incref(old), incref(item)]);
        exchange(rt, object, 1, item);
        return pair;
      } finally {
        decref(rt, old);
      }
    },
  },
});

function failingWith<R>(onFailure: () => void, body: () => R): R {
  try {
    return body();
  } catch (error) {
    onFailure();
    throw error;
  }
}

// refs: tuple of iterators (None where one has ended), result used again, fill value
export const zipLongestType: TypeDefinition = iteratorType('itertools.zip_longest', {
  basicsize: 56,
  slots: {
    new: (rt, type, args, kwargs) => {
      let fill = rt.none;
      if (kwargs !== null && kwargs.value.used > 0) {
        const given = kwargs.value.used === 1 ? dictGetString(kwargs, 'fillvalue') : null;
        if (given === null) raise(rt, 'TypeError', 'zip_longest() got an unexpected keyword argument');
        fill = given;
      }
      const iterators = iteratorTuple(rt, args.value);
      return newHolder(rt, type, [iterators, newReusedTuple(rt, args.value.length), incref(fill)], { active: args.value.length });
    },
    iternext: (rt, self) => {
      const object = holder<{ active: number }>(self);
      const [iterators, kept] = object.value.refs as [PyTuple, PyTuple];
      const { state } = object.value;
      const size = iterators.value.length;
      if (size === 0 || state.active === 0) return null;
      const reuse = kept.refcnt === 1;
      const result = reuse ? incref(kept) : newUnfilledTuple(rt, size);
      for (let index = 0; index < size; index++) {
        const iterator = iterators.value[index] as PyObject;
        const item = iterator === rt.none ? incref(held(object, 2)) : nextOrFill(rt, object, iterators, index, result);
        if (item === null) return null;
        const old = (result.value[index] as PyObject | null | undefined) ?? null;
        result.value[index] = item;
        if (rt.heap.observer !== null) rt.heap.observer.mutated(result);
        xdecref(rt, old);
      }
      // The collector may have untracked the tuple while it held None.
      if (reuse && result.gcNext === null) rt.heap.track(result);
      return result;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const [iterators, , fill] = holder(self).value.refs as [PyTuple, PyTuple, PyObject];
      const args = newTuple(rt, iterators.value.map((iterator) => (iterator === rt.none ? incref(rt.emptyTuple) : incref(iterator))));
      return [args, incref(fill)];
    }),
    stateMethod((rt, self, state) => exchange(rt, holder(self), 2, incref(state))),
  ],
});

/** The next item of an iterator that goes on, or the fill value; null when it was the last one, the result being given back. */
function nextOrFill(rt: Runtime, object: Holder<{ active: number }>, iterators: PyTuple, index: number, result: PyTuple): PyObject | null {
  const { state } = object.value;
  const iterator = iterators.value[index] as PyObject;
  const item = failingWith(() => {
    state.active = 0;
    decref(rt, result);
  }, () => iterNext(rt, iterator));
  if (item !== null) return item;
  state.active--;
  if (state.active <= 0) {
    state.active = 0;
    decref(rt, result);
    return null;
  }
  iterators.value[index] = incref(rt.none);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(iterators);
  decref(rt, iterator);
  return incref(held(object, 2));
}

/** The group that may still go on; borrowed, as in C. */
interface GroupState { group: PyObject | null }

// refs: iterator, key function, target key, current key, current value
const ITERATOR = 0;
const KEY_FUNCTION = 1;
const TARGET_KEY = 2;
const CURRENT_KEY = 3;
const CURRENT_VALUE = 4;

/** Moves the groupby object to its next value and key; false at the end. */
function groupStep(rt: Runtime, object: Holder): boolean {
  const value = iterNext(rt, held(object, ITERATOR));
  if (value === null) return false;
  const keyFunction = held(object, KEY_FUNCTION);
  const key = after(rt, value, () => (keyFunction === rt.none ? incref(value) : callObject(rt, keyFunction, [value])));
  const { refs } = object.value;
  const old = refs[CURRENT_VALUE] ?? null;
  refs[CURRENT_VALUE] = value;
  exchange(rt, object, CURRENT_KEY, key);
  xdecref(rt, old);
  return true;
}

function newGroup(rt: Runtime, parent: Holder<GroupState>, target: PyObject): PyObject {
  const group = newHolder(rt, extensionType(rt, grouperType), [incref(parent), incref(target)], null);
  parent.value.state.group = group;
  return group;
}

export const groupbyType: TypeDefinition = iteratorType('itertools.groupby', {
  basicsize: 72,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, key] = constructorArguments(rt, 'groupby', ['iterable', 'key'], 1, args, kwargs) as [PyObject, PyObject | null];
      return newHolder<GroupState>(rt, type, [getIter(rt, iterable), incref(key ?? rt.none), null, null, null], { group: null });
    },
    iternext: (rt, self) => {
      const object = holder<GroupState>(self);
      const { refs, state } = object.value;
      state.group = null;
      for (;;) {
        const current = refs[CURRENT_KEY] ?? null;
        const target = refs[TARGET_KEY] ?? null;
        if (current !== null && (target === null || !richCompareBool(rt, target, current, CompareOp.Eq))) break;
        if (!groupStep(rt, object)) return null;
      }
      const key = held(object, CURRENT_KEY);
      exchange(rt, object, TARGET_KEY, incref(key));
      const group = newGroup(rt, object, key);
      return newTuple(rt, [incref(key), group]);
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const [iterator, keyFunction, target, key, value] = holder(self).value.refs;
      const args = pack(rt, iterator as PyObject, keyFunction as PyObject);
      return target == null || key == null || value == null ? [args] : [args, pack(rt, key, value, target)];
    }),
    stateMethod((rt, self, state) => {
      const [key, value, target] = stateItems(rt, state, 3) as [PyObject, PyObject, PyObject];
      exchange(rt, holder(self), CURRENT_KEY, incref(key));
      exchange(rt, holder(self), CURRENT_VALUE, incref(value));
      exchange(rt, holder(self), TARGET_KEY, incref(target));
    }),
  ],
});

// refs: the groupby object, target key
export const grouperType: TypeDefinition = iteratorType('itertools._grouper', {
  flags: {},
  basicsize: 32,
  slots: {
    new: (rt, _type, args, kwargs) => {
      noKeywords(rt, '_grouper', kwargs);
      exactCount(rt, '_grouper', args, 2, 2);
      const [parent, target] = args.value as [PyObject, PyObject];
      const groupby = extensionType(rt, groupbyType);
      if (!(parent.type as PyType).mro.includes(groupby)) {
        raise(rt, 'TypeError', `_grouper() argument 1 must be itertools.groupby, not ${parent === rt.none ? 'None' : parent.type.name}`);
      }
      return newGroup(rt, holder<GroupState>(parent), target);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const parent = holder<GroupState>(held(object, 0));
      if (parent.value.state.group !== self) return null;
      if (parent.value.refs[CURRENT_VALUE] == null && !groupStep(rt, parent)) return null;
      if (!richCompareBool(rt, held(object, 1), held(parent, CURRENT_KEY), CompareOp.Eq)) return null;
      const value = parent.value.refs[CURRENT_VALUE] as PyObject;
      parent.value.refs[CURRENT_VALUE] = null;
      exchange(rt, parent, CURRENT_KEY, null);
      return value;
    },
  },
  methods: [
    reduceMethod((rt, self) => [pack(rt, ...holder(self).value.refs)], (rt, self) => {
      if (holder<GroupState>(held(holder(self), 0)).value.state.group === self) return null;
      return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, [incref(rt.emptyTuple)])]);
    }),
  ],
});
