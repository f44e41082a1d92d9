/**
 * float(x): what can become a float (CPython's PyNumber_Float, PyFloat_FromString, PyFloat_AsDouble). In:
 * any object. Out: a new reference to an exact float, or a number.
 */
import { decref, type PyObject } from '../memory';
import { numberFloat, quoted } from './abstract';
import { bytesView } from './bytesView';
import { parseFloatText } from './floatParsing';
import { isFloatLike, newFloat } from './floatValue';
import { latin1Text } from './latin1';
import type { PyFloat } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';

/** PyNumber_Float */
export function floatFromObject(rt: Runtime, object: PyObject): PyFloat {
  const number = numberFloat(rt, object);
  if (number !== null) return number;
  const text = isStrLike(rt, object) ? object.value : bytesText(rt, object);
  if (text === null) raise(rt, 'TypeError', `float() argument must be a string or a real number, not '${object.type.name}'`);
  const value = parseFloatText(text);
  if (value === null) raise(rt, 'ValueError', `could not convert string to float: ${quoted(rt, object)}`);
  return newFloat(rt, value);
}

/** Bytes above 127 become something that is neither digit nor white space. */
function bytesText(rt: Runtime, object: PyObject): string | null {
  const bytes = bytesView(rt, object);
  return bytes === null ? null : latin1Text(bytes).replace(/[\x80-\xff]/g, '?');
}

/** PyFloat_AsDouble: for arguments of C functions ('must be real number, not str'). */
export function floatFromArgument(rt: Runtime, object: PyObject): number {
  if (isFloatLike(rt, object)) return object.value;
  const number = numberFloat(rt, object);
  if (number === null) raise(rt, 'TypeError', `must be real number, not ${object.type.name}`);
  const { value } = number;
  decref(rt, number);
  return value;
}
