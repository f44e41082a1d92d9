/**
 * sys.excepthook, sys.unraisablehook and sys.displayhook, and how the interpreter reaches them.
 *
 * In: exceptions. Out: text on `sys.stderr` (whatever object that is at the moment).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, catching, fast, internStr, isExceptionInstance, matches, newStr, oneArg, PythonError, raise, repr, setTraceback,
  newTraceback, machine, dictSetString, getAttributeString,
  type MethodDefinition, type PyException, type PyDict, type PyInt, type PyStr, type PyTraceback, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { sysAttribute } from '../builtins/inputAndOutput';
import { checkPositional } from '../keywordArguments';
import { newStructSequence, structSequence } from '../structSequence';
import { writeObject, writeString } from '../textStream';
import { exceptionText, messageText, typeText } from '../traceback/exceptionText';
import { writeTraceback } from '../traceback/tracebackText';

const unraisableArgsType = structSequence('UnraisableHookArgs', 'UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.',
  ['exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object'], true);

/** Text to `sys.stderr`; nowhere when that is gone. */
export function writeError(rt: Runtime, text: string): void {
  const stderr = sysAttribute(rt, 'stderr');
  if (stderr === null || stderr === rt.none) return;
  incref(stderr);
  try {
    catching(rt, 'BaseException', () => writeString(rt, stderr, text), () => undefined);
  } finally {
    decref(rt, stderr);
  }
}

/** sys.excepthook's own behaviour (PyErr_Display). */
export function displayException(rt: Runtime, exception: PyObject, traceback: PyObject | null): void {
  if (!isExceptionInstance(rt, exception)) {
    writeError(rt, `TypeError: print_exception(): Exception expected for value, ${exception.type.name} found\n`);
    return;
  }
  if (traceback !== null && traceback.type === rt.types.traceback && exception.value.traceback === null) {
    setTraceback(rt, exception, incref(traceback));
  }
  writeError(rt, exceptionText(rt, exception));
}

/**
 * What the interpreter does with an exception nobody caught (PyErr_PrintEx): remembers it in sys.last_*,
 * then calls sys.excepthook. SystemExit is the caller's business. `exception` is taken over.
 */
export function reportUncaught(rt: Runtime, exception: PyException): void {
  setSys(rt, 'last_exc', exception);
  setSys(rt, 'last_type', (exception.type as PyType).object);
  setSys(rt, 'last_value', exception);
  setSys(rt, 'last_traceback', exception.value.traceback ?? rt.none);
  const hook = sysAttribute(rt, 'excepthook');
  if (hook === null) {
    writeError(rt, 'sys.excepthook is missing\n');
    displayException(rt, exception, exception.value.traceback);
  } else {
    incref(hook);
    try {
      decref(rt, callObject(rt, hook, [(exception.type as PyType).object, exception, exception.value.traceback ?? rt.none]));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      if (matches(rt, error.exception, rt.exceptions.SystemExit)) throw error;
      writeError(rt, 'Error in sys.excepthook:\n');
      displayException(rt, error.exception, null);
      decref(rt, error.exception);
      writeError(rt, '\nOriginal exception was:\n');
      displayException(rt, exception, exception.value.traceback);
    } finally {
      decref(rt, hook);
    }
  }
  decref(rt, exception);
}

function setSys(rt: Runtime, name: string, value: PyObject): void {
  const namespace = rt.moduleStates.get('sys') as PyDict | undefined;
  if (namespace === undefined) return;
  const key = internStr(rt, name);
  dictSetString(rt, namespace, key, value);
  decref(rt, key);
}

/**
 * An error nobody can receive (finalizer, callback). Takes over `exception`. Up to 3.13 the hook is given the object, and
 * `message` in the place of "Exception ignored in" (_PyErr_WriteUnraisableMsg); later "Exception ignored", what was done and the
 * object in one text (PyErr_FormatUnraisable).
 */
