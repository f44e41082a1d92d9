/**
 * How objects are taken apart for copying and pickling: `__reduce__`, `__reduce_ex__`, `__getstate__`
 * (typeobject.c reduce_newobj, object_getstate_default). `copyreg`, which is Python, does the rest.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  callMethod, callObject, callWithTuple, getAttributeString, getIter, lookupAttribute, lookupAttributeString,
} from './abstract';
import { existingDict, hasInlineValues, inlineOrder } from './attributes';
import { dictGetString, dictSet, newDict } from './dictStore';
import { newInt } from './intValue';
import type { PyDict, PyList, PyStr, PyTuple, PyTypeObject } from './layouts';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { indexValue } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { machine } from './services';
import type { InlineValues } from './sharedKeys';
import { internStr } from './strValue';
import { newTuple, packTuple } from './tuple';
import { AttributeStorage, type PyType } from './type';
import { lookupSpecial, typeLookup } from './typeLookup';

function importCopyreg(rt: Runtime): PyObject {
  const name = internStr(rt, 'copyreg');
  try {
    return machine(rt).importModule(name, null, null, rt.none, 0);
  } finally {
    decref(rt, name);
  }
}

/** copyreg._slotnames of a class: a list or None. */
function slotNames(rt: Runtime, classObject: PyTypeObject): PyObject {
  const cached = dictGetString(classObject.value.dict, '__slotnames__');
  if (cached !== null) return incref(cached);
  const copyreg = importCopyreg(rt);
  try {
    return callMethod(rt, copyreg, '_slotnames', [classObject]);
  } finally {
    decref(rt, copyreg);
  }
}

/** _PyObject_IsInstanceDictEmpty */
function isDictEmpty(self: PyObject): boolean {
  const type = self.type as PyType;
  if (type.attributeStorage === AttributeStorage.None) return true;
  if (type.attributeStorage === AttributeStorage.Inline && hasInlineValues(self)) {
    return self.attributes === null || inlineOrder(self.attributes as InlineValues).length === 0;
  }
  const dict = existingDict(self);
  return dict === null || dict.value.used === 0;
}

/** A native type whose instances are more than a dict, a list of weak references and slots can restore. */
function hasHiddenState(rt: Runtime, type: PyType): boolean {
  const { layout } = type;
  if (layout === rt.types.object || layout.definition === null) return false;
  const { basicsize, weakrefs, attributes, ownDict } = layout.definition;
  const hasDict = ownDict !== undefined || attributes === AttributeStorage.LazyDict;
  return basicsize > 16 + (weakrefs === true ? 8 : 0) + (hasDict ? 8 : 0);
}

/** object_getstate_default */
function defaultState(rt: Runtime, self: PyObject, required: boolean): PyObject {
  const type = self.type as PyType;
  if (required && type.itemsize !== 0) raise(rt, 'TypeError', `cannot pickle ${type.name} objects`);
  let state: PyObject = incref(rt.none);
  if (!isDictEmpty(self)) {
    const dict = lookupAttributeString(rt, self, '__dict__');
    if (dict !== null) {
      decref(rt, state);
      state = dict;
    }
  }
  const names = slotNames(rt, type.object as PyTypeObject);
  try {
    if (required && hasHiddenState(rt, type)) {
      decref(rt, state);
      raise(rt, 'TypeError', `cannot pickle '${type.name}' object`);
    }
    if (names === rt.none || (names as PyList).value.length === 0) {
      if (required && type.slotNames.length > 0 && names === rt.none) raise(rt, 'TypeError', `cannot pickle '${type.name}' object`);
      return state;
    }
    const slots = newDict(rt);
    for (const name of (names as PyList).value) {
      const value = lookupAttribute(rt, self, name as PyStr);
      if (value === null) continue;
      dictSet(rt, slots, name, value);
      decref(rt, value);
    }
    if (slots.value.used === 0) {
      decref(rt, slots);
      return state;
    }
    return newTuple(rt, [state, slots]);
  } finally {
    decref(rt, names);
  }
}

/** _PyObject_GetState */
export function getState(rt: Runtime, self: PyObject): PyObject {
  return stateOf(rt, self, false);
}

function stateOf(rt: Runtime, self: PyObject, required: boolean): PyObject {
  const getstate = getAttributeString(rt, self, '__getstate__');
  try {
    const data = getstate.value as { definition?: MethodDefinition; self?: PyObject } | null;
    if (getstate.type === rt.types.builtinFunction && data?.definition === getstateDefinition) return defaultState(rt, self, required);
    return callObject(rt, getstate, []);
  } finally {
    decref(rt, getstate);
  }
}

