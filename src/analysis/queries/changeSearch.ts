/**
 * Finds in the log where a watched value next became another one, in either direction. Cost: the stretch of the log that is
 * passed, once. What changes and changes back within one step is no change.
 */
import { Field, LabelKind, labelKind, labelPayload, labelText, type Recording } from '../../recording';
import type { RunIndex } from './runIndex';

/** Slots and refcounts that are watched. */
export interface Watch {
  readonly slots: ReadonlySet<number>;
  /** An entity whose refcount is watched, or 0. */
  readonly refcountOf: number;
}

/**
 * The step whose work changed a watched value: the first from a moment on, or the last before it whose result a moment before
 * that one already showed. -1 when there is none.
 */
export function changingStep(index: RunIndex, watch: Watch, from: number, direction: 1 | -1): number {
  const { log, steps } = index.recording;
  const isWatched = (change: number): boolean => {
    const field = log.field(change);
    if (field === Field.Target) return watch.slots.has(log.index(change));
    return field === Field.Refcount && watch.refcountOf !== 0 && log.index(change) === watch.refcountOf;
  };
  if (direction === 1) {
    for (let change = Math.max(steps.changeEnd(from), index.firstChange); change < log.length; change++) {
      if (!isWatched(change)) continue;
      const step = index.stepOfChange(change);
      if (step >= 0 && isLasting(index, step, log.field(change), log.index(change))) return step;
    }
    return -1;
  }
  if (from < 1) return -1;
  for (let change = steps.changeEnd(from - 1) - 1; change >= index.firstChange; change--) {
    if (!isWatched(change)) continue;
    const step = index.stepOfChange(change);
    if (step < 0) return -1;
    if (isLasting(index, step, log.field(change), log.index(change))) return step;
  }
  return -1;
}

/** The value after the step differs from that before it. */
function isLasting(index: RunIndex, step: number, field: Field, row: number): boolean {
  const { log, steps } = index.recording;
  let before: number | null = null;
  let after = 0;
  const end = step + 1 < steps.count ? steps.changeEnd(step + 1) : log.length;
  for (let change = steps.changeEnd(step); change < end; change++) {
    if (log.field(change) !== field || log.index(change) !== row) continue;
    before ??= log.oldValue(change);
    after = log.newValue(change);
  }
  return before !== null && before !== after;
}

/** All slots in which a name of the main module's namespace ever stood. */
export function globalSlots(recording: Recording, name: string): Set<number> {
  return slotsOf(recording, recording.mainNamespace, (label) =>
    labelKind(label) === LabelKind.Value && recording.strings.get(labelPayload(label)) === `'${name}'`);
}

/** The slots of a local variable in a frame, and what its cell holds if it is one. */
export function localSlots(index: RunIndex, frame: number, name: string): Set<number> {
  const { recording } = index;
  const { strings, log, slots, steps, entities } = recording;
  const found = slotsOf(recording, frame, (label) => {
    const kind = labelKind(label);
    return (kind === LabelKind.Local || kind === LabelKind.CellVariable) && strings.get(labelPayload(label)) === name;
  });
  const born = Math.max(0, entities.bornStep(frame) - 1);
  const died = entities.diedStep(frame);
  const end = died < 0 || died + 1 >= steps.count ? log.length : steps.changeEnd(died);
  for (let change = Math.max(steps.changeEnd(born), index.firstChange); change < end; change++) {
    if (log.field(change) !== Field.Target || !found.has(log.index(change))) continue;
    const cell = log.newValue(change);
    if (cell === 0 || labelKind(slots.label(log.index(change))) !== LabelKind.CellVariable) continue;
    for (const slot of slotsOf(recording, cell, (label) => labelText(label, strings) === 'contents')) found.add(slot);
  }
  return found;
}

/** The slots of an object headed so in pictures; attributes may be in its `__dict__`. */
export function headedSlots(index: RunIndex, object: number, heading: string): Set<number> {
  const { recording } = index;
  const found = slotsOf(recording, object, (label) => labelText(label, recording.strings) === heading);
  if (!heading.startsWith('.')) return found;
  const { slots } = recording;
  for (let slot = 1; slot < slots.count; slot++) {
    if (labelText(slots.label(slot), recording.strings) === `['${heading.slice(1)}']` && index.ownerOf(slots.holder(slot)) === object) found.add(slot);
  }
  return found;
}

function slotsOf(recording: Recording, holder: number, isWanted: (label: number) => boolean): Set<number> {
  const found = new Set<number>();
  const { slots } = recording;
  if (holder === 0) return found;
  for (let slot = slots.first(holder); slot !== 0; slot = slots.next(slot)) if (isWanted(slots.label(slot))) found.add(slot);
  return found;
}
