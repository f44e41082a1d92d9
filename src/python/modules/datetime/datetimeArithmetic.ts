/**
 * Sums, differences, order and hash of datetimes (CPython Modules/_datetimemodule.c, add_datetime_timedelta ... datetime_hash). Across
 * time zones they are taken in UTC, with the offsets their tzinfo objects give.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import { CompareOp, hash, newBool, raise, type Hash, type Runtime } from '../../objects';
import { divmod, normalizeDate } from './calendar';
import { addDeltas, compareDeltas } from './deltaArithmetic';
import { compared } from './deltaType';
import {
  clockBytes, compareClocks, compareDates, dateBytes, hashOfBytes, isDate, isDatetime, isDelta, newDatetime, newDatetimeOf, newDelta, newTime, ordinalOf,
  type Clock, type PyDate, type PyDelta, type PyTime,
} from './instances';
import { utcOffset } from './zoneCalls';

export const secondsOfDay = ({ hour, minute, second }: Clock): number => hour * 3600 + minute * 60 + second;

/** A datetime moved by a duration, of the same class, with the same tzinfo. */
export function shiftedDatetime(rt: Runtime, datetime: PyDate, { value: delta }: PyDelta, sign: 1 | -1): PyObject {
  const data = datetime.value;
  const [carriedSeconds, microsecond] = divmod(data.microsecond + sign * delta.microseconds, 1_000_000);
  const [carriedMinutes, second] = divmod(data.second + sign * delta.seconds + carriedSeconds, 60);
  const [carriedHours, minute] = divmod(data.minute + carriedMinutes, 60);
  const [carriedDays, hour] = divmod(data.hour + carriedHours, 24);
  const date = normalizeDate(data.year, data.month, data.day + sign * delta.days + carriedDays);
  if (date === null) raise(rt, 'OverflowError', 'date value out of range');
  return newDatetimeOf(rt, datetime.type.object, date.year, date.month, date.day, { hour, minute, second, microsecond, tzinfo: data.tzinfo, fold: 0 });
}

export function addDatetime(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (isDatetime(rt, left)) {
    if (isDelta(rt, right)) return shiftedDatetime(rt, left, right, 1);
  } else if (isDelta(rt, left)) return shiftedDatetime(rt, right as PyDate, left, 1);
  return incref(rt.notImplemented);
}

const offsetOf = (rt: Runtime, datetime: PyDate): PyDelta | null => utcOffset(rt, datetime.value.tzinfo, datetime);

/** Both offsets, given back after `use`. */
function withOffsets<R, O extends PyDate | PyTime>(
  rt: Runtime, left: O, right: O, offset: (rt: Runtime, object: O) => PyDelta | null, use: (first: PyDelta | null, second: PyDelta | null) => R,
): R {
  const first = offset(rt, left);
  let second: PyDelta | null = null;
  try {
    second = offset(rt, right);
    return use(first, second);
  } finally {
    xdecref(rt, first);
    xdecref(rt, second);
  }
}

/** How much the offsets differ, or null when they do not. */
function offsetDifference(rt: Runtime, left: PyDate, right: PyDate): PyDelta | null {
  if (left.value.tzinfo === right.value.tzinfo) return null;
  return withOffsets(rt, left, right, offsetOf, (first, second) => {
    if ((first === null) !== (second === null)) raise(rt, 'TypeError', "can't subtract offset-naive and offset-aware datetimes");
    return first === null || second === null || compareDeltas(first, second) === 0 ? null : addDeltas(rt, first, second, -1);
  });
}

export function differenceOf(rt: Runtime, left: PyDate, right: PyDate): PyDelta {
  const between = offsetDifference(rt, left, right);
  const a = left.value;
  const b = right.value;
  const local = newDelta(rt, ordinalOf(a) - ordinalOf(b), secondsOfDay(a) - secondsOfDay(b), a.microsecond - b.microsecond);
  if (between === null) return local;
  try {
    return addDeltas(rt, local, between, -1);
  } finally {
    decref(rt, local);
    decref(rt, between);
  }
}

export function subtractDatetime(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (isDatetime(rt, left)) {
    if (isDatetime(rt, right)) return differenceOf(rt, left, right);
    if (isDelta(rt, right)) return shiftedDatetime(rt, left, right, -1);
  }
  return incref(rt.notImplemented);
}

// ---- order -------------------------------------------------------------------------------------------

/** Whether the offset of a datetime depends on its fold: then it equals nothing in another zone (PEP 495). */
function dependsOnFold(rt: Runtime, datetime: PyDate, offset: PyDelta | null): boolean {
  const { year, month, day, ...time } = datetime.value;
  const flipped = newDatetime(rt, year, month, day, { ...time, fold: 1 - time.fold }, datetime.type);
  let other: PyDelta | null;
  try {
    other = offsetOf(rt, flipped);
  } finally {
    decref(rt, flipped);
  }
  try {
    return other !== null && offset !== null && other !== offset && compareDeltas(other, offset) !== 0;
  } finally {
    xdecref(rt, other);
  }
}

