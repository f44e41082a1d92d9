/**
 * Instructions that build and take apart: displays, f-strings, slices, unpacking, functions, iteration
 * (CPython: bytecodes.c). Each takes the stack and its height and says what it leaves.
 */
import { FunctionFlags } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  ascii, deleteItem, dictMerge, dictSet, dictSetTake, dictUpdate, format, getItem, getIter, length, listExtend as extendList, listFromIterable, matches, newDictPresized, newInt,
  newSet, newSlice, newStr, PythonError, raise, repr, setAdd, setItem, setUpdate as updateSet, str,
  type PyCode, type PyDict, type PyFunction, type PyList, type PySet, type PyStr, type PyTuple, type PyType,
} from '../objects';
import type { Frame, Slot } from './frame';
import { createFunction } from './functionCall';
import type { Interpreter } from './interpreter';

const at = (stack: readonly Slot[], index: number): PyObject => stack[index] as PyObject;

/** FOR_ITER on anything: the next item (owned), null at the end. StopIteration ends as well. */
export function iterateNext(rt: Interpreter, iterator: PyObject, frame: Frame | null = null): PyObject | null {
  const { iternext } = iterator.type as PyType;
  if (iternext === null) raise(rt, 'TypeError', `'${iterator.type.name}' object is not an iterator`);
  try {
    return iternext(rt, iterator);
  } catch (error) {
    if (error instanceof PythonError && matches(rt, error.exception, rt.exceptions.StopIteration)) {
      if (frame !== null) rt.monitor?.stopped(frame, error.exception);
      decref(rt, error.exception);
      return null;
    }
    throw error;
  }
}

export function deleteSubscript(rt: Interpreter, stack: Slot[], sp: number): void {
  const key = at(stack, sp - 1);
  const container = at(stack, sp - 2);
  deleteItem(rt, container, key);
  decref(rt, container);
  decref(rt, key);
}

/** Takes start and stop from the top of the stack into a slice. */
function sliceFromStack(rt: Interpreter, stack: Slot[], sp: number): PyObject {
  const slice = newSlice(rt, at(stack, sp - 2), at(stack, sp - 1), incref(rt.none));
  stack[sp - 2] = null;
  stack[sp - 1] = null;
  return slice;
}

/** BINARY_SLICE: container, start, stop. Leaves the result in the container's place. */
export function binarySlice(rt: Interpreter, stack: Slot[], sp: number): PyObject {
  const container = at(stack, sp - 3);
  const slice = sliceFromStack(rt, stack, sp);
  let result: PyObject;
  try {
    result = getItem(rt, container, slice);
  } finally {
    decref(rt, slice);
  }
  stack[sp - 3] = result;
  decref(rt, container);
  return result;
}

/** STORE_SLICE: value, container, start, stop. */
export function storeSlice(rt: Interpreter, stack: Slot[], sp: number): void {
  const slice = sliceFromStack(rt, stack, sp);
  try {
    setItem(rt, at(stack, sp - 3), slice, at(stack, sp - 4));
  } finally {
    decref(rt, slice);
  }
  decref(rt, at(stack, sp - 4));
  decref(rt, at(stack, sp - 3));
}

export function buildSet(rt: Interpreter, frame: Frame, count: number): number {
  const { stack, stackPointer } = frame;
  const bottom = stackPointer - count;
  const set = newSet(rt);
  try {
    for (let slot = bottom; slot < stackPointer; slot++) {
      const item = at(stack, slot);
      setAdd(rt, set, item);
      stack[slot] = null;
      decref(rt, item);
    }
  } catch (error) {
    decref(rt, set);
    throw error;
  }
  stack[bottom] = set;
  return bottom + 1;
}

export function buildMap(rt: Interpreter, frame: Frame, count: number): number {
  const { stack, stackPointer } = frame;
  const bottom = stackPointer - 2 * count;
  let unicode = count > 0;
  for (let slot = bottom; slot < stackPointer && unicode; slot += 2) unicode = at(stack, slot).type === rt.types.str;
  const dict = newDictPresized(rt, count, unicode);
  try {
    // PyDict_SetItem holds the key while it is hashed.
    for (let slot = bottom; slot < stackPointer; slot += 2) dictSetTake(rt, dict, incref(at(stack, slot)), incref(at(stack, slot + 1)));
  } catch (error) {
    decref(rt, dict);
    throw error;
  }
  for (let slot = bottom; slot < stackPointer; slot++) decref(rt, at(stack, slot));
  stack[bottom] = dict;
  return bottom + 1;
}

