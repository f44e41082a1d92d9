/**
 * The `math` module: the C library's functions with CPython's errors (Modules/mathmodule.c). Functions on
 * integers are in `integers.ts`, sums and products in `sums.ts`.
 */
import { elementary } from '../../../base';
import { decref, type PyObject } from '../../memory';
import {
  bitLength, callObject, fast, fastKeywords, intToBigInt, isIntLike, lookupSpecial, newBool, newFloat, newInt, newTuple, oneArg, raise, roundShift,
  type MethodDefinition, type PyFloat, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { floatArgument, floatParts } from './arguments';
import { complementaryErrorFunction, errorFunction } from './errorFunction';
import { acosh, asinh, cosh, cubeRoot, log10, sinh } from './hyperbolic';
import { integerFunctions } from './integers';
import { gamma, logGamma } from './special';
import { neighbourFunctions, scaleBinary } from './neighbours';
import { productFunctions } from './products';
import { sumFunctions } from './sums';

type Real = (x: number) => number;

/** A domain error where the result is NaN though the argument is not; a range error where it overflowed. */
function checked(rt: Runtime, result: number, args: readonly number[], canOverflow: boolean): PyObject {
  if (Number.isNaN(result) && !args.some(Number.isNaN)) raise(rt, 'ValueError', 'math domain error');
  if (!Number.isFinite(result) && !Number.isNaN(result) && args.every(Number.isFinite)) {
    if (canOverflow) raise(rt, 'OverflowError', 'math range error');
    raise(rt, 'ValueError', 'math domain error');
  }
  return newFloat(rt, result);
}

const real = (name: string, operation: Real, canOverflow = false): MethodDefinition => oneArg(name, (rt, _self, argument) => {
  const x = floatArgument(rt, argument);
  return checked(rt, operation(x), [x], canOverflow);
});
const real2 = (name: string, operation: (x: number, y: number) => number, canOverflow = false): MethodDefinition => fast(name, (rt, _self, args) => {
  checkPositional(rt, name, args, 2, 2);
  const x = floatArgument(rt, args[0] as PyObject);
  const y = floatArgument(rt, args[1] as PyObject);
  return checked(rt, operation(x, y), [x, y], canOverflow);
});

/** floor, ceil, trunc: the object's own method, else of the float. */
function rounding(name: string, method: string, operation: Real): MethodDefinition {
  return oneArg(name, (rt, _self, argument) => {
    if (argument.type !== rt.types.float) {
      const special = lookupSpecial(rt, argument, method);
      if (special !== null) {
        try {
          return callObject(rt, special, []);
        } finally {
          decref(rt, special);
        }
      }
      if (name === 'trunc') raise(rt, 'TypeError', `type ${argument.type.name} doesn't define __trunc__ method`);
    }
    const x = floatArgument(rt, argument);
    if (Number.isNaN(x)) raise(rt, 'ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(x)) raise(rt, 'OverflowError', 'cannot convert float infinity to integer');
    return newInt(rt, BigInt(operation(x)));
  });
}

/** A logarithm of an int of any size or of a float (loghelper). */
function logarithm(rt: Runtime, argument: PyObject, operation: Real): number {
  if (isIntLike(rt, argument)) {
    const value = intToBigInt(argument);
    if (value <= 0n) raise(rt, 'ValueError', 'math domain error');
    const number = Number(value);
    if (Number.isFinite(number)) return operation(number);
    const bits = bitLength(value);
    return operation(scaleBinary(Number(roundShift(value, bits - 53)), -53)) + operation(2) * bits;
  }
  const x = floatArgument(rt, argument);
  if (x <= 0) raise(rt, 'ValueError', 'math domain error');
  return operation(x);
}

function log(rt: Runtime, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'log', args, 1, 2);
  const numerator = logarithm(rt, args[0] as PyObject, elementary.log);
  if (args[1] === undefined) return newFloat(rt, numerator);
  const denominator = logarithm(rt, args[1], elementary.log);
  if (denominator === 0) raise(rt, 'ZeroDivisionError', 'float division by zero');
  return newFloat(rt, numerator / denominator);
}

/** C's pow, whose special cases differ from JavaScript's. */
function power(rt: Runtime, x: number, y: number): PyObject {
  if (x === 1 || y === 0) return newFloat(rt, 1);
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return newFloat(rt, 1);
  if (x === 0 && y < 0 && Number.isFinite(y)) raise(rt, 'ValueError', 'math domain error');
  return checked(rt, elementary.power(x, y), [x, y], true);
}

function remainder(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return NaN;
  if (!Number.isFinite(y)) return x;
  const divisor = Math.abs(y);
  const rest = Math.abs(x) % divisor;
  const complement = divisor - rest;
  let result: number;
  if (rest < complement) result = rest;
  else if (rest > complement) result = -complement;
  else result = rest - 2 * ((0.5 * (Math.abs(x) - rest)) % divisor);
  return x < 0 || Object.is(x, -0) ? -result : result;
}

const isCloseSignature = { name: 'isclose', parameters: ['a', 'b', 'rel_tol', 'abs_tol'], required: 2, maximumPositional: 2 };

function isClose(rt: Runtime, values: readonly (PyObject | null)[]): boolean {
  const [a, b] = [floatArgument(rt, values[0] as PyObject), floatArgument(rt, values[1] as PyObject)];
  const relative = values[2] == null ? 1e-9 : floatArgument(rt, values[2]);
  const absolute = values[3] == null ? 0 : floatArgument(rt, values[3]);
  if (relative < 0 || absolute < 0) raise(rt, 'ValueError', 'tolerances must be non-negative');
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const difference = Math.abs(b - a);
  return difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute;
}

const functions: readonly MethodDefinition[] = [
  real('acos', elementary.acos), real('acosh', acosh), real('asin', elementary.asin), real('asinh', asinh), real('atan', elementary.atan), real('atanh', Math.atanh),
  real2('atan2', elementary.atan2), real('cbrt', cubeRoot), real2('copysign', (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  real('cos', elementary.cos), real('cosh', cosh, true), real('sin', elementary.sin), real('sinh', sinh, true), real('tan', elementary.tan), real('tanh', Math.tanh),
  oneArg('degrees', (rt, _self, x) => newFloat(rt, floatArgument(rt, x) * (180 / Math.PI))),
  oneArg('radians', (rt, _self, x) => newFloat(rt, floatArgument(rt, x) * (Math.PI / 180))),
  real('erf', errorFunction), real('erfc', complementaryErrorFunction),
  real('exp', elementary.exp, true), real('exp2', (x) => (Number.isFinite(x) && x !== 0 ? elementary.power(2, x) : 2 ** x), true), real('expm1', Math.expm1, true), real('fabs', Math.abs),
  real('gamma', gamma, true), real('lgamma', logGamma, true), real('log1p', Math.log1p), real('sqrt', Math.sqrt),
  real2('fmod', (x, y) => x % y), real2('remainder', remainder),
  rounding('ceil', '__ceil__', Math.ceil), rounding('floor', '__floor__', Math.floor), rounding('trunc', '__trunc__', Math.trunc),
  oneArg('isfinite', (rt, _self, x) => newBool(rt, Number.isFinite(floatArgument(rt, x)))),
  oneArg('isinf', (rt, _self, x) => newBool(rt, Math.abs(floatArgument(rt, x)) === Infinity)),
  oneArg('isnan', (rt, _self, x) => newBool(rt, Number.isNaN(floatArgument(rt, x)))),
  fastKeywords('isclose', (rt, _self, args, kwnames) => newBool(rt, isClose(rt, bindArguments(rt, isCloseSignature, args, kwnames)))),
  fast('log', (rt, _self, args) => log(rt, args)),
  oneArg('log2', (rt, _self, x) => newFloat(rt, logarithm(rt, x, elementary.log2))),
  oneArg('log10', (rt, _self, x) => newFloat(rt, logarithm(rt, x, log10))),
  fast('pow', (rt, _self, args) => {
    checkPositional(rt, 'pow', args, 2, 2);
    return power(rt, floatArgument(rt, args[0] as PyObject), floatArgument(rt, args[1] as PyObject));
  }),
  oneArg('modf', (rt, _self, argument) => {
    const x = floatArgument(rt, argument);
    const whole = Math.trunc(x);
    const fraction = Number.isFinite(x) ? x - whole : Number.isNaN(x) ? x : 0;
    return newTuple(rt, [newFloat(rt, x < 0 || Object.is(x, -0) ? -Math.abs(fraction) : fraction), newFloat(rt, whole)]);
  }),
  oneArg('frexp', (rt, _self, argument): PyObject => {
    const { mantissa, exponent } = floatParts(floatArgument(rt, argument));
    return newTuple(rt, [newFloat(rt, mantissa), newInt(rt, exponent)]);
  }),
];

export const mathModule: ModuleDefinition = {
  name: 'math',
  doc: 'This module provides access to the mathematical functions\ndefined by the C standard.',
  methods: [...functions, ...integerFunctions, ...sumFunctions, ...productFunctions, ...neighbourFunctions],
  constants: (rt): Record<string, PyFloat> => ({
    pi: newFloat(rt, Math.PI), e: newFloat(rt, Math.E), tau: newFloat(rt, 2 * Math.PI), inf: newFloat(rt, Infinity), nan: newFloat(rt, NaN),
  }),
};

