/**
 * Instructions of raise, try/except and with (CPython: bytecodes.c and ceval.c do_raise,
 * check_except_type_valid, exception_group_match).
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  callObject, hold, release, chainContext, isExceptionClass, isExceptionInstance, isSubtype, lookupSpecial, matchesHandler, raise, repr,
  setCause, type PyException, type PyTuple, type PyType,
} from '../objects';
import { matchExceptionGroup } from './exceptionGroups';
import type { Frame, Slot } from './frame';
import type { Interpreter } from './interpreter';
import { ThreadParked } from './thread';

/** RAISE_VARARGS. Returns the exception (owned) with its inputs taken off the stack. */
export function raiseVarargs(rt: Interpreter, frame: Frame, arg: number): PyObject {
  const { stack } = frame;
  if (arg === 0) {
    const handled = rt.handledException();
    if (handled === null) raise(rt, 'RuntimeError', 'No active exception to reraise');
    return incref(handled);
  }
  const top = frame.stackPointer;
  const given = stack[top - arg] as PyObject;
  const exception = instantiate(rt, given);
  if (arg === 2) {
    try {
      attachCause(rt, exception, stack[top - 1] as PyObject);
    } catch (error) {
      decref(rt, exception);
      throw error;
    }
    decref(rt, stack[top - 1] as PyObject);
  }
  decref(rt, given);
  frame.stackPointer = top - arg;
  chainContext(rt, exception);
  return exception;
}

/** Whether RAISE_VARARGS with this argument raises again what is being handled. */
export function isReraise(arg: number): boolean {
  return arg === 0;
}

/** An instance of what `raise` was given (owned). */
function instantiate(rt: Interpreter, given: PyObject): PyException {
  if (isExceptionInstance(rt, given)) return incref(given);
  if (!isExceptionClass(rt, given)) raise(rt, 'TypeError', 'exceptions must derive from BaseException');
  const instance = callObject(rt, given, []);
  if (isExceptionInstance(rt, instance)) return instance;
  const made = repr(rt, (instance.type as PyType).object).value;
  decref(rt, instance);
  raise(rt, 'TypeError', `calling ${repr(rt, given).value} should have returned an instance of BaseException, not ${made}`);
}

function attachCause(rt: Interpreter, exception: PyException, cause: PyObject): void {
  if (cause === rt.none) setCause(rt, exception, null);
  else if (isExceptionInstance(rt, cause)) setCause(rt, exception, cause);
  else if (isExceptionClass(rt, cause)) {
    const instance = instantiate(rt, cause);
    setCause(rt, exception, instance);
    decref(rt, instance);
  }
  else raise(rt, 'TypeError', 'exception causes must derive from BaseException');
}

/** RERAISE. Takes the exception off the stack (owned) and restores the instruction it came from. */
export function prepareReraise(_rt: Interpreter, frame: Frame, arg: number): PyObject {
  const { stack } = frame;
  const exception = stack[--frame.stackPointer] as PyObject;
  if (arg > 0) frame.pc = Number((stack[frame.stackPointer - arg] as PyObject).value);
  return exception;
}

/** PUSH_EXC_INFO: what was being handled goes below the new exception, which is now being handled. */
export function pushExceptionInfo(rt: Interpreter, stack: Slot[], sp: number): void {
  const exception = stack[sp - 1] as PyObject;
  const item = rt.exceptionItem;
  stack[sp - 1] = item.value ?? incref(rt.none);
  stack[sp] = exception;
  item.value = incref(exception);
}

/** POP_EXCEPT: handling ends; `previous` (taken over) is being handled again. */
export function popExcept(rt: Interpreter, previous: PyObject): void {
  const item = rt.exceptionItem;
  const old = item.value;
  if (previous === rt.none) {
    item.value = null;
    decref(rt, previous);
  } else item.value = previous;
  xdecref(rt, old);
}

export function checkExceptionMatch(rt: Interpreter, exception: PyObject, handler: PyObject): boolean {
  const handlers = handler.type === rt.types.tuple ? (handler as PyTuple).value : [handler];
  for (const candidate of handlers) {
    if (!isExceptionClass(rt, candidate)) {
      raise(rt, 'TypeError', 'catching classes that do not inherit from BaseException is not allowed');
    }
  }
  return matchesHandler(rt, exception, handler);
}

