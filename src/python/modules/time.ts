/**
 * The `time` module over the host's clock, which is deterministic unless the host decides otherwise.
 * `sleep` does not wait: it moves a virtual clock, so that a program that sleeps still runs at once.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  fast, newFloat, newInt, newStr, newTuple, noArgs, numberFloat, oneArg, raise,
  type PyFloat, type PyTuple, type Runtime,
} from '../objects';
import type { ModuleDefinition } from './moduleDefinition';
import { newStructSequence, structSequence, structSequenceType } from './structSequence';

const structTimeType = structSequence('time.struct_time', 'The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().',
  ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst'], true);

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NANOSECONDS = 1e9;

interface ClockState { slept: number }

function clock(rt: Runtime): ClockState {
  let state = rt.moduleStates.get('time') as ClockState | undefined;
  if (state === undefined) rt.moduleStates.set('time', (state = { slept: 0 }));
  return state;
}

const now = (rt: Runtime): number => rt.host.time() + clock(rt).slept;
const steady = (rt: Runtime): number => rt.host.monotonic() + clock(rt).slept;
const nanoseconds = (rt: Runtime, seconds: number): PyObject => newInt(rt, BigInt(Math.round(seconds * NANOSECONDS)));

function seconds(rt: Runtime, value: PyObject): number {
  const number = numberFloat(rt, value);
  if (number === null) raise(rt, 'TypeError', `'${value.type.name}' object cannot be interpreted as an integer`);
  const result = (number as PyFloat).value;
  decref(rt, number);
  return result;
}

/** UTC is the only time zone. */
function brokenDown(rt: Runtime, at: number): PyTuple {
  const date = new Date(Math.floor(at) * 1000);
  const dayOfYear = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
  return newStructSequence(rt, structTimeType, [
    date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7, dayOfYear, 0,
  ].map((field) => newInt(rt, field)));
}

function text(at: number): string {
  const date = new Date(Math.floor(at) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[(date.getUTCDay() + 6) % 7]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} `
    + `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${date.getUTCFullYear()}`;
}

const given = (rt: Runtime, args: readonly PyObject[]): number => (args[0] === undefined || args[0] === rt.none ? now(rt) : seconds(rt, args[0]));

export const timeModule: ModuleDefinition = {
  name: 'time',
  doc: 'This module provides various functions to manipulate time values.',
  methods: [
    noArgs('time', (rt) => newFloat(rt, now(rt))),
    noArgs('time_ns', (rt) => nanoseconds(rt, now(rt))),
    noArgs('monotonic', (rt) => newFloat(rt, steady(rt))),
    noArgs('monotonic_ns', (rt) => nanoseconds(rt, steady(rt))),
    noArgs('perf_counter', (rt) => newFloat(rt, steady(rt))),
    noArgs('perf_counter_ns', (rt) => nanoseconds(rt, steady(rt))),
    noArgs('process_time', (rt) => newFloat(rt, rt.host.monotonic())),
    noArgs('process_time_ns', (rt) => nanoseconds(rt, rt.host.monotonic())),
    noArgs('thread_time', (rt) => newFloat(rt, rt.host.monotonic())),
    oneArg('sleep', (rt, _self, duration) => {
      const wait = seconds(rt, duration);
      if (wait < 0) raise(rt, 'ValueError', 'sleep length must be non-negative');
      clock(rt).slept += wait;
      rt.checkSignals();
      return incref(rt.none);
    }),
    fast('gmtime', (rt, _self, args) => brokenDown(rt, given(rt, args))),
    fast('localtime', (rt, _self, args) => brokenDown(rt, given(rt, args))),
    fast('ctime', (rt, _self, args) => newStr(rt, text(given(rt, args)))),
  ],
  constants: (rt) => ({
    struct_time: incref(structSequenceType(rt, structTimeType).object),
    timezone: newInt(rt, 0), altzone: newInt(rt, 0), daylight: newInt(rt, 0),
    tzname: newTuple(rt, [newStr(rt, 'UTC'), newStr(rt, 'UTC')]),
  }),
};
