/**
 * What happened inside the collections of a run, phase by phase: the data. Three tables of plain number columns:
 *
 * - phases: which collection, which phase, how many objects it spoke of, and where the other tables stood when it was over;
 * - members: for each candidate, in the collector's order, the generation it came from and its gc_refs after `update_refs` and after
 *   `subtract_refs`. The garbage of a collection has a second row, for the second look after finalizers;
 * - events: what was done to one object: set aside, reached through a reference, finalized, cleared, ...
 *
 * A phase's rows in `members` and `events` begin where those of the phase before it end. In: rows, in the order of the run. Out: numbers;
 * what they say in words is `analysis`'s.
 */
import { Int32Column, type Columns } from '../base';
import type { Label } from './labels';

/** The phases in the order they are in; `update_refs`, `subtract_refs` and `move_unreachable` come again before `handle_resurrected_objects`. */
export const collectionPhases = [
  'candidates', 'update_refs', 'subtract_refs', 'move_unreachable', 'untrack', 'promote', 'move_legacy_finalizers', 'debug',
  'handle_weakrefs', 'finalize_garbage', 'handle_resurrected_objects', 'delete_garbage',
] as const;

export type CollectionPhaseName = (typeof collectionPhases)[number];

/** What was done to an object (`entity`), and what `holder` says there. */
export const enum CollectionEvent {
  /** update_refs: immortal, it left for the permanent generation. */
  MadePermanent,
  /** move_unreachable: gc_refs was 0 when its turn came, so it went to the unreachable. */
  SetAside,
  /** move_unreachable: gc_refs was 0, its turn was still to come, and `holder`, which is reachable, refers to it by `label`. */
  Reached,
  /** move_unreachable: it had been set aside and was moved back, because `holder` refers to it by `label`. */
  MovedBack,
  /** untrack: it holds nothing that could be part of a cycle. */
  Untracked,
  /** handle_weakrefs: this weak reference to `holder` was cleared. */
  WeakrefCleared,
  /** handle_weakrefs: the callback `holder` of this weak reference was called. */
  CallbackCalled,
  /** finalize_garbage: its finalizer was called. */
  Finalized,
  /** handle_resurrected_objects: it is held from outside again. */
  Resurrected,
  /** delete_garbage: its tp_clear was called. */
  Cleared,
  /** delete_garbage: it was appended to `gc.garbage` instead (DEBUG_SAVEALL). */
  Saved,
  /** delete_garbage: it was still held after its tp_clear, so it stays tracked. */
  SurvivedClear,
}

/** gc_refs which were not taken: the object left before. */
export const NO_GC_REFS = -1;

const COMPLETE = 1;

export class CollectionDetails {
  /** For each phase: its collection's number; those of a collection that never ended have one no collection has. */
  private readonly collections = new Int32Column();
  private readonly phases = new Int32Column();
  /** For each phase: how many objects it spoke of, and how many of them were there before the program began. */
  private readonly counts = new Int32Column();
  private readonly backgroundCounts = new Int32Column();
  /** For each phase: how many rows of members and events there were when it was over. */
  private readonly memberEnds = new Int32Column();
  private readonly eventEnds = new Int32Column();
  /** For each phase: how many changes, deaths, outputs and steps there were when it was over. */
  private readonly changeEnds = new Int32Column();
  private readonly deathEnds = new Int32Column();
  private readonly outputEnds = new Int32Column();
  private readonly stepEnds = new Int32Column();
  private readonly phaseFlags = new Int32Column();

  /** For each member: its entity, its generation before (-1: it is looked at a second time), its gc_refs after each of the two passes. */
  private readonly memberEntities = new Int32Column();
  private readonly memberGenerations = new Int32Column();
  private readonly memberRefcounts = new Int32Column();
  private readonly memberGcRefs = new Int32Column();

  private readonly eventKinds = new Int32Column();
  private readonly eventEntities = new Int32Column();
  private readonly eventHolders = new Int32Column();
  private readonly eventLabels = new Int32Column();
  /** For each event: how many deaths there had been before it. */
  private readonly eventDeaths = new Int32Column();

  // ---- writing -----------------------------------------------------------------------------------

  addPhase(row: CollectionPhaseRow): void {
    this.collections.push(row.collection);
    this.phases.push(collectionPhases.indexOf(row.phase));
    this.counts.push(row.count);
    this.backgroundCounts.push(row.backgroundCount);
    this.memberEnds.push(this.memberCount);
    this.eventEnds.push(this.eventCount);
    this.changeEnds.push(row.changeEnd);
    this.deathEnds.push(row.deathEnd);
    this.outputEnds.push(row.outputEnd);
    this.stepEnds.push(row.stepEnd);
    this.phaseFlags.push(row.isComplete ? COMPLETE : 0);
  }

  addMember(entity: number, generation: number, refcount: number): void {
    this.memberEntities.push(entity);
    this.memberGenerations.push(generation);
    this.memberRefcounts.push(refcount);
    this.memberGcRefs.push(NO_GC_REFS);
  }

  setMemberRefcount(member: number, refcount: number): void {
    this.memberRefcounts.set(member, refcount);
  }

  setMemberGcRefs(member: number, gcRefs: number): void {
    this.memberGcRefs.set(member, gcRefs);
  }

  addEvent(kind: CollectionEvent, entity: number, holder: number, label: Label, deaths: number): void {
    this.eventKinds.push(kind);
    this.eventEntities.push(entity);
    this.eventHolders.push(holder);
    this.eventLabels.push(label);
    this.eventDeaths.push(deaths);
  }

  // ---- reading -----------------------------------------------------------------------------------

  get phaseCount(): number {
    return this.phases.length;
  }

