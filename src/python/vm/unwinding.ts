/**
 * An exception on its way through a frame: traceback entry, handler, stack cut to the handler's depth
 * (CPython: ceval.c `error:` and `exception_unwind:`).
 */
import { incref, type PyObject } from '../memory';
import { newException, newInt, newStr, newTraceback, PythonError, setTraceback, type PyException, type PyTraceback } from '../objects';
import type { Frame, Slot } from './frame';
import { getFrameObject } from './frameObject';
import type { Interpreter } from './interpreter';

/** Puts an entry for the frame in front of the exception's traceback (PyTraceBack_Here). */
export function recordTraceback(rt: Interpreter, frame: Frame, exception: PyObject): void {
  const instance = exception as PyException;
  const line = frame.line;
  const next = instance.value.traceback as PyTraceback | null;
  const entry = newTraceback(rt, next === null ? null : incref(next), getFrameObject(rt, frame), frame.code.lastiAt(frame.pc), line);
  setTraceback(rt, instance, entry);
  if (rt.executionObserver !== null) rt.executionObserver.exception(frame, exception, line);
}

/**
 * The instruction index of the handler that covers instruction `at`, with the stack prepared for it and the
 * exception (taken over) on top; -1 when there is none, the whole stack then given back.
 */
export function findHandler(rt: Interpreter, frame: Frame, exception: PyObject, at: number): number {
  const { code, stack } = frame;
  const stackBase = frame.base + code.nlocalsplus;
  for (const handler of code.handlers) {
    if (at < handler.start || at >= handler.end) continue;
    popTo(rt, frame, stackBase + handler.depth);
    if (handler.pushLasti) stack[frame.stackPointer++] = newInt(rt, frame.pc);
    stack[frame.stackPointer++] = exception;
    return handler.target;
  }
  popTo(rt, frame, stackBase);
  return -1;
}

function popTo(rt: Interpreter, frame: Frame, height: number): void {
  while (frame.stackPointer > height) {
    const value = frame.stack[--frame.stackPointer] as Slot;
    if (value !== null && --value.refcnt === 0) value.type.dealloc(rt, value);
  }
}

/**
 * What a catch of the eval loop got as a Python exception (owned). The JavaScript engine's own limits
 * become RecursionError and MemoryError; anything else is not Python's business and goes on.
 */
export function toPendingException(rt: Interpreter, error: unknown): PyObject {
  if (error instanceof PythonError) return error.exception;
  if (error instanceof RangeError) {
    return error.message.endsWith('call stack size exceeded')
      ? newException(rt, 'RecursionError', [newStr(rt, 'maximum recursion depth exceeded')])
      : newException(rt, 'MemoryError', []);
  }
  throw error;
}
