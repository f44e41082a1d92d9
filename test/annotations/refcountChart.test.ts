/** The small chart of a refcount: what its lines go through, its colours on light and dark, and its words. */
import { describe, expect, it } from 'vitest';
import { refcountChart, refcountChartText } from '../../src/annotations/refcountChart';

const points = [{ step: 2, value: 1 }, { step: 5, value: 3 }, { step: 9, value: 0 }];
const stretch = { from: 0, to: 20, at: 5 };

/** Relative luminance, as the accessibility guidelines define it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the chart', () => {
  it('goes up and down at its steps, and ends with the object', () => {
    const svg = refcountChart(points, stretch);
    const [, path = ''] = /<path d="([^"]*)" fill="none" stroke="#0a7ac4"/.exec(svg) ?? [];
    const column = (step: number): number => Math.round((22 + 230 * step / 20) * 10) / 10;
    expect(path).toBe(`M${column(2)} 30H${column(5)}V6H${column(9)}V42`);
  });

  it('reads on white and on black', () => {
    const colors = [...new Set(refcountChart(points, stretch).match(/#[\da-f]{6}/g))];
    expect(colors.length).toBeGreaterThan(1);
    for (const color of colors) {
      expect(1.05 / (luminance(color) + 0.05)).toBeGreaterThan(4.5);
      expect((luminance(color) + 0.05) / 0.05).toBeGreaterThan(4.5);
    }
  });

  it('is not there for what never changed', () => {
    expect(refcountChart([{ step: 2, value: 1 }], stretch)).toBe('');
    expect(refcountChart([], stretch)).toBe('');
  });

  it('is well-formed text without anything of the program in it', () => {
    const svg = refcountChart(points, stretch);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect([...svg].every((character) => character.charCodeAt(0) < 128)).toBe(true);
    expect(svg.split('<').length - svg.split('</').length).toBe(svg.split('/>').length - 1 + svg.split('</').length - 1);
  });
});

describe('its words', () => {
  it('are the range and the end', () => {
    expect(refcountChartText(points, stretch)).toBe('Refcount over time, steps 1 to 21: between 1 and 3, freed at step 10');
    expect(refcountChartText([{ step: 2, value: 2 }, { step: 3, value: 1 }], stretch)).toBe('Refcount over time, steps 1 to 21: between 1 and 2, 1 at the end');
  });
});
