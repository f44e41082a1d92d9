/**
 * The steps of a run: for each the event, the place, and where the other tables stood at that moment. A step's moment is the
 * state just before what the event announces.
 */
import { Int32Column, lowerBound, type Columns } from '../base';

export const enum StepKind { Call, Line, Return, Exception, End }

export const stepKindNames = ['call', 'line', 'return', 'exception', 'end'] as const;

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
const COUNT_BITS = 15;
const COUNT_MAXIMUM = (1 << COUNT_BITS) - 1;

export class StepTable {
  /** For each step: line and kind in one word. */
  private readonly places = new Int32Column();
  private readonly frames = new Int32Column();
  private readonly changeEnds = new Int32Column();
  private readonly entityEnds = new Int32Column();
  private readonly deathEnds = new Int32Column();
  private readonly outputEnds = new Int32Column();
  private readonly youngCounts = new Int32Column();
  /** For each step: the counts of generations 1 and 2. */
  private readonly oldCounts = new Int32Column();
  private readonly instructionCounts = new Int32Column();

  get count(): number {
    return this.places.length;
  }

  /**
   * `line` is from 1, or 0 when there is none; `frame` is an entity, 0 at the end. Then how many changes, entities, deaths and output
   * pieces there were, `gc.get_count()`, and the instructions since the step before. Positional: this runs once per step.
   */
  add(
    kind: StepKind, line: number, frame: number, changeEnd: number, entityEnd: number, deathEnd: number, outputEnd: number,
    youngCount: number, middleCount: number, oldCount: number, instructions = 0,
  ): number {
    this.instructionCounts.push(instructions);
    this.frames.push(frame);
    this.changeEnds.push(changeEnd);
    this.entityEnds.push(entityEnd);
    this.deathEnds.push(deathEnd);
    this.outputEnds.push(outputEnd);
    this.youngCounts.push(youngCount);
    this.oldCounts.push(Math.min(middleCount, COUNT_MAXIMUM) | (Math.min(oldCount, COUNT_MAXIMUM) << COUNT_BITS));
    return this.places.push((line << KIND_BITS) | kind);
  }

  kind(step: number): StepKind {
    return this.places.get(step) & KIND_MASK;
  }

  line(step: number): number {
    return this.places.get(step) >> KIND_BITS;
  }

  frame(step: number): number {
    return this.frames.get(step);
  }

  changeEnd(step: number): number {
    return this.changeEnds.get(step);
  }

  entityEnd(step: number): number {
    return this.entityEnds.get(step);
  }

  deathEnd(step: number): number {
    return this.deathEnds.get(step);
  }

  outputEnd(step: number): number {
    return this.outputEnds.get(step);
  }

  /** The first moment at which piece `output` of the output had been written. */
  momentOfOutput(output: number): number {
    return lowerBound(this.outputEnds, output + 1);
  }

  /**
   * Instructions that ended between the step before and this one. They belong to the line its frame was at before; the beginning of
   * a line that calls is told when the line goes on.
   */
  instructions(step: number): number {
    return this.instructionCounts.get(step);
  }

  counts(step: number): [number, number, number] {
    const old = this.oldCounts.get(step);
    return [this.youngCounts.get(step), old & COUNT_MAXIMUM, old >> COUNT_BITS];
  }

  /** All columns by name, as files keep them; what is added here is saved and read without further ado. */
  get columns(): Columns {
    const { places, frames, changeEnds, entityEnds, deathEnds, outputEnds, youngCounts, oldCounts, instructionCounts } = this;
    return { places, frames, changeEnds, entityEnds, deathEnds, outputEnds, youngCounts, oldCounts, instructionCounts };
  }

  get byteLength(): number {
    return this.places.byteLength * 9;
  }
}
