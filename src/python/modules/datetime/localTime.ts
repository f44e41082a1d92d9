/**
 * Timestamps and local times (CPython Modules/_datetimemodule.c, datetime_from_timet_and_us,
 * local_to_seconds; Python/pytime.c). The clock is the host's.
 */
import { decref, type PyObject } from '../../memory';
import {
  indexValue, isFloatLike, machine, newStr, raise, raiseOSError, type PyFloat, type Runtime,
} from '../../objects';
import { dateOfEpochDay, DAY_SECONDS, EPOCH_ORDINAL, MAXYEAR, MINYEAR, toOrdinal } from './calendar';
import { clock, newDatetimeOf, newDelta, type DateData } from './instances';
import { timeZone } from '../timeZone';
import { newTimezone } from './zoneCalls';

const LARGEST_TIME = 2n ** 63n;
/** Years of C's struct tm. */
const LARGEST_YEAR = 2n ** 31n - 1n + 1900n;
const SMALLEST_YEAR = -(2n ** 31n) + 1900n;
const VALUE_TOO_LARGE = 75;

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

/** gmtime() */
function utcFields(rt: Runtime, seconds: bigint): Fields {
  const length = BigInt(DAY_SECONDS);
  const inDay = ((seconds % length) + length) % length;
  const { year, month, day } = dateOfEpochDay((seconds - inDay) / length);
  if (year > LARGEST_YEAR || year < SMALLEST_YEAR) raiseOSError(rt, VALUE_TOO_LARGE, 'Value too large for defined data type');
  const ofDay = Number(inDay);
  return { year: Number(year), month, day, hour: Math.floor(ofDay / 3600), minute: Math.floor(ofDay / 60) % 60, second: ofDay % 60 };
}

/** localtime() */
export function localFields(rt: Runtime, seconds: bigint): Fields {
  return utcFields(rt, seconds + BigInt(timeZone(rt).at(Number(seconds)).offset));
}

/** Raises where a moment's year is none that ordinals know (utc_to_seconds). */
function checkYear(rt: Runtime, year: number): void {
  if (year < MINYEAR || year > MAXYEAR) raise(rt, 'ValueError', `year ${year} is out of range`);
}

/** The local time at a moment, as if it were one of UTC. */
function local(rt: Runtime, moment: number): number {
  const { year, month, day, hour, minute, second } = localFields(rt, BigInt(moment));
  checkYear(rt, year);
  return (toOrdinal(year, month, day) - EPOCH_ORDINAL) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
}

/** Whether a local time comes for the second time: clocks were put back less than a day ago. */
function isRepeated(rt: Runtime, moment: number, localTime: number): boolean {
  const change = localTime - local(rt, moment - DAY_SECONDS) - DAY_SECONDS;
  return change < 0 && local(rt, moment + change) === localTime;
}

/** An instance of a class at a moment, in local time or in UTC. */
export function datetimeAt(rt: Runtime, cls: PyObject, { seconds, microsecond }: Moment, tzinfo: PyObject, isLocal: boolean): PyObject {
  const inLocal = isLocal && tzinfo === rt.none;
  const { year, month, day, hour, minute, second } = inLocal ? localFields(rt, seconds) : utcFields(rt, seconds);
  let fold = 0;
  if (inLocal) {
    checkYear(rt, year);
    const moment = Number(seconds);
    if (isRepeated(rt, moment, local(rt, moment))) fold = 1;
  }
  return newDatetimeOf(rt, cls, year, month, day, clock(rt, hour, minute, second, microsecond, tzinfo, fold));
}

/** Seconds since 1970 of a local date and time; its fold tells which of two moments it is (local_to_seconds). */
export function localSeconds(rt: Runtime, { year, month, day, hour, minute, second, fold }: DateData): number {
  checkYear(rt, year);
  const wanted = (toOrdinal(year, month, day) - EPOCH_ORDINAL) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
  const firstOffset = local(rt, wanted) - wanted;
  const first = wanted - firstOffset;
  const found = local(rt, first);
  let otherOffset: number;
  if (found === wanted) {
    // A solution; there may be another before it, or behind it for fold=1.
    const probe = first + (fold === 1 ? DAY_SECONDS : -DAY_SECONDS);
    otherOffset = local(rt, probe) - probe;
    if (firstOffset === otherOffset) return first;
  } else otherOffset = found - first;
  const other = wanted - otherOffset;
  if (local(rt, other) === wanted) return other;
  if (found === wanted) return first;
  // A time that clocks leave out.
  return fold === 1 ? Math.min(first, other) : Math.max(first, other);
}

/** The moment by which the time zone of a local time is looked up: the other one for a time that clocks leave out (local_timezone_from_local). */
export function momentForZone(rt: Runtime, data: DateData): number {
  const moment = localSeconds(rt, data);
  const other = localSeconds(rt, { ...data, fold: 1 - data.fold });
  return other !== moment && other > moment === (data.fold === 1) ? other : moment;
}

/** The local time zone at a moment, a timezone of its own. */
export function localTimezone(rt: Runtime, moment: number): PyObject {
  const { offset: seconds, name: zone } = timeZone(rt).at(moment);
  const offset = newDelta(rt, 0, seconds, 0);
  const name = newStr(rt, zone);
  try {
    return newTimezone(rt, offset, name);
  } finally {
    decref(rt, name);
    decref(rt, offset);
  }
}
