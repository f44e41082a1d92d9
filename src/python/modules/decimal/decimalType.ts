/** The type `decimal.Decimal`: construction, conversions, formatting and the methods that are no plain operation. */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, classMethod, freePlain, isDictLike, isStrLike, newComplex, newInt, newStr, newTuple, noArgs, oneArg, raise, varArgs, varArgsKeywords,
  dictGetString, isIntLike,
  type MethodDefinition, type PyDict, type PyStr, type PyTuple, type PyType, type PyTypeObject, type Runtime, type TypeDefinition,
} from '../../objects';
import { contextArgument, parseKeywords, parsePositional, roundingArgument } from './arguments';
import { decimalText, fromFloat, fromObjectExactly, operandOrRaise, toFloat, toInteger, toRatio, toTuple } from './conversion';
import { Rounding, type Environment } from './core/environment';
import { quantize, toIntegral } from './core/exponents';
import { formatDecimal, parseFormat, type DecimalFormat } from './core/formatting';
import { adjusted, finite, isSpecial, withSign } from './core/number';
import { currentContext } from './currentContext';
import { decimalNumberSlots } from './numberSlots';
import { numberOperations } from './operations';
import { operate } from './signals';
import { decimalState, newDecimal, numberOf, settingsOf } from './state';

/** Digits a word of libmpdec holds, and how many words lie in the object itself. */
const WORD_DIGITS = 19;
const INLINE_WORDS = 4;
const BASIC_SIZE = 104;

/** The environment of a context with the rounding mode of an argument. */
function environmentWith(rt: Runtime, context: PyObject, rounding: PyObject | null): Environment {
  const { env } = settingsOf(context);
  return rounding === null || rounding === rt.none ? env : env.derived({ rounding: roundingArgument(rt, rounding) });
}

const toIntegralMethod = (name: string, exact: boolean): MethodDefinition => varArgsKeywords(name, (rt, self, args, kwargs) => {
  const [rounding, given] = parseKeywords(rt, ['rounding', 'context'], 0, args, kwargs);
  const context = contextArgument(rt, given ?? null);
  return newDecimal(rt, operate(rt, context, (env) => toIntegral(numberOf(self), env, exact), environmentWith(rt, context, rounding ?? null)));
});

const toIntegerMethod = (name: string, rounding: Rounding): MethodDefinition =>
  noArgs(name, (rt, self) => toInteger(rt, numberOf(self), currentContext(rt), rounding));

/** A text of the dict that overrides what a locale would say, or null. */
function override(rt: Runtime, dict: PyDict, name: string): string | null {
  const value = dictGetString(dict, name);
  if (value === null) return null;
  if (!isStrLike(rt, value)) raise(rt, 'TypeError', `expected str, ${value.type.name} found`);
  return value.value.split('\0')[0] as string;
}

