/**
 * collections.OrderedDict (CPython Objects/odictobject.c): a dict with an order of its own. The order is in
 * `orderedNodes.ts`, iterators and views are in `orderedViews.ts`.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callMethod, callObject, classMethod, CompareOp, contains, dictClear, dictCopy, dictDealloc, dictFind, dictFindKnownHash, dictFromKeys, dictGet,
  dictSet, dictSetKnownHash, dictType, existingDict, extendedAttributes, fastKeywords, genericGetDict, genericSetDict, getItem, getIter, getState, guardedRepr, isDictLike,
  isTrue, iterNext, keysSize, lookupAttributeString, newInt, newList, newStr, newTuple, nextEntry, noArgs, raise, raiseKeyError, removeEntry, reprText, setItem,
  unpackKeywords, varArgsKeywords,
  type Hash, type PyDict, type PyTuple, type PyType, type PyTypeObject, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { addNode, clearNodes, findNode, moveNode, neededHash, orderOf, removeNode, sameOrder } from './orderedNodes';
import { newOrderedIterator, orderedViewMethods, Yields } from './orderedViews';

/** sizeof(_ODictNode) and of a pointer. */
const NODE_BYTES = 32;
const POINTER_BYTES = 8;

const typeOf = (self: PyObject): PyType => self.type as PyType;
const isExact = (rt: Runtime, self: PyObject): boolean => self.type === extensionType(rt, orderedDictType);
const isOrdered = (rt: Runtime, object: PyObject): object is PyDict => typeOf(object).nativeBase === extensionType(rt, orderedDictType);

function find(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null): number {
  return hash === null ? dictFind(rt, self, key) : dictFindKnownHash(rt, self, key, hash);
}

/** _PyODict_SetItem_KnownHash */
function store(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null, value: PyObject): void {
  if (hash === null) dictSet(rt, self, key, value);
  else dictSetKnownHash(rt, self, key, hash, value);
  try {
    addNode(rt, self, key, hash);
  } catch (error) {
    const entry = find(rt, self, key, hash);
    if (entry >= 0) removeEntry(rt, self, entry, false);
    throw error;
  }
}

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const dict = self as PyDict;
  const hash = neededHash(rt, key);
  if (value !== null) {
    store(rt, dict, key, hash, value);
    return;
  }
  removeNode(rt, dict, key, hash);
  const entry = find(rt, dict, key, hash);
  if (entry < 0) raiseKeyError(rt, key);
  removeEntry(rt, dict, entry, false);
}

/** _odict_popkey_hash: the value (new reference), `otherwise`, or KeyError. */
function popKey(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null, otherwise: PyObject | null): PyObject {
  if (removeNode(rt, self, key, hash)) {
    const entry = find(rt, self, key, hash);
    if (entry >= 0) return removeEntry(rt, self, entry, true);
  }
  if (otherwise === null) raiseKeyError(rt, key);
  return incref(otherwise);
}

function popItem(rt: Runtime, self: PyDict, last: boolean): PyObject {
  const order = orderOf(self);
  const node = last ? order.last : order.first;
  if (node === null) {
    const text = newStr(rt, 'dictionary is empty');
    try {
      raiseKeyError(rt, text);
    } finally {
      decref(rt, text);
    }
  }
  const key = incref(node.key);
  try {
    const value = popKey(rt, self, key, node.hash, null);
    return newTuple(rt, [incref(key), value]);
  } finally {
    decref(rt, key);
  }
}

function moveToEnd(rt: Runtime, self: PyDict, key: PyObject, last: boolean): void {
  const order = orderOf(self);
  const node = last ? order.last : order.first;
  if (node === null) raiseKeyError(rt, key);
  if (node.key === key) return;
  const found = findNode(rt, self, key, neededHash(rt, key));
  if (found === null) raiseKeyError(rt, key);
  moveNode(order, found, last);
}