/** Values, then a tuple of keys. */
export function buildConstKeyMap(rt: Interpreter, frame: Frame, count: number): number {
  const { stack, stackPointer } = frame;
  const keys = at(stack, stackPointer - 1) as PyTuple;
  const bottom = stackPointer - 1 - count;
  const dict = newDictPresized(rt, count, keys.value.every((key) => key.type === rt.types.str));
  for (let i = 0; i < count; i++) dictSet(rt, dict, keys.value[i] as PyObject, at(stack, bottom + i));
  for (let i = 0; i < count; i++) decref(rt, at(stack, bottom + i));
  decref(rt, keys);
  stack[bottom] = dict;
  return bottom + 1;
}

export function buildString(rt: Interpreter, stack: Slot[], sp: number, count: number): number {
  const bottom = sp - count;
  let text = '';
  for (let slot = bottom; slot < sp; slot++) text += (at(stack, slot) as PyStr).value;
  const result = newStr(rt, text);
  for (let slot = bottom; slot < sp; slot++) decref(rt, at(stack, slot));
  stack[bottom] = result;
  return bottom + 1;
}

export function buildSlice(rt: Interpreter, stack: Slot[], sp: number, count: number): number {
  const bottom = sp - count;
  const step = count === 3 ? at(stack, sp - 1) : rt.none;
  const slice = newSlice(rt, at(stack, bottom), at(stack, bottom + 1), step);
  for (let slot = bottom; slot < sp; slot++) decref(rt, at(stack, slot));
  stack[bottom] = slice;
  return bottom + 1;
}

/** FORMAT_VALUE: conversion in the low two bits, a format spec on top if bit 2 is set. */
export function formatValue(rt: Interpreter, stack: Slot[], sp: number, arg: number): number {
  const hasSpec = (arg & 4) !== 0;
  const spec = hasSpec ? (at(stack, sp - 1) as PyStr) : null;
  const slot = hasSpec ? sp - 2 : sp - 1;
  const value = at(stack, slot);
  const conversion = arg & 3;
  const converted = conversion === 1 ? str(rt, value) : conversion === 2 ? repr(rt, value) : conversion === 3 ? ascii(rt, value) : value;
  // A conversion gives a reference of its own, also when it gives the value itself.
  const isOwned = conversion !== 0;
  let result: PyObject;
  if (converted.type === rt.types.str && spec === null) result = isOwned ? converted : incref(value);
  else {
    try {
      result = format(rt, converted, spec);
    } finally {
      if (isOwned) decref(rt, converted);
    }
  }
  stack[slot] = result;
  decref(rt, value);
  if (spec !== null) decref(rt, spec);
  return slot + 1;
}

/** MAP_ADD: key, value on top; the dict `arg` below them. */
export function mapAdd(rt: Interpreter, stack: Slot[], sp: number, arg: number): void {
  const value = at(stack, sp - 1);
  const key = at(stack, sp - 2);
  stack[sp - 1] = null;
  stack[sp - 2] = null;
  dictSetTake(rt, at(stack, sp - 2 - arg) as PyDict, key, value);
}

export function listExtend(rt: Interpreter, stack: Slot[], sp: number, arg: number): void {
  const iterable = at(stack, sp - 1);
  const type = iterable.type as PyType;
  if (type.iter === null && type.sqItem === null) {
    raise(rt, 'TypeError', `Value after * must be an iterable, not ${type.name}`);
  }
  extendList(rt, at(stack, sp - 1 - arg) as PyList, iterable);
  decref(rt, iterable);
}

export function setUpdate(rt: Interpreter, stack: Slot[], sp: number, arg: number): void {
  const iterable = at(stack, sp - 1);
  updateSet(rt, at(stack, sp - 1 - arg) as PySet, iterable);
  decref(rt, iterable);
}

/** `{**mapping}` */
export function dictUpdateOperation(rt: Interpreter, stack: Slot[], sp: number, arg: number): void {
  const mapping = at(stack, sp - 1);
  try {
    dictUpdate(rt, at(stack, sp - 1 - arg) as PyDict, mapping);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.AttributeError)) throw error;
    decref(rt, error.exception);
    raise(rt, 'TypeError', `'${mapping.type.name}' object is not a mapping`);
  }
  decref(rt, mapping);
}

