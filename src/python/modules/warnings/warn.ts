/**
 * `warn`: whom a warning is about, told from the stack of frames, then handed to `filters.ts` (CPython
 * Python/_warnings.c: setup_context, get_category, do_warn; PyErr_WarnEx).
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  dictGetString, dictSetString, getAttributeString, internStr, isInstance, machine, newDict, newStr, raise,
  type PyDict, type PyInt, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { warnExplicit } from './filters';

const isStr = (rt: Runtime, object: PyObject): object is PyStr => (object.type as PyType).layout === rt.types.str;

function fileOf(rt: Runtime, frame: PyObject): PyObject {
  const code = getAttributeString(rt, frame, 'f_code');
  try {
    return getAttributeString(rt, code, 'co_filename');
  } finally {
    decref(rt, code);
  }
}

/** Frames of the import system don't count, nor those of files the caller wants skipped. */
function isSkipped(rt: Runtime, frame: PyObject, prefixes: readonly string[] | null): boolean {
  const file = fileOf(rt, frame);
  decref(rt, file);
  if (!isStr(rt, file)) return false;
  const { value } = file;
  return (value.includes('importlib') && value.includes('_bootstrap')) || (prefixes?.some((prefix) => value.startsWith(prefix)) ?? false);
}

/** The frame outside (owned), `frame` being given back. */
function outer(rt: Runtime, frame: PyObject): PyObject | null {
  const back = getAttributeString(rt, frame, 'f_back');
  decref(rt, frame);
  if (back !== rt.none) return back;
  decref(rt, back);
  return null;
}

function nextExternal(rt: Runtime, frame: PyObject, prefixes: readonly string[] | null): PyObject | null {
  let next = outer(rt, frame);
  while (next !== null && isSkipped(rt, next, prefixes)) next = outer(rt, next);
  return next;
}

interface Context { filename: PyObject; line: number; registry: PyObject; module: PyObject }

/** Whose fault it is, `stackLevel` calls up; all references owned. */
function contextOf(rt: Runtime, stackLevel: number, prefixes: readonly string[] | null): Context {
  let frame = machine(rt).frameObject(0);
  let level = stackLevel;
  if (frame !== null && (level <= 0 || isSkipped(rt, frame, null))) {
    while (--level > 0 && frame !== null) frame = outer(rt, frame);
  } else {
    while (--level > 0 && frame !== null) frame = nextExternal(rt, frame, prefixes);
  }
  let globals: PyDict;
  let filename: PyObject;
  let line = 1;
  if (frame === null) {
    globals = incref(rt.moduleStates.get('sys') as PyDict);
    filename = newStr(rt, 'sys');
  } else {
    globals = getAttributeString(rt, frame, 'f_globals') as PyDict;
    filename = fileOf(rt, frame);
    const number = getAttributeString(rt, frame, 'f_lineno');
    line = number === rt.none ? 0 : Number((number as PyInt).value);
    decref(rt, number);
    decref(rt, frame);
  }
  let registry = dictGetString(globals, '__warningregistry__');
  if (registry === null) {
    registry = newDict(rt);
    const name = internStr(rt, '__warningregistry__');
    dictSetString(rt, globals, name, registry);
    decref(rt, name);
  } else incref(registry);
  const name = dictGetString(globals, '__name__');
  const module = name !== null && (name === rt.none || isStr(rt, name)) ? incref(name) : newStr(rt, '<string>');
  decref(rt, globals);
  return { filename, line, registry, module };
}

/** PyErr_WarnEx and `warnings.warn` with a category that is one. Everything borrowed. */
export function warnAt(
  rt: Runtime, category: PyObject, message: PyObject, stackLevel = 1, source: PyObject | null = null, prefixes: readonly string[] | null = null,
): void {
  const { filename, line, registry, module } = contextOf(rt, stackLevel, prefixes);
  try {
    warnExplicit(rt, category, message, { filename, line, registry, module, source });
  } finally {
    decref(rt, filename);
    decref(rt, registry);
    decref(rt, module);
  }
}

/** The category meant (borrowed). */
export function categoryOf(rt: Runtime, message: PyObject, given: PyObject | null): PyObject {
  if (isInstance(rt, message, rt.exceptions.Warning.object)) return (message.type as PyType).object;
  const category = given === null || given === rt.none ? rt.exceptions.UserWarning.object : given;
  const type = (category.type as PyType).layout === rt.types.type ? (category.value as PyType) : null;
  if (type === null || !type.mro.includes(rt.exceptions.Warning)) {
    raise(rt, 'TypeError', `category must be a Warning subclass, not '${category.type.name}'`);
  }
  return category;
}

/** `skip_file_prefixes`, which must be a tuple of str. */
export function skippedPrefixes(rt: Runtime, given: PyObject | null): readonly string[] | null {
  if (given === null) return null;
  if ((given.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'skip_file_prefixes must be a tuple of strs.');
  const prefixes = (given as PyTuple).value.map((prefix) => {
    if (!isStr(rt, prefix)) raise(rt, 'TypeError', `Found non-str '${prefix.type.name}' in skip_file_prefixes.`);
    return prefix.value;
  });
  return prefixes.length === 0 ? null : prefixes;
}

/** For errors on behalf of the interpreter: text of one of its own warnings. */
export function warnText(rt: Runtime, category: PyObject, message: string, stackLevel = 1): void {
  let text: PyObject | null = null;
  try {
    text = newStr(rt, message);
    warnAt(rt, category, text, stackLevel);
  } finally {
    xdecref(rt, text);
  }
}
