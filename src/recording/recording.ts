/**
 * One run's recording: the tables, and the state at the last recorded moment. The recorder writes, `Timeline` and the
 * analyses read.
 *
 * In: changes, steps, births and deaths in the order of the run. Out: the tables. Every so many changes the whole state is
 * copied (a checkpoint), the more seldom the larger it is, so that all copies together stay smaller than the log.
 */
import { assert, CHUNK_ROWS, Int32Column, StringTable } from '../base';
import type { CodeObject } from '../python/bytecode';
import { ChangeLog } from './changeLog';
import { CollectionDetails } from './collectionDetails';
import { EntityTable, type DeathCause } from './entities';
import { EventTable } from './events';
import { Field, HeapState, IMMORTAL, type SavedState, type StateArrays } from './heapState';
import { ObjectNumbers } from './objectNumbers';
import { SlotTable } from './slots';
import { StepTable, type StepKind } from './steps';

/** A code object that ran. */
export interface CodeRecord {
  readonly source: CodeObject;
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  /** It belongs to the file shown, not to a module it imported. */
  readonly inScenario: boolean;
}

export interface OutputRecord {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface CollectionRecord {
  /** The step whose line made it run: the last moment before it began. */
  readonly startStep: number;
  /** The first moment after it. Steps of finalizers and callbacks may lie between. */
  readonly step: number;
  readonly generation: 0 | 1 | 2;
  readonly reason: 'automatic' | 'requested' | 'exit';
  readonly candidates: number;
  readonly collected: number;
  readonly uncollectable: number;
  /** Rows of `deaths` before and after it: what died meanwhile. */
  readonly deathStart: number;
  readonly deathEnd: number;
  /**
   * After it, the numbers of the 25 % rule: objects that came to generation 2 since the last full collection, and those it left
   * there. Null in files of an older Heapglass.
   */
  readonly longLived: { readonly pending: number; readonly total: number } | null;
}

/** Thresholds from a step on. */
export interface ThresholdRecord {
  readonly step: number;
  readonly thresholds: readonly [number, number, number];
  /** The collector may run by itself: `gc.isenabled()`. */
  readonly enabled: boolean;
}

/** A copy of the state at a step. */
export class Checkpoint {
  /** @param changeEnd how many changes are in it */
  constructor(readonly step: number, readonly changeEnd: number, readonly state: SavedState) {}

  /** The copy as plain arrays, made anew each time. */
  get arrays(): StateArrays {
    return this.state.arrays;
  }
}

/** Of a part of the run everything is kept; of the rest the steps' own columns. */
export interface WindowOptions {
  /** Keep the full record only from the first to the second step; nothing is recorded after it. */
  readonly window?: { readonly from: number; readonly to: number } | undefined;
  /** Bytes beyond which the oldest part of the full record is given up. */
  readonly memoryLimit?: number | undefined;
}

/** The most seldom is every `CHECKPOINT_MINIMUM` changes, about a millisecond of replay. */
const CHECKPOINT_MINIMUM = 100_000;
/** When one is not due yet, it is asked again after this part (a power of two) of the changes between two. */
const LOOK_SHIFT = 5;

export class Recording {
  readonly strings = new StringTable();
  readonly entities = new EntityTable();
  readonly slots = new SlotTable();
  readonly log = new ChangeLog();
  readonly steps = new StepTable();
  /** Entities in the order of their deaths. */
  readonly deaths = new Int32Column();
  /** Exceptions, weak references cleared, finalizers. */
  readonly events = new EventTable();
  readonly codes: CodeRecord[] = [];
  readonly outputs: OutputRecord[] = [];
  readonly collections: CollectionRecord[] = [];
  /** What happened inside them. */
  readonly collectionDetails = new CollectionDetails();
  readonly thresholds: ThresholdRecord[] = [];
  /** In the order of the run; the first is the state before the first change that is on record. */
  readonly checkpoints: Checkpoint[] = [new Checkpoint(0, 0, new HeapState().save(0, 0))];
  /** Entities up to this one (inclusive) were there before the program began. */
  baselineEntity = 0;
  /** The namespace of the program's main module, 0 before it is known. */
  mainNamespace = 0;
  /** Dicts which are the namespace of a class or module, so that the picture need not show them. */
  readonly namespaces = new Set<number>();
  /** Entity of the runtime itself. */
  runtimeEntity = 0;
  /** The first step whose state can be shown: 0 unless the beginning was given up. */
  windowStart = 0;
  window: WindowOptions = {};
  /** Called before the record of the oldest steps is given up: the last chance to look at them. */
  beforeDrop: (() => void) | null = null;
  /** Changes between checkpoints of a small state. */
  checkpointEvery = CHECKPOINT_MINIMUM;
  private sinceCheckpoint = 0;
  /** How many changes there must be before it is worth while to ask again whether a checkpoint is due. */
  private nextLook = 0;
  /** Numbers in all checkpoints together. */
  private savedNumbers = 0;

