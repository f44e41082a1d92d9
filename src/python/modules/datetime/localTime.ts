/**
 * Timestamps and the calendar of UTC, which is the local time zone here (CPython Modules/_datetimemodule.c, datetime_from_timet_and_us,
 * local_to_seconds; Python/pytime.c). The clock is the host's.
 */
import { decref, type PyObject } from '../../memory';
import {
  indexValue, isFloatLike, machine, newStr, raise, raiseOSError, type PyFloat, type Runtime,
} from '../../objects';
import { dateOfEpochDay, DAY_SECONDS, EPOCH_ORDINAL, MAXYEAR, MINYEAR, toOrdinal } from './calendar';
import { clock, newDatetimeOf, newDelta, type DateData } from './instances';
import { newTimezone } from './zoneCalls';

const LARGEST_TIME = 2n ** 63n;
/** Years of C's struct tm. */
const LARGEST_YEAR = 2n ** 31n - 1n + 1900n;
const SMALLEST_YEAR = -(2n ** 31n) + 1900n;
const VALUE_TOO_LARGE = 75;
/** How long a change of the offset may be looked for, in seconds. */
const FOLD_SECONDS = BigInt(DAY_SECONDS);

interface Moment { readonly seconds: bigint; readonly microsecond: number }

const raiseRange = (rt: Runtime): never => raise(rt, 'OverflowError', 'timestamp out of range for platform time_t');

function checkedSeconds(rt: Runtime, whole: number): bigint {
  if (!(whole >= -Number(LARGEST_TIME) && whole < Number(LARGEST_TIME))) raiseRange(rt);
  return BigInt(whole);
}

/** _PyLong_AsTime_t */
function secondsOfInt(rt: Runtime, object: PyObject): bigint {
  const seconds = BigInt(indexValue(rt, object));
  return seconds === BigInt.asIntN(64, seconds) ? seconds : raiseRange(rt);
}

function floatOf(rt: Runtime, object: PyObject): number | null {
  if (!isFloatLike(rt, object)) return null;
  const { value } = object as PyFloat;
  if (Number.isNaN(value)) raise(rt, 'ValueError', 'Invalid value NaN (not a number)');
  return value;
}

/** A timestamp without its fraction, rounded down. */
export function wholeSeconds(rt: Runtime, timestamp: PyObject): bigint {
  const float = floatOf(rt, timestamp);
  return float === null ? secondsOfInt(rt, timestamp) : checkedSeconds(rt, Math.floor(float));
}

/** Halves go to the even number. */
function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value - Math.trunc(value)) === 0.5 ? 2 * Math.round(value / 2) : rounded;
}

/** A timestamp to the microsecond (_PyTime_ObjectToTimeval). */
export function timestampOf(rt: Runtime, timestamp: PyObject): Moment {
  const float = floatOf(rt, timestamp);
  if (float === null) return { seconds: secondsOfInt(rt, timestamp), microsecond: 0 };
  let whole = Math.trunc(float);
  let microsecond = roundHalfEven((float - whole) * 1e6);
  if (microsecond >= 1e6) {
    microsecond -= 1e6;
    whole++;
  } else if (microsecond < 0) {
    microsecond += 1e6;
    whole--;
  }
  return { seconds: checkedSeconds(rt, whole), microsecond };
}

/** The host's clock; cut off after the microsecond. */
export function currentMoment(rt: Runtime): Moment {
  const nanoseconds = BigInt(Math.round((rt.host.time() + machine(rt).threads.skipped) * 1e9));
  const microseconds = nanoseconds / 1000n;
  return { seconds: microseconds / 1_000_000n, microsecond: Number(microseconds % 1_000_000n) };
}

interface Fields { year: number; month: number; day: number; hour: number; minute: number; second: number }

/** gmtime() and localtime(). */
export function localFields(rt: Runtime, seconds: bigint): Fields {
  const length = BigInt(DAY_SECONDS);
  const inDay = ((seconds % length) + length) % length;
  const { year, month, day } = dateOfEpochDay((seconds - inDay) / length);
  if (year > LARGEST_YEAR || year < SMALLEST_YEAR) raiseOSError(rt, VALUE_TOO_LARGE, 'Value too large for defined data type');
  const ofDay = Number(inDay);
  return { year: Number(year), month, day, hour: Math.floor(ofDay / 3600), minute: Math.floor(ofDay / 60) % 60, second: ofDay % 60 };
}

/** Raises where a moment's year is none that ordinals know (utc_to_seconds). */
function checkYear(rt: Runtime, year: number): void {
  if (year < MINYEAR || year > MAXYEAR) raise(rt, 'ValueError', `year ${year} is out of range`);
}

/** An instance of a class at a moment in UTC; `isLocal`: it is looked for a fold, too, which there is none in UTC. */
export function datetimeAt(rt: Runtime, cls: PyObject, { seconds, microsecond }: Moment, tzinfo: PyObject, isLocal: boolean): PyObject {
  const { year, month, day, hour, minute, second } = localFields(rt, seconds);
  if (isLocal && tzinfo === rt.none) {
    checkYear(rt, year);
    checkYear(rt, localFields(rt, seconds - FOLD_SECONDS).year);
  }
  return newDatetimeOf(rt, cls, year, month, day, clock(rt, hour, minute, second, microsecond, tzinfo));
}

/** Seconds since 1970 of a local date and time; the neighbouring day is looked at, as a change of the offset might be there. */
export function localSeconds(rt: Runtime, { year, month, day, hour, minute, second, fold }: DateData): number {
  checkYear(rt, year);
  const seconds = (toOrdinal(year, month, day) - EPOCH_ORDINAL) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
  checkYear(rt, localFields(rt, BigInt(seconds) + (fold === 1 ? FOLD_SECONDS : -FOLD_SECONDS)).year);
  return seconds;
}

/** The local time zone at any moment, a timezone of its own. */
export function localTimezone(rt: Runtime): PyObject {
  const offset = newDelta(rt, 0, 0, 0);
  const name = newStr(rt, 'UTC');
  try {
    return newTimezone(rt, offset, name);
  } finally {
    decref(rt, name);
    decref(rt, offset);
  }
}
