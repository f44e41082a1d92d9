/** Views of dicts: keys, values, items, with their set operations (CPython's Objects/dictobject.c). */
import { decref, incref, type PyObject } from '../memory';
import { callMethod, contains, getIter, iterNext, length, richCompareBool } from './abstract';
import { newBool } from './bool';
import { newDictIterator, newDictReverseIterator } from './dictIterators';
import { dictCopy } from './dictMerge';
import { dictFind, dictFindKnownHash, dictGet, entryHash, nextEntry, removeEntry } from './dictStore';
import type { Payload, PyDict, PySet, PyTuple } from './layouts';
import { listFromIterable } from './listStore';
import { newMappingProxy } from './mappingProxy';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { setFromIterable, setUpdate } from './setOperations';
import { isSetLike, newSet, setAdd } from './setStore';
import { newTuple } from './tuple';
import { CompareOp, type PyType, type Slots, type TypeDefinition } from './type';

type PyDictView = Payload<{ dict: PyDict }>;

/** `type`: dictKeys, dictValues or dictItems of the registry. */
export function newDictView(rt: Runtime, type: PyType, dict: PyDict): PyDictView {
  const view = rt.heap.newContainer(type, { dict: incref(dict) });
  rt.heap.track(view);
  return view;
}

const dictOf = (view: PyObject): PyDict => (view as PyDictView).value.dict;

/** PyDictViewSet_Check: what behaves like a set. */
function isSetView(rt: Runtime, object: PyObject): boolean {
  const { layout } = object.type as PyType;
  return layout === rt.types.dictKeys || layout === rt.types.dictItems;
}

function viewRepr(rt: Runtime, self: PyObject): PyObject {
  return guardedRepr(rt, self, '...', () => {
    const items = listFromIterable(rt, self);
    try {
      return `${(self.type as PyType).name}(${reprText(rt, items)})`;
    } finally {
      decref(rt, items);
    }
  });
}

const containsKey = (rt: Runtime, view: PyObject, key: PyObject): boolean => dictFind(rt, dictOf(view), key) >= 0;

function containsItem(rt: Runtime, view: PyObject, item: PyObject): boolean {
  if ((item.type as PyType).layout !== rt.types.tuple || (item as PyTuple).value.length !== 2) return false;
  const [key, value] = (item as PyTuple).value as [PyObject, PyObject];
  const found = dictGet(rt, dictOf(view), key);
  if (found === null) return false;
  found.refcnt++;
  try {
    return richCompareBool(rt, found, value, CompareOp.Eq);
  } finally {
    decref(rt, found);
  }
}

/** all_contained_in */
function allContained(rt: Runtime, walked: PyObject, container: PyObject): boolean {
  const iterator = getIter(rt, walked);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        if (!contains(rt, container, item)) return false;
      } finally {
        decref(rt, item);
      }
    }
    return true;
  } finally {
    decref(rt, iterator);
  }
}

function viewCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isSetLike(rt, other) && !isSetView(rt, other)) return incref(rt.notImplemented);
  return newBool(rt, compareViews(rt, self, other, op));
}

function compareViews(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): boolean {
  const mine = length(rt, self);
  const theirs = length(rt, other);
  switch (op) {
    case CompareOp.Eq: return mine === theirs && allContained(rt, self, other);
    case CompareOp.Ne: return !(mine === theirs && allContained(rt, self, other));
    case CompareOp.Lt: return mine < theirs && allContained(rt, self, other);
    case CompareOp.Le: return mine <= theirs && allContained(rt, self, other);
    case CompareOp.Gt: return mine > theirs && allContained(rt, other, self);
    case CompareOp.Ge: return mine >= theirs && allContained(rt, other, self);
  }
}

/** The left operand as a new set; keys of an exact dict are taken from the dict with its size known. */
function toSet(rt: Runtime, left: PyObject): PySet {
  const source = left.type === rt.types.dictKeys && dictOf(left).type === rt.types.dict ? dictOf(left) : left;
  return setFromIterable(rt, rt.types.set, source);
}

