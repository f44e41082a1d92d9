/**
 * collections.deque (CPython Modules/_collectionsmodule.c). Items live in a JavaScript array with a
 * moving start, so that both ends are cheap; dying items go left to right, as in CPython.
 */
import { clearWeakrefs, decref, incref, type PyObject } from '../../memory';
import {
  enterRepr, leaveRepr, asIndexNumber, callObject, CompareOp, fast, getIter, hashNotImplemented, iterNext, lookupAttributeString, newBool, newInt, newGenericAlias, newLayoutInstance, newStr, newTuple,
  noArgs, oneArg, raise, repr, richCompare, richCompareBool, classMethod, newList,
  type Payload, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { iteratorType, newHolder, holder, held } from '../holder';
import { checkPositional, constructorArguments } from '../keywordArguments';

export interface DequeData {
  /** The items, owned, from `start` on. */
  items: PyObject[];
  start: number;
  /** -1: no limit. */
  maximum: number;
  /** Changes with every change of length: iterators watch it. */
  version: number;
}
export type PyDeque = Payload<DequeData>;

/** Unused places in front before the array is cut. */
const SLACK = 64;

const data = (self: PyObject): DequeData => (self as PyDeque).value;
const size = (deque: DequeData): number => deque.items.length - deque.start;

function changed(rt: Runtime, self: PyObject): void {
  data(self).version++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

/** `item` is taken over. */
function append(rt: Runtime, self: PyObject, item: PyObject): void {
  const deque = data(self);
  deque.items.push(item);
  changed(rt, self);
  if (deque.maximum >= 0 && size(deque) > deque.maximum) decref(rt, popLeft(rt, self));
}

function appendLeft(rt: Runtime, self: PyObject, item: PyObject): void {
  const deque = data(self);
  if (deque.start > 0) deque.items[--deque.start] = item;
  else deque.items.unshift(item);
  changed(rt, self);
  if (deque.maximum >= 0 && size(deque) > deque.maximum) decref(rt, pop(rt, self));
}

function pop(rt: Runtime, self: PyObject): PyObject {
  const deque = data(self);
  if (size(deque) === 0) raise(rt, 'IndexError', 'pop from an empty deque');
  const item = deque.items.pop() as PyObject;
  changed(rt, self);
  return item;
}

function popLeft(rt: Runtime, self: PyObject): PyObject {
  const deque = data(self);
  if (size(deque) === 0) raise(rt, 'IndexError', 'pop from an empty deque');
  const item = deque.items[deque.start++] as PyObject;
  if (deque.start > SLACK && deque.start * 2 > deque.items.length) {
    deque.items.splice(0, deque.start);
    deque.start = 0;
  }
  changed(rt, self);
  return item;
}

function extend(rt: Runtime, self: PyObject, iterable: PyObject, add: (rt: Runtime, self: PyObject, item: PyObject) => void): void {
  if (iterable === self) {
    for (const item of listed(self)) add(rt, self, incref(item));
    return;
  }
  const iterator = getIter(rt, iterable);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) add(rt, self, item);
  } finally {
    decref(rt, iterator);
  }
}

function clear(rt: Runtime, self: PyObject): void {
  const deque = data(self);
  const { items, start } = deque;
  if (items.length === start) return;
  deque.items = [];
  deque.start = 0;
  changed(rt, self);
  for (let index = start; index < items.length; index++) decref(rt, items[index] as PyObject);
}

/** The items left to right, borrowed. */
export function listed(self: PyObject): PyObject[] {
  const { items, start } = data(self);
  return items.slice(start);
}

function rotate(rt: Runtime, self: PyObject, steps: number): void {
  const deque = data(self);
  const items = listed(self);
  if (items.length <= 1) return;
  const shift = ((steps % items.length) + items.length) % items.length;
  deque.items = [...items.slice(items.length - shift), ...items.slice(0, items.length - shift)];
  deque.start = 0;
  changed(rt, self);
}

function newDeque(rt: Runtime, type: PyType, items: PyObject[], maximum: number): PyDeque {
  return newLayoutInstance<DequeData>(rt, type, { items, start: 0, maximum, version: 0 });
}

