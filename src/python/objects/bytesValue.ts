/** Making bytes. In: byte arrays, which belong to the object from then on. Out: `PyBytes`. */
import { incref, PyObject } from '../memory';
import { bytesOfLatin1 } from './latin1';
import type { PyByteArray, PyBytes } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** A new reference; b'' and the 256 single bytes are the cached immortals. */
export function newBytes(rt: Runtime, bytes: Uint8Array): PyBytes {
  if (bytes.length <= 1) {
    return bytes.length === 0 ? incref(rt.emptyBytes) : incref(rt.singleBytes[bytes[0] as number] as PyBytes);
  }
  return new PyObject(rt.types.bytes, bytes);
}

/** For results CPython makes without looking for the cached single bytes: always a new object, except b''. */
export function newFreshBytes(rt: Runtime, bytes: Uint8Array): PyBytes {
  return bytes.length === 0 ? incref(rt.emptyBytes) : new PyObject(rt.types.bytes, bytes);
}

export function newBytesFromLatin1(rt: Runtime, text: string): PyBytes {
  return newBytes(rt, bytesOfLatin1(text));
}

/** A bytes or an instance of a subclass (PyBytes_Check). */
export function isBytesLike(rt: Runtime, object: PyObject): object is PyBytes {
  return (object.type as PyType).layout === rt.types.bytes;
}

export function isByteArrayLike(rt: Runtime, object: PyObject): object is PyByteArray {
  return (object.type as PyType).layout === rt.types.bytearray;
}
