/**
 * The `_collections` module: deque, defaultdict, OrderedDict, the field descriptor of named tuples, counting.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, dictGet, dictSet, fast, getIter, isDictLike, iterNext, newInt, newStr, newTuple, noArgs, numberAdd, raise,
  callMethod, setItem, typeLookup, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { exchange, held, holder, holderType, newHolder } from '../holder';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { defaultdictType } from './defaultdict';
import { orderedDictType } from './orderedDict';
import { dequeIteratorType, dequeReverseIteratorType, dequeType } from './deque';

// refs: doc; state: the index
const tuplegetterType: TypeDefinition = holderType('collections._tuplegetter', {
  basicsize: 32,
  slots: {
    new: (rt, type, args) => {
      if (args.value.length !== 2) raise(rt, 'TypeError', `_tuplegetter expected 2 arguments, got ${args.value.length}`);
      const [index, doc] = args.value as [PyObject, PyObject];
      return newHolder(rt, type, [incref(doc)], { index: asIndexNumber(rt, index, 'OverflowError') });
    },
    descrGet: (rt, self, instance) => {
      if (instance === null || instance === rt.none) return incref(self);
      const { index } = holder<{ index: number }>(self).value.state;
      if ((instance.type as PyType).layout !== rt.types.tuple) {
        raise(rt, 'TypeError', `descriptor for index '${index}' for tuple subclasses doesn't apply to '${instance.type.name}' object`);
      }
      const item = (instance as PyTuple).value[index];
      if (item === undefined) raise(rt, 'IndexError', 'tuple index out of range');
      return incref(item);
    },
    descrSet: (rt, _self, _instance, value) => raise(rt, 'AttributeError', value === null ? "can't delete attribute" : "can't set attribute"),
    repr: (rt, self) => {
      const { state, refs } = holder<{ index: number }>(self).value;
      const doc = refs[0] as PyObject<string>;
      return newStr(rt, `_tuplegetter(${state.index}, '${typeof doc.value === 'string' ? doc.value : ''}')`);
    },
  },
  methods: [noArgs('__reduce__', (rt, self) =>
    newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, [newInt(rt, holder<{ index: number }>(self).value.state.index), incref(held(holder(self), 0))])]))],
  getset: [{
    name: '__doc__',
    get: (_rt, self) => incref(held(holder(self), 0)),
    set: (rt, self, value) => exchange(rt, holder(self), 0, incref(value ?? rt.none)),
  }],
});

/** Whether a subclass of dict counts with dict's own `get` and `__setitem__`. */
function isPlainDict(rt: Runtime, mapping: PyObject): boolean {
  const type = mapping.type as PyType;
  const { dict } = rt.types;
  return isDictLike(rt, mapping) && typeLookup(type, 'get') === typeLookup(dict, 'get') && typeLookup(type, '__setitem__') === typeLookup(dict, '__setitem__');
}

/** Adds one to the count of each element (Counter.update). */
function countElements(rt: Runtime, mapping: PyObject, iterable: PyObject): PyObject {
  const iterator = getIter(rt, iterable);
  const one = newInt(rt, 1);
  const isPlain = isPlainDict(rt, mapping);
  try {
    for (let key = iterNext(rt, iterator); key !== null; key = iterNext(rt, iterator)) {
      try {
        if (isPlain) {
          const old = dictGet(rt, mapping as PyDict, key);
          const increased = old === null ? incref(one) : numberAdd(rt, old, one);
          dictSet(rt, mapping as PyDict, key, increased);
          decref(rt, increased);
        } else {
          const old = callMethod(rt, mapping, 'get', [key, rt.smallInts[5] as PyObject]);
          const increased = numberAdd(rt, old, one);
          decref(rt, old);
          setItem(rt, mapping, key, increased);
          decref(rt, increased);
        }
      } finally {
        decref(rt, key);
      }
    }
  } finally {
    decref(rt, one);
    decref(rt, iterator);
  }
  return incref(rt.none);
}

export const collectionsModule: ModuleDefinition = {
  name: '_collections',
  doc: 'High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n',
  methods: [
    fast('_count_elements', (rt, _self, args) => {
      checkPositional(rt, '_count_elements', args, 2, 2);
      return countElements(rt, args[0] as PyObject, args[1] as PyObject);
    }),
  ],
  constants: (rt) => ({
    deque: incref(extensionType(rt, dequeType).object),
    defaultdict: incref(extensionType(rt, defaultdictType).object),
    OrderedDict: incref(extensionType(rt, orderedDictType).object),
    _deque_iterator: incref(extensionType(rt, dequeIteratorType).object),
    _deque_reverse_iterator: incref(extensionType(rt, dequeReverseIteratorType).object),
    _tuplegetter: incref(extensionType(rt, tuplegetterType).object),
  }),
};
