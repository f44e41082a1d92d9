/** Exception classes which native modules make (CPython Python/errors.c PyErr_NewException), and raising them. */
import { decref, incref, type PyObject } from '../memory';
import { callObject, dictSetString, internStr, newDict, newStr, newTuple, PythonError, type Runtime } from '../objects';

/** PyErr_NewException: `class name(base)` of a module. */
export function newErrorType(rt: Runtime, moduleName: string, typeName: string, base: PyObject): PyObject {
  const name = newStr(rt, typeName);
  const bases = newTuple(rt, [incref(base)]);
  const namespace = newDict(rt);
  const key = internStr(rt, '__module__');
  const module = newStr(rt, moduleName);
  dictSetString(rt, namespace, key, module);
  try {
    return callObject(rt, rt.types.type.object, [name, bases, namespace]);
  } finally {
    for (const object of [name, bases, namespace, key, module]) decref(rt, object);
  }
}

/** Raises an instance of an exception class made by a module. */
export function raiseError(rt: Runtime, type: PyObject, message: string): never {
  const text = newStr(rt, message);
  let exception: PyObject;
  try {
    exception = callObject(rt, type, [text]);
  } finally {
    decref(rt, text);
  }
  throw new PythonError(exception);
}
