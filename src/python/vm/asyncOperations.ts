/**
 * SEND, `await`, `async for`, `async with` and `yield from` (CPython: bytecodes.c, genobject.c
 * _PyCoro_GetAwaitableIter).
 */
import { CodeFlags } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, getIter, matches, newException, newStr, PythonError, raise, setCause, setContext, setTraceback, type PyException, type PyType,
} from '../objects';
import { CONTINUE, ENTERED } from './callOperations';
import type { Frame, Slot } from './frame';
import { enterGenerator, resumeGenerator, yieldingFrom, type Resumption } from './generator';
import type { PyGenerator } from './generatorState';
import type { Interpreter } from './interpreter';

/** SEND: the receiver has ended, its value is on the stack. */
export const FINISHED = 2;

/** SEND: (receiver, value) becomes (receiver, result). */
export function send(rt: Interpreter, frame: Frame, target: number): typeof ENTERED | typeof FINISHED | typeof CONTINUE {
  const { stack } = frame;
  const top = frame.stackPointer - 1;
  const value = stack[top] as PyObject;
  const receiver = stack[top - 1] as PyObject;
  if (receiver.type === rt.types.generator || receiver.type === rt.types.coroutine) {
    frame.stackPointer = top;
    incref(value);
    if (enterGenerator(rt, frame, receiver, value, target)) {
      decref(rt, value);
      return ENTERED;
    }
    frame.stackPointer = top + 1;
  }
  const { iternext } = receiver.type as PyType;
  let result: PyObject | null;
  let finished = false;
  try {
    result = value === rt.none && iternext !== null ? iternext(rt, receiver) : callMethod(rt, receiver, 'send', [value]);
    if (result === null) {
      finished = true;
      result = incref(rt.none);
    }
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    rt.monitor?.stopped(frame, error.exception);
    finished = true;
    result = incref((error.exception as PyException).value.members?.['value'] ?? rt.none);
    decref(rt, error.exception);
  }
  stack[top] = result;
  decref(rt, value);
  return finished ? FINISHED : CONTINUE;
}

/** PyIter_Send */
export function sendStep(rt: Interpreter, receiver: PyObject, value: PyObject): Resumption {
  if (receiver.type === rt.types.generator || receiver.type === rt.types.coroutine) {
    return resumeGenerator(rt, receiver, value, null, false) ?? { finished: true, value: incref(rt.none) };
  }
  const { iternext } = receiver.type as PyType;
  try {
    const result = value === rt.none && iternext !== null ? iternext(rt, receiver) : callMethod(rt, receiver, 'send', [value]);
    return result === null ? { finished: true, value: incref(rt.none) } : { finished: false, value: result };
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.StopIteration)) throw error;
    const result = incref((error.exception as PyException).value.members?.['value'] ?? rt.none);
    decref(rt, error.exception);
    return { finished: true, value: result };
  }
}