  /** The state after the first `caughtUp` changes. */
  private readonly lateState = new HeapState();
  private caughtUp = 0;
  /** What objects are called in texts. */
  readonly numbers = new ObjectNumbers(this);

  /** @param floatText `repr` of a float, which only the runtime knows to write. */
  constructor(readonly floatText: (value: number) => string = String) {}

  /** The state after the last change. It follows the log when it is asked for: many changes at once cost less than each by itself. */
  get latest(): HeapState {
    const { log, lateState } = this;
    if (this.caughtUp < log.length) {
      log.forward(lateState, this.caughtUp, log.length);
      this.caughtUp = log.length;
    }
    return lateState;
  }

  /** Records a value; nothing happens when it is the present one. */
  set(field: Field, index: number, value: number): void {
    const old = this.latest.get(field, index);
    if (old === value) return;
    this.log.push(field, index, old, value);
  }

  /** Sets a value of the state before the first change. */
  setBefore(field: Field, index: number, value: number): void {
    this.latest.set(field, index, value);
  }

  /** Ends the description of the state before the first change. */
  sealBaseline(baselineEntity = this.entities.count - 1): void {
    assert(this.log.length === 0, 'the baseline comes before the first change');
    this.baselineEntity = baselineEntity;
    this.savedNumbers = this.latest.unsaved;
    this.checkpoints[0] = new Checkpoint(0, 0, this.latest.save(this.slots.count, baselineEntity + 1));
  }

  /** Begins the record at a step, whose state was set before: what a file has of a run whose beginning was given up. */
  beginAt(step: number, changeEnd: number, baselineEntity: number): void {
    assert(this.log.length === 0, 'the record begins with its first change');
    this.baselineEntity = baselineEntity;
    this.windowStart = step;
    this.log.skipTo(changeEnd);
    this.caughtUp = changeEnd;
    this.sinceCheckpoint = changeEnd;
    this.savedNumbers = this.latest.unsaved;
    this.checkpoints[0] = new Checkpoint(step, changeEnd, this.latest.save(this.slots.count, this.steps.entityEnd(step)));
  }

  /** Records a death: the refcount is 0 from the next moment on. The slots are the recorder's business. */
  died(entity: number): void {
    this.bury(entity, this.steps.count);
    this.set(Field.Refcount, entity, 0);
    this.set(Field.Generation, entity, 0);
  }

  /** The rows of a death, without the changes of the state. */
  bury(entity: number, step: number, cause?: DeathCause): void {
    this.deaths.push(entity);
    this.entities.setDied(entity, step, cause);
  }

  /** Closes a step: what was recorded since the last one led to its moment. */
  addStep(
    kind: StepKind, line: number, frame: number, youngCount: number, middleCount: number, oldCount: number, instructions = 0,
    liveObjects = 0, liveBytes = 0,
  ): number {
    const changeEnd = this.log.length;
    const step = this.steps.add(
      kind, line, frame, changeEnd, this.entities.count, this.deaths.length, this.outputs.length, youngCount, middleCount, oldCount, instructions,
      liveObjects, liveBytes,
    );
    if (changeEnd >= this.nextLook && changeEnd - this.sinceCheckpoint >= this.checkpointEvery) this.checkpointIfDue();
    return step;
  }

