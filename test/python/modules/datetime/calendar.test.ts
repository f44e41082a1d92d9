import { describe, expect, it } from 'vitest';
import {
  dateOfEpochDay, daysBeforeMonth, daysInMonth, EPOCH_ORDINAL, fromIsoCalendar, fromOrdinal, isoCalendar, MAXORDINAL, normalizeDate, toOrdinal, weekday,
} from '../../../../src/python/modules/datetime/calendar';

/** JavaScript's own calendar, the oracle. */
function oracle(ordinal: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date((ordinal - EPOCH_ORDINAL) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: (date.getUTCDay() + 6) % 7 };
}

/** Every day near the ends and around some turns of a century, and every 977th of the rest. */
const ordinals: number[] = [];
for (let ordinal = 1; ordinal <= MAXORDINAL; ordinal += ordinal % 36_524 < 40 || ordinal > MAXORDINAL - 400 ? 1 : 977) ordinals.push(ordinal);

describe('the calendar', () => {
  it('agrees with the one of JavaScript', () => {
    for (const ordinal of ordinals) {
      const { weekday: expectedWeekday, ...date } = oracle(ordinal);
      expect(fromOrdinal(ordinal)).toEqual(date);
      expect(toOrdinal(date.year, date.month, date.day)).toBe(ordinal);
      expect(weekday(date.year, date.month, date.day)).toBe(expectedWeekday);
      expect(date.day).toBeLessThanOrEqual(daysInMonth(date.year, date.month));
      expect(toOrdinal(date.year, 1, 1) + daysBeforeMonth(date.year, date.month) + date.day - 1).toBe(ordinal);
    }
  });

  it('finds the week of ISO 8601 by its Thursday', () => {
    for (const ordinal of ordinals) {
      const { year, month, day, weekday: inWeek } = oracle(ordinal);
      const thursday = oracle(ordinal - inWeek + 3);
      const week = Math.floor((ordinal - inWeek + 3 - toOrdinal(thursday.year, 1, 1)) / 7) + 1;
      expect(isoCalendar(year, month, day)).toEqual([thursday.year, week, inWeek + 1]);
      if (thursday.year >= 1 && thursday.year <= 9999) expect(fromIsoCalendar(thursday.year, week, inWeek + 1)).toEqual({ year, month, day });
    }
  });

  it('says what is wrong with a week', () => {
    expect([fromIsoCalendar(0, 1, 1), fromIsoCalendar(2021, 53, 1), fromIsoCalendar(2020, 53, 8)]).toEqual(['year', 'week', 'day']);
  });

  it('carries days over', () => {
    expect(normalizeDate(2020, 2, 30)).toEqual({ year: 2020, month: 3, day: 1 });
    expect(normalizeDate(2020, 1, 0)).toEqual({ year: 2019, month: 12, day: 31 });
    expect(normalizeDate(9999, 12, 32)).toBeNull();
    expect(normalizeDate(1, 1, 0)).toBeNull();
  });

  it('goes beyond the years of dates', () => {
    expect(dateOfEpochDay(0n)).toEqual({ year: 1970n, month: 1, day: 1 });
    expect(dateOfEpochDay(-719_163n)).toEqual({ year: 0n, month: 12, day: 31 });
    expect(dateOfEpochDay(67_768_036_191_676_799n / 86_400n)).toEqual({ year: 2_147_485_547n, month: 12, day: 31 });
  });
});
