/**
 * Texts of ISO 8601 as `fromisoformat` takes them (CPython Modules/_datetimemodule.c, parse_isoformat_date and neighbours).
 * In: the UTF-8 bytes of a text. Out: plain fields, or null for a text that is none.
 *
 * The bytes end in a zero, as a text of C does: a byte behind the end reads as 0.
 */
import { fromIsoCalendar, type YearMonthDay } from './calendar';

const DIGIT_0 = 48;
const HYPHEN = 45;
const PLUS = 43;
const COLON = 58;
const POINT = 46;
const COMMA = 44;
const LETTER_T = 84;
const LETTER_W = 87;
const LETTER_Z = 90;

export interface ParsedTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** The offset from UTC; null: the text names none. */
  readonly zone: { readonly seconds: number; readonly microseconds: number } | null;
}

const isDigit = (byte: number): boolean => byte >= DIGIT_0 && byte < DIGIT_0 + 10;

class Reader {
  constructor(readonly bytes: Uint8Array, public at = 0) {}

  peek(offset = 0): number {
    return this.bytes[this.at + offset] ?? 0;
  }

  next(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** A number of so many digits, or null. */
  digits(count: number): number | null {
    let value = 0;
    for (let position = 0; position < count; position++) {
      const byte = this.next();
      if (!isDigit(byte)) return null;
      value = value * 10 + byte - DIGIT_0;
    }
    return value;
  }
}

/** A date that takes the first `length` bytes: YYYY-MM-DD, YYYYMMDD, YYYY-Www-D, YYYYWwwD, YYYY-Www, YYYYWww. */
export function parseIsoDate(bytes: Uint8Array, length: number): YearMonthDay | null {
  const reader = new Reader(bytes);
  const year = reader.digits(4);
  if (year === null) return null;
  const separated = reader.peek() === HYPHEN;
  if (separated) reader.at++;
  if (reader.peek() === LETTER_W) {
    reader.at++;
    const week = reader.digits(2);
    if (week === null) return null;
    let day: number | null = 1;
    if (reader.at < length) {
      if (separated && reader.next() !== HYPHEN) return null;
      day = reader.digits(1);
      if (day === null) return null;
    }
    const date = fromIsoCalendar(year, week, day);
    return typeof date === 'string' ? null : date;
  }
  const month = reader.digits(2);
  if (month === null || (separated && reader.next() !== HYPHEN)) return null;
  const day = reader.digits(2);
  return day === null ? null : { year, month, day };
}

interface Clock { fields: [hour: number, minute: number, second: number]; microsecond: number; complete: boolean }

/** HH[:?MM[:?SS[.f+]]] between two places; `complete` is false when something stands behind it. */
function parseClock(bytes: Uint8Array, start: number, end: number): Clock | null {
  const reader = new Reader(bytes, start);
  const fields: Clock['fields'] = [0, 0, 0];
  let separated = true;
  for (let index = 0; index < 3; index++) {
    const value = reader.digits(2);
    if (value === null) return null;
    fields[index as 0 | 1 | 2] = value;
    const separator = reader.next();
    if (index === 0) separated = separator === COLON;
    if (reader.at >= end) return { fields, microsecond: 0, complete: separator === 0 };
    if (separated && separator === COLON) continue;
    if (separator === POINT || separator === COMMA) break;
    if (separated) return null;
    reader.at--;
  }
  const count = Math.min(end - reader.at, 6);
  const fraction = reader.digits(count);
  if (fraction === null) return null;
  while (isDigit(reader.peek())) reader.at++;
  return { fields, microsecond: fraction * 10 ** (6 - count), complete: reader.peek() === 0 };
}

/** A time of day with an optional offset, from a place to the end of the text. */
export function parseIsoTime(bytes: Uint8Array, start: number): ParsedTime | null {
  const end = bytes.length;
  let zoneAt = start;
  do {
    const byte = bytes[zoneAt] ?? 0;
    if (byte === LETTER_Z || byte === PLUS || byte === HYPHEN) break;
  } while (++zoneAt < end);
  const clock = parseClock(bytes, start, zoneAt);
  if (clock === null) return null;
  const { fields: [hour, minute, second], microsecond } = clock;
  if (zoneAt >= end) return clock.complete ? { hour, minute, second, microsecond, zone: null } : null;
  if (bytes[zoneAt] === LETTER_Z) {
    return (bytes[zoneAt + 1] ?? 0) === 0 ? { hour, minute, second, microsecond, zone: { seconds: 0, microseconds: 0 } } : null;
  }
  const sign = bytes[zoneAt] === HYPHEN ? -1 : 1;
  const offset = parseClock(bytes, zoneAt + 1, end);
  if (offset === null || !offset.complete) return null;
  const [hours, minutes, seconds] = offset.fields;
  return { hour, minute, second, microsecond, zone: { seconds: sign * (hours * 3600 + minutes * 60 + seconds), microseconds: sign * offset.microsecond } };
}

/** Where the time of a text without a date begins. */
export const timeStart = (bytes: Uint8Array): number => (bytes[0] === LETTER_T ? 1 : 0);

/** Length of the date in front of a time; the one of the formats' lengths that makes sense of what follows. */
export function dateLength(bytes: Uint8Array): number {
  const { length } = bytes;
  if (length === 7) return 7;
  if (bytes[4] === HYPHEN) {
    if (bytes[5] !== LETTER_W) return 10;
    if (length < 8) return -1;
    if (length > 8 && bytes[8] === HYPHEN) {
      if (length === 9) return -1;
      // YYYY-Www-##: rather a time behind a hyphen than a day with a digit for a separator.
      return length > 10 && isDigit(bytes[10] ?? 0) ? 8 : 10;
    }
    return 8;
  }
  if (bytes[4] !== LETTER_W) return 8;
  let digitsEnd = 7;
  while (digitsEnd < length && isDigit(bytes[digitsEnd] ?? 0)) digitsEnd++;
  if (digitsEnd < 9) return digitsEnd;
  return digitsEnd % 2 === 0 ? 7 : 8;
}

/** Bytes of the one character that separates date and time. */
export function separatorLength(byte: number): number {
  if ((byte & 0x80) === 0) return 1;
  return (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xf0) === 0xf0 ? 4 : 2;
}
