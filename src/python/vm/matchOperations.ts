/**
 * Structural pattern matching (CPython: ceval.c match_keys, match_class).
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, callObject, dictGet, isInstance, listAppend, lookupAttribute, newBool, newList, newUnfilledTuple, packTuple, raise, setAdd, setContains, newSet, repr,
  type PyDict, type PyList, type PySet, type PyStr, type PyTuple, type PyType,
} from '../objects';
import type { Slot } from './frame';
import type { Interpreter } from './interpreter';

export function matchKind(rt: Interpreter, subject: PyObject, mapping: boolean): PyObject {
  const { flags } = subject.type as PyType;
  return newBool(rt, mapping ? flags.mapping : flags.sequence);
}

/** The values of all keys as a tuple (owned), or None when one is missing. */
export function matchKeys(rt: Interpreter, subject: PyObject, keys: PyTuple): PyObject {
  if (keys.value.length === 0) return incref(rt.emptyTuple);
  const seen = newSet(rt);
  const values = newUnfilledTuple(rt, keys.value.length);
  let count = 0;
  let complete = false;
  try {
    const missing = callObject(rt, rt.types.object.object, []);
    try {
      for (const key of keys.value) {
        if (setContains(rt, seen, key)) {
          raise(rt, 'ValueError', `mapping pattern checks duplicate key (${repr(rt, key).value})`);
        }
        setAdd(rt, seen, key);
        const value = subject.type === rt.types.dict ? incref(dictGet(rt, subject as PyDict, key) ?? missing) : callMethod(rt, subject, 'get', [key, missing]);
        if (value === missing) {
          decref(rt, value);
          return incref(rt.none);
        }
        values.value[count++] = value;
      }
    } finally {
      decref(rt, missing);
    }
    complete = true;
    return values;
  } finally {
    if (!complete) decref(rt, values);
    decref(rt, seen);
  }
}

/** MATCH_CLASS: subject, class, keyword names; leaves the attributes as a tuple, or None. Returns the height. */
export function matchClassOperation(rt: Interpreter, stack: Slot[], sp: number, positionalCount: number): number {
  const names = stack[sp - 1] as PyTuple;
  const cls = stack[sp - 2] as PyObject;
  const subject = stack[sp - 3] as PyObject;
  const result = matchClass(rt, subject, cls, positionalCount, names.value as PyStr[]);
  stack[sp - 3] = result ?? incref(rt.none);
  decref(rt, subject);
  decref(rt, cls);
  decref(rt, names);
  return sp - 2;
}

/** match_class: the names seen are in a set and the attributes in a list until the end, as in CPython. */
function matchClass(rt: Interpreter, subject: PyObject, cls: PyObject, positionalCount: number, names: readonly PyStr[]): PyObject | null {
  if ((cls.type as PyType).layout !== rt.types.type) raise(rt, 'TypeError', 'called match pattern must be a class');
  if (!isInstance(rt, subject, cls)) return null;
  const seen = newSet(rt);
  const attributes = newList(rt, []);
  try {
    return matchAttributes(rt, subject, cls, positionalCount, names, seen, attributes) ? packTuple(rt, attributes.value) : null;
  } finally {
    decref(rt, attributes);
    decref(rt, seen);
  }
}

function matchAttributes(
  rt: Interpreter, subject: PyObject, cls: PyObject, positionalCount: number, names: readonly PyStr[], seen: PySet, attributes: PyList,
): boolean {
  const className = (cls.value as PyType).name;
  const take = (name: PyStr): boolean => {
    if (setContains(rt, seen, name)) raise(rt, 'TypeError', `${className}() got multiple sub-patterns for attribute '${name.value}'`);
    setAdd(rt, seen, name);
    const value = lookupAttribute(rt, subject, name);
    if (value === null) return false;
    listAppend(rt, attributes, value);
    decref(rt, value);
    return true;
  };
  if (positionalCount > 0) {
    const matchArgs = matchArgsOf(rt, cls, className);
    const allowed = matchArgs === null ? (matchesSelf(rt, cls) ? 1 : 0) : matchArgs.length;
    if (allowed < positionalCount) {
      raise(
        rt, 'TypeError',
        `${className}() accepts ${allowed} positional sub-pattern${allowed === 1 ? '' : 's'} (${positionalCount} given)`,
      );
    }
    if (matchArgs === null) listAppend(rt, attributes, subject);
    else for (let i = 0; i < positionalCount; i++) if (!take(matchArgs[i] as PyStr)) return false;
  }
  return names.every(take);
}

function matchArgsOf(rt: Interpreter, cls: PyObject, className: string): readonly PyStr[] | null {
  const name = rt.internedName('__match_args__');
  const found = lookupAttribute(rt, cls, name);
  if (found === null) return null;
  if (found.type !== rt.types.tuple) {
    const given = found.type.name;
    decref(rt, found);
    raise(rt, 'TypeError', `${className}.__match_args__ must be a tuple (got ${given})`);
  }
  const items = (found as PyTuple).value;
  for (const item of items) {
    if (item.type !== rt.types.str) raise(rt, 'TypeError', `__match_args__ elements must be strings (got ${item.type.name})`);
  }
  // The tuple stays alive through the class while its names are used.
  decref(rt, found);
  return items as PyStr[];
}

/** Built-in types whose one positional sub-pattern is the subject itself (_Py_TPFLAGS_MATCH_SELF). */
function matchesSelf(rt: Interpreter, cls: PyObject): boolean {
  const { bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple } = rt.types;
  return [bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple].includes((cls.value as PyType).layout);
}
