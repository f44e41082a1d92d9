/**
 * `except*`: which part of an exception a clause takes, and what is raised again at the end (CPython:
 * ceval.c exception_group_match, exceptions.c _PyExc_PrepReraiseStar).
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethodPacked, callObject, isExceptionGroup, listAppend, matchesHandler, newList, newStr, newTuple, projectGroup, type PyException, type PyList, type PyTuple,
} from '../objects';
import type { Interpreter } from './interpreter';

/** What a clause took of the exception, and what is left; null stands for None. Owned. */
export interface GroupMatch { readonly match: PyObject | null; readonly rest: PyObject | null }

export function matchExceptionGroup(rt: Interpreter, exception: PyObject, handler: PyObject): GroupMatch {
  if (exception === rt.none) return { match: null, rest: null };
  if (matchesHandler(rt, exception, handler)) {
    return { match: isExceptionGroup(rt, exception) ? incref(exception) : wrap(rt, newTuple(rt, [incref(exception)])), rest: null };
  }
  if (!isExceptionGroup(rt, exception)) return { match: null, rest: incref(exception) };
  const pair = callMethodPacked(rt, exception, 'split', handler) as PyTuple;
  const [match, rest] = pair.value as [PyObject, PyObject];
  const parts: GroupMatch = { match: match === rt.none ? null : incref(match), rest: rest === rt.none ? null : incref(rest) };
  decref(rt, pair);
  return parts;
}

/** An ExceptionGroup without message around a sequence of exceptions (taken over). */
function wrap(rt: Interpreter, exceptions: PyObject): PyObject {
  const message = newStr(rt, '');
  try {
    return callObject(rt, rt.exceptions.ExceptionGroup.object, [message, exceptions]);
  } finally {
    decref(rt, exceptions);
    decref(rt, message);
  }
}

/** PREP_RERAISE_STAR: `original` and what its clauses left or raised; the exception to raise, or None. */
export function prepareReraiseStar(rt: Interpreter, original: PyObject, outcomes: PyObject): PyObject {
  const items = (outcomes as PyList).value;
  if (items.length === 0) return incref(rt.none);
  if (!isExceptionGroup(rt, original)) return incref(items[0] as PyObject);
  const raised = newList(rt, []);
  const reraised = newList(rt, []);
  try {
    for (const item of items) {
      if (item !== rt.none) listAppend(rt, hasSameMetadata(rt, item as PyException, original) ? reraised : raised, item);
    }
    const projection = projectGroup(rt, original, reraised.value);
    if (raised.value.length === 0) return projection ?? incref(rt.none);
    if (projection !== null) {
      listAppend(rt, raised, projection);
      decref(rt, projection);
    }
    return raised.value.length === 1 ? incref(raised.value[0] as PyObject) : wrap(rt, incref(raised));
  } finally {
    decref(rt, raised);
    decref(rt, reraised);
  }
}

/** Whether a group is a part of another one (is_same_exception_metadata). */
function hasSameMetadata(rt: Interpreter, exception: PyException, original: PyException): boolean {
  if (!isExceptionGroup(rt, exception)) return false;
  const a = exception.value;
  const b = original.value;
  return a.notes === b.notes && a.traceback === b.traceback && a.cause === b.cause && a.context === b.context;
}