  get memberCount(): number {
    return this.memberEntities.length;
  }

  get eventCount(): number {
    return this.eventKinds.length;
  }

  /** The rows of phases of a collection: from, and up to (exclusive). */
  phasesOf(collection: number): [number, number] {
    let from = 0;
    let to = this.phaseCount;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.collections.get(middle) < collection) from = middle + 1;
      else to = middle;
    }
    while (to < this.phaseCount && this.collections.get(to) === collection) to++;
    return [from, to];
  }

  phase(row: number): CollectionPhaseRow {
    return {
      collection: this.collections.get(row),
      phase: collectionPhases[this.phases.get(row)] as CollectionPhaseName,
      count: this.counts.get(row),
      backgroundCount: this.backgroundCounts.get(row),
      changeEnd: this.changeEnds.get(row),
      deathEnd: this.deathEnds.get(row),
      outputEnd: this.outputEnds.get(row),
      stepEnd: this.stepEnds.get(row),
      isComplete: (this.phaseFlags.get(row) & COMPLETE) !== 0,
    };
  }

  /** The members first spoken of in a phase: from, and up to (exclusive). */
  membersOf(phase: number): [number, number] {
    return [phase === 0 ? 0 : this.memberEnds.get(phase - 1), this.memberEnds.get(phase)];
  }

  /** The events of a phase: from, and up to (exclusive). */
  eventsOf(phase: number): [number, number] {
    return [phase === 0 ? 0 : this.eventEnds.get(phase - 1), this.eventEnds.get(phase)];
  }

  member(row: number): CollectionMember {
    return {
      entity: this.memberEntities.get(row), generation: this.memberGenerations.get(row),
      refcount: this.memberRefcounts.get(row), gcRefs: this.memberGcRefs.get(row),
    };
  }

  memberEntity(row: number): number {
    return this.memberEntities.get(row);
  }

  event(row: number): CollectionEventRow {
    return {
      kind: this.eventKinds.get(row), entity: this.eventEntities.get(row), holder: this.eventHolders.get(row),
      label: this.eventLabels.get(row), deaths: this.eventDeaths.get(row),
    };
  }

  /** All columns by name, as files keep them; what is added here is saved and read without further ado. */
  get phaseColumns(): Columns {
    const {
      collections, phases, counts, backgroundCounts, memberEnds, eventEnds, changeEnds, deathEnds, outputEnds, stepEnds, phaseFlags,
    } = this;
    return { collections, phases, counts, backgroundCounts, memberEnds, eventEnds, changeEnds, deathEnds, outputEnds, stepEnds, phaseFlags };
  }

  get memberColumns(): Columns {
    const { memberEntities, memberGenerations, memberRefcounts, memberGcRefs } = this;
    return { memberEntities, memberGenerations, memberRefcounts, memberGcRefs };
  }

  get eventColumns(): Columns {
    const { eventKinds, eventEntities, eventHolders, eventLabels, eventDeaths } = this;
    return { eventKinds, eventEntities, eventHolders, eventLabels, eventDeaths };
  }

  /** What a file says fits together: equally long columns, ascending ends, numbers of things that are there. */
  isSound(there: CollectionSurroundings): boolean {
    const even = (columns: Columns): boolean => Object.values(columns).every(({ length }) => length === Object.values(columns)[0]?.length);
    if (!even(this.phaseColumns) || !even(this.memberColumns) || !even(this.eventColumns)) return false;
    const ends: readonly (readonly [Int32Column, number])[] = [
      [this.memberEnds, this.memberCount], [this.eventEnds, this.eventCount], [this.changeEnds, there.changes], [this.deathEnds, there.deaths],
      [this.outputEnds, there.outputs], [this.stepEnds, there.steps], [this.collections, there.collections],
    ];
    for (const [column, limit] of ends) {
      for (let row = 0, last = 0; row < column.length; row++) {
        if (column.get(row) < last || column.get(row) > limit) return false;
        last = column.get(row);
      }
    }
    const within = (column: Int32Column, limit: number): boolean => {
      for (let row = 0; row < column.length; row++) if (column.get(row) < 0 || column.get(row) >= limit) return false;
      return true;
    };
    return within(this.phases, collectionPhases.length) && within(this.memberEntities, there.entities) && within(this.eventKinds, CollectionEvent.SurvivedClear + 1)
      && within(this.eventEntities, there.entities) && within(this.eventHolders, there.entities) && within(this.eventDeaths, there.deaths + 1);
  }

  get byteLength(): number {
    return this.phases.byteLength * 11 + this.memberEntities.byteLength * 4 + this.eventKinds.byteLength * 5;
  }
}

/** How many rows there are of what collections speak of. */
export interface CollectionSurroundings {
  readonly entities: number;
  readonly changes: number;
  readonly deaths: number;
  readonly outputs: number;
  readonly steps: number;
  readonly collections: number;
}

export interface CollectionPhaseRow {
  readonly collection: number;
  readonly phase: CollectionPhaseName;
  readonly count: number;
  readonly backgroundCount: number;
  readonly changeEnd: number;
  readonly deathEnd: number;
  readonly outputEnd: number;
  readonly stepEnd: number;
  /** All objects it spoke of have their rows (but those left out on purpose: what was there before the program began). */
  readonly isComplete: boolean;
}

export interface CollectionMember {
  readonly entity: number;
  readonly generation: number;
  /** gc_refs after update_refs: the refcount at that moment. */
  readonly refcount: number;
  /** gc_refs after subtract_refs: references from outside the candidates. */
  readonly gcRefs: number;
}

export interface CollectionEventRow {
  readonly kind: CollectionEvent;
  readonly entity: number;
  readonly holder: number;
  readonly label: Label;
  readonly deaths: number;
}