function likeThis(rt: Runtime, self: PyObject, items: PyObject[]): PyDeque {
  const { maximum } = data(self);
  const kept = maximum >= 0 && items.length > maximum ? items.slice(items.length - maximum) : items;
  return newDeque(rt, extensionType(rt, dequeType), kept.map((item) => incref(item)), maximum);
}

function find(rt: Runtime, self: PyObject, wanted: PyObject, start: number, stop: number): number {
  const { version } = data(self);
  for (let index = start; index < Math.min(stop, size(data(self))); index++) {
    const item = incref(data(self).items[data(self).start + index] as PyObject);
    const equal = richCompareBool(rt, item, wanted, CompareOp.Eq);
    decref(rt, item);
    if (data(self).version !== version) raise(rt, 'RuntimeError', 'deque mutated during iteration');
    if (equal) return index;
  }
  return -1;
}

function deleteAt(rt: Runtime, self: PyObject, index: number): void {
  const deque = data(self);
  const [item] = deque.items.splice(deque.start + index, 1);
  changed(rt, self);
  decref(rt, item as PyObject);
}

function init(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const [iterable, maximum] = constructorArguments(rt, 'deque', ['iterable', 'maxlen'], 0, args, kwargs);
  let limit = -1;
  if (maximum != null && maximum !== rt.none) {
    if ((maximum.type as PyType).layout !== rt.types.int) raise(rt, 'TypeError', 'an integer is required');
    limit = asIndexNumber(rt, maximum, 'OverflowError');
    if (limit < 0) raise(rt, 'ValueError', 'maxlen must be non-negative');
  }
  data(self).maximum = limit;
  clear(rt, self);
  if (iterable != null) extend(rt, self, iterable, append);
}

/** -1 in CPython stands for "no limit", so an index above the length is cut. */
function boundedIndex(rt: Runtime, value: PyObject | undefined, length: number, fallback: number): number {
  if (value === undefined) return fallback;
  const index = asIndexNumber(rt, value, null);
  return index < 0 ? Math.max(0, index + length) : Math.min(index, length);
}

function reprDeque(rt: Runtime, self: PyObject): PyObject {
  const list = newList(rt, listed(self).map((item) => incref(item)));
  rt.enterRecursiveCall(' while getting the repr of an object');
  try {
    if (!enterRepr(rt, self)) return newStr(rt, '[...]');
    try {
      const text = repr(rt, list);
      const { value } = text;
      decref(rt, text);
      const { maximum } = data(self);
      const name = self.type.name.slice(self.type.name.lastIndexOf('.') + 1);
      return newStr(rt, maximum < 0 ? `${name}(${value})` : `${name}(${value}, maxlen=${maximum})`);
    } finally {
      leaveRepr(rt, self);
    }
  } finally {
    rt.leaveRecursiveCall();
    decref(rt, list);
  }
}

function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  const type = extensionType(rt, dequeType);
  if ((other.type as PyType).layout !== type || (self.type as PyType).layout !== type) return incref(rt.notImplemented);
  const left = listed(self);
  const right = listed(other);
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [a, b] = [left[index] as PyObject, right[index] as PyObject];
    if (richCompareBool(rt, a, b, CompareOp.Eq)) continue;
    if (op === CompareOp.Eq || op === CompareOp.Ne) return newBool(rt, op === CompareOp.Ne);
    return richCompare(rt, a, b, op);
  }
  const order = left.length - right.length;
  switch (op) {
    case CompareOp.Lt: return newBool(rt, order < 0);
    case CompareOp.Le: return newBool(rt, order <= 0);
    case CompareOp.Eq: return newBool(rt, order === 0);
    case CompareOp.Ne: return newBool(rt, order !== 0);
    case CompareOp.Gt: return newBool(rt, order > 0);
    case CompareOp.Ge: return newBool(rt, order >= 0);
  }
}

