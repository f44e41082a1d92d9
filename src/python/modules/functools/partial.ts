/** functools.partial (CPython Modules/_functoolsmodule.c). */
import { decref, incref, type PyObject } from '../../memory';
import {
  argumentTuple, AttributeStorage, callObject, callThroughTuple, callWithTuple, classMethod, dictCopy, dictSet, exchangeDict, existingDict, genericGetDict, genericSetDict, guardedRepr,
  isCallable, isDictLike, isTupleLike, newDict, newGenericAlias, newTuple, noArgs, oneArg, packTuple, raise, reprText, str,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { exchange, holder, holderType, newHolder, type Holder } from '../holder';

interface PartialRefs { func: PyObject; args: PyTuple; keywords: PyDict }

function refsOf(self: PyObject): PartialRefs {
  const [func, args, keywords] = holder(self).value.refs;
  return { func: func as PyObject, args: args as PyTuple, keywords: keywords as PyDict };
}

function entries(dict: PyDict): [PyStr, PyObject][] {
  const { keys, values } = dict.value;
  return keys.flatMap((key, index): [PyStr, PyObject][] => (key === null ? [] : [[key as PyStr, values[index] as PyObject]]));
}

/** partial_vectorcall: arguments are copied only if there are keywords of ours. */
function vectorcall(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const { func, args: ours, keywords } = refsOf(self);
  if (keywords.value.used > 0) return callThroughTuple(rt, self, args, kwnames);
  return callObject(rt, func, ours.value.length === 0 ? args : [...ours.value, ...args], kwnames);
}

/** partial_call: a tuple of all positional arguments, a dict of all keywords; the caller's win and keep our order. */
function call(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const { func, args: ours, keywords } = refsOf(self);
  const positional = ours.value.length === 0 ? incref(args) : argumentTuple(rt, [...ours.value, ...args.value]);
  let merged = kwargs === null ? null : incref(kwargs);
  try {
    if (keywords.value.used > 0) {
      if (merged !== null) decref(rt, merged);
      merged = dictCopy(rt, keywords);
      if (kwargs !== null) for (const [key, value] of entries(kwargs)) dictSet(rt, merged, key, value);
    }
    return callWithTuple(rt, func, positional, merged);
  } finally {
    decref(rt, positional);
    if (merged !== null) decref(rt, merged);
  }
}

/** A partial of a partial without attributes of its own is flattened. */
function partialWithin(rt: Runtime, func: PyObject): PartialRefs | null {
  const isPartial = (func.type as PyType).call === call && (func.type as PyType).mro.includes(extensionType(rt, partialType));
  return isPartial && existingDict(func) === null ? refsOf(func) : null;
}

function create(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [given, ...rest] = args.value;
  if (given === undefined) raise(rt, 'TypeError', "type 'partial' takes at least one argument");
  const inner = partialWithin(rt, given);
  const func = inner === null ? given : inner.func;
  if (!isCallable(func)) raise(rt, 'TypeError', 'the first argument must be callable');
  // The order is that of partial_new: the object, its arguments, its keywords.
  const self = newHolder(rt, type, [incref(func), null, null], null);
  const parts = self.value.refs;
  const positional = packTuple(rt, rest);
  parts[1] = positional;
  if (inner !== null) {
    parts[1] = packTuple(rt, [...inner.args.value, ...rest]);
    decref(rt, positional);
  }
  if (inner === null || inner.keywords.value.used === 0) {
    // The dict of this very call becomes the partial's.
    parts[2] = kwargs === null ? newDict(rt) : kwargs.refcnt === 1 ? incref(kwargs) : dictCopy(rt, kwargs);
  } else {
    const keywords = dictCopy(rt, inner.keywords);
    parts[2] = keywords;
    if (kwargs !== null) for (const [key, value] of entries(kwargs)) dictSet(rt, keywords, key, value);
  }
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return self;
}

/** repr and str of parts may run anything, so they are held meanwhile. */
function represent(rt: Runtime, self: PyObject): PyObject {
  return guardedRepr(rt, self, '...', () => {
    const { func, args, keywords } = refsOf(self);
    const held = [incref(func), incref(args), incref(keywords)];
    try {
      const parts = args.value.map((argument) => reprText(rt, argument));
      for (const [key, value] of entries(keywords)) {
        incref(value);
        try {
          const name = str(rt, key);
          const text = name.value;
          decref(rt, name);
          parts.push(`${text}=${reprText(rt, value)}`);
        } finally {
          decref(rt, value);
        }
      }
      return `${self.type.name}(${[reprText(rt, func), ...parts].join(', ')})`;
    } finally {
      for (const object of held) decref(rt, object);
    }
  });
}

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  const items = (state.type as PyType).layout === rt.types.tuple ? (state as PyTuple).value : [];
  const [func, args, keywords, dict] = items as [PyObject, PyObject, PyObject, PyObject];
  if (items.length !== 4 || !isCallable(func) || !isTupleLike(rt, args) || (keywords !== rt.none && !isDictLike(rt, keywords))) {
    raise(rt, 'TypeError', 'invalid partial state');
  }
  const plainArgs = args.type === rt.types.tuple ? incref(args) : packTuple(rt, args.value);
  const plainKeywords = keywords === rt.none ? newDict(rt) : keywords.type === rt.types.dict ? incref(keywords) : dictCopy(rt, keywords as PyDict);
  const object = self as Holder;
  exchange(rt, object, 0, incref(func));
  exchange(rt, object, 1, plainArgs);
  exchange(rt, object, 2, plainKeywords);
  const old = exchangeDict(self, dict === rt.none ? null : incref(dict) as PyDict);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (old !== null) decref(rt, old);
  return incref(rt.none);
}

// refs: function, positional arguments, keyword arguments
export const partialType: TypeDefinition = holderType('functools.partial', {
  doc: 'partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n',
  basicsize: 64,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: create,
    vectorcall,
    call,
    repr: represent,
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { func, args, keywords } = refsOf(self);
      const dict = existingDict(self);
      return newTuple(rt, [
        incref((self.type as PyType).object), newTuple(rt, [incref(func)]),
        newTuple(rt, [incref(func), incref(args), incref(keywords), incref<PyObject>(dict ?? rt.none)]),
      ]);
    }),
    oneArg('__setstate__', setState),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [
    { name: '__dict__', get: genericGetDict, set: genericSetDict },
    { name: 'func', member: true, doc: 'function object to use in future partial calls', get: (_rt, self) => incref(refsOf(self).func) },
    { name: 'args', member: true, doc: 'tuple of arguments to future partial calls', get: (_rt, self) => incref(refsOf(self).args) },
    { name: 'keywords', member: true, doc: 'dictionary of keyword arguments to future partial calls', get: (_rt, self) => incref(refsOf(self).keywords) },
  ],
});
