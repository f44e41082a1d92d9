/** itertools: chain, cycle, count, repeat (CPython Modules/itertoolsmodule.c). */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, classMethod, getIter, intToBigInt, isIntLike, isIterator, iterNext, newInt, newList, newStr, newTuple, noArgs, numberAdd, oneArg, raise, reprText,
  type PyInt, type PyList, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { exchange, held, holder, iteratorType, newHolder } from '../holder';
import { constructorArguments, exactCount, noKeywords } from '../keywordArguments';
import { classGetItem, expectType, pack, reduceMethod, sizeArgument, sizeObject, stateItems, stateMethod, stateNumber } from './pickling';

const shortName = (self: PyObject): string => self.type.name.slice(self.type.name.lastIndexOf('.') + 1);

// refs: active iterator, source (iterator of iterables)
export const chainType: TypeDefinition = iteratorType('itertools.chain', {
  doc: 'chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.',
  basicsize: 32,
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'chain', kwargs, type);
      return newHolder(rt, type, [null, getIter(rt, args)], null);
    },
    iternext: (rt, self) => {
      const object = holder(self);
      const { refs } = object.value;
      for (let source = refs[1] ?? null; source !== null; source = object.value.refs[1] ?? null) {
        let active = object.value.refs[0] ?? null;
        if (active === null) {
          active = nextIterator(rt, source);
          if (active === null) {
            exchange(rt, object, 1, null);
            return null;
          }
          exchange(rt, object, 0, active);
        }
        const item = iterNext(rt, active);
        if (item !== null) return item;
        exchange(rt, object, 0, null);
      }
      return null;

      /** Null at the end; also after an error the source is given up. */
      function nextIterator(runtime: Runtime, from: PyObject): PyObject | null {
        try {
          const iterable = iterNext(runtime, from);
          if (iterable === null) return null;
          try {
            return getIter(runtime, iterable);
          } finally {
            decref(runtime, iterable);
          }
        } catch (error) {
          exchange(runtime, object, 1, null);
          throw error;
        }
      }
    },
  },
  methods: [
    classMethod(oneArg('from_iterable', (rt, self, iterable) =>
      newHolder(rt, (self as PyObject<PyType>).value, [null, getIter(rt, iterable)], null), 'Alternative chain() constructor taking a single iterable argument that evaluates lazily.')),
    reduceMethod((rt, self) => {
      const [active, source] = holder(self).value.refs;
      if (source == null) return [incref(rt.emptyTuple)];
      return [incref(rt.emptyTuple), active == null ? pack(rt, source) : pack(rt, source, active)];
    }),
    stateMethod((rt, self, state) => {
      const [source, active] = stateItems(rt, state, 1, 2) as [PyObject, PyObject?];
      if (!isIterator(source) || (active !== undefined && !isIterator(active))) raise(rt, 'TypeError', 'Arguments must be iterators.');
      exchange(rt, holder(self), 1, incref(source));
      exchange(rt, holder(self), 0, active === undefined ? null : incref(active));
    }),
    classGetItem,
  ],
});

interface CycleState { index: number; firstPass: boolean }

// refs: iterator, list of saved items
export const cycleType: TypeDefinition = iteratorType('itertools.cycle', {
  basicsize: 48,
  slots: {
    new: (rt, type, args, kwargs) => {
      noKeywords(rt, 'cycle', kwargs, type);
      exactCount(rt, 'cycle', args, 1, 1);
      const iterator = getIter(rt, args.value[0] as PyObject);
      return newHolder<CycleState>(rt, type, [iterator, newList(rt, [])], { index: 0, firstPass: false });
    },
    iternext: (rt, self) => {
      const object = holder<CycleState>(self);
      const iterator = object.value.refs[0];
      if (iterator != null) {
        const item = iterNext(rt, iterator);
        if (item !== null) {
          if (object.value.state.firstPass) return item;
          const list = held(object, 1) as PyList;
          list.value.push(incref(item));
          if (rt.heap.observer !== null) rt.heap.observer.mutated(list);
          return item;
        }
        exchange(rt, object, 0, null);
      }
      const saved = (held(object, 1) as PyList).value;
      if (saved.length === 0) return null;
      const { state } = object.value;
      const item = incref(saved[state.index] as PyObject);
      state.index++;
      if (state.index >= saved.length) state.index = 0;
      return item;
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const { refs, state } = holder<CycleState>(self).value;
      const saved = held(holder(self), 1);
      if (refs[0] != null) return [pack(rt, refs[0]), pack(rt, saved, state.firstPass ? rt.true : rt.false)];
      const iterator = getIter(rt, saved);
      if (state.index !== 0) {
        const index = newInt(rt, state.index);
        try {
          decref(rt, callMethod(rt, iterator, '__setstate__', [index]));
        } finally {
          decref(rt, index);
        }
      }
      return [newTuple(rt, [iterator]), pack(rt, saved, rt.true)];
    }),
    stateMethod((rt, self, state) => {
      const [saved, firstPass] = stateItems(rt, state, 2) as [PyObject, PyObject];
      expectType(rt, saved, rt.types.list, 1);
      const object = holder<CycleState>(self);
      object.value.state.firstPass = stateNumber(rt, firstPass) !== 0;
      object.value.state.index = 0;
      exchange(rt, object, 1, incref(saved));
    }),
  ],
});

