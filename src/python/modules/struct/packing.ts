/**
 * Structures to bytes and back (CPython Modules/_struct.c s_pack_internal, s_unpack_internal): the checks around them and
 * the places in foreign buffers.
 */
import { decref, type PyObject } from '../../memory';
import {
  asIndexNumber, bufferBytes, indexAsIs, intToBigInt, BufferFlags, getBuffer, newBytes, newTuple, packValue, raise, releaseBuffer, unpackStruct,
  type PyBytes, type PyByteArray, type PyType, type Runtime, type StructLayout,
} from '../../objects';
import { raisePackError, raiseStructError } from './structErrors';

/** s_pack_internal; `values` are as many as the layout wants. */
function packInto(rt: Runtime, layout: StructLayout, target: Uint8Array, start: number, values: readonly PyObject[]): void {
  let next = 0;
  for (const { format, character, offset, size, repeat } of layout.items) {
    for (let index = 0; index < repeat; index++) {
      const value = values[next++] as PyObject;
      const at = start + offset + index * size;
      if (format === null) packText(rt, character, target, at, size, value);
      else {
        try {
          packValue(rt, () => target, at, format, value, layout.littleEndian);
        } catch (error) {
          raisePackError(rt, error, format, value);
        }
      }
    }
  }
}

function packText(rt: Runtime, character: string, target: Uint8Array, at: number, size: number, value: PyObject): void {
  const { layout } = value.type as PyType;
  if (layout !== rt.types.bytes && layout !== rt.types.bytearray) raiseStructError(rt, `argument for '${character}' must be a bytes object`);
  const bytes = layout === rt.types.bytes ? (value as PyBytes).value : (value as PyByteArray).value.bytes.subarray(0, (value as PyByteArray).value.length);
  if (character === 's') {
    target.set(bytes.subarray(0, size), at);
    return;
  }
  if (size === 0) return;
  const count = Math.min(bytes.length, size - 1);
  target[at] = Math.min(count, 255);
  target.set(bytes.subarray(0, count), at + 1);
}

export function pack(rt: Runtime, layout: StructLayout, values: readonly PyObject[]): PyObject {
  if (values.length !== layout.count) raiseStructError(rt, `pack expected ${layout.count} items for packing (got ${values.length})`);
  const bytes = new Uint8Array(layout.size);
  packInto(rt, layout, bytes, 0, values);
  return newBytes(rt, bytes);
}

/** An offset as the error texts show it: exact also beyond 2^53, where no buffer reaches. */
function offsetArgument(rt: Runtime, object: PyObject, overflowError: 'IndexError' | 'OverflowError'): { offset: number; shown: bigint } {
  const integer = indexAsIs(rt, object);
  try {
    return { offset: asIndexNumber(rt, integer, overflowError), shown: intToBigInt(integer) };
  } finally {
    decref(rt, integer);
  }
}

/** An offset from the start or, when negative, from the end; `tooNear` is said when it lies too near the end. */
function placeIn(rt: Runtime, offset: number, size: number, length: number, tooNear: string): number {
  if (offset >= 0) return offset;
  if (offset + size > 0) raiseStructError(rt, tooNear);
  if (offset + length < 0) raiseStructError(rt, `offset ${offset} out of range for ${length}-byte buffer`);
  return offset + length;
}

export function packIntoBuffer(rt: Runtime, layout: StructLayout, args: readonly PyObject[]): void {
  if (args.length < 2 || args.length - 2 !== layout.count) {
    if (args.length === 0) raiseStructError(rt, 'pack_into expected buffer argument');
    if (args.length === 1) raiseStructError(rt, 'pack_into expected offset argument');
    raiseStructError(rt, `pack_into expected ${layout.count} items for packing (got ${args.length - 2})`);
  }
  const target = args[0] as PyObject;
  const fail = (): never => raise(rt, 'TypeError', `argument must be read-write bytes-like object, not ${target === rt.none ? 'None' : target.type.name}`);
  if ((target.type as PyType).getBuffer === null) fail();
  const buffer = getBuffer(rt, target, BufferFlags.CContiguous);
  try {
    if (buffer.readonly) fail();
    const { length } = buffer;
    const { offset: given, shown } = offsetArgument(rt, args[1] as PyObject, 'IndexError');
    const { size } = layout;
    const offset = placeIn(rt, given, size, length, `no space to pack ${size} bytes at offset ${given}`);
    if (length - offset < size) {
      const at = given < 0 ? BigInt(offset) : shown;
      raiseStructError(rt, `pack_into requires a buffer of at least ${BigInt(size) + at} bytes for packing ${size} bytes at offset ${at} (actual buffer size is ${length})`);
    }
    const bytes = buffer.bytes.subarray(buffer.offset, buffer.offset + length);
    bytes.fill(0, offset, offset + size);
    packInto(rt, layout, bytes, offset, args.slice(2));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

export function unpack(rt: Runtime, layout: StructLayout, object: PyObject): PyObject {
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  try {
    if (buffer.length !== layout.size) raiseStructError(rt, `unpack requires a buffer of ${layout.size} bytes`);
    return newTuple(rt, unpackStruct(rt, layout, bufferBytes(buffer), 0));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

export function unpackFrom(rt: Runtime, layout: StructLayout, object: PyObject, offsetObject: PyObject | undefined): PyObject {
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  try {
    const { size } = layout;
    const { length } = buffer;
    const { offset: given, shown } = offsetObject === undefined ? { offset: 0, shown: 0n } : offsetArgument(rt, offsetObject, 'OverflowError');
    const offset = placeIn(rt, given, size, length, `not enough data to unpack ${size} bytes at offset ${given}`);
    if (length - offset < size) {
      const at = given < 0 ? BigInt(offset) : shown;
      raiseStructError(rt, `unpack_from requires a buffer of at least ${BigInt(size) + at} bytes for unpacking ${size} bytes at offset ${at} (actual buffer size is ${length})`);
    }
    return newTuple(rt, unpackStruct(rt, layout, bufferBytes(buffer), offset));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

