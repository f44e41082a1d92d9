/**
 * The buffer protocol for contiguous bytes as one `Uint8Array`. The view shares the memory of the object and
 * must not be kept while Python code may run; who needs that holds a `Buffer` (`buffer.ts`).
 */
import type { PyObject } from '../memory';
import { bufferBytes, BufferFlags, getBuffer, releaseBuffer } from './buffer';
import { isByteArrayLike, isBytesLike } from './bytesValue';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** null for what is no bytes-like object. */
export function bytesView(rt: Runtime, object: PyObject): Uint8Array | null {
  if (object.type === rt.types.bytes) return object.value as Uint8Array;
  return (object.type as PyType).getBuffer === null ? null : foreignView(rt, object, BufferFlags.Simple);
}

/** The same for buffers of any shape; items which do not follow each other are copied (PyBUF_FULL_RO). */
export function anyBytesView(rt: Runtime, object: PyObject): Uint8Array | null {
  if (object.type === rt.types.bytes) return object.value as Uint8Array;
  return (object.type as PyType).getBuffer === null ? null : foreignView(rt, object, BufferFlags.FullReadOnly);
}

function foreignView(rt: Runtime, object: PyObject, flags: number): Uint8Array {
  const type = object.type as PyType;
  if (type.getBuffer === rt.types.bytes.getBuffer && isBytesLike(rt, object)) return object.value;
  if (type.getBuffer === rt.types.bytearray.getBuffer && isByteArrayLike(rt, object)) return object.value.bytes.subarray(0, object.value.length);
  const buffer = getBuffer(rt, object, flags);
  const bytes = bufferBytes(buffer);
  releaseBuffer(rt, buffer);
  return bytes;
}

/** The bytes, or TypeError "a bytes-like object is required, not 'x'". */
export function requireBytesView(rt: Runtime, object: PyObject): Uint8Array {
  const bytes = bytesView(rt, object);
  if (bytes === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${object.type.name}'`);
  return bytes;
}
