/**
 * Recursion guard of the reprs of containers (Py_ReprEnter, Py_ReprLeave): a container met again while
 * its own repr is being made is written short.
 */
import { decref, type PyObject } from '../memory';
import { repr } from './abstract';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import { newStr } from './str';

/** The text of `make`, or `recursive` when the repr of `self` is under way already. */
export function guardedRepr(rt: Runtime, self: PyObject, recursive: string, make: () => string): PyStr {
  const { reprStack } = rt;
  if (reprStack.includes(self)) return newStr(rt, recursive);
  reprStack.push(self);
  try {
    return newStr(rt, make());
  } finally {
    reprStack.pop();
  }
}

/** repr(object) as JavaScript text. */
export function reprText(rt: Runtime, object: PyObject): string {
  const text = repr(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}
