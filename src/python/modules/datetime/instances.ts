/**
 * Instances of the types of `_datetime`: what they consist of, how they are recognised and made (CPython
 * Modules/_datetimemodule.c, new_date_ex ... new_delta_ex, check_date_args, check_time_args).
 *
 * The types and the objects the module shares (`timezone.utc`, the epoch) are kept per interpreter; `index.ts` makes them.
 */
import { decref, incref, PyObject } from '../../memory';
import { allocatePlain, callObject, hashKey, isSubtype, newInt, raise, sipHash, type Hash, type Payload, type PyBytes, type PyType, type Runtime } from '../../objects';
import { daysInMonth, divmod, DAY_SECONDS, MAXYEAR, MINYEAR, toOrdinal } from './calendar';

/** A time of day, with what names its offset from UTC (owned) or null. */
export interface Clock {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  fold: number;
  tzinfo: PyObject | null;
}
/** date and datetime; a date has no time of day. `hash` once it is known. */
export interface DateData extends Clock { year: number; month: number; day: number; hash: Hash | null }
export interface TimeData extends Clock { hash: Hash | null }
export interface DeltaData { readonly days: number; readonly seconds: number; readonly microseconds: number; hash: Hash | null }
/** timezone; null in an instance of a subclass of tzinfo. Owned. */
export interface ZoneData { readonly offset: PyDelta; readonly name: PyObject | null }

export type PyDate = Payload<DateData>;
export type PyTime = Payload<TimeData>;
export type PyDelta = Payload<DeltaData>;
export type PyZone = Payload<ZoneData | null>;

export interface DatetimeState {
  readonly date: PyType;
  readonly datetime: PyType;
  readonly time: PyType;
  readonly delta: PyType;
  readonly tzinfo: PyType;
  readonly timezone: PyType;
  readonly isoCalendarDate: PyType;
  /** timezone.utc, owned. */
  utc: PyObject | null;
  /** 1970-01-01 in UTC, owned. */
  epoch: PyObject | null;
  /** The module `_strptime` once it was needed, owned. */
  strptime: PyObject | null;
}

const NAME = '_datetime';
const MAXIMUM_DAYS = 999_999_999;

export const datetimeState = (rt: Runtime): DatetimeState => rt.moduleStates.get(NAME) as DatetimeState;

export function setDatetimeState(rt: Runtime, state: DatetimeState): void {
  rt.moduleStates.set(NAME, state);
}

const typeOf = (object: PyObject): PyType => object.type as PyType;

/** date, datetime or a subclass. */
export const isDate = (rt: Runtime, object: PyObject): object is PyDate => typeOf(object).layout === datetimeState(rt).date;
export const isDatetime = (rt: Runtime, object: PyObject): object is PyDate => typeOf(object).nativeBase === datetimeState(rt).datetime;
export const isTime = (rt: Runtime, object: PyObject): object is PyTime => typeOf(object).layout === datetimeState(rt).time;
export const isDelta = (rt: Runtime, object: PyObject): object is PyDelta => typeOf(object).layout === datetimeState(rt).delta;
export const isTimezone = (rt: Runtime, object: PyObject): object is Payload<ZoneData> => object.type === datetimeState(rt).timezone;

/** `timezone.utc` (borrowed). */
export const utcOf = (rt: Runtime): PyObject => datetimeState(rt).utc as PyObject;

export const isTzinfo = (rt: Runtime, object: PyObject): boolean => isSubtype(typeOf(object), datetimeState(rt).tzinfo);

export function checkTzinfo(rt: Runtime, object: PyObject): void {
  if (object === rt.none || isTzinfo(rt, object)) return;
  raise(rt, 'TypeError', `tzinfo argument must be None or of a tzinfo subclass, not type '${object.type.name}'`);
}

