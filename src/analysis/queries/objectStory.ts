/**
 * An object's whole life: where it was born, each change of its refcount with the holders that came and went, its generations,
 * size, weak references, finalizer, and how it ended. In: a run and an object. Out: events, a chart, text.
 *
 * Cost: the stretch of the log between its birth and its death, once.
 */
import { EventKind, Field, IMMORTAL, isWeakLabel, type Recording } from '../../recording';
import { holderText } from '../ledger';
import { objectName } from '../objectNames';
import { bytesText, placeText } from './placeTexts';
import type { RunIndex } from './runIndex';
import { deathText, knownObject } from './seeking';
import { SeriesBuilder } from './series';
import type { LifeEvent, LifeEventKind, ObjectStory, Place } from './timeAnswers';

export interface StoryLimits {
  /** Most events. */
  readonly events: number;
  /** Most points of a chart. */
  readonly points: number;
  /** Most holders named per event. */
  readonly holders: number;
  /** Most calls of a traceback. */
  readonly calls: number;
}

export const STORY_LIMITS: StoryLimits = { events: 200, points: 400, holders: 4, calls: 30 };

/** The story of an object by its shown number; null when there is none. */
export function objectStory(index: RunIndex, id: number, limits: StoryLimits = STORY_LIMITS): ObjectStory | null {
  const entity = knownObject(index, id);
  if (entity === 0) return null;
  const writer = new StoryWriter(index, entity, limits);
  writer.read();
  const birth = index.birthStep(entity);
  const death = index.deathStep(entity);
  const { kept, more } = bounded(writer.events, limits.events);
  const cause = death < 0 ? null : index.deathCause(entity);
  const name = objectName(index.recording, entity);
  const born = birth < 0 ? `${name} was there before the program began.` : `${name} was born on ${placeText(index.workPlace(birth))}.`;
  const end = death < 0 ? `${name} is alive at the end of the run.` : `${name} ${deathText(index, entity, death)}.`;
  return {
    object: index.reference(entity),
    born: birth < 0 ? null : index.workPlace(birth),
    ...tracebackOf(index, birth, limits.calls),
    events: kept,
    moreEvents: more,
    death: death < 0 || cause === null ? null : { place: index.workPlace(death), cause, text: end },
    refcounts: writer.refcounts.finish(limits.points),
    lines: [born, ...storyLines(kept, more), end],
  };
}

/** The calls under way when a step did its work, innermost first. */
function tracebackOf(index: RunIndex, birth: number, limit: number): Pick<ObjectStory, 'traceback' | 'moreCalls'> {
  const traceback: Place[] = [];
  let count = 0;
  for (let step = birth < 0 ? -1 : index.workStep(birth); step >= 0; step = index.callerStep(step)) {
    if (count++ < limit) traceback.push(index.place(step));
  }
  return { traceback, moreCalls: count - traceback.length };
}

/** The first events and the last one; what lies between them is counted. */
function bounded(events: readonly LifeEvent[], limit: number): { kept: readonly LifeEvent[]; more: number } {
  const last = events[events.length - 1];
  if (events.length <= limit || last === undefined) return { kept: events, more: 0 };
  return { kept: [...events.slice(0, Math.max(0, limit - 1)), last], more: events.length - Math.max(1, limit) };
}

function storyLines(events: readonly LifeEvent[], more: number): string[] {
  const lines = events.filter(({ kind }) => kind !== 'born' && kind !== 'died').map(({ place, text }) => `${placeText(place)}: ${text}`);
  if (more > 0) lines.splice(-1, 0, `... ${more} more`);
  return lines;
}

/** What happened to the object in one step's work. */
class StepOfLife {
  /** For each slot that held or holds it: what it had first and last. */
  readonly slots = new Map<number, { readonly before: number; after: number }>();
  /** By field: first and last value. */
  readonly fields = new Map<Field, { readonly before: number; after: number }>();

  constructor(readonly step: number) {}
}

class StoryWriter {
  readonly events: LifeEvent[] = [];
  readonly refcounts = new SeriesBuilder();
  private readonly recording: Recording;

  constructor(private readonly index: RunIndex, private readonly entity: number, private readonly limits: StoryLimits) {
    this.recording = index.recording;
  }

  read(): void {
    const { recording, entity, index } = this;
    const { log, steps, entities } = recording;
    const birth = index.birthStep(entity);
    const died = entities.diedStep(entity);
    const begin = Math.max(index.firstChange, birth < 0 ? 0 : steps.changeEnd(birth));
    const end = died < 0 || died >= steps.count ? log.length : steps.changeEnd(died);
    if (birth < 0) this.refcounts.add(0, index.seek(0).refcount(entity));
    this.findFinalizer();
    let current: StepOfLife | null = null;
    let stepEnd = begin;
    for (let change = begin; change < end; change++) {
      const field = log.field(change);
      const row = log.index(change);
      const isMine = field === Field.Target ? log.oldValue(change) === entity || log.newValue(change) === entity : row === entity;
      if (!isMine) continue;
      if (current === null || change >= stepEnd) {
        if (current !== null) this.tell(current);
        const step = index.stepOfChange(change);
        current = new StepOfLife(step);
        stepEnd = step + 1 < steps.count ? steps.changeEnd(step + 1) : log.length;
      }
      const table = field === Field.Target ? current.slots : current.fields;
      const known = table.get(field === Field.Target ? row : field);
      if (known === undefined) table.set(field === Field.Target ? row : field, { before: log.oldValue(change), after: log.newValue(change) });
      else known.after = log.newValue(change);
    }
    if (current !== null) this.tell(current);
    this.events.sort((a, b) => a.after - b.after);
  }

