/**
 * How native code raises: makes the exception instance as CPython's PyErr_Set* functions do (the
 * arguments tuple first, then the instance; both counted), chains it to the exception being handled
 * and throws it as a `PythonError`.
 *
 * In: a type, a message or arguments. Out: nothing, it throws. Tracebacks are added by the eval loop.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { PythonError } from './errors';
import { newInt } from './int';
import type { PyException, PyStr, PyTuple, PyTypeObject } from './layouts';
import type { ExceptionName, Runtime } from './runtime';
import { newStr } from './str';
import { newTuple, newTupleOf } from './tuple';
import type { PyType } from './type';

/** An instance of a built-in exception type; `args` are taken over. */
export function newException(rt: Runtime, name: ExceptionName, args: PyObject[]): PyException {
  return instantiate(rt, rt.exceptions[name], args);
}

function instantiate(rt: Runtime, type: PyType, args: PyObject[]): PyException {
  const tuple = args.length === 0 ? incref(rt.emptyTuple) : newTupleOf(rt, args);
  try {
    const exception = type.new?.(rt, type, tuple, null) as PyException;
    exception.type.init?.(rt, exception, tuple, null);
    return exception;
  } finally {
    decref(rt, tuple);
  }
}

/** Raises a built-in exception with a message, or without argument (PyErr_SetString, PyErr_Format, PyErr_SetNone). */
export function raise(rt: Runtime, name: ExceptionName, message?: string): never {
  throwNew(rt, newException(rt, name, message === undefined ? [] : [newStr(rt, message)]));
}

/** Raises with any arguments, which are taken over. */
export function raiseWithArgs(rt: Runtime, name: ExceptionName, args: PyObject[]): never {
  throwNew(rt, newException(rt, name, args));
}

/** Raises an instance (borrowed), chained to the exception being handled (PyErr_SetObject). */
export function raiseObject(rt: Runtime, instance: PyObject): never {
  throwNew(rt, incref(instance) as PyException);
}

function throwNew(rt: Runtime, exception: PyException): never {
  chainContext(rt, exception);
  throw new PythonError(exception);
}

/** KeyError whose argument is the key itself (borrowed), also when that is a tuple. */
export function raiseKeyError(rt: Runtime, key: PyObject): never {
  raiseWithArgs(rt, 'KeyError', [incref(key)]);
}

/** StopIteration with a value (borrowed). */
export function raiseStopIteration(rt: Runtime, value: PyObject | null): never {
  raiseWithArgs(rt, 'StopIteration', value === null || value === rt.none ? [] : [incref(value)]);
}

/** AttributeError which remembers the object and the name (both borrowed). */
export function raiseAttributeError(rt: Runtime, object: PyObject, name: PyObject, message: string): never {
  const exception = newException(rt, 'AttributeError', [newStr(rt, message)]);
  setMember(rt, exception, 'name', name);
  setMember(rt, exception, 'obj', object);
  throwNew(rt, exception);
}

/**
 * Fills in `name` and `obj` of an AttributeError on its way out of an attribute look-up that has none
 * yet (set_attribute_error_context).
 */
export function completeAttributeError(rt: Runtime, exception: PyObject, object: PyObject, name: PyObject): void {
  if (!matches(rt, exception, rt.exceptions.AttributeError)) return;
  const members = (exception as PyException).value.members;
  if (members === null || members.name !== null || members.obj !== null) return;
  setMember(rt, exception as PyException, 'name', name);
  setMember(rt, exception as PyException, 'obj', object);
}

/** NameError (or UnboundLocalError, which does not keep the name) about a name (borrowed). */
export function raiseNameError(rt: Runtime, kind: 'NameError' | 'UnboundLocalError', message: string, name: PyObject): never {
  const exception = newException(rt, kind, [newStr(rt, message)]);
  if (kind === 'NameError') setMember(rt, exception, 'name', name);
  throwNew(rt, exception);
}

/** ImportError or ModuleNotFoundError; `name` and `path` borrowed, null for None. */
export function raiseImportError(
  rt: Runtime, kind: 'ImportError' | 'ModuleNotFoundError', message: string, name: PyObject | null, path: PyObject | null = null, nameFrom: PyObject | null = null,
): never {
  const exception = newException(rt, kind, [newStr(rt, message)]);
  if (name !== null) setMember(rt, exception, 'name', name);
  if (path !== null) setMember(rt, exception, 'path', path);
  if (nameFrom !== null) setMember(rt, exception, 'name_from', nameFrom);
  throwNew(rt, exception);
}

/** OSError of an errno; the subclass (FileNotFoundError...) follows from it. */
export function raiseOSError(rt: Runtime, errno: number, strerror: string, filename: PyObject | null = null): never {
  const args: PyObject[] = [newInt(rt, errno), newStr(rt, strerror)];
  if (filename !== null) args.push(incref(filename));
  throwNew(rt, instantiate(rt, rt.exceptions.OSError, args));
}

export interface SyntaxErrorPlace {
  readonly filename: string;
  /** 1-based; offsets in characters, 1-based, 0 for none. */
  readonly line: number;
  readonly offset: number;
  readonly endLine: number;
  readonly endOffset: number;
  /** The source line, or null. */
  readonly text: string | null;
}

