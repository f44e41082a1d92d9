/**
 * How a task runs: one step of its coroutine each time the loop calls it, and what becomes of what the
 * coroutine yields, returns or raises (CPython Modules/_asynciomodule.c task_step_impl).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callMethod, callObject, getAttributeString, internStr, isInstance, isTrue, lookupAttributeString, machine, matches, newBuiltinFunction, newStr, oneArg,
  PythonError, raise, reprText, setAttributeString, type PyException, type PyType, type Runtime, type TypeDefinition, type MethodDefinition,
} from '../../objects';
import { enterContext, exitContext } from '../contextvars';
import { extensionType } from '../extensionTypes';
import { held, holder, holderType, newHolder } from '../holder';
import {
  asyncioObject, callSoon, enterTask, leaveTask, raiseInvalidState, registerEagerTask, registerTask, swapCurrentTask, unregisterEagerTask,
} from './asyncioState';
import { addDoneCallback, cancelFuture, cancelledError, futureOf, outcome, setException, setResult, type TaskPart } from './futureState';
import { asyncioTypes } from './asyncioTypes';

const partOf = (self: PyObject): TaskPart => futureOf(self).task as TaskPart;

// refs: task, the exception to throw in (null: none)
const stepWrapperType: TypeDefinition = holderType('_asyncio.TaskStepMethWrapper', {
  basicsize: 32,
  flags: { disallowInstantiation: true },
  slots: {
    call: (rt, self, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'function takes no keyword arguments');
      if (args.value.length > 0) raise(rt, 'TypeError', 'function takes no positional arguments');
      return step(rt, held(holder(self), 0), holder(self).value.refs[1] ?? null);
    },
  },
  getset: [{ name: '__self__', get: (rt, self) => incref(holder(self).value.refs[0] ?? rt.none) }],
});

/** `exception` borrowed. */
export function callStepSoon(rt: Runtime, task: PyObject, exception: PyObject | null): void {
  const callback = newHolder(rt, extensionType(rt, stepWrapperType), [incref(task), exception === null ? null : incref(exception)], null);
  try {
    callSoon(rt, futureOf(task).loop as PyObject, callback, null, partOf(task).context);
  } finally {
    decref(rt, callback);
  }
}

const wakeupDefinition: MethodDefinition = oneArg('task_wakeup', (rt, task, future) => {
  let exception: PyObject | null = null;
  try {
    const { isException, value } = isFuture(rt, future) ? outcome(rt, future) : { isException: false, value: callMethod(rt, future, 'result', []) };
    if (isException) exception = value;
    else decref(rt, value);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    exception = error.exception;
  }
  try {
    return step(rt, task, exception);
  } finally {
    xdecref(rt, exception);
  }
});

/** Exactly a future or task of this module. */
function isFuture(rt: Runtime, object: PyObject): boolean {
  const { future, task } = asyncioTypes(rt);
  return object.type === future || object.type === task;
}

/** task_step; `exception` borrowed. */
function step(rt: Runtime, task: PyObject, exception: PyObject | null): PyObject {
  const { loop } = futureOf(task);
  if (loop === null) raise(rt, 'RuntimeError', 'uninitialized Task object');
  enterTask(rt, loop, task);
  try {
    runStep(rt, task, exception);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    chained(rt, error, () => leaveTask(rt, loop, task));
    throw error;
  }
  leaveTask(rt, loop, task);
  return incref(rt.none);
}

/** Runs something while an exception is on its way: what it raises is forgotten. */
function chained(rt: Runtime, _error: PythonError, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    decref(rt, error.exception);
  }
}

/** task_eager_start: the first step runs at once, within the task that made this one. */
export function startEagerly(rt: Runtime, task: PyObject): void {
  const loop = futureOf(task).loop as PyObject;
  const outer = swapCurrentTask(rt, loop, task);
  try {
    registerEagerTask(rt, task);
    const context = partOf(task).context as PyObject;
    enterContext(rt, context);
    try {
      runStep(rt, task, null);
    } finally {
      decref(rt, swapCurrentTask(rt, loop, outer));
      unregisterEagerTask(rt, task);
      exitContext(rt, context);
    }
  } finally {
    decref(rt, outer);
  }
  if (futureOf(task).state === 'PENDING') registerTask(rt, task);
  else {
    const part = partOf(task);
    const { coroutine } = part;
    part.coroutine = null;
    xdecref(rt, coroutine);
  }
}

