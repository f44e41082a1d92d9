/**
 * The `time` module over the host's clock, which is deterministic unless the host decides otherwise.
 * `sleep` does not wait: it moves a virtual clock, so that a program that sleeps still runs at once.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asIndexNumber, asInt32, callWithTuple, fast, getAttributeString, isIntLike, isStrLike, machine, newDict, newFloat, newInt, newSimpleNamespace, newStr, newTuple, noArgs, numberFloat, oneArg, raise, raiseOSError, varArgs,
  type PyFloat, type PyModule, type PyTuple, type PyType, type Runtime,
} from '../objects';
import { setOwned, type ModuleDefinition } from './moduleDefinition';
import { newStructSequence, structSequence, structSequenceType } from './structSequence';
import { setTimeZone, timeZone } from './timeZone';
import { asctime, secondsSinceEpoch, strftime, type TimeFields } from './timeFormat';

const structTimeType = structSequence('time.struct_time', 'The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().',
  ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst'], true, ['tm_zone', 'tm_gmtoff']);

const NANOSECONDS = 1e9;
/** Linux's number for the clock of the thread with the number 1, which every thread has here. */
const THREAD_CPU_CLOCK = -10;

const now = (rt: Runtime): number => rt.host.time() + machine(rt).threads.skipped;
/** Goes by what was run, not by the host's clock: what waits for it does not depend on how fast the machine is. */
const steady = (rt: Runtime): number => machine(rt).threads.now();
const precise = (rt: Runtime): number => rt.host.monotonic() + machine(rt).threads.skipped;
const nanoseconds = (rt: Runtime, seconds: number): PyObject => newInt(rt, BigInt(Math.round(seconds * NANOSECONDS)));

function seconds(rt: Runtime, value: PyObject): number {
  const number = numberFloat(rt, value);
  if (number === null) raise(rt, 'TypeError', `'${value.type.name}' object cannot be interpreted as an integer`);
  const result = (number as PyFloat).value;
  decref(rt, number);
  return result;
}

/** Beyond it a time does not fit C's time_t or struct tm. */
const LARGEST_TIME = 67_768_036_191_676_799;
const LARGEST_DATE = 8.64e12;

/** The fields of a moment in UTC. */
function fieldsAt(rt: Runtime, at: number): TimeFields {
  if (Number.isNaN(at)) raise(rt, 'ValueError', 'Invalid value NaN (not a number)');
  if (Math.abs(at) > LARGEST_TIME) raise(rt, 'OverflowError', 'timestamp out of range for platform time_t');
  if (Math.abs(at) > LARGEST_DATE) raise(rt, 'OSError', '[Errno 75] Value too large for defined data type');
  const date = new Date(Math.floor(at) * 1000);
  const newYear = new Date(0);
  newYear.setUTCFullYear(date.getUTCFullYear(), 0, 1);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(), weekday: (date.getUTCDay() + 6) % 7, dayOfYear: Math.floor((date.getTime() - newYear.getTime()) / 86_400_000) + 1,
  };
}

/** The fields of a moment in the local time zone. */
function localFieldsAt(rt: Runtime, at: number): TimeFields & { readonly dst: number; readonly offset: number } {
  const { offset, isDst, name } = timeZone(rt).at(Math.floor(at));
  return { ...fieldsAt(rt, at + offset), zone: name, dst: isDst ? 1 : 0, offset };
}

const GREENWICH = { zone: 'GMT', dst: 0, offset: 0 };

function brokenDown(rt: Runtime, { zone, dst, offset, ...parts }: ReturnType<typeof localFieldsAt>): PyTuple {
  const { year, month, day, hour, minute, second, weekday, dayOfYear } = parts;
  const fields = [year, month, day, hour, minute, second, weekday, dayOfYear, dst].map((field) => newInt(rt, field));
  return newStructSequence(rt, structTimeType, fields, [newStr(rt, zone ?? 'UTC'), newInt(rt, offset)]);
}

const FIELD_COUNT = 9;
/** Years of a C int that counts from 1900. */
const LARGEST_YEAR = 2_147_483_647;
const SMALLEST_YEAR = -2_147_483_648 + 1900;

/** The zone's name by tm_isdst. */
function zoneNameOf(rt: Runtime, dst: PyObject): string {
  const { standard, summer } = timeZone(rt);
  return isIntLike(rt, dst) && dst.value > 0 && summer !== null ? summer.name : standard.name;
}