/** `f(**mapping)`: keys must be new. The callable lies four below the dict. */
export function dictMergeOperation(rt: Interpreter, stack: Slot[], sp: number, arg: number): void {
  const mapping = at(stack, sp - 1);
  const callable = at(stack, sp - 1 - arg - 2);
  try {
    dictMerge(rt, at(stack, sp - 1 - arg) as PyDict, mapping, 'refuse');
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const name = rt.functionText(callable);
    if (matches(rt, error.exception, rt.exceptions.AttributeError)) {
      decref(rt, error.exception);
      raise(rt, 'TypeError', `${name} argument after ** must be a mapping, not ${mapping.type.name}`);
    }
    if (matches(rt, error.exception, rt.exceptions.KeyError)) {
      const key = (error.exception.value as { args: PyTuple }).args.value[0];
      if (key !== undefined) {
        const text = str(rt, key);
        const message = `${name} got multiple values for keyword argument '${text.value}'`;
        decref(rt, text);
        decref(rt, error.exception);
        raise(rt, 'TypeError', message);
      }
    }
    throw error;
  }
  decref(rt, mapping);
}

/** UNPACK_SEQUENCE in general; items end on the stack with the first on top. Returns the height. */
export function unpackSequence(rt: Interpreter, frame: Frame, count: number): number {
  const { stack } = frame;
  const slot = frame.stackPointer - 1;
  const sequence = at(stack, slot);
  const items = sequence.type === rt.types.list && (sequence as PyList).value.length === count
    ? (sequence as PyList).value.map((item) => incref(item))
    : takeItems(rt, sequence, count, -1);
  for (let i = 0; i < count; i++) stack[slot + count - 1 - i] = items[i] as PyObject;
  decref(rt, sequence);
  return slot + count;
}

/** UNPACK_EX: `arg & 0xff` items before the starred target, `arg >> 8` after it. */
export function unpackEx(rt: Interpreter, frame: Frame, arg: number): number {
  const { stack } = frame;
  const slot = frame.stackPointer - 1;
  const sequence = at(stack, slot);
  const before = arg & 0xff;
  const after = arg >> 8;
  const items = takeItems(rt, sequence, before, after);
  for (let i = 0; i < items.length; i++) stack[slot + items.length - 1 - i] = items[i] as PyObject;
  decref(rt, sequence);
  return slot + items.length;
}

/** unpack_iterable. `after` -1: exactly `before` items; otherwise the middle becomes a list. Items owned. */
function takeItems(rt: Interpreter, sequence: PyObject, before: number, after: number): PyObject[] {
  const type = sequence.type as PyType;
  if (type.iter === null && type.sqItem === null) raise(rt, 'TypeError', `cannot unpack non-iterable ${type.name} object`);
  const iterator = getIter(rt, sequence);
  const items: PyObject[] = [];
  try {
    while (items.length < before) {
      const item = iterateNext(rt, iterator);
      if (item === null) {
        const expected = after === -1 ? `expected ${before}` : `expected at least ${before + after}`;
        raise(rt, 'ValueError', `not enough values to unpack (${expected}, got ${items.length})`);
      }
      items.push(item);
    }
    if (after === -1) {
      const extra = iterateNext(rt, iterator);
      if (extra === null) return items;
      decref(rt, extra);
      raise(rt, 'ValueError', `too many values to unpack (expected ${before})`);
    }
    const rest = listFromIterable(rt, iterator);
    if (rest.value.length < after) {
      const got = before + rest.value.length;
      decref(rt, rest);
      raise(rt, 'ValueError', `not enough values to unpack (expected at least ${before + after}, got ${got})`);
    }
    const tail = rest.value.splice(rest.value.length - after, after);
    items.push(rest, ...tail);
    return items;
  } catch (error) {
    items.forEach((item) => decref(rt, item));
    throw error;
  } finally {
    decref(rt, iterator);
  }
}

export function getLen(rt: Interpreter, object: PyObject): PyObject {
  return newInt(rt, length(rt, object));
}

/** MAKE_FUNCTION: code on top, below it what `FunctionFlags` say. */
export function makeFunctionOperation(rt: Interpreter, frame: Frame, arg: number): number {
  const { stack } = frame;
  let top = frame.stackPointer - 1;
  const code = at(stack, top) as PyCode;
  const func: PyFunction = createFunction(rt, code, frame.globals);
  if ((arg & FunctionFlags.Closure) !== 0) func.value.closure = at(stack, --top) as PyTuple;
  if ((arg & FunctionFlags.Annotations) !== 0) func.value.annotations = at(stack, --top);
  if ((arg & FunctionFlags.KeywordDefaults) !== 0) func.value.kwdefaults = at(stack, --top) as PyDict;
  if ((arg & FunctionFlags.Defaults) !== 0) func.value.defaults = at(stack, --top) as PyTuple;
  if (arg !== 0 && rt.heap.observer !== null) rt.heap.observer.mutated(func);
  decref(rt, code);
  stack[top] = func;
  return top + 1;
}

