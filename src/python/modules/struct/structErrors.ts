/** `struct.error`, which is made with the module, and what it says of values that do not fit. */
import { decref, type PyObject } from '../../memory';
import { PackError, PythonError, matches, rangeOf, raise, isIntLike, type Runtime, type ValueFormat } from '../../objects';
import { newErrorType, raiseError } from '../moduleErrors';

interface StructState { readonly error: PyObject }

function structState(rt: Runtime): StructState {
  const known = rt.moduleStates.get('_struct') as StructState | undefined;
  if (known !== undefined) return known;
  const state: StructState = { error: newErrorType(rt, 'struct', 'error', rt.exceptions.Exception.object) };
  rt.moduleStates.set('_struct', state);
  return state;
}

/** `struct.error` (borrowed). */
export function structErrorType(rt: Runtime): PyObject {
  return structState(rt).error;
}

/** Struct objects made for the functions, by format; owned. A state of its own, since it grows and shrinks. */
export function structCache(rt: Runtime): Map<string, PyObject> {
  const known = rt.moduleStates.get('_struct cache') as Map<string, PyObject> | undefined;
  if (known !== undefined) return known;
  const cache = new Map<string, PyObject>();
  rt.moduleStates.set('_struct cache', cache);
  return cache;
}

export function raiseStructError(rt: Runtime, message: string): never {
  return raiseError(rt, structState(rt).error, message);
}

/** The error of packing a value: what the format says of it, or the exception itself. */
export function raisePackError(rt: Runtime, error: unknown, format: ValueFormat, value: PyObject): never {
  if (error instanceof PackError) {
    if (format.kind === 'char') raiseStructError(rt, 'char format requires a bytes object of length 1');
    switch (error.reason) {
      case 'not an integer': return raiseStructError(rt, 'required argument is not an integer');
      case 'not a float': return raiseStructError(rt, 'required argument is not a float');
      case 'too large': return raiseStructError(rt, 'int too large to convert');
      default: {
        const [minimum, maximum] = rangeOf(format);
        return raiseStructError(rt, `'${format.character}' format requires ${minimum} <= number <= ${maximum}`);
      }
    }
  }
  if (error instanceof PythonError && isIntLike(rt, value) && matches(rt, error.exception, rt.exceptions.OverflowError)) {
    decref(rt, error.exception);
    raiseStructError(rt, 'int too large to convert');
  }
  throw error;
}

export function raiseNotReady(rt: Runtime): never {
  raise(rt, 'RuntimeError', 'Struct object is not initialized');
}
