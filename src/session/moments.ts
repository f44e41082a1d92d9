/**
 * The moments that are shown: those at steps of the scenario's own code, and the last. What an imported library does lies
 * between two of them. In: a recording. Out: the way from a moment's number to the recording's step and back.
 */
import type { Recording } from '../recording';

export class Moments {
  /** For each moment: its step, ascending. */
  private readonly steps: Int32Array;

  constructor(recording: Recording) {
    const { steps, entities, codes } = recording;
    const shown: number[] = [];
    for (let step = 0; step < steps.count; step++) {
      const frame = steps.frame(step);
      if (step === steps.count - 1 || (frame !== 0 && codes[entities.value(frame)]?.inScenario === true)) shown.push(step);
    }
    this.steps = Int32Array.from(shown);
  }

  get count(): number {
    return this.steps.length;
  }

  /** The step of a moment; the nearest moment's beyond the ends. */
  step(moment: number): number {
    return this.steps[Math.min(Math.max(Math.trunc(moment), 0), this.steps.length - 1)] ?? 0;
  }

  /** The step of the moment before, or -1. */
  stepBefore(moment: number): number {
    return moment <= 0 ? -1 : this.step(moment - 1);
  }

  /** The moment at a step, or the last one before it; 0 if there is none. */
  moment(step: number): number {
    let [low, high] = [0, this.steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.steps[middle] ?? 0) <= step) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