/** decimal_point, thousands_sep and grouping given by hand; only tests use that. */
function applyOverride(rt: Runtime, format: DecimalFormat, dict: PyDict): void {
  format.point = override(rt, dict, 'decimal_point') ?? format.point;
  format.separator = override(rt, dict, 'thousands_sep') ?? format.separator;
  const grouping = override(rt, dict, 'grouping');
  if (grouping !== null) format.grouping = Array.from(grouping, (character) => character.charCodeAt(0));
  const bytes = (text: string): number => Array.from(text).reduce((sum, character) => {
    const code = character.codePointAt(0) as number;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
  if (bytes(format.point) === 0 || bytes(format.point) > 4 || bytes(format.separator) > 4 || format.grouping.some((size) => size > 127)) {
    raise(rt, 'ValueError', 'invalid override dict');
  }
}

function formatMethod(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  const [specification, overriding] = parsePositional(rt, args, 1, 2);
  const context = currentContext(rt);
  if (!isStrLike(rt, specification as PyObject)) raise(rt, 'TypeError', 'format arg must be str');
  const { env, capitals } = settingsOf(context);
  const format = parseFormat((specification as PyStr).value, capitals);
  if (format === null) raise(rt, 'ValueError', 'invalid format string');
  if (overriding !== undefined) {
    if (!isDictLike(rt, overriding)) raise(rt, 'TypeError', 'optional argument must be a dict');
    applyOverride(rt, format, overriding);
  }
  const text = operate(rt, context, () => formatDecimal(numberOf(self), format, env), env.derived({}));
  if (text === null) raise(rt, 'ValueError', 'format specification exceeds internal limits of _decimal');
  return newStr(rt, text);
}

function roundMethod(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  const context = currentContext(rt);
  const [places] = parsePositional(rt, args, 0, 1);
  if (places === undefined) return toInteger(rt, numberOf(self), context, Rounding.HalfEven);
  if (!isIntLike(rt, places)) raise(rt, 'TypeError', 'optional arg must be an integer');
  const count = BigInt(places.value);
  if (count !== BigInt.asIntN(64, count)) raise(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
  return newDecimal(rt, operate(rt, context, (env) => quantize(numberOf(self), finite(false, 1n, -count), env)));
}

const methods = (): readonly MethodDefinition[] => [
  ...numberOperations(),
  toIntegralMethod('to_integral', false),
  toIntegralMethod('to_integral_exact', true),
  toIntegralMethod('to_integral_value', false),
  varArgsKeywords('quantize', (rt, self, args, kwargs) => {
    const [exponent, rounding, given] = parseKeywords(rt, ['exp', 'rounding', 'context'], 1, args, kwargs) as [PyObject, PyObject | null, PyObject | null];
    const context = contextArgument(rt, given);
    const env = environmentWith(rt, context, rounding);
    const other = operandOrRaise(rt, exponent, context);
    return newDecimal(rt, operate(rt, context, () => quantize(numberOf(self), other, env), env));
  }),
  noArgs('is_canonical', (rt) => incref(rt.true)),
  noArgs('adjusted', (rt, self) => newInt(rt, isSpecial(numberOf(self)) ? 0 : adjusted(numberOf(self)))),
  noArgs('canonical', (_rt, self) => incref(self)),
  noArgs('conjugate', (_rt, self) => incref(self)),
  noArgs('radix', (rt) => newDecimal(rt, finite(false, 10n, 0n))),
  noArgs('copy_abs', (rt, self) => newDecimal(rt, withSign(numberOf(self), false))),
  noArgs('copy_negate', (rt, self) => newDecimal(rt, withSign(numberOf(self), !numberOf(self).negative))),
  classMethod(oneArg('from_float', (rt, type, value) => {
    const result = newDecimal(rt, fromFloat(rt, value, currentContext(rt)));
    if ((type as PyTypeObject).value === decimalState(rt).decimalType) return result;
    try {
      return callObject(rt, type, [result]);
    } finally {
      decref(rt, result);
    }
  })),
  noArgs('as_tuple', (rt, self) => toTuple(rt, numberOf(self))),
  noArgs('as_integer_ratio', (rt, self) => operate(rt, currentContext(rt), () => toRatio(rt, numberOf(self)))),
  noArgs('__copy__', (_rt, self) => incref(self)),
  oneArg('__deepcopy__', (_rt, self) => incref(self)),
  varArgs('__format__', formatMethod),
  noArgs('__reduce__', (rt, self) => {
    const text = newStr(rt, decimalText(self, currentContext(rt)));
    return newTuple(rt, [incref((self.type as PyType).object), newTuple(rt, [text])]);
  }),
  varArgs('__round__', roundMethod),
  toIntegerMethod('__ceil__', Rounding.Ceiling),
  toIntegerMethod('__floor__', Rounding.Floor),
  toIntegerMethod('__trunc__', Rounding.Down),
  noArgs('__complex__', (rt, self) => {
    const real = toFloat(rt, numberOf(self));
    const { value } = real;
    decref(rt, real);
    return newComplex(rt, value, 0);
  }),
];

export const decimalType: TypeDefinition = {
  name: 'decimal.Decimal',
  doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0'). The\n"
    + 'context does not affect the conversion and is only passed to determine if\nthe InvalidOperation trap is active.\n\n',
  basicsize: BASIC_SIZE,
  constants: (rt) => ({ __module__: newStr(rt, 'decimal') }),
  flags: { basetype: true },
  sizeof: (_rt, self) => {
    const words = Math.ceil(numberOf(self).digits / WORD_DIGITS);
    return BASIC_SIZE + (words > INLINE_WORDS ? 8 * words : 0);
  },
  slots: {
    ...decimalNumberSlots(),
    new: (rt, type, args, kwargs) => {
      const [value, given] = parseKeywords(rt, ['value', 'context'], 0, args, kwargs);
      return fromObjectExactly(rt, type, value ?? null, contextArgument(rt, given ?? null));
    },
    dealloc: freePlain,
  },
  methods: methods(),
  getset: [
    { name: 'real', get: (_rt, self) => incref(self) },
    { name: 'imag', get: (rt) => newDecimal(rt, finite(false, 0n, 0n)) },
  ],
};
