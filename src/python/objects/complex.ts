/**
 * complex as a type. The arithmetic is in `complexValue.ts`, text in `complexParsing.ts` and `format.ts`; this
 * file puts them together and is the entry for others.
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject, numberFloat } from './abstract';
import { newBool } from './boolValue';
import {
  complexMagnitude, complexOperand, complexPower, complexProduct, complexQuotient, isComplexLike, newComplex, type ComplexNumber,
} from './complexValue';
import { parseComplexText } from './complexParsing';
import { floatRepr } from './floatFormat';
import { isFloatLike, newFloat } from './floatValue';
import { formatComplex } from './format';
import { combineComplexHash, hashFloat, hashPointer } from './hashing';
import { isIntLike } from './intValue';
import type { PyComplex, PyDict, PyTuple } from './layouts';
import { noArgs, oneArg } from './methods';
import { badArgument, unpackKeywordDict } from './nativeArguments';
import { allocatePlain, freePlain } from './plainObject';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike, newStr } from './strValue';
import { newTuple } from './tuple';
import { CompareOp, type BinaryFunction, type Hash, type PyType, type TypeDefinition } from './type';
import { lookupSpecial } from './typeLookup';
import { warn } from './warn';

export { isComplexLike, newComplex, type ComplexNumber } from './complexValue';

/** Without the '.0' that floats show. */
function partText(value: number): string {
  const text = floatRepr(value);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

export function complexRepr({ real, imag }: ComplexNumber): string {
  const imagText = partText(imag);
  if (Object.is(real, 0)) return `${imagText}j`;
  const sign = imagText.startsWith('-') ? '' : '+';
  return `(${partText(real)}${sign}${imagText}j)`;
}

function complexHash(rt: Runtime, self: PyObject): Hash {
  const { real, imag } = (self as PyComplex).value;
  const partHash = (value: number): Hash => (Number.isNaN(value) ? hashPointer(rt.addressOf(self)) : hashFloat(value));
  return combineComplexHash(partHash(real), partHash(imag));
}

function richCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (op !== CompareOp.Eq && op !== CompareOp.Ne) return incref(rt.notImplemented);
  const { real, imag } = (self as PyComplex).value;
  let equal: boolean;
  if (isComplexLike(rt, other)) equal = real === other.value.real && imag === other.value.imag;
  else if (isFloatLike(rt, other)) equal = imag === 0 && real === other.value;
  else if (isIntLike(rt, other)) {
    const { value } = other;
    equal = imag === 0 && (typeof value === 'number' ? real === value : Number.isInteger(real) && BigInt(real) === value);
  } else return incref(rt.notImplemented);
  return newBool(rt, equal === (op === CompareOp.Eq));
}

function binary(operation: (rt: Runtime, a: ComplexNumber, b: ComplexNumber) => ComplexNumber): BinaryFunction {
  return (rt, left, right) => {
    const a = complexOperand(rt, left);
    if (a === null) return incref(rt.notImplemented);
    const b = complexOperand(rt, right);
    if (b === null) return incref(rt.notImplemented);
    const { real, imag } = operation(rt, a, b);
    return newComplex(rt, real, imag);
  };
}

function exactComplex(rt: Runtime, self: PyComplex): PyComplex {
  return self.type === rt.types.complex ? incref(self) : newComplex(rt, self.value.real, self.value.imag);
}

const PARAMETERS = { function: 'complex', names: ['real', 'imag'] } as const;

function complexNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [realObject, imagObject] = unpackKeywordDict(rt, PARAMETERS, args.value, kwargs);
  if (realObject !== undefined && imagObject === undefined && realObject.type === rt.types.complex && type === rt.types.complex) return incref(realObject);
  const { real, imag } = fromParts(rt, realObject, imagObject);
  return type === rt.types.complex ? newComplex(rt, real, imag) : allocatePlain(rt, type, { real, imag });
}

/** complex_new_impl */
function fromParts(rt: Runtime, realObject: PyObject | undefined, imagObject: PyObject | undefined): ComplexNumber {
  if (realObject !== undefined && isStrLike(rt, realObject)) {
    if (imagObject !== undefined) raise(rt, 'TypeError', "complex() can't take second arg if first is a string");
    const parsed = parseComplexText(realObject.value);
    if (parsed === null) raise(rt, 'ValueError', 'complex() arg is a malformed string');
    return parsed;
  }
  if (imagObject !== undefined && isStrLike(rt, imagObject)) raise(rt, 'TypeError', "complex() second arg can't be a string");
  const first = realObject === undefined ? { real: 0, imag: 0 } : complexOf(rt, realObject) ?? { real: realPart(rt, realObject, 'first'), imag: 0 };
  if (imagObject === undefined) return first;
  const second = isComplexLike(rt, imagObject) ? imagObject.value : { real: realPart(rt, imagObject, 'second'), imag: 0 };
  const firstIsComplex = realObject !== undefined && (isComplexLike(rt, realObject) || first.imag !== 0);
  return {
    real: isComplexLike(rt, imagObject) ? first.real - second.imag : first.real,
    imag: firstIsComplex ? second.real + first.imag : second.real,
  };
}