/** check_except_star_type_valid: `except*` looks into groups, it cannot ask for them. */
function refuseGroupClasses(rt: Interpreter, handler: PyObject): void {
  for (const candidate of handler.type === rt.types.tuple ? (handler as PyTuple).value : [handler]) {
    if (isSubtype(candidate.value as PyType, rt.exceptions.BaseExceptionGroup)) {
      raise(rt, 'TypeError', 'catching ExceptionGroup with except* is not allowed. Use except instead.');
    }
  }
}

/** CHECK_EG_MATCH: (exception, type) becomes (rest, match). */
export function checkGroupMatch(rt: Interpreter, stack: Slot[], sp: number): void {
  const exception = stack[sp - 2] as PyObject;
  const handler = stack[sp - 1] as PyObject;
  checkExceptionMatch(rt, exception, handler);
  refuseGroupClasses(rt, handler);
  const { rest, match } = matchExceptionGroup(rt, exception, handler);
  stack[sp - 2] = rest ?? incref(rt.none);
  stack[sp - 1] = match ?? incref(rt.none);
  decref(rt, exception);
  decref(rt, handler);
  if (match !== null && match !== rt.none) {
    const item = rt.exceptionItem;
    const old = item.value;
    item.value = incref(match);
    xdecref(rt, old);
  }
}

/** BEFORE_WITH: the manager becomes its bound `__exit__` and the result of `__enter__`. */
export function beforeWith(rt: Interpreter, stack: Slot[], sp: number): void {
  enterContext(rt, stack, sp, '__enter__', '__exit__', 'context manager');
}

export function beforeAsyncWith(rt: Interpreter, stack: Slot[], sp: number): void {
  enterContext(rt, stack, sp, '__aenter__', '__aexit__', 'asynchronous context manager');
}

function enterContext(rt: Interpreter, stack: Slot[], sp: number, enterName: string, exitName: string, protocol: string): void {
  const manager = stack[sp - 1] as PyObject;
  const typeName = manager.type.name;
  if (rt.profile.withErrorsNameMethod) {
    // 3.14 looks for the method of the exit first.
    for (const name of [exitName, enterName]) {
      const method = lookupSpecial(rt, manager, name);
      if (method === null) raise(rt, 'TypeError', `'${typeName}' object does not support the ${protocol} protocol (missed ${name} method)`);
      decref(rt, method);
    }
  }
  const enter = lookupSpecial(rt, manager, enterName);
  if (enter === null) raise(rt, 'TypeError', `'${typeName}' object does not support the ${protocol} protocol`);
  const exit = lookupSpecial(rt, manager, exitName);
  if (exit === null) {
    decref(rt, enter);
    raise(rt, 'TypeError', `'${typeName}' object does not support the ${protocol} protocol (missed ${exitName} method)`);
  }
  stack[sp - 1] = exit;
  decref(rt, manager);
  try {
    stack[sp] = callObject(rt, enter, []);
  } catch (error) {
    if (error instanceof ThreadParked) {
      // The instruction is to be run again.
      stack[sp - 1] = incref(manager);
      decref(rt, exit);
    }
    throw error;
  } finally {
    decref(rt, enter);
  }
}

/** WITH_EXCEPT_START: stack exit, lasti, previous, exception; calls exit(type, exception, traceback). */
export function withExceptStart(rt: Interpreter, stack: Slot[], sp: number): PyObject {
  const exception = stack[sp - 1] as PyException;
  const exit = stack[sp - 4] as PyObject;
  const traceback = exception.value.traceback ?? rt.none;
  if (!rt.profile.exitCallsHoldTraceback) return callObject(rt, exit, [exception.type.object, exception, traceback]);
  const held = hold(rt, traceback, 'traceback for __exit__');
  try {
    return callObject(rt, exit, [exception.type.object, exception, held]);
  } finally {
    release(rt, held);
  }
}
