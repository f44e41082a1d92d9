/**
 * int(x): what can become an int (CPython's PyNumber_Long, long_new_impl). In: any object. Out: a new
 * reference to an exact int.
 */
import { decref, type PyObject } from '../memory';
import { asIndexNumber, numberInt } from './abstract';
import { newBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { newInt } from './intValue';
import { intFromText, raiseInvalidLiteral } from './intParsing';
import type { PyInt } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';
import { latin1Text } from './latin1';
import type { PyType } from './type';

/** PyNumber_Long */
export function intFromObject(rt: Runtime, object: PyObject): PyInt {
  const number = numberInt(rt, object);
  if (number !== null) return number;
  const value = textValue(rt, object, 10);
  if (value === null) raise(rt, 'TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${object.type.name}'`);
  return newInt(rt, value);
}

/** int(x, base): only text has a base. */
export function intFromObjectInBase(rt: Runtime, object: PyObject, baseObject: PyObject): PyInt {
  const base = asIndexNumber(rt, baseObject, null);
  if ((base !== 0 && base < 2) || base > 36) raise(rt, 'ValueError', 'int() base must be >= 2 and <= 36, or 0');
  const { layout } = object.type as PyType;
  const isText = layout === rt.types.str || layout === rt.types.bytes || layout === rt.types.bytearray;
  const value = isText ? textValue(rt, object, base) : null;
  if (value === null) raise(rt, 'TypeError', "int() can't convert non-string with explicit base");
  return newInt(rt, value);
}

/** null for what is neither str nor bytes-like. */
function textValue(rt: Runtime, object: PyObject, base: number): number | bigint | null {
  if (isStrLike(rt, object)) return intFromText(rt, object.value, base, object);
  const bytes = bytesView(rt, object);
  if (bytes === null) return null;
  // Bytes above 127 are no digits, though their latin-1 characters might be white space.
  const source = newBytes(rt, bytes.slice());
  try {
    if (bytes.some((byte) => byte > 127)) raiseInvalidLiteral(rt, base, source);
    return intFromText(rt, latin1Text(bytes), base, source);
  } finally {
    decref(rt, source);
  }
}