  /** The last step on record. */
  get windowEnd(): number {
    return this.steps.count - 1;
  }

  /** After a step, also of one that is read from a file. `entityCount`: how many there were. */
  checkpointIfDue(entityCount = this.entities.count, step = this.steps.count - 1): void {
    const changeEnd = this.log.length;
    const since = changeEnd - this.sinceCheckpoint;
    if (since < this.checkpointEvery || changeEnd < this.nextLook) return;
    // Between two answers little changes, and counting all bytes at each step would cost much.
    this.nextLook = changeEnd + (this.checkpointEvery >> LOOK_SHIFT);
    const { latest } = this;
    const size = latest.unsaved + ((this.slots.count + entityCount * 3) >> 12);
    // Where room is short, there must be places to begin anew from, whatever they cost.
    const isTight = this.byteLength > (this.window.memoryLimit ?? Infinity) / 2;
    if (!isTight && since < this.checkpointEvery * (size / CHECKPOINT_MINIMUM)) return;
    this.sinceCheckpoint = changeEnd;
    this.savedNumbers += size;
    this.checkpoints.push(new Checkpoint(step, changeEnd, latest.save(this.slots.count, entityCount)));
    this.moveWindow();
  }

  /** Gives up what the window has left behind, or what there is no room for. */
  private moveWindow(): void {
    const { from } = this.window.window ?? { from: 0 };
    const limit = this.window.memoryLimit ?? Infinity;
    let place = 0;
    const { checkpoints } = this;
    if (from > 0) while (place + 1 < checkpoints.length && (checkpoints[place + 1] as Checkpoint).step <= from) place++;
    if (place > 0) this.dropBefore(place);
    // Less than half of the checkpoints at a time, so that this is seldom.
    // What is kept for all steps doesn't count, or a long run would have no window at all.
    const kept = this.steps.byteLength + this.entities.floats.byteLength;
    while (checkpoints.length > 2 && this.byteLength - kept > limit) this.dropBefore(Math.ceil(checkpoints.length / 8));
  }

  /** Makes a checkpoint the first. */
  private dropBefore(place: number): void {
    this.beforeDrop?.();
    this.numbers.seal();
    const { checkpoints } = this;
    const total = checkpoints.length;
    checkpoints.splice(0, place);
    // The pages the remaining ones share with those given up are theirs now.
    this.savedNumbers *= checkpoints.length / total;
    const { step, changeEnd } = checkpoints[0] as Checkpoint;
    this.windowStart = step;
    const entityEnd = this.steps.entityEnd(step);
    this.log.dropBefore(changeEnd);
    this.entities.dropGone(entityEnd, step);
    this.slots.dropGone(this.slots.count, (holder) => this.entities.isGone(holder, step));
    for (let chunk = 0; (chunk + 1) * CHUNK_ROWS <= this.steps.deathEnd(step); chunk++) this.deaths.dropChunk(chunk);
  }

  /** The size of an entity at the state's moment, in bytes. */
  sizeOf(state: HeapState, entity: number): number {
    const changed = state.get(Field.Size, entity);
    return changed === 0 ? this.entities.birthSize(entity) : changed;
  }

  isImmortal(state: HeapState, entity: number): boolean {
    return state.refcount(entity) === IMMORTAL;
  }

  /** The collector may run by itself at a step. */
  isCollectorEnabled(step: number): boolean {
    let enabled = true;
    for (const record of this.thresholds) {
      if (record.step > step) break;
      enabled = record.enabled;
    }
    return enabled;
  }

  /** The thresholds at a step. */
  thresholdsAt(step: number): readonly [number, number, number] {
    let found: readonly [number, number, number] = [700, 10, 10];
    for (const record of this.thresholds) {
      if (record.step > step) break;
      found = record.thresholds;
    }
    return found;
  }

  /** Bytes the recording takes, strings and texts left out. */
  get byteLength(): number {
    return this.entities.byteLength + this.slots.byteLength + this.log.byteLength + this.steps.byteLength + this.deaths.byteLength + this.collectionDetails.byteLength
      + this.events.byteLength
      + this.savedNumbers * 4;
  }
}