const sameOffset = (first: PyDelta | null, second: PyDelta | null): boolean =>
  first === second || (first !== null && second !== null && compareDeltas(first, second) === 0);

/** What comparing an aware and a naive one says. */
function incomparable(rt: Runtime, op: CompareOp, kind: 'datetimes' | 'times'): PyObject {
  if (op === CompareOp.Eq || op === CompareOp.Ne) return newBool(rt, op === CompareOp.Ne);
  return raise(rt, 'TypeError', `can't compare offset-naive and offset-aware ${kind}`);
}

function signOf(rt: Runtime, left: PyDate, right: PyDate): number {
  const delta = differenceOf(rt, left, right);
  const { days, seconds, microseconds } = delta.value;
  decref(rt, delta);
  return days !== 0 ? days : seconds | microseconds;
}

export function compareDatetime(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  const left = self as PyDate;
  if (!isDatetime(rt, other)) {
    if (!isDate(rt, other)) return incref(rt.notImplemented);
    if (op === CompareOp.Eq || op === CompareOp.Ne) return newBool(rt, op === CompareOp.Ne);
    return raise(rt, 'TypeError', `can't compare ${self.type.name} to ${other.type.name}`);
  }
  const localOrder = (): number => compareDates(left.value, other.value) || compareClocks(left.value, other.value);
  if (left.value.tzinfo === other.value.tzinfo) return compared(rt, localOrder(), op);
  return withOffsets(rt, left, other, offsetOf, (first, second) => {
    const same = sameOffset(first, second);
    if (!same && (first === null || second === null)) return incomparable(rt, op, 'datetimes');
    let order = same ? localOrder() : signOf(rt, left, other);
    if ((op === CompareOp.Eq || op === CompareOp.Ne) && order === 0 && (dependsOnFold(rt, left, first) || dependsOnFold(rt, other, second))) order = 1;
    return compared(rt, order, op);
  });
}

/** The order of times of day; those with offsets are compared in UTC. */
export function compareTime(rt: Runtime, left: PyTime, right: PyTime, op: CompareOp): PyObject {
  const localOrder = (): number => compareClocks(left.value, right.value);
  if (left.value.tzinfo === right.value.tzinfo) return compared(rt, localOrder(), op);
  return withOffsets(rt, left, right, timeOffset, (first, second) => {
    if (sameOffset(first, second)) return compared(rt, localOrder(), op);
    if (first === null || second === null) return incomparable(rt, op, 'times');
    const inUtc = ({ value }: PyTime, { value: offset }: PyDelta): number => secondsOfDay(value) - offset.days * 86_400 - offset.seconds;
    return compared(rt, inUtc(left, first) - inUtc(right, second) || left.value.microsecond - right.value.microsecond, op);
  });
}

export const timeOffset = (rt: Runtime, time: PyTime): PyDelta | null => utcOffset(rt, time.value.tzinfo, rt.none);

// ---- hashes ------------------------------------------------------------------------------------------

/** The hash of what is left of a duration without an offset. */
function hashInUtc(rt: Runtime, local: PyDelta, offset: PyDelta): Hash {
  let inUtc: PyDelta;
  try {
    inUtc = addDeltas(rt, local, offset, -1);
  } finally {
    decref(rt, local);
  }
  try {
    return hash(rt, inUtc);
  } finally {
    decref(rt, inUtc);
  }
}

/** The offset at fold 0, on which hashes depend. */
function offsetForHash<O extends PyDate | PyTime>(rt: Runtime, self: O, unfolded: () => O, offset: (rt: Runtime, object: O) => PyDelta | null): PyDelta | null {
  const object = self.value.fold === 0 ? incref(self) : unfolded();
  try {
    return offset(rt, object);
  } finally {
    decref(rt, object);
  }
}

export function hashDatetime(rt: Runtime, self: PyObject): Hash {
  const { value: data, type } = self as PyDate;
  if (data.hash !== null) return data.hash;
  const { year, month, day, ...time } = data;
  const offset = offsetForHash(rt, self as PyDate, () => newDatetime(rt, year, month, day, { ...time, fold: 0 }, type), offsetOf);
  try {
    data.hash = offset === null ? hashOfBytes(rt, [...dateBytes(data), ...clockBytes(data)])
      : hashInUtc(rt, newDelta(rt, ordinalOf(data), secondsOfDay(data), data.microsecond), offset);
  } finally {
    xdecref(rt, offset);
  }
  return data.hash;
}

export function hashTime(rt: Runtime, self: PyObject): Hash {
  const { value: data, type } = self as PyTime;
  if (data.hash !== null) return data.hash;
  const offset = offsetForHash(rt, self as PyTime, () => newTime(rt, { ...data, fold: 0 }, type), timeOffset);
  try {
    data.hash = offset === null ? hashOfBytes(rt, clockBytes(data)) : hashInUtc(rt, newDelta(rt, 0, secondsOfDay(data), data.microsecond), offset);
  } finally {
    xdecref(rt, offset);
  }
  return data.hash;
}