function runStep(rt: Runtime, task: PyObject, given: PyObject | null): void {
  const data = futureOf(task);
  const part = partOf(task);
  if (data.state !== 'PENDING') raiseInvalidState(rt, `_step(): already done: ${reprText(rt, task)} ${reprText(rt, given ?? rt.none)}`);
  let exception = given === null ? null : incref(given);
  if (part.mustCancel) {
    const cancelled = asyncioObject(rt, 'asyncio.exceptions', 'CancelledError');
    if (exception !== null && !isInstance(rt, exception, cancelled)) {
      decref(rt, exception);
      exception = null;
    }
    exception ??= cancelledError(rt, task);
    part.mustCancel = false;
  }
  const { waiter, coroutine } = part;
  part.waiter = null;
  xdecref(rt, waiter);
  if (coroutine === null) {
    xdecref(rt, exception);
    raise(rt, 'RuntimeError', 'uninitialized Task object');
  }
  let yielded: PyObject;
  try {
    const resumed = resume(rt, coroutine, exception);
    if (resumed.finished) {
      finish(rt, task, resumed.value);
      return;
    }
    yielded = resumed.value;
  } catch (error) {
    if (!(error instanceof CoroutineFailure)) throw error;
    fail(rt, task, error.exception);
    return;
  } finally {
    xdecref(rt, exception);
  }
  try {
    handleYielded(rt, task, yielded);
  } finally {
    decref(rt, yielded);
  }
}

/** The coroutine let an exception out (owned). */
class CoroutineFailure {
  constructor(readonly exception: PyObject) {}
}

function resume(rt: Runtime, coroutine: PyObject, exception: PyObject | null): { readonly finished: boolean; readonly value: PyObject } {
  try {
    if (exception === null) return machine(rt).sendTo(coroutine, rt.none);
    return { finished: false, value: callMethod(rt, coroutine, 'throw', [exception]) };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (!matches(rt, error.exception, rt.exceptions.StopIteration)) throw new CoroutineFailure(error.exception);
    const value = incref((error.exception as PyException).value.members?.['value'] ?? rt.none);
    decref(rt, error.exception);
    return { finished: true, value };
  }
}

/** `result` taken over. */
function finish(rt: Runtime, task: PyObject, result: PyObject): void {
  const part = partOf(task);
  try {
    if (part.mustCancel) {
      part.mustCancel = false;
      cancelFuture(rt, task, futureOf(task).cancelMessage);
    } else setResult(rt, task, result);
  } finally {
    decref(rt, result);
  }
}

/** `exception` taken over. */
function fail(rt: Runtime, task: PyObject, exception: PyObject): void {
  const cancelled = asyncioObject(rt, 'asyncio.exceptions', 'CancelledError');
  if ((exception.type as PyType).mro.includes(cancelled.value as PyType)) {
    futureOf(task).cancelledException = exception;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(task);
    cancelFuture(rt, task, null);
    return;
  }
  try {
    setException(rt, task, exception);
    if (matches(rt, exception, rt.exceptions.KeyboardInterrupt) || matches(rt, exception, rt.exceptions.SystemExit)) {
      throw new PythonError(incref(exception));
    }
  } finally {
    decref(rt, exception);
  }
}

