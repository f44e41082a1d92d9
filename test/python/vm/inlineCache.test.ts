import { expect, it } from 'vitest';
import { backOff, InlineCache, isDue, specialized } from '../../../src/python/vm/inlineCache';

/** How many executions pass before the next attempt. */
function executions(cache: InlineCache): number {
  let count = 1;
  while (!isDue(cache)) count++;
  return count;
}

it('is due at the second execution, and later and later after failures', () => {
  const cache = new InlineCache();
  expect(executions(cache)).toBe(2);
  const waits: number[] = [];
  for (let failure = 0; failure < 4; failure++) {
    backOff(cache);
    waits.push(executions(cache));
  }
  waits.reduce((before, now) => {
    expect(now).toBeGreaterThan(before);
    return now;
  });
  specialized(cache);
  expect(executions(cache)).toBe(53);
});
