/**
 * bytes as a type. The values are made in `bytesValue.ts`, the methods it shares with bytearray are in
 * `bytesMethods.ts`; this file puts them together and is the entry for others.
 */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber, hasIndex } from './abstract';
import { newBool } from './boolValue';
import { fillBuffer } from './buffer';
import { bytesMethodRows, ownBytes, type BytesKind } from './bytesMethods';
import { bytesOfArguments, throughMethod } from './bytesConversion';
import { bytesPercentFormat } from './bytesPercentFormat';
import { bytesRepr } from './bytesRepr';
import { isBytesLike, newBytes, newFreshBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { newInt } from './intValue';
import type { PyBytes, PyDict, PyTuple } from './layouts';
import { noArgs } from './methods';
import { optionalText, unpackKeywordDict } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { allocatePlain, freePlain } from './plainObject';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { sipHash } from './siphash';
import { isSlice, sliceIndices } from './slice';
import { hashKey, newStr } from './strValue';
import { newBytesIterator } from './textIterators';
import { newTuple } from './tuple';
import { CompareOp, type Hash, type PyType, type TypeDefinition } from './type';

export { isByteArrayLike, isBytesLike, newBytes, newBytesFromLatin1 } from './bytesValue';
export { bytesView, requireBytesView } from './bytesView';
export { bytesFromObject } from './bytesConversion';
export { bytesRepr } from './bytesRepr';

const PARAMETERS = { function: 'bytes', names: ['source', 'encoding', 'errors'] } as const;

function bytesNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [source, encodingObject, errorsObject] = unpackKeywordDict(rt, PARAMETERS, args.value, kwargs);
  const encoding = optionalText(rt, 'bytes', 'encoding', encodingObject);
  const errors = optionalText(rt, 'bytes', 'errors', errorsObject);
  const result = construct(rt, source, encoding, errors);
  if (type === rt.types.bytes) return result;
  const instance = allocatePlain(rt, type, result.value);
  decref(rt, result);
  return instance;
}

function construct(rt: Runtime, source: PyObject | undefined, encoding: string | null, errors: string | null): PyBytes {
  if (source !== undefined && encoding === null && errors === null) {
    if (source.type === rt.types.bytes) return incref(source) as PyBytes;
    const throughBytes = throughMethod(rt, source);
    if (throughBytes !== null) return throughBytes;
  }
  const bytes = bytesOfArguments(rt, source, encoding, errors, 'bytes');
  return source !== undefined && isReadThroughWriter(rt, source) ? newBytes(rt, bytes) : newFreshBytes(rt, bytes);
}

/** Text, lists and iterables give one of the cached bytes if they can; sizes, buffers and tuples a new one. */
function isReadThroughWriter(rt: Runtime, source: PyObject): boolean {
  return source.type !== rt.types.tuple && !hasIndex(rt, source) && (source.type as PyType).getBuffer === null;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return (a[index] as number) - (b[index] as number);
  }
  return a.length - b.length;
}

export function orderHolds(order: number, op: CompareOp): boolean {
  switch (op) {
    case CompareOp.Lt: return order < 0;
    case CompareOp.Le: return order <= 0;
    case CompareOp.Eq: return order === 0;
    case CompareOp.Ne: return order !== 0;
    case CompareOp.Gt: return order > 0;
    case CompareOp.Ge: return order >= 0;
  }
}

function richCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isBytesLike(rt, other)) return incref(rt.notImplemented);
  return newBool(rt, orderHolds(compareBytes((self as PyBytes).value, other.value), op));
}

/** hash(bytes), kept like that of str. */
function bytesHash(rt: Runtime, self: PyObject): Hash {
  if (self.type !== rt.types.bytes) return sipHash((self as PyBytes).value, hashKey(rt));
  const cached = self.attributes as Hash | null;
  if (cached !== null) return cached;
  const hash = sipHash((self as PyBytes).value, hashKey(rt));
  self.attributes = hash;
  return hash;
}

function concat(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const a = bytesView(rt, left);
  const b = bytesView(rt, right);
  if (a === null || b === null) raise(rt, 'TypeError', `can't concat ${right.type.name} to ${left.type.name}`);
  if (a.length === 0 && right.type === rt.types.bytes) return incref(right);
  if (b.length === 0 && left.type === rt.types.bytes) return incref(left);
  return newBytes(rt, joinTwo(rt, a, b));
}

