/**
 * bytearray as a type. The storage is in `byteArrayStore.ts`, the methods it shares with bytes in
 * `bytesMethods.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber, getIterOr, hasIndex, iterNext } from './abstract';
import { newBool } from './boolValue';
import { fillBuffer } from './buffer';
import { compareBytes, bytesContain, joinTwo, orderHolds, repeatBytes, sliceBytes } from './bytes';
import { byteOf, bytesOfArguments, bytesOfIterable } from './bytesConversion';
import { bytesMethodRows, ownBytes, type BytesKind } from './bytesMethods';
import { bytesPercentFormat } from './bytesPercentFormat';
import { bytesRepr } from './bytesRepr';
import { newBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { checkResizable, newByteArrayData, removeByteAt, resizeByteArray, spliceByteArray, usedBytes, type ByteArrayData } from './byteArrayStore';
import { newInt } from './intValue';
import { latin1Text } from './latin1';
import { getState } from './objectReduce';
import type { PyByteArray, PyDict, PyTuple } from './layouts';
import { fast, noArgs, oneArg, type MethodDefinition } from './methods';
import { asSize, checkPositional, optionalText, unpackKeywordDict } from './nativeArguments';
import { allocatePlain, freePlain } from './plainObject';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isSlice, sliceIndices, type SliceIndices } from './slice';
import { isStrLike, newStr } from './strValue';
import { newTuple } from './tuple';
import { newByteArrayIterator } from './textIterators';
import { CompareOp, type PyType, type TypeDefinition } from './type';

const PARAMETERS = { function: 'bytearray', names: ['source', 'encoding', 'errors'] } as const;

export function newByteArray(rt: Runtime, bytes: Uint8Array): PyByteArray {
  return allocatePlain(rt, rt.types.bytearray, newByteArrayData(bytes));
}

function dataOf(self: PyObject): ByteArrayData {
  return (self as PyByteArray).value;
}

function init(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const [source, encodingObject, errorsObject] = unpackKeywordDict(rt, PARAMETERS, args.value, kwargs);
  const encoding = optionalText(rt, 'bytearray', 'encoding', encodingObject);
  const errors = optionalText(rt, 'bytearray', 'errors', errorsObject);
  const data = dataOf(self);
  if (data.length > 0) resizeByteArray(rt, data, 0);
  if (source !== undefined && encoding === null && errors === null && !isStrLike(rt, source) && !hasIndex(rt, source) && (source.type as PyType).getBuffer === null) {
    appendItems(rt, self, source);
    return;
  }
  const bytes = bytesOfArguments(rt, source, encoding, errors, 'bytearray');
  Object.assign(data, { ...newByteArrayData(bytes), exports: data.exports });
}

/** The ints of an iterable, one by one: it may look at what there is so far. */
function appendItems(rt: Runtime, self: PyObject, iterable: PyObject): void {
  const data = dataOf(self);
  const iterator = getIterOr(rt, iterable, () => `cannot convert '${iterable.type.name}' object to bytearray`);
  try {
    for (let object = iterNext(rt, iterator); object !== null; object = iterNext(rt, iterator)) {
      try {
        const byte = byteOf(rt, object, 'byte');
        resizeByteArray(rt, data, data.length + 1);
        data.bytes[data.length - 1] = byte;
      } finally {
        decref(rt, object);
      }
    }
  } finally {
    decref(rt, iterator);
  }
}

function richCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  const mine = bytesView(rt, self);
  const theirs = bytesView(rt, other);
  if (mine === null || theirs === null) return incref(rt.notImplemented);
  if ((op === CompareOp.Eq || op === CompareOp.Ne) && mine.length !== theirs.length) return newBool(rt, op === CompareOp.Ne);
  return newBool(rt, orderHolds(compareBytes(mine, theirs), op));
}

function concat(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const a = bytesView(rt, left);
  const b = bytesView(rt, right);
  if (a === null || b === null) raise(rt, 'TypeError', `can't concat ${right.type.name} to ${left.type.name}`);
  return newByteArray(rt, joinTwo(rt, a, b));
}

function inplaceConcat(rt: Runtime, self: PyObject, other: PyObject): PyObject {
  const view = bytesView(rt, other);
  if (view === null) raise(rt, 'TypeError', `can't concat ${other.type.name} to ${self.type.name}`);
  const data = dataOf(self);
  spliceByteArray(rt, data, data.length, data.length, view);
  return incref(self);
}

function inplaceRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const data = dataOf(self);
  const result = repeatBytes(rt, usedBytes(data), count, 'repeated bytes are too long');
  resizeByteArray(rt, data, result.length);
  data.bytes.set(result);
  return incref(self);
}

