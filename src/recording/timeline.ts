/**
 * Moves a heap state to any moment of a recording: forwards or backwards along the log from where it stands, or from the
 * nearest checkpoint when that is shorter.
 *
 * The state it hands out is its own and is valid until the next seek. Steps before `windowStart` have none.
 */
import { assert } from '../base';
import { HeapState } from './heapState';
import type { Checkpoint, Recording } from './recording';

/** No checkpoint is worth while for fewer changes. */
const NEAR = 256;

export class Timeline {
  private readonly state = new HeapState();
  /** How many changes are in `state`. */
  private position = 0;
  /** Changes replayed so far; the measure of work. */
  replayed = 0;

  constructor(readonly recording: Recording) {
    this.goTo(recording.checkpoints[0] as Checkpoint);
  }

  get stepCount(): number {
    return this.recording.steps.count;
  }

  seek(step: number): HeapState {
    assert(step >= this.recording.windowStart && step < this.stepCount, `step ${step} of ${this.stepCount}`);
    return this.seekChange(this.recording.steps.changeEnd(step));
  }

  /** The state after so many changes of the log, which may lie between two moments (the beginning of a collection). */
  seekChange(goal: number): HeapState {
    assert(goal >= 0 && goal <= this.recording.log.length, `change ${goal} of ${this.recording.log.length}`);
    if (Math.abs(goal - this.position) > NEAR) this.jumpNear(goal);
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
      const way = Math.abs(goal - checkpoint.changeEnd) + (checkpoint.state.blockCount << 2);
      if (way < bestWay) {
        bestWay = way;
        best = checkpoint;
      }
    }
    if (best !== null) this.goTo(best);
  }

  private goTo(checkpoint: Checkpoint): void {
    this.state.restore(checkpoint.state);
    this.position = checkpoint.changeEnd;
  }
}
