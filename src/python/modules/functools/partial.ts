/** functools.partial (CPython Modules/_functoolsmodule.c). */
import { decref, incref, type PyObject } from '../../memory';
import {
  argumentTuple, AttributeStorage, callObject, callThroughTuple, callWithTuple, classMethod, dictCopy, dictSet, genericGetDict, genericSetDict, isCallable, newGenericAlias, newDict, newStr, newTuple, noArgs, oneArg, packTuple, raise, repr,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
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

function create(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [given, ...rest] = args.value;
  if (given === undefined) raise(rt, 'TypeError', "type 'partial' takes at least one argument");
  if (!isCallable(given)) raise(rt, 'TypeError', 'the first argument must be callable');
  // A partial of an undecorated partial is flattened.
  const inner = given.type === type && given.attributes === null && type.definition === partialType ? refsOf(given) : null;
  const func = inner === null ? given : inner.func;
  const positional = inner === null ? rest : [...inner.args.value, ...rest];
  const keywords = inner === null || inner.keywords.value.used === 0 ? newDict(rt) : dictCopy(rt, inner.keywords);
  if (kwargs !== null) for (const [key, value] of entries(kwargs)) dictSet(rt, keywords, key, value);
  return newHolder(rt, type, [incref(func), packTuple(rt, positional), keywords], null);
}

// refs: function, positional arguments, keyword arguments
export const partialType: TypeDefinition = holderType('functools.partial', {
  doc: 'partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n',
  basicsize: 56,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: create,
    vectorcall,
    call,
    repr: (rt, self) => {
      const { func, args, keywords } = refsOf(self);
      const text = (object: PyObject): string => {
        const shown = repr(rt, object);
        const { value } = shown;
        decref(rt, shown);
        return value;
      };
      const parts = [text(func), ...args.value.map(text), ...entries(keywords).map(([key, value]) => `${key.value}=${text(value)}`)];
      return newStr(rt, `${self.type.name}(${parts.join(', ')})`);
    },
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { func, args, keywords } = refsOf(self);
      const dict = self.attributes === null ? null : (self.attributes as (PyObject | null)[])[0];
      return newTuple(rt, [
        incref((self.type as PyType).object), newTuple(rt, [incref(func)]),
        newTuple(rt, [incref(func), incref(args), incref(keywords), incref(dict ?? rt.none)]),
      ]);
    }),
    oneArg('__setstate__', (rt, self, state) => {
      const items = (state as PyTuple).value;
      if ((state.type as PyType).layout !== rt.types.tuple || items.length !== 4) raise(rt, 'TypeError', 'invalid partial state');
      [0, 1, 2].forEach((index) => exchange(rt, self as Holder, index, incref(items[index] as PyObject)));
      return incref(rt.none);
    }),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [
    { name: '__dict__', get: genericGetDict, set: genericSetDict },
    { name: 'func', doc: 'function object to use in future partial calls', get: (_rt, self) => incref(refsOf(self).func) },
    { name: 'args', doc: 'tuple of arguments to future partial calls', get: (_rt, self) => incref(refsOf(self).args) },
    { name: 'keywords', doc: 'dictionary of keyword arguments to future partial calls', get: (_rt, self) => incref(refsOf(self).keywords) },
  ],
});
