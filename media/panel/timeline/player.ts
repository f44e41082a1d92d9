/**
 * Playing through a run at a speed: which step is due is reckoned from the clock, so what is too slow to draw is skipped and the speed
 * holds. In: a clock and timers, where to begin and end. Out: steps to show, and when it is over. It draws nothing.
 */
export interface PlayerClock {
  /** Milliseconds. */
  now(): number;
  schedule(work: () => void, delayMs: number): number;
  cancel(timer: number): void;
}

export const speeds = [0.5, 1, 2, 5, 10, 25, 50] as const;

export class Player {
  private timer: number | null = null;
  private from = 0;
  private startedAt = 0;
  private end = 0;
  private last = 0;

  /** @param onStep shows a step; `onStop`: it has come to the end, or was stopped */
  constructor(private readonly clock: PlayerClock, private readonly onStep: (step: number) => void, private readonly onStop: () => void) {}

  /** Steps in a second. */
  private stepsPerSecond = 5;

  get speed(): number {
    return this.stepsPerSecond;
  }

  /** While playing it goes on from where it is. */
  set speed(stepsPerSecond: number) {
    if (this.isPlaying) this.rebase();
    this.stepsPerSecond = stepsPerSecond;
    if (this.isPlaying) this.await();
  }

  get isPlaying(): boolean {
    return this.timer !== null;
  }

  /** @param end the last step to show */
  start(from: number, end: number): void {
    this.cancel();
    this.from = from;
    this.last = from;
    this.end = end;
    this.startedAt = this.clock.now();
    if (from >= end) return this.onStop();
    this.await();
  }

  stop(): void {
    if (!this.isPlaying) return;
    this.cancel();
    this.onStop();
  }

  private rebase(): void {
    this.from = this.last;
    this.startedAt = this.clock.now();
  }

  /** Until the next step is due. */
  private await(): void {
    if (this.timer !== null) this.clock.cancel(this.timer);
    const due = this.startedAt + ((this.last + 1 - this.from) * 1000) / this.stepsPerSecond;
    this.timer = this.clock.schedule(() => this.tick(), Math.max(0, due - this.clock.now()));
  }

  private tick(): void {
    const passed = Math.floor(((this.clock.now() - this.startedAt) * this.stepsPerSecond) / 1000 + 1e-6);
    const step = Math.min(this.end, Math.max(this.last, this.from + passed));
    if (step > this.last) {
      this.last = step;
      this.onStep(step);
    }
    if (this.last >= this.end) return this.stop();
    this.await();
  }

  private cancel(): void {
    if (this.timer !== null) this.clock.cancel(this.timer);
    this.timer = null;
  }
}
