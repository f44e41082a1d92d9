/**
 * collections.defaultdict (CPython Modules/_collectionsmodule.c): a dict which makes missing values.
 * The factory is kept beside the dict's own payload, in the spare place of `attributes`.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callObject, classMethod, dictDealloc, dictSet, dictType, dictUpdateArgument, extendedAttributes, isCallable, isDictLike, newGenericAlias,
  newInt, newSlice, newStr, packTuple, newTuple, noArgs, oneArg, raise, raiseKeyError, reprText, guardedRepr, updateFromArguments, callMethod,
  type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition, getIter,
} from '../../objects';

/** Place of the factory in `attributes`. */
const FACTORY = 1;

function factoryOf(self: PyObject): PyObject | null {
  return self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[FACTORY] ?? null);
}

/** `factory` is taken over. */
function setFactory(rt: Runtime, self: PyObject, factory: PyObject | null): void {
  const attributes = extendedAttributes(self) as unknown as (PyObject | null)[];
  const old = attributes[FACTORY] ?? null;
  attributes[FACTORY] = factory;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

function missing(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const factory = factoryOf(self);
  if (factory === null || factory === rt.none) raiseKeyError(rt, key);
  const value = callObject(rt, factory, []);
  try {
    dictSet(rt, self as PyDict, key, value);
  } catch (error) {
    decref(rt, value);
    throw error;
  }
  return value;
}

function init(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const [factory, ...rest] = args.value;
  if (factory !== undefined && factory !== rt.none && !isCallable(factory)) raise(rt, 'TypeError', 'first argument must be callable or None');
  // PySequence_GetSlice(args, 1, n): through a slice object.
  if (factory !== undefined) decref(rt, newSlice(rt, newInt(rt, 1), newInt(rt, args.value.length), incref(rt.none)));
  const remaining = packTuple(rt, rest);
  try {
    setFactory(rt, self, factory === undefined ? null : incref(factory));
    updateFromArguments(rt, self as PyDict, remaining.value, kwargs, 'defaultdict');
  } finally {
    decref(rt, remaining);
  }
}

function copy(rt: Runtime, self: PyObject): PyObject {
  const factory = factoryOf(self) ?? rt.none;
  return callObject(rt, (self.type as PyType).object, [factory, self]);
}

function either(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDictLike(rt, left) || !isDictLike(rt, right)) return incref(rt.notImplemented);
  const self = (left.type as PyType).mro.some((type) => type.definition === defaultdictType) ? left : right;
  const merged = callObject(rt, (self.type as PyType).object, [factoryOf(self) ?? rt.none, left]);
  try {
    dictUpdateArgument(rt, merged as PyDict, right);
  } catch (error) {
    decref(rt, merged);
    throw error;
  }
  return merged;
}

export const defaultdictType: TypeDefinition = {
  ...dictType,
  construct: undefined,
  name: 'collections.defaultdict',
  doc: 'defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.',
  base: 'dict',
  inherited: ['new', 'richcompare', 'iter', 'nbInplaceOr', 'sqLength', 'mpLength', 'mpSubscript', 'mpAssSubscript', 'sqContains', 'hash'],
  basicsize: 56,
  slots: {
    ...dictType.slots,
    init,
    repr: (rt, self) => {
      const items = reprDict(rt, self as PyDict);
      const factory = factoryOf(self);
      const shown = factory === null ? 'None' : guardedRepr(rt, factory, '...', () => reprText(rt, factory));
      const text = `${shortName(self)}(${typeof shown === 'string' ? shown : shown.value}, ${items})`;
      if (typeof shown !== 'string') decref(rt, shown);
      return newStr(rt, text);
    },
    nbOr: either,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const factory = factoryOf(self);
      if (factory !== null) {
        (self.attributes as (PyObject | null)[])[FACTORY] = null;
        decref(rt, factory);
      }
      dictDealloc(rt, self);
    },
    traverse: (self, visit) => {
      const factory = factoryOf(self);
      if (factory !== null) visit(factory);
      dictType.slots.traverse?.(self, visit);
    },
    clear: (rt, self) => {
      const factory = factoryOf(self);
      if (factory !== null) {
        (self.attributes as (PyObject | null)[])[FACTORY] = null;
        decref(rt, factory);
      }
      dictType.slots.clear?.(rt, self);
    },
  },
  methods: [
    oneArg('__missing__', missing),
    noArgs('copy', copy),
    noArgs('__copy__', copy),
    noArgs('__reduce__', (rt, self) => {
      const factory = factoryOf(self);
      const args = factory === null || factory === rt.none ? incref(rt.emptyTuple) : newTuple(rt, [incref(factory)]);
      const items = callMethod(rt, self, 'items', []);
      const iterator = getIter(rt, items);
      decref(rt, items);
      return newTuple(rt, [incref((self.type as PyType).object), args, incref(rt.none), incref(rt.none), iterator]);
    }),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [{
    name: 'default_factory',
    doc: 'Factory for default value called by __missing__().',
    get: (rt, self) => incref(factoryOf(self) ?? rt.none),
    set: (rt, self, value) => setFactory(rt, self, value === null ? null : incref(value)),
  }],
};

const shortName = (self: PyObject): string => self.type.name.slice(self.type.name.lastIndexOf('.') + 1);

function reprDict(rt: Runtime, self: PyDict): string {
  const text = dictType.slots.repr?.(rt, self) as PyObject<string>;
  const { value } = text;
  decref(rt, text);
  return value;
}