/** `left <method>= right` on a new set of the left operand. */
function changedSet(rt: Runtime, left: PyObject, method: string, right: PyObject): PyObject {
  const result = toSet(rt, left);
  try {
    decref(rt, callMethod(rt, result, method, [right]));
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  return result;
}

/** _PyDictView_Intersect */
function intersectViews(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  let [view, other] = isSetView(rt, left) ? [left, right] : [right, left];
  const size = dictOf(view).value.used;
  if (other.type === rt.types.set && size <= (other as PySet).value.used) return callMethod(rt, other, 'intersection', [view]);
  if (isSetView(rt, other) && dictOf(other).value.used > size) [view, other] = [other, view];
  const has = (view.type as PyType).layout === rt.types.dictKeys ? containsKey : containsItem;
  const result = newSet(rt);
  try {
    const iterator = getIter(rt, other);
    try {
      for (let key = iterNext(rt, iterator); key !== null; key = iterNext(rt, iterator)) {
        try {
          if (has(rt, view, key)) setAdd(rt, result, key);
        } finally {
          decref(rt, key);
        }
      }
    } finally {
      decref(rt, iterator);
    }
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  return result;
}

function unionViews(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const result = toSet(rt, left);
  try {
    setUpdate(rt, result, right);
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  return result;
}

/** dictitems_xor: pairs that are in one dict only. */
function differingItems(rt: Runtime, left: PyDict, right: PyDict): PyObject {
  const rest = dictCopy(rt, left);
  const result = newSet(rt);
  try {
    const from = right.value;
    for (let entry = nextEntry(from, 0); entry >= 0; entry = nextEntry(from, entry + 1)) {
      const key = incref(from.keys[entry] as PyObject);
      const value = incref(from.values[entry] as PyObject);
      try {
        const found = dictFindKnownHash(rt, rest, key, entryHash(rt, from, entry));
        if (found >= 0 && richCompareBool(rt, rest.value.values[found] as PyObject, value, CompareOp.Eq)) {
          removeEntry(rt, rest, found, false);
        } else {
          const pair = newTuple(rt, [incref(key), incref(value)]);
          try {
            setAdd(rt, result, pair);
          } finally {
            decref(rt, pair);
          }
        }
      } finally {
        decref(rt, key);
        decref(rt, value);
      }
    }
    const items = newDictView(rt, rt.types.dictItems, rest);
    try {
      setUpdate(rt, result, items);
    } finally {
      decref(rt, items);
    }
  } catch (error) {
    decref(rt, result);
    throw error;
  } finally {
    decref(rt, rest);
  }
  return result;
}

function isDisjoint(rt: Runtime, self: PyObject, other: PyObject): boolean {
  if (self === other) return dictOf(self).value.used === 0;
  let [asked, walked] = [self, other];
  if ((isSetLike(rt, other) && (other.type as PyType).layout === other.type) || isSetView(rt, other)) {
    if (length(rt, other) > dictOf(self).value.used) [asked, walked] = [other, self];
  }
  const iterator = getIter(rt, walked);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        if (contains(rt, asked, item)) return false;
      } finally {
        decref(rt, item);
      }
    }
    return true;
  } finally {
    decref(rt, iterator);
  }
}

const setSlots: Partial<Slots> = {
  richcompare: viewCompare,
  nbSubtract: (rt, left, right) => changedSet(rt, left, 'difference_update', right),
  nbAnd: intersectViews,
  nbXor: (rt, left, right) => (left.type === rt.types.dictItems && right.type === rt.types.dictItems
    ? differingItems(rt, dictOf(left), dictOf(right))
    : changedSet(rt, left, 'symmetric_difference_update', right)),
  nbOr: unionViews,
};

const disjointMethod = oneArg('isdisjoint', (rt, self, other) => newBool(rt, isDisjoint(rt, self, other)),
  'Return True if the view and the given iterable have a null intersection.');

type IteratorName = 'dictKeyIterator' | 'dictValueIterator' | 'dictItemIterator';
type ReverseIteratorName = 'dictReverseKeyIterator' | 'dictReverseValueIterator' | 'dictReverseItemIterator';

function viewType(
  name: string, iterator: IteratorName, reverseIterator: ReverseIteratorName, slots: Partial<Slots>, methods: readonly MethodDefinition[],
): TypeDefinition {
  return {
    name,
    gc: true,
    basicsize: 24,
    slots: {
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        decref(rt, dictOf(self));
        rt.heap.freeContainer(self);
      },
      traverse: (self, visit) => visit(dictOf(self)),
      repr: viewRepr,
      iter: (rt, self) => newDictIterator(rt, rt.types[iterator], dictOf(self)),
      sqLength: (_rt, self) => dictOf(self).value.used,
      ...slots,
    },
    methods: [
      ...methods,
      noArgs('__reversed__', (rt, self) => newDictReverseIterator(rt, rt.types[reverseIterator], dictOf(self)), `Return a reverse iterator over the dict ${name.slice(5)}.`),
    ],
    getset: [{ name: 'mapping', get: (rt, self) => newMappingProxy(rt, dictOf(self)), doc: 'dictionary that this view refers to' }],
  };
}

export const dictKeysType = viewType('dict_keys', 'dictKeyIterator', 'dictReverseKeyIterator', { ...setSlots, sqContains: containsKey }, [disjointMethod]);
export const dictItemsType = viewType('dict_items', 'dictItemIterator', 'dictReverseItemIterator', { ...setSlots, sqContains: containsItem }, [disjointMethod]);
export const dictValuesType = viewType('dict_values', 'dictValueIterator', 'dictReverseValueIterator', {}, []);
