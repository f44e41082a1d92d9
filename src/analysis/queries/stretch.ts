/**
 * What happened between two moments that lie close together, read from the log between them: which references came and went
 * for good, which counts ended differently, births, deaths, collections, output. In: a run and two steps. Out: tables.
 *
 * Cost: that stretch of the log.
 */
import { assert } from '../../base';
import { EntityKind, Field, IMMORTAL, isWeakLabel, LabelKind, labelKind, labelPayload, labelText, ShapeKind, type CollectionRecord } from '../../recording';
import { isPlumbing } from '../stepChanges';
import type { RunIndex } from './runIndex';
import type { DeathCause, DiffCount } from './timeAnswers';

export interface Change {
  readonly before: number;
  after: number;
}

export class Stretch {
  /** For each slot and entity whose value ended differently. */
  readonly slots: ReadonlyMap<number, Change>;
  readonly refcounts: ReadonlyMap<number, Change>;
  readonly sizes: ReadonlyMap<number, Change>;
  /** Objects of the program born in it (whether or not they are still there), and dead at its end. */
  readonly born: readonly number[];
  readonly dead: readonly number[];
  readonly collections: readonly CollectionRecord[];
  readonly output: string;
  private readonly deadSet: ReadonlySet<number>;

  constructor(readonly index: RunIndex, readonly from: number, readonly to: number) {
    assert(from >= index.firstStep && to >= from, 'both moments are on record');
    const { recording } = index;
    const { log, steps, deaths } = recording;
    const tables = [new Map<number, Change>(), new Map<number, Change>(), new Map<number, Change>(), new Map<number, Change>()];
    for (let change = steps.changeEnd(from); change < steps.changeEnd(to); change++) {
      const table = tables[log.field(change)] as Map<number, Change>;
      const known = table.get(log.index(change));
      if (known === undefined) table.set(log.index(change), { before: log.oldValue(change), after: log.newValue(change) });
      else known.after = log.newValue(change);
    }
    for (const table of tables) for (const [row, { before, after }] of table) if (before === after) table.delete(row);
    this.slots = tables[Field.Target] as Map<number, Change>;
    this.refcounts = tables[Field.Refcount] as Map<number, Change>;
    this.sizes = tables[Field.Size] as Map<number, Change>;
    const born: number[] = [];
    for (let entity = steps.entityEnd(from); entity < steps.entityEnd(to); entity++) if (index.isProgramObject(entity)) born.push(entity);
    this.born = born;
    const dead: number[] = [];
    for (let row = steps.deathEnd(from); row < steps.deathEnd(to); row++) if (index.isProgramObject(deaths.get(row))) dead.push(deaths.get(row));
    this.dead = dead;
    this.deadSet = new Set(dead);
    this.collections = index.collectionsFrom(from, to);
    this.output = recording.outputs.slice(steps.outputEnd(from), steps.outputEnd(to)).map(({ text }) => text).join('');
  }

  isBornHere(entity: number): boolean {
    const { steps } = this.index.recording;
    return entity >= steps.entityEnd(this.from) && entity < steps.entityEnd(this.to);
  }

  isDeadHere(entity: number): boolean {
    return this.deadSet.has(entity);
  }

  /** An object that died or a frame that was left. */
  isGone(entity: number): boolean {
    const died = this.index.recording.entities.diedStep(entity);
    return died > this.from && died <= this.to;
  }

  /** Counts and bytes of the dead that went by a cause. */
  freedBy(cause: DeathCause): DiffCount {
    const { index } = this;
    let [count, bytes] = [0, 0];
    for (const entity of this.dead) {
      const own = index.deathCause(entity);
      if (own !== cause && !(cause === 'count' && own === 'exit')) continue;
      count++;
      bytes += index.recording.entities.birthSize(entity);
    }
    return { count, bytes };
  }

  /** What deserves to be named: no number or text, nothing of the runtime's machinery, nothing a library keeps for itself. */
  isNotable(entity: number): boolean {
    const { recording } = this.index;
    const { entities } = recording;
    return this.index.isProgramObject(entity) && entities.shape(entity) !== ShapeKind.Atom
      && (!entities.isFromLibrary(entity) || this.index.isNamedByProgram(entity))
      && this.index.isKnownToProgram(entity)
      && !isPlumbing(recording, entity) && !(entities.shape(entity) === ShapeKind.Mapping && recording.namespaces.has(entity));
  }

  /** References a reader of the program knows of: names, attributes, items, cells; not the evaluation stack or the runtime's own. */
  isPlainHolder(slot: number): boolean {
    const { slots, entities, strings } = this.index.recording;
    const label = slots.label(slot);
    if (isWeakLabel(label) || entities.kind(slots.holder(slot)) === EntityKind.Runtime) return false;
    switch (labelKind(label)) {
      case LabelKind.Stack:
      case LabelKind.Class:
      case LabelKind.Runtime:
      case LabelKind.Constant:
      case LabelKind.None: return false;
      case LabelKind.Part: {
        if (entities.kind(slots.holder(slot)) === EntityKind.Frame) return false;
        const part = strings.get(labelPayload(label));
        return part !== 'part' && part !== 'frame object';
      }
      default: return true;
    }
  }

  /** Slots with plain references to an entity that came, and that went, for good. */
  holdersOf(entity: number): { gained: number[]; lost: number[] } {
    this.byTarget ??= this.groupByTarget();
    return this.byTarget.get(entity) ?? { gained: [], lost: [] };
  }

  private byTarget: Map<number, { gained: number[]; lost: number[] }> | null = null;

  private groupByTarget(): Map<number, { gained: number[]; lost: number[] }> {
    const byTarget = new Map<number, { gained: number[]; lost: number[] }>();
    const of = (target: number): { gained: number[]; lost: number[] } => {
      let entry = byTarget.get(target);
      if (entry === undefined) byTarget.set(target, (entry = { gained: [], lost: [] }));
      return entry;
    };
    for (const [slot, { before, after }] of this.slots) {
      if (!this.isPlainHolder(slot)) continue;
      if (before !== 0) of(before).lost.push(slot);
      if (after !== 0) of(after).gained.push(slot);
    }
    return byTarget;
  }

  /** What the runtime began to hold under this name. */
  runtimeGain(name: string): number {
    const { slots, strings, runtimeEntity } = this.index.recording;
    for (const [slot, { after }] of this.slots) {
      if (after !== 0 && slots.holder(slot) === runtimeEntity && labelText(slots.label(slot), strings) === name) return after;
    }
    return 0;
  }

  /** Weak references that were cleared though they are still there, with what they referred to. */
  clearedWeakrefs(): { reference: number; referent: number }[] {
    const { slots } = this.index.recording;
    const found: { reference: number; referent: number }[] = [];
    for (const [slot, { before, after }] of this.slots) {
      if (after === 0 && isWeakLabel(slots.label(slot)) && !this.isDeadHere(slots.holder(slot))) found.push({ reference: slots.holder(slot), referent: before });
    }
    return found;
  }

  /** Refcount at the two ends; null for what is immortal or not there. */
  countsOf(entity: number): Change | null {
    const change = this.refcounts.get(entity);
    return change === undefined || change.before === IMMORTAL || change.after === IMMORTAL ? null : change;
  }
}
