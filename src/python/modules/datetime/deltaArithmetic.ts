/**
 * Arithmetic of timedelta through its number of microseconds, an int of any size (CPython Modules/_datetimemodule.c, delta_to_microseconds
 * ... delta_divmod, accum). Ints of subclasses have operators of their own, which are called as C calls them.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asInt32, callMethod, intFromFloat, intToBigInt, isFloatLike, isIntLike, isTupleLike, newInt, newTuple, numberAdd, numberDivmod, numberFloorDivide, numberMultiply,
  numberRemainder, numberTrueDivide, raise,
  type BinaryFunction, type PyFloat, type PyInt, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { DAY_SECONDS } from './calendar';
import { datetimeState, isDelta, newDelta, type DeltaData, type PyDelta } from './instances';

const SECOND = 1_000_000;
const LARGEST_C_INT = 2_147_483_647;

function microsecondCount({ days, seconds, microseconds }: DeltaData): number | bigint {
  const count = (days * DAY_SECONDS + seconds) * SECOND + microseconds;
  return Number.isSafeInteger(count) ? count : (BigInt(days) * BigInt(DAY_SECONDS) + BigInt(seconds)) * BigInt(SECOND) + BigInt(microseconds);
}

/** The whole duration in microseconds as an int (new reference). */
export function toMicroseconds(rt: Runtime, delta: PyDelta): PyInt {
  return newInt(rt, microsecondCount(delta.value));
}

function deltaOfCount(rt: Runtime, count: number | bigint, type: PyType): PyDelta {
  if (typeof count === 'number') {
    const seconds = Math.floor(count / SECOND);
    const days = Math.floor(seconds / DAY_SECONDS);
    return newDelta(rt, days, seconds - days * DAY_SECONDS, count - seconds * SECOND, type);
  }
  const second = BigInt(SECOND);
  const microseconds = ((count % second) + second) % second;
  const seconds = (count - microseconds) / second;
  const day = BigInt(DAY_SECONDS);
  const inDay = ((seconds % day) + day) % day;
  const days = (seconds - inDay) / day;
  if (days > BigInt(LARGEST_C_INT) || days < BigInt(-LARGEST_C_INT - 1)) raise(rt, 'OverflowError', 'Python int too large to convert to C int');
  return newDelta(rt, Number(days), Number(inDay), Number(microseconds), type);
}

function checkedDivmod(rt: Runtime, value: PyObject, divisor: PyObject): PyTuple {
  const result = numberDivmod(rt, value, divisor);
  if (isTupleLike(rt, result) && result.value.length === 2) return result;
  const text = isTupleLike(rt, result) ? `divmod() returned a tuple of size ${result.value.length}` : `divmod() returned non-tuple (type ${result.type.name.slice(0, 200)})`;
  decref(rt, result);
  raise(rt, 'TypeError', text);
}

/** Quotient (new reference) and remainder below a limit, by whatever divmod() an object has. */
function divideBy(rt: Runtime, value: PyObject, divisor: number): [quotient: PyObject, remainder: number] {
  const by = newInt(rt, divisor);
  const result = checkedDivmod(rt, value, by);
  decref(rt, by);
  try {
    const remainder = asInt32(rt, result.value[1] as PyObject);
    if (remainder < 0 || remainder >= divisor) raise(rt, 'TypeError', 'divmod() returned a value out of range');
    return [incref(result.value[0] as PyObject), remainder];
  } finally {
    decref(rt, result);
  }
}

/** A timedelta of so many microseconds (borrowed). */
export function fromMicroseconds(rt: Runtime, count: PyObject, type: PyType = datetimeState(rt).delta): PyDelta {
  if (count.type === rt.types.int) return deltaOfCount(rt, (count as PyInt).value, type);
  const [seconds, microseconds] = divideBy(rt, count, SECOND);
  let days: PyObject;
  let inDay: number;
  try {
    [days, inDay] = divideBy(rt, seconds, DAY_SECONDS);
  } finally {
    decref(rt, seconds);
  }
  try {
    return newDelta(rt, asInt32(rt, days), inDay, microseconds, type);
  } finally {
    decref(rt, days);
  }
}