  private tell(life: StepOfLife): void {
    const { entity, recording } = this;
    const { slots } = recording;
    const gained: string[] = [];
    const lost: string[] = [];
    const weak: number[] = [];
    const cleared: number[] = [];
    for (const [slot, { before, after }] of life.slots) {
      if ((before === entity) === (after === entity)) continue;
      const isGain = after === entity;
      if (isWeakLabel(slots.label(slot))) (isGain ? weak : cleared).push(slots.holder(slot));
      else (isGain ? gained : lost).push(this.holder(slot));
    }
    const count = life.fields.get(Field.Refcount);
    const birth = this.index.birthStep(entity);
    const isBirth = life.step === birth;
    const isDeath = count?.after === 0;
    if (count !== undefined && count.before !== count.after) {
      this.refcounts.add(life.step + 1, count.after === IMMORTAL ? IMMORTAL : count.after);
      const details = { from: count.before, to: count.after, gained: this.few(gained), lost: this.few(lost) };
      if (isBirth) this.add('born', life.step, `born with refcount ${countWord(count.after)}${holdersText([], gained, this.limits.holders)}`, details);
      else if (isDeath) this.add('died', life.step, deathText(this.index, entity, life.step) + holdersText(lost, [], this.limits.holders), details);
      else this.add('refcount', life.step, `refcount ${countWord(count.before)} to ${countWord(count.after)}${holdersText(lost, gained, this.limits.holders)}`, details);
    } else if (gained.length + lost.length > 0 && !isBirth) {
      const details = { gained: this.few(gained), lost: this.few(lost) };
      this.add('refcount', life.step, `refcount stays${count === undefined ? '' : ` ${countWord(count.after)}`}${holdersText(lost, gained, this.limits.holders)}`, details);
    }
    for (const reference of weak) this.add('weakref', life.step, `${objectName(recording, reference)} refers to it without counting`);
    for (const reference of cleared) {
      const isGone = recording.entities.diedStep(reference) === life.step + 1;
      this.add('weakrefCleared', life.step, isGone ? `${objectName(recording, reference)} is gone` : `${objectName(recording, reference)} is cleared`);
    }
    this.tellGeneration(life, isBirth, isDeath);
    const size = life.fields.get(Field.Size);
    if (size !== undefined && !isBirth && !isDeath) {
      const [from, to] = [size.before, size.after].map((value) => (value === 0 ? recording.entities.birthSize(entity) : value)) as [number, number];
      if (from !== to) this.add('size', life.step, `size ${bytesText(from)} to ${bytesText(to)}`, { from, to });
    }
  }

  private tellGeneration(life: StepOfLife, isBirth: boolean, isDeath: boolean): void {
    const move = life.fields.get(Field.Generation);
    if (move === undefined || isBirth || isDeath || move.before === move.after) return;
    const [from, to] = [move.before - 1, move.after - 1];
    if (to < 0) this.add('untracked', life.step, 'the collector no longer tracks it', { from });
    else if (from < 0) this.add('tracked', life.step, `the collector tracks it, generation ${to}`, { to });
    else if (to < from) this.add('generation', life.step, `is put into generation ${to} again`, { from, to });
    else if (to > 2) this.add('generation', life.step, 'is made permanent: collections leave it alone from now on', { from, to });
    else this.add('generation', life.step, `survives a collection: generation ${from} to ${to}`, { from, to });
  }

  private holder(slot: number): string {
    const { slots } = this.recording;
    return holderText(this.recording, slots.holder(slot), slots.label(slot), (dict) => this.index.ownerOf(dict));
  }

  private few(holders: readonly string[]): readonly string[] {
    return holders.length <= this.limits.holders ? holders : [...holders.slice(0, this.limits.holders), `${holders.length - this.limits.holders} more`];
  }

  private add(kind: LifeEventKind, step: number, text: string, details: Partial<LifeEvent> = {}): void {
    const { index } = this;
    const at = Math.max(step, 0);
    this.events.push({ kind, place: index.workPlace(at), after: Math.min(at + 1, index.lastStep), ...details, text });
  }

  private findFinalizer(): void {
    const { entity, index } = this;
    const { events } = this.recording;
    const death = index.deathStep(entity);
    for (let row = events.firstOf(Math.max(0, index.birthStep(entity))); row < events.count; row++) {
      const step = events.step(row) - 1;
      if (death >= 0 && step > death) break;
      if (events.entity(row) !== entity) continue;
      if (events.kind(row) === EventKind.FinalizerCalled) this.add('finalizer', Math.max(step, 0), 'its finalizer runs');
      else if (events.kind(row) === EventKind.Resurrected) this.add('resurrected', Math.max(step, 0), 'it is held again: brought back to life');
    }
  }
}

function countWord(count: number): string {
  return count === IMMORTAL ? 'immortal' : String(count);
}

/** `: global b came, list #3[2] went` */
function holdersText(lost: readonly string[], gained: readonly string[], limit: number): string {
  const list = (holders: readonly string[]): string =>
    holders.length <= limit ? holders.join(', ') : `${holders.slice(0, limit).join(', ')} and ${holders.length - limit} more`;
  const parts: string[] = [];
  if (gained.length > 0) parts.push(`${list(gained)} came`);
  if (lost.length > 0) parts.push(`${list(lost)} went`);
  return parts.length === 0 ? '' : `: ${parts.join('; ')}`;
}
