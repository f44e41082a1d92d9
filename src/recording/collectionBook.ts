/**
 * Writes what the collector tells of each collection into `CollectionDetails`.
 *
 * In: the collector's phases and events, with live objects. Out: rows. It is bounded: beyond the limits a phase keeps its counts and is
 * marked as incomplete. What was there before the program began is counted, and listed only when that is wanted.
 */
import type { CollectionObserver, CollectionPhase, GcBits, PyObject } from '../python/memory';
import { CollectionEvent, NO_GC_REFS } from './collectionDetails';
import { IMMORTAL_THRESHOLD, type EntityRegistry } from './entityRegistry';
import type { HoldingReader } from './holdings';
import { isWeakLabel, LabelKind, labelKind, type Label } from './labels';
import type { Recording } from './recording';

export interface CollectionDetailOptions {
  /** Candidates of one collection, and events of one collection, beyond which only counts are kept. */
  readonly rowsPerCollection: number;
  /** Rows of all collections together, 16 to 20 bytes each. */
  readonly rows: number;
  /** Rows also for objects that were there before the program began. */
  readonly background: boolean;
}

const DEFAULTS: CollectionDetailOptions = { rowsPerCollection: 100_000, rows: 2_000_000, background: false };

/** `GcBits.GcRefsShift`: only types come across from the runtime. */
const GC_REFS_SHIFT: GcBits.GcRefsShift = 8;

export class CollectionBook implements CollectionObserver {
  private readonly options: CollectionDetailOptions;
  private collection = 0;
  /** First row of the members which the deduction under way speaks of. */
  private firstMember = 0;
  /** Members are being listed: the candidates are not too many. */
  private listsMembers = true;
  /** Events of this collection that may still be written. */
  private eventsLeft = 0;
  /** The event part of the current phase is complete. */
  private hasAllEvents = true;
  /** The last holder asked, and for each of its referents the label of the reference `traverse` visits first. */
  private lastHolder: PyObject | null = null;
  private readonly lastLabels = new Map<PyObject, Label>();

  constructor(
    private readonly recording: Recording,
    private readonly registry: EntityRegistry,
    private readonly holdings: HoldingReader,
    options: Partial<CollectionDetailOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
  }

  /** The next collection begins; its record will be the next of `Recording.collections`. */
  started(): CollectionObserver {
    this.collection = this.recording.collections.length;
    this.eventsLeft = this.options.rowsPerCollection;
    this.hasAllEvents = true;
    return this;
  }

  phase(phase: CollectionPhase, members: Iterable<PyObject>): void {
    const { recording } = this;
    const objects = [...members];
    const count = objects.length;
    let background = 0;
    for (const object of objects) if (recording.entities.isBackground(this.registry.entityOf(object))) background++;
    let isComplete = this.hasAllEvents;
    if (phase === 'candidates') this.listMembers(objects, this.options.background ? count : count - background, true);
    else if (phase === 'update_refs') this.takeRefcounts(objects, this.options.background ? count : count - background);
    else if (phase === 'subtract_refs') this.takeGcRefs(objects);
    else if (phase === 'handle_resurrected_objects') for (const object of objects) this.add(CollectionEvent.Resurrected, object, 0, 0);
    isComplete &&= this.hasAllEvents;
    if (phase === 'candidates' || phase === 'update_refs' || phase === 'subtract_refs') isComplete &&= this.listsMembers;
    recording.collectionDetails.addPhase({
      collection: this.collection, phase, count, backgroundCount: background, isComplete,
      changeEnd: recording.log.length, deathEnd: recording.deaths.length, outputEnd: recording.outputs.length, stepEnd: recording.steps.count,
    });
    this.hasAllEvents = true;
    this.forgetHolder();
  }

  madePermanent(object: PyObject): void {
    this.add(CollectionEvent.MadePermanent, object, 0, 0);
  }

  setAside(object: PyObject): void {
    this.add(CollectionEvent.SetAside, object, 0, 0);
  }

  reached(object: PyObject, holder: PyObject, wasSetAside: boolean): void {
    if (!this.isListed(object)) return;
    this.add(wasSetAside ? CollectionEvent.MovedBack : CollectionEvent.Reached, object, this.registry.entityOf(holder), this.labelOf(holder, object));
  }

  untracked(object: PyObject): void {
    this.add(CollectionEvent.Untracked, object, 0, 0);
  }

  weakrefCleared(reference: PyObject, referent: PyObject): void {
    this.add(CollectionEvent.WeakrefCleared, reference, this.registry.entityOf(referent), 0);
  }

