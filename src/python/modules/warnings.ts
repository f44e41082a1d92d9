/**
 * Warnings the interpreter gives by itself, through the Python module `warnings` (CPython Python/_warnings.c
 * _PyErr_WarnUnawaitedCoroutine).
 */
import { decref, type PyObject } from '../memory';
import { callMethod, getAttributeString, internStr, machine, newStr, PythonError, type PyStr, type Runtime } from '../objects';

/** A coroutine that died without ever having run. The hint at tracemalloc, which is not there, is left out. */
export function warnNeverAwaited(rt: Runtime, coroutine: PyObject): void {
  const name = internStr(rt, 'warnings');
  const qualname = getAttributeString(rt, coroutine, '__qualname__') as PyStr;
  const message = newStr(rt, `coroutine '${qualname.value}' was never awaited`);
  try {
    const module = machine(rt).importModule(name, null, null, rt.none, 0);
    try {
      decref(rt, callMethod(rt, module, 'warn', [message, rt.exceptions.RuntimeWarning.object]));
    } finally {
      decref(rt, module);
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, null);
  } finally {
    decref(rt, message);
    decref(rt, qualname);
    decref(rt, name);
  }
}
