/**
 * Decimals from Python objects and back (CPython _decimal.c PyDecType_From..., dec_as_long, PyDec_AsFloat).
 * "Exact" conversions keep every digit and fail when the number is beyond all limits; others round to the context.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, decimalDigitValue, floatAsRatio, floatFromObject, isFloatLike, isIntLike, isStrLike, isUnicodeSpace, newInt, newStr, newTuple, raise,
  type PyFloat, type PyInt, type PyList, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { Condition, Environment, ERRORS, MAXIMUM_EXPONENT, MAXIMUM_PRECISION, MINIMUM_EXPONENT, type Rounding } from './core/environment';
import { toIntegral } from './core/exponents';
import { finite, infinity, isNaN, isSpecial, Kind, notANumber, powerOfTen, type DecimalNumber } from './core/number';
import { finalize, invalid } from './core/rounding';
import { parseDecimal, toScientific } from './core/text';
import { addStatus, operate } from './signals';
import { decimalState, isDecimal, newDecimal, newDecimalOf, numberOf, settingsOf } from './state';

const widest = (): Environment => new Environment(MAXIMUM_PRECISION, MINIMUM_EXPONENT, MAXIMUM_EXPONENT);

/** Brings a number under the limits of all contexts; what does not fit is invalid. The conditions are the context's. */
function exactly(rt: Runtime, context: PyObject, make: (limits: Environment) => DecimalNumber): DecimalNumber {
  return operate(rt, context, (env) => {
    const limits = widest();
    let result = finalize(make(limits), limits);
    if ((limits.status & (Condition.Inexact | Condition.Rounded | Condition.Clamped)) !== 0) result = invalid(limits);
    env.raise(limits.status & ERRORS);
    return result;
  });
}

/** Text as ASCII: digits of all scripts, white space at the ends; null when there is something else. */
function asciiText(text: string, strip: boolean): string | null {
  let result = '';
  for (const character of strip ? trimmed(text.replaceAll('_', '')) : text) {
    if (character > '\0' && character <= '\x7f') {
      result += character;
      continue;
    }
    const digit = decimalDigitValue(character.codePointAt(0) as number);
    if (digit >= 0) result += String(digit);
    else if (isUnicodeSpace(character.codePointAt(0) as number)) result += ' ';
    else return null;
  }
  return result;
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (end > start && isUnicodeSpace(text.charCodeAt(end - 1))) end--;
  while (start < end && isUnicodeSpace(text.charCodeAt(start))) start++;
  return text.slice(start, end);
}

function numberOfText(text: string | null, env: Environment): DecimalNumber {
  const number = text === null ? null : parseDecimal(text, env);
  if (number !== null) return number;
  env.raise(Condition.ConversionSyntax);
  return notANumber();
}

const ofInt = (value: number | bigint): DecimalNumber => {
  const integer = BigInt(value);
  return finite(integer < 0n, integer < 0n ? -integer : integer, 0n);
};

/** The exact decimal value of a float. */
export function ofFloat(value: number): DecimalNumber {
  if (Number.isNaN(value)) return notANumber();
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return infinity(negative);
  const { numerator, shift } = floatAsRatio(Math.abs(value));
  if (shift <= 0) return finite(negative, numerator << BigInt(-shift), 0n);
  return finite(negative, numerator * 5n ** BigInt(shift), BigInt(-shift));
}

