/**
 * The operations `Decimal` and `Context` both offer, by name, and their arguments. In: rows. Out: method
 * tables of the two types (the macros Dec_UnaryFuncVA, DecCtx_UnaryFunc... of CPython _decimal.c).
 */
import type { PyObject } from '../../memory';
import { newStr, oneArg, varArgs, varArgsKeywords, type MethodDefinition, type PyDict, type PyTuple, type Runtime } from '../../objects';
import { contextArgument, parseKeywords, parsePositional } from './arguments';
import { operandOrRaise } from './conversion';
import * as arithmetic from './core/arithmetic';
import * as comparison from './core/comparison';
import * as digitwise from './core/digitwise';
import * as exponents from './core/exponents';
import type { Environment } from './core/environment';
import { decimalLogarithm, exponential, naturalLogarithm, squareRoot } from './core/logarithms';
import { adjusted, isNaN, isZero, Kind, withSign, type DecimalNumber } from './core/number';
import { toEngineering } from './core/text';
import { operate } from './signals';
import { newDecimal, numberOf, settingsOf, truth } from './state';

type Unary = (a: DecimalNumber, env: Environment) => DecimalNumber;
type Binary = (a: DecimalNumber, b: DecimalNumber, env: Environment) => DecimalNumber;
type Predicate = (a: DecimalNumber, env: Environment) => boolean;

const isNormal: Predicate = (a, env) => a.kind === Kind.Finite && a.coefficient !== 0n && adjusted(a) >= env.emin;
const isSubnormal: Predicate = (a, env) => a.kind === Kind.Finite && a.coefficient !== 0n && adjusted(a) < env.emin;

/** Operations on one number that both types have under the same name. */
const unary: Readonly<Record<string, Unary>> = {
  exp: exponential, ln: naturalLogarithm, log10: decimalLogarithm, next_minus: exponents.nextMinus, next_plus: exponents.nextPlus,
  normalize: exponents.normalize, sqrt: squareRoot, logb: exponents.logB, logical_invert: digitwise.logicalInvert,
};
const binary: Readonly<Record<string, Binary>> = {
  compare: comparison.compare, compare_signal: comparison.compareSignaling, max: comparison.maximum, max_mag: comparison.maximumMagnitude,
  min: comparison.minimum, min_mag: comparison.minimumMagnitude, next_toward: exponents.nextToward, remainder_near: arithmetic.remainderNear,
  logical_and: digitwise.logicalAnd, logical_or: digitwise.logicalOr, logical_xor: digitwise.logicalXor, rotate: digitwise.rotate,
  scaleb: exponents.scaleB, shift: digitwise.shift,
  compare_total: comparison.compareTotal, compare_total_mag: comparison.compareTotalMagnitude, copy_sign: (a, b) => withSign(a, b.negative),
};
/** Predicates; those that need the context take it as an optional argument of the number's method. */
const predicates: Readonly<Record<string, Predicate>> = {
  is_finite: (a) => a.kind === Kind.Finite, is_infinite: (a) => a.kind === Kind.Infinity, is_nan: (a) => isNaN(a),
  is_qnan: (a) => a.kind === Kind.QuietNaN, is_snan: (a) => a.kind === Kind.SignalingNaN, is_signed: (a) => a.negative, is_zero: (a) => isZero(a),
};
const contextPredicates: Readonly<Record<string, Predicate>> = { is_normal: isNormal, is_subnormal: isSubnormal };

/** What only a context offers as a function. */
const contextUnary: Readonly<Record<string, Unary>> = {
  ...unary, abs: arithmetic.absolute, minus: arithmetic.minus, plus: arithmetic.plus,
  to_integral: (a, env) => exponents.toIntegral(a, env, false), to_integral_value: (a, env) => exponents.toIntegral(a, env, false),
  to_integral_exact: (a, env) => exponents.toIntegral(a, env, true), copy_abs: (a) => withSign(a, false), copy_negate: (a) => withSign(a, !a.negative),
};
const contextBinary: Readonly<Record<string, Binary>> = {
  ...binary, add: arithmetic.add, divide: arithmetic.divide, divide_int: arithmetic.divideInteger, multiply: arithmetic.multiply,
  quantize: exponents.quantize, remainder: arithmetic.remainder, subtract: arithmetic.subtract,
};

/** number_class */
export function classOf(a: DecimalNumber, env: Environment): string {
  if (isNaN(a)) return a.kind === Kind.SignalingNaN ? 'sNaN' : 'NaN';
  const sign = a.negative ? '-' : '+';
  if (a.kind === Kind.Infinity) return `${sign}Infinity`;
  return sign + (isZero(a) ? 'Zero' : isNormal(a, env) ? 'Normal' : 'Subnormal');
}

const unaryResult = (rt: Runtime, operation: Unary, a: DecimalNumber, context: PyObject): PyObject =>
  newDecimal(rt, operate(rt, context, (env) => operation(a, env)));