/** GET_YIELD_FROM_ITER */
export function getYieldFromIter(rt: Interpreter, frame: Frame): void {
  const slot = frame.stackPointer - 1;
  const iterable = frame.stack[slot] as PyObject;
  if (iterable.type === rt.types.coroutine) {
    if ((frame.code.flags & (CodeFlags.Coroutine | CodeFlags.IterableCoroutine)) === 0) {
      raise(rt, 'TypeError', "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return;
  }
  if (iterable.type === rt.types.generator) return;
  frame.stack[slot] = getIter(rt, iterable);
  decref(rt, iterable);
}

/** GET_AWAITABLE; `arg` 1 and 2: for the result of `__aenter__` and `__aexit__`. */
export function getAwaitable(rt: Interpreter, frame: Frame, arg: number): void {
  const slot = frame.stackPointer - 1;
  const awaitable = frame.stack[slot] as PyObject;
  if (awaitable.type === rt.types.coroutine) {
    if (yieldingFrom((awaitable as PyGenerator).value) !== null) raise(rt, 'RuntimeError', 'coroutine is being awaited already');
    return;
  }
  if (isGeneratorCoroutine(rt, awaitable)) return;
  frame.stack[slot] = awaitIterator(rt, awaitable, arg);
  decref(rt, awaitable);
}

/** What `await` iterates of any awaitable (owned). */
export function awaitableIterator(rt: Interpreter, awaitable: PyObject): PyObject {
  return awaitable.type === rt.types.coroutine || isGeneratorCoroutine(rt, awaitable) ? incref(awaitable) : awaitIterator(rt, awaitable, 0);
}

/** A generator made a coroutine by `types.coroutine`. */
function isGeneratorCoroutine(rt: Interpreter, object: PyObject): boolean {
  return object.type === rt.types.generator && ((object as PyGenerator).value.code.flags & CodeFlags.IterableCoroutine) !== 0;
}

/** The iterator of an awaitable that is no coroutine itself (_PyCoro_GetAwaitableIter); `arg` as in `getAwaitable`. */
function awaitIterator(rt: Interpreter, awaitable: PyObject, arg: number): PyObject {
  const { amAwait, name } = awaitable.type as PyType;
  if (amAwait === null) {
    const method = arg === 1 ? '__aenter__' : '__aexit__';
    if (arg !== 0) {
      raise(rt, 'TypeError', `'async with' received an object from ${method} that does not implement __await__: ${name}`);
    }
    raise(rt, 'TypeError', `object ${name} can't be used in 'await' expression`);
  }
  const iterator = amAwait(rt, awaitable);
  if (iterator.type === rt.types.coroutine || isGeneratorCoroutine(rt, iterator)) {
    decref(rt, iterator);
    raise(rt, 'TypeError', '__await__() returned a coroutine');
  }
  if ((iterator.type as PyType).iternext === null) {
    const given = iterator.type.name;
    decref(rt, iterator);
    raise(rt, 'TypeError', `__await__() returned non-iterator of type '${given}'`);
  }
  return iterator;
}

export function getAiter(rt: Interpreter, stack: Slot[], sp: number): void {
  const iterable = stack[sp - 1] as PyObject;
  const { amAiter, name } = iterable.type as PyType;
  if (amAiter === null) raise(rt, 'TypeError', `'async for' requires an object with __aiter__ method, got ${name}`);
  const iterator = amAiter(rt, iterable);
  if ((iterator.type as PyType).amAnext === null) {
    const given = iterator.type.name;
    decref(rt, iterator);
    raise(rt, 'TypeError', `'async for' received an object from __aiter__ that does not implement __anext__: ${given}`);
  }
  stack[sp - 1] = iterator;
  decref(rt, iterable);
}

export function getAnext(rt: Interpreter, iterator: PyObject): PyObject {
  const { amAnext, name } = iterator.type as PyType;
  if (amAnext === null) raise(rt, 'TypeError', `'async for' requires an iterator with __anext__ method, got ${name}`);
  const awaitable = amAnext(rt, iterator);
  if (iterator.type === rt.types.asyncGenerator || awaitable.type === rt.types.coroutine || isGeneratorCoroutine(rt, awaitable)) return awaitable;
  try {
    return awaitIterator(rt, awaitable, 0);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const raised = newException(rt, 'TypeError', [newStr(rt, `'async for' received an invalid object from __anext__: ${awaitable.type.name}`)]);
    setCause(rt, raised, error.exception);
    setContext(rt, raised, error.exception);
    decref(rt, error.exception);
    throw new PythonError(raised);
  } finally {
    decref(rt, awaitable);
  }
}

/** END_ASYNC_FOR: null when the loop ended with StopAsyncIteration, otherwise the exception to raise again. */
export function endAsyncFor(rt: Interpreter, frame: Frame): PyObject | null {
  const { stack } = frame;
  const exception = stack[frame.stackPointer - 1] as PyObject;
  if (matches(rt, exception, rt.exceptions.StopAsyncIteration)) {
    decref(rt, exception);
    decref(rt, stack[frame.stackPointer - 2] as PyObject);
    frame.stackPointer -= 2;
    return null;
  }
  frame.stackPointer--;
  return exception;
}

/** CLEANUP_THROW: StopIteration thrown through `await` becomes its value; others are raised again. */
export function cleanupThrow(rt: Interpreter, frame: Frame): PyObject | null {
  const { stack } = frame;
  const top = frame.stackPointer - 1;
  const exception = stack[top] as PyException;
  if (!matches(rt, exception, rt.exceptions.StopIteration)) {
    frame.stackPointer = top;
    setTraceback(rt, exception, exception.value.traceback === null ? null : incref(exception.value.traceback));
    return exception;
  }
  const value = incref(exception.value.members?.['value'] ?? rt.none);
  decref(rt, exception);
  decref(rt, stack[top - 1] as PyObject);
  decref(rt, stack[top - 2] as PyObject);
  stack[top - 2] = incref(rt.none);
  stack[top - 1] = value;
  frame.stackPointer = top;
  return null;
}
