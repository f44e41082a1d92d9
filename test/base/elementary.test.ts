import { expect, test } from 'vitest';
import * as elementary from '../../src/base/elementary';
import { recorded } from '../python/objects/recorded/recorded';

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  exp: elementary.exp, log: elementary.log, log2: elementary.log2, sin: elementary.sin, cos: elementary.cos, tan: elementary.tan,
  asin: elementary.asin, acos: elementary.acos, atan: elementary.atan, atan2: elementary.atan2, pow: elementary.power,
};

const rows = recorded<Record<string, string[][]>>('elementary');

// The C library is itself not correctly rounded once in a thousand times or so.
test.each(Object.keys(rows))('%s agrees with the C library but for one result in a hundred', (name) => {
  const different = (rows[name] as string[][]).filter((row) => {
    const numbers = row.map(Number);
    return (functions[name] as (...args: number[]) => number)(...numbers.slice(0, -1)) !== numbers.at(-1);
  });
  expect(different.length).toBeLessThanOrEqual((rows[name] as string[][]).length / 100);
});

test('special arguments are the engine\'s', () => {
  for (const value of [0, -0, Infinity, -Infinity, NaN, 1e-300, 1e300, 5e-324]) {
    expect(elementary.exp(value)).toBe(Math.exp(value));
    expect(elementary.sin(value)).toBe(Math.sin(value));
    expect(elementary.atan(value)).toBe(Math.atan(value));
    expect(elementary.log(value)).toBe(Math.log(value));
  }
});