function repeated(rt: Runtime, self: PyObject, count: number): PyDeque {
  const items = listed(self);
  const all: PyObject[] = [];
  for (let round = 0; round < count; round++) all.push(...items);
  return likeThis(rt, self, all);
}

export const dequeType: TypeDefinition = {
  name: 'collections.deque',
  doc: 'deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.',
  gc: true,
  weakrefs: true,
  basicsize: 216,
  furtherBytes: (self) => new Array<number>(Math.max(1, Math.ceil((size(data(self)) + 32) / 64))).fill(528),
  flags: { basetype: true, sequence: true },
  slots: {
    new: (rt, type) => newDeque(rt, type, [], -1),
    init,
    repr: reprDeque,
    hash: hashNotImplemented,
    richcompare: compare,
    iter: (rt, self) => newHolder(rt, extensionType(rt, dequeIteratorType), [incref(self)], { index: 0, version: data(self).version, reverse: false }),
    sqLength: (_rt, self) => size(data(self)),
    sqItem: (rt, self, index) => {
      if (index < 0 || index >= size(data(self))) raise(rt, 'IndexError', 'deque index out of range');
      return incref(data(self).items[data(self).start + index] as PyObject);
    },
    sqAssItem: (rt, self, index, value) => {
      if (index < 0 || index >= size(data(self))) raise(rt, 'IndexError', 'deque index out of range');
      if (value === null) {
        deleteAt(rt, self, index);
        return;
      }
      const { items, start } = data(self);
      const old = items[start + index] as PyObject;
      items[start + index] = incref(value);
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      decref(rt, old);
    },
    sqContains: (rt, self, value) => find(rt, self, value, 0, Infinity) >= 0,
    sqConcat: (rt, self, other) => {
      if ((other.type as PyType).layout !== extensionType(rt, dequeType)) {
        raise(rt, 'TypeError', `can only concatenate deque (not "${other.type.name}") to deque`);
      }
      return likeThis(rt, self, [...listed(self), ...listed(other)]);
    },
    sqInplaceConcat: (rt, self, other) => {
      extend(rt, self, other, append);
      return incref(self);
    },
    sqRepeat: repeated,
    sqInplaceRepeat: (rt, self, count) => {
      const copy = repeated(rt, self, count);
      clear(rt, self);
      for (const item of listed(copy)) append(rt, self, incref(item));
      decref(rt, copy);
      return incref(self);
    },
    nbBool: (_rt, self) => size(data(self)) > 0,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      clear(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { items, start } = data(self);
      for (let index = start; index < items.length; index++) visit(items[index] as PyObject);
    },
    clear,
  },
  methods: [
    oneArg('append', (rt, self, item) => {
      append(rt, self, incref(item));
      return incref(rt.none);
    }, 'Add an element to the right side of the deque.'),
    oneArg('appendleft', (rt, self, item) => {
      appendLeft(rt, self, incref(item));
      return incref(rt.none);
    }, 'Add an element to the left side of the deque.'),
    noArgs('clear', (rt, self) => {
      clear(rt, self);
      return incref(rt.none);
    }, 'Remove all elements from the deque.'),
    noArgs('copy', copyDeque, 'Return a shallow copy of a deque.'),
    noArgs('__copy__', copyDeque, 'Return a shallow copy of a deque.'),
    oneArg('count', (rt, self, wanted) => newInt(rt, listed(self).filter((item) => richCompareBool(rt, item, wanted, CompareOp.Eq)).length)),
    oneArg('extend', (rt, self, iterable) => {
      extend(rt, self, iterable, append);
      return incref(rt.none);
    }),
    oneArg('extendleft', (rt, self, iterable) => {
      extend(rt, self, iterable, appendLeft);
      return incref(rt.none);
    }),
    fast('index', (rt, self, args) => {
      checkPositional(rt, 'index', args, 1, 3);
      const length = size(data(self));
      const found = find(rt, self, args[0] as PyObject, boundedIndex(rt, args[1], length, 0), boundedIndex(rt, args[2], length, length));
      if (found < 0) {
        const text = repr(rt, args[0] as PyObject).value;
        raise(rt, 'ValueError', `${text} is not in deque`);
      }
      return newInt(rt, found);
    }),
    fast('insert', (rt, self, args) => {
      checkPositional(rt, 'insert', args, 2, 2);
      const deque = data(self);
      const length = size(deque);
      if (deque.maximum >= 0 && length === deque.maximum) raise(rt, 'IndexError', 'deque already at its maximum size');
      deque.items.splice(deque.start + boundedIndex(rt, args[0], length, 0), 0, incref(args[1] as PyObject));
      changed(rt, self);
      return incref(rt.none);
    }),
    noArgs('pop', pop, 'Remove and return the rightmost element.'),
    noArgs('popleft', popLeft, 'Remove and return the leftmost element.'),
    oneArg('remove', (rt, self, wanted) => {
      const found = find(rt, self, wanted, 0, Infinity);
      if (found < 0) raise(rt, 'ValueError', `${repr(rt, wanted).value} is not in deque`);
      deleteAt(rt, self, found);
      return incref(rt.none);
    }),
    noArgs('reverse', (rt, self) => {
      data(self).items = listed(self).reverse();
      data(self).start = 0;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      return incref(rt.none);
    }),
    fast('rotate', (rt, self, args) => {
      checkPositional(rt, 'rotate', args, 0, 1);
      rotate(rt, self, args[0] === undefined ? 1 : asIndexNumber(rt, args[0], 'OverflowError'));
      return incref(rt.none);
    }),
    noArgs('__reversed__', (rt, self) =>
      newHolder(rt, extensionType(rt, dequeReverseIteratorType), [incref(self)], { index: size(data(self)) - 1, version: data(self).version, reverse: true })),
    noArgs('__reduce__', (rt, self) => {
      const { maximum } = data(self);
      const state = lookupAttributeString(rt, self, '__dict__') ?? incref(rt.none);
      const args = maximum < 0 ? incref(rt.emptyTuple) : newTuple(rt, [incref(rt.emptyTuple), newInt(rt, maximum)]);
      return newTuple(rt, [incref((self.type as PyType).object), args, state, getIter(rt, self)]);
    }),
    noArgs('__sizeof__', (rt, self) => newInt(rt, 216 + 528 * Math.max(1, Math.ceil(size(data(self)) / 64)))),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [{
    name: 'maxlen',
    doc: 'maximum size of a deque or None if unbounded',
    get: (rt, self) => (data(self).maximum < 0 ? incref(rt.none) : newInt(rt, data(self).maximum)),
  }],
};

function copyDeque(rt: Runtime, self: PyObject): PyObject {
  if (self.type === extensionType(rt, dequeType)) return likeThis(rt, self, listed(self));
  const type = (self.type as PyType).object;
  if (data(self).maximum < 0) return callObject(rt, type, [self]);
  const maximum = newInt(rt, data(self).maximum);
  try {
    return callObject(rt, type, [self, maximum]);
  } finally {
    decref(rt, maximum);
  }
}

interface Position { index: number; readonly version: number; readonly reverse: boolean }

// refs: the deque
function positionType(name: string): TypeDefinition {
  return iteratorType(name, {
    flags: {},
    slots: {
      iternext: (rt, self) => {
        const { refs, state } = holder<Position>(self).value;
        const deque = data(refs[0] as PyObject);
        if (state.index < 0 || state.index >= size(deque)) return null;
        if (deque.version !== state.version) {
          state.index = -1;
          raise(rt, 'RuntimeError', 'deque mutated during iteration');
        }
        const item = incref(deque.items[deque.start + state.index] as PyObject);
        state.index += state.reverse ? -1 : 1;
        return item;
      },
    },
    methods: [noArgs('__length_hint__', (rt, self) => {
      const { state } = holder<Position>(self).value;
      return newInt(rt, state.reverse ? state.index + 1 : Math.max(0, size(data(held(holder(self), 0))) - state.index));
    })],
  });
}

export const dequeIteratorType = positionType('collections._deque_iterator');
export const dequeReverseIteratorType = positionType('collections._deque_reverse_iterator');
