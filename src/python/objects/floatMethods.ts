/** Methods and attributes of float. In: floats. Out: rows of the type's tables (`float.ts` alone imports them). */
import { decref, type PyObject } from '../memory';
import { asIndexNumber, callObject } from './abstract';
import { newBool } from './boolValue';
import { fixedDigits } from './decimalDigits';
import { exactFloat } from './floatArithmetic';
import { floatFromHex, floatToHex } from './floatHex';
import { newFloat } from './floatValue';
import { formatFloatObject } from './format';
import { floatAsRatio } from './hashing';
import { newInt, newIntFromWholeFloat } from './intValue';
import type { PyFloat, PyTypeObject } from './layouts';
import { classMethod, fast, noArgs, oneArg, type MethodDefinition } from './methods';
import { badArgument, checkPositional } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike, newStr } from './strValue';
import { newTuple } from './tuple';
import type { GetSetDefinition } from './type';

/** The int of a float that was made whole; errors for what has none (PyLong_FromDouble). */
export function intFromFloat(rt: Runtime, value: number): PyObject {
  if (Number.isNaN(value)) raise(rt, 'ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) raise(rt, 'OverflowError', 'cannot convert float infinity to integer');
  return newIntFromWholeFloat(rt, Math.trunc(value));
}

/** Half to even. */
function roundToWhole(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value - Math.trunc(value)) === 0.5 ? 2 * Math.round(value / 2) : rounded;
}

/** No double changes when rounded to more places than this, all become 0 with fewer. */
const MAXIMUM_PLACES = 323;
const MINIMUM_PLACES = -308;

function roundFloat(rt: Runtime, self: PyFloat, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '__round__', args.length, 0, 1);
  const { value } = self;
  const placesObject = args[0];
  if (placesObject === undefined || placesObject === rt.none) return intFromFloat(rt, Number.isFinite(value) ? roundToWhole(value) : value);
  const places = asIndexNumber(rt, placesObject, null);
  if (!Number.isFinite(value) || places > MAXIMUM_PLACES) return newFloat(rt, value);
  if (places < MINIMUM_PLACES) return newFloat(rt, value * 0);
  return newFloat(rt, roundToPlaces(rt, value, places));
}

export function roundToPlaces(rt: Runtime, value: number, places: number): number {
  if (value === 0) return value;
  const { digits, point } = fixedDigits(Math.abs(value), places);
  const magnitude = digits === '' ? 0 : Number(`0.${digits}e${point}`);
  if (magnitude === Infinity) raise(rt, 'OverflowError', 'rounded value too large to represent');
  return value < 0 ? -magnitude : magnitude;
}

function asIntegerRatio(rt: Runtime, value: number): PyObject {
  if (Number.isNaN(value)) raise(rt, 'ValueError', 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) raise(rt, 'OverflowError', 'cannot convert Infinity to integer ratio');
  const { numerator, shift } = floatAsRatio(Math.abs(value));
  const signed = value < 0 ? -numerator : numerator;
  return newTuple(rt, shift >= 0
    ? [newInt(rt, signed), newInt(rt, 1n << BigInt(shift))]
    : [newInt(rt, signed << BigInt(-shift)), newInt(rt, 1)]);
}

function fromHex(rt: Runtime, cls: PyObject, text: PyObject): PyObject {
  if (!isStrLike(rt, text)) raise(rt, 'TypeError', 'bad argument type for built-in operation');
  const value = floatFromHex(text.value);
  if (value === null) raise(rt, 'ValueError', 'invalid hexadecimal floating-point string');
  if (value === 'overflow') raise(rt, 'OverflowError', 'hexadecimal value too large to represent as a float');
  const result = newFloat(rt, value);
  if ((cls as PyTypeObject).value === rt.types.float) return result;
  try {
    return callObject(rt, cls, [result]);
  } finally {
    decref(rt, result);
  }
}

function valueOf(self: PyObject): number {
  return (self as PyFloat).value;
}

function itself(rt: Runtime, self: PyObject): PyObject {
  return exactFloat(rt, self as PyFloat);
}

export function floatMethods(): readonly MethodDefinition[] {
  return [
    noArgs('conjugate', itself, 'Return self, the complex conjugate of any float.'),
    noArgs('__trunc__', (rt, self) => intFromFloat(rt, valueOf(self)), 'Return the Integral closest to x between 0 and x.'),
    noArgs('__floor__', (rt, self) => intFromFloat(rt, Math.floor(valueOf(self))), 'Return the floor as an Integral.'),
    noArgs('__ceil__', (rt, self) => intFromFloat(rt, Math.ceil(valueOf(self))), 'Return the ceiling as an Integral.'),
    fast('__round__', (rt, self, args) => roundFloat(rt, self as PyFloat, args),
      'Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).'),
    noArgs('as_integer_ratio', (rt, self) => asIntegerRatio(rt, valueOf(self)), 'Return a pair of integers, whose ratio is exactly equal to the original float.'),
    classMethod(oneArg('fromhex', fromHex, 'Create a floating-point number from a hexadecimal string.')),
    noArgs('hex', (rt, self) => newStr(rt, floatToHex(valueOf(self))), 'Return a hexadecimal representation of a floating-point number.'),
    noArgs('is_integer', (rt, self) => newBool(rt, Number.isInteger(valueOf(self))), 'Return True if the float is an integer.'),
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [newFloat(rt, valueOf(self))])),
    classMethod(oneArg('__getformat__', (rt, _cls, kind) => {
      if (!isStrLike(rt, kind)) badArgument(rt, '__getformat__', 'argument', 'str', kind);
      if (kind.value !== 'double' && kind.value !== 'float') raise(rt, 'ValueError', "__getformat__() argument 1 must be 'double' or 'float'");
      return newStr(rt, 'IEEE, little-endian');
    })),
    oneArg('__format__', (rt, self, spec) => {
      if (!isStrLike(rt, spec)) badArgument(rt, '__format__', 'argument', 'str', spec);
      return formatFloatObject(rt, self as PyFloat, spec.value);
    }, 'Formats the float according to format_spec.'),
  ];
}

export function floatAttributes(): readonly GetSetDefinition[] {
  return [
    { name: 'real', get: itself, doc: 'the real part of a complex number' },
    { name: 'imag', get: (rt) => newFloat(rt, 0), doc: 'the imaginary part of a complex number' },
  ];
}
