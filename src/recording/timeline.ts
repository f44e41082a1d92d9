/**
 * Moves a heap state to any moment of a recording: forwards or backwards along the log from where it stands, or from the
 * nearest checkpoint when that is shorter.
 *
 * The state it hands out is its own and is valid until the next seek.
 */
import { assert } from '../base';
import { HeapState } from './heapState';
import type { Checkpoint, Recording } from './recording';

export class Timeline {
  private readonly state = new HeapState();
  /** How many changes are in `state`. */
  private position = 0;
  /** Changes replayed so far; the measure of work. */
  replayed = 0;

  constructor(readonly recording: Recording) {
    this.state.restore(recording.checkpoints[0]?.arrays ?? null);
  }

  get stepCount(): number {
    return this.recording.steps.count;
  }

  seek(step: number): HeapState {
    assert(step >= 0 && step < this.stepCount, `step ${step} of ${this.stepCount}`);
    const goal = this.recording.steps.changeEnd(step);
    this.jumpNear(goal);
    const { log } = this.recording;
    this.replayed += Math.abs(goal - this.position);
    if (goal > this.position) log.forward(this.state, this.position, goal);
    else log.backward(this.state, this.position, goal);
    this.position = goal;
    return this.state;
  }

  /** Takes a checkpoint if it is nearer to the goal; copying counts as way, too. */
  private jumpNear(goal: number): void {
    const { checkpoints } = this.recording;
    let bestWay = Math.abs(goal - this.position);
    let best: Checkpoint | null = null;
    for (const checkpoint of checkpoints) {
      const size = checkpoint.arrays.reduce((sum, array) => sum + array.length, 0);
      const way = Math.abs(goal - checkpoint.changeEnd) + (size >> 3);
      if (way < bestWay) {
        bestWay = way;
        best = checkpoint;
      }
    }
    if (best === null) return;
    this.state.restore(best.arrays);
    this.position = best.changeEnd;
  }
}
