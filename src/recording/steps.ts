/**
 * The steps of a run: for each the event, the place, and where the other tables stood at that moment. A step's moment is the
 * state just before what the event announces.
 */
import { Int32Column, lowerBound } from '../base';

export const enum StepKind { Call, Line, Return, Exception, End }

export const stepKindNames = ['call', 'line', 'return', 'exception', 'end'] as const;

export interface StepRecord {
  readonly kind: StepKind;
  /** From 1, as Python counts; 0 when there is none. */
  readonly line: number;
  /** Entity of the frame, 0 at the end. */
  readonly frame: number;
  /** How many changes, entities, deaths and output chunks there were. */
  readonly changeEnd: number;
  readonly entityEnd: number;
  readonly deathEnd: number;
  readonly outputEnd: number;
  /** `gc.get_count()` */
  readonly counts: readonly [number, number, number];
}

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

  get count(): number {
    return this.places.length;
  }

  add(record: StepRecord): number {
    this.frames.push(record.frame);
    this.changeEnds.push(record.changeEnd);
    this.entityEnds.push(record.entityEnd);
    this.deathEnds.push(record.deathEnd);
    this.outputEnds.push(record.outputEnd);
    this.youngCounts.push(record.counts[0]);
    this.oldCounts.push(Math.min(record.counts[1], COUNT_MAXIMUM) | (Math.min(record.counts[2], COUNT_MAXIMUM) << COUNT_BITS));
    return this.places.push((record.line << KIND_BITS) | record.kind);
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

  counts(step: number): [number, number, number] {
    const old = this.oldCounts.get(step);
    return [this.youngCounts.get(step), old & COUNT_MAXIMUM, old >> COUNT_BITS];
  }

  get byteLength(): number {
    return this.places.byteLength * 8;
  }
}
