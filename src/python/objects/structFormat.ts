/**
 * Single values of the struct module's format characters (CPython Modules/_struct.c, and pack_single and unpack_single
 * of Objects/memoryobject.c): how many bytes, how they are read and how they are written.
 *
 * In: a character, native or not, and memory. Out: Python objects, or bytes in memory. What a wrong value means is
 * the caller's: `PackError` carries the reason, as struct, array and memoryview have texts of their own.
 */
import { decref, type PyObject } from '../memory';
import { index, isTrue } from './abstract';
import { newBool } from './boolValue';
import { newBytes } from './bytesValue';
import { PythonError } from './errors';
import { floatFromArgument } from './floatConversion';
import { newFloat } from './floatValue';
import { newInt } from './intValue';
import { matches, raise } from './raise';
import type { PyBytes } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

export type ValueKind = 'signed' | 'unsigned' | 'float' | 'bool' | 'char' | 'pointer';

export interface ValueFormat {
  readonly character: string;
  readonly kind: ValueKind;
  readonly size: number;
  /** 1 where nothing is aligned. */
  readonly alignment: number;
}

const native = (character: string, kind: ValueKind, size: number): [string, ValueFormat] => [character, { character, kind, size, alignment: size }];
const standard = (character: string, kind: ValueKind, size: number): [string, ValueFormat] => [character, { character, kind, size, alignment: 1 }];

/** Sizes and alignments of C on 64-bit Linux. */
export const nativeFormats: ReadonlyMap<string, ValueFormat> = new Map([
  native('b', 'signed', 1), native('B', 'unsigned', 1), native('c', 'char', 1), native('?', 'bool', 1), native('h', 'signed', 2), native('H', 'unsigned', 2),
  native('i', 'signed', 4), native('I', 'unsigned', 4), native('l', 'signed', 8), native('L', 'unsigned', 8), native('q', 'signed', 8), native('Q', 'unsigned', 8),
  native('n', 'signed', 8), native('N', 'unsigned', 8), native('e', 'float', 2), native('f', 'float', 4), native('d', 'float', 8), native('P', 'pointer', 8),
]);

/** Those of `=`, `<`, `>` and `!`. */
export const standardFormats: ReadonlyMap<string, ValueFormat> = new Map([
  standard('b', 'signed', 1), standard('B', 'unsigned', 1), standard('c', 'char', 1), standard('?', 'bool', 1), standard('h', 'signed', 2), standard('H', 'unsigned', 2),
  standard('i', 'signed', 4), standard('I', 'unsigned', 4), standard('l', 'signed', 4), standard('L', 'unsigned', 4), standard('q', 'signed', 8), standard('Q', 'unsigned', 8),
  standard('e', 'float', 2), standard('f', 'float', 4), standard('d', 'float', 8),
]);

