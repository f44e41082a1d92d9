/** types.GenericAlias: `list[int]` (CPython genericaliasobject.c). Attributes are those of the origin. */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../memory';
import { callObject, getAttribute, getIter, hash, richCompareBool, setAttributeString } from './abstract';
import { refuseKeywords } from './argumentParsing';
import { genericGetAttribute } from './attributes';
import { dictGetString } from './dictStore';
import { builtin } from './iterators';
import { PythonError } from './errors';
import type { PyList, PyTuple } from './layouts';
import { listAppend } from './listStore';
import { noArgs, oneArg } from './methods';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple, packTuple } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';
import { argumentText, collectParameters, substituteParameters } from './typeParameters';
import { newUnion } from './union';

interface AliasData {
  readonly origin: PyObject;
  args: PyTuple;
  /** Made when first asked for. */
  parameters: PyTuple | null;
  readonly starred: boolean;
}
type PyGenericAlias = PyObject<AliasData, PyType>;

const dataOf = (self: PyObject): AliasData => (self as PyGenericAlias).value;

/** Names that are the alias's own; all others are asked of the origin. */
const OWN_NAMES = new Set([
  '__class__', '__origin__', '__args__', '__unpacked__', '__parameters__', '__typing_unpacked_tuple_args__',
  '__mro_entries__', '__reduce_ex__', '__reduce__', '__copy__', '__deepcopy__',
]);

/** Py_GenericAlias; both borrowed. */
export function newGenericAlias(rt: Runtime, origin: PyObject, item: PyObject): PyObject {
  return create(rt, rt.types.genericAlias, origin, item, false);
}

function create(rt: Runtime, type: PyType, origin: PyObject, item: PyObject, starred: boolean): PyObject {
  // PyType_GenericAlloc: the alias is tracked before there are arguments.
  const alias = rt.heap.newContainer<AliasData, PyType>(type, { origin: incref(origin), args: rt.emptyTuple, parameters: null, starred });
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(alias);
  alias.value.args = (item.type as PyType).layout === rt.types.tuple ? incref(item) as PyTuple : packTuple(rt, [item]);
  return alias;
}

function parametersOf(rt: Runtime, self: PyObject): PyTuple {
  const data = dataOf(self);
  if (data.parameters === null) {
    data.parameters = collectParameters(rt, data.args);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  }
  return data.parameters;
}

function describe(rt: Runtime, self: PyObject): PyObject {
  const { origin, args, starred } = dataOf(self);
  const items = args.value.map((argument) => ((argument.type as PyType).layout === rt.types.list
    ? `[${(argument.value as PyObject[]).map((inner) => argumentText(rt, inner)).join(', ')}]` : argumentText(rt, argument)));
  return newStr(rt, `${starred ? '*' : ''}${argumentText(rt, origin)}[${items.length === 0 ? '()' : items.join(', ')}]`);
}

interface IteratorData { alias: PyObject | null }
const iteratorData = (self: PyObject): IteratorData => (self as PyObject<IteratorData>).value;

export const genericAliasIteratorType: TypeDefinition = {
  name: 'generic_alias_iterator',
  gc: true,
  basicsize: 24,
  flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => {
      const { alias } = iteratorData(self);
      if (alias === null) return null;
      const { origin, args } = dataOf(alias);
      const starred = create(rt, rt.types.genericAlias, origin, args, true);
      iteratorData(self).alias = null;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      decref(rt, alias);
      return starred;
    },
    traverse: (self, visit) => {
      const { alias } = iteratorData(self);
      if (alias !== null) visit(alias);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, iteratorData(self).alias);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const iter = builtin(rt, 'iter');
      const { alias } = iteratorData(self);
      return newTuple(rt, [iter, packTuple(rt, [alias ?? rt.emptyTuple])]);
    }),
  ],
};