export function writeUnraisable(rt: Runtime, exception: PyObject, where: PyObject | null, doing = 'in', message: string | null = null): void {
  const instance = exception as PyException;
  if (instance.value.traceback === null) {
    const frame = machine(rt).frameObject(0);
    if (frame !== null) {
      const line = getAttributeString(rt, frame, 'f_lineno') as PyInt;
      const offset = getAttributeString(rt, frame, 'f_lasti') as PyInt;
      const lineNumber = (line as PyObject) === rt.none ? 0 : Number(line.value);
      setTraceback(rt, instance, newTraceback(rt, null, frame, Number(offset.value), lineNumber));
      decref(rt, line);
      decref(rt, offset);
      decref(rt, frame);
    }
  }
  const hook = sysAttribute(rt, 'unraisablehook');
  if (hook === rt.none) {
    decref(rt, exception);
    return;
  }
  const text = rt.profile.unraisableNamesWork && where !== null ? `Exception ignored ${doing} ${shownObject(rt, where)}` : message;
  const object = rt.profile.unraisableNamesWork ? null : where;
  const args = newStructSequence(rt, unraisableArgsType, [
    incref((exception.type as PyType).object), incref(exception), incref(instance.value.traceback ?? rt.none),
    text === null ? incref(rt.none) : newStr(rt, text), incref(object ?? rt.none),
  ]);
  if (hook === null) displayUnraisable(rt, args);
  else {
    incref(hook);
    try {
      decref(rt, callObject(rt, hook, [args]));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      writeFailedHook(rt, error.exception, hook);
    } finally {
      decref(rt, hook);
    }
  }
  decref(rt, args);
  decref(rt, exception);
}

function shownObject(rt: Runtime, object: PyObject): string {
  return catching(rt, 'BaseException', () => {
    const shown = repr(rt, object);
    const { value } = shown;
    decref(rt, shown);
    return value;
  }, () => '<object repr() failed>');
}

function writeFailedHook(rt: Runtime, exception: PyObject, hook: PyObject): void {
  const args = newStructSequence(rt, unraisableArgsType, [
    incref((exception.type as PyType).object), exception, incref((exception as PyException).value.traceback ?? rt.none),
    newStr(rt, 'Exception ignored in sys.unraisablehook'), incref(hook),
  ]);
  displayUnraisable(rt, args);
  decref(rt, args);
}

/** sys.unraisablehook's own behaviour. */
function displayUnraisable(rt: Runtime, args: PyTuple): void {
  const [type, value, traceback, message, object] = args.value as [PyObject, PyObject, PyObject, PyObject, PyObject];
  // Piece by piece: what is not yet a line stays in the stream meanwhile, and a collection may become due in between.
  const write = (line: string): void => { writeError(rt, line); };
  const given = message === rt.none ? null : messageText(rt, message);
  if (object !== rt.none) {
    if (given === null) write('Exception ignored in: ');
    else {
      write(given);
      write(': ');
    }
    write(shownObject(rt, object));
    write('\n');
  } else if (given !== null) {
    write(given);
    write(':\n');
  }
  if (traceback.type === rt.types.traceback) {
    write('Traceback (most recent call last):\n');
    writeTraceback(rt, traceback as PyTraceback, '', write, { carets: rt.profile.unraisableHasCarets });
  }
  if (type !== rt.none && value !== rt.none) {
    write(typeText(rt, value));
    write(': ');
    write(messageText(rt, value));
    write('\n');
  }
}

/** sys.displayhook: repr to sys.stdout, value kept as `builtins._`. */
function displayValue(rt: Runtime, value: PyObject): void {
  if (value === rt.none) return;
  const stdout = sysAttribute(rt, 'stdout');
  if (stdout === null || stdout === rt.none) raise(rt, 'RuntimeError', 'lost sys.stdout');
  const underscore = internStr(rt, '_');
  dictSetString(rt, rt.builtins, underscore, rt.none);
  const text: PyStr = repr(rt, value);
  try {
    writeObject(rt, stdout, text);
    writeString(rt, stdout, '\n');
    dictSetString(rt, rt.builtins, underscore, value);
  } finally {
    decref(rt, text);
    decref(rt, underscore);
  }
}

export const hookFunctions: readonly MethodDefinition[] = [
  oneArg('displayhook', (rt, _self, value) => {
    displayValue(rt, value);
    return incref(rt.none);
  }, 'Print an object to sys.stdout and also save it in builtins._'),
  fast('excepthook', (rt, _self, args) => {
    checkPositional(rt, 'excepthook', args, 3, 3);
    displayException(rt, args[1] as PyObject, args[2] as PyObject);
    return incref(rt.none);
  }, 'Handle an exception by displaying it with a traceback on sys.stderr.'),
  oneArg('unraisablehook', (rt, _self, args) => {
    if ((args.type as PyType).layout !== rt.types.tuple) {
      raise(rt, 'TypeError', 'sys.unraisablehook argument type must be UnraisableHookArgs');
    }
    displayUnraisable(rt, args as PyTuple);
    return incref(rt.none);
  }, 'Handle an unraisable exception.'),
];

