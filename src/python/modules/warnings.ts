/**
 * Warnings the interpreter gives by itself, in the form of CPython's C implementation when the Python
 * module `warnings` is not loaded.
 */
import type { PyStr, Runtime } from '../objects';
import { sysAttribute } from './builtins/inputAndOutput';
import { writeString } from './textStream';

/** A coroutine that died without ever having run. */
export function warnNeverAwaited(rt: Runtime, qualname: PyStr): void {
  const stderr = sysAttribute(rt, 'stderr');
  if (stderr === null || stderr === rt.none) return;
  writeString(rt, stderr, `RuntimeWarning: coroutine '${qualname.value}' was never awaited\n`);
}
