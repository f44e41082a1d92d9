import { describe, expect, it } from 'vitest';
import { TimeZone } from '../../../src/python/modules/timeZone';

/** The time zones of JavaScript's own data, the oracle, and what POSIX calls their rules of today. */
const ZONES: readonly (readonly [text: string, name: string])[] = [
  ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
  ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
  ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
  ['IST-5:30', 'Asia/Kolkata'],
  ['<-03>3', 'America/Argentina/Buenos_Aires'],
];

function oracleOffset(name: string, seconds: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(new Date(seconds * 1000));
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000 - seconds;
}

describe('a local time zone', () => {
  it.each(ZONES)('%s is %s', (text, name) => {
    const zone = TimeZone.parse(text);
    // From 2015 to 2024, every 61 hours.
    for (let seconds = 1_420_070_400; seconds < 1_735_689_600; seconds += 61 * 3600) {
      const { offset, isDst } = zone.at(seconds);
      expect(offset).toBe(oracleOffset(name, seconds));
      expect(zone.toUtc(seconds + offset, isDst ? 1 : 0)).toBe(seconds);
    }
  });

  it('is UTC where the text is none of POSIX', () => {
    for (const text of ['', 'Europe/Berlin', 'A', 'EST5EDT,M3']) expect(TimeZone.parse(text).at(0)).toEqual({ offset: 0, isDst: false, name: 'UTC' });
  });

  it('knows days of the year with and without 29 February', () => {
    const zone = TimeZone.parse('XXX0YYY,J60/0,59/0');
    const march = Date.UTC(2024, 2, 1) / 1000;
    expect(zone.at(march).isDst).toBe(true);
    expect(zone.at(march - 86_400).isDst).toBe(false);
    expect(zone.at(march - 86_400 - 3601).isDst).toBe(true);
  });
});
