/**
 * The payload of memoryview: a window on the bytes of another object. Only one dimension, only formats of
 * the struct module's native single items.
 */
import type { PyObject } from '../memory';
import type { Payload, PyByteArray } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';

export interface MemoryViewData {
  /** The object whose bytes are seen, owned; null after release(). */
  source: PyObject | null;
  /** In bytes from the start of the source. */
  offset: number;
  /** Items, and the distance between two of them in bytes (negative when reversed). */
  length: number;
  stride: number;
  itemsize: number;
  format: string;
  readonly: boolean;
  /** Buffers taken of this view. */
  exports: number;
}
export type PyMemoryView = Payload<MemoryViewData>;

/** All bytes of the source; bytes or bytearray at the bottom. */
export function sourceBytes(rt: Runtime, view: PyMemoryView): Uint8Array {
  const { source } = view.value;
  if (source === null) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
  const value = source.value as Uint8Array | PyByteArray['value'];
  return value instanceof Uint8Array ? value : value.bytes.subarray(0, value.length);
}

/** What the view shows, copied when it is not contiguous. */
export function memoryViewBytes(rt: Runtime, object: PyObject): Uint8Array {
  const view = object as PyMemoryView;
  const all = sourceBytes(rt, view);
  const { offset, length, stride, itemsize } = view.value;
  if (stride === itemsize) return all.subarray(offset, offset + length * itemsize);
  const bytes = new Uint8Array(length * itemsize);
  for (let item = 0; item < length; item++) {
    for (let byte = 0; byte < itemsize; byte++) bytes[item * itemsize + byte] = all[offset + item * stride + byte] as number;
  }
  return bytes;
}
