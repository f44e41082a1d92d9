/**
 * One run's recording: the tables, and the state at the last recorded moment. The recorder writes, `Timeline` and the
 * analyses read.
 *
 * In: changes, steps, births and deaths in the order of the run. Out: the tables. Every so many changes the whole state is
 * copied (a checkpoint), the more seldom the larger it is, so that all copies together stay smaller than the log.
 */
import { assert, Int32Column, StringTable } from '../base';
import type { CodeObject } from '../python/bytecode';
import { ChangeLog } from './changeLog';
import { CollectionDetails } from './collectionDetails';
import { EntityTable } from './entities';
import { Field, HeapState, IMMORTAL, type StateArrays } from './heapState';
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
}

/** Thresholds from a step on. */
export interface ThresholdRecord {
  readonly step: number;
  readonly thresholds: readonly [number, number, number];
}

/** A copy of the state after `changeEnd` changes. */
export interface Checkpoint {
  readonly changeEnd: number;
  readonly arrays: StateArrays;
}

/** The most seldom is every `CHECKPOINT_MINIMUM` changes, about a millisecond of replay. */
const CHECKPOINT_MINIMUM = 100_000;

export class Recording {
  readonly strings = new StringTable();
  readonly entities = new EntityTable();
  readonly slots = new SlotTable();
  readonly log = new ChangeLog();
  readonly steps = new StepTable();
  /** Entities in the order of their deaths. */
  readonly deaths = new Int32Column();
  readonly codes: CodeRecord[] = [];
  readonly outputs: OutputRecord[] = [];
  readonly collections: CollectionRecord[] = [];
  /** What happened inside them. */
  readonly collectionDetails = new CollectionDetails();
  readonly thresholds: ThresholdRecord[] = [];
  /** In the order of the run; the first is the state before the first change. */
  readonly checkpoints: Checkpoint[] = [{ changeEnd: 0, arrays: new HeapState().copyArrays(0, 0) }];
  /** Entities up to this one (inclusive) were there before the program began. */
  baselineEntity = 0;
  /** The namespace of the program's main module, 0 before it is known. */
  mainNamespace = 0;
  /** Dicts which are the namespace of a class or module, so that the picture need not show them. */
  readonly namespaces = new Set<number>();
  /** Entity of the runtime itself. */
  runtimeEntity = 0;
  private sinceCheckpoint = 0;

  /** The state at the last recorded moment. */
  readonly latest = new HeapState();

  /** @param floatText `repr` of a float, which only the runtime knows to write. */
  constructor(readonly floatText: (value: number) => string = String) {}


  /** Records a value; nothing happens when it is the present one. */
  set(field: Field, index: number, value: number): void {
    const old = this.latest.get(field, index);
    if (old === value) return;
    this.log.push(field, index, old, value);
    this.latest.set(field, index, value);
  }

  /** Sets a value of the state before the first change. */
  setBefore(field: Field, index: number, value: number): void {
    this.latest.set(field, index, value);
  }

  /** Ends the description of the state before the first change. */
  sealBaseline(baselineEntity = this.entities.count - 1): void {
    assert(this.log.length === 0, 'the baseline comes before the first change');
    this.baselineEntity = baselineEntity;
    this.checkpoints[0] = { changeEnd: 0, arrays: this.latest.copyArrays(this.slots.count, baselineEntity + 1) };
  }

  /** Records a death: the refcount is 0 from the next moment on. The slots are the recorder's business. */
  died(entity: number): void {
    this.deaths.push(entity);
    this.entities.setDied(entity, this.steps.count);
    this.set(Field.Refcount, entity, 0);
    this.set(Field.Generation, entity, 0);
  }

  /** Closes a step: what was recorded since the last one led to its moment. */
  addStep(kind: StepKind, line: number, frame: number, youngCount: number, middleCount: number, oldCount: number, instructions = 0): number {
    const changeEnd = this.log.length;
    const step = this.steps.add(
      kind, line, frame, changeEnd, this.entities.count, this.deaths.length, this.outputs.length, youngCount, middleCount, oldCount, instructions,
    );
    this.checkpointIfDue();
    return step;
  }

  /** After each step, also of one that is read from a file. `entityCount`: how many there were. */
  checkpointIfDue(entityCount = this.entities.count): void {
    const changeEnd = this.log.length;
    const stateSize = this.slots.count + entityCount * 3;
    if (changeEnd - this.sinceCheckpoint >= Math.max(CHECKPOINT_MINIMUM, stateSize * 2)) {
      this.sinceCheckpoint = changeEnd;
      this.checkpoints.push({ changeEnd, arrays: this.latest.copyArrays(this.slots.count, entityCount) });
    }
  }

  /** The size of an entity at the state's moment, in bytes. */
  sizeOf(state: HeapState, entity: number): number {
    const changed = state.get(Field.Size, entity);
    return changed === 0 ? this.entities.birthSize(entity) : changed;
  }

  isImmortal(state: HeapState, entity: number): boolean {
    return state.refcount(entity) === IMMORTAL;
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
    const copies = this.checkpoints.reduce((sum, { arrays }) => sum + arrays.reduce((bytes, array) => bytes + array.byteLength, 0), 0);
    return this.entities.byteLength + this.slots.byteLength + this.log.byteLength + this.steps.byteLength + this.deaths.byteLength + this.collectionDetails.byteLength
      + copies;
  }
}
