/**
 * What Python code does with generators and coroutines: `send`, `throw`, `close`, iteration, and the
 * end of one that is still suspended (CPython Objects/genobject.c).
 */
import { Opcode } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  callObject, chainContext, isExceptionClass, isExceptionInstance, lookupAttributeString, machine, matches, newException, PythonError, raise, raiseStopIteration,
  thrownException, warn, type PyException, type PyTypeObject, type Runtime,
} from '../objects';
import type { Frame } from './frame';
import { dataStackTop } from './frameEntry';
import { clearFrame } from './frameExit';
import { kindOf, resumeGenerator, yieldingFrom, type Resumption } from './generator';
import type { GeneratorData, PyGenerator } from './generatorState';
import type { Interpreter } from './interpreter';

const dataOf = (self: PyObject): GeneratorData => (self as PyGenerator).value;

/** gen_send_ex: a yielded value; the end is an exception (StopIteration, of asynchronous generators StopAsyncIteration). */
function yieldedOrStop(rt: Runtime, self: PyObject, resumption: Resumption | null): PyObject {
  if (resumption !== null && !resumption.finished) return resumption.value;
  if (self.type === rt.types.asyncGenerator) {
    if (resumption !== null) decref(rt, resumption.value);
    raise(rt, 'StopAsyncIteration');
  }
  if (resumption === null) raiseStopIteration(rt, null);
  try {
    raiseStopIteration(rt, resumption.value);
  } finally {
    decref(rt, resumption.value);
  }
}

/** `value` null: as `next()`. */
export function send(rt: Runtime, self: PyObject, value: PyObject | null): PyObject {
  return yieldedOrStop(rt, self, resumeGenerator(rt, self, value, null, false));
}

export function iternext(rt: Runtime, self: PyObject): PyObject | null {
  const resumption = resumeGenerator(rt, self, null, null, false);
  if (resumption === null) return null;
  if (resumption.finished && resumption.value === rt.none) {
    decref(rt, resumption.value);
    return null;
  }
  return yieldedOrStop(rt, self, resumption);
}

/** Raises an exception (taken over) where the generator stands. */
function resumeWith(rt: Runtime, self: PyObject, exception: PyObject): PyObject {
  return yieldedOrStop(rt, self, resumeGenerator(rt, self, rt.none, exception, false));
}

/** `throw(type_or_instance[, value[, traceback]])`. */
export function throwInto(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  if (args.length < 1 || args.length > 3) {
    raise(rt, 'TypeError', args.length < 1 ? 'throw expected at least 1 argument, got 0' : `throw expected at most 3 arguments, got ${args.length}`);
  }
  if (args.length > 1) {
    warn(rt, 'DeprecationWarning', 'the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.');
  }
  return throwException(rt, self, args, true);
}

/**
 * _gen_throw: into what a `yield from` or `await` waits for, else here. With `closesDelegate` GeneratorExit closes that
 * instead; asynchronous generators want it thrown.
 */