export function raiseSyntaxError(rt: Runtime, kind: 'SyntaxError' | 'IndentationError' | 'TabError', message: string, place: SyntaxErrorPlace): never {
  const details = newTuple(rt, [
    newStr(rt, place.filename), newInt(rt, place.line), newInt(rt, place.offset),
    place.text === null ? incref(rt.none) : newStr(rt, place.text),
    newInt(rt, place.endLine), newInt(rt, place.endOffset),
  ]);
  throwNew(rt, newException(rt, kind, [newStr(rt, message), details]));
}

export function raiseUnicodeDecodeError(
  rt: Runtime, encoding: string, object: PyObject, start: number, end: number, reason: string,
): never {
  raiseWithArgs(rt, 'UnicodeDecodeError', [newStr(rt, encoding), incref(object), newInt(rt, start), newInt(rt, end), newStr(rt, reason)]);
}

export function raiseUnicodeEncodeError(
  rt: Runtime, encoding: string, object: PyStr, start: number, end: number, reason: string,
): never {
  raiseWithArgs(rt, 'UnicodeEncodeError', [newStr(rt, encoding), incref(object), newInt(rt, start), newInt(rt, end), newStr(rt, reason)]);
}

/** Stores one of the members a subclass adds; `value` borrowed. */
export function setMember(rt: Runtime, exception: PyException, name: string, value: PyObject): void {
  const { members } = exception.value;
  if (members === null) return;
  const old = members[name] ?? null;
  members[name] = incref(value);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(exception);
  xdecref(rt, old);
}

/**
 * Implicit chaining: `__context__` becomes the exception being handled, and a cycle this would close
 * in the chain is cut (_PyErr_SetObject).
 */
export function chainContext(rt: Runtime, exception: PyException): void {
  const handled = rt.handledException() as PyException | null;
  if (handled === null || handled === exception) return;
  // Floyd's cycle detection: a chain may already contain a loop that does not include `exception`.
  let cursor = handled;
  let slow = handled;
  let slowMoves = false;
  for (;;) {
    const context = cursor.value.context as PyException | null;
    if (context === null) break;
    if (context === exception) {
      setContext(rt, cursor, null);
      break;
    }
    cursor = context;
    if (cursor === slow) break;
    if (slowMoves) slow = slow.value.context as PyException;
    slowMoves = !slowMoves;
  }
  setContext(rt, exception, handled);
}

/** PyException_SetContext; `context` borrowed. */
export function setContext(rt: Runtime, exception: PyException, context: PyObject | null): void {
  const old = exception.value.context;
  exception.value.context = context === null ? null : incref(context);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(exception);
  xdecref(rt, old);
}

/** PyException_SetCause; `cause` borrowed. */
export function setCause(rt: Runtime, exception: PyException, cause: PyObject | null): void {
  const old = exception.value.cause;
  exception.value.cause = cause === null ? null : incref(cause);
  exception.value.suppressContext = true;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(exception);
  xdecref(rt, old);
}

/** PyException_SetTraceback; `traceback` is taken over. */
export function setTraceback(rt: Runtime, exception: PyException, traceback: PyObject | null): void {
  const old = exception.value.traceback;
  exception.value.traceback = traceback;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(exception);
  xdecref(rt, old);
}

/** Whether an exception instance is of a built-in type. */
export function matches(_rt: Runtime, exception: PyObject, type: PyType): boolean {
  return (exception.type as PyType).mro.includes(type);
}

/** Whether a handler's class or tuple of classes catches an exception (PyErr_GivenExceptionMatches). */
export function matchesHandler(rt: Runtime, exception: PyObject, handler: PyObject): boolean {
  if (isTuple(rt, handler)) return handler.value.some((member) => matchesHandler(rt, exception, member));
  const type = classOf(rt, handler);
  return type !== null && (exception.type as PyType).mro.includes(type);
}

/** Whether an object is a class derived from BaseException (PyExceptionClass_Check). */
export function isExceptionClass(rt: Runtime, object: PyObject): boolean {
  return classOf(rt, object)?.mro.includes(rt.exceptions.BaseException) ?? false;
}

/** Whether an object is an exception instance (PyExceptionInstance_Check). */
export function isExceptionInstance(rt: Runtime, object: PyObject): object is PyException {
  return (object.type as PyType).mro.includes(rt.exceptions.BaseException);
}

/**
 * Runs `body`; when it raises one of the built-in type, drops that and returns the result of
 * `otherwise` instead.
 */
export function catching<R>(rt: Runtime, name: ExceptionName, body: () => R, otherwise: () => R): R {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions[name])) throw error;
    decref(rt, error.exception);
    return otherwise();
  }
}

function isTuple(rt: Runtime, object: PyObject): object is PyTuple {
  return (object.type as PyType).layout === rt.types.tuple;
}

function classOf(rt: Runtime, object: PyObject): PyType | null {
  return (object.type as PyType).layout === rt.types.type ? (object as PyTypeObject).value : null;
}
