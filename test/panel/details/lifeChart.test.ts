/** The step line of a refcount: inside its frame, through every value in its order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chartPlace, stepLine } from '../../../media/panel/details/lifeChart';

it('stays in its frame and has the values of the points', () => {
  const points = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 50 }), value: fc.nat(1000) }), { minLength: 1, maxLength: 60 })
    .map((parts) => {
      let at = 0;
      return parts.map(({ gap, value }) => ({ step: at += gap, value }));
    });
  fc.assert(fc.property(points, fc.integer({ min: 60, max: 800 }), (series, width) => {
    const [from, to] = [series[0]?.step ?? 0, (series.at(-1)?.step ?? 0) + 5];
    const place = chartPlace({ points: series, from, to, width, height: 64 });
    const line = stepLine(series, place, to);
    const heights = [...line.matchAll(/(?:^M[\d.]+ |V)([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toEqual(series.map(({ value }) => Math.round(place.y(value) * 10) / 10));
    for (const [, number] of line.matchAll(/[MH]([\d.]+)/g)) expect(Number(number)).toBeLessThanOrEqual(width);
    for (const y of heights) expect(y).toBeLessThanOrEqual(64);
  }));
});
