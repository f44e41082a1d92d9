/**
 * The local time zone: UTC until a program sets the environment variable TZ and calls `time.tzset()`. In: the text of TZ in the form of
 * POSIX (`EST5EDT,M3.2.0,M11.1.0`). Out: the offset from UTC at a moment, and the moment of a local time.
 *
 * Names of a time zone database (`Europe/Paris`) mean UTC, as on a machine without one.
 */
import type { Runtime } from '../objects';

export interface LocalType {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly isDst: boolean;
  readonly name: string;
}

/** When summer time begins or ends: a day of the year by a rule, and seconds of local time from its midnight. */
interface Rule { readonly dayOfYear: (year: number) => number; readonly time: number }

const DAY = 86_400;
const NAMED = /^(?:<([A-Za-z0-9+-]{3,})>|([A-Za-z]{3,}))/;
const OFFSET = /^([+-]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?/;

/** Days from 1970 to 1 January of a year. */
function daysTo(year: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 1);
  return date.getTime() / 1000 / DAY;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a year before a month, counted from 1. */
function daysBefore(year: number, month: number): number {
  const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365][month - 1] ?? 0;
  return before + (month > 2 && isLeap(year) ? 1 : 0);
}

/** The nth weekday (0: Sunday) of a month, the last one for 5. */
function nthWeekday(year: number, month: number, week: number, weekday: number): number {
  const first = daysBefore(year, month);
  const firstWeekday = (((daysTo(year) + first + 4) % 7) + 7) % 7;
  const day = first + ((weekday - firstWeekday + 7) % 7) + (week - 1) * 7;
  const next = month === 12 ? (isLeap(year) ? 366 : 365) : daysBefore(year, month + 1);
  return day >= next ? day - 7 : day;
}

class Reader {
  constructor(private rest: string) {}

  get isAtEnd(): boolean {
    return this.rest === '';
  }

  match(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found !== null) this.rest = this.rest.slice(found[0].length);
    return found;
  }

  name(): string | null {
    const found = this.match(NAMED);
    return found === null ? null : (found[1] ?? found[2] ?? null);
  }

  seconds(): number | null {
    const found = this.match(OFFSET);
    if (found === null) return null;
    const [, sign, hours, minutes = '0', seconds = '0'] = found;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  }

  rule(): Rule | null {
    const found = this.match(/^,(?:M(\d{1,2})\.(\d)\.(\d)|J(\d{1,3})|(\d{1,3}))/);
    if (found === null) return null;
    const [, month, week, weekday, julian, plain] = found;
    const time = this.match(/^\//) === null ? 7200 : (this.seconds() ?? 7200);
    const dayOfYear = (year: number): number => {
      if (month !== undefined) return nthWeekday(year, Number(month), Number(week), Number(weekday));
      if (julian !== undefined) return Number(julian) - 1 + (Number(julian) >= 60 && isLeap(year) ? 1 : 0);
      return Number(plain);
    };
    return { dayOfYear, time };
  }
}

export class TimeZone {
  private constructor(readonly standard: LocalType, readonly summer: LocalType | null, private readonly start: Rule, private readonly end: Rule) {}

  static readonly utc = new TimeZone({ offset: 0, isDst: false, name: 'UTC' }, null, { dayOfYear: () => 0, time: 0 }, { dayOfYear: () => 0, time: 0 });

  /** The zone a text of POSIX describes, UTC when it describes none. */
  static parse(text: string): TimeZone {
    const reader = new Reader(text);
    const name = reader.name();
    const west = name === null ? null : reader.seconds();
    if (name === null || west === null) return TimeZone.utc;
    const standard: LocalType = { offset: -west, isDst: false, name };
    const summerName = reader.name();
    if (summerName === null) return new TimeZone(standard, null, TimeZone.utc.start, TimeZone.utc.end);
    const summerWest = reader.seconds() ?? west - 3600;
    const defaults = new Reader(',M3.2.0,M11.1.0');
    const rules = reader.isAtEnd ? defaults : reader;
    const start = rules.rule();
    const end = rules.rule();
    if (start === null || end === null) return TimeZone.utc;
    return new TimeZone(standard, { offset: -summerWest, isDst: true, name: summerName }, start, end);
  }

  /** What is in force at a moment, in seconds since 1970. */
  at(seconds: number): LocalType {
    const { standard, summer } = this;
    if (summer === null) return standard;
    const date = new Date((seconds + standard.offset) * 1000);
    const year = date.getUTCFullYear();
    if (Number.isNaN(year)) return standard;
    // The C library takes all earlier years for 1970.
    const newYear = year > 1970 ? daysTo(year) : 0;
    const moment = ({ dayOfYear, time }: Rule, offset: number): number => (newYear + dayOfYear(year)) * DAY + time - offset;
    const begins = moment(this.start, standard.offset);
    const ends = moment(this.end, summer.offset);
    const isSummer = begins < ends ? seconds >= begins && seconds < ends : !(seconds >= ends && seconds < begins);
    return isSummer ? summer : standard;
  }

  /** The moment of a local time (mktime); `dst` as in tm_isdst: which of two it is where there are two, -1 for either. */
  toUtc(local: number, dst: number): number {
    const { standard, summer } = this;
    const asStandard = local - standard.offset;
    if (summer === null) return asStandard;
    const asSummer = local - summer.offset;
    if (dst > 0) return asSummer;
    if (dst === 0) return asStandard;
    return this.at(asStandard).isDst && this.at(asSummer).isDst ? asSummer : asStandard;
  }
}

const STATE = 'time zone';
const ENVIRONMENT = 'environment';

export function timeZone(rt: Runtime): TimeZone {
  return (rt.moduleStates.get(STATE) as TimeZone | undefined) ?? TimeZone.utc;
}

/** What the program put into the environment of its process. */
export function processEnvironment(rt: Runtime): Map<string, string> {
  const known = rt.moduleStates.get(ENVIRONMENT) as Map<string, string> | undefined;
  if (known !== undefined) return known;
  const environment = new Map<string, string>();
  rt.moduleStates.set(ENVIRONMENT, environment);
  return environment;
}

/** Reads TZ. */
export function setTimeZone(rt: Runtime): void {
  const text = processEnvironment(rt).get('TZ');
  rt.moduleStates.set(STATE, text === undefined ? TimeZone.utc : TimeZone.parse(text));
}
