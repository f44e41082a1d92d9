/**
 * collections.deque (CPython Modules/_collectionsmodule.c). Items live in a JavaScript array with a
 * moving start, so that both ends are cheap; dying items go left to right, as in CPython.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  enterRepr, leaveRepr, asIndexNumber, callObject, CompareOp, fast, getIter, hashNotImplemented, iterNext, newBool, newInt, newGenericAlias, newLayoutInstance, newStr, newTuple,
  checkObjectBytes, checkTupleCount, getState, noArgs, oneArg, raise, repr, reprText, richCompare, richCompareBool, classMethod, newList,
  type Payload, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition, listFromIterable,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { iteratorType, newHolder, holder, held } from '../holder';
import { checkPositional, constructorArguments } from '../keywordArguments';

export interface DequeData {
  /** The items, owned, from `start` on. */
  items: PyObject[];
  start: number;
  /** Where in its block of 64 the first item is, which decides how many blocks there are (leftindex). */
  left: number;
  /** -1: no limit. */
  maximum: number;
  /** Changes with every change of length: iterators watch it. */
  version: number;
}
export type PyDeque = Payload<DequeData>;

/** Items of a block. */
const BLOCK = 64;
/** Where the first item of an empty deque goes, alone or with others behind or before it. */
const CENTER = 32;
const FROM_LEFT = 1;
const FROM_RIGHT = BLOCK - 1;

/** Unused places in front before the array is cut. */
const SLACK = 64;

const data = (self: PyObject): DequeData => (self as PyDeque).value;
const size = (deque: DequeData): number => deque.items.length - deque.start;

const blockCount = (deque: DequeData): number => Math.max(1, Math.ceil((deque.left + size(deque)) / BLOCK));
const intoBlock = (left: number): number => ((left % BLOCK) + BLOCK) % BLOCK;

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
  if (deque.start === 0) {
    // Room in front for half as many again.
    const room = Math.max(SLACK, size(deque) >> 1);
    deque.items = new Array<PyObject>(room).fill(rt.none).concat(deque.items);
    deque.start = room;
  }
  deque.items[--deque.start] = item;
  deque.left = intoBlock(deque.left - 1);
  changed(rt, self);
  if (deque.maximum >= 0 && size(deque) > deque.maximum) decref(rt, pop(rt, self));
}

function pop(rt: Runtime, self: PyObject): PyObject {
  const deque = data(self);
  if (size(deque) === 0) raise(rt, 'IndexError', 'pop from an empty deque');
  const item = deque.items.pop() as PyObject;
  if (size(deque) === 0 && deque.left === 0) deque.left = CENTER;
  changed(rt, self);
  return item;
}

function popLeft(rt: Runtime, self: PyObject): PyObject {
  const deque = data(self);
  if (size(deque) === 0) raise(rt, 'IndexError', 'pop from an empty deque');
  const item = deque.items[deque.start++] as PyObject;
  deque.left = deque.left < BLOCK - 1 ? deque.left + 1 : size(deque) === 0 ? CENTER : 0;
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
  if (size(data(self)) === 0) data(self).left = add === append ? FROM_LEFT : FROM_RIGHT;
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
  deque.left = CENTER;
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
  deque.left = intoBlock(deque.left - (steps % BLOCK));
  const shift = ((steps % items.length) + items.length) % items.length;
  deque.items = [...items.slice(items.length - shift), ...items.slice(0, items.length - shift)];
  deque.start = 0;
  changed(rt, self);
}

function newDeque(rt: Runtime, type: PyType, items: PyObject[], maximum: number): PyDeque {
  return newLayoutInstance<DequeData>(rt, type, { items, start: 0, left: items.length === 0 ? CENTER : FROM_LEFT, maximum, version: 0 });
}

function likeThis(rt: Runtime, self: PyObject, items: PyObject[]): PyDeque {
  const { maximum } = data(self);
  const kept = maximum >= 0 && items.length > maximum ? items.slice(items.length - maximum) : items;
  return newDeque(rt, extensionType(rt, dequeType), kept.map((item) => incref(item)), maximum);
}

/** Asks each item from `start` on whether it equals `wanted`, until `visit` says true; an item that changes the deque is an error. */
function compareEach(
  rt: Runtime, self: PyObject, wanted: PyObject, start: number, stop: number, visit: (equal: boolean, index: number) => boolean, onChange: () => never,
): void {
  const { version } = data(self);
  const end = Math.min(stop, size(data(self)));
  for (let index = start; index < end; index++) {
    const { items, start: first } = data(self);
    const item = incref(items[first + index] as PyObject);
    let equal: boolean;
    try {
      equal = richCompareBool(rt, item, wanted, CompareOp.Eq);
    } finally {
      decref(rt, item);
    }
    const found = visit(equal, index);
    if (found) return;
    if (data(self).version !== version) onChange();
  }
}

const raiseMutated = (rt: Runtime): never => raise(rt, 'RuntimeError', 'deque mutated during iteration');