/** _PyObject_GetNewArguments: `__getnewargs_ex__`, `__getnewargs__`, or nothing. */
function newArguments(rt: Runtime, self: PyObject): { args: PyTuple | null; kwargs: PyDict | null } {
  const ex = lookupSpecial(rt, self, '__getnewargs_ex__');
  if (ex !== null) {
    try {
      const pair = callObject(rt, ex, []);
      try {
        if ((pair.type as PyType).layout !== rt.types.tuple) {
          raise(rt, 'TypeError', `__getnewargs_ex__ should return a tuple, not '${pair.type.name}'`);
        }
        const items = (pair as PyTuple).value;
        if (items.length !== 2) raise(rt, 'ValueError', `__getnewargs_ex__ should return a tuple of length 2, not ${items.length}`);
        const [args, kwargs] = items as [PyObject, PyObject];
        if ((args.type as PyType).layout !== rt.types.tuple) {
          raise(rt, 'TypeError', `first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '${args.type.name}'`);
        }
        if ((kwargs.type as PyType).layout !== rt.types.dict) {
          raise(rt, 'TypeError', `second item of the tuple returned by __getnewargs_ex__ must be a dict, not '${kwargs.type.name}'`);
        }
        return { args: incref(args) as PyTuple, kwargs: incref(kwargs) as PyDict };
      } finally {
        decref(rt, pair);
      }
    } finally {
      decref(rt, ex);
    }
  }
  const plain = lookupSpecial(rt, self, '__getnewargs__');
  if (plain === null) return { args: null, kwargs: null };
  try {
    const args = callObject(rt, plain, []);
    if ((args.type as PyType).layout === rt.types.tuple) return { args: args as PyTuple, kwargs: null };
    const { name } = args.type;
    decref(rt, args);
    raise(rt, 'TypeError', `__getnewargs__ should return a tuple, not '${name}'`);
  } finally {
    decref(rt, plain);
  }
}

/** reduce_newobj: protocols 2 and up. */
function reduceNewObject(rt: Runtime, self: PyObject): PyObject {
  const type = self.type as PyType;
  if (type.new === null) raise(rt, 'TypeError', `cannot pickle '${type.name}' object`);
  const { args, kwargs } = newArguments(rt, self);
  const copyreg = importCopyreg(rt);
  let creator: PyObject;
  let newArgs: PyTuple;
  const hasKeywords = kwargs !== null && kwargs.value.used > 0;
  try {
    creator = getAttributeString(rt, copyreg, hasKeywords ? '__newobj_ex__' : '__newobj__');
  } finally {
    decref(rt, copyreg);
  }
  if (hasKeywords) newArgs = newTuple(rt, [incref(type.object) as PyObject, args as PyTuple, kwargs]);
  else {
    newArgs = packTuple(rt, [type.object, ...(args?.value ?? [])]);
    xdecref(rt, args);
    xdecref(rt, kwargs);
  }
  const required = args === null && type.layout !== rt.types.list && type.layout !== rt.types.dict;
  let state: PyObject;
  try {
    state = stateOf(rt, self, required);
  } catch (error) {
    decref(rt, newArgs);
    decref(rt, creator);
    throw error;
  }
  const listItems = type.layout === rt.types.list ? getIter(rt, self) : incref(rt.none);
  let dictItems = incref(rt.none);
  if (type.layout === rt.types.dict) {
    const items = callMethod(rt, self, 'items', []);
    dictItems = getIter(rt, items);
    decref(rt, items);
  }
  return newTuple(rt, [creator, newArgs, state, listItems, dictItems]);
}

function commonReduce(rt: Runtime, self: PyObject, protocol: number): PyObject {
  if (protocol >= 2) return reduceNewObject(rt, self);
  const copyreg = importCopyreg(rt);
  const number = newInt(rt, protocol);
  try {
    return callMethod(rt, copyreg, '_reduce_ex', [self, number]);
  } finally {
    decref(rt, copyreg);
    decref(rt, number);
  }
}

const reduceDefinition = noArgs('__reduce__', (rt, self) => commonReduce(rt, self, 0), '__reduce__($self, /)\n--\n\nHelper for pickle.');

const getstateDefinition = noArgs('__getstate__', (rt, self) => defaultState(rt, self, false), '__getstate__($self, /)\n--\n\nHelper for pickle.');

export const reduceMethods: readonly MethodDefinition[] = [
  oneArg('__reduce_ex__', (rt, self, protocol) => {
    const type = self.type as PyType;
    const found = typeLookup(type, '__reduce__');
    const inherited = found !== null && found.type === rt.types.methodDescriptor && (found.value as { definition: unknown }).definition === reduceDefinition;
    if (found !== null && !inherited) {
      const reduce = getAttributeString(rt, self, '__reduce__');
      try {
        return callWithTuple(rt, reduce, rt.emptyTuple, null);
      } finally {
        decref(rt, reduce);
      }
    }
    return commonReduce(rt, self, Number(indexValue(rt, protocol)));
  }, '__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle.'),
  reduceDefinition,
  getstateDefinition,
];
