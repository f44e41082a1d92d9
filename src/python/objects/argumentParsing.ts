/**
 * From the arguments `tp_new` and `tp_init` get (a tuple and a dict) to the form of vectorcall, which
 * the parsers of `nativeArguments.ts` read; and a few checks with CPython's texts.
 */
import type { PyObject } from '../memory';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** Calls `read` with the arguments in vectorcall form (all borrowed). */
export function readKeywords<R>(
  rt: Runtime, args: PyTuple, kwargs: PyDict | null, read: (args: readonly PyObject[], kwnames: readonly PyStr[] | null) => R,
): R {
  if (kwargs === null || kwargs.value.used === 0) return read(args.value, null);
  const all = args.value.slice();
  const names: PyStr[] = [];
  const { keys, values } = kwargs.value;
  keys.forEach((key, position) => {
    if (key === null) return;
    if ((key.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'keywords must be strings');
    names.push(key as PyStr);
    all.push(values[position] as PyObject);
  });
  return read(all, names);
}

/** _PyArg_NoKeywords */
export function refuseKeywords(rt: Runtime, name: string, kwargs: PyDict | null): void {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${name}() takes no keyword arguments`);
}

/** PyArg_UnpackTuple, _PyArg_CheckPositional; the wrappers of slots give an empty name, hence a leading blank. */
export function checkCount(rt: Runtime, name: string, count: number, minimum: number, maximum: number): void {
  if (count >= minimum && count <= maximum) return;
  const limit = count < minimum ? minimum : maximum;
  const kind = minimum === maximum ? '' : count < minimum ? 'at least ' : 'at most ';
  raise(rt, 'TypeError', `${name} expected ${kind}${limit} argument${limit === 1 ? '' : 's'}, got ${count}`);
}