  callingBack(reference: PyObject, callback: PyObject): void {
    this.add(CollectionEvent.CallbackCalled, reference, this.registry.entityOf(callback), 0);
  }

  finalizing(object: PyObject): void {
    this.add(CollectionEvent.Finalized, object, 0, 0);
  }

  clearing(object: PyObject): void {
    this.add(CollectionEvent.Cleared, object, 0, 0);
  }

  saved(object: PyObject): void {
    this.add(CollectionEvent.Saved, object, 0, 0);
  }

  survivedClear(object: PyObject): void {
    this.add(CollectionEvent.SurvivedClear, object, 0, 0);
  }

  // ---- rows --------------------------------------------------------------------------------------

  private isListed(object: PyObject): boolean {
    return this.options.background || !this.recording.entities.isBackground(this.registry.entityOf(object));
  }

  private get rowsLeft(): number {
    const { memberCount, eventCount } = this.recording.collectionDetails;
    return this.options.rows - memberCount - eventCount;
  }

  private add(kind: CollectionEvent, object: PyObject, holder: number, label: Label): void {
    if (!this.isListed(object)) return;
    if (this.eventsLeft <= 0 || this.rowsLeft <= 0) {
      this.hasAllEvents = false;
      return;
    }
    this.eventsLeft--;
    const { collectionDetails, deaths } = this.recording;
    collectionDetails.addEvent(kind, this.registry.entityOf(object), holder, label, deaths.length);
  }

  /** @param wanted how many rows that will be. */
  private listMembers(objects: readonly PyObject[], wanted: number, isFirstLook: boolean): void {
    const { recording, registry } = this;
    const details = recording.collectionDetails;
    this.firstMember = details.memberCount;
    this.listsMembers = wanted <= this.options.rowsPerCollection && wanted <= this.rowsLeft;
    if (!this.listsMembers) return;
    for (const object of objects) {
      if (!this.isListed(object)) continue;
      const entity = registry.entityOf(object);
      details.addMember(entity, isFirstLook ? registry.generationOf(object) - 1 : -1, NO_GC_REFS);
    }
  }

  /** What is in the list after `update_refs` is in the order of the members; immortals have left. */
  private takeRefcounts(objects: readonly PyObject[], wanted: number): void {
    const details = this.recording.collectionDetails;
    const isSecondLook = details.phaseCount > 0 && details.phase(details.phaseCount - 1).phase !== 'candidates';
    if (isSecondLook) this.listMembers(objects, wanted, false);
    this.eachMember(objects, (member, object) => details.setMemberRefcount(member, gcRefsOf(object)));
  }

  private takeGcRefs(objects: readonly PyObject[]): void {
    const details = this.recording.collectionDetails;
    this.eachMember(objects, (member, object) => details.setMemberGcRefs(member, gcRefsOf(object)));
  }

  private eachMember(objects: readonly PyObject[], take: (member: number, object: PyObject) => void): void {
    if (!this.listsMembers) return;
    const details = this.recording.collectionDetails;
    let member = this.firstMember;
    for (const object of objects) {
      if (!this.isListed(object)) continue;
      while (details.memberEntity(member) !== this.registry.entityOf(object)) member++;
      take(member++, object);
    }
  }

  // ---- through which reference -------------------------------------------------------------------

  private labelOf(holder: PyObject, referent: PyObject): Label {
    if (this.lastHolder !== holder) this.readHolder(holder);
    return this.lastLabels.get(referent) ?? 0;
  }

  private readHolder(holder: PyObject): void {
    const { holdings, lastLabels } = this;
    this.forgetHolder();
    this.lastHolder = holder;
    holdings.read(holder);
    const { labels, targets, count } = holdings;
    for (let i = 0; i < count; i++) {
      const target = targets[i] as PyObject | null;
      const label = labels[i] as Label;
      if (target === null || isWeakLabel(label)) continue;
      // Lists and tuples are traversed from the end, everything else from the beginning.
      const known = lastLabels.get(target);
      if (known === undefined || (labelKind(label) === LabelKind.Index && labelKind(known) === LabelKind.Index)) lastLabels.set(target, label);
    }
  }

  private forgetHolder(): void {
    if (this.lastHolder === null) return;
    this.lastHolder = null;
    this.lastLabels.clear();
  }
}

/** None for types that are held for ever: their count isn't kept, and the collector's own number for them says nothing. */
function gcRefsOf(object: PyObject): number {
  return object.refcnt >= IMMORTAL_THRESHOLD ? NO_GC_REFS : object.gc >> GC_REFS_SHIFT;
}
