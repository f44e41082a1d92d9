/**
 * Complex numbers as values: making PyComplex, and the arithmetic on pairs of doubles as CPython's
 * _Py_c_* functions do it (the order of the operations decides the last bit).
 */
import { elementary } from '../../base';
import { PyObject } from '../memory';
import { floatOperand } from './floatValue';
import { newInt } from './intValue';
import type { PyComplex } from './layouts';
import { raise, raiseWithArgs } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { PyType } from './type';

const ERANGE = 34;

export interface ComplexNumber {
  readonly real: number;
  readonly imag: number;
}

export function newComplex(rt: Runtime, real: number, imag: number): PyComplex {
  return new PyObject(rt.types.complex, { real, imag });
}

export function isComplexLike(rt: Runtime, object: PyObject): object is PyComplex {
  return (object.type as PyType).layout === rt.types.complex;
}

/** An operand of complex arithmetic (TO_COMPLEX); null for what is no number. */
export function complexOperand(rt: Runtime, object: PyObject): ComplexNumber | null {
  if (isComplexLike(rt, object)) return object.value;
  const real = floatOperand(rt, object);
  return real === null ? null : { real, imag: 0 };
}

export function complexProduct(a: ComplexNumber, b: ComplexNumber): ComplexNumber {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** _Py_c_quot: Smith's method, scaled by the larger part of the divisor. */
export function complexQuotient(rt: Runtime, a: ComplexNumber, b: ComplexNumber, message: string): ComplexNumber {
  const absoluteReal = Math.abs(b.real);
  const absoluteImag = Math.abs(b.imag);
  if (absoluteReal >= absoluteImag) {
    if (absoluteReal === 0) raise(rt, 'ZeroDivisionError', message);
    const ratio = b.imag / b.real;
    const denominator = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / denominator, imag: (a.imag - a.real * ratio) / denominator };
  }
  if (absoluteImag >= absoluteReal) {
    const ratio = b.real / b.imag;
    const denominator = b.real * ratio + b.imag;
    return { real: (a.real * ratio + a.imag) / denominator, imag: (a.imag * ratio - a.real) / denominator };
  }
  return { real: NaN, imag: NaN };
}

/** complex_pow with its errors. */
export function complexPower(rt: Runtime, base: ComplexNumber, exponent: ComplexNumber): ComplexNumber {
  const small = exponent.imag === 0 && exponent.real === Math.floor(exponent.real) && Math.abs(exponent.real) <= 100;
  const result = small ? wholeComplexPower(rt, base, exponent.real) : generalComplexPower(rt, base, exponent);
  if (Math.abs(result.real) === Infinity || Math.abs(result.imag) === Infinity) raise(rt, 'OverflowError', 'complex exponentiation');
  return result;
}

function zeroToPower(rt: Runtime): never {
  raise(rt, 'ZeroDivisionError', '0.0 to a negative or complex power');
}

/** c_powi */
function wholeComplexPower(rt: Runtime, base: ComplexNumber, exponent: number): ComplexNumber {
  if (exponent > 0) return powerOfComplex(base, exponent);
  if (exponent === 0) return { real: 1, imag: 0 };
  const positive = powerOfComplex(base, -exponent);
  if (positive.real === 0 && positive.imag === 0) zeroToPower(rt);
  return complexQuotient(rt, { real: 1, imag: 0 }, positive, '0.0 to a negative or complex power');
}

/** c_powu */
function powerOfComplex(base: ComplexNumber, exponent: number): ComplexNumber {
  let result: ComplexNumber = { real: 1, imag: 0 };
  let square = base;
  for (let mask = 1; mask > 0 && exponent >= mask; mask *= 2) {
    if ((exponent & mask) !== 0) result = complexProduct(result, square);
    square = complexProduct(square, square);
  }
  return result;
}

/** _Py_c_pow */
function generalComplexPower(rt: Runtime, base: ComplexNumber, exponent: ComplexNumber): ComplexNumber {
  if (exponent.real === 0 && exponent.imag === 0) return { real: 1, imag: 0 };
  if (base.real === 0 && base.imag === 0) {
    if (exponent.imag !== 0 || exponent.real < 0) zeroToPower(rt);
    return { real: 0, imag: 0 };
  }
  const magnitude = elementary.hypotenuse(base.real, base.imag);
  let length = Number.isFinite(magnitude) ? elementary.power(magnitude, exponent.real) : Math.pow(magnitude, exponent.real);
  const angle = elementary.atan2(base.imag, base.real);
  let phase = angle * exponent.real;
  if (exponent.imag !== 0) {
    length /= elementary.exp(angle * exponent.imag);
    phase += exponent.imag * elementary.log(magnitude);
  }
  return { real: length * elementary.cos(phase), imag: length * elementary.sin(phase) };
}

/** abs(complex): _Py_c_abs */
export function complexMagnitude(rt: Runtime, { real, imag }: ComplexNumber): number {
  if (!Number.isFinite(real) || !Number.isFinite(imag)) {
    return Math.abs(real) === Infinity || Math.abs(imag) === Infinity ? Infinity : NaN;
  }
  const magnitude = elementary.hypotenuse(real, imag);
  if (magnitude === Infinity) raise(rt, 'OverflowError', 'absolute value too large');
  return magnitude;
}

/** OverflowError (34, 'Numerical result out of range') of C functions. */
export function raiseRangeError(rt: Runtime): never {
  raiseWithArgs(rt, 'OverflowError', [newInt(rt, ERANGE), newStr(rt, 'Numerical result out of range')]);
}
