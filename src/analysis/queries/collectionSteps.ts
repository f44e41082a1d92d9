/**
 * One collection, phase by phase, on the program's own objects: gc_refs of each, what was set aside and moved back through which
 * reference, finalizers, resurrection, what was freed by what.
 *
 * In: a timeline and which collection. Out: plain data for a panel to draw and for the command line to print. Objects that were
 * there before the program began and those of imported modules are counted, not listed, unless they are garbage.
 */
import {
  CollectionEvent, EntityKind, labelText, NO_GC_REFS, type CollectionDetails, type CollectionPhaseRow, type Recording, type Timeline,
} from '../../recording';
import { HeapGraph } from '../heapGraph';
import { holderText, HolderWords } from '../ledger';
import type { CollectionAction, CollectionObject, CollectionPhaseStep, CollectionRegion, CollectionSteps, Rescue } from './collectionAnswer';
import { CollectionMembers } from './collectionMembers';
import { actionKinds, actionText, collectionSummary, collectionTitle, phaseSentences } from './collectionWords';
import type { ObjectReference } from './timeAnswers';
import { objectReference } from './wording';

export interface CollectionStepsOptions {
  /** Objects and actions listed per phase. */
  readonly limit?: number;
  /** Objects of imported modules, descriptors and other plumbing, too. Garbage is always listed. */
  readonly all?: boolean;
  /** Instead of the first ones, list these objects (entities) where they are candidates. */
  readonly chosen?: ReadonlySet<number>;
}

const DEFAULT_LIMIT = 1000;
/** Of objects that are not chosen these are not worth a line. */
const MOVES: ReadonlySet<CollectionEvent> = new Set([CollectionEvent.SetAside, CollectionEvent.Reached, CollectionEvent.MovedBack, CollectionEvent.Untracked]);

/** What is known of a member while the phases are gone through. */
interface Standing {
  region: CollectionRegion;
  gcRefs: number | null;
  refcount: number | null;
  generation: number | null;
  rescue: Rescue | null;
  finalized: boolean;
}

/** `number` from 1. Null: there is no such collection. */
export function collectionSteps(timeline: Timeline, number: number, options: CollectionStepsOptions = {}): CollectionSteps | null {
  const { recording } = timeline;
  const record = recording.collections[number - 1];
  if (record === undefined) return null;
  const startLine = recording.steps.line(record.startStep);
  const line = startLine > 0 ? startLine - 1 : null;
  const { generation, reason, startStep, step, candidates, collected, uncollectable } = record;
  return {
    number, collectionCount: recording.collections.length, generation, reason, startStep, step, line, candidates, collected, uncollectable,
    title: collectionTitle(number, recording.collections.length, generation, reason, line),
    summary: collectionSummary(candidates, collected, uncollectable),
    phases: isOnRecord(recording, number - 1) ? new CollectionWalk(timeline, number - 1, options).phases() : [],
  };
}

/** The heap it began with can still be shown: of a long run the beginning is given up. */
function isOnRecord(recording: Recording, collection: number): boolean {
  const { collectionDetails: details, checkpoints } = recording;
  const [first, end] = details.phasesOf(collection);
  return first < end && details.phase(first).changeEnd >= (checkpoints[0]?.changeEnd ?? 0);
}

/** The heap a collection began with; valid until the timeline is moved. */
export function graphBefore(timeline: Timeline, collection: number): HeapGraph {
  const { recording } = timeline;
  const { collectionDetails: details } = recording;
  const [first] = details.phasesOf(collection);
  return graphAfter(timeline, collection, first < details.phaseCount ? details.phase(first).changeEnd : 0);
}

/** The heap after so many changes, in the middle of a collection. */
export function graphAfter(timeline: Timeline, collection: number, change: number): HeapGraph {
  const { recording } = timeline;
  const lastStep = Math.min(recording.collections[collection]?.step ?? 0, recording.steps.count - 1);
  return new HeapGraph(recording, timeline.seekChange(change), Math.max(0, lastStep));
}

