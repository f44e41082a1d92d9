/**
 * The storage of arrays (CPython Modules/arraymodule.c array_resize and the getitem and setitem functions of its table of
 * descriptors): packed items, the growth of the allocation, and the errors of values that do not fit.
 */
import { decref, type PyObject } from '../../memory';
import {
  checkTextLength, floatFromArgument, indexAsIs, nativeFormats, newStr, raise, strLength, unpackValue,
  type Payload, type PyStr, type PyType, type Runtime, type ValueFormat,
} from '../../objects';

export interface ArrayKind {
  readonly code: string;
  readonly size: number;
  /** null: characters of four bytes. */
  readonly format: ValueFormat | null;
}

export interface ArrayData {
  bytes: Uint8Array;
  /** Items. */
  length: number;
  /** Items there is room for. */
  allocated: number;
  exports: number;
  readonly kind: ArrayKind;
}
export type PyArray = Payload<ArrayData>;

export const TYPE_CODES = 'bBuhHiIlLqQfd';

export function arrayKind(code: string): ArrayKind | null {
  if (code === 'u') return { code, size: 4, format: null };
  const format = code.length === 1 && TYPE_CODES.includes(code) ? nativeFormats.get(code) : undefined;
  return format === undefined ? null : { code, size: format.size, format };
}

export function newArrayData(kind: ArrayKind, bytes: Uint8Array): ArrayData {
  const length = bytes.length / kind.size;
  return { bytes, length, allocated: length, exports: 0, kind };
}

/** The bytes in use. */
export function usedBytes({ bytes, length, kind }: ArrayData): Uint8Array {
  return bytes.subarray(0, length * kind.size);
}

/** array_resize */
export function resizeArray(rt: Runtime, data: ArrayData, length: number): void {
  if (data.exports > 0 && length !== data.length) raise(rt, 'BufferError', 'cannot resize an array that is exporting buffers');
  checkTextLength(rt, length * data.kind.size);
  if (data.allocated >= length && data.length < length + 16 && data.bytes.length > 0) {
    if (length < data.length) data.bytes.fill(0, length * data.kind.size, data.length * data.kind.size);
    data.length = length;
    return;
  }
  const allocated = length === 0 ? 0 : (length >> 4) + (data.length < 8 ? 3 : 7) + length;
  const bytes = new Uint8Array(allocated * data.kind.size);
  bytes.set(data.bytes.subarray(0, Math.min(data.length, length) * data.kind.size));
  data.bytes = bytes;
  data.allocated = allocated;
  data.length = length;
}

export function readItem(rt: Runtime, { bytes, kind }: ArrayData, index: number): PyObject {
  if (kind.format !== null) return unpackValue(rt, bytes, index * kind.size, kind.format);
  const code = new DataView(bytes.buffer, bytes.byteOffset).getUint32(index * 4, true);
  if (code > 0x10ffff) raise(rt, 'ValueError', `character U+${code.toString(16)} is not in range [U+0000; U+10ffff]`);
  return newStr(rt, String.fromCodePoint(code));
}

/** The value an item would have; nothing is stored, as the conversion may change the array. */
export function convertItem(rt: Runtime, kind: ArrayKind, object: PyObject): number | bigint {
  if (kind.format === null) {
    if ((object.type as PyType).layout !== rt.types.str || strLength(object as PyStr) !== 1) raise(rt, 'TypeError', 'array item must be unicode character');
    return (object as PyStr).value.codePointAt(0) as number;
  }
  if (kind.format.kind === 'float') return floatFromArgument(rt, object);
  const integer = indexAsIs(rt, object);
  const { value } = integer;
  decref(rt, integer);
  checkRange(rt, kind, value);
  return value;
}

/** What C's parser checks first, and then the array: the texts name C's types. */
function checkRange(rt: Runtime, { code }: ArrayKind, value: number | bigint): void {
  const fail = (message: string): never => raise(rt, 'OverflowError', message);
  const within = (name: string, minimum: number, maximum: number): void => {
    if (value < minimum) fail(`${name} is less than minimum`);
    if (value > maximum) fail(`${name} is greater than maximum`);
  };
  const unsigned = 'ILQ'.includes(code);
  if (!unsigned && (value < -(2n ** 63n) || value >= 2n ** 63n)) fail(code === 'q' ? 'int too big to convert' : 'Python int too large to convert to C long');
  if (unsigned && value < 0) fail(code === 'Q' ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int");
  if (unsigned && value >= 2n ** 64n) fail(code === 'Q' ? 'int too big to convert' : 'Python int too large to convert to C unsigned long');
  switch (code) {
    case 'b':
      within('signed short integer', -32768, 32767);
      within('signed char', -128, 127);
      break;
    case 'B': within('unsigned byte integer', 0, 255); break;
    case 'h': within('signed short integer', -32768, 32767); break;
    case 'H':
      within('signed integer', -2147483648, 2147483647);
      within('unsigned short', 0, 65535);
      break;
    case 'i': within('signed integer', -2147483648, 2147483647); break;
    case 'I': within('unsigned int', 0, 4294967295); break;
    default:
  }
}

export function storeItem({ bytes, kind }: ArrayData, index: number, value: number | bigint): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const at = index * kind.size;
  if (kind.format?.kind === 'float') {
    if (kind.size === 4) view.setFloat32(at, value as number, true);
    else view.setFloat64(at, value as number, true);
    return;
  }
  switch (kind.size) {
    case 1: bytes[at] = Number(value); return;
    case 2: view.setInt16(at, Number(value), true); return;
    case 4: view.setInt32(at, Number(value), true); return;
    default: view.setBigInt64(at, BigInt.asIntN(64, BigInt(value)), true);
  }
}

/** Room for one more at `index`, the items behind it moved. */
export function openGap(rt: Runtime, data: ArrayData, index: number): void {
  const { length } = data;
  resizeArray(rt, data, length + 1);
  const { size } = data.kind;
  data.bytes.copyWithin((index + 1) * size, index * size, length * size);
}

/** array_del_slice and the other half of array_ass_slice: replaces the items from `start` to `end`. */
export function spliceItems(rt: Runtime, data: ArrayData, start: number, end: number, replacement: Uint8Array): void {
  const { size } = data.kind;
  const { length } = data;
  const growth = replacement.length / size - (end - start);
  const tail = data.bytes.slice(end * size, length * size);
  const inserted = replacement.slice();
  if (growth !== 0) resizeArray(rt, data, length + growth);
  data.bytes.set(inserted, start * size);
  data.bytes.set(tail, start * size + inserted.length);
}