/** A timedelta of an int that is given up. */
function ofOwned(rt: Runtime, count: PyObject): PyDelta {
  try {
    return fromMicroseconds(rt, count);
  } finally {
    decref(rt, count);
  }
}

/** An operator of ints applied to durations in microseconds and other operands. */
function through(rt: Runtime, left: PyObject, right: PyObject, operator: BinaryFunction): PyObject {
  const first = isDelta(rt, left) ? toMicroseconds(rt, left) : incref(left);
  const second = isDelta(rt, right) ? toMicroseconds(rt, right) : incref(right);
  try {
    return operator(rt, first, second);
  } finally {
    decref(rt, first);
    decref(rt, second);
  }
}

/** The nearest int to a quotient, halves to the even one (_PyLong_DivmodNear). */
function divideNearest(rt: Runtime, dividend: PyObject, divisor: PyObject): PyInt {
  if (!isIntLike(rt, dividend) || !isIntLike(rt, divisor)) raise(rt, 'TypeError', 'non-integer arguments in division');
  const a = intToBigInt(dividend);
  const b = intToBigInt(divisor);
  if (b === 0n) raise(rt, 'ZeroDivisionError', 'integer division or modulo by zero');
  const [top, bottom] = b < 0n ? [-a, -b] : [a, b];
  const remainder = ((top % bottom) + bottom) % bottom;
  const floor = (top - remainder) / bottom;
  const twice = 2n * remainder;
  return newInt(rt, twice > bottom || (twice === bottom && floor % 2n !== 0n) ? floor + 1n : floor);
}

function floatRatio(rt: Runtime, float: PyObject): PyTuple {
  const ratio = callMethod(rt, float, 'as_integer_ratio', []);
  if (!isTupleLike(rt, ratio)) {
    const type = ratio.type.name.slice(0, 200);
    decref(rt, ratio);
    raise(rt, 'TypeError', `unexpected return type from as_integer_ratio(): expected tuple, got '${type}'`);
  }
  if (ratio.value.length === 2) return ratio;
  decref(rt, ratio);
  raise(rt, 'ValueError', 'as_integer_ratio() must return a 2-tuple');
}

/** Multiplied by a float, or divided by it: exactly, then rounded once. */
function scaleByFloat(rt: Runtime, delta: PyDelta, float: PyObject, divide: boolean): PyDelta {
  const ratio = floatRatio(rt, float);
  try {
    const [numerator, denominator] = ratio.value as [PyObject, PyObject];
    const product = through(rt, delta, divide ? denominator : numerator, numberMultiply);
    try {
      return ofOwned(rt, divideNearest(rt, product, divide ? numerator : denominator));
    } finally {
      decref(rt, product);
    }
  } finally {
    decref(rt, ratio);
  }
}

export function addDeltas(rt: Runtime, left: PyDelta, right: PyDelta, sign: 1 | -1): PyDelta {
  const a = left.value;
  const b = right.value;
  return newDelta(rt, a.days + sign * b.days, a.seconds + sign * b.seconds, a.microseconds + sign * b.microseconds);
}

export function negateDelta(rt: Runtime, { value: { days, seconds, microseconds } }: PyDelta): PyDelta {
  return newDelta(rt, -days, -seconds, -microseconds);
}

/** Negative, zero or positive. */
export function compareDeltas({ value: a }: PyDelta, { value: b }: PyDelta): number {
  return a.days - b.days || a.seconds - b.seconds || a.microseconds - b.microseconds;
}

export function multiply(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const [delta, factor] = isDelta(rt, left) ? [left, right] : [right as PyDelta, left];
  if (isIntLike(rt, factor)) {
    const count = toMicroseconds(rt, delta);
    let product: PyObject;
    try {
      product = numberMultiply(rt, factor, count);
    } finally {
      decref(rt, count);
    }
    return ofOwned(rt, product);
  }
  return isFloatLike(rt, factor) ? scaleByFloat(rt, delta, factor, false) : incref(rt.notImplemented);
}

