/**
 * float as a type. The values are made in `floatValue.ts`, computed with in `floatArithmetic.ts`, read in
 * `floatParsing.ts` and written in `floatFormat.ts`; this file puts them together and is the entry for others.
 */
import { decref, incref, type PyObject } from '../memory';
import { divmodOfFloats, floatNumberSlots } from './floatArithmetic';
import { floatFromObject } from './floatConversion';
import { floatRepr } from './floatFormat';
import { floatAttributes, floatMethods, intFromFloat } from './floatMethods';
import { floatOperand, newFloat } from './floatValue';
import { hashFloat, hashPointer } from './hashing';
import type { PyDict, PyFloat, PyStr, PyTuple } from './layouts';
import { checkPositional } from './nativeArguments';
import { allocatePlain, freePlain } from './plainObject';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';

export { floatOperand, isFloatLike, newFloat } from './floatValue';
export {
  compareFloats, divmodOfFloats, exactFloat, floatAdd, floatMultiply, floatRichCompare, floatSubtract, floatTrueDivide, remainderOfFloats,
} from './floatArithmetic';
export { floatFromArgument, floatFromObject } from './floatConversion';
export { floatPower } from './floatPower';
export { floatRepr, formatFloat } from './floatFormat';
export { parseFloatText } from './floatParsing';
export { intFromFloat };

function construct(rt: Runtime, args: readonly PyObject[]): PyFloat {
  checkPositional(rt, 'float', args.length, 0, 1);
  return args[0] === undefined ? newFloat(rt, 0) : floatFromObject(rt, args[0]);
}

function floatNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (type.init === rt.types.float.init && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'float() takes no keyword arguments');
  const result = construct(rt, args.value);
  if (type === rt.types.float) return result;
  const instance = allocatePlain(rt, type, result.value);
  decref(rt, result);
  return instance;
}

export const floatType: TypeDefinition = {
  name: 'float',
  doc: 'Convert a string or number to a floating point number, if possible.',
  flags: { basetype: true },
  basicsize: 24,
  construct: (rt: Runtime, _type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => {
    if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'float() takes no keyword arguments');
    return construct(rt, args);
  },
  slots: {
    ...floatNumberSlots(),
    nbDivmod: (rt, left, right) => {
      const a = floatOperand(rt, left);
      if (a === null) return incref(rt.notImplemented);
      const b = floatOperand(rt, right);
      if (b === null) return incref(rt.notImplemented);
      if (b === 0) raise(rt, 'ZeroDivisionError', 'float divmod()');
      const [quotient, remainder] = divmodOfFloats(rt, a, b);
      return newTuple(rt, [newFloat(rt, quotient), newFloat(rt, remainder)]);
    },
    nbInt: (rt, self) => intFromFloat(rt, (self as PyFloat).value),
    new: floatNew,
    repr: (rt, self) => newStr(rt, floatRepr((self as PyFloat).value)),
    hash: (rt, self) => {
      const { value } = self as PyFloat;
      return Number.isNaN(value) ? hashPointer(rt.addressOf(self)) : hashFloat(value);
    },
    dealloc: freePlain,
  },
  methods: floatMethods(),
  getset: floatAttributes(),
};