function setDefault(rt: Runtime, self: PyDict, key: PyObject, otherwise: PyObject): PyObject {
  if (isExact(rt, self)) {
    const present = dictGet(rt, self, key);
    if (present !== null) return incref(present);
    assign(rt, self, key, otherwise);
    return incref(otherwise);
  }
  if (contains(rt, self, key)) return getItem(rt, self, key);
  setItem(rt, self, key, otherwise);
  return incref(otherwise);
}

function copy(rt: Runtime, self: PyDict): PyObject {
  const exact = isExact(rt, self);
  const made = exact ? create(rt, extensionType(rt, orderedDictType)) : callObject(rt, typeOf(self).object, []);
  try {
    for (let node = orderOf(self).first; node !== null; node = node.next) {
      const { key, hash } = node;
      if (exact) {
        const value = dictGet(rt, self, key);
        if (value === null) raiseKeyError(rt, key);
        store(rt, made as PyDict, key, hash, value);
        continue;
      }
      const value = getItem(rt, self, key);
      try {
        setItem(rt, made, key, value);
      } finally {
        decref(rt, value);
      }
    }
  } catch (error) {
    decref(rt, made);
    throw error;
  }
  return made;
}

const create = (rt: Runtime, type: PyType): PyObject => dictType.slots.new?.(rt, type, rt.emptyTuple, null) as PyObject;

// ---- update ------------------------------------------------------------------------------------------

/** One item of an iterable of pairs: exactly two values, whatever it is. */
function addPair(rt: Runtime, self: PyObject, pair: PyObject): void {
  const iterator = getIter(rt, pair);
  let key: PyObject | null = null;
  let value: PyObject | null = null;
  try {
    key = iterNext(rt, iterator);
    if (key === null) raise(rt, 'ValueError', 'need more than 0 values to unpack');
    value = iterNext(rt, iterator);
    if (value === null) raise(rt, 'ValueError', 'need more than 1 value to unpack');
    const unexpected = iterNext(rt, iterator);
    if (unexpected !== null) {
      decref(rt, unexpected);
      raise(rt, 'ValueError', 'too many values to unpack (expected 2)');
    }
    setItem(rt, self, key, value);
  } finally {
    decref(rt, iterator);
    xdecref(rt, key);
    xdecref(rt, value);
  }
}

/** mutablemapping_add_pairs */
function addPairs(rt: Runtime, self: PyObject, pairs: PyObject): void {
  const iterator = getIter(rt, pairs);
  try {
    for (let pair = iterNext(rt, iterator); pair !== null; pair = iterNext(rt, iterator)) {
      try {
        addPair(rt, self, pair);
      } finally {
        decref(rt, pair);
      }
    }
  } finally {
    decref(rt, iterator);
  }
}

function addItemsOf(rt: Runtime, self: PyObject, dict: PyDict): void {
  const { value: from } = dict;
  const pairs: PyObject[] = [];
  for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
    pairs.push(newTuple(rt, [incref(from.keys[entry] as PyObject), incref(from.values[entry] as PyObject)]));
  }
  const items = newList(rt, pairs);
  try {
    addPairs(rt, self, items);
  } finally {
    decref(rt, items);
  }
}

/** mutablemapping_update_arg */
function updateFrom(rt: Runtime, self: PyObject, source: PyObject): void {
  if (source.type === rt.types.dict) {
    addItemsOf(rt, self, source as PyDict);
    return;
  }
  const keys = callIfPresent(rt, source, 'keys');
  if (keys !== null) {
    let iterator: PyObject;
    try {
      iterator = getIter(rt, keys);
    } finally {
      decref(rt, keys);
    }
    try {
      for (let key = iterNext(rt, iterator); key !== null; key = iterNext(rt, iterator)) {
        let value: PyObject | null = null;
        try {
          value = getItem(rt, source, key);
          setItem(rt, self, key, value);
        } finally {
          xdecref(rt, value);
          decref(rt, key);
        }
      }
    } finally {
      decref(rt, iterator);
    }
    return;
  }
  const items = callIfPresent(rt, source, 'items');
  try {
    addPairs(rt, self, items ?? source);
  } finally {
    xdecref(rt, items);
  }
}

