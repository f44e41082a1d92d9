/**
 * Calling objects (CPython call.c): vectorcall where the type has it, otherwise an argument tuple and a
 * keyword dict are built for `tp_call`. Arguments are borrowed throughout; whoever is called takes what
 * it keeps.
 */
import { decref, incref, type PyObject } from '../memory';
import { genericGetAttribute, ownAttribute } from './attributes';
import { getAttribute } from './abstractAttribute';
import { dictSet, newDict } from './dictStore';
import type { PyDict, PyStr, PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { internStr } from './strValue';
import { newTupleOf } from './tuple';
import type { PyType } from './type';
import { typeLookup } from './typeLookup';

/** PyObject_Vectorcall: positional arguments, then the values of `kwnames`. */
export function callObject(rt: Runtime, callable: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null = null): PyObject {
  const type = callable.type as PyType;
  if (type.vectorcall !== null) return type.vectorcall(rt, callable, args, kwnames);
  return callThroughTuple(rt, callable, args, kwnames);
}

/** _PyObject_MakeTpCall */
export function callThroughTuple(rt: Runtime, callable: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const { call } = callable.type as PyType;
  if (call === null) raiseNotCallable(rt, callable);
  const positional = argumentTuple(rt, kwnames === null ? args : args.slice(0, args.length - kwnames.length));
  let keywords: PyDict | null = null;
  try {
    if (kwnames !== null && kwnames.length > 0) keywords = keywordDict(rt, args, kwnames);
    rt.enterRecursiveCall(' while calling a Python object');
    try {
      return call(rt, callable, positional, keywords);
    } finally {
      rt.leaveRecursiveCall();
    }
  } finally {
    decref(rt, positional);
    if (keywords !== null) decref(rt, keywords);
  }
}

/** A new tuple of borrowed arguments. */
export function argumentTuple(rt: Runtime, args: readonly PyObject[]): PyTuple {
  if (args.length === 0) return incref(rt.emptyTuple);
  const items = args.slice();
  for (let index = 0; index < items.length; index++) (items[index] as PyObject).refcnt++;
  return newTupleOf(rt, items);
}

/** A new dict of the keyword arguments at the end of `args`. */
export function keywordDict(rt: Runtime, args: readonly PyObject[], kwnames: readonly PyStr[]): PyDict {
  const dict = newDict(rt);
  const first = args.length - kwnames.length;
  for (let index = 0; index < kwnames.length; index++) dictSet(rt, dict, kwnames[index] as PyStr, args[first + index] as PyObject);
  return dict;
}

/** PyObject_Call: arguments in a tuple, keywords in a dict. */
export function callWithTuple(rt: Runtime, callable: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const type = callable.type as PyType;
  const { vectorcall } = type;
  // Native functions hand a tuple on where their convention is one, and so do classes without a constructor of another.
  if (vectorcall !== null && type !== rt.types.builtinFunction && !takesTuple(rt, callable, type)) {
    if (kwargs === null || kwargs.value.used === 0) return vectorcall(rt, callable, args.value, null);
    return callWithUnpackedDict(rt, callable, args.value, kwargs);
  }
  if (type.call === null) raiseNotCallable(rt, callable);
  rt.enterRecursiveCall(' while calling a Python object');
  try {
    return type.call(rt, callable, args, kwargs);
  } finally {
    rt.leaveRecursiveCall();
  }
}

/** A class whose `__call__` is type_call: tp_vectorcall is not inherited. */
function takesTuple(rt: Runtime, callable: PyObject, type: PyType): boolean {
  return type.layout === rt.types.type && (callable as PyTypeObject).value.construct === null && callable !== rt.types.type.object;
}

/** _PyStack_UnpackDict: the arguments and keyword values are held while the call runs. */
function callWithUnpackedDict(rt: Runtime, callable: PyObject, args: readonly PyObject[], kwargs: PyDict): PyObject {
  const all = args.slice();
  const names: PyStr[] = [];
  const { keys, values } = kwargs.value;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? null;
    if (key === null) continue;
    if ((key.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'keywords must be strings');
    names.push(key as PyStr);
    all.push(values[index] as PyObject);
  }
  for (const held of all) held.refcnt++;
  // The names travel in a tuple of their own, which is counted.
  const kwnames = argumentTuple(rt, names);
  try {
    return (callable.type as PyType).vectorcall?.(rt, callable, all, names) as PyObject;
  } finally {
    for (const held of all) decref(rt, held);
    decref(rt, kwnames);
  }
}

/** _PyObject_Call_Prepend: a call with `first` (null: nothing) before the arguments of the tuple. */
export function callWithPrepended(rt: Runtime, callable: PyObject, first: PyObject | null, args: PyTuple, kwargs: PyDict | null): PyObject {
  const all = first === null ? args.value : [first, ...args.value];
  if (kwargs === null || kwargs.value.used === 0) return callObject(rt, callable, all);
  const type = callable.type as PyType;
  if (type.vectorcall !== null) return callWithUnpackedDict(rt, callable, all, kwargs);
  if (type.call === null) raiseNotCallable(rt, callable);
  const positional = argumentTuple(rt, all);
  try {
    rt.enterRecursiveCall(' while calling a Python object');
    try {
      return type.call(rt, callable, positional, kwargs);
    } finally {
      rt.leaveRecursiveCall();
    }
  } finally {
    decref(rt, positional);
  }
}

function raiseNotCallable(rt: Runtime, callable: PyObject): never {
  raise(rt, 'TypeError', `'${(callable.type as PyType).name}' object is not callable`);
}

/** PyCallable_Check */
export function isCallable(object: PyObject): boolean {
  const type = object.type as PyType;
  return type.call !== null || type.vectorcall !== null;
}

/**
 * The attribute `name` for an immediate call (_PyObject_GetMethod): a function that still wants self as
 * its first argument, or something bound. `rt.methodIsUnbound`-free: the result says which by its shape.
 */
export interface FoundMethod {
  /** New reference. */
  readonly callable: PyObject;
  readonly unbound: boolean;
}

export function getMethod(rt: Runtime, self: PyObject, name: PyStr): FoundMethod {
  const type = self.type as PyType;
  if (type.getattro !== genericGetAttribute) return { callable: getAttribute(rt, self, name), unbound: false };
  const descriptor = typeLookup(type, name.value);
  if (descriptor !== null && (descriptor.type as PyType).flags.methodDescriptor) {
    const own = ownAttribute(rt, self, name);
    return own !== null ? { callable: own, unbound: false } : { callable: incref(descriptor), unbound: true };
  }
  return { callable: getAttribute(rt, self, name), unbound: false };
}

/** PyObject_VectorcallMethod: `self.name(*args)` without a bound method object in between. */
export function callMethodObject(
  rt: Runtime, self: PyObject, name: PyStr, args: readonly PyObject[], kwnames: readonly PyStr[] | null = null,
): PyObject {
  const { callable, unbound } = getMethod(rt, self, name);
  try {
    return callObject(rt, callable, unbound ? [self, ...args] : args, kwnames);
  } finally {
    decref(rt, callable);
  }
}

/** The same with the name as JavaScript text. */
export function callMethod(
  rt: Runtime, self: PyObject, name: string, args: readonly PyObject[], kwnames: readonly PyStr[] | null = null,
): PyObject {
  const nameObject = internStr(rt, name);
  try {
    return callMethodObject(rt, self, nameObject, args, kwnames);
  } finally {
    decref(rt, nameObject);
  }
}