/** `next`: what comes next while it is a number of C's size and the step is 1; then the references are not used. */
interface CountState { next: number | bigint | null }

const LARGEST_SIZE = 2n ** 63n - 1n;

const isNumber = ({ type }: PyObject): boolean => {
  const { nbInt, nbFloat, nbIndex, layout } = type as PyType;
  return nbInt !== null || nbFloat !== null || nbIndex !== null || layout.name === 'complex';
};

/** The start of a count by ones, or null. */
function plainStart(rt: Runtime, start: PyObject | null, step: PyObject | null): number | bigint | null {
  if ((start !== null && !isIntLike(rt, start)) || (step !== null && !isIntLike(rt, step))) return null;
  if (step !== null && intToBigInt(step as PyInt) !== 1n) return null;
  if (start === null) return 0;
  const value = intToBigInt(start as PyInt);
  return value >= -LARGEST_SIZE - 1n && value < LARGEST_SIZE ? (start as PyInt).value : null;
}

// refs: next value, step (both null while the state counts)
export const countType: TypeDefinition = iteratorType('itertools.count', {
  basicsize: 40,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [start, step] = constructorArguments(rt, 'count', ['start', 'step'], 0, args, kwargs) as [PyObject | null, PyObject | null];
      if ((start !== null && !isNumber(start)) || (step !== null && !isNumber(step))) raise(rt, 'TypeError', 'a number is required');
      const next = plainStart(rt, start, step);
      const by = step === null ? newInt(rt, 1) : incref(step);
      return newHolder<CountState>(rt, type, [next !== null ? null : start === null ? newInt(rt, 0) : incref(start), by], { next });
    },
    iternext: (rt, self) => {
      const object = holder<CountState>(self);
      const { state } = object.value;
      const { next } = state;
      if (next !== null) {
        if (typeof next === 'number' && next < Number.MAX_SAFE_INTEGER) state.next = next + 1;
        else if (BigInt(next) + 1n < LARGEST_SIZE) state.next = BigInt(next) + 1n;
        else {
          state.next = null;
          exchange(rt, object, 0, newInt(rt, BigInt(next) + 1n));
        }
        return newInt(rt, next);
      }
      const value = held(object, 0);
      object.value.refs[0] = numberAdd(rt, value, held(object, 1));
      if (rt.heap.observer !== null) rt.heap.observer.mutated(object);
      return value;
    },
    repr: (rt, self) => {
      const { refs, state } = holder<CountState>(self).value;
      if (state.next !== null) return newStr(rt, `${shortName(self)}(${state.next})`);
      const [value, step] = refs as [PyObject, PyObject];
      const text = reprText(rt, value);
      if (isIntLike(rt, step) && step.value === 1) return newStr(rt, `${shortName(self)}(${text})`);
      return newStr(rt, `${shortName(self)}(${text}, ${reprText(rt, step)})`);
    },
  },
  methods: [
    reduceMethod((rt, self) => {
      const { refs, state } = holder<CountState>(self).value;
      return [state.next !== null ? newTuple(rt, [newInt(rt, state.next)]) : pack(rt, refs[0] as PyObject, refs[1] as PyObject)];
    }),
  ],
});

// refs: element; state: how often, -1 for ever
export const repeatType: TypeDefinition = iteratorType('itertools.repeat', {
  basicsize: 32,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [element, times] = constructorArguments(rt, 'repeat', ['object', 'times'], 1, args, kwargs) as [PyObject, PyObject | null];
      const left = times === null ? -1 : Math.max(0, sizeArgument(rt, times));
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
      const element = reprText(rt, refs[0] as PyObject);
      if (state.left < 0) return newStr(rt, `${shortName(self)}(${element})`);
      return newStr(rt, `${shortName(self)}(${element}, ${reprText(rt, sizeObject(rt, state.left))})`);
    },
  },
  methods: [
    noArgs('__length_hint__', (rt, self): PyObject => {
      const { left } = holder<{ left: number }>(self).value.state;
      return left < 0 ? raise(rt, 'TypeError', 'len() of unsized object') : sizeObject(rt, left);
    }, 'Private method returning an estimate of len(list(it)).'),
    reduceMethod((rt, self) => {
      const { refs, state } = holder<{ left: number }>(self).value;
      const element = incref(refs[0] as PyObject);
      return [newTuple(rt, state.left < 0 ? [element] : [element, sizeObject(rt, state.left)])];
    }),
  ],
});
