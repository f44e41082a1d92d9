/** Methods and attributes of int. In: ints. Out: rows of the type's tables (`int.ts` alone imports them). */
import { decref, type PyObject } from '../memory';
import { callObject, isTrue } from './abstract';
import { newBool } from './boolValue';
import { newFreshBytes } from './bytesValue';
import { bytesFromObject } from './bytesConversion';
import { formatInt } from './format';
import { bitLength, exactInt, intToBigInt, newInt } from './intValue';
import { floorDivideBigInts } from './intArithmetic';
import type { PyInt, PyStr, PyTypeObject } from './layouts';
import { classMethod, fast, fastKeywords, noArgs, oneArg, type MethodDefinition } from './methods';
import { asSize, badArgument, checkPositional, indexValue, unpackKeywords } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';
import { newTuple } from './tuple';
import type { GetSetDefinition } from './type';

const DIGIT_BITS = 30;

/** int.__sizeof__: 24 bytes and 4 for each 30-bit digit, at least one. */
export function intSize(object: PyInt): number {
  return 24 + 4 * Math.max(1, Math.ceil(bitLength(object.value) / DIGIT_BITS));
}

function bitCount(value: number | bigint): number {
  const bits = (value < 0 ? -value : value).toString(2);
  let count = 0;
  for (let index = 0; index < bits.length; index++) if (bits.charCodeAt(index) === 49) count++;
  return count;
}

/** round(int, ndigits): to a multiple of 10**-ndigits, half to even. */
function roundInt(rt: Runtime, self: PyInt, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '__round__', args.length, 0, 1);
  const ndigitsObject = args[0];
  if (ndigitsObject === undefined) return exactInt(rt, self);
  const ndigits = indexValue(rt, ndigitsObject);
  if (ndigits >= 0) return exactInt(rt, self);
  const value = intToBigInt(self);
  // Rounding to more digits than the number has gives 0.
  if (-ndigits > bitLength(self.value)) return newInt(rt, 0);
  const unit = 10n ** BigInt(-ndigits);
  const quotient = floorDivideBigInts(value, unit);
  const twiceRest = 2n * (value - quotient * unit);
  const up = twiceRest > unit || (twiceRest === unit && (quotient & 1n) === 1n);
  return newInt(rt, (up ? quotient + 1n : quotient) * unit);
}

function littleEndian(rt: Runtime, object: PyObject | undefined, functionName: string): boolean {
  if (object === undefined) return false;
  if (!isStrLike(rt, object)) badArgument(rt, functionName, "argument 'byteorder'", 'str', object);
  if (object.value === 'little') return true;
  if (object.value === 'big') return false;
  raise(rt, 'ValueError', "byteorder must be either 'little' or 'big'");
}

function toBytes(rt: Runtime, self: PyInt, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [lengthObject, orderObject, signedObject] = unpackKeywords(
    rt, { function: 'to_bytes', names: ['length', 'byteorder', 'signed'], maximumPositional: 2 }, args, kwnames,
  );
  const length = lengthObject === undefined ? 1 : asSize(rt, lengthObject);
  const little = littleEndian(rt, orderObject, 'to_bytes');
  const signed = signedObject !== undefined && isTrue(rt, signedObject);
  if (length < 0) raise(rt, 'ValueError', 'length argument must be non-negative');
  checkTextLength(rt, length);
  const value = intToBigInt(self);
  if (value < 0n && !signed) raise(rt, 'OverflowError', "can't convert negative int to unsigned");
  const bits = BigInt(8 * length);
  // Into no bytes at all, -1 fits too: they would all be sign.
  const fits = signed ? BigInt.asIntN(8 * length, value) === value || (length === 0 && value === -1n) : value >> bits === 0n;
  if (!fits) raise(rt, 'OverflowError', 'int too big to convert');
  const hexadecimal = BigInt.asUintN(8 * length, value).toString(16).padStart(2 * length, '0');
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    bytes[little ? length - 1 - index : index] = parseInt(hexadecimal.slice(2 * index, 2 * index + 2), 16);
  }
  return newFreshBytes(rt, bytes);
}

