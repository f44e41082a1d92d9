/**
 * Instructions that look up, bind and delete names (CPython: bytecodes.c LOAD_NAME, LOAD_GLOBAL, ...).
 * Results are new references; errors carry CPython's texts.
 */
import { LocalKind } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  catching, dictDelete, dictFindString, dictGet, dictGetString, dictSet, getItem, internStr, deleteItem, matches, newDict, PythonError, raise,
  raiseNameError, setItem, type PyCell, type PyDict, type PyStr,
} from '../objects';
import type { Frame } from './frame';
import { InlineCache } from './inlineCache';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

/** Looks a global up and remembers where it was found. Borrowed. */
export function loadGlobal(rt: Interpreter, frame: Frame, nameIndex: number, pc: number): PyObject {
  const name = frame.code.names[nameIndex] as PyStr;
  const { globals, builtins } = frame;
  if (globals.type !== rt.types.dict || builtins.type !== rt.types.dict) return lent(loadGlobalSlowly(rt, frame, name));
  const globalEntry = dictFindString(globals, name.value);
  if (globalEntry >= 0) {
    remember(frame.code, pc, globals, globalEntry, -1);
    return globals.value.values[globalEntry] as PyObject;
  }
  const builtinEntry = dictFindString(builtins, name.value);
  if (builtinEntry < 0) raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
  remember(frame.code, pc, globals, builtinEntry, builtins.value.keysVersion);
  return builtins.value.values[builtinEntry] as PyObject;
}

/** A new reference as a borrowed one, for a caller who takes one of its own at once. */
function lent(object: PyObject): PyObject {
  object.refcnt--;
  return object;
}

/** LOAD_GLOBAL where a namespace is of a subclass of dict: through its `__getitem__`. New reference. */
function loadGlobalSlowly(rt: Interpreter, frame: Frame, name: PyStr): PyObject {
  return lookupMapping(rt, frame.globals, name) ?? lookupMapping(rt, frame.builtins, name) ?? raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
}

function remember(code: LoadedCode, pc: number, globals: PyDict, entry: number, builtinsVersion: number): void {
  const cache = (code.caches[pc >> 1] ??= new InlineCache());
  cache.object = globals;
  cache.version = globals.value.keysVersion;
  cache.version2 = builtinsVersion;
  cache.index = entry;
}

/** The namespace of a module or class body, which must be there. */
function namespace(rt: Interpreter, frame: Frame, action: string, name: string): PyObject {
  if (frame.locals === null) raise(rt, 'SystemError', `no locals ${action} '${name}'`);
  return frame.locals;
}

/** A name in a mapping: null when it is not there (any mapping; KeyError means not there). New reference. */
function lookupMapping(rt: Interpreter, mapping: PyObject, name: PyStr): PyObject | null {
  if (mapping.type === rt.types.dict) {
    const found = dictGetString(mapping as PyDict, name.value);
    return found === null ? null : incref(found);
  }
  try {
    return getItem(rt, mapping, name);
  } catch (error) {
    if (error instanceof PythonError && matches(rt, error.exception, rt.exceptions.KeyError)) {
      decref(rt, error.exception);
      return null;
    }
    throw error;
  }
}

function lookupGlobalOrBuiltin(rt: Interpreter, frame: Frame, name: PyStr): PyObject {
  const found = dictGetString(frame.globals, name.value);
  if (found !== null) return incref(found);
  return lookupMapping(rt, frame.builtins, name) ?? raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
}

export function loadName(rt: Interpreter, frame: Frame, nameIndex: number): PyObject {
  const name = frame.code.names[nameIndex] as PyStr;
  return lookupMapping(rt, namespace(rt, frame, 'when loading', name.value), name) ?? lookupGlobalOrBuiltin(rt, frame, name);
}