export function checkDate(rt: Runtime, year: number, month: number, day: number): void {
  if (year < MINYEAR || year > MAXYEAR) raise(rt, 'ValueError', `year ${year} is out of range`);
  if (month < 1 || month > 12) raise(rt, 'ValueError', 'month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) raise(rt, 'ValueError', 'day is out of range for month');
}

export function checkFold(rt: Runtime, fold: number): void {
  if (fold !== 0 && fold !== 1) raise(rt, 'ValueError', 'fold must be either 0 or 1');
}

function checkClock(rt: Runtime, { hour, minute, second, microsecond, fold }: Clock): void {
  if (hour < 0 || hour > 23) raise(rt, 'ValueError', 'hour must be in 0..23');
  if (minute < 0 || minute > 59) raise(rt, 'ValueError', 'minute must be in 0..59');
  if (second < 0 || second > 59) raise(rt, 'ValueError', 'second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) raise(rt, 'ValueError', 'microsecond must be in 0..999999');
  checkFold(rt, fold);
}

/** A time of day by its parts; `tzinfo` is borrowed, None stands for none. */
export function clock(
  rt: Runtime, hour: number, minute: number, second: number, microsecond: number, tzinfo: PyObject = rt.none, fold = 0,
): Clock {
  return { hour, minute, second, microsecond, fold, tzinfo: tzinfo === rt.none ? null : tzinfo };
}

export const midnight = (rt: Runtime): Clock => clock(rt, 0, 0, 0, 0);

/** Instances of exactly a type of the module, and of its subclasses. */
function allocate<V>(rt: Runtime, type: PyType, value: V): Payload<V> {
  return type.flags.heap ? allocatePlain(rt, type, value) : new PyObject(type, value);
}

export function newDate(rt: Runtime, year: number, month: number, day: number, type: PyType = datetimeState(rt).date): PyDate {
  checkDate(rt, year, month, day);
  return unchecked(rt, type, { year, month, day }, midnight(rt));
}

/** A date or datetime as it is; the tzinfo in `time` is borrowed. */
export function unchecked(rt: Runtime, type: PyType, date: { year: number; month: number; day: number }, time: Clock): PyDate {
  const { year, month, day } = date;
  const { hour, minute, second, microsecond, fold, tzinfo } = time;
  if (tzinfo !== null) tzinfo.refcnt++;
  return allocate<DateData>(rt, type, { year, month, day, hour, minute, second, microsecond, fold, tzinfo, hash: null });
}

export function newDatetime(rt: Runtime, year: number, month: number, day: number, time: Clock, type: PyType = datetimeState(rt).datetime): PyDate {
  checkDate(rt, year, month, day);
  checkClock(rt, time);
  if (time.tzinfo !== null) checkTzinfo(rt, time.tzinfo);
  return unchecked(rt, type, { year, month, day }, time);
}

export function newTime(rt: Runtime, time: Clock, type: PyType = datetimeState(rt).time): PyTime {
  checkClock(rt, time);
  if (time.tzinfo !== null) checkTzinfo(rt, time.tzinfo);
  return uncheckedTime(rt, type, time);
}

export function uncheckedTime(rt: Runtime, type: PyType, { hour, minute, second, microsecond, fold, tzinfo }: Clock): PyTime {
  if (tzinfo !== null) tzinfo.refcnt++;
  return allocate<TimeData>(rt, type, { hour, minute, second, microsecond, fold, tzinfo, hash: null });
}

/** Seconds and microseconds may be out of their ranges. */
export function newDelta(rt: Runtime, days: number, seconds: number, microseconds: number, type: PyType = datetimeState(rt).delta): PyDelta {
  const [secondsOver, inSecond] = divmod(microseconds, 1_000_000);
  const [daysOver, inDay] = divmod(seconds + secondsOver, DAY_SECONDS);
  const allDays = days + daysOver;
  if (Math.abs(allDays) > MAXIMUM_DAYS) raise(rt, 'OverflowError', `days=${allDays}; must have magnitude <= ${MAXIMUM_DAYS}`);
  return allocate<DeltaData>(rt, type, { days: allDays, seconds: inDay, microseconds: inSecond, hash: null });
}

export const isZero = ({ value: { days, seconds, microseconds } }: PyDelta): boolean => days === 0 && seconds === 0 && microseconds === 0;

/** Calls a class with numbers and perhaps a last object (PyObject_CallFunction). */
export function construct(rt: Runtime, type: PyObject, numbers: readonly number[], last: PyObject | null = null): PyObject {
  const args: PyObject[] = numbers.map((number) => newInt(rt, number));
  if (last !== null) args.push(incref(last));
  try {
    return callObject(rt, type, args);
  } finally {
    for (const argument of args) decref(rt, argument);
  }
}

/** An instance of date, datetime or, by calling it, of another class (new_date_subclass_ex). */
export function newDateOf(rt: Runtime, cls: PyObject, year: number, month: number, day: number): PyObject {
  const { date, datetime } = datetimeState(rt);
  if (cls === date.object) return newDate(rt, year, month, day);
  if (cls === datetime.object) return newDatetime(rt, year, month, day, midnight(rt));
  return construct(rt, cls, [year, month, day]);
}

/** An instance of datetime or, by calling it without a fold, of another class (new_datetime_subclass_fold_ex). */
export function newDatetimeOf(rt: Runtime, cls: PyObject, year: number, month: number, day: number, time: Clock): PyObject {
  if (cls === datetimeState(rt).datetime.object) return newDatetime(rt, year, month, day, time);
  const { hour, minute, second, microsecond, tzinfo } = time;
  return construct(rt, cls, [year, month, day, hour, minute, second, microsecond], tzinfo ?? rt.none);
}

/** Bytes of a date as pickles and hashes have them, and of a time of day. */
export const dateBytes = ({ year, month, day }: DateData): number[] => [year >> 8, year & 0xff, month, day];
export const clockBytes = ({ hour, minute, second, microsecond }: Clock): number[] =>
  [hour, minute, second, microsecond >> 16, (microsecond >> 8) & 0xff, microsecond & 0xff];

/** A time of day from six bytes of a pickle. */
export function clockOfBytes(bytes: PyBytes['value'], at: number): Omit<Clock, 'fold' | 'tzinfo'> {
  const byte = (offset: number): number => bytes[at + offset] as number;
  return { hour: byte(0), minute: byte(1), second: byte(2), microsecond: byte(3) * 65_536 + byte(4) * 256 + byte(5) };
}

export const ordinalOf = ({ year, month, day }: DateData): number => toOrdinal(year, month, day);

export function compareDates(a: DateData, b: DateData): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

export function compareClocks(a: Clock, b: Clock): number {
  return a.hour - b.hour || a.minute - b.minute || a.second - b.second || a.microsecond - b.microsecond;
}

/** The hash of bytes as of a bytes object. */
export function hashOfBytes(rt: Runtime, bytes: readonly number[]): Hash {
  return sipHash(Uint8Array.from(bytes), hashKey(rt));
}