function fromBytes(rt: Runtime, cls: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [bytesObject, orderObject, signedObject] = unpackKeywords(
    rt, { function: 'from_bytes', names: ['bytes', 'byteorder', 'signed'], maximumPositional: 2, required: 1 }, args, kwnames,
  );
  const little = littleEndian(rt, orderObject, 'from_bytes');
  const bytes = bytesFromObject(rt, bytesObject as PyObject);
  const value = intFromByteArray(bytes.value, little);
  const signedValue = signedObject !== undefined && isTrue(rt, signedObject) ? BigInt.asIntN(8 * bytes.value.length, value) : value;
  decref(rt, bytes);
  const result = newInt(rt, signedValue);
  if ((cls as PyTypeObject).value === rt.types.int) return result;
  try {
    return callObject(rt, cls, [result]);
  } finally {
    decref(rt, result);
  }
}

function intFromByteArray(bytes: Uint8Array, little: boolean): bigint {
  if (bytes.length === 0) return 0n;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  if (little) digits.reverse();
  return BigInt(`0x${digits.join('')}`);
}

function itself(rt: Runtime, self: PyObject): PyObject {
  return exactInt(rt, self as PyInt);
}

export function intMethods(): readonly MethodDefinition[] {
  return [
    noArgs('conjugate', itself, 'Returns self, the complex conjugate of any int.'),
    noArgs('bit_length', (rt, self) => newInt(rt, bitLength((self as PyInt).value)), 'Number of bits necessary to represent self in binary.'),
    noArgs('bit_count', (rt, self) => newInt(rt, bitCount((self as PyInt).value)), 'Number of ones in the binary representation of the absolute value of self.'),
    fastKeywords('to_bytes', (rt, self, args, kwnames) => toBytes(rt, self as PyInt, args, kwnames), 'Return an array of bytes representing an integer.'),
    classMethod(fastKeywords('from_bytes', fromBytes, 'Return the integer represented by the given array of bytes.')),
    noArgs('as_integer_ratio', (rt, self) => newTuple(rt, [exactInt(rt, self as PyInt), newInt(rt, 1)]), 'Return a pair of integers, whose ratio is equal to the original int.'),
    noArgs('__trunc__', itself, 'Truncating an Integral returns itself.'),
    noArgs('__floor__', itself, 'Flooring an Integral returns itself.'),
    noArgs('__ceil__', itself, 'Ceiling of an Integral returns itself.'),
    fast('__round__', (rt, self, args) => roundInt(rt, self as PyInt, args), 'Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.'),
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [newInt(rt, (self as PyInt).value)])),
    oneArg('__format__', (rt, self, spec) => {
      if (!isStrLike(rt, spec)) badArgument(rt, '__format__', 'argument', 'str', spec);
      return formatInt(rt, self as PyInt, spec.value);
    }, 'Convert to a string according to format_spec.'),
    noArgs('__sizeof__', (rt, self) => newInt(rt, intSize(self as PyInt)), 'Returns size in memory, in bytes.'),
    noArgs('is_integer', (rt) => newBool(rt, true), 'Returns True. Exists for duck type compatibility with float.is_integer.'),
  ];
}

export function intAttributes(): readonly GetSetDefinition[] {
  return [
    { name: 'real', get: itself, doc: 'the real part of a complex number' },
    { name: 'imag', get: (rt) => newInt(rt, 0), doc: 'the imaginary part of a complex number' },
    { name: 'numerator', get: itself, doc: 'the numerator of a rational number in lowest terms' },
    { name: 'denominator', get: (rt) => newInt(rt, 1), doc: 'the denominator of a rational number in lowest terms' },
  ];
}

