/**
 * operator.itemgetter, attrgetter, methodcaller (CPython Modules/_operator.c).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, dictGetString, getAttribute, getAttributeString, getItem, internStr, newStr, newTuple, noArgs, raise, repr, packTuple,
  type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { held, holder, holderType, newHolder } from '../holder';

function oneArgument(rt: Runtime, name: string, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${name}() takes no keyword arguments`);
  if (args.value.length !== 1) raise(rt, 'TypeError', `${name} expected 1 argument, got ${args.value.length}`);
  return args.value[0] as PyObject;
}

/** Applies a getter to one object: a single result, or a tuple of them. */
function applyAll(rt: Runtime, keys: readonly PyObject[], get: (key: PyObject) => PyObject): PyObject {
  if (keys.length === 1) return get(keys[0] as PyObject);
  const results: PyObject[] = [];
  try {
    for (const key of keys) results.push(get(key));
  } catch (error) {
    for (const result of results) decref(rt, result);
    throw error;
  }
  return newTuple(rt, results);
}

function argumentsText(rt: Runtime, items: readonly PyObject[]): string {
  return items.map((item) => {
    const text = repr(rt, item);
    const { value } = text;
    decref(rt, text);
    return value;
  }).join(', ');
}

function reduceWith(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  return newTuple(rt, [incref((self.type as PyType).object), incref(args)]);
}

interface KeyCount { isSingle: boolean }

function keysOf(self: PyObject): readonly PyObject[] {
  const { refs, state } = holder<KeyCount>(self).value;
  return state.isSingle ? refs as PyObject[] : (refs[0] as PyTuple).value;
}

// refs: the key, or a tuple of several
export const itemgetterType: TypeDefinition = holderType('operator.itemgetter', {
  basicsize: 48,
  slots: {
    new: (rt, type, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'itemgetter() takes no keyword arguments');
      const [only, ...more] = args.value;
      if (only === undefined) raise(rt, 'TypeError', 'itemgetter expected 1 argument, got 0');
      return newHolder<KeyCount>(rt, type, [incref(more.length === 0 ? only : args)], { isSingle: more.length === 0 });
    },
    call: (rt, self, args, kwargs) => {
      const object = oneArgument(rt, 'itemgetter', args, kwargs);
      return applyAll(rt, keysOf(self), (key) => getItem(rt, object, key));
    },
    repr: (rt, self) => newStr(rt, `operator.itemgetter(${argumentsText(rt, keysOf(self))})`),
  },
  methods: [noArgs('__reduce__', (rt, self) => newTuple(rt, [incref((self.type as PyType).object), packTuple(rt, keysOf(self))]))],
});

// refs: tuple of attribute names, dotted ones as given
export const attrgetterType: TypeDefinition = holderType('operator.attrgetter', {
  visitsType: 'last',
  basicsize: 40,
  slots: {
    new: (rt, type, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'attrgetter() takes no keyword arguments');
      if (args.value.length === 0) raise(rt, 'TypeError', 'attrgetter expected 1 argument, got 0');
      for (const name of args.value) {
        if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'attribute name must be a string');
      }
      return newHolder(rt, type, [incref(args)], null);
    },
    call: (rt, self, args, kwargs) => {
      const object = oneArgument(rt, 'attrgetter', args, kwargs);
      return applyAll(rt, (held(holder(self), 0) as PyTuple).value, (name) => dottedAttribute(rt, object, name as PyStr));
    },
    repr: (rt, self) => newStr(rt, `operator.attrgetter(${argumentsText(rt, (held(holder(self), 0) as PyTuple).value)})`),
  },
  methods: [noArgs('__reduce__', (rt, self) => reduceWith(rt, self, held(holder(self), 0) as PyTuple))],
});

function dottedAttribute(rt: Runtime, object: PyObject, name: PyStr): PyObject {
  if (!name.value.includes('.')) return getAttribute(rt, object, name);
  let current = incref(object);
  for (const part of name.value.split('.')) {
    try {
      const next = getAttributeString(rt, current, part);
      decref(rt, current);
      current = next;
    } catch (error) {
      decref(rt, current);
      throw error;
    }
  }
  return current;
}

// refs: name, positional arguments, keyword arguments
export const methodcallerType: TypeDefinition = holderType('operator.methodcaller', {
  visitsType: 'last',
  basicsize: 40,
  slots: {
    new: (rt, type, args, kwargs) => {
      const [name, ...rest] = args.value;
      if (name === undefined) raise(rt, 'TypeError', 'methodcaller needs at least one argument, the method name');
      if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'method name must be a string');
      const interned = internStr(rt, (name as PyStr).value);
      return newHolder(rt, type, [interned, packTuple(rt, rest), kwargs === null ? null : incref(kwargs)], null);
    },
    call: (rt, self, args, kwargs) => {
      const object = oneArgument(rt, 'methodcaller', args, kwargs);
      const { refs } = holder(self).value;
      const method = getAttribute(rt, object, refs[0] as PyStr);
      const keywords = refs[2] as PyDict | null;
      const names = keywords === null ? [] : (keywords.value.keys.filter((key) => key !== null) as PyStr[]);
      const values = names.map((name) => dictGetString(keywords as PyDict, name.value) as PyObject);
      try {
        return callObject(rt, method, [...(refs[1] as PyTuple).value, ...values], names.length === 0 ? null : names);
      } finally {
        decref(rt, method);
      }
    },
    repr: (rt, self) => {
      const { refs } = holder(self).value;
      return newStr(rt, `operator.methodcaller(${argumentsText(rt, [refs[0] as PyObject, ...(refs[1] as PyTuple).value])})`);
    },
  },
});
