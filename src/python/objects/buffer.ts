/**
 * The buffer protocol (CPython's Py_buffer, PyObject_GetBuffer, PyBuffer_Release, PyBuffer_IsContiguous).
 *
 * In: an object and what the asker can deal with. Out: a `Buffer`, a window on memory the exporter keeps in its
 * place until it is released. Pointers and suboffsets do not exist: a buffer is a `Uint8Array`, an offset and strides.
 */
import { decref, type PyObject } from '../memory';
import { PythonError } from './errors';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** PyBUF_* */
export const enum BufferFlags {
  Simple = 0,
  Writable = 1,
  Format = 4,
  Nd = 8,
  Strides = 0x18,
  CContiguous = 0x38,
  FContiguous = 0x58,
  AnyContiguous = 0x98,
  Indirect = 0x118,
  FullReadOnly = 0x11c,
}

/** Py_buffer */
export interface Buffer {
  /** The exporter, owned; null once released. */
  object: PyObject | null;
  /** The exporter's memory, and where in it the first item is. */
  bytes: Uint8Array;
  offset: number;
  /** In bytes: the product of `shape` and `itemsize`. */
  length: number;
  readonly: boolean;
  itemsize: number;
  /** As in the struct module; null when it was not asked for. */
  format: string | null;
  shape: readonly number[];
  /** In bytes. */
  strides: readonly number[];
}

/** PyObject_CheckBuffer */
export function hasBuffer(object: PyObject): boolean {
  return (object.type as PyType).getBuffer !== null;
}

/** PyObject_GetBuffer */
export function getBuffer(rt: Runtime, object: PyObject, flags: number): Buffer {
  const type = object.type as PyType;
  if (type.getBuffer === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${type.name}'`);
  return type.getBuffer(rt, object, flags);
}

/** PyBuffer_Release */
export function releaseBuffer(rt: Runtime, buffer: Buffer): void {
  const { object } = buffer;
  if (object === null) return;
  (object.type as PyType).releaseBuffer?.(rt, object, buffer);
  buffer.object = null;
  decref(rt, object);
}

/** PyBuffer_FillInfo; takes a reference. */
export function fillBuffer(rt: Runtime, object: PyObject, bytes: Uint8Array, readonly: boolean, flags: number): Buffer {
  if (readonly && (flags & BufferFlags.Writable) !== 0) raise(rt, 'BufferError', 'Object is not writable.');
  object.refcnt++;
  return {
    object, bytes, offset: 0, length: bytes.length, readonly, itemsize: 1, format: (flags & BufferFlags.Format) !== 0 ? 'B' : null,
    shape: [bytes.length], strides: [1],
  };
}

/** The strides of items that follow each other, the last index fastest. */
export function contiguousStrides(shape: readonly number[], itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  let stride = itemsize;
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    strides[dimension] = stride;
    stride *= shape[dimension] as number;
  }
  return strides;
}

/** PyBuffer_IsContiguous */
export function isContiguous(buffer: Buffer, order: 'C' | 'F' | 'A'): boolean {
  if (order === 'A') return isContiguous(buffer, 'C') || isContiguous(buffer, 'F');
  const { shape, strides, itemsize, length } = buffer;
  if (length === 0) return true;
  let expected = itemsize;
  for (let step = 0; step < shape.length; step++) {
    const dimension = order === 'C' ? shape.length - 1 - step : step;
    const size = shape[dimension] as number;
    if (size > 1 && strides[dimension] !== expected) return false;
    expected *= size;
  }
  return true;
}

/** The items one after another: the memory itself where it is contiguous, else a copy (PyBuffer_ToContiguous). */
export function bufferBytes(buffer: Buffer, order: 'C' | 'F' | 'A' = 'C'): Uint8Array {
  const { bytes, offset, length, itemsize, shape, strides } = buffer;
  if (length === 0) return new Uint8Array(0);
  const used = order === 'A' ? (isContiguous(buffer, 'F') && !isContiguous(buffer, 'C') ? 'F' : 'C') : order;
  if (isContiguous(buffer, used)) return bytes.subarray(offset, offset + length);
  const result = new Uint8Array(length);
  let at = 0;
  const dimensions = shape.map((_size, dimension) => (used === 'C' ? dimension : shape.length - 1 - dimension));
  const copy = (level: number, from: number): void => {
    if (level === dimensions.length) {
      for (let byte = 0; byte < itemsize; byte++) result[at++] = bytes[from + byte] as number;
      return;
    }
    const dimension = dimensions[level] as number;
    for (let index = 0; index < (shape[dimension] as number); index++) copy(level + 1, from + index * (strides[dimension] as number));
  };
  copy(0, offset);
  return result;
}

/** Calls `read` with the contiguous bytes of an object while its buffer is held, so that the object can't be resized. */
export function withBytes<R>(rt: Runtime, object: PyObject, read: (bytes: Uint8Array) => R): R {
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  try {
    return read(bufferBytes(buffer));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

/** "w*" arguments: memory that can be written. `what` is how the error text begins, such as `recv_into() argument 1`. */
export function getWritableBuffer(rt: Runtime, object: PyObject, what: string): Buffer {
  const type = object.type as PyType;
  if (type.getBuffer !== null) {
    try {
      return getBuffer(rt, object, BufferFlags.Writable);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      decref(rt, error.exception);
    }
  }
  raise(rt, 'TypeError', `${what} must be read-write bytes-like object, not ${object === rt.none ? 'None' : type.name}`);
}