const binaryResult = (rt: Runtime, operation: Binary, a: DecimalNumber, b: DecimalNumber, context: PyObject): PyObject =>
  newDecimal(rt, operate(rt, context, (env) => operation(a, b, env)));

type Keywords = (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) => PyObject;

const withContext = (compute: (rt: Runtime, self: PyObject, context: PyObject) => PyObject): Keywords => (rt, self, args, kwargs) => {
  const [context] = parseKeywords(rt, ['context'], 0, args, kwargs);
  return compute(rt, self, contextArgument(rt, context ?? null));
};
const withOther = (compute: (rt: Runtime, a: DecimalNumber, b: DecimalNumber, context: PyObject) => PyObject): Keywords => (rt, self, args, kwargs) => {
  const [other, given] = parseKeywords(rt, ['other', 'context'], 1, args, kwargs);
  const context = contextArgument(rt, given ?? null);
  return compute(rt, numberOf(self), operandOrRaise(rt, other as PyObject, context), context);
};

/** Methods of Decimal. */
export const numberOperations = (): readonly MethodDefinition[] => [
  ...Object.entries(unary).map(([name, operation]) =>
    varArgsKeywords(name, withContext((rt, self, context) => unaryResult(rt, operation, numberOf(self), context)))),
  ...Object.entries(binary).map(([name, operation]) =>
    varArgsKeywords(name, withOther((rt, a, b, context) => binaryResult(rt, operation, a, b, context)))),
  ...Object.entries(contextPredicates).map(([name, predicate]) =>
    varArgsKeywords(name, withContext((rt, self, context) => truth(rt, predicate(numberOf(self), settingsOf(context).env))))),
  ...Object.entries(predicates).map(([name, predicate]): MethodDefinition => ({
    kind: 'noArgs', name, doc: null, binding: 'instance', call: (rt, self) => truth(rt, predicate(numberOf(self), null as unknown as Environment)),
  })),
  varArgsKeywords('same_quantum', withOther((rt, a, b) => truth(rt, comparison.sameQuantum(a, b)))),
  varArgsKeywords('number_class', withContext((rt, self, context) => newStr(rt, classOf(numberOf(self), settingsOf(context).env)))),
  varArgsKeywords('to_eng_string', withContext((rt, self, context) => newStr(rt, toEngineering(numberOf(self), settingsOf(context).capitals)))),
  varArgsKeywords('fma', (rt, self, args, kwargs) => {
    const [other, third, given] = parseKeywords(rt, ['other', 'third', 'context'], 2, args, kwargs) as [PyObject, PyObject, PyObject | null];
    const context = contextArgument(rt, given);
    const b = operandOrRaise(rt, other, context);
    const c = operandOrRaise(rt, third, context);
    return newDecimal(rt, operate(rt, context, (env) => arithmetic.fusedMultiplyAdd(numberOf(self), b, c, env)));
  }),
];

/** Methods of Context: the numbers are arguments. */
export const contextOperations = (): readonly MethodDefinition[] => [
  ...Object.entries(contextUnary).map(([name, operation]) =>
    oneArg(name, (rt, context, a) => unaryResult(rt, operation, operandOrRaise(rt, a, context), context))),
  ...Object.entries(contextBinary).map(([name, operation]) => varArgs(name, (rt, context, args) => {
    const [a, b] = parsePositional(rt, args, 2, 2) as [PyObject, PyObject];
    const left = operandOrRaise(rt, a, context);
    return binaryResult(rt, operation, left, operandOrRaise(rt, b, context), context);
  })),
  ...Object.entries({ ...predicates, ...contextPredicates }).map(([name, predicate]) =>
    oneArg(name, (rt, context, a) => truth(rt, predicate(operandOrRaise(rt, a, context), settingsOf(context).env)))),
  varArgs('same_quantum', (rt, context, args) => {
    const [a, b] = parsePositional(rt, args, 2, 2) as [PyObject, PyObject];
    const left = operandOrRaise(rt, a, context);
    return truth(rt, comparison.sameQuantum(left, operandOrRaise(rt, b, context)));
  }),
  oneArg('number_class', (rt, context, a) => newStr(rt, classOf(operandOrRaise(rt, a, context), settingsOf(context).env))),
  oneArg('to_eng_string', (rt, context, a) => newStr(rt, toEngineering(operandOrRaise(rt, a, context), settingsOf(context).capitals))),
  varArgs('fma', (rt, context, args) => {
    const [a, b, c] = (parsePositional(rt, args, 3, 3) as readonly PyObject[]).map((object) => operandOrRaise(rt, object, context)) as
      [DecimalNumber, DecimalNumber, DecimalNumber];
    return newDecimal(rt, operate(rt, context, (env) => arithmetic.fusedMultiplyAdd(a, b, c, env)));
  }),
];
