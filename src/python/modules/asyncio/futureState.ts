/**
 * Futures and tasks as data, and how their state changes: results, callbacks, cancelling (CPython
 * Modules/_asynciomodule.c, FutureObj).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callMethod, callObject, isExceptionClass, isExceptionInstance, isTrue, newList, newTuple, listAppend, PythonError, raise, setTraceback,
  type Payload, type PyException, type PyList, type PyTuple, type Runtime,
} from '../../objects';
import { asyncioObject, callSoon, eventLoop, raiseInvalidState } from './asyncioState';

/** What a task has beside; all references owned. */
export interface TaskPart {
  waiter: PyObject | null;
  coroutine: PyObject | null;
  /** The name, or the number from which it is made when asked for. */
  name: PyObject | number | null;
  context: PyObject | null;
  mustCancel: boolean;
  logDestroyPending: boolean;
  cancelRequests: number;
}

/** All references owned. `loop` null: not initialised. */
export interface FutureData {
  loop: PyObject | null;
  callback0: PyObject | null;
  context0: PyObject | null;
  callbacks: PyList | null;
  exception: PyException | null;
  exceptionTraceback: PyObject | null;
  result: PyObject | null;
  sourceTraceback: PyObject | null;
  cancelMessage: PyObject | null;
  cancelledException: PyObject | null;
  state: 'PENDING' | 'CANCELLED' | 'FINISHED';
  logTraceback: boolean;
  blocking: boolean;
  readonly task: TaskPart | null;
}
export type PyFuture = Payload<FutureData>;

export const futureOf = (self: PyObject): FutureData => (self as PyFuture).value;

export function newFutureData(task: TaskPart | null): FutureData {
  return {
    loop: null, callback0: null, context0: null, callbacks: null, exception: null, exceptionTraceback: null, result: null, sourceTraceback: null,
    cancelMessage: null, cancelledException: null, state: 'PENDING', logTraceback: false, blocking: false, task,
  };
}

type Reference = 'loop' | 'callback0' | 'context0' | 'callbacks' | 'result' | 'exception' | 'exceptionTraceback' | 'sourceTraceback' | 'cancelMessage' | 'cancelledException';
/** In the order in which they are visited and cleared. */
export const futureReferences: readonly Reference[] = [
  'loop', 'callback0', 'context0', 'callbacks', 'result', 'exception', 'exceptionTraceback', 'sourceTraceback', 'cancelMessage', 'cancelledException',
];