class CollectionWalk {
  private readonly recording: Recording;
  private readonly details: CollectionDetails;
  private readonly graph: HeapGraph;
  private readonly words: HolderWords;
  /** In the collector's order. */
  private readonly standings = new Map<number, Standing>();
  private readonly references = new Map<number, ObjectReference>();

  private readonly about: CollectionMembers;
  private readonly limit: number;
  private readonly chosen: ReadonlySet<number> | null;

  constructor(timeline: Timeline, private readonly collection: number, { limit = DEFAULT_LIMIT, all = false, chosen }: CollectionStepsOptions) {
    const { recording } = timeline;
    this.recording = recording;
    this.limit = limit;
    this.chosen = chosen ?? null;
    this.details = recording.collectionDetails;
    this.graph = graphBefore(timeline, collection);
    this.words = new HolderWords(this.graph);
    this.about = new CollectionMembers(recording, collection, this.words, all);
  }

  phases(): CollectionPhaseStep[] {
    const [first, end] = this.details.phasesOf(this.collection);
    const steps: CollectionPhaseStep[] = [];
    let isFinalized = false;
    let before: CollectionPhaseRow | null = null;
    for (let row = first; row < end; row++) {
      const phase = this.details.phase(row);
      steps.push(this.phaseStep(row, phase, before, isFinalized));
      if (phase.phase === 'finalize_garbage') isFinalized = true;
      before = phase;
    }
    return steps;
  }

  private phaseStep(row: number, phase: CollectionPhaseRow, before: CollectionPhaseRow | null, isFinalized: boolean): CollectionPhaseStep {
    const isSecondLook = isFinalized && (phase.phase === 'update_refs' || phase.phase === 'subtract_refs' || phase.phase === 'move_unreachable');
    this.takeMembers(row, phase);
    const { actions, moreActions } = this.takeEvents(row, phase);
    if (phase.phase === 'move_unreachable') this.settleMoved();
    if (phase.phase === 'promote') this.promote();
    const { recording } = this;
    for (let death = before?.deathEnd ?? phase.deathEnd; death < phase.deathEnd; death++) this.free(recording.deaths.get(death));
    const objects: CollectionObject[] = [];
    let own = 0;
    for (const [entity, standing] of this.standings) {
      if (!this.about.isListed(entity)) continue;
      own++;
      if (this.chosen === null ? own <= this.limit : this.chosen.has(entity)) objects.push({ object: this.reference(entity), ...standing });
    }
    return {
      phase: phase.phase, isSecondLook, sentences: phaseSentences(phase.phase, isSecondLook),
      count: phase.count, backgroundCount: phase.backgroundCount, isComplete: phase.isComplete,
      change: phase.changeEnd, step: Math.min(phase.stepEnd, recording.steps.count - 1),
      objects, moreObjects: own - objects.length, unlistedObjects: this.standings.size - own, actions, moreActions,
      output: recording.outputs.slice(before?.outputEnd ?? phase.outputEnd, phase.outputEnd).map(({ text }) => text).join(''),
    };
  }

  /** The numbers of a look belong to the members listed when it began. */
  private takeMembers(row: number, phase: CollectionPhaseRow): void {
    const { details } = this;
    if (phase.phase === 'candidates' || phase.phase === 'update_refs') {
      const [from, to] = details.membersOf(row);
      if (to > from) this.members = [from, to];
    }
    for (let member = this.members[0]; member < this.members[1]; member++) {
      const { entity, generation, refcount, gcRefs } = details.member(member);
      if (phase.phase === 'candidates') {
        this.standings.set(entity, { region: 'candidate', gcRefs: null, refcount: null, generation: generation < 0 ? null : generation, rescue: null, finalized: false });
      }
      const standing = this.standings.get(entity);
      if (standing === undefined || refcount === NO_GC_REFS) continue;
      if (phase.phase === 'update_refs') {
        standing.refcount = refcount;
        standing.gcRefs = refcount;
        standing.rescue = null;
      } else if (phase.phase === 'subtract_refs' && gcRefs !== NO_GC_REFS) standing.gcRefs = gcRefs;
    }
  }

