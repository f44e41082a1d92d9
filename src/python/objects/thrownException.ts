/** What `throw(type_or_instance[, value[, traceback]])` of generators and futures raises (CPython Objects/genobject.c _gen_throw). */
import { decref, incref, type PyObject } from '../memory';
import { callObject } from './abstractCall';
import { PythonError } from './errors';
import type { PyException, PyTypeObject } from './layouts';
import { isExceptionClass, isExceptionInstance, raise, setTraceback } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** The instance `throw` was asked to raise (owned). */
export function thrownException(rt: Runtime, args: readonly PyObject[]): PyObject {
  const [given, value = null, traceback = null] = args as [PyObject, PyObject?, PyObject?];
  if (traceback !== null && traceback !== rt.none && traceback.type !== rt.types.traceback) {
    raise(rt, 'TypeError', 'throw() third argument must be a traceback object');
  }
  let exception: PyException;
  if (isExceptionClass(rt, given)) exception = instantiate(rt, given as PyTypeObject, value);
  else if (isExceptionInstance(rt, given)) {
    if (value !== null && value !== rt.none) raise(rt, 'TypeError', 'instance exception may not have a separate value');
    exception = incref(given);
  } else {
    raise(rt, 'TypeError', `exceptions must be classes or instances deriving from BaseException, not ${given.type.name}`);
  }
  if (traceback !== null && traceback !== rt.none) setTraceback(rt, exception, incref(traceback));
  return exception;
}

/** PyErr_NormalizeException: what cannot be made becomes the exception that making it raised. */
function instantiate(rt: Runtime, type: PyTypeObject, value: PyObject | null): PyException {
  if (value !== null && isExceptionInstance(rt, value) && (value.type as PyType).mro.includes(type.value)) return incref(value);
  try {
    const made = value === null || value === rt.none ? callObject(rt, type, [])
      : callObject(rt, type, value.type === rt.types.tuple ? (value.value as PyObject[]) : [value]);
    if (isExceptionInstance(rt, made)) return made;
    const text = `calling ${type.value.name} should have returned an instance of BaseException, not ${made.type.name}`;
    decref(rt, made);
    raise(rt, 'TypeError', text);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return error.exception as PyException;
  }
}