function find(rt: Runtime, self: PyObject, wanted: PyObject, start: number, stop: number): number {
  let found = -1;
  compareEach(rt, self, wanted, start, stop, (equal, index) => {
    if (equal) found = index;
    return equal;
  }, () => raiseMutated(rt));
  return found;
}

function count(rt: Runtime, self: PyObject, wanted: PyObject): number {
  let number = 0;
  compareEach(rt, self, wanted, 0, Infinity, (equal) => {
    if (equal) number++;
    return false;
  }, () => raiseMutated(rt));
  return number;
}

function remove(rt: Runtime, self: PyObject, wanted: PyObject): void {
  const { version } = data(self);
  const raiseChanged = (): never => raise(rt, 'IndexError', 'deque mutated during remove().');
  let found = -1;
  compareEach(rt, self, wanted, 0, Infinity, (equal, index) => {
    if (equal) found = index;
    return equal;
  }, raiseChanged);
  if (data(self).version !== version) raiseChanged();
  if (found < 0) raise(rt, 'ValueError', `${reprText(rt, wanted)} is not in deque`);
  deleteAt(rt, self, found);
}

function deleteAt(rt: Runtime, self: PyObject, index: number): void {
  const deque = data(self);
  const [item] = deque.items.splice(deque.start + index, 1);
  deque.left = intoBlock(deque.left + 1);
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
  // deque_richcompare goes through two iterators.
  const iterators = [self, other].map((deque) => newPosition(rt, extensionType(rt, dequeIteratorType), deque, false));
  try {
    return compareItems(rt, listed(self), listed(other), op);
  } finally {
    for (const iterator of iterators) decref(rt, iterator);
  }
}