function callIfPresent(rt: Runtime, object: PyObject, name: string): PyObject | null {
  const method = lookupAttributeString(rt, object, name);
  if (method === null) return null;
  try {
    return callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
}

/** mutablemapping_update */
function update(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [source] = args.value;
  if (args.value.length > 1) raise(rt, 'TypeError', `update() takes at most 1 positional argument (${args.value.length} given)`);
  if (source !== undefined) {
    incref(source);
    try {
      updateFrom(rt, self, source);
    } finally {
      decref(rt, source);
    }
  }
  if (kwargs !== null && kwargs.value.used > 0) addItemsOf(rt, self, kwargs);
  return incref(rt.none);
}

/** odict_or: a new one of the ordered operand's class. */
function either(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const [self, other] = isOrdered(rt, left) ? [left, right] : [right, left];
  if (!isDictLike(rt, other)) return incref(rt.notImplemented);
  const merged = callObject(rt, typeOf(self).object, [left]);
  try {
    updateFrom(rt, merged, right);
  } catch (error) {
    decref(rt, merged);
    throw error;
  }
  return merged;
}

function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isOrdered(rt, self) || !isDictLike(rt, other) || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
  const asDicts = dictType.slots.richcompare?.(rt, self, other, op) as PyObject;
  if (!isOrdered(rt, other) || asDicts === (op === CompareOp.Eq ? rt.false : rt.true)) return asDicts;
  decref(rt, asDicts);
  return incref(sameOrder(rt, self, other) === (op === CompareOp.Eq) ? rt.true : rt.false);
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const state = getState(rt, self);
  let iterator: PyObject;
  try {
    const items = callMethod(rt, self, 'items', []);
    try {
      iterator = getIter(rt, items);
    } finally {
      decref(rt, items);
    }
  } catch (error) {
    decref(rt, state);
    throw error;
  }
  return newTuple(rt, [incref(typeOf(self).object), incref(rt.emptyTuple), state, incref(rt.none), iterator]);
}

function size(self: PyObject): number {
  const order = orderOf(self);
  const { value } = self as PyDict;
  return typeOf(self).basicsize + keysSize(value) + POINTER_BYTES * order.size + (order.first === null ? 0 : NODE_BYTES * value.used);
}

function dropInstanceDict(rt: Runtime, self: PyObject): void {
  if (self.attributes === null) return;
  const attributes = extendedAttributes(self);
  const [dict] = attributes;
  attributes[0] = null;
  xdecref(rt, dict);
}