export function throwException(rt: Runtime, self: PyObject, args: readonly PyObject[], closesDelegate: boolean): PyObject {
  const data = dataOf(self);
  const inner = yieldingFrom(data);
  if (inner === null) return resumeWith(rt, self, thrownException(rt, args));
  incref(inner);
  try {
    if (closesDelegate && isGeneratorExit(rt, args[0] as PyObject)) delegate(data, () => closeIterator(rt, inner));
    else if (inner.type === rt.types.generator || inner.type === rt.types.coroutine) {
      return belowFrame(rt, data, () => delegate(data, () => throwException(rt, inner, args, closesDelegate)));
    } else {
      const method = lookupAttributeString(rt, inner, 'throw');
      if (method !== null) {
        try {
          return delegate(data, () => callObject(rt, method, args));
        } finally {
          decref(rt, method);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return resumeWith(rt, self, error.exception);
  } finally {
    decref(rt, inner);
  }
  return resumeWith(rt, self, thrownException(rt, args));
}

/** The generator counts as running while what it waits for does. */
function delegate<R>(data: GeneratorData, body: () => R): R {
  const { state } = data;
  data.state = 'executing';
  try {
    return body();
  } finally {
    data.state = state;
  }
}

/** The generator's frame is on the stack meanwhile, so that tracebacks and `sys._getframe` see it. */
function belowFrame<R>(runtime: Runtime, data: GeneratorData, body: () => R): R {
  const rt = machine(runtime) as unknown as Interpreter;
  const frame = data.frame as Frame;
  const previous = rt.frame;
  frame.end = dataStackTop(rt);
  frame.previous = previous;
  rt.frame = frame;
  try {
    return body();
  } finally {
    frame.previous = null;
    rt.frame = previous;
  }
}

/** Whether what was given to `throw` is GeneratorExit, as class or instance (PyErr_GivenExceptionMatches). */
function isGeneratorExit(rt: Runtime, given: PyObject): boolean {
  if (isExceptionClass(rt, given)) return (given as PyTypeObject).value.mro.includes(rt.exceptions.GeneratorExit);
  return isExceptionInstance(rt, given) && matches(rt, given, rt.exceptions.GeneratorExit);
}

/** gen_close_iter */
function closeIterator(rt: Runtime, iterator: PyObject): void {
  if (iterator.type === rt.types.generator || iterator.type === rt.types.coroutine) {
    close(rt, iterator);
    return;
  }
  let method: PyObject | null = null;
  try {
    method = lookupAttributeString(rt, iterator, 'close');
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, iterator, 'while closing generator');
  }
  if (method === null) return;
  try {
    decref(rt, callObject(rt, method, []));
  } finally {
    decref(rt, method);
  }
}

/** Whether only the handler that every generator has around its body covers the `yield` (RESUME_OPARG_DEPTH1). */
function waitsOutsideTry(frame: Frame): boolean {
  const { handlers, instructions } = frame.code;
  const innermost = handlers.find(({ start, end }) => frame.pc >= start && frame.pc < end);
  return innermost !== undefined && instructions[innermost.target] === Opcode.CALL_INTRINSIC_1;
}

/** gen_close: GeneratorExit at the yield; nothing may be yielded any more. */
export function close(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  if (data.state === 'closed') return;
  if (data.state === 'created') {
    // Its arguments stay with it until it dies.
    data.state = 'closed';
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    return;
  }
  const inner = yieldingFrom(data);
  if (rt.profile.generatorsCloseQuietly && inner === null && data.frame !== null && waitsOutsideTry(data.frame)) {
    dropFrame(rt, data);
    return;
  }
  let exception: PyObject | null = null;
  if (inner !== null) {
    incref(inner);
    try {
      delegate(data, () => closeIterator(rt, inner));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      exception = error.exception;
    } finally {
      decref(rt, inner);
    }
  }
  if (exception === null) {
    exception = newException(rt, 'GeneratorExit', []);
    chainContext(rt, exception as PyException);
  }
  let resumption: Resumption | null;
  try {
    resumption = resumeGenerator(rt, self, rt.none, exception, true);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (!matches(rt, error.exception, rt.exceptions.StopIteration) && !matches(rt, error.exception, rt.exceptions.GeneratorExit)) throw error;
    decref(rt, error.exception);
    return;
  }
  if (resumption === null) return;
  decref(rt, resumption.value);
  if (resumption.finished) {
    if (self.type === rt.types.asyncGenerator) raise(rt, 'StopAsyncIteration');
  } else raise(rt, 'RuntimeError', `${kindOf(rt, self)} ignored GeneratorExit`);
}

/** A frame that never runs again has nothing to unwind. */
export function dropFrame(runtime: Runtime, data: GeneratorData): void {
  const rt = machine(runtime) as unknown as Interpreter;
  const frame = data.frame as Frame;
  data.state = 'closed';
  data.frame = null;
  if (rt.heap.observer !== null && frame.generator !== null) rt.heap.observer.mutated(frame.generator);
  clearFrame(rt, frame, null);
}

/** _PyGen_Finalize */
export function finalize(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  if (data.state === 'closed' || data.state === 'executing') return;
  try {
    if (self.type === rt.types.asyncGenerator && data.originOrFinalizer !== null && !data.isClosedAsync) {
      decref(rt, callObject(rt, data.originOrFinalizer, [self]));
    } else if (self.type === rt.types.coroutine && data.state === 'created') {
      (machine(rt) as unknown as Interpreter).warnNeverAwaited(self);
    } else close(rt, self);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, self, `while closing ${kindOf(rt, self)}`);
  }
}
