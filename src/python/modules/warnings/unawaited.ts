/**
 * The warning about a coroutine that died without ever having run (CPython Python/_warnings.c
 * _PyErr_WarnUnawaitedCoroutine).
 */
import { decref, type PyObject } from '../../memory';
import { callObject, getAttributeString, matches, PythonError, type PyStr, type Runtime } from '../../objects';
import { warningsAttribute } from './filters';
import { warnText } from './warn';

export function warnNeverAwaited(rt: Runtime, coroutine: PyObject): void {
  try {
    const warn = warningsAttribute(rt, '_warn_unawaited_coroutine', true);
    if (warn !== null) {
      try {
        decref(rt, callObject(rt, warn, [coroutine]));
        return;
      } finally {
        decref(rt, warn);
      }
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const isWarned = matches(rt, error.exception, rt.exceptions.RuntimeWarning);
    rt.writeUnraisable(error.exception, coroutine);
    if (isWarned) return;
  }
  try {
    const qualname = getAttributeString(rt, coroutine, '__qualname__') as PyStr;
    decref(rt, qualname);
    warnText(rt, rt.exceptions.RuntimeWarning.object, `coroutine '${qualname.value}' was never awaited`);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, coroutine);
  }
}
