/** How often the budget is looked at: by a clock that the test moves. */
import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/python/vm/pace';

/** Ticks between looks when each tick takes so many milliseconds, after some looks. */
function settled(millisecondsPerTick: (tick: number) => number): number {
  let now = 0;
  let ticks = 0;
  const pace = new Pace(() => now);
  let grant = pace.next();
  for (let look = 0; look < 12; look++) {
    for (let tick = 0; tick < grant; tick++) now += millisecondsPerTick(ticks++);
    grant = pace.next();
  }
  return grant;
}

describe('Pace', () => {
  it('looks about every ten milliseconds', () => {
    expect(settled(() => 0.01)).toBeCloseTo(1000, -1);
    expect(settled(() => 0.1)).toBeCloseTo(100, -1);
  });
  it('looks at each tick that takes longer', () => {
    expect(settled(() => 50)).toBe(1);
  });
  it('never lets more than 20,000 ticks pass, nor without a clock', () => {
    expect(settled(() => 0.000001)).toBe(20_000);
    expect(new Pace(undefined).next()).toBe(20_000);
  });
  it('notices when ticks become slow', () => {
    expect(settled((tick) => (tick < 5000 ? 0.001 : 20))).toBe(1);
  });
});
