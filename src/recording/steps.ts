/**
 * The steps of a run: for each the event, the place, and where the other tables stood at that moment. A step's moment is the
 * state just before what the event announces.
 */
import { CHUNK_ROWS, Int32Column, Int32Table, lowerBound, type Columns } from '../base';

export const enum StepKind { Call, Line, Return, Exception, End }

export const stepKindNames = ['call', 'line', 'return', 'exception', 'end'] as const;

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
const COUNT_BITS = 15;
const COUNT_MAXIMUM = (1 << COUNT_BITS) - 1;

export class StepTable extends Int32Table {
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
  /** For each step: objects alive, background included, and their bytes. */
  private readonly liveObjects = new Int32Column();
  private readonly liveBytes = new Int32Column();
  private placeChunk!: Int32Array;
  private frameChunk!: Int32Array;
  private changeChunk!: Int32Array;
  private entityChunk!: Int32Array;
  private deathChunk!: Int32Array;
  private outputChunk!: Int32Array;
  private youngChunk!: Int32Array;
  private oldChunk!: Int32Array;
  private instructionChunk!: Int32Array;
  private objectChunk!: Int32Array;
  private byteChunk!: Int32Array;

  protected get together(): readonly Int32Column[] {
    return [
      this.places, this.frames, this.changeEnds, this.entityEnds, this.deathEnds, this.outputEnds, this.youngCounts, this.oldCounts,
      this.instructionCounts, this.liveObjects, this.liveBytes,
    ];
  }

  protected openChunks(row: number): void {
    this.placeChunk = this.places.chunkAt(row);
    this.frameChunk = this.frames.chunkAt(row);
    this.changeChunk = this.changeEnds.chunkAt(row);
    this.entityChunk = this.entityEnds.chunkAt(row);
    this.deathChunk = this.deathEnds.chunkAt(row);
    this.outputChunk = this.outputEnds.chunkAt(row);
    this.youngChunk = this.youngCounts.chunkAt(row);
    this.oldChunk = this.oldCounts.chunkAt(row);
    this.instructionChunk = this.instructionCounts.chunkAt(row);
    this.objectChunk = this.liveObjects.chunkAt(row);
    this.byteChunk = this.liveBytes.chunkAt(row);
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
    if (this.at === CHUNK_ROWS) this.open();
    const at = this.at++;
    this.placeChunk[at] = (line << KIND_BITS) | kind;
    this.frameChunk[at] = frame;
    this.changeChunk[at] = changeEnd;
    this.entityChunk[at] = entityEnd;
    this.deathChunk[at] = deathEnd;
    this.outputChunk[at] = outputEnd;
    this.youngChunk[at] = youngCount;
    this.oldChunk[at] = (middleCount < COUNT_MAXIMUM ? middleCount : COUNT_MAXIMUM) | ((oldCount < COUNT_MAXIMUM ? oldCount : COUNT_MAXIMUM) << COUNT_BITS);
    this.instructionChunk[at] = instructions;
    this.objectChunk[at] = liveObjects;
    this.byteChunk[at] = liveBytes;
    return this.start + at;
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

  get byteLength(): number {
    return this.places.byteLength * 11;
  }
}