/** Stores a reference (taken over) and drops what was there. */
export function store<K extends Reference>(rt: Runtime, self: PyObject, field: K, value: FutureData[K]): void {
  const data = futureOf(self);
  const old = data[field] as PyObject | null;
  data[field] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

export function ensureAlive(rt: Runtime, self: PyObject): FutureData {
  const data = futureOf(self);
  if (data.loop === null) raise(rt, 'RuntimeError', 'Future object is not initialized.');
  return data;
}

/** future_init; `loop` borrowed, None for the event loop of the thread. */
export function initializeFuture(rt: Runtime, self: PyObject, loop: PyObject): void {
  const data = futureOf(self);
  for (const field of futureReferences) if (data[field] !== null) store(rt, self, field, null);
  data.state = 'PENDING';
  data.logTraceback = false;
  data.blocking = false;
  store(rt, self, 'loop', loop === rt.none ? eventLoop(rt) : incref(loop));
  const answer = callMethod(rt, data.loop as unknown as PyObject, 'get_debug', []);
  let debugs: boolean;
  try {
    debugs = isTrue(rt, answer);
  } finally {
    decref(rt, answer);
  }
  if (debugs && rt.moduleStates.get('finalizing') !== true) {
    store(rt, self, 'sourceTraceback', callObject(rt, asyncioObject(rt, 'traceback', 'extract_stack'), []));
  }
}

/** future_schedule_callbacks */
function scheduleCallbacks(rt: Runtime, self: PyObject): void {
  const data = futureOf(self);
  const loop = data.loop as PyObject;
  try {
    if (data.callback0 !== null) {
      const { callback0, context0 } = data;
      try {
        callSoon(rt, loop, callback0, self, context0);
      } finally {
        store(rt, self, 'callback0', null);
        store(rt, self, 'context0', null);
      }
    }
    for (const pair of data.callbacks?.value ?? []) {
      const [callback, context] = (pair as PyTuple).value as [PyObject, PyObject];
      callSoon(rt, loop, callback, self, context);
    }
  } finally {
    if (data.callbacks !== null) store(rt, self, 'callbacks', null);
  }
}

export function setResult(rt: Runtime, self: PyObject, result: PyObject): void {
  const data = ensureAlive(rt, self);
  if (data.state !== 'PENDING') raiseInvalidState(rt, 'invalid state');
  store(rt, self, 'result', incref(result));
  data.state = 'FINISHED';
  scheduleCallbacks(rt, self);
}

/** `given`: an exception or its class. */
export function setException(rt: Runtime, self: PyObject, given: PyObject): void {
  const data = futureOf(self);
  if (data.state !== 'PENDING') raiseInvalidState(rt, 'invalid state');
  const exception = isExceptionClass(rt, given) ? callObject(rt, given, []) : incref(given);
  try {
    if ((data.state as string) !== 'PENDING') raiseInvalidState(rt, 'invalid state');
    if (!isExceptionInstance(rt, exception)) raise(rt, 'TypeError', 'invalid exception object');
    if (exception.type === rt.exceptions.StopIteration) {
      raise(rt, 'TypeError', 'StopIteration interacts badly with generators and cannot be raised into a Future');
    }
  } catch (error) {
    decref(rt, exception);
    throw error;
  }
  const instance = exception as PyException;
  store(rt, self, 'exception', instance);
  const { traceback } = instance.value;
  store(rt, self, 'exceptionTraceback', traceback === null ? null : incref(traceback));
  data.state = 'FINISHED';
  scheduleCallbacks(rt, self);
  data.logTraceback = true;
}

/** The CancelledError to raise (owned). */
export function cancelledError(rt: Runtime, self: PyObject): PyObject {
  const data = futureOf(self);
  if (data.cancelledException !== null) {
    const kept = data.cancelledException;
    data.cancelledException = null;
    return kept;
  }
  const message = data.cancelMessage;
  return callObject(rt, asyncioObject(rt, 'asyncio.exceptions', 'CancelledError'), message === null || message === rt.none ? [] : [message]);
}

/** future_get_result: the result (owned), or the exception it was finished with (owned) as such. */
export function outcome(rt: Runtime, self: PyObject): { readonly isException: boolean; readonly value: PyObject } {
  const data = futureOf(self);
  if (data.state === 'CANCELLED') throw raised(rt, cancelledError(rt, self));
  if (data.state !== 'FINISHED') raiseInvalidState(rt, 'Result is not set.');
  data.logTraceback = false;
  const { exception } = data;
  if (exception === null) return { isException: false, value: incref(data.result as PyObject) };
  setTraceback(rt, exception, data.exceptionTraceback === null ? null : incref(data.exceptionTraceback));
  const value = incref(exception);
  store(rt, self, 'exceptionTraceback', null);
  return { isException: true, value };
}

/** An exception (taken over) as it is thrown. */
export function raised(_rt: Runtime, exception: PyObject): PythonError {
  return new PythonError(exception);
}

export function addDoneCallback(rt: Runtime, self: PyObject, callback: PyObject, context: PyObject): void {
  const data = futureOf(self);
  if (data.loop === null) raise(rt, 'RuntimeError', 'uninitialized Future object');
  if (data.state !== 'PENDING') {
    callSoon(rt, data.loop, callback, self, context);
    return;
  }
  if (data.callbacks === null && data.callback0 === null) {
    data.callback0 = incref(callback);
    store(rt, self, 'context0', incref(context));
    return;
  }
  const pair = newTuple(rt, [incref(callback), incref(context)]);
  if (data.callbacks === null) store(rt, self, 'callbacks', newList(rt, [pair]));
  else {
    listAppend(rt, data.callbacks, pair);
    decref(rt, pair);
  }
}

/** future_cancel; `message` borrowed. */
export function cancelFuture(rt: Runtime, self: PyObject, message: PyObject | null): boolean {
  const data = futureOf(self);
  data.logTraceback = false;
  if (data.state !== 'PENDING') return false;
  data.state = 'CANCELLED';
  store(rt, self, 'cancelMessage', message === null ? null : incref(message));
  scheduleCallbacks(rt, self);
  return true;
}
