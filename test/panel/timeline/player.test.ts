/** Playing: a clock that is moved by hand. */
import { describe, expect, it } from 'vitest';
import { Player, speeds } from '../../../media/panel/timeline/player';

/** Time passes when told; timers fire in their order. */
class HandClock {
  time = 0;
  private readonly timers = new Map<number, { work: () => void; at: number }>();
  private last = 0;

  now(): number {
    return this.time;
  }

  schedule(work: () => void, delayMs: number): number {
    this.timers.set(++this.last, { work, at: this.time + delayMs });
    return this.last;
  }

  cancel(timer: number): void {
    this.timers.delete(timer);
  }

  /** @param lateMs how late each timer fires */
  pass(ms: number, lateMs = 0): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.timers].filter(([, { at }]) => at + lateMs <= end).sort((a, b) => a[1].at - b[1].at);
      if (next === undefined) break;
      this.timers.delete(next[0]);
      this.time = Math.max(this.time, next[1].at + lateMs);
      next[1].work();
    }
    this.time = end;
  }

  get waiting(): number {
    return this.timers.size;
  }
}

function player(): { clock: HandClock; steps: number[]; stops: () => number; played: Player } {
  const clock = new HandClock();
  const steps: number[] = [];
  let stopped = 0;
  return { clock, steps, stops: () => stopped, played: new Player(clock, (step) => steps.push(step), () => stopped++) };
}

describe('playing', () => {
  it.each(speeds)('shows %d steps a second, one after the other, and ends', (speed) => {
    const { clock, steps, stops, played } = player();
    played.speed = speed;
    played.start(10, 20);
    clock.pass(4000 / speed + 1e-6);
    expect(steps).toEqual([11, 12, 13, 14]);
    clock.pass(6000 / speed + 1e-6);
    expect(steps.at(-1)).toBe(20);
    expect([played.isPlaying, stops(), clock.waiting]).toEqual([false, 1, 0]);
  });

  it('skips what it is too late for: the speed holds', () => {
    const { clock, steps, played } = player();
    played.speed = 50;
    played.start(0, 1000);
    clock.pass(1000, 100);
    expect(steps.length).toBeLessThan(12);
    expect(steps.at(-1)).toBeGreaterThan(40);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });

  it('goes on from where it is at another speed, and stops when told', () => {
    const { clock, steps, stops, played } = player();
    played.speed = 1;
    played.start(0, 100);
    clock.pass(3000);
    played.speed = 10;
    clock.pass(500 + 1e-6);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    played.stop();
    clock.pass(5000);
    expect([steps.length, stops(), clock.waiting]).toEqual([8, 1, 0]);
  });

  it('is over at once where there is nothing to play', () => {
    const { stops, played } = player();
    played.start(5, 5);
    expect([played.isPlaying, stops()]).toEqual([false, 1]);
  });
});