export function joinTwo(rt: Runtime, a: Uint8Array, b: Uint8Array): Uint8Array {
  checkTextLength(rt, a.length + b.length);
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

export function repeatBytes(rt: Runtime, bytes: Uint8Array, count: number, message: string): Uint8Array {
  if (count <= 0 || bytes.length === 0) return new Uint8Array(0);
  if (bytes.length * count > Number.MAX_SAFE_INTEGER) raise(rt, 'OverflowError', message);
  checkTextLength(rt, bytes.length * count);
  const result = new Uint8Array(bytes.length * count);
  for (let index = 0; index < count; index++) result.set(bytes, index * bytes.length);
  return result;
}

function repeat(rt: Runtime, self: PyObject, count: number): PyObject {
  if (count === 1 && self.type === rt.types.bytes) return incref(self);
  return newBytes(rt, repeatBytes(rt, (self as PyBytes).value, count, 'repeated bytes are too long'));
}

function item(rt: Runtime, self: PyObject, index: number): PyObject {
  const byte = (self as PyBytes).value[index];
  if (byte === undefined) raise(rt, 'IndexError', 'index out of range');
  return newInt(rt, byte);
}

/** The bytes a slice selects. */
export function sliceBytes(bytes: Uint8Array, { start, step, count }: { start: number; step: number; count: number }): Uint8Array {
  if (step === 1) return bytes.slice(start, start + count);
  const result = new Uint8Array(count);
  for (let index = 0, at = start; index < count; index++, at += step) result[index] = bytes[at] as number;
  return result;
}

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const bytes = (self as PyBytes).value;
  if (hasIndex(rt, key)) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return item(rt, self, index < 0 ? index + bytes.length : index);
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', `byte indices must be integers or slices, not ${key.type.name}`);
  const indices = sliceIndices(rt, key, bytes.length);
  if (indices.step === 1 && indices.count === bytes.length && self.type === rt.types.bytes) return incref(self);
  return indices.step === 1 ? newBytes(rt, sliceBytes(bytes, indices)) : newFreshBytes(rt, sliceBytes(bytes, indices));
}

/** `x in bytes`: a byte as an int, or bytes. */
export function bytesContain(rt: Runtime, bytes: Uint8Array, value: PyObject): boolean {
  if ((value.type as PyType).nbIndex !== null) {
    const byte = asIndexNumber(rt, value, null);
    if (byte < 0 || byte > 255) raise(rt, 'ValueError', 'byte must be in range(0, 256)');
    return bytes.includes(byte);
  }
  const needle = bytesView(rt, value);
  if (needle === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${value.type.name}'`);
  return indexOfBytes(bytes, needle) >= 0;
}

function indexOfBytes(bytes: Uint8Array, needle: Uint8Array): number {
  outer: for (let at = 0; at + needle.length <= bytes.length; at++) {
    for (let index = 0; index < needle.length; index++) if (bytes[at + index] !== needle[index]) continue outer;
    return at;
  }
  return -1;
}

const kind: BytesKind = {
  name: 'bytes',
  wrap: newBytes,
  fresh: newFreshBytes,
  same: (rt, self) => self.type === rt.types.bytes ? incref(self) : newBytes(rt, ownBytes(self).slice()),
};

export const bytesType: TypeDefinition = {
  name: 'bytes',
  doc: `bytes(iterable_of_ints) -> bytes
bytes(string, encoding[, errors]) -> bytes
bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
bytes(int) -> bytes object of size given by the parameter initialized with null bytes
bytes() -> empty bytes object

Construct an immutable array of bytes from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - any object implementing the buffer API.
  - an integer`,
  flags: { basetype: true },
  basicsize: 33,
  itemsize: 1,
  sizeof: (_rt, self) => 33 + (self as PyBytes).value.length,
  slots: {
    new: bytesNew,
    repr: (rt, self) => newStr(rt, bytesRepr((self as PyBytes).value)),
    str: (rt, self) => newStr(rt, bytesRepr((self as PyBytes).value)),
    hash: bytesHash,
    richcompare: richCompare,
    iter: newBytesIterator,
    nbRemainder: (rt, left, right) => isBytesLike(rt, left) ? newBytes(rt, bytesPercentFormat(rt, left, right)) : incref(rt.notImplemented),
    sqLength: (_rt, self) => (self as PyBytes).value.length,
    sqConcat: concat,
    sqRepeat: repeat,
    sqItem: item,
    sqContains: (rt, self, value) => bytesContain(rt, (self as PyBytes).value, value),
    mpLength: (_rt, self) => (self as PyBytes).value.length,
    mpSubscript: subscript,
    getBuffer: (rt, self, flags) => fillBuffer(rt, self, (self as PyBytes).value, true, flags),
    dealloc: freePlain,
  },
  methods: [
    ...bytesMethodRows(kind),
    noArgs('__bytes__', (rt, self) => kind.same(rt, self)),
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [newBytes(rt, ownBytes(self).slice())])),
  ],
};

