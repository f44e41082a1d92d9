/** The `cmath` module (CPython Modules/cmathmodule.c): its functions and their arguments; the formulas are in `functions.ts`. */
import { elementary } from '../../../base';
import type { PyObject } from '../../memory';
import {
  complexFromArgument, complexQuotient, fast, fastKeywords, floatFromArgument, newBool, newComplex, newFloat, newTuple, oneArg, raise, unpackKeywords,
  type ComplexNumber, type MethodDefinition, type Runtime,
} from '../../objects';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import {
  acos, acosh, asin, asinh, atan, atanh, cosh, cosine, exponential, fromPolar, logarithm, logarithm10, MathError, sine, sinh, sqrt, tangent, tanh,
} from './functions';

/** math_error */
function checked<R>(rt: Runtime, compute: () => R): R {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    if (error.kind === 'domain') raise(rt, 'ValueError', 'math domain error');
    return raise(rt, 'OverflowError', 'math range error');
  }
}

const result = (rt: Runtime, { real, imag }: ComplexNumber): PyObject => newComplex(rt, real, imag);

const unary = (name: string, compute: (z: ComplexNumber) => ComplexNumber): MethodDefinition => oneArg(name, (rt, _self, z) => {
  const argument = complexFromArgument(rt, z);
  return result(rt, checked(rt, () => compute(argument)));
});

const predicate = (name: string, test: (z: ComplexNumber) => boolean): MethodDefinition =>
  oneArg(name, (rt, _self, z) => newBool(rt, test(complexFromArgument(rt, z))));

const phase = ({ real, imag }: ComplexNumber): number => (Number.isNaN(real) || Number.isNaN(imag) ? NaN : elementary.atan2(imag, real));

function isClose(rt: Runtime, a: ComplexNumber, b: ComplexNumber, relative: number, absolute: number): boolean {
  if (relative < 0 || absolute < 0) raise(rt, 'ValueError', 'tolerances must be non-negative');
  if (a.real === b.real && a.imag === b.imag) return true;
  if ([a.real, a.imag, b.real, b.imag].some((part) => Math.abs(part) === Infinity)) return false;
  const length = ({ real, imag }: ComplexNumber): number => elementary.hypotenuse(real, imag);
  const difference = length({ real: a.real - b.real, imag: a.imag - b.imag });
  return difference <= relative * length(b) || difference <= relative * length(a) || difference <= absolute;
}

const isInfinite = ({ real, imag }: ComplexNumber): boolean => Math.abs(real) === Infinity || Math.abs(imag) === Infinity;

export const cmathModule: ModuleDefinition = {
  name: 'cmath',
  doc: 'This module provides access to mathematical functions for complex\nnumbers.',
  methods: [
    unary('acos', acos), unary('acosh', acosh), unary('asin', asin), unary('asinh', asinh), unary('atan', atan), unary('atanh', atanh),
    unary('cos', cosine), unary('cosh', cosh), unary('exp', exponential),
    fastKeywords('isclose', (rt, _self, args, kwnames) => {
      const [a, b, relative, absolute] = unpackKeywords(rt, { function: 'isclose', names: ['a', 'b', 'rel_tol', 'abs_tol'], maximumPositional: 2, required: 2 }, args, kwnames);
      const left = complexFromArgument(rt, a as PyObject);
      const right = complexFromArgument(rt, b as PyObject);
      return newBool(rt, isClose(rt, left, right, relative === undefined ? 1e-9 : floatFromArgument(rt, relative), absolute === undefined ? 0 : floatFromArgument(rt, absolute)));
    }),
    predicate('isfinite', ({ real, imag }) => Number.isFinite(real) && Number.isFinite(imag)),
    predicate('isinf', isInfinite),
    predicate('isnan', ({ real, imag }) => Number.isNaN(real) || Number.isNaN(imag)),
    fast('log', (rt, _self, args) => {
      checkPositional(rt, 'log', args, 1, 2);
      const z = complexFromArgument(rt, args[0] as PyObject);
      const base = args[1] === undefined ? null : complexFromArgument(rt, args[1]);
      const value = checked(rt, () => logarithm(z));
      if (base === null) return result(rt, value);
      const divisor = checked(rt, () => logarithm(base));
      if (divisor.real === 0 && divisor.imag === 0) raise(rt, 'ValueError', 'math domain error');
      return result(rt, complexQuotient(rt, value, divisor, ''));
    }),
    unary('log10', logarithm10),
    oneArg('phase', (rt, _self, z) => newFloat(rt, phase(complexFromArgument(rt, z)))),
    oneArg('polar', (rt, _self, z) => {
      const argument = complexFromArgument(rt, z);
      const length = isInfinite(argument) ? Infinity : polarLength(rt, argument);
      return newTuple(rt, [newFloat(rt, length), newFloat(rt, phase(argument))]);
    }),
    fast('rect', (rt, _self, args) => {
      checkPositional(rt, 'rect', args, 2, 2);
      const r = floatFromArgument(rt, args[0] as PyObject);
      const phi = floatFromArgument(rt, args[1] as PyObject);
      return result(rt, checked(rt, () => fromPolar(r, phi)));
    }),
    unary('sin', sine), unary('sinh', sinh), unary('sqrt', sqrt), unary('tan', tangent), unary('tanh', tanh),
  ],
  constants: (rt) => ({
    pi: newFloat(rt, Math.PI), e: newFloat(rt, Math.E), tau: newFloat(rt, 2 * Math.PI), inf: newFloat(rt, Infinity), infj: newComplex(rt, 0, Infinity),
    nan: newFloat(rt, NaN), nanj: newComplex(rt, 0, NaN),
  }),
};

function polarLength(rt: Runtime, argument: ComplexNumber): number {
  const length = elementary.hypotenuse(argument.real, argument.imag);
  if (length === Infinity) raise(rt, 'OverflowError', 'math range error');
  return length;
}