/** The fields of a tuple given to strftime, asctime or mktime (timemodule.c gettmarg). */
function givenFields(rt: Runtime, name: string, tuple: PyObject): TimeFields {
  if ((tuple.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'Tuple or struct_time argument required');
  const items = (tuple as PyTuple).value;
  if (items.length !== FIELD_COUNT) raise(rt, 'TypeError', `${name}(): illegal time tuple argument`);
  const numbers = items.map((item) => asIndexNumber(rt, item, 'OverflowError'));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, weekday = 0, dayOfYear = 0] = numbers;
  if (year > LARGEST_YEAR || year < SMALLEST_YEAR) raise(rt, 'OverflowError', 'year out of range');
  const [zone, offset] = tuple.type === structSequenceType(rt, structTimeType) ? (tuple.attributes as readonly PyObject[]) : [];
  const fields = { year, month, day, hour, minute, second, weekday: ((weekday % 7) + 7) % 7, dayOfYear };
  const known = zone !== undefined && isStrLike(rt, zone) ? zone.value : zoneNameOf(rt, items[8] as PyObject);
  return { ...fields, zone: known, offset: offset !== undefined && isIntLike(rt, offset) ? Number(offset.value) : 0 };
}

/** Refuses what no date has; zero stands for the first month and day (timemodule.c checktm). */
function checkedFields(rt: Runtime, name: string, tuple: PyObject): TimeFields {
  const fields = givenFields(rt, name, tuple);
  const range = (what: string, value: number, from: number, to: number): void => {
    if (value < from || value > to) raise(rt, 'ValueError', `${what} out of range`);
  };
  const raw = Number(((tuple as PyTuple).value[6] as PyObject).value);
  range('month', fields.month, 0, 12);
  range('day of month', fields.day, 0, 31);
  range('hour', fields.hour, 0, 23);
  range('minute', fields.minute, 0, 59);
  range('seconds', fields.second, 0, 61);
  range('day of week', raw + 1, 0, Infinity);
  range('day of year', fields.dayOfYear, 0, 366);
  return { ...fields, month: fields.month || 1, day: fields.day || 1, dayOfYear: fields.dayOfYear || 1 };
}

const given = (rt: Runtime, args: readonly PyObject[]): number => (args[0] === undefined || args[0] === rt.none ? now(rt) : seconds(rt, args[0]));

/** The clocks of Linux, by number. */
const CLOCKS: readonly (readonly [name: string, id: number])[] = [
  ['CLOCK_REALTIME', 0], ['CLOCK_MONOTONIC', 1], ['CLOCK_PROCESS_CPUTIME_ID', 2], ['CLOCK_THREAD_CPUTIME_ID', 3], ['CLOCK_MONOTONIC_RAW', 4],
  ['CLOCK_BOOTTIME', 7], ['CLOCK_TAI', 11],
];

function clockTime(rt: Runtime, clock: PyObject): number {
  const id = asInt32(rt, clock);
  if (id !== THREAD_CPU_CLOCK && !CLOCKS.some(([, known]) => known === id)) raiseOSError(rt, 22, 'Invalid argument');
  return id === 0 || id === 11 ? now(rt) : id === 2 || id === 3 || id === THREAD_CPU_CLOCK ? rt.host.monotonic() : steady(rt);
}

/** Seconds. */
const JULIAN_YEAR = (365 * 24 + 6) * 3600;

/** What a program sees of the local time zone (timemodule.c init_timezone). */
function zoneConstants(rt: Runtime): Record<string, PyObject> {
  const zone = timeZone(rt);
  const newYear = Math.floor(now(rt) / JULIAN_YEAR) * JULIAN_YEAR;
  const january = zone.at(newYear);
  const july = zone.at(newYear + JULIAN_YEAR / 2);
  // In the south summer is in January.
  const [standard, summer] = january.offset > july.offset ? [july, january] : [january, july];
  return {
    timezone: newInt(rt, -standard.offset), altzone: newInt(rt, -summer.offset), daylight: newInt(rt, standard.offset === summer.offset ? 0 : 1),
    tzname: newTuple(rt, [newStr(rt, standard.name), newStr(rt, summer.name)]),
  };
}