function compareItems(rt: Runtime, left: readonly PyObject[], right: readonly PyObject[], op: CompareOp): PyObject {
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

function repeatInPlace(rt: Runtime, self: PyObject, count: number): void {
  const { maximum } = data(self);
  const items = listed(self);
  if (items.length === 0 || count === 1) return;
  if (count <= 0) {
    clear(rt, self);
    return;
  }
  const rounds = maximum >= 0 && count * items.length > maximum ? Math.ceil(maximum / items.length) : count;
  checkObjectBytes(rt, rounds * items.length * 8);
  if (items.length === 1) {
    const only = incref(items[0] as PyObject);
    for (let round = 1; round < rounds; round++) append(rt, self, incref(only));
    decref(rt, only);
    return;
  }
  const held = listFromIterable(rt, self);
  for (let round = 1; round < rounds; round++) for (const item of held.value) append(rt, self, incref(item));
  decref(rt, held);
}

function repeated(rt: Runtime, self: PyObject, count: number): PyObject {
  const copy = copyDeque(rt, self);
  try {
    repeatInPlace(rt, copy, count);
  } catch (error) {
    decref(rt, copy);
    throw error;
  }
  return copy;
}

export const dequeType: TypeDefinition = {
  name: 'collections.deque',
  doc: 'deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.',
  gc: true,
  weakrefs: true,
  basicsize: 216,
  furtherBytes: (self) => new Array<number>(blockCount(data(self))).fill(528),
  flags: { basetype: true, sequence: true },
  inherited: ['nbBool'],
  slots: {
    new: (rt, type) => newDeque(rt, type, [], -1),
    init,
    repr: reprDeque,
    hash: hashNotImplemented,
    richcompare: compare,
    iter: (rt, self) => newPosition(rt, extensionType(rt, dequeIteratorType), self, false),
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
      const copy = copyDeque(rt, self);
      try {
        extend(rt, copy, other, append);
      } catch (error) {
        decref(rt, copy);
        throw error;
      }
      return copy;
    },
    sqInplaceConcat: (rt, self, other) => {
      extend(rt, self, other, append);
      return incref(self);
    },
    sqRepeat: repeated,
    sqInplaceRepeat: (rt, self, count) => {
      repeatInPlace(rt, self, count);
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
    oneArg('count', (rt, self, wanted) => newInt(rt, count(rt, self, wanted))),
    oneArg('extend', (rt, self, iterable) => {
      extend(rt, self, iterable, append);
      return incref(rt.none);
    }),
    oneArg('extendleft', (rt, self, iterable) => {
      extend(rt, self, iterable, appendLeft);
      return incref(rt.none);
    }),
    fast('index', (rt, self, args) => {
      checkTupleCount(rt, 'index', args.length, 1, 3);
      const length = size(data(self));
      const found = find(rt, self, args[0] as PyObject, boundedIndex(rt, args[1], length, 0), boundedIndex(rt, args[2], length, length));
      if (found < 0) {
        const text = repr(rt, args[0] as PyObject).value;
        raise(rt, 'ValueError', `${text} is not in deque`);
      }
      return newInt(rt, found);
    }),
    fast('insert', (rt, self, args) => {
      checkTupleCount(rt, 'insert', args.length, 2, 2);
      const deque = data(self);
      const length = size(deque);
      if (deque.maximum >= 0 && length === deque.maximum) raise(rt, 'IndexError', 'deque already at its maximum size');
      const index = boundedIndex(rt, args[0], length, 0);
      deque.items.splice(deque.start + index, 0, incref(args[1] as PyObject));
      if (index < length) deque.left = intoBlock(deque.left - 1);
      changed(rt, self);
      return incref(rt.none);
    }),
    noArgs('pop', pop, 'Remove and return the rightmost element.'),
    noArgs('popleft', popLeft, 'Remove and return the leftmost element.'),
    oneArg('remove', (rt, self, wanted) => {
      remove(rt, self, wanted);
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
    noArgs('__reversed__', (rt, self) => newPosition(rt, extensionType(rt, dequeReverseIteratorType), self, true)),
    noArgs('__reduce__', (rt, self) => {
      const { maximum } = data(self);
      const state = getState(rt, self);
      const args = maximum < 0 ? incref(rt.emptyTuple) : newTuple(rt, [incref(rt.emptyTuple), newInt(rt, maximum)]);
      return newTuple(rt, [incref((self.type as PyType).object), args, state, getIter(rt, self)]);
    }),
    noArgs('__sizeof__', (rt, self) => newInt(rt, 216 + 528 * blockCount(data(self)))),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [{
    name: 'maxlen',
    doc: 'maximum size of a deque or None if unbounded',
    get: (rt, self) => (data(self).maximum < 0 ? incref(rt.none) : newInt(rt, data(self).maximum)),
  }],
};

/** A shallow copy; one of a subclass is made by calling that (deque_copy). */
function copyDeque(rt: Runtime, self: PyObject): PyObject {
  const deque = extensionType(rt, dequeType);
  if (self.type === deque) return likeThis(rt, self, listed(self));
  const type = (self.type as PyType).object;
  const { maximum } = data(self);
  const limit = maximum < 0 ? null : newInt(rt, maximum);
  let copy: PyObject;
  try {
    copy = callObject(rt, type, limit === null ? [self] : [self, limit]);
  } finally {
    xdecref(rt, limit);
  }
  if ((copy.type as PyType).layout !== deque) {
    const { name } = copy.type;
    decref(rt, copy);
    raise(rt, 'TypeError', `${self.type.name}() must return a deque, not ${name}`);
  }
  return copy;
}

/** `left`: items still to come. */
interface Position { index: number; left: number; readonly version: number }

function newPosition(rt: Runtime, type: PyType, deque: PyObject, reverse: boolean): PyObject {
  const length = size(data(deque));
  return newHolder<Position>(rt, type, [incref(deque)], { index: reverse ? length - 1 : 0, left: length, version: data(deque).version });
}

function nextItem(rt: Runtime, self: PyObject, reverse: boolean): PyObject | null {
  const { refs, state } = holder<Position>(self).value;
  const deque = data(refs[0] as PyObject);
  if (deque.version !== state.version) {
    state.left = 0;
    raiseMutated(rt);
  }
  if (state.left === 0) return null;
  const item = incref(deque.items[deque.start + state.index] as PyObject);
  state.index += reverse ? -1 : 1;
  state.left--;
  return item;
}

// refs: the deque
function positionType(name: string, reverse: boolean): TypeDefinition {
  return iteratorType(name, {
    clears: true,
    basicsize: 56,
    flags: {},
    slots: {
      new: (rt, type, args) => {
        const [deque, skipped] = args.value;
        checkPositional(rt, 'function', args.value, 1, 2);
        if (((deque as PyObject).type as PyType).layout !== extensionType(rt, dequeType)) {
          raise(rt, 'TypeError', `argument 1 must be collections.deque, not ${deque === rt.none ? 'None' : (deque as PyObject).type.name}`);
        }
        const count = skipped === undefined ? 0 : asIndexNumber(rt, skipped, 'OverflowError');
        const position = newPosition(rt, type, deque as PyObject, reverse);
        for (let index = 0; index < count; index++) {
          const item = nextItem(rt, position, reverse);
          if (item === null) break;
          decref(rt, item);
        }
        return position;
      },
      iternext: (rt, self) => nextItem(rt, self, reverse),
    },
    methods: [
      noArgs('__length_hint__', (rt, self) => newInt(rt, holder<Position>(self).value.state.left),
        'Private method returning an estimate of len(list(it)).'),
      noArgs('__reduce__', (rt, self) => {
        const deque = held(holder(self), 0);
        const passed = size(data(deque)) - holder<Position>(self).value.state.left;
        return newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, [incref(deque), newInt(rt, passed)])]);
      }, 'Return state information for pickling.'),
    ],
  });
}

export const dequeIteratorType = positionType('collections._deque_iterator', false);
export const dequeReverseIteratorType = positionType('collections._deque_reverse_iterator', true);