function item(rt: Runtime, self: PyObject, index: number): PyObject {
  const data = dataOf(self);
  if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'bytearray index out of range');
  return newInt(rt, data.bytes[index] as number);
}

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const data = dataOf(self);
  if (hasIndex(rt, key)) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return item(rt, self, index < 0 ? index + data.length : index);
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', `bytearray indices must be integers or slices, not ${key.type.name}`);
  return newByteArray(rt, sliceBytes(usedBytes(data), sliceIndices(rt, key, data.length)));
}

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const data = dataOf(self);
  if (hasIndex(rt, key)) {
    const given = asIndexNumber(rt, key, 'IndexError');
    const index = given < 0 ? given + data.length : given;
    if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'bytearray index out of range');
    if (value === null) spliceByteArray(rt, data, index, index + 1, new Uint8Array(0));
    else {
      const byte = byteOf(rt, value, 'byte');
      if (index >= data.length) raise(rt, 'IndexError', 'bytearray index out of range');
      data.bytes[index] = byte;
    }
    return;
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', `bytearray indices must be integers or slices, not ${key.type.name}`);
  const bytes = value === null ? new Uint8Array(0) : assignedBytes(rt, value);
  assignSlice(rt, data, sliceIndices(rt, key, data.length), bytes, value === null);
}

function assignedBytes(rt: Runtime, value: PyObject): Uint8Array {
  const view = bytesView(rt, value);
  if (view !== null) return view.slice();
  const type = value.type as PyType;
  if (hasIndex(rt, value) || isStrLike(rt, value) || (type.iter === null && type.sqItem === null)) {
    raise(rt, 'TypeError', 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
  }
  return bytesOfIterable(rt, value, 'byte');
}

function assignSlice(rt: Runtime, data: ByteArrayData, { start, stop, step, count }: SliceIndices, bytes: Uint8Array, deletes: boolean): void {
  if (step === 1) {
    spliceByteArray(rt, data, start, Math.max(start, stop), bytes);
    return;
  }
  if (!deletes && bytes.length !== count && bytes.length > 0) {
    raise(rt, 'ValueError', `attempt to assign bytes of size ${bytes.length} to extended slice of size ${count}`);
  }
  if (!deletes && bytes.length > 0) {
    for (let index = 0, at = start; index < count; index++, at += step) data.bytes[at] = bytes[index] as number;
    return;
  }
  checkResizable(rt, data);
  const removed = new Set(Array.from({ length: count }, (_unused, index) => start + index * step));
  const kept = usedBytes(data).filter((_byte, index) => !removed.has(index));
  resizeByteArray(rt, data, kept.length);
  data.bytes.set(kept);
}

function pop(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'pop', args.length, 0, 1);
  const data = dataOf(self);
  const given = args[0] === undefined ? -1 : asSize(rt, args[0]);
  if (data.length === 0) raise(rt, 'IndexError', 'pop from empty bytearray');
  const index = given < 0 ? given + data.length : given;
  if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'pop index out of range');
  checkResizable(rt, data);
  const byte = data.bytes[index] as number;
  removeByteAt(rt, data, index);
  return newInt(rt, byte);
}

function extend(rt: Runtime, self: PyObject, iterable: PyObject): PyObject {
  const data = dataOf(self);
  const view = bytesView(rt, iterable);
  const type = iterable.type as PyType;
  if (view === null && type.iter === null && type.sqItem === null) raise(rt, 'TypeError', `can't extend bytearray with ${iterable.type.name}`);
  const bytes = view ?? bytesOfIterable(rt, iterable, 'byte');
  spliceByteArray(rt, data, data.length, data.length, bytes);
  return incref(rt.none);
}

/** (class, arguments, state); from protocol 3 on the argument is a bytes. */
function reduce(rt: Runtime, self: PyObject, protocol: number): PyObject {
  const bytes = ownBytes(self);
  const args = bytes.length === 0 ? [] : protocol < 3
    ? [newStr(rt, latin1Text(bytes)), newStr(rt, 'latin-1')] : [newBytes(rt, bytes.slice())];
  const argumentTuple = newTuple(rt, args);
  let state: PyObject;
  try {
    state = getState(rt, self);
  } catch (error) {
    decref(rt, argumentTuple);
    throw error;
  }
  return newTuple(rt, [incref((self.type as PyType).object), argumentTuple, state]);
}

const kind: BytesKind = {
  name: 'bytearray',
  wrap: newByteArray,
  fresh: newByteArray,
  same: (rt, self) => newByteArray(rt, ownBytes(self)),
};

