/** Plain pictures of every moment of a run, for tests of questions over time: each state copied, nothing clever. */
import { RunIndex } from '../../../src/analysis';
import { EntityKind, isWeakLabel } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { recordSource } from '../../session/toolchainForTests';

export interface Picture {
  /** For each entity that is there: refcount, size. */
  readonly refcounts: ReadonlyMap<number, number>;
  readonly sizes: ReadonlyMap<number, number>;
  /** For each filled slot, its target. */
  readonly targets: ReadonlyMap<number, number>;
}

export function indexOf(toolchain: Toolchain, source: string): RunIndex {
  const { timeline } = recordSource(toolchain, source);
  if (timeline === null) throw new Error('nothing ran');
  const lines = source.split('\n');
  return new RunIndex(timeline, (line) => lines[line] ?? '');
}

export function pictureAt(index: RunIndex, step: number): Picture {
  const { recording } = index;
  const state = index.timeline.seek(step);
  const refcounts = new Map<number, number>();
  const sizes = new Map<number, number>();
  const targets = new Map<number, number>();
  for (let entity = 1; entity < recording.entities.count; entity++) {
    if (state.refcount(entity) === 0) continue;
    refcounts.set(entity, state.refcount(entity));
    sizes.set(entity, recording.sizeOf(state, entity));
  }
  for (let slot = 1; slot < recording.slots.count; slot++) if (state.target(slot) !== 0) targets.set(slot, state.target(slot));
  return { refcounts, sizes, targets };
}

/** Objects made in the run, by their numbers. */
export function programObjects(index: RunIndex): number[] {
  const { entities, baselineEntity } = index.recording;
  const found: number[] = [];
  for (let entity = baselineEntity + 1; entity < entities.count; entity++) {
    if (entities.kind(entity) === EntityKind.Object && !entities.isBackground(entity)) found.push(entity);
  }
  return found;
}

export function isCounted(index: RunIndex, slot: number): boolean {
  return !isWeakLabel(index.recording.slots.label(slot));
}
