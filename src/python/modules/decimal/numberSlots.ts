/** Operators, comparison and hash of decimals (CPython _decimal.c nm_..., dec_richcompare, _dec_hash). */
import { decref, incref, type PyObject } from '../../memory';
import {
  CompareOp, getAttributeString, HASH_MODULUS, hashPointer, isComplexLike, isFloatLike, isInstance, isIntLike, newStr, newTuple, raise, toHash,
  type Hash, type Runtime, type Slots,
} from '../../objects';
import { decimalText, exactInteger, ofFloat, operand, toFloat, toInteger } from './conversion';
import * as arithmetic from './core/arithmetic';
import { compareNumbers } from './core/comparison';
import { Condition, Rounding, type Environment } from './core/environment';
import { isNaN, isSpecial, isZero, Kind, type DecimalNumber } from './core/number';
import { modularPower, power, powerModulo } from './core/power';
import { currentContext } from './currentContext';
import { addStatus, operate } from './signals';
import { decimalState, isDecimal, newDecimal, numberOf, settingsOf, truth } from './state';

type Operation = (a: DecimalNumber, b: DecimalNumber, env: Environment) => DecimalNumber;

const binary = (operation: Operation) => (rt: Runtime, left: PyObject, right: PyObject): PyObject => {
  const context = currentContext(rt);
  const a = operand(rt, left, context);
  const b = a === null ? null : operand(rt, right, context);
  if (a === null || b === null) return incref(rt.notImplemented);
  return newDecimal(rt, operate(rt, context, (env) => operation(a, b, env)));
};

const unary = (operation: (a: DecimalNumber, env: Environment) => DecimalNumber) => (rt: Runtime, self: PyObject): PyObject => {
  const context = currentContext(rt);
  return newDecimal(rt, operate(rt, context, (env) => operation(numberOf(self), env)));
};

/** 10 and its inverse modulo 2**61 - 1. */
const INVERSE_OF_TEN = 2075258708292324556n;
const HASH_OF_INFINITY = 314159;

export function hashDecimal(rt: Runtime, self: PyObject): Hash {
  const number = numberOf(self);
  if (isSpecial(number)) {
    if (number.kind === Kind.SignalingNaN) raise(rt, 'TypeError', 'Cannot hash a signaling NaN value');
    if (isNaN(number)) return hashPointer(rt.addressOf(self));
    return number.negative ? -HASH_OF_INFINITY : HASH_OF_INFINITY;
  }
  const { exponent, coefficient, negative } = number;
  const scale = exponent >= 0n
    ? modularPower(10n, exponent, HASH_MODULUS, null) : modularPower(INVERSE_OF_TEN, -exponent, HASH_MODULUS, null);
  const hash = ((coefficient % HASH_MODULUS) * scale) % HASH_MODULUS;
  return toHash(negative ? -hash : hash);
}

/** The two numbers a comparison is about, or null: not comparable (convert_op_cmp). */
function comparable(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp, context: PyObject): [DecimalNumber, DecimalNumber] | null {
  const a = numberOf(self);
  if (isDecimal(rt, other) || isIntLike(rt, other)) return [a, operand(rt, other, context) as DecimalNumber];
  const isEquality = op === CompareOp.Eq || op === CompareOp.Ne;
  if (isFloatLike(rt, other)) {
    if (isEquality) settingsOf(context).flags |= Condition.FloatOperation;
    else addStatus(rt, context, Condition.FloatOperation);
    return [a, ofFloat(other.value)];
  }
  if (isComplexLike(rt, other)) {
    if (!isEquality || other.value.imag !== 0) return null;
    settingsOf(context).flags |= Condition.FloatOperation;
    return [a, ofFloat(other.value.real)];
  }
  if (!isInstance(rt, other, decimalState(rt).rational)) return null;
  const numerator = attributeAsNumber(rt, other, 'numerator', context);
  if (isSpecial(a)) return [a, numerator];
  const denominator = attributeAsNumber(rt, other, 'denominator', context);
  return [{ ...a, ...scaled(a, denominator) }, numerator];
}

function scaled(a: DecimalNumber, factor: DecimalNumber): DecimalNumber {
  const product = arithmetic.multiplyExact({ ...a, exponent: 0n }, factor, null as unknown as Environment);
  return { ...product, exponent: a.exponent };
}

function attributeAsNumber(rt: Runtime, object: PyObject, name: string, context: PyObject): DecimalNumber {
  const value = getAttributeString(rt, object, name);
  try {
    return exactInteger(rt, value, context);
  } finally {
    decref(rt, value);
  }
}

function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  const context = currentContext(rt);
  const numbers = comparable(rt, self, other, op, context);
  if (numbers === null) return incref(rt.notImplemented);
  const [a, b] = numbers;
  if (isNaN(a) || isNaN(b)) {
    const signals = a.kind === Kind.SignalingNaN || b.kind === Kind.SignalingNaN || (op !== CompareOp.Eq && op !== CompareOp.Ne);
    if (signals) addStatus(rt, context, Condition.InvalidOperation);
    return truth(rt, op === CompareOp.Ne);
  }
  const order = compareNumbers(a, b);
  switch (op) {
    case CompareOp.Eq: return truth(rt, order === 0);
    case CompareOp.Ne: return truth(rt, order !== 0);
    case CompareOp.Lt: return truth(rt, order < 0);
    case CompareOp.Le: return truth(rt, order <= 0);
    case CompareOp.Gt: return truth(rt, order > 0);
    case CompareOp.Ge: return truth(rt, order >= 0);
  }
}

export const decimalNumberSlots = (): Partial<Slots> => ({
  nbAdd: binary(arithmetic.add),
  nbSubtract: binary(arithmetic.subtract),
  nbMultiply: binary(arithmetic.multiply),
  nbRemainder: binary(arithmetic.remainder),
  nbFloorDivide: binary(arithmetic.divideInteger),
  nbTrueDivide: binary(arithmetic.divide),
  nbDivmod: (rt, left, right) => {
    const context = currentContext(rt);
    const a = operand(rt, left, context);
    const b = a === null ? null : operand(rt, right, context);
    if (a === null || b === null) return incref(rt.notImplemented);
    const [quotient, rest] = operate(rt, context, (env) => arithmetic.divideWithRemainder(a, b, env));
    return newTuple(rt, [newDecimal(rt, quotient), newDecimal(rt, rest)]);
  },
  nbPower: (rt, base, exponent, modulus) => {
    const context = currentContext(rt);
    const a = operand(rt, base, context);
    const b = a === null ? null : operand(rt, exponent, context);
    if (a === null || b === null) return incref(rt.notImplemented);
    if (modulus === rt.none) return newDecimal(rt, operate(rt, context, (env) => power(a, b, env)));
    const m = operand(rt, modulus, context);
    if (m === null) return incref(rt.notImplemented);
    return newDecimal(rt, operate(rt, context, (env) => powerModulo(a, b, m, env)));
  },
  nbNegative: unary(arithmetic.minus),
  nbPositive: unary(arithmetic.plus),
  nbAbsolute: unary(arithmetic.absolute),
  nbBool: (_rt, self) => !isZero(numberOf(self)),
  nbInt: (rt, self) => toInteger(rt, numberOf(self), currentContext(rt), Rounding.Down),
  nbFloat: (rt, self) => toFloat(rt, numberOf(self)),
  richcompare: compare,
  hash: hashDecimal,
  str: (rt, self) => newStr(rt, decimalText(self, currentContext(rt))),
  repr: (rt, self) => newStr(rt, `Decimal('${decimalText(self, currentContext(rt))}')`),
});
