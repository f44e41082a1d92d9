/**
 * int as a type. The values are made in `intValue.ts`, computed with in `intArithmetic.ts` and `intPower.ts`,
 * read and written in `intParsing.ts`; this file puts them together and is the entry for others.
 */
import { decref, incref, type PyObject } from '../memory';
import { intDivmod, intNumberSlots } from './intArithmetic';
import { intFromObject, intFromObjectInBase } from './intConversion';
import { intAttributes, intMethods, intSize } from './intMethods';
import { intToText } from './intParsing';
import { isIntLike, newInt } from './intValue';
import { hashInt } from './hashing';
import type { PyDict, PyInt, PyStr, PyTuple } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newFreshStr } from './strValue';
import { newTuple } from './tuple';
import type { PyType, TypeDefinition } from './type';
import { callThroughTuple } from './abstract';
import { allocatePlain, freePlain } from './plainObject';
import { unpackKeywordDict } from './nativeArguments';

export {
  bitLength, exactInt, intToBigInt, isIntLike, newInt, newIntFromWholeFloat, normalizeInt,
} from './intValue';
export * from './intArithmetic';
export { intPower } from './intPower';
export { intFromObject, intFromObjectInBase } from './intConversion';
export { DIGITS_CHECK_THRESHOLD, intFromText, intMaxStrDigits, intToText, magnitudeText, setIntMaxStrDigits } from './intParsing';

const PARAMETERS = { function: 'int', names: ['', 'base'] } as const;

function intNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [object, base] = unpackKeywordDict(rt, PARAMETERS, args.value, kwargs);
  const result = construct(rt, object, base);
  if (type === rt.types.int) return result;
  const instance = allocatePlain(rt, type, result.value);
  decref(rt, result);
  return instance;
}

function construct(rt: Runtime, object: PyObject | undefined, base: PyObject | undefined): PyInt {
  if (object === undefined) {
    if (base !== undefined) raise(rt, 'TypeError', 'int() missing string argument');
    return newInt(rt, 0);
  }
  return base === undefined ? intFromObject(rt, object) : intFromObjectInBase(rt, object, base);
}

/** long_vectorcall */
function constructFast(rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  if (kwnames !== null) return callThroughTuple(rt, type.object, args, kwnames);
  if (args.length > 2) raise(rt, 'TypeError', `int expected at most 2 arguments, got ${args.length}`);
  return construct(rt, args[0], args[1]);
}

/** int.__repr__; bool has its own. */
export function intRepr(rt: Runtime, self: PyObject): PyObject {
  return newFreshStr(rt, intToText(rt, (self as PyInt).value));
}

export const intType: TypeDefinition = {
  name: 'int',
  doc: `int([x]) -> integer
int(x, base=10) -> integer

Convert a number or string to an integer, or return 0 if no arguments
are given.  If x is a number, return x.__int__().  For floating point
numbers, this truncates towards zero.

If x is not a number or if base is given, then x must be a string,
bytes, or bytearray instance representing an integer literal in the
given base.  The literal can be preceded by '+' or '-' and be surrounded
by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
Base 0 means to interpret the base from the string as an integer literal.
>>> int('0b100', base=0)
4`,
  flags: { basetype: true },
  basicsize: 24,
  laterConstruct: constructFast,
  itemsize: 4,
  sizeof: (_rt, self) => intSize(self as PyInt),
  slots: {
    ...intNumberSlots(),
    nbDivmod: (rt, left, right) =>
      isIntLike(rt, left) && isIntLike(rt, right) ? newTuple(rt, intDivmod(rt, left, right)) : incref(rt.notImplemented),
    new: intNew,
    repr: intRepr,
    hash: (_rt, self) => hashInt((self as PyInt).value),
    dealloc: freePlain,
  },
  methods: intMethods(),
  getset: intAttributes(),
};