/** What is wrong with a value; never an exception Python sees. */
export class PackError {
  constructor(readonly reason: 'not an integer' | 'out of range' | 'not a float' | 'not a char' | 'too large') {}
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The value as JavaScript has it. */
export function readNumber(bytes: Uint8Array, at: number, { kind, size }: ValueFormat, littleEndian: boolean): number | bigint {
  if (size === 1) return kind === 'signed' ? (bytes[at] as number) << 24 >> 24 : bytes[at] as number;
  const data = view(bytes);
  if (kind === 'float') return size === 8 ? data.getFloat64(at, littleEndian) : size === 4 ? data.getFloat32(at, littleEndian) : halfToNumber(data.getUint16(at, littleEndian));
  const signed = kind === 'signed';
  switch (size) {
    case 2: return signed ? data.getInt16(at, littleEndian) : data.getUint16(at, littleEndian);
    case 4: return signed ? data.getInt32(at, littleEndian) : data.getUint32(at, littleEndian);
    default: return signed ? data.getBigInt64(at, littleEndian) : data.getBigUint64(at, littleEndian);
  }
}

export function unpackValue(rt: Runtime, bytes: Uint8Array, at: number, format: ValueFormat, littleEndian = true): PyObject {
  switch (format.kind) {
    case 'char': return newBytes(rt, bytes.slice(at, at + 1));
    case 'bool': return newBool(rt, bytes[at] !== 0);
    case 'float': return newFloat(rt, readNumber(bytes, at, format, littleEndian) as number);
    default: return newInt(rt, readNumber(bytes, at, format, littleEndian));
  }
}

/** The least and the greatest int a format holds. */
export function rangeOf({ kind, size }: ValueFormat): [minimum: bigint, maximum: bigint] {
  const bits = BigInt(8 * size);
  return kind === 'signed' ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
}

/** Where the bytes go is asked for after the value was converted: its `__index__` may have moved them. */
export function packValue(rt: Runtime, target: () => Uint8Array, at: number, format: ValueFormat, object: PyObject, littleEndian = true): void {
  switch (format.kind) {
    case 'char': {
      const { value } = object as PyBytes;
      if ((object.type as PyType).layout !== rt.types.bytes) throw new PackError('not a char');
      if (value.length !== 1) throw new PackError('out of range');
      target()[at] = value[0] as number;
      return;
    }
    case 'bool': {
      const truth = isTrue(rt, object);
      target()[at] = truth ? 1 : 0;
      return;
    }
    case 'float':
      writeFloat(rt, target, at, format, floatArgument(rt, object), littleEndian);
      return;
    default: {
      const value = intArgument(rt, object);
      writeInt(target(), at, format, value, littleEndian);
    }
  }
}

function intArgument(rt: Runtime, object: PyObject): number | bigint {
  const { type } = object;
  if (type === rt.types.int) return object.value as number | bigint;
  if ((type as PyType).layout !== rt.types.int && (type as PyType).nbIndex === null) throw new PackError('not an integer');
  const integer = index(rt, object);
  const { value } = integer;
  decref(rt, integer);
  return value;
}

function floatArgument(rt: Runtime, object: PyObject): number {
  try {
    return floatFromArgument(rt, object);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    throw new PackError('not a float');
  }
}

function writeInt(bytes: Uint8Array, at: number, format: ValueFormat, value: number | bigint, littleEndian: boolean): void {
  const { size } = format;
  if (format.kind === 'pointer') {
    if (value < -(2n ** 63n) || value >= 2n ** 64n) throw new PackError('too large');
  } else {
    const [minimum, maximum] = rangeOf(format);
    if (value < minimum || value > maximum) throw new PackError('out of range');
  }
  const data = view(bytes);
  switch (size) {
    case 1: bytes[at] = Number(value); return;
    case 2: data.setInt16(at, Number(value), littleEndian); return;
    case 4: data.setInt32(at, Number(value), littleEndian); return;
    default: data.setBigInt64(at, BigInt.asIntN(64, BigInt(value)), littleEndian);
  }
}

function writeFloat(rt: Runtime, target: () => Uint8Array, at: number, { size, alignment }: ValueFormat, value: number, littleEndian: boolean): void {
  const data = view(target());
  if (size === 8) data.setFloat64(at, value, littleEndian);
  else if (size === 4) {
    // C's own conversion of native floats gives infinity.
    if (alignment === 1 && Number.isFinite(value) && !Number.isFinite(Math.fround(value))) raise(rt, 'OverflowError', 'float too large to pack with f format');
    data.setFloat32(at, value, littleEndian);
  } else {
    const half = numberToHalf(value);
    if (half === null) raise(rt, 'OverflowError', 'float too large to pack with e format');
    data.setUint16(at, half, littleEndian);
  }
}

/** PyFloat_Unpack2 */
function halfToNumber(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** PyFloat_Pack2: ties to even; null when it is too large. */
function numberToHalf(value: number): number | null {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude === Infinity) return sign | 0x7c00;
  const exponent = magnitude < 2 ** -14 ? -14 : Math.floor(Math.log2(magnitude));
  // log2 may be off by one next to a power of two.
  const exact = magnitude < 2 ** exponent && exponent > -14 ? exponent - 1 : magnitude >= 2 ** (exponent + 1) ? exponent + 1 : exponent;
  const units = roundHalfEven(magnitude / 2 ** (exact - 10));
  const scaled = units >= 2048 ? { units: 1024, exponent: exact + 1 } : { units, exponent: exact };
  if (scaled.exponent > 15) return null;
  return sign | (scaled.units < 1024 ? scaled.units : ((scaled.exponent + 15) << 10) | (scaled.units - 1024));
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

