/**
 * itertools: the iterators over one or a few iterables (chain, compress, count, cycle, dropwhile,
 * filterfalse, islice, pairwise, repeat, starmap, takewhile, batched, zip_longest), as CPython's
 * Modules/itertoolsmodule.c.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, callWithTuple, classMethod, dictGetString, getIter, isTrue, iterNext, newInt, newList, newTuple,
  noArgs, numberAdd, oneArg, raise, repr, newStr, tupleFromIterable, newGenericAlias,
  type PyDict, type PyInt, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { exchange, held, holder, iteratorType, newHolder } from '../holder';
import { bindArguments } from '../keywordArguments';

const classGetItem = classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585'));

/** Arguments of a constructor, by parameter. */
export function constructorArguments(
  rt: Runtime, name: string, parameters: readonly string[], required: number, args: PyTuple, kwargs: PyDict | null,
): (PyObject | null)[] {
  if (kwargs === null) return bindArguments(rt, { name, parameters, required }, args.value, null);
  const names = kwargs.value.keys.filter((key) => key !== null) as PyStr[];
  const values = names.map((key) => dictGetString(kwargs, key.value) as PyObject);
  return bindArguments(rt, { name, parameters, required }, [...args.value, ...values], names);
}

export function noKeywords(rt: Runtime, name: string, kwargs: PyDict | null): void {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${name}() takes no keyword arguments`);
}

export function exactCount(rt: Runtime, name: string, args: PyTuple, minimum: number, maximum: number): void {
  const count = args.value.length;
  const plural = (n: number): string => (n === 1 ? '' : 's');
  if (count < minimum) raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at least '}${minimum} argument${plural(minimum)}, got ${count}`);
  if (count > maximum) raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at most '}${maximum} argument${plural(maximum)}, got ${count}`);
}

// refs: source (iterator of iterables), active iterator
export const chainType: TypeDefinition = iteratorType('itertools.chain', {
  doc: 'chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.',
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'chain', kwargs);
      return newHolder(rt, type, [getIter(rt, args), null], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      while (object.value.refs[0] !== null) {
        if (object.value.refs[1] === null) {
          const iterable = iterNext(rt, held(object, 0));
          if (iterable === null) break;
          try {
            exchange(rt, object, 1, getIter(rt, iterable));
          } finally {
            decref(rt, iterable);
          }
        }
        const item = iterNext(rt, held(object, 1));
        if (item !== null) return item;
        exchange(rt, object, 1, null);
      }
      exchange(rt, object, 0, null);
      return null;
    },
  },
  methods: [
    classMethod(oneArg('from_iterable', (rt, self, iterable) =>
      newHolder(rt, (self as PyObject<PyType>).value, [getIter(rt, iterable), null], null))),
    classGetItem,
  ],
});

// refs: data, selectors
export const compressType: TypeDefinition = iteratorType('itertools.compress', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [data, selectors] = constructorArguments(rt, 'compress', ['data', 'selectors'], 2, args, kwargs) as [PyObject, PyObject];
      const dataIterator = getIter(rt, data);
      return newHolder(rt, type, [dataIterator, getIter(rt, selectors)], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      for (;;) {
        const item = iterNext(rt, held(object, 0));
        if (item === null) return null;
        const selector = iterNext(rt, held(object, 1));
        if (selector === null) {
          decref(rt, item);
          return null;
        }
        const wanted = isTrue(rt, selector);
        decref(rt, selector);
        if (wanted) return item;
        decref(rt, item);
      }
    },
  },
});

// refs: next value, step
export const countType: TypeDefinition = iteratorType('itertools.count', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [start, step] = constructorArguments(rt, 'count', ['start', 'step'], 0, args, kwargs);
      for (const number of [start, step]) {
        if (number != null && (number.type as PyType).nbInt === null && (number.type as PyType).nbFloat === null && (number.type as PyType).nbIndex === null) {
          raise(rt, 'TypeError', 'a number is required');
        }
      }
      return newHolder(rt, type, [start == null ? newInt(rt, 0) : incref(start), step == null ? newInt(rt, 1) : incref(step)], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const value = held(object, 0);
      object.value.refs[0] = numberAdd(rt, value, held(object, 1));
      if (rt.heap.observer !== null) rt.heap.observer.mutated(object);
      return value;
    },
    repr: (rt, self) => {
      const value = repr(rt, held(holder(self), 0));
      const step = repr(rt, held(holder(self), 1));
      const text = step.value === '1' ? `count(${value.value})` : `count(${value.value}, ${step.value})`;
      decref(rt, value);
      decref(rt, step);
      return newStr(rt, text);
    },
  },
});