export const orderedDictType: TypeDefinition = {
  name: 'collections.OrderedDict',
  doc: 'Dictionary that remembers insertion order',
  base: 'dict',
  gc: true,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  basicsize: 112,
  flags: { basetype: true },
  sizeof: (_rt, self) => size(self),
  slots: {
    init: (rt, self, args, kwargs) => {
      if (args.value.length > 1) raise(rt, 'TypeError', `expected at most 1 arguments, got ${args.value.length}`);
      decref(rt, update(rt, self, args, kwargs));
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!rt.heap.trashcanBegin(self)) return;
      dropInstanceDict(rt, self);
      clearWeakrefs(rt, self);
      clearNodes(rt, self);
      dictDealloc(rt, self);
      rt.heap.trashcanEnd(rt);
    },
    traverse: (self, visit) => {
      const dict = existingDict(self);
      if (dict !== null) visit(dict);
      orderOf(self).eachHeld(visit);
      dictType.slots.traverse?.(self, visit);
    },
    clear: (rt, self) => {
      dropInstanceDict(rt, self);
      dictClear(rt, self as PyDict);
      clearNodes(rt, self);
    },
    repr: (rt, self) => {
      const { name } = typeOf(self);
      const shortName = name.slice(name.lastIndexOf('.') + 1);
      if ((self as PyDict).value.used === 0) return newStr(rt, `${shortName}()`);
      return guardedRepr(rt, self, '...', () => {
        const plain = dictCopy(rt, self as PyDict);
        try {
          return `${shortName}(${reprText(rt, plain)})`;
        } finally {
          decref(rt, plain);
        }
      });
    },
    richcompare: compare,
    iter: (rt, self) => newOrderedIterator(rt, self as PyDict, Yields.Keys, false),
    mpAssSubscript: assign,
    nbOr: either,
    nbInplaceOr: (rt, self, other) => {
      updateFrom(rt, self, other);
      return incref(self);
    },
  },
  methods: [
    classMethod(fastKeywords('fromkeys', (rt, self, args, kwnames) => {
      const [iterable, value] = unpackKeywords(rt, { function: 'fromkeys', names: ['iterable', 'value'], required: 1 }, args, kwnames);
      return dictFromKeys(rt, self as PyTypeObject, iterable as PyObject, value ?? rt.none);
    }, 'fromkeys($type, /, iterable, value=None)\n--\n\nCreate a new ordered dictionary with keys from iterable and values set to value.')),
    noArgs('__sizeof__', (rt, self) => newInt(rt, size(self))),
    noArgs('__reduce__', reduce, 'Return state information for pickling'),
    fastKeywords('setdefault', (rt, self, args, kwnames) => {
      const [key, otherwise] = unpackKeywords(rt, { function: 'setdefault', names: ['key', 'default'], required: 1 }, args, kwnames);
      return setDefault(rt, self as PyDict, key as PyObject, otherwise ?? rt.none);
    }, 'setdefault($self, /, key, default=None)\n--\n\nInsert key with a value of default if key is not in the dictionary.\n\n'
      + 'Return the value for key if key is in the dictionary, else default.'),
    fastKeywords('pop', (rt, self, args, kwnames) => {
      const [key, otherwise] = unpackKeywords(rt, { function: 'pop', names: ['key', 'default'], required: 1 }, args, kwnames);
      return popKey(rt, self as PyDict, key as PyObject, neededHash(rt, key as PyObject), otherwise ?? null);
    }, 'pop($self, /, key, default=<unrepresentable>)\n--\n\nod.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\n'
      + 'If the key is not found, return the default if given; otherwise,\nraise a KeyError.'),
    fastKeywords('popitem', (rt, self, args, kwnames) => {
      const [last] = unpackKeywords(rt, { function: 'popitem', names: ['last'] }, args, kwnames);
      return popItem(rt, self as PyDict, last === undefined || isTrue(rt, last));
    }, 'popitem($self, /, last=True)\n--\n\nRemove and return a (key, value) pair from the dictionary.\n\n'
      + 'Pairs are returned in LIFO order if last is true or FIFO order if false.'),
    ...orderedViewMethods,
    varArgsKeywords('update', update),
    noArgs('clear', (rt, self) => {
      dictClear(rt, self as PyDict);
      clearNodes(rt, self);
      return incref(rt.none);
    }, 'od.clear() -> None.  Remove all items from od.'),
    noArgs('copy', (rt, self) => copy(rt, self as PyDict), 'od.copy() -> a shallow copy of od'),
    noArgs('__reversed__', (rt, self) => newOrderedIterator(rt, self as PyDict, Yields.Keys, true), 'od.__reversed__() <==> reversed(od)'),
    fastKeywords('move_to_end', (rt, self, args, kwnames) => {
      const [key, last] = unpackKeywords(rt, { function: 'move_to_end', names: ['key', 'last'], required: 1 }, args, kwnames);
      moveToEnd(rt, self as PyDict, key as PyObject, last === undefined || isTrue(rt, last));
      return incref(rt.none);
    }, 'move_to_end($self, /, key, last=True)\n--\n\nMove an existing element to the end (or beginning if last is false).\n\n'
      + 'Raise KeyError if the element does not exist.'),
  ],
  getset: [{ name: '__dict__', get: genericGetDict, set: genericSetDict }],
};
