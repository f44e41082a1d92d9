/**
 * bytes(x): what can become bytes (CPython's PyObject_Bytes, PyBytes_FromObject, bytes_new_impl). In: any
 * object. Out: byte arrays or a new reference to an exact bytes.
 */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber, callObject, getIterOr, hasIndex, iterNext, lengthHint } from './abstract';
import { anyBytesView } from './bytesView';
import { isBytesLike, newBytes } from './bytesValue';
import { encodeTextToArray } from './encoding';
import { PythonError } from './errors';
import { isIntLike } from './intValue';
import type { PyBytes, PyList, PyTuple } from './layouts';
import { checkTextLength } from './objectSize';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';
import type { PyType } from './type';
import { lookupSpecial } from './typeLookup';

/** PyObject_Bytes: `__bytes__`, else PyBytes_FromObject. */
export function bytesFromObject(rt: Runtime, object: PyObject): PyBytes {
  if (object.type === rt.types.bytes) return incref(object) as PyBytes;
  return throughMethod(rt, object) ?? newBytes(rt, bytesOfObject(rt, object));
}

/** The result of `__bytes__`, or null where there is none. */
export function throughMethod(rt: Runtime, object: PyObject): PyBytes | null {
  const method = lookupSpecial(rt, object, '__bytes__');
  if (method === null) return null;
  let result: PyObject;
  try {
    result = callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
  if (isBytesLike(rt, result)) return result;
  const { name } = result.type;
  decref(rt, result);
  return raise(rt, 'TypeError', `__bytes__ returned non-bytes (type ${name})`);
}

/** PyBytes_FromObject: a copy of a buffer, or the ints of an iterable. */
export function bytesOfObject(rt: Runtime, object: PyObject): Uint8Array {
  const view = anyBytesView(rt, object);
  if (view !== null) return view.slice();
  if (object.type === rt.types.list || object.type === rt.types.tuple) return bytesOfItems(rt, object as PyList | PyTuple);
  if (isStrLike(rt, object)) raiseCannotConvert(rt, object, 'bytes');
  const type = object.type as PyType;
  if (type.iter === null && type.sqItem === null) raiseCannotConvert(rt, object, 'bytes');
  return bytesOfIterable(rt, object, 'bytes');
}

export function raiseCannotConvert(rt: Runtime, object: PyObject, what: string): never {
  raise(rt, 'TypeError', `cannot convert '${object.type.name}' object to ${what}`);
}

function bytesOfItems(rt: Runtime, sequence: PyList | PyTuple): Uint8Array {
  const bytes: number[] = [];
  // The array is read again each time: an item's __index__ may change it.
  for (let at = 0; at < sequence.value.length; at++) bytes.push(byteOf(rt, sequence.value[at] as PyObject, 'bytes'));
  return Uint8Array.from(bytes);
}

/** `kind`: whose name the range error carries. */
export function bytesOfIterable(rt: Runtime, iterable: PyObject, kind: 'bytes' | 'byte'): Uint8Array {
  const hint = lengthHint(rt, iterable, 64);
  checkTextLength(rt, hint);
  const iterator = getIterOr(rt, iterable, () => `cannot convert '${iterable.type.name}' object to bytes`);
  const bytes: number[] = [];
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        bytes.push(byteOf(rt, item, kind));
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
  return Uint8Array.from(bytes);
}

/** An int from 0 to 255. */
export function byteOf(rt: Runtime, object: PyObject, kind: 'bytes' | 'byte'): number {
  const value = isIntLike(rt, object) ? object.value : asIndexNumber(rt, object, null);
  if (value < 0 || value > 255) raise(rt, 'ValueError', `${kind} must be in range(0, 256)`);
  return Number(value);
}

/** The arguments of bytes() and bytearray(): source, encoding, errors. Returns fresh bytes. */
export function bytesOfArguments(
  rt: Runtime, source: PyObject | undefined, encoding: string | null, errors: string | null, kind: 'bytes' | 'bytearray',
): Uint8Array {
  if (source === undefined) {
    if (encoding !== null) raise(rt, 'TypeError', 'encoding without a string argument');
    if (errors !== null) raise(rt, 'TypeError', 'errors without a string argument');
    return new Uint8Array(0);
  }
  if (isStrLike(rt, source)) {
    if (encoding === null) raise(rt, 'TypeError', 'string argument without an encoding');
    return encodeTextToArray(rt, source, encoding, errors);
  }
  if (encoding !== null) raise(rt, 'TypeError', 'encoding without a string argument');
  if (errors !== null) raise(rt, 'TypeError', 'errors without a string argument');
  if (hasIndex(rt, source)) {
    const size = sizeArgument(rt, source);
    if (size !== null) return new Uint8Array(size);
  }
  if (kind === 'bytes') return bytesOfObject(rt, source);
  const view = anyBytesView(rt, source);
  if (view !== null) return view.slice();
  const type = source.type as PyType;
  if (type.iter === null && type.sqItem === null) raiseCannotConvert(rt, source, 'bytearray');
  return bytesOfIterable(rt, source, 'byte');
}

/** A count of zero bytes; null when its `__index__` raises a TypeError. */
function sizeArgument(rt: Runtime, source: PyObject): number | null {
  let size: number;
  try {
    size = asIndexNumber(rt, source, 'OverflowError');
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
    decref(rt, error.exception);
    return null;
  }
  if (size < 0) raise(rt, 'ValueError', 'negative count');
  checkTextLength(rt, size);
  return size;
}