export function floorDivide(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (isDelta(rt, left)) {
    if (isIntLike(rt, right)) return ofOwned(rt, through(rt, left, right, numberFloorDivide));
    if (isDelta(rt, right)) return through(rt, left, right, numberFloorDivide);
  }
  return incref(rt.notImplemented);
}

export function trueDivide(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (isDelta(rt, left)) {
    if (isDelta(rt, right)) return through(rt, left, right, numberTrueDivide);
    if (isFloatLike(rt, right)) return scaleByFloat(rt, left, right, true);
    if (isIntLike(rt, right)) return ofOwned(rt, through(rt, left, right, divideNearest));
  }
  return incref(rt.notImplemented);
}

export function remainder(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDelta(rt, left) || !isDelta(rt, right)) return incref(rt.notImplemented);
  return ofOwned(rt, through(rt, left, right, numberRemainder));
}

export function divideWithRemainder(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDelta(rt, left) || !isDelta(rt, right)) return incref(rt.notImplemented);
  const pair = through(rt, left, right, checkedDivmod) as PyTuple;
  try {
    const [quotient, rest] = pair.value as [PyObject, PyObject];
    const delta = fromMicroseconds(rt, rest);
    return newTuple(rt, [incref(quotient), delta]);
  } finally {
    decref(rt, pair);
  }
}

export function totalSeconds(rt: Runtime, delta: PyDelta): PyObject {
  const second = newInt(rt, SECOND);
  try {
    return through(rt, delta, second, numberTrueDivide);
  } finally {
    decref(rt, second);
  }
}

// ---- the constructor ---------------------------------------------------------------------------------

/** A sum of microseconds: its whole part, an int (owned), and what is left of floats. */
export interface Sum { whole: PyObject; leftover: number }

/** sum.whole += the product of an int and a factor, or that plus an int. */
function addTo(rt: Runtime, sum: Sum, addend: PyObject): void {
  const { whole } = sum;
  sum.whole = numberAdd(rt, whole, addend);
  decref(rt, whole);
}

function addProduct(rt: Runtime, sum: Sum, number: PyObject, factor: number): void {
  const unit = newInt(rt, factor);
  let product: PyObject;
  try {
    product = numberMultiply(rt, number, unit);
  } finally {
    decref(rt, unit);
  }
  try {
    addTo(rt, sum, product);
  } finally {
    decref(rt, product);
  }
}

function addWhole(rt: Runtime, sum: Sum, value: number, factor: number): void {
  const whole = intFromFloat(rt, value);
  try {
    if (factor === 1) addTo(rt, sum, whole);
    else addProduct(rt, sum, whole, factor);
  } finally {
    decref(rt, whole);
  }
}

/** Adds so many units of so many microseconds (accum). */
export function accumulate(rt: Runtime, sum: Sum, unit: string, number: PyObject, factor: number): void {
  if (isIntLike(rt, number)) addProduct(rt, sum, number, factor);
  else if (isFloatLike(rt, number)) {
    const { value } = number as PyFloat;
    const whole = Math.trunc(value);
    addWhole(rt, sum, whole, factor);
    if (value === whole) return;
    const rest = (value - whole) * factor;
    addWhole(rt, sum, Math.trunc(rest), 1);
    sum.leftover += rest - Math.trunc(rest);
  } else raise(rt, 'TypeError', `unsupported type for timedelta ${unit} component: ${number.type.name}`);
}

/** round() of C: halves away from zero. */
const roundAway = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

/** Adds what is left of floats, rounded to a whole number so that halves make the sum even. */
export function addLeftover(rt: Runtime, sum: Sum): void {
  const { leftover } = sum;
  if (leftover === 0) return;
  let whole = roundAway(leftover);
  if (Math.abs(whole - leftover) === 0.5) {
    const odd = isIntLike(rt, sum.whole) && intToBigInt(sum.whole) % 2n !== 0n ? 1 : 0;
    whole = 2 * roundAway((leftover + odd) * 0.5) - odd;
  }
  addWhole(rt, sum, whole, 1);
}
