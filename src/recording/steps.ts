/**
 * The steps of a run: for each the event, the place, and where the other tables stood at that moment. A step's moment is the
 * state just before what the event announces.
 */
import { Int32Table, lowerBound, type Columns, type Int32Column } from '../base';

export const enum StepKind { Call, Line, Return, Exception, End }

export const stepKindNames = ['call', 'line', 'return', 'exception', 'end'] as const;

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
const COUNT_BITS = 15;
const COUNT_MAXIMUM = (1 << COUNT_BITS) - 1;

export class StepTable extends Int32Table {
  /** For each step: line and kind in one word. */
  private readonly places: Int32Column;
  private readonly frames: Int32Column;
  private readonly changeEnds: Int32Column;
  private readonly entityEnds: Int32Column;
  private readonly deathEnds: Int32Column;
  private readonly outputEnds: Int32Column;
  private readonly youngCounts: Int32Column;
  /** For each step: the counts of generations 1 and 2. */
  private readonly oldCounts: Int32Column;
  private readonly instructionCounts: Int32Column;
  /** For each step: objects alive, background included, and their bytes. */
  private readonly liveObjects: Int32Column;
  private readonly liveBytes: Int32Column;

  constructor() {
    super(11);
    this.places = this.column(0);
    this.frames = this.column(1);
    this.changeEnds = this.column(2);
    this.entityEnds = this.column(3);
    this.deathEnds = this.column(4);
    this.outputEnds = this.column(5);
    this.youngCounts = this.column(6);
    this.oldCounts = this.column(7);
    this.instructionCounts = this.column(8);
    this.liveObjects = this.column(9);
    this.liveBytes = this.column(10);
  }

  get count(): number {
    return this.rowCount;
  }

  /**
   * `line` is from 1, or 0 when there is none; `frame` is an entity, 0 at the end. Then how many changes, entities, deaths and output
   * pieces there were, `gc.get_count()`, the instructions since the step before, live objects and their bytes. Positional: this runs
   * once per step.
   */
  add(
    kind: StepKind, line: number, frame: number, changeEnd: number, entityEnd: number, deathEnd: number, outputEnd: number,
    youngCount: number, middleCount: number, oldCount: number, instructions = 0, liveObjects = 0, liveBytes = 0,
  ): number {
    if (this.at === this.end) this.open();
    const { at, chunk } = this;
    chunk[at] = (line << KIND_BITS) | kind;
    chunk[at + 1] = frame;
    chunk[at + 2] = changeEnd;
    chunk[at + 3] = entityEnd;
    chunk[at + 4] = deathEnd;
    chunk[at + 5] = outputEnd;
    chunk[at + 6] = youngCount;
    chunk[at + 7] = (middleCount < COUNT_MAXIMUM ? middleCount : COUNT_MAXIMUM) | ((oldCount < COUNT_MAXIMUM ? oldCount : COUNT_MAXIMUM) << COUNT_BITS);
    chunk[at + 8] = instructions;
    chunk[at + 9] = liveObjects;
    chunk[at + 10] = liveBytes;
    this.at = at + 11;
    return this.rows++;
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
    this.settle();
    return lowerBound(this.outputEnds, output + 1);
  }

  /**
   * Instructions that ended between the step before and this one. They belong to the line its frame was at before; the beginning of
   * a line that calls is told when the line goes on.
   */
  instructions(step: number): number {
    return this.instructionCounts.get(step);
  }

  /** Objects alive at a step, those that were there before the program began included. Known for all steps, also outside the window. */
  objectCount(step: number): number {
    return this.liveObjects.get(step);
  }

  /** Their bytes, as `sys.getsizeof` says. */
  byteCount(step: number): number {
    return this.liveBytes.get(step);
  }

  counts(step: number): [number, number, number] {
    const old = this.oldCounts.get(step);
    return [this.youngCounts.get(step), old & COUNT_MAXIMUM, old >> COUNT_BITS];
  }

  /** All columns by name, as files keep them; what is added here is saved and read without further ado. */
  get columns(): Columns {
    this.settle();
    const {
      places, frames, changeEnds, entityEnds, deathEnds, outputEnds, youngCounts, oldCounts, instructionCounts, liveObjects, liveBytes,
    } = this;
    return {
      places, frames, changeEnds, entityEnds, deathEnds, outputEnds, youngCounts, oldCounts, instructionCounts, liveObjects, liveBytes,
    };
  }
}
