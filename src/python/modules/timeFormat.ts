/**
 * Dates as text, in the C locale. In: the nine fields of a `struct_time`. Out: what glibc's
 * strftime writes for a format (CPython: timemodule.c gettmarg, checktm, time_strftime), `asctime`'s text, seconds since the epoch.
 */

/** As C's `struct tm`, but the year is the real one, months and days of the year count from 1, Monday is 0. */
export interface TimeFields {
  /** The name of the zone when it is not UTC's (tm_zone). */
  readonly zone?: string;
  /** Seconds east of UTC (tm_gmtoff). */
  readonly offset?: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly dayOfYear: number;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const shortWeekday = (fields: TimeFields): string => (WEEKDAYS[fields.weekday] ?? '?').slice(0, 3);
const shortMonth = (fields: TimeFields): string => (MONTHS[fields.month - 1] ?? '?').slice(0, 3);
const padded = (value: number, width: number, fill = '0'): string => (value < 0 ? `-${String(-value).padStart(width - 1, fill)}` : String(value).padStart(width, fill));

/** `Sun Jun 20 23:21:05 1993` */
export function asctime(fields: TimeFields): string {
  return `${shortWeekday(fields)} ${shortMonth(fields)} ${padded(fields.day, 2, ' ')} ${clockTime(fields)} ${fields.year}`;
}

function clockTime(fields: TimeFields): string {
  return [fields.hour, fields.minute, fields.second].map((part) => padded(part, 2)).join(':');
}

/** Seconds since 1970; fields out of range carry over, as in C's mktime. */
export function secondsSinceEpoch(fields: TimeFields): number {
  const date = new Date(0);
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  date.setUTCHours(fields.hour, fields.minute, fields.second);
  return date.getTime() / 1000;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** ISO 8601 year and week. */
function isoWeek(fields: TimeFields): { year: number; week: number } {
  const week = Math.floor((fields.dayOfYear - 1 - fields.weekday + 10) / 7);
  if (week < 1) {
    const before = fields.year - 1;
    const dayOfYear = fields.dayOfYear + (isLeap(before) ? 366 : 365);
    return { year: before, week: Math.floor((dayOfYear - 1 - fields.weekday + 10) / 7) };
  }
  const thursday = fields.dayOfYear - fields.weekday + 3;
  return thursday > (isLeap(fields.year) ? 366 : 365) ? { year: fields.year + 1, week: 1 } : { year: fields.year, week };
}

/** A number with its usual width and filling, which a format may change. */
interface NumberField { readonly number: number; readonly width: number; readonly fill: string }

const number = (value: number, width: number, fill = '0'): NumberField => ({ number: value, width, fill });

function conversion(letter: string, fields: TimeFields): string | NumberField | null {
  const { year, month, day, hour, minute, second, weekday, dayOfYear } = fields;
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const sunday = (weekday + 1) % 7;
  switch (letter) {
    case 'a': return shortWeekday(fields);
    case 'A': return WEEKDAYS[weekday] ?? '?';
    case 'b':
    case 'h': return shortMonth(fields);
    case 'B': return MONTHS[month - 1] ?? '?';
    case 'c': return asctime(fields);
    case 'C': return number(Math.floor(year / 100), 2);
    case 'd': return number(day, 2);
    case 'D':
    case 'x': return `${padded(month, 2)}/${padded(day, 2)}/${padded(((year % 100) + 100) % 100, 2)}`;
    case 'e': return number(day, 2, ' ');
    case 'F': return `${year}-${padded(month, 2)}-${padded(day, 2)}`;
    case 'g': return number(isoWeek(fields).year % 100, 2);
    case 'G': return number(isoWeek(fields).year, 1);
    case 'H': return number(hour, 2);
    case 'I': return number(hour12, 2);
    case 'j': return number(dayOfYear, 3);
    case 'k': return number(hour, 2, ' ');
    case 'l': return number(hour12, 2, ' ');
    case 'm': return number(month, 2);
    case 'M': return number(minute, 2);
    case 'n': return '\n';
    case 'p': return hour < 12 ? 'AM' : 'PM';
    case 'P': return hour < 12 ? 'am' : 'pm';
    case 'r': return `${padded(hour12, 2)}:${padded(minute, 2)}:${padded(second, 2)} ${hour < 12 ? 'AM' : 'PM'}`;
    case 'R': return `${padded(hour, 2)}:${padded(minute, 2)}`;
    case 's': return number(secondsSinceEpoch(fields), 1);
    case 'S': return number(second, 2);
    case 't': return '\t';
    case 'T':
    case 'X': return clockTime(fields);
    case 'u': return number(weekday + 1, 1);
    case 'U': return number(Math.floor((dayOfYear - 1 + 7 - sunday) / 7), 2);
    case 'V': return number(isoWeek(fields).week, 2);
    case 'w': return number(sunday, 1);
    case 'W': return number(Math.floor((dayOfYear - 1 + 7 - weekday) / 7), 2);
    case 'y': return number(((year % 100) + 100) % 100, 2);
    case 'Y': return number(year, 1);
    case 'z': return offsetText(fields.offset ?? 0);
    case 'Z': return fields.zone ?? 'UTC';
    case '%': return '%';
    default: return null;
  }
}

function offsetText(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  return `${seconds < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

/** What is unknown stays as it stands. Flags and widths are glibc's: `%-d`, `%_H`, `%^a`, `%#Z`, `%10Y`. */
export function strftime(format: string, fields: TimeFields): string {
  return format.replace(/%([-_0^#]*)(\d*)[EO]?([a-zA-Z%])/g, (all: string, flags: string, widthText: string, letter: string) => {
    const value = conversion(letter, fields);
    if (value === null) return all;
    const width = widthText === '' ? 0 : Math.min(Number(widthText), 1024);
    let text: string;
    if (typeof value === 'string') text = value.padStart(width, flags.includes('0') ? '0' : ' ');
    else {
      const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : value.fill;
      text = flags.includes('-') ? String(value.number) : padded(value.number, Math.max(value.width, width), fill);
    }
    if (flags.includes('^')) return text.toUpperCase();
    return flags.includes('#') ? (letter === 'Z' || letter === 'p' ? text.toLowerCase() : text.toUpperCase()) : text;
  });
}
