/**
 * Iterators of str, bytes and bytearray. Containers that hold the text until they are exhausted. In: a text. Out: one
 * character (or byte) after the other.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { countCodePoints, isPairAt } from './codePoints';
import { builtin } from './iterators';
import { newInt } from './intValue';
import type { Payload, PyByteArray, PyBytes, PyStr } from './layouts';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { asSize } from './nativeArguments';
import type { Runtime } from './runtime';
import { newStr, strLength, textKind, TextKind, unitOffset } from './strValue';
import { newTuple } from './tuple';
import type { PyType, Slots, TypeDefinition } from './type';

interface TextIteratorData {
  /** Owned; null once exhausted. */
  text: PyObject | null;
  /** Code unit offset (byte offset) of what comes next. */
  offset: number;
}
type PyTextIterator = Payload<TextIteratorData>;

function newIterator(rt: Runtime, type: PyType, text: PyObject): PyTextIterator {
  const iterator = rt.heap.newContainer<TextIteratorData, PyType>(type, { text: incref(text), offset: 0 });
  rt.heap.track(iterator);
  return iterator;
}

/** iter(str): CPython has a type of its own for ASCII text. */
export function newStrIterator(rt: Runtime, text: PyObject): PyObject {
  // Text of a subclass is never compact.
  return newIterator(rt, text.type === rt.types.str && textKind(text as PyStr) === TextKind.Ascii ? rt.types.strAsciiIterator : rt.types.strIterator, text);
}

export function newBytesIterator(rt: Runtime, bytes: PyObject): PyObject {
  return newIterator(rt, rt.types.bytesIterator, bytes);
}

export function newByteArrayIterator(rt: Runtime, array: PyObject): PyObject {
  return newIterator(rt, rt.types.bytearrayIterator, array);
}

function exhaust(rt: Runtime, self: PyTextIterator, text: PyObject): null {
  self.value.text = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, text);
  return null;
}

/** Hot path. */
function nextCharacter(rt: Runtime, self: PyObject): PyObject | null {
  const iterator = self as PyTextIterator;
  const { text, offset } = iterator.value;
  if (text === null) return null;
  const { value } = text as PyStr;
  if (offset >= value.length) return exhaust(rt, iterator, text);
  const width = isPairAt(value, offset) && textKind(text as PyStr) !== TextKind.Split ? 2 : 1;
  iterator.value.offset = offset + width;
  return newStr(rt, value.slice(offset, offset + width));
}

function nextByte(rt: Runtime, self: PyObject): PyObject | null {
  const iterator = self as PyTextIterator;
  const { text, offset } = iterator.value;
  if (text === null) return null;
  const bytes = bytesOf(rt, text);
  if (offset >= lengthOf(rt, text)) return exhaust(rt, iterator, text);
  iterator.value.offset = offset + 1;
  return newInt(rt, bytes[offset] as number);
}

/** What the index of the next item is, in Python's unit. */
function position(rt: Runtime, { text, offset }: TextIteratorData): number {
  if (text === null) return 0;
  return (text.type as PyType).layout === rt.types.str ? countCodePoints((text as PyStr).value, offset) : offset;
}

function lengthOf(rt: Runtime, text: PyObject): number {
  return (text.type as PyType).layout === rt.types.str ? strLength(text as PyStr) : (text.value as { readonly length: number }).length;
}

/** The storage; a bytearray's may be longer than what is in use. */
function bytesOf(rt: Runtime, object: PyObject): Uint8Array {
  return (object.type as PyType).layout === rt.types.bytearray ? (object as PyByteArray).value.bytes : (object as PyBytes).value;
}

const methods: readonly MethodDefinition[] = [
  noArgs('__length_hint__', (rt, self) => {
    const data = (self as PyTextIterator).value;
    return newInt(rt, data.text === null ? 0 : lengthOf(rt, data.text) - position(rt, data));
  }, 'Private method returning an estimate of len(list(it)).'),
  noArgs('__reduce__', (rt, self) => {
    const data = (self as PyTextIterator).value;
    const iterFunction = builtin(rt, 'iter');
    if (data.text === null) return newTuple(rt, [iterFunction, newTuple(rt, [incref(self.type === rt.types.bytesIterator || self.type === rt.types.bytearrayIterator ? rt.emptyTuple : rt.emptyStr)])]);
    return newTuple(rt, [iterFunction, newTuple(rt, [incref(data.text)]), newInt(rt, position(rt, data))]);
  }, 'Return state information for pickling.'),
  oneArg('__setstate__', (rt, self, state) => {
    const data = (self as PyTextIterator).value;
    const { text } = data;
    if (text === null) return incref(rt.none);
    const index = Math.min(Math.max(asSize(rt, state), 0), lengthOf(rt, text));
    data.offset = (text.type as PyType).layout === rt.types.str ? unitOffset(text as PyStr, index) : index;
    return incref(rt.none);
  }, 'Set state information for unpickling.'),
];

function iteratorSlots(iternext: Slots['iternext']): Partial<Slots> {
  return {
    iter: (_rt, self) => incref(self),
    iternext,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, (self as PyTextIterator).value.text);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { text } = (self as PyTextIterator).value;
      if (text !== null) visit(text);
    },
  };
}

export const strIteratorType: TypeDefinition = {
  name: 'str_iterator', gc: true, basicsize: 32, flags: { disallowInstantiation: true }, slots: iteratorSlots(nextCharacter), methods,
};

export const strAsciiIteratorType: TypeDefinition = {
  name: 'str_ascii_iterator', gc: true, basicsize: 32, flags: { disallowInstantiation: true }, slots: iteratorSlots(nextCharacter), methods,
};

export const bytesIteratorType: TypeDefinition = {
  name: 'bytes_iterator', gc: true, basicsize: 32, flags: { disallowInstantiation: true }, slots: iteratorSlots(nextByte), methods,
};


export const bytearrayIteratorType: TypeDefinition = {
  name: 'bytearray_iterator', gc: true, basicsize: 32, slots: iteratorSlots(nextByte), methods,
};