// refs: iterator, list of saved items
export const cycleType: TypeDefinition = iteratorType('itertools.cycle', {
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'cycle', kwargs);
      exactCount(rt, 'cycle', args, 1, 1);
      const iterator = getIter(rt, args.value[0] as PyObject);
      return newHolder(rt, type, [iterator, newList(rt, [])], { index: 0 });
    },
    iternext: (rt, self) => {
      const object = holder<{ index: number }>(self);
      const saved = (held(object, 1) as PyObject<PyObject[]>).value;
      if (object.value.refs[0] !== null) {
        const item = iterNext(rt, held(object, 0));
        if (item !== null) {
          saved.push(incref(item));
          if (rt.heap.observer !== null) rt.heap.observer.mutated(held(object, 1));
          return item;
        }
        exchange(rt, object, 0, null);
      }
      if (saved.length === 0) return null;
      const item = saved[object.value.state.index] as PyObject;
      object.value.state.index = (object.value.state.index + 1) % saved.length;
      return incref(item);
    },
  },
});

/** Shared by dropwhile, takewhile, filterfalse, starmap: a function and an iterator. */
function functionAndIterator(name: string, iternext: (rt: Runtime, func: PyObject, iterator: PyObject, state: { done: boolean }) => PyObject | null): TypeDefinition {
  return iteratorType(`itertools.${name}`, {
    slots: {
      new: (rt, type, args, kwargs) => {
        noKeywords(rt, name, kwargs);
        exactCount(rt, name, args, 2, 2);
        const [func, iterable] = args.value as [PyObject, PyObject];
        const iterator = getIter(rt, iterable);
        return newHolder(rt, type, [incref(func), iterator], { done: false });
      },
      iternext: (rt, self) => {
        const object = holder<{ done: boolean }>(self);
        return iternext(rt, held(object, 0), held(object, 1), object.value.state);
      },
    },
  });
}

function truthOfCall(rt: Runtime, func: PyObject, item: PyObject): boolean {
  const result = callObject(rt, func, [item]);
  try {
    return isTrue(rt, result);
  } finally {
    decref(rt, result);
  }
}

export const dropwhileType = functionAndIterator('dropwhile', (rt, func, iterator, state) => {
  for (;;) {
    const item = iterNext(rt, iterator);
    if (item === null || state.done) return item;
    if (!truthOfCall(rt, func, item)) {
      state.done = true;
      return item;
    }
    decref(rt, item);
  }
});

export const takewhileType = functionAndIterator('takewhile', (rt, func, iterator, state) => {
  if (state.done) return null;
  const item = iterNext(rt, iterator);
  if (item === null) return null;
  if (truthOfCall(rt, func, item)) return item;
  decref(rt, item);
  state.done = true;
  return null;
});

export const filterfalseType = functionAndIterator('filterfalse', (rt, func, iterator) => {
  const byTruth = func === rt.none || func === rt.types.bool.object;
  for (;;) {
    const item = iterNext(rt, iterator);
    if (item === null) return null;
    if (!(byTruth ? isTrue(rt, item) : truthOfCall(rt, func, item))) return item;
    decref(rt, item);
  }
});

export const starmapType = functionAndIterator('starmap', (rt, func, iterator) => {
  const item = iterNext(rt, iterator);
  if (item === null) return null;
  let args: PyTuple;
  try {
    args = item.type === rt.types.tuple ? incref(item as PyTuple) : tupleFromIterable(rt, item);
  } finally {
    decref(rt, item);
  }
  try {
    return callWithTuple(rt, func, args, null);
  } finally {
    decref(rt, args);
  }
});

interface SliceState { next: number; stop: number; step: number; count: number }

function sliceArgument(rt: Runtime, value: PyObject | undefined, fallback: number, message: string): number {
  if (value === undefined || value === rt.none) return fallback;
  if ((value.type as PyType).nbIndex === null) raise(rt, 'ValueError', message);
  const number = asIndexNumber(rt, value, 'OverflowError');
  return number < 0 || number > Number.MAX_SAFE_INTEGER ? raise(rt, 'ValueError', message) : number;
}

// refs: iterator
export const isliceType: TypeDefinition = iteratorType('itertools.islice', {
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'islice', kwargs);
      exactCount(rt, 'islice', args, 2, 4);
      const [iterable, first, second, third] = args.value as [PyObject, PyObject, PyObject?, PyObject?];
      const single = args.value.length === 2;
      const start = single ? 0 : sliceArgument(rt, first, 0, 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.');
      const stop = sliceArgument(rt, single ? first : second, -1, single
        ? 'Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.'
        : 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.');
      const step = sliceArgument(rt, third, 1, 'Step for islice() must be a positive integer or None.');
      if (step < 1) raise(rt, 'ValueError', 'Step for islice() must be a positive integer or None.');
      const state: SliceState = { next: start, stop, step, count: 0 };
      return newHolder(rt, type, [getIter(rt, iterable)], state);
    },
    iternext: (rt, self) => {
      const object = holder<SliceState>(self);
      const { state, refs } = object.value;
      const iterator = refs[0];
      if (iterator == null) return null;
      const finish = (): null => {
        exchange(rt, object, 0, null);
        return null;
      };
      while (state.count < state.next) {
        const skipped = iterNext(rt, iterator);
        if (skipped === null) return finish();
        decref(rt, skipped);
        state.count++;
      }
      if (state.stop !== -1 && state.count >= state.stop) return finish();
      const item = iterNext(rt, iterator);
      if (item === null) return finish();
      state.count++;
      state.next += state.step;
      if (state.stop !== -1 && state.next > state.stop) state.next = state.stop;
      return item;
    },
  },
});

