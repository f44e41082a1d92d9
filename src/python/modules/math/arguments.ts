/** Float arguments, as C functions take them (PyFloat_AsDouble), and the parts of a float. */
import { decref, type PyObject } from '../../memory';
import { numberFloat, raise, type PyFloat, type Runtime } from '../../objects';

export function floatArgument(rt: Runtime, value: PyObject): number {
  if (value.type === rt.types.float) return (value as PyFloat).value;
  if (value.type === rt.types.str) raise(rt, 'TypeError', 'must be real number, not str');
  const converted = numberFloat(rt, value);
  if (converted === null) raise(rt, 'TypeError', `must be real number, not ${value.type.name}`);
  const number = converted.value;
  decref(rt, converted);
  return number;
}

/** frexp: mantissa in [0.5, 1), or 0, NaN, infinity with exponent 0. */
export function floatParts(x: number): { mantissa: number; exponent: number } {
  if (x === 0 || !Number.isFinite(x)) return { mantissa: x, exponent: 0 };
  const words = new DataView(new ArrayBuffer(8));
  words.setFloat64(0, x);
  let exponent = ((words.getUint16(0) >> 4) & 0x7ff) - 1022;
  let mantissa = x;
  if (exponent === -1022) {
    // Subnormal: scale up first.
    words.setFloat64(0, x * 2 ** 54);
    exponent = ((words.getUint16(0) >> 4) & 0x7ff) - 1022 - 54;
    mantissa = x * 2 ** 54;
    return { mantissa: mantissa * 2 ** -(exponent + 54), exponent };
  }
  return { mantissa: exponent > 1000 ? (mantissa * 2 ** -1000) * 2 ** -(exponent - 1000) : mantissa * 2 ** -exponent, exponent };
}