/** A complex, or what `__complex__` gives; null for neither. */
function complexOf(rt: Runtime, object: PyObject): ComplexNumber | null {
  if (object.type === rt.types.complex) return (object as PyComplex).value;
  const method = lookupSpecial(rt, object, '__complex__');
  if (method === null) return isComplexLike(rt, object) ? object.value : null;
  let result: PyObject;
  try {
    result = callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
  if (!isComplexLike(rt, result)) {
    const { name } = result.type;
    decref(rt, result);
    raise(rt, 'TypeError', `__complex__ returned non-complex (type ${name})`);
  }
  try {
    if (result.type !== rt.types.complex) {
      warn(rt, 'DeprecationWarning', `__complex__ returned non-complex (type ${result.type.name}).  `
        + 'The ability to return an instance of a strict subclass of complex is deprecated, and may not be supported in a future version of Python.');
    }
    return result.value;
  } finally {
    decref(rt, result);
  }
}

function realPart(rt: Runtime, object: PyObject, which: 'first' | 'second'): number {
  const number = numberFloat(rt, object);
  if (number === null) {
    raise(rt, 'TypeError', which === 'first'
      ? `complex() first argument must be a string or a number, not '${object.type.name}'`
      : `complex() second argument must be a number, not '${object.type.name}'`);
  }
  const { value } = number;
  decref(rt, number);
  return value;
}

/** PyComplex_AsCComplex: for arguments of C functions (cmath). */
export function complexFromArgument(rt: Runtime, object: PyObject): ComplexNumber {
  const complex = complexOf(rt, object);
  if (complex !== null) return complex;
  const number = numberFloat(rt, object);
  if (number === null) raise(rt, 'TypeError', `must be real number, not ${object.type.name}`);
  const { value } = number;
  decref(rt, number);
  return { real: value, imag: 0 };
}

export const complexType: TypeDefinition = {
  name: 'complex',
  doc: 'Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + imag*1j) where imag defaults to 0.',
  flags: { basetype: true },
  basicsize: 32,
  slots: {
    new: complexNew,
    repr: (rt, self) => newStr(rt, complexRepr((self as PyComplex).value)),
    hash: complexHash,
    richcompare: richCompare,
    nbAdd: binary((_rt, a, b) => ({ real: a.real + b.real, imag: a.imag + b.imag })),
    nbSubtract: binary((_rt, a, b) => ({ real: a.real - b.real, imag: a.imag - b.imag })),
    nbMultiply: binary((_rt, a, b) => complexProduct(a, b)),
    nbTrueDivide: binary((rt, a, b) => complexQuotient(rt, a, b, 'complex division by zero')),
    nbPower: (rt, base, exponent, modulus) => {
      const a = complexOperand(rt, base);
      if (a === null) return incref(rt.notImplemented);
      const b = complexOperand(rt, exponent);
      if (b === null) return incref(rt.notImplemented);
      if (modulus !== rt.none) raise(rt, 'ValueError', 'complex modulo');
      const { real, imag } = complexPower(rt, a, b);
      return newComplex(rt, real, imag);
    },
    nbNegative: (rt, self) => newComplex(rt, -(self as PyComplex).value.real, -(self as PyComplex).value.imag),
    nbPositive: (rt, self) => exactComplex(rt, self as PyComplex),
    nbAbsolute: (rt, self) => newFloat(rt, complexMagnitude(rt, (self as PyComplex).value)),
    nbBool: (_rt, self) => (self as PyComplex).value.real !== 0 || (self as PyComplex).value.imag !== 0,
    dealloc: freePlain,
  },
  methods: [
    noArgs('conjugate', (rt, self) => newComplex(rt, (self as PyComplex).value.real, -(self as PyComplex).value.imag),
      'Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.'),
    noArgs('__complex__', (rt, self) => exactComplex(rt, self as PyComplex), 'Convert this value to exact type complex.'),
    noArgs('__getnewargs__', (rt, self) => newTuple(rt, [newFloat(rt, (self as PyComplex).value.real), newFloat(rt, (self as PyComplex).value.imag)])),
    oneArg('__format__', (rt, self, spec) => {
      if (!isStrLike(rt, spec)) badArgument(rt, '__format__', 'argument', 'str', spec);
      return formatComplex(rt, self as PyComplex, spec.value);
    }, 'Convert to a string according to format_spec.'),
  ],
  getset: [
    { name: 'real', member: true, get: (rt, self) => newFloat(rt, (self as PyComplex).value.real), doc: 'the real part of a complex number' },
    { name: 'imag', member: true, get: (rt, self) => newFloat(rt, (self as PyComplex).value.imag), doc: 'the imaginary part of a complex number' },
  ],
};
