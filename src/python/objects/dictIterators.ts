/** The six iterators of dicts: keys, values and items, forwards and backwards (CPython's Objects/dictobject.c). */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { newInt } from './int';
import { builtin } from './iterators';
import type { Payload, PyDict, PyTuple } from './layouts';
import { listFromIterable } from './listStore';
import { noArgs } from './methods';
import { raise } from './raise';
import { newReusedTuple, pairInto } from './reusedTuple';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition, UnaryFunction } from './type';

export interface DictIteratorData {
  /** Owned; null after the end. */
  dict: PyDict | null;
  /** Size of the dict when the iterator was made; -1 once it was found changed. */
  used: number;
  /** The next entry to look at. */
  entry: number;
  remaining: number;
  /** The pair item iterators use again, owned. */
  result: PyTuple | null;
}
export type PyDictIterator = Payload<DictIteratorData>;

function makeIterator(rt: Runtime, type: PyType, dict: PyDict, entry: number): PyDictIterator {
  const { used } = dict.value;
  const data: DictIteratorData = { dict: incref(dict), used, entry, remaining: used, result: null };
  const iterator = rt.heap.newContainer(type, data);
  if (type === rt.types.dictItemIterator || type === rt.types.dictReverseItemIterator) data.result = newReusedTuple(rt, 2);
  rt.heap.track(iterator);
  return iterator;
}

/** `type`: one of the three forward iterators of the registry. */
export function newDictIterator(rt: Runtime, type: PyType, dict: PyDict): PyDictIterator {
  return makeIterator(rt, type, dict, 0);
}

/** `type`: one of the three backward iterators of the registry. */
export function newDictReverseIterator(rt: Runtime, type: PyType, dict: PyDict): PyDictIterator {
  return makeIterator(rt, type, dict, dict.value.keys.length - 1);
}

/** Moves to the next entry and returns its index, or -1 at the end. Hot path. */
function advance(rt: Runtime, self: PyDictIterator, state: DictIteratorData, dict: PyDict): number {
  const data = dict.value;
  if (state.used !== data.used) {
    state.used = -1; // every further call fails as well
    raise(rt, 'RuntimeError', 'dictionary changed size during iteration');
  }
  const { keys } = data;
  const count = keys.length;
  let { entry } = state;
  while (entry < count && keys[entry] === null) entry++;
  if (entry >= count) {
    finish(rt, self, state);
    return -1;
  }
  if (state.remaining === 0) {
    finish(rt, self, state);
    raise(rt, 'RuntimeError', 'dictionary keys changed during iteration');
  }
  state.entry = entry + 1;
  state.remaining--;
  return entry;
}

function retreat(rt: Runtime, self: PyDictIterator, state: DictIteratorData, dict: PyDict): number {
  const data = dict.value;
  if (state.used !== data.used) {
    state.used = -1;
    raise(rt, 'RuntimeError', 'dictionary changed size during iteration');
  }
  let { entry } = state;
  while (entry >= 0 && (data.keys[entry] ?? null) === null) entry--;
  if (entry < 0) {
    finish(rt, self, state);
    return -1;
  }
  state.entry = entry - 1;
  state.remaining--;
  return entry;
}

function finish(rt: Runtime, self: PyDictIterator, state: DictIteratorData): void {
  const { dict } = state;
  state.dict = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, dict);
}

type Step = typeof advance;

/** Hot path. */
export function nextKey(rt: Runtime, self: PyObject): PyObject | null {
  const state = (self as PyDictIterator).value;
  const { dict } = state;
  if (dict === null) return null;
  const entry = advance(rt, self as PyDictIterator, state, dict);
  return entry < 0 ? null : incref(dict.value.keys[entry] as PyObject);
}

/** Hot path. */
export function nextValue(rt: Runtime, self: PyObject): PyObject | null {
  const state = (self as PyDictIterator).value;
  const { dict } = state;
  if (dict === null) return null;
  const entry = advance(rt, self as PyDictIterator, state, dict);
  return entry < 0 ? null : incref(dict.value.values[entry] as PyObject);
}

function nextItemBy(step: Step): (rt: Runtime, self: PyObject) => PyObject | null {
  return (rt, self) => {
    const state = (self as PyDictIterator).value;
    const { dict } = state;
    if (dict === null) return null;
    const entry = step(rt, self as PyDictIterator, state, dict);
    if (entry < 0) return null;
    const { keys, values } = dict.value;
    return pairInto(rt, state.result as PyTuple, incref(keys[entry] as PyObject), incref(values[entry] as PyObject));
  };
}

/** Hot path. */
export const nextItem = nextItemBy(advance);

function previousOf(part: 'keys' | 'values'): (rt: Runtime, self: PyObject) => PyObject | null {
  return (rt, self) => {
    const state = (self as PyDictIterator).value;
    const { dict } = state;
    if (dict === null) return null;
    const entry = retreat(rt, self as PyDictIterator, state, dict);
    return entry < 0 ? null : incref(dict.value[part][entry] as PyObject);
  };
}

/** What is left is listed with a copy, so that the iterator itself does not move. */
const reduceIterator: UnaryFunction = (rt, self) => {
  const state = (self as PyDictIterator).value;
  const copy = rt.heap.newContainer(self.type as PyType, { ...state });
  if (state.dict !== null) state.dict.refcnt++;
  if (state.result !== null) copy.value.result = newReusedTuple(rt, 2);
  rt.heap.track(copy);
  try {
    return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, [listFromIterable(rt, copy)])]);
  } finally {
    decref(rt, copy);
  }
};

function iteratorType(name: string, iternext: (rt: Runtime, self: PyObject) => PyObject | null): TypeDefinition {
  return {
    name,
    gc: true,
    basicsize: 56,
    slots: {
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        const { dict, result } = (self as PyDictIterator).value;
        xdecref(rt, dict);
        xdecref(rt, result);
        rt.heap.freeContainer(self);
      },
      traverse: (self, visit) => {
        const { dict, result } = (self as PyDictIterator).value;
        if (dict !== null) visit(dict);
        if (result !== null) visit(result);
      },
      iter: (_rt, self) => incref(self),
      iternext,
    },
    methods: [
      noArgs('__length_hint__', (rt, self) => {
        const { dict, used, remaining } = (self as PyDictIterator).value;
        return newInt(rt, dict !== null && used === dict.value.used ? remaining : 0);
      }, 'Private method returning an estimate of len(list(it)).'),
      noArgs('__reduce__', reduceIterator, 'Return state information for pickling.'),
    ],
  };
}

export const dictKeyIteratorType = iteratorType('dict_keyiterator', nextKey);
export const dictValueIteratorType = iteratorType('dict_valueiterator', nextValue);
export const dictItemIteratorType = iteratorType('dict_itemiterator', nextItem);
export const dictReverseKeyIteratorType: TypeDefinition = { ...iteratorType('dict_reversekeyiterator', previousOf('keys')), inherited: ['getattro'] };
export const dictReverseValueIteratorType: TypeDefinition = { ...iteratorType('dict_reversevalueiterator', previousOf('values')), inherited: ['getattro'] };
export const dictReverseItemIteratorType: TypeDefinition = { ...iteratorType('dict_reverseitemiterator', nextItemBy(retreat)), inherited: ['getattro'] };
