/**
 * The proleptic Gregorian calendar: dates, ordinals (1 January of year 1 is day 1), weeks of ISO 8601 (CPython
 * Modules/_datetimemodule.c, "General calendrical helper functions"). In and out: plain numbers; no Python here.
 */
export const MINYEAR = 1;
export const MAXYEAR = 9999;
/** Ordinal of 9999-12-31. */
export const MAXORDINAL = 3_652_059;
export const DAY_SECONDS = 86_400;
/** Ordinal of 1970-01-01. */
export const EPOCH_ORDINAL = 719_163;

const DAYS_IN_4_YEARS = 1461;
const DAYS_IN_100_YEARS = 36_524;
const DAYS_IN_400_YEARS = 146_097;

const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

export interface YearMonthDay { readonly year: number; readonly month: number; readonly day: number }

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Quotient rounded down, and what is left: 0 <= remainder < divisor. */
export function divmod(value: number, divisor: number): [quotient: number, remainder: number] {
  const quotient = Math.floor(value / divisor);
  return [quotient, value - quotient * divisor];
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month] ?? 0);
}

export function daysBeforeMonth(year: number, month: number): number {
  return (DAYS_BEFORE_MONTH[month] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0);
}

function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

export function toOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

export function fromOrdinal(ordinal: number): YearMonthDay {
  const [cycles400, in400] = divmod(ordinal - 1, DAYS_IN_400_YEARS);
  const [cycles100, in100] = divmod(in400, DAYS_IN_100_YEARS);
  const [cycles4, in4] = divmod(in100, DAYS_IN_4_YEARS);
  const [years, dayOfYear] = divmod(in4, 365);
  const year = cycles400 * 400 + cycles100 * 100 + cycles4 * 4 + years + 1;
  // The last day of a cycle of 4 or 400 years.
  if (years === 4 || cycles100 === 4) return { year: year - 1, month: 12, day: 31 };
  let month = 12;
  while (daysBeforeMonth(year, month) > dayOfYear) month--;
  return { year, month, day: dayOfYear - daysBeforeMonth(year, month) + 1 };
}

/** Monday is 0. */
export function weekday(year: number, month: number, day: number): number {
  return (toOrdinal(year, month, day) + 6) % 7;
}

/** Ordinal of the Monday of the first week of an ISO year, the one with its first Thursday. */
export function isoWeek1Monday(year: number): number {
  const firstDay = toOrdinal(year, 1, 1);
  const firstWeekday = (firstDay + 6) % 7;
  return firstDay - firstWeekday + (firstWeekday > 3 ? 7 : 0);
}

/** A date by year, week and day of ISO 8601, or which of them there is not. */
export function fromIsoCalendar(year: number, week: number, day: number): YearMonthDay | 'year' | 'week' | 'day' {
  if (year < MINYEAR || year > MAXYEAR) return 'year';
  if (week <= 0 || week >= 53) {
    const firstWeekday = weekday(year, 1, 1);
    if (week !== 53 || !(firstWeekday === 3 || (firstWeekday === 2 && isLeap(year)))) return 'week';
  }
  if (day <= 0 || day >= 8) return 'day';
  return fromOrdinal(isoWeek1Monday(year) + (week - 1) * 7 + day - 1);
}

/** Year, week and day (1 to 7) of ISO 8601. */
export function isoCalendar(year: number, month: number, day: number): [year: number, week: number, day: number] {
  const today = toOrdinal(year, month, day);
  let isoYear = year;
  let [week, inWeek] = divmod(today - isoWeek1Monday(year), 7);
  if (week < 0) {
    isoYear--;
    [week, inWeek] = divmod(today - isoWeek1Monday(isoYear), 7);
  } else if (week >= 52 && today >= isoWeek1Monday(year + 1)) {
    isoYear++;
    week = 0;
  }
  return [isoYear, week + 1, inWeek + 1];
}

/** A date whose day may be out of its month's range, or null outside the years 1 to 9999 (normalize_y_m_d). */
export function normalizeDate(year: number, month: number, day: number): YearMonthDay | null {
  if (day >= 1 && day <= daysInMonth(year, month)) return { year, month, day };
  const ordinal = toOrdinal(year, month, 1) + day - 1;
  return ordinal < 1 || ordinal > MAXORDINAL ? null : fromOrdinal(ordinal);
}

/** The date of a number of days since 1970, in any year: for what the platform's gmtime can tell. */
export function dateOfEpochDay(days: bigint): { year: bigint; month: number; day: number } {
  const shifted = days + BigInt(EPOCH_ORDINAL - 1);
  const length = BigInt(DAYS_IN_400_YEARS);
  const inCycle = ((shifted % length) + length) % length;
  const { year, month, day } = fromOrdinal(Number(inCycle) + 1);
  return { year: ((shifted - inCycle) / length) * 400n + BigInt(year), month, day };
}
