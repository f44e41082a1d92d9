/**
 * The number protocol (abstract.c PyNumber_*): binary operators with reflected methods, in-place
 * operators, unary operators, conversion to int and index.
 *
 * In: borrowed operands. Out: a new reference, or TypeError with CPython's text. The arithmetic itself
 * is in the types.
 */
import { decref, incref, type PyObject } from '../memory';
import { isInt, repr } from './abstractObject';
import { newFloat } from './floatValue';
import { newInt } from './intValue';
import type { PyFloat, PyInt } from './layouts';
import { raise } from './raise';
import type { ExceptionName, Runtime } from './runtime';
import type { BinaryFunction, PyType, Slots } from './type';
import { isSubtype, lookupSpecial } from './typeLookup';
import { callObject } from './abstractCall';
import { warn } from './warn';

/** Names of slots that are binary functions. */
type BinarySlot = {
  [Name in keyof Slots]-?: Slots[Name] extends BinaryFunction | null ? Name : never;
}[keyof Slots] & `nb${string}`;

/** binary_op1: new reference, possibly to NotImplemented. */
function binaryOperation(rt: Runtime, left: PyObject, right: PyObject, slot: BinarySlot): PyObject {
  const leftType = left.type as PyType;
  const rightType = right.type as PyType;
  const leftFunction = leftType[slot];
  let rightFunction = rightType === leftType ? null : rightType[slot];
  if (rightFunction === leftFunction) rightFunction = null;
  if (leftFunction !== null) {
    if (rightFunction !== null && isSubtype(rightType, leftType)) {
      const result = rightFunction(rt, left, right);
      if (result !== rt.notImplemented) return result;
      decref(rt, result);
      rightFunction = null;
    }
    const result = leftFunction(rt, left, right);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  return rightFunction !== null ? rightFunction(rt, left, right) : incref(rt.notImplemented);
}

/** binary_iop1 */
function inplaceOperation(rt: Runtime, left: PyObject, right: PyObject, inplaceSlot: BinarySlot, slot: BinarySlot): PyObject {
  const inplace = (left.type as PyType)[inplaceSlot];
  if (inplace !== null) {
    const result = inplace(rt, left, right);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  return binaryOperation(rt, left, right, slot);
}

function raiseUnsupported(rt: Runtime, left: PyObject, right: PyObject, operator: string): never {
  const hint = operator === '>>' && left.type === rt.types.builtinFunction
    && (left.value as { definition: { name: string } }).definition.name === 'print'
    ? '. Did you mean "print(<message>, file=<output_stream>)"?' : '';
  raise(rt, 'TypeError', `unsupported operand type(s) for ${operator}: '${(left.type as PyType).name}' and '${(right.type as PyType).name}'${hint}`);
}

/** The function of a binary operator. */
function binary(slot: BinarySlot, operator: string): BinaryFunction {
  return (rt, left, right) => {
    const result = binaryOperation(rt, left, right, slot);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
    return raiseUnsupported(rt, left, right, operator);
  };
}

function inplaceBinary(inplaceSlot: BinarySlot, slot: BinarySlot, operator: string): BinaryFunction {
  return (rt, left, right) => {
    const result = inplaceOperation(rt, left, right, inplaceSlot, slot);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
    return raiseUnsupported(rt, left, right, operator);
  };
}

export const numberSubtract = binary('nbSubtract', '-');
export const numberTrueDivide = binary('nbTrueDivide', '/');
export const numberFloorDivide = binary('nbFloorDivide', '//');
export const numberRemainder = binary('nbRemainder', '%');
export const numberDivmod = binary('nbDivmod', 'divmod()');
export const numberLshift = binary('nbLshift', '<<');
export const numberRshift = binary('nbRshift', '>>');
export const numberAnd = binary('nbAnd', '&');
export const numberOr = binary('nbOr', '|');
export const numberXor = binary('nbXor', '^');
export const numberMatrixMultiply = binary('nbMatrixMultiply', '@');
export const inplaceSubtract = inplaceBinary('nbInplaceSubtract', 'nbSubtract', '-=');
export const inplaceTrueDivide = inplaceBinary('nbInplaceTrueDivide', 'nbTrueDivide', '/=');
export const inplaceFloorDivide = inplaceBinary('nbInplaceFloorDivide', 'nbFloorDivide', '//=');
export const inplaceRemainder = inplaceBinary('nbInplaceRemainder', 'nbRemainder', '%=');
export const inplaceLshift = inplaceBinary('nbInplaceLshift', 'nbLshift', '<<=');
export const inplaceRshift = inplaceBinary('nbInplaceRshift', 'nbRshift', '>>=');
export const inplaceAnd = inplaceBinary('nbInplaceAnd', 'nbAnd', '&=');
export const inplaceOr = inplaceBinary('nbInplaceOr', 'nbOr', '|=');
export const inplaceXor = inplaceBinary('nbInplaceXor', 'nbXor', '^=');
export const inplaceMatrixMultiply = inplaceBinary('nbInplaceMatrixMultiply', 'nbMatrixMultiply', '@=');

/** PyNumber_Add: numbers first, then sequence concatenation. */
export function numberAdd(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const result = binaryOperation(rt, left, right, 'nbAdd');
  if (result !== rt.notImplemented) return result;
  decref(rt, result);
  const { sqConcat } = left.type as PyType;
  return sqConcat !== null ? sqConcat(rt, left, right) : raiseUnsupported(rt, left, right, '+');
}

export function inplaceAdd(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const result = inplaceOperation(rt, left, right, 'nbInplaceAdd', 'nbAdd');
  if (result !== rt.notImplemented) return result;
  decref(rt, result);
  const { sqInplaceConcat, sqConcat } = left.type as PyType;
  const concat = sqInplaceConcat ?? sqConcat;
  return concat !== null ? concat(rt, left, right) : raiseUnsupported(rt, left, right, '+=');
}

/** PyNumber_Multiply: numbers first, then sequence repetition from either side. */
export function numberMultiply(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const result = binaryOperation(rt, left, right, 'nbMultiply');
  if (result !== rt.notImplemented) return result;
  decref(rt, result);
  const leftRepeat = (left.type as PyType).sqRepeat;
  if (leftRepeat !== null) return repeatSequence(rt, leftRepeat, left, right);
  const rightRepeat = (right.type as PyType).sqRepeat;
  if (rightRepeat !== null) return repeatSequence(rt, rightRepeat, right, left);
  return raiseUnsupported(rt, left, right, '*');
}

export function inplaceMultiply(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const result = inplaceOperation(rt, left, right, 'nbInplaceMultiply', 'nbMultiply');
  if (result !== rt.notImplemented) return result;
  decref(rt, result);
  const leftType = left.type as PyType;
  const repeat = leftType.sqInplaceRepeat ?? leftType.sqRepeat;
  if (repeat !== null) return repeatSequence(rt, repeat, left, right);
  // PyNumber_InPlaceMultiply asks the right operand only if the left one has no sequence methods at all.
  const rightRepeat = hasSequenceMethods(leftType) ? null : (right.type as PyType).sqRepeat;
  if (rightRepeat !== null) return repeatSequence(rt, rightRepeat, right, left);
  return raiseUnsupported(rt, left, right, '*=');
}

/** tp_as_sequence is not NULL: every class made at run time has the table. */
function hasSequenceMethods({ ownedByInstances, sqItem, sqLength, sqConcat, sqContains }: PyType): boolean {
  return ownedByInstances || sqItem !== null || sqLength !== null || sqConcat !== null || sqContains !== null;
}

/** sequence_repeat */
function repeatSequence(
  rt: Runtime, repeat: (rt: Runtime, self: PyObject, count: number) => PyObject, sequence: PyObject, count: PyObject,
): PyObject {
  if (!hasIndex(rt, count)) raise(rt, 'TypeError', `can't multiply sequence by non-int of type '${(count.type as PyType).name}'`);
  return repeat(rt, sequence, asIndexNumber(rt, count, 'OverflowError'));
}

/** ternary_op */
function powerOperation(rt: Runtime, base: PyObject, exponent: PyObject, modulus: PyObject): PyObject {
  const baseType = base.type as PyType;
  const exponentType = exponent.type as PyType;
  const baseFunction = baseType.nbPower;
  let exponentFunction = exponentType === baseType ? null : exponentType.nbPower;
  if (exponentFunction === baseFunction) exponentFunction = null;
  if (baseFunction !== null) {
    if (exponentFunction !== null && isSubtype(exponentType, baseType)) {
      const result = exponentFunction(rt, base, exponent, modulus);
      if (result !== rt.notImplemented) return result;
      decref(rt, result);
      exponentFunction = null;
    }
    const result = baseFunction(rt, base, exponent, modulus);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  if (exponentFunction !== null) {
    const result = exponentFunction(rt, base, exponent, modulus);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  const modulusFunction = (modulus.type as PyType).nbPower;
  if (modulusFunction !== null && modulusFunction !== baseFunction && modulusFunction !== exponentFunction) {
    return modulusFunction(rt, base, exponent, modulus);
  }
  return incref(rt.notImplemented);
}

/** `base ** exponent`, pow(base, exponent, modulus); `modulus` is None without one. */
export function numberPower(rt: Runtime, base: PyObject, exponent: PyObject, modulus: PyObject = rt.none): PyObject {
  return checkedPower(rt, powerOperation(rt, base, exponent, modulus), base, exponent, modulus, '** or pow()');
}

export function inplacePower(rt: Runtime, base: PyObject, exponent: PyObject): PyObject {
  const inplace = (base.type as PyType).nbInplacePower;
  if (inplace !== null) {
    const result = inplace(rt, base, exponent, rt.none);
    if (result !== rt.notImplemented) return result;
    decref(rt, result);
  }
  return checkedPower(rt, powerOperation(rt, base, exponent, rt.none), base, exponent, rt.none, '**=');
}

function checkedPower(rt: Runtime, result: PyObject, base: PyObject, exponent: PyObject, modulus: PyObject, operator: string): PyObject {
  if (result !== rt.notImplemented) return result;
  decref(rt, result);
  if (modulus === rt.none) return raiseUnsupported(rt, base, exponent, operator);
  const names = [base, exponent, modulus].map(({ type }) => `'${(type as PyType).name}'`).join(', ');
  raise(rt, 'TypeError', `unsupported operand type(s) for ${operator}: ${names}`);
}

function raiseBadOperand(rt: Runtime, operand: PyObject, operator: string): never {
  raise(rt, 'TypeError', `bad operand type for ${operator}: '${(operand.type as PyType).name}'`);
}

export function numberNegative(rt: Runtime, operand: PyObject): PyObject {
  const { nbNegative } = operand.type as PyType;
  return nbNegative !== null ? nbNegative(rt, operand) : raiseBadOperand(rt, operand, 'unary -');
}

export function numberPositive(rt: Runtime, operand: PyObject): PyObject {
  const { nbPositive } = operand.type as PyType;
  return nbPositive !== null ? nbPositive(rt, operand) : raiseBadOperand(rt, operand, 'unary +');
}

export function numberInvert(rt: Runtime, operand: PyObject): PyObject {
  const { nbInvert } = operand.type as PyType;
  return nbInvert !== null ? nbInvert(rt, operand) : raiseBadOperand(rt, operand, 'unary ~');
}

export function numberAbsolute(rt: Runtime, operand: PyObject): PyObject {
  const { nbAbsolute } = operand.type as PyType;
  return nbAbsolute !== null ? nbAbsolute(rt, operand) : raiseBadOperand(rt, operand, 'abs()');
}

// ---- index, int, float -----------------------------------------------------------------------------

/** _PyIndex_Check */
export function hasIndex(_rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).nbIndex !== null;
}

/** _PyNumber_Index: an int or an instance of a subclass, new reference. */
export function indexAsIs(rt: Runtime, object: PyObject): PyInt {
  if (isInt(rt, object)) return incref(object);
  const type = object.type as PyType;
  if (type.nbIndex === null) raise(rt, 'TypeError', `'${type.name}' object cannot be interpreted as an integer`);
  const result = type.nbIndex(rt, object);
  if (result.type === rt.types.int) return result as PyInt;
  return checkedInt(rt, result, '__index__');
}

/** What `__int__` or `__index__` gave: a strict subclass of int only with a warning. */
function checkedInt(rt: Runtime, result: PyObject, method: string): PyInt {
  const { name } = result.type as PyType;
  if (!isInt(rt, result)) {
    decref(rt, result);
    raise(rt, 'TypeError', `${method} returned non-int (type ${name})`);
  }
  try {
    warn(rt, 'DeprecationWarning', `${method} returned non-int (type ${name}).  `
      + 'The ability to return an instance of a strict subclass of int is deprecated, and may not be supported in a future version of Python.');
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  return result;
}

/** PyNumber_Index: an exact int, new reference. */
export function index(rt: Runtime, object: PyObject): PyInt {
  const result = indexAsIs(rt, object);
  if (result.type === rt.types.int) return result;
  const exact = newInt(rt, result.value);
  decref(rt, result);
  return exact;
}

const LARGEST_INDEX = 9223372036854775807n;

/**
 * PyNumber_AsSsize_t: an index as a JavaScript number. Outside 64 bits: raises `overflowError`, or is
 * clipped when that is null. Beyond 2^53 the number is approximate, which no real length reaches.
 */
export function asIndexNumber(rt: Runtime, object: PyObject, overflowError: ExceptionName | null): number {
  const integer = indexAsIs(rt, object);
  const { value } = integer;
  decref(rt, integer);
  if (typeof value === 'number') return value;
  if (value <= LARGEST_INDEX && value >= -LARGEST_INDEX - 1n) return Number(value);
  if (overflowError === null) return value < 0n ? Number(-LARGEST_INDEX - 1n) : Number(LARGEST_INDEX);
  raise(rt, overflowError, `cannot fit '${(object.type as PyType).name}' into an index-sized integer`);
}

/** The `__int__`, `__index__`, `__trunc__` part of PyNumber_Long; null: neither (texts are the int type's business). */
export function numberInt(rt: Runtime, object: PyObject): PyInt | null {
  if (object.type === rt.types.int) return incref(object) as PyInt;
  const type = object.type as PyType;
  if (type.nbInt !== null) return exactOf(rt, resultOfInt(rt, type.nbInt(rt, object)));
  if (type.nbIndex !== null) return index(rt, object);
  const truncate = lookupSpecial(rt, object, '__trunc__');
  if (truncate === null) return null;
  let result: PyObject;
  try {
    warn(rt, 'DeprecationWarning', 'The delegation of int() to __trunc__ is deprecated.');
    result = callObject(rt, truncate, []);
  } finally {
    decref(rt, truncate);
  }
  if (isInt(rt, result)) return exactOf(rt, result);
  const resultType = result.type as PyType;
  try {
    if (resultType.nbIndex === null) raise(rt, 'TypeError', `__trunc__ returned non-Integral (type ${resultType.name})`);
    return index(rt, result);
  } finally {
    decref(rt, result);
  }
}

function resultOfInt(rt: Runtime, result: PyObject): PyInt {
  return result.type === rt.types.int ? result as PyInt : checkedInt(rt, result, '__int__');
}

function exactOf(rt: Runtime, integer: PyInt): PyInt {
  if (integer.type === rt.types.int) return integer;
  const exact = newInt(rt, integer.value);
  decref(rt, integer);
  return exact;
}

/** The `__float__`, `__index__` part of PyNumber_Float; null: neither. */
export function numberFloat(rt: Runtime, object: PyObject): PyFloat | null {
  if (object.type === rt.types.float) return incref(object) as PyFloat;
  const type = object.type as PyType;
  if (type.nbFloat !== null) {
    const result = type.nbFloat(rt, object);
    if (result.type === rt.types.float) return result as PyFloat;
    const resultType = result.type as PyType;
    const { value } = result as PyFloat;
    if (resultType.layout !== rt.types.float) {
      decref(rt, result);
      raise(rt, 'TypeError', `${type.name}.__float__ returned non-float (type ${resultType.name})`);
    }
    try {
      warn(rt, 'DeprecationWarning', `${type.name}.__float__ returned non-float (type ${resultType.name}).  `
        + 'The ability to return an instance of a strict subclass of float is deprecated, and may not be supported in a future version of Python.');
    } finally {
      decref(rt, result);
    }
    return newFloat(rt, value);
  }
  if (type.nbIndex !== null) {
    const integer = indexAsIs(rt, object);
    const { value } = integer;
    decref(rt, integer);
    const number = Number(value);
    if (!Number.isFinite(number)) raise(rt, 'OverflowError', 'int too large to convert to float');
    return newFloat(rt, number);
  }
  return type.layout === rt.types.float ? newFloat(rt, (object as PyFloat).value) : null;
}

/** PyNumber_ToBase is the int type's; this is `%r` of anything, for error texts that quote a value. */
export function quoted(rt: Runtime, object: PyObject): string {
  const text = repr(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}