/** What the coroutine waits for; `result` borrowed. */
function handleYielded(rt: Runtime, task: PyObject, result: PyObject): void {
  if (result === task) {
    failSoon(rt, task, `Task cannot await on itself: ${reprText(rt, task)}`);
    return;
  }
  const data = futureOf(task);
  if (isFuture(rt, result)) {
    const future = futureOf(result);
    if (future.loop !== data.loop) differentLoop(rt, task, result);
    else if (!future.blocking) yieldInsteadOfAwait(rt, task, result);
    else {
      future.blocking = false;
      const wakeup = newWakeup(rt, task);
      try {
        addDoneCallback(rt, result, wakeup, partOf(task).context as PyObject);
      } finally {
        decref(rt, wakeup);
      }
      waitFor(rt, task, result);
    }
    return;
  }
  if (result === rt.none) {
    callStepSoon(rt, task, null);
    return;
  }
  const blocking = lookupAttributeString(rt, result, '_asyncio_future_blocking');
  if (blocking !== null && blocking !== rt.none) {
    let isBlocking: boolean;
    try {
      isBlocking = isTrue(rt, blocking);
    } finally {
      decref(rt, blocking);
    }
    waitForForeign(rt, task, result, isBlocking);
    return;
  }
  xdecref(rt, blocking);
  if (result.type === rt.types.generator) {
    failSoon(rt, task, `yield was used instead of yield from for generator in task ${reprText(rt, task)} with ${reprText(rt, result)}`);
  } else failSoon(rt, task, `Task got bad yield: ${reprText(rt, result)}`);
}

/** A future of another implementation. */
function waitForForeign(rt: Runtime, task: PyObject, result: PyObject, isBlocking: boolean): void {
  const getLoop = lookupAttributeString(rt, result, 'get_loop');
  let loop: PyObject;
  if (getLoop === null) loop = getAttributeString(rt, result, '_loop');
  else {
    try {
      loop = callObject(rt, getLoop, []);
    } finally {
      decref(rt, getLoop);
    }
  }
  decref(rt, loop);
  if (loop !== futureOf(task).loop) {
    differentLoop(rt, task, result);
    return;
  }
  if (!isBlocking) {
    yieldInsteadOfAwait(rt, task, result);
    return;
  }
  setAttributeString(rt, result, '_asyncio_future_blocking', rt.false);
  const wakeup = newWakeup(rt, task);
  const name = internStr(rt, 'context');
  try {
    const method = getAttributeString(rt, result, 'add_done_callback');
    try {
      decref(rt, callObject(rt, method, [wakeup, partOf(task).context as PyObject], [name]));
    } finally {
      decref(rt, method);
    }
  } finally {
    decref(rt, name);
    decref(rt, wakeup);
  }
  waitFor(rt, task, result);
}

const newWakeup = (rt: Runtime, task: PyObject): PyObject => newBuiltinFunction(rt, wakeupDefinition, task, null);

function waitFor(rt: Runtime, task: PyObject, result: PyObject): void {
  const part = partOf(task);
  part.waiter = incref(result);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(task);
  if (!part.mustCancel) return;
  const name = internStr(rt, 'msg');
  const method = getAttributeString(rt, result, 'cancel');
  try {
    const answer = callObject(rt, method, [futureOf(task).cancelMessage ?? rt.none], [name]);
    try {
      if (isTrue(rt, answer)) part.mustCancel = false;
    } finally {
      decref(rt, answer);
    }
  } finally {
    decref(rt, method);
    decref(rt, name);
  }
}

const differentLoop = (rt: Runtime, task: PyObject, result: PyObject): void =>
  failSoon(rt, task, `Task ${reprText(rt, task)} got Future ${reprText(rt, result)} attached to a different loop`);

const yieldInsteadOfAwait = (rt: Runtime, task: PyObject, result: PyObject): void =>
  failSoon(rt, task, `yield was used instead of yield from in task ${reprText(rt, task)} with ${reprText(rt, result)}`);

/** At its next step the coroutine gets a RuntimeError. */
function failSoon(rt: Runtime, task: PyObject, message: string): void {
  const text = newStr(rt, message);
  let exception: PyObject | null = null;
  try {
    exception = callObject(rt, rt.exceptions.RuntimeError.object, [text]);
    callStepSoon(rt, task, exception);
  } finally {
    decref(rt, text);
    xdecref(rt, exception);
  }
}