  private members: [number, number] = [0, 0];

  private takeEvents(row: number, phase: CollectionPhaseRow): { actions: CollectionAction[]; moreActions: number } {
    const [from, to] = this.details.eventsOf(row);
    const actions: CollectionAction[] = [];
    let own = 0;
    for (let event = from; event < to; event++) {
      const { kind, entity, holder, label, deaths } = this.details.event(event);
      const rescue = kind === CollectionEvent.Reached || kind === CollectionEvent.MovedBack ? this.rescue(holder, label, kind) : null;
      this.apply(kind, entity, rescue);
      if (!this.about.isListed(entity)) continue;
      own++;
      if (actions.length >= this.limit || (this.chosen !== null && MOVES.has(kind) && !this.chosen.has(entity))) continue;
      const deathEnd = event + 1 < to ? this.details.event(event + 1).deaths : phase.deathEnd;
      const freed: ObjectReference[] = [];
      for (let death = deaths; death < deathEnd; death++) {
        const dead = this.recording.deaths.get(death);
        if (this.recording.entities.kind(dead) === EntityKind.Object) freed.push(this.reference(dead));
      }
      const object = this.reference(entity);
      const other = holder === 0 ? null : this.reference(holder);
      actions.push({
        kind: actionKinds[kind], object, other, freed,
        text: actionText(kind, object.name, other?.name ?? '', rescue?.text ?? '', freed.map(({ name }) => name)),
      });
    }
    return { actions, moreActions: own - actions.length };
  }

  private rescue(holder: number, label: number, kind: CollectionEvent): Rescue {
    const { recording } = this;
    return {
      holder: this.reference(holder),
      slot: labelText(label, recording.strings),
      text: holderText(recording, holder, label, (dict) => this.words.ownerOf(dict)),
      wasSetAside: kind === CollectionEvent.MovedBack,
    };
  }

  private apply(kind: CollectionEvent, entity: number, rescue: Rescue | null): void {
    const standing = this.standings.get(entity);
    if (standing === undefined) return;
    switch (kind) {
      case CollectionEvent.MadePermanent:
        standing.region = 'permanent';
        standing.generation = 3;
        standing.gcRefs = null;
        break;
      case CollectionEvent.SetAside:
        standing.region = 'unreachable';
        break;
      case CollectionEvent.Reached:
      case CollectionEvent.MovedBack:
        standing.region = 'reachable';
        standing.gcRefs = 1;
        standing.rescue = rescue;
        break;
      case CollectionEvent.Untracked:
        standing.generation = null;
        break;
      case CollectionEvent.Finalized:
        standing.finalized = true;
        break;
      case CollectionEvent.Resurrected:
        standing.region = 'resurrected';
        standing.generation = this.nextGeneration;
        break;
      case CollectionEvent.Saved:
      case CollectionEvent.SurvivedClear:
        standing.region = 'kept';
        standing.generation = this.nextGeneration;
        break;
      case CollectionEvent.Cleared:
      case CollectionEvent.WeakrefCleared:
      case CollectionEvent.CallbackCalled:
        break;
    }
  }

  private get nextGeneration(): number {
    return Math.min(2, (this.recording.collections[this.collection]?.generation ?? 0) + 1);
  }

  /** What was not set aside, or moved back, is reachable now. */
  private settleMoved(): void {
    for (const standing of this.standings.values()) if (standing.region === 'candidate') standing.region = 'reachable';
  }

  private promote(): void {
    for (const standing of this.standings.values()) {
      if (standing.region !== 'reachable' || standing.generation === null) continue;
      standing.generation = this.nextGeneration;
      standing.gcRefs = null;
    }
  }

  private free(entity: number): void {
    const standing = this.standings.get(entity);
    if (standing === undefined) return;
    standing.region = 'freed';
    standing.gcRefs = null;
    standing.generation = null;
  }

  private reference(entity: number): ObjectReference {
    let reference = this.references.get(entity);
    if (reference === undefined) {
      reference = objectReference(this.graph, entity);
      this.references.set(entity, reference);
    }
    return reference;
  }
}