// refs: iterator, previous item
export const pairwiseType: TypeDefinition = iteratorType('itertools.pairwise', {
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'pairwise', kwargs);
      exactCount(rt, 'pairwise', args, 1, 1);
      return newHolder(rt, type, [getIter(rt, args.value[0] as PyObject), null], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      if (object.value.refs[0] === null) return null;
      if (object.value.refs[1] === null) {
        const first = iterNext(rt, held(object, 0));
        if (first === null) {
          exchange(rt, object, 0, null);
          return null;
        }
        exchange(rt, object, 1, first);
      }
      const item = iterNext(rt, held(object, 0));
      if (item === null) {
        exchange(rt, object, 0, null);
        exchange(rt, object, 1, null);
        return null;
      }
      const pair = newTuple(rt, [incref(held(object, 1)), incref(item)]);
      exchange(rt, object, 1, item);
      return pair;
    },
  },
});

// refs: element
export const repeatType: TypeDefinition = iteratorType('itertools.repeat', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [element, times] = constructorArguments(rt, 'repeat', ['object', 'times'], 1, args, kwargs) as [PyObject, PyObject | null];
      const left = times === null ? -1 : Math.max(0, asIndexNumber(rt, times, 'OverflowError'));
      return newHolder(rt, type, [incref(element)], { left });
    },
    iternext: (_rt, self) => {
      const { refs, state } = holder<{ left: number }>(self).value;
      if (state.left === 0) return null;
      if (state.left > 0) state.left--;
      return incref(refs[0] as PyObject);
    },
    repr: (rt, self) => {
      const { refs, state } = holder<{ left: number }>(self).value;
      const element = repr(rt, refs[0] as PyObject);
      const text = state.left < 0 ? `repeat(${element.value})` : `repeat(${element.value}, ${state.left})`;
      decref(rt, element);
      return newStr(rt, text);
    },
  },
  methods: [
    noArgs('__length_hint__', (rt, self): PyInt => {
      const { left } = holder<{ left: number }>(self).value.state;
      return left < 0 ? raise(rt, 'TypeError', 'len() of unsized object') : newInt(rt, left);
    }),
  ],
});

// refs: iterator
export const batchedType: TypeDefinition = iteratorType('itertools.batched', {
  slots: {
    new: (rt, type, args, kwargs) => {
      const [iterable, count] = constructorArguments(rt, 'batched', ['iterable', 'n'], 2, args, kwargs) as [PyObject, PyObject];
      const size = asIndexNumber(rt, count, 'OverflowError');
      if (size < 1) raise(rt, 'ValueError', 'n must be at least one');
      return newHolder(rt, type, [getIter(rt, iterable)], { size });
    },
    iternext: (rt, self) => {
      const object = holder<{ size: number }>(self);
      if (object.value.refs[0] === null) return null;
      const items: PyObject[] = [];
      while (items.length < object.value.state.size) {
        const item = iterNext(rt, held(object, 0));
        if (item === null) break;
        items.push(item);
      }
      if (items.length < object.value.state.size) exchange(rt, object, 0, null);
      return items.length === 0 ? null : newTuple(rt, items);
    },
  },
});

// refs: tuple of iterators (entries become None), fill value
export const zipLongestType: TypeDefinition = iteratorType('itertools.zip_longest', {
  slots: {
    new: (rt, type, args, kwargs) => {
      let fill: PyObject = rt.none;
      if (kwargs !== null && kwargs.value.used > 0) {
        const given = dictGetString(kwargs, 'fillvalue');
        if (given === null || kwargs.value.used > 1) raise(rt, 'TypeError', 'zip_longest() got an unexpected keyword argument');
        fill = given;
      }
      const iterators = newTuple(rt, args.value.map((iterable) => getIter(rt, iterable)));
      return newHolder(rt, type, [iterators, incref(fill)], { active: args.value.length });
    },
    iternext: (rt, self) => {
      const object = holder<{ active: number }>(self);
      const iterators = held(object, 0) as PyTuple;
      const { state } = object.value;
      if (iterators.value.length === 0 || state.active === 0) return null;
      const items: PyObject[] = [];
      for (let index = 0; index < iterators.value.length; index++) {
        const iterator = iterators.value[index] as PyObject;
        let item = iterator === rt.none ? null : iterNext(rt, iterator);
        if (item === null && iterator !== rt.none) {
          state.active--;
          if (state.active === 0) {
            for (const taken of items) decref(rt, taken);
            return null;
          }
          iterators.value[index] = incref(rt.none);
          if (rt.heap.observer !== null) rt.heap.observer.mutated(iterators);
          xdecref(rt, iterator);
        }
        item ??= incref(held(object, 1));
        items.push(item);
      }
      return newTuple(rt, items);
    },
  },
});

