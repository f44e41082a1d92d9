/** math: floats as points of a line: nextafter, ulp, ldexp. */
import { decref, type PyObject } from '../../memory';
import {
  fast, fastKeywords, index, intToBigInt, isIntLike, newFloat, oneArg, raise, type MethodDefinition, type PyInt, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';
import { floatArgument, floatParts } from './arguments';

const SIGN = 1n << 63n;
const STEPS_MAXIMUM = (1n << 64n) - 1n;

function bitsOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

function ofBits(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** The place of a float in their order: 0 for zero. */
const place = (x: number): bigint => {
  const bits = bitsOf(x);
  return (bits & SIGN) === 0n ? bits : -(bits & ~SIGN);
};

/** The float `steps` floats from x towards y. */
export function nextAfter(x: number, y: number, steps = 1n): number {
  if (steps === 0n) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  const from = place(x);
  const to = place(y);
  const distance = to > from ? to - from : from - to;
  if (steps >= distance) return y;
  const at = to > from ? from + steps : from - steps;
  // Zero keeps the sign of the side it was reached from.
  if (at === 0n) return x < 0 ? -0 : 0;
  return at < 0n ? -ofBits(-at) : ofBits(at);
}

export function unitInLastPlace(x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  const size = Math.abs(x);
  const next = nextAfter(size, Infinity);
  return next === Infinity ? size - nextAfter(size, 0) : next - size;
}

/** x * 2**exponent, rounded once; infinite when too large. */
export function scaleBinary(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const parts = floatParts(x);
  const total = parts.exponent + Math.max(-5000, Math.min(5000, exponent));
  if (total > 1024) return x < 0 ? -Infinity : Infinity;
  if (total > 0) return parts.mantissa * 2 * 2 ** (total - 1);
  if (total >= -1021) return parts.mantissa * 2 ** total;
  if (total < -1080) return x < 0 ? -0 : 0;
  return parts.mantissa * 2 ** -1021 * 2 ** (total + 1021);
}

function stepCount(rt: Runtime, argument: PyObject): bigint {
  const converted = index(rt, argument);
  const steps = intToBigInt(converted);
  decref(rt, converted);
  if (steps < 0n) raise(rt, 'ValueError', 'steps must be a non-negative integer');
  return steps > STEPS_MAXIMUM ? STEPS_MAXIMUM : steps;
}

export const neighbourFunctions: readonly MethodDefinition[] = [
  fastKeywords('nextafter', (rt, _self, args, kwnames) => {
    const [x, y, steps] = bindArguments(
      rt, { name: 'nextafter', parameters: ['', '', 'steps'], required: 2, positionalOnly: 2, maximumPositional: 2 }, args, kwnames,
    ) as [PyObject, PyObject, PyObject | null];
    const [from, to] = [floatArgument(rt, x), floatArgument(rt, y)];
    return newFloat(rt, nextAfter(from, to, steps === null || steps === rt.none ? 1n : stepCount(rt, steps)));
  }),
  oneArg('ulp', (rt, _self, argument) => newFloat(rt, unitInLastPlace(floatArgument(rt, argument)))),
  fast('ldexp', (rt, _self, args) => {
    checkPositional(rt, 'ldexp', args, 2, 2);
    const x = floatArgument(rt, args[0] as PyObject);
    const exponent = args[1] as PyInt;
    if (!isIntLike(rt, exponent)) raise(rt, 'TypeError', 'Expected an int as second argument to ldexp.');
    const result = scaleBinary(x, Number(exponent.value));
    if (!Number.isFinite(result) && Number.isFinite(x)) raise(rt, 'OverflowError', 'math range error');
    return newFloat(rt, result);
  }),
];