const ownMethods: readonly MethodDefinition[] = [
  oneArg('append', (rt, self, value) => {
    const byte = byteOf(rt, value, 'byte');
    const data = dataOf(self);
    resizeByteArray(rt, data, data.length + 1);
    data.bytes[data.length - 1] = byte;
    return incref(rt.none);
  }, 'Append a single item to the end of the bytearray.'),
  noArgs('clear', (rt, self) => {
    resizeByteArray(rt, dataOf(self), 0);
    return incref(rt.none);
  }, 'Remove all items from the bytearray.'),
  noArgs('copy', (rt, self) => newByteArray(rt, ownBytes(self)), 'Return a copy of B.'),
  oneArg('extend', extend, 'Append all the items from the iterator or sequence to the bytearray.'),
  fast('insert', (rt, self, args) => {
    checkPositional(rt, 'insert', args.length, 2, 2);
    const given = asSize(rt, args[0] as PyObject);
    const byte = byteOf(rt, args[1] as PyObject, 'byte');
    const data = dataOf(self);
    const index = Math.min(given < 0 ? Math.max(given + data.length, 0) : given, data.length);
    spliceByteArray(rt, data, index, index, Uint8Array.of(byte));
    return incref(rt.none);
  }, 'Insert a single item into the bytearray before the given index.'),
  fast('pop', pop, 'Remove and return a single item from B.'),
  oneArg('remove', (rt, self, value) => {
    const byte = byteOf(rt, value, 'byte');
    const data = dataOf(self);
    const index = usedBytes(data).indexOf(byte);
    if (index < 0) raise(rt, 'ValueError', 'value not found in bytearray');
    removeByteAt(rt, data, index);
    return incref(rt.none);
  }, 'Remove the first occurrence of a value in the bytearray.'),
  noArgs('reverse', (rt, self) => {
    usedBytes(dataOf(self)).reverse();
    return incref(rt.none);
  }, 'Reverse the order of the values in B in place.'),
  noArgs('__alloc__', (rt, self) => newInt(rt, dataOf(self).bytes.length), 'B.__alloc__() -> int'),
  noArgs('__sizeof__', (rt, self) => newInt(rt, byteArraySize(rt, self)), 'Returns the size of the bytearray object in memory, in bytes.'),
  noArgs('__reduce__', (rt, self) => reduce(rt, self, 2), 'Return state information for pickling.'),
  fast('__reduce_ex__', (rt, self, args) => {
    checkPositional(rt, '__reduce_ex__', args.length, 0, 1);
    return reduce(rt, self, args[0] === undefined ? 0 : asSize(rt, args[0]));
  }, 'Return state information for pickling.'),
];

/** bytearray.__sizeof__ */
function byteArraySize(rt: Runtime, self: PyObject): number {
  const { length } = dataOf(self).bytes;
  const { basicsize } = self.type as PyType;
  return length === 0 ? basicsize : basicsize - rt.types.bytearray.basicsize + rt.profile.structSizes.bytearray + length;
}

export const bytearrayType: TypeDefinition = {
  name: 'bytearray',
  doc: `bytearray(iterable_of_ints) -> bytearray
bytearray(string, encoding[, errors]) -> bytearray
bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
bytearray() -> empty bytes array

Construct a mutable bytearray object from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - a bytes or a buffer object
  - any object implementing the buffer API.
  - an integer`,
  flags: { basetype: true },
  basicsize: 56,
  sizeof: byteArraySize,
  furtherBytes: (self, present) => {
    const bytes = dataOf(self).bytes.length;
    return bytes === 0 ? [] : present[0] === bytes ? present : [bytes];
  },
  slots: {
    new: (rt, type) => allocatePlain(rt, type, newByteArrayData(new Uint8Array(0))),
    init,
    repr: (rt, self) => newStr(rt, `${(self.type as PyType).name}(${bytesRepr(ownBytes(self))})`),
    str: (rt, self) => newStr(rt, `${(self.type as PyType).name}(${bytesRepr(ownBytes(self))})`),
    richcompare: richCompare,
    iter: newByteArrayIterator,
    nbRemainder: (rt, left, right) =>
      (left.type as PyType).layout === rt.types.bytearray ? newByteArray(rt, bytesPercentFormat(rt, left, right)) : incref(rt.notImplemented),
    sqLength: (_rt, self) => dataOf(self).length,
    sqConcat: concat,
    sqRepeat: (rt, self, count) => newByteArray(rt, repeatBytes(rt, ownBytes(self), count, 'repeated bytes are too long')),
    sqItem: item,
    sqAssItem: (rt, self, index, value) => {
      const key = newInt(rt, index);
      try {
        assign(rt, self, key, value);
      } finally {
        decref(rt, key);
      }
    },
    sqContains: (rt, self, value) => bytesContain(rt, ownBytes(self), value),
    sqInplaceConcat: inplaceConcat,
    sqInplaceRepeat: inplaceRepeat,
    mpLength: (_rt, self) => dataOf(self).length,
    mpSubscript: subscript,
    mpAssSubscript: assign,
    getBuffer: (rt, self, flags) => {
      const data = dataOf(self);
      const buffer = fillBuffer(rt, self, usedBytes(data), false, flags);
      data.exports++;
      return buffer;
    },
    releaseBuffer: (_rt, self) => {
      dataOf(self).exports--;
    },
    dealloc: freePlain,
  },
  methods: [...bytesMethodRows(kind), ...ownMethods],
};