/** The value moves in; what was bound before dies afterwards. */
export function storeName(rt: Interpreter, frame: Frame, nameIndex: number, value: PyObject): void {
  const name = frame.code.names[nameIndex] as PyStr;
  const locals = namespace(rt, frame, 'found when storing', name.value);
  if (locals.type === rt.types.dict) dictSet(rt, locals as PyDict, name, value);
  else setItem(rt, locals, name, value);
  frame.stackPointer--;
  decref(rt, value);
}

export function deleteName(rt: Interpreter, frame: Frame, nameIndex: number): void {
  const name = frame.code.names[nameIndex] as PyStr;
  const locals = namespace(rt, frame, 'when deleting', name.value);
  if (locals.type === rt.types.dict) {
    if (!dictDelete(rt, locals as PyDict, name)) raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
    return;
  }
  try {
    deleteItem(rt, locals, name);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.KeyError)) throw error;
    decref(rt, error.exception);
    raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
  }
}

export function storeGlobal(rt: Interpreter, frame: Frame, nameIndex: number, value: PyObject): void {
  dictSet(rt, frame.globals, frame.code.names[nameIndex] as PyStr, value);
  frame.stackPointer--;
  decref(rt, value);
}

export function deleteGlobal(rt: Interpreter, frame: Frame, nameIndex: number): void {
  const name = frame.code.names[nameIndex] as PyStr;
  if (!dictDelete(rt, frame.globals, name)) raiseNameError(rt, 'NameError', `name '${name.value}' is not defined`, name);
}

export function loadLocals(rt: Interpreter, frame: Frame): PyObject {
  if (frame.locals === null) raise(rt, 'SystemError', 'no locals');
  return incref(frame.locals);
}

export function loadFromDictOrGlobals(rt: Interpreter, frame: Frame, mapping: PyObject, nameIndex: number): PyObject {
  const name = frame.code.names[nameIndex] as PyStr;
  return lookupMapping(rt, mapping, name) ?? lookupGlobalOrBuiltin(rt, frame, name);
}

export function loadFromDictOrDeref(rt: Interpreter, frame: Frame, mapping: PyObject, slot: number): PyObject {
  const found = lookupMapping(rt, mapping, frame.code.localsplusnames[slot] as PyStr);
  if (found !== null) return found;
  const { value } = frame.stack[frame.base + slot] as PyCell;
  if (value === null) raiseUnboundDeref(rt, frame.code, slot);
  return incref(value);
}

export function raiseUnboundLocal(rt: Interpreter, code: LoadedCode, slot: number): never {
  const name = code.localsplusnames[slot] as PyStr;
  raiseNameError(rt, 'UnboundLocalError', `cannot access local variable '${name.value}' where it is not associated with a value`, name);
}

export function raiseUnboundDeref(rt: Interpreter, code: LoadedCode, slot: number): never {
  const name = code.localsplusnames[slot] as PyStr;
  if (((code.source.localspluskinds[slot] as number) & LocalKind.Free) === 0) raiseUnboundLocal(rt, code, slot);
  raiseNameError(
    rt, 'NameError', `cannot access free variable '${name.value}' where it is not associated with a value in enclosing scope`, name,
  );
}

export function loadBuildClass(rt: Interpreter, frame: Frame): PyObject {
  const name = internStr(rt, '__build_class__');
  try {
    return lookupMapping(rt, frame.builtins, name) ?? raise(rt, 'NameError', '__build_class__ not found');
  } finally {
    decref(rt, name);
  }
}

/** `__annotations__` of a module or class body comes to be at its first annotation. */
export function setupAnnotations(rt: Interpreter, frame: Frame): void {
  const locals = namespace(rt, frame, 'found when setting up annotations in', '__annotations__');
  const name = internStr(rt, '__annotations__');
  let isThere: boolean;
  if (locals.type === rt.types.dict) isThere = dictGet(rt, locals as PyDict, name) !== null;
  else {
    isThere = catching(rt, 'KeyError', () => {
      decref(rt, getItem(rt, locals, name));
      return true;
    }, () => false);
  }
  if (!isThere) {
    const annotations = newDict(rt);
    setItem(rt, locals, name, annotations);
    decref(rt, annotations);
  }
  decref(rt, name);
}
