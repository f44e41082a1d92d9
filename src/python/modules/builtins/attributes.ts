/**
 * builtins: what objects are and have (callable, delattr, dir, getattr, hasattr, isinstance, issubclass,
 * setattr, vars).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callMethod, callObject, fast, getAttribute, isCallable, isInstance, isSubclass, lookupAttribute, lookupAttributeString, lookupSpecial,
  newBool, listFromIterable, oneArg, raise, setAttribute,
  varArgs, type MethodDefinition, type PyList, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { machine } from '../../objects';
import { checkPositional } from '../keywordArguments';

function attributeName(rt: Runtime, name: PyObject): PyStr {
  if ((name.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `attribute name must be string, not '${name.type.name}'`);
  }
  return name as PyStr;
}

function getattr(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'getattr', args, 2, 3);
  const [object, name, fallback] = args as [PyObject, PyObject, PyObject | undefined];
  if (fallback === undefined) return getAttribute(rt, object, attributeName(rt, name));
  return lookupAttribute(rt, object, attributeName(rt, name)) ?? incref(fallback);
}

function hasattr(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'hasattr', args, 2, 2);
  const value = lookupAttribute(rt, args[0] as PyObject, attributeName(rt, args[1] as PyObject));
  xdecref(rt, value);
  return newBool(rt, value !== null);
}

/** The names of the running scope, or what the object's `__dir__` says, sorted. */
function dir(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'dir', args, 0, 1);
  const [object] = args;
  if (object === undefined) {
    const locals = machine(rt).currentLocals();
    try {
      return sortedList(rt, callMethod(rt, locals, 'keys', []));
    } finally {
      decref(rt, locals);
    }
  }
  const method = lookupSpecial(rt, object, '__dir__');
  if (method === null) raise(rt, 'TypeError', 'object does not provide __dir__');
  try {
    return sortedList(rt, callObject(rt, method, []));
  } finally {
    decref(rt, method);
  }
}

/** A new sorted list of an iterable, which is taken over. */
function sortedList(rt: Runtime, iterable: PyObject): PyList {
  let list: PyList;
  try {
    list = listFromIterable(rt, iterable);
  } finally {
    decref(rt, iterable);
  }
  decref(rt, callMethod(rt, list, 'sort', []));
  return list;
}

function vars(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'vars', args, 0, 1);
  const [object] = args;
  if (object === undefined) return machine(rt).currentLocals();
  return lookupAttributeString(rt, object, '__dict__') ?? raise(rt, 'TypeError', 'vars() argument must have __dict__ attribute');
}

export const attributeFunctions: readonly MethodDefinition[] = [
  oneArg('callable', (rt, _self, object) => newBool(rt, isCallable(object))),
  fast('delattr', (rt, _self, args) => {
    checkPositional(rt, 'delattr', args, 2, 2);
    setAttribute(rt, args[0] as PyObject, attributeName(rt, args[1] as PyObject), null);
    return incref(rt.none);
  }),
  fast('dir', dir),
  fast('getattr', getattr),
  fast('hasattr', hasattr),
  fast('isinstance', (rt, _self, args) => {
    checkPositional(rt, 'isinstance', args, 2, 2);
    return newBool(rt, isInstance(rt, args[0] as PyObject, args[1] as PyObject));
  }),
  fast('issubclass', (rt, _self, args) => {
    checkPositional(rt, 'issubclass', args, 2, 2);
    return newBool(rt, isSubclass(rt, args[0] as PyObject, args[1] as PyObject));
  }),
  fast('setattr', (rt, _self, args) => {
    checkPositional(rt, 'setattr', args, 3, 3);
    setAttribute(rt, args[0] as PyObject, attributeName(rt, args[1] as PyObject), args[2] as PyObject);
    return incref(rt.none);
  }),
  { ...fast('vars', vars), later: varArgs('vars', (rt, self, args) => vars(rt, self, args.value)) },
];
