/** Iterators and views of OrderedDict (CPython Objects/odictobject.c, odictiter and the three views). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  builtin, dictGet, listFromIterable, newDictView, newReusedTuple, newTuple, noArgs, pairInto, raise, raiseKeyError,
  type Payload, type PyDict, type PyTuple, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { findNode, neededHash, orderOf } from './orderedNodes';

export const enum Yields { Keys, Values, Items }

interface OrderedIteratorData {
  /** Owned; null after the end. */
  dict: PyDict | null;
  /** The key that comes next, owned. Not its node: that may die while nobody looks. */
  current: PyObject | null;
  size: number;
  readonly state: number;
  readonly yields: Yields;
  readonly reversed: boolean;
  /** The pair item iterators use again, owned. */
  readonly result: PyTuple | null;
}
type OrderedIterator = Payload<OrderedIteratorData>;

const data = (self: PyObject): OrderedIteratorData => (self as OrderedIterator).value;

export function newOrderedIterator(rt: Runtime, dict: PyDict, yields: Yields, reversed: boolean): OrderedIterator {
  const order = orderOf(dict);
  const node = reversed ? order.last : order.first;
  const iterator = rt.heap.newContainer(extensionType(rt, orderedIteratorType), null as unknown as OrderedIteratorData);
  const result = yields === Yields.Items ? newReusedTuple(rt, 2) : null;
  iterator.value = {
    dict: incref(dict), current: node === null ? null : incref(node.key), size: dict.value.used, state: order.state, yields, reversed, result,
  };
  rt.heap.track(iterator);
  return iterator;
}

function dropDict(rt: Runtime, self: PyObject): void {
  const { dict } = data(self);
  data(self).dict = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, dict);
}

function dropCurrent(rt: Runtime, self: PyObject): void {
  const { current } = data(self);
  data(self).current = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, current);
}

/** odictiter_nextkey; new reference. */
function nextKey(rt: Runtime, self: PyObject): PyObject | null {
  const iterator = data(self);
  const { dict, current } = iterator;
  if (dict === null) return null;
  if (current === null) {
    dropDict(rt, self);
    return null;
  }
  const order = orderOf(dict);
  if (order.state !== iterator.state) {
    dropDict(rt, self);
    raise(rt, 'RuntimeError', 'OrderedDict mutated during iteration');
  }
  if (iterator.size !== dict.value.used) {
    iterator.size = -1; // every further call fails as well
    raise(rt, 'RuntimeError', 'OrderedDict changed size during iteration');
  }
  const node = findNode(rt, dict, current, neededHash(rt, current));
  if (node === null) {
    iterator.current = null;
    try {
      raiseKeyError(rt, current);
    } finally {
      decref(rt, current);
    }
  }
  const following = iterator.reversed ? node.previous : node.next;
  iterator.current = following === null ? null : incref(following.key);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return current;
}

function iterNextOf(rt: Runtime, self: PyObject): PyObject | null {
  const key = nextKey(rt, self);
  const { dict, yields, result } = data(self);
  if (key === null || yields === Yields.Keys) return key;
  const value = dictGet(rt, dict as PyDict, key);
  if (value === null) {
    try {
      raiseKeyError(rt, key);
    } finally {
      decref(rt, key);
      dropCurrent(rt, self);
      dropDict(rt, self);
    }
  }
  incref(value);
  if (yields === Yields.Items) return pairInto(rt, result as PyTuple, key, value);
  decref(rt, key);
  return value;
}

export const orderedIteratorType: TypeDefinition = {
  name: 'odict_iterator',
  gc: true,
  basicsize: 64,
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { dict, current, result } = data(self);
      xdecref(rt, dict);
      xdecref(rt, current);
      xdecref(rt, result);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { dict, current, result } = data(self);
      if (dict !== null) visit(dict);
      if (current !== null) visit(current);
      if (result !== null) visit(result);
    },
    iter: (_rt, self) => incref(self),
    iternext: iterNextOf,
  },
  methods: [noArgs('__reduce__', (rt, self) => {
    // A copy is used up, so that this one stays where it is.
    const { dict, current } = data(self);
    const copy = rt.heap.newContainer(extensionType(rt, orderedIteratorType), { ...data(self) });
    if (dict !== null) incref(dict);
    if (current !== null) incref(current);
    if (copy.value.result !== null) incref(copy.value.result);
    try {
      return newTuple(rt, [builtin(rt, 'iter'), newTuple(rt, [listFromIterable(rt, copy)])]);
    } finally {
      decref(rt, copy);
    }
  }, 'Return state information for pickling')],
};

const dictOf = (view: PyObject): PyDict => (view as Payload<{ dict: PyDict }>).value.dict;

function viewType(name: string, base: 'dictKeys' | 'dictValues' | 'dictItems', yields: Yields): TypeDefinition {
  return {
    name,
    base,
    basicsize: 24,
    slots: { iter: (rt, self) => newOrderedIterator(rt, dictOf(self), yields, false) },
    methods: [noArgs('__reversed__', (rt, self) => newOrderedIterator(rt, dictOf(self), yields, true))],
  };
}

const orderedKeysType = viewType('odict_keys', 'dictKeys', Yields.Keys);
const orderedValuesType = viewType('odict_values', 'dictValues', Yields.Values);
const orderedItemsType = viewType('odict_items', 'dictItems', Yields.Items);

/** `keys()`, `values()`, `items()` of OrderedDict. */
export const orderedViewMethods = ([['keys', orderedKeysType], ['values', orderedValuesType], ['items', orderedItemsType]] as const)
  .map(([name, definition]) => noArgs(name, (rt, self) => newDictView(rt, extensionType(rt, definition), self as PyDict)));