export const genericAliasType: TypeDefinition = {
  name: 'types.GenericAlias',
  doc: 'Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).',
  gc: true,
  basicsize: 64,
  weakrefs: true,
  flags: { basetype: true },
  slots: {
    repr: describe,
    getattro: (rt, self, name) => (OWN_NAMES.has(name.value)
      ? genericGetAttribute(rt, self, name) : getAttribute(rt, dataOf(self).origin, name)),
    hash: (rt, self) => {
      const { origin, args } = dataOf(self);
      const combined = BigInt(hash(rt, origin)) ^ BigInt(hash(rt, args));
      return combined === -1n ? -2 : combined >= -9007199254740991n && combined <= 9007199254740991n ? Number(combined) : combined;
    },
    // ga_vectorcall: without a tuple of arguments, if the origin can do so.
    vectorcall: (rt, self, args, kwnames) => {
      const instance = callObject(rt, dataOf(self).origin, args, kwnames);
      try {
        setAttributeString(rt, instance, '__orig_class__', self);
      } catch (error) {
        const { AttributeError, TypeError } = rt.exceptions;
        if (!(error instanceof PythonError) || !(matches(rt, error.exception, AttributeError) || matches(rt, error.exception, TypeError))) {
          decref(rt, instance);
          throw error;
        }
        decref(rt, error.exception);
      }
      return instance;
    },
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || (other.type as PyType).layout !== rt.types.genericAlias) return incref(rt.notImplemented);
      const left = dataOf(self);
      const right = dataOf(other);
      const equal = left.starred === right.starred
        && richCompareBool(rt, left.origin, right.origin, CompareOp.Eq) && richCompareBool(rt, left.args, right.args, CompareOp.Eq);
      return incref(equal === (op === CompareOp.Eq) ? rt.true : rt.false);
    },
    mpSubscript: (rt, self, item) => {
      const { args, origin, starred } = dataOf(self);
      const substituted = substituteParameters(rt, self, args, parametersOf(rt, self), item);
      try {
        return create(rt, rt.types.genericAlias, origin, substituted, starred);
      } finally {
        decref(rt, substituted);
      }
    },
    nbOr: newUnion,
    // `*tuple[int]`: one item, the alias itself marked as unpacked.
    iter: (rt, self) => {
      const iterator = rt.heap.newContainer<IteratorData, PyType>(rt.types.genericAliasIterator, { alias: incref(self) });
      rt.heap.track(iterator);
      return iterator;
    },
    new: (rt, type, args, kwargs) => {
      refuseKeywords(rt, 'GenericAlias', kwargs);
      if (args.value.length !== 2) raise(rt, 'TypeError', `GenericAlias expected 2 arguments, got ${args.value.length}`);
      return create(rt, type, args.value[0] as PyObject, args.value[1] as PyObject, false);
    },
    traverse: (self, visit) => {
      const { origin, args, parameters } = dataOf(self);
      visit(origin);
      visit(args);
      if (parameters !== null) visit(parameters);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      const { origin, args, parameters } = dataOf(self);
      decref(rt, origin);
      decref(rt, args);
      xdecref(rt, parameters);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    oneArg('__mro_entries__', (rt, self) => packTuple(rt, [dataOf(self).origin])),
    oneArg('__instancecheck__', (rt) => raise(rt, 'TypeError', 'isinstance() argument 2 cannot be a parameterized generic')),
    oneArg('__subclasscheck__', (rt) => raise(rt, 'TypeError', 'issubclass() argument 2 cannot be a parameterized generic')),
    noArgs('__reduce__', (rt, self) => {
      const { origin, args, starred } = dataOf(self);
      if (!starred) return newTuple(rt, [incref((self.type as PyType).object) as PyObject, packTuple(rt, [origin, args])]);
      const plain = create(rt, rt.types.genericAlias, origin, args, false);
      const iterator = getIter(rt, plain);
      decref(rt, plain);
      return newTuple(rt, [incref(dictGetString(rt.builtins, 'next') ?? rt.none), newTuple(rt, [iterator])]);
    }),
    noArgs('__dir__', (rt, self) => {
      const dir = dictGetString(rt.builtins, 'dir') ?? raise(rt, 'RuntimeError', 'lost dir');
      const names = callObject(rt, dir, [dataOf(self).origin]) as PyList;
      const present = new Set(names.value.map((name) => name.value));
      for (const own of OWN_NAMES) {
        if (present.has(own)) continue;
        const name = newStr(rt, own);
        listAppend(rt, names, name);
        decref(rt, name);
      }
      return names;
    }),
  ],
  getset: [
    { name: '__origin__', member: true, get: (_rt, self) => incref(dataOf(self).origin) },
    { name: '__args__', member: true, get: (_rt, self) => incref(dataOf(self).args) },
    { name: '__unpacked__', member: true, get: (rt, self) => incref(dataOf(self).starred ? rt.true : rt.false) },
    { name: '__parameters__', get: (rt, self) => incref(parametersOf(rt, self)) },
    { name: '__typing_unpacked_tuple_args__', get: (rt, self) => {
      const { starred, origin, args } = dataOf(self);
      return incref(starred && origin === rt.types.tuple.object ? args : rt.none);
    } },
  ],
};
