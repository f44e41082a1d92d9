/**
 * The buffer protocol for contiguous bytes: bytes, bytearray and memoryview as one `Uint8Array`. The view
 * shares the memory of the object and must not be kept while Python code may run.
 */
import type { PyObject } from '../memory';
import { isByteArrayLike, isBytesLike } from './bytesValue';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { memoryViewBytes } from './memoryViewData';
import type { PyType } from './type';

/** null for what is no bytes-like object. */
export function bytesView(rt: Runtime, object: PyObject): Uint8Array | null {
  if (isBytesLike(rt, object)) return object.value;
  if (isByteArrayLike(rt, object)) return object.value.bytes.subarray(0, object.value.length);
  if ((object.type as PyType).layout === rt.types.memoryview) return memoryViewBytes(rt, object);
  return null;
}

/** The bytes, or TypeError "a bytes-like object is required, not 'x'". */
export function requireBytesView(rt: Runtime, object: PyObject): Uint8Array {
  const bytes = bytesView(rt, object);
  if (bytes === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${object.type.name}'`);
  return bytes;
}