/** The text of a DecimalTuple or its like (dectuple_as_str). */
function textOfTuple(rt: Runtime, object: PyObject): string {
  const parts = (object as PyTuple | PyList).value;
  if (parts.length !== 3) raise(rt, 'ValueError', 'argument must be a sequence of length 3');
  const [sign, coefficient, exponent] = parts as [PyObject, PyObject, PyObject];
  if (!isIntLike(rt, sign) || (sign.value !== 0 && sign.value !== 1)) raise(rt, 'ValueError', 'sign must be an integer with the value 0 or 1');
  let special = '';
  let exponentText = '';
  if (isStrLike(rt, exponent)) {
    const kinds: Record<string, string> = { F: 'Inf', n: 'NaN', N: 'sNaN' };
    special = kinds[exponent.value] ?? raise(rt, 'ValueError', "string argument in the third position must be 'F', 'n' or 'N'");
  } else {
    if (!isIntLike(rt, exponent)) raise(rt, 'ValueError', 'exponent must be an integer');
    const value = BigInt(exponent.value);
    if (value !== BigInt.asIntN(64, value)) raise(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
    exponentText = `E${value}`;
  }
  const layout = (coefficient.type as PyType).layout;
  const wrong = 'coefficient must be a tuple of digits';
  if (layout !== rt.types.tuple && layout !== rt.types.list) raise(rt, 'ValueError', wrong);
  let digits = '';
  for (const digit of (coefficient as PyTuple).value) {
    if (!isIntLike(rt, digit) || digit.value < 0 || digit.value > 9) raise(rt, 'ValueError', wrong);
    digits += String(digit.value);
  }
  if (special === 'Inf') digits = '';
  if (special === '' && digits === '') digits = '0';
  return (sign.value === 1 ? '-' : '') + special + digits + exponentText;
}

function isSequence(rt: Runtime, object: PyObject): boolean {
  const { layout } = object.type as PyType;
  return layout === rt.types.tuple || layout === rt.types.list;
}

function raiseUnsupported(rt: Runtime, object: PyObject): never {
  raise(rt, 'TypeError', `conversion from ${object.type.name} to Decimal is not supported`);
}

/** What Decimal(value) accepts, exactly; `type` may be a subclass. */
export function fromObjectExactly(rt: Runtime, type: PyType, object: PyObject | null, context: PyObject): PyObject {
  const make = (number: DecimalNumber): PyObject => newDecimalOf(rt, type, number);
  if (object === null) return make(finite(false, 0n, 0n));
  if (isDecimal(rt, object)) {
    return type === decimalState(rt).decimalType && object.type === type ? incref(object) : make(object.value);
  }
  if (isStrLike(rt, object)) return make(exactly(rt, context, (env) => numberOfText(asciiText(object.value, true), env)));
  if (isIntLike(rt, object)) return make(exactly(rt, context, () => ofInt(object.value)));
  if (isSequence(rt, object)) {
    const text = textOfTuple(rt, object);
    return make(exactly(rt, context, (env) => numberOfText(text, env)));
  }
  if (isFloatLike(rt, object)) {
    addStatus(rt, context, Condition.FloatOperation);
    return make(ofFloat(object.value));
  }
  return raiseUnsupported(rt, object);
}

/** context.create_decimal(): the same, rounded to the context. */
export function fromObjectRounded(rt: Runtime, object: PyObject | null, context: PyObject): PyObject {
  const rounded = (make: (env: Environment) => DecimalNumber): PyObject =>
    newDecimal(rt, operate(rt, context, (env) => finalize(make(env), env)));
  if (object === null) return rounded(() => finite(false, 0n, 0n));
  if (isDecimal(rt, object)) {
    const number = object.value;
    const { env } = settingsOf(context);
    if (isNaN(number) && number.coefficient !== 0n && number.digits > env.precisionNumber - (env.clamp ? 1 : 0)) {
      addStatus(rt, context, Condition.ConversionSyntax);
      return newDecimal(rt, notANumber());
    }
    return rounded(() => number);
  }
  if (isStrLike(rt, object)) return rounded((env) => numberOfText(asciiText(object.value, false), env));
  if (isIntLike(rt, object)) return rounded(() => ofInt(object.value));
  if (isSequence(rt, object)) {
    const text = textOfTuple(rt, object);
    return rounded((env) => numberOfText(text, env));
  }
  if (isFloatLike(rt, object)) {
    addStatus(rt, context, Condition.FloatOperation);
    return rounded(() => ofFloat(object.value));
  }
  return raiseUnsupported(rt, object);
}

/** Decimal.from_float, for int and float. */
export function fromFloat(rt: Runtime, object: PyObject, context: PyObject): DecimalNumber {
  if (isIntLike(rt, object)) return exactly(rt, context, () => ofInt(object.value));
  if (!isFloatLike(rt, object)) raise(rt, 'TypeError', 'argument must be int or float');
  return ofFloat((object as PyFloat).value);
}

/** An operand of arithmetic: a decimal or an int; null for others (convert_op). */
export function operand(rt: Runtime, object: PyObject, context: PyObject): DecimalNumber | null {
  if (isDecimal(rt, object)) return object.value;
  return isIntLike(rt, object) ? exactly(rt, context, () => ofInt(object.value)) : null;
}

/** The same with TypeError for others. */
export function operandOrRaise(rt: Runtime, object: PyObject, context: PyObject): DecimalNumber {
  return operand(rt, object, context) ?? raiseUnsupported(rt, object);
}

/** An attribute of a rational as a number (numerator, denominator). */
export function exactInteger(rt: Runtime, object: PyObject, context: PyObject): DecimalNumber {
  if (!isIntLike(rt, object)) raise(rt, 'TypeError', 'argument must be an integer');
  return exactly(rt, context, () => ofInt(object.value));
}

/** A whole number in the given rounding (dec_as_long). */
export function toInteger(rt: Runtime, number: DecimalNumber, context: PyObject, rounding: Rounding): PyInt {
  if (isSpecial(number)) {
    if (isNaN(number)) raise(rt, 'ValueError', 'cannot convert NaN to integer');
    raise(rt, 'OverflowError', 'cannot convert Infinity to integer');
  }
  const { env } = settingsOf(context);
  const value = operate(rt, context, (work) => {
    const whole = toIntegral(number, work, false);
    const magnitude = whole.coefficient === 0n ? 0n : whole.coefficient * powerOfTen(Number(whole.exponent));
    return whole.negative ? -magnitude : magnitude;
  }, env.derived({ rounding }));
  return newInt(rt, value);
}

/** float(decimal) */
export function toFloat(rt: Runtime, number: DecimalNumber): PyFloat {
  if (number.kind === Kind.SignalingNaN) raise(rt, 'ValueError', 'cannot convert signaling NaN to float');
  const text = newStr(rt, number.kind === Kind.QuietNaN ? (number.negative ? '-nan' : 'nan') : toScientific(number));
  try {
    return floatFromObject(rt, text);
  } finally {
    decref(rt, text);
  }
}

/** Decimal.as_integer_ratio() */
export function toRatio(rt: Runtime, number: DecimalNumber): PyObject {
  if (isSpecial(number)) {
    if (isNaN(number)) raise(rt, 'ValueError', 'cannot convert NaN to integer ratio');
    raise(rt, 'OverflowError', 'cannot convert Infinity to integer ratio');
  }
  const sign = number.negative ? -1n : 1n;
  if (number.coefficient === 0n) return newTuple(rt, [newInt(rt, 0), newInt(rt, 1)]);
  if (number.exponent >= 0n) {
    return newTuple(rt, [newInt(rt, sign * number.coefficient * powerOfTen(Number(number.exponent))), newInt(rt, 1)]);
  }
  const denominator = powerOfTen(Number(-number.exponent));
  let [a, b] = [number.coefficient, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return newTuple(rt, [newInt(rt, (sign * number.coefficient) / a), newInt(rt, denominator / a)]);
}

/** Decimal.as_tuple() */
export function toTuple(rt: Runtime, number: DecimalNumber): PyObject {
  let digits: PyObject[];
  let exponent: PyObject;
  if (number.kind === Kind.Infinity) {
    exponent = newStr(rt, 'F');
    digits = [newInt(rt, 0)];
  } else {
    exponent = isNaN(number) ? newStr(rt, number.kind === Kind.QuietNaN ? 'n' : 'N') : newInt(rt, number.exponent);
    digits = isNaN(number) && number.coefficient === 0n ? [] : Array.from(number.coefficient.toString(), (digit) => newInt(rt, Number(digit)));
  }
  const args = [newInt(rt, number.negative ? 1 : 0), newTuple(rt, digits), exponent];
  try {
    return callObject(rt, decimalState(rt).decimalTuple, args);
  } finally {
    for (const argument of args) decref(rt, argument);
  }
}

/** The text of str() under the current context's `capitals`. */
export function decimalText(self: PyObject, context: PyObject): string {
  return toScientific(numberOf(self), settingsOf(context).capitals);
}