export const timeModule: ModuleDefinition = {
  name: 'time',
  doc: 'This module provides various functions to manipulate time values.',
  methods: [
    noArgs('time', (rt) => newFloat(rt, now(rt))),
    noArgs('time_ns', (rt) => nanoseconds(rt, now(rt))),
    noArgs('monotonic', (rt) => newFloat(rt, steady(rt))),
    noArgs('monotonic_ns', (rt) => nanoseconds(rt, steady(rt))),
    noArgs('perf_counter', (rt) => newFloat(rt, precise(rt))),
    noArgs('perf_counter_ns', (rt) => nanoseconds(rt, precise(rt))),
    noArgs('process_time', (rt) => newFloat(rt, rt.host.monotonic())),
    noArgs('process_time_ns', (rt) => nanoseconds(rt, rt.host.monotonic())),
    noArgs('thread_time', (rt) => newFloat(rt, rt.host.monotonic())),
    oneArg('sleep', (rt, self, duration) => {
      const wait = seconds(rt, duration);
      if (wait < 0) raise(rt, 'ValueError', 'sleep length must be non-negative');
      machine(rt).threads.wait(self, () => false, wait);
      rt.checkSignals();
      return incref(rt.none);
    }),
    fast('gmtime', (rt, _self, args) => brokenDown(rt, { ...fieldsAt(rt, given(rt, args)), ...GREENWICH })),
    fast('localtime', (rt, _self, args) => brokenDown(rt, localFieldsAt(rt, given(rt, args)))),
    fast('ctime', (rt, _self, args) => newStr(rt, asctime(localFieldsAt(rt, given(rt, args))))),
    fast('asctime', (rt, _self, args) => {
      if (args.length > 1) raise(rt, 'TypeError', `asctime expected at most 1 argument, got ${args.length}`);
      return newStr(rt, asctime(args[0] === undefined ? localFieldsAt(rt, now(rt)) : checkedFields(rt, 'asctime', args[0])));
    }),
    oneArg('mktime', (rt, _self, tuple) => {
      const fields = givenFields(rt, 'mktime', tuple);
      const dst = asIndexNumber(rt, (tuple as PyTuple).value[8] as PyObject, 'OverflowError');
      return newFloat(rt, timeZone(rt).toUtc(secondsSinceEpoch(fields), dst));
    }),
    fast('strftime', (rt, _self, args) => {
      const [format, tuple] = args;
      if (format === undefined) raise(rt, 'TypeError', 'strftime() takes at least 1 argument (0 given)');
      if (args.length > 2) raise(rt, 'TypeError', `strftime() takes at most 2 arguments (${args.length} given)`);
      if (typeof format.value !== 'string') raise(rt, 'TypeError', `strftime() argument 1 must be str, not ${format.type.name}`);
      if (format.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
      return newStr(rt, strftime(format.value, tuple === undefined ? localFieldsAt(rt, now(rt)) : checkedFields(rt, 'strftime', tuple)));
    }),
    oneArg('get_clock_info', (rt, _self, name) => {
      const kind = String(name.value);
      if (!['time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'].includes(kind)) raise(rt, 'ValueError', 'unknown clock');
      const values = newDict(rt);
      const set = (key: string, value: PyObject): void => {
        setOwned(rt, values, key, value);
      };
      set('implementation', newStr(rt, kind === 'time' ? 'clock_gettime(CLOCK_REALTIME)' : 'clock_gettime(CLOCK_MONOTONIC)'));
      set('monotonic', incref(kind === 'time' ? rt.false : rt.true));
      set('adjustable', incref(kind === 'time' ? rt.true : rt.false));
      set('resolution', newFloat(rt, 1 / NANOSECONDS));
      return newSimpleNamespace(rt, values);
    }),
    noArgs('tzset', (rt, self) => {
      setTimeZone(rt);
      for (const [name, value] of Object.entries(zoneConstants(rt))) setOwned(rt, (self as PyModule).value.dict, name, value);
      return incref(rt.none);
    }),
    varArgs('strptime', (rt, _self, args) => {
      const name = newStr(rt, '_strptime');
      const from = newTuple(rt, [newStr(rt, '_strptime_time')]);
      const module = machine(rt).importModule(name, null, null, from, 0);
      decref(rt, name);
      decref(rt, from);
      let parse: PyObject;
      try {
        parse = getAttributeString(rt, module, '_strptime_time');
      } finally {
        decref(rt, module);
      }
      try {
        return callWithTuple(rt, parse, args, null);
      } finally {
        decref(rt, parse);
      }
    }),
    noArgs('thread_time_ns', (rt) => nanoseconds(rt, rt.host.monotonic())),
    oneArg('clock_gettime', (rt, _self, clock) => newFloat(rt, clockTime(rt, clock))),
    fast('clock_settime', (rt) => raiseOSError(rt, 1, 'Operation not permitted')),
    fast('clock_settime_ns', (rt) => raiseOSError(rt, 1, 'Operation not permitted')),
    oneArg('pthread_getcpuclockid', (rt, _self, thread) => {
      asIndexNumber(rt, thread, 'OverflowError');
      return newInt(rt, THREAD_CPU_CLOCK);
    }),
    oneArg('clock_gettime_ns', (rt, _self, clock) => nanoseconds(rt, clockTime(rt, clock))),
    oneArg('clock_getres', (rt, _self, clock) => {
      clockTime(rt, clock);
      return newFloat(rt, 1 / NANOSECONDS);
    }),
  ],
  constants: (rt) => ({
    struct_time: incref(structSequenceType(rt, structTimeType).object),
    _STRUCT_TM_ITEMS: newInt(rt, FIELD_COUNT + 2),
    ...Object.fromEntries(CLOCKS.map(([name, id]) => [name, newInt(rt, id)])),
    ...zoneConstants(rt),
  }),
};
