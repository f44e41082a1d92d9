/**
 * What changed between two moments: the program's objects born, died, survived, their counts and bytes by type and by the line
 * that made them, refcounts and references. In: a run and two steps, the earlier first. Out: numbers, the largest rows, text.
 *
 * Cost: both states once, not what lies between them.
 */
import { EntityKind, Field, isWeakLabel, ShapeKind, typeText, type HeapState } from '../../recording';
import { holderText } from '../ledger';
import { amount, bytesText, countText, placeText } from './placeTexts';
import type { RunIndex } from './runIndex';
import type { DiffCount, DiffRow, EdgeDifference, HeapDiff, ObjectReference, RefcountDifference } from './timeAnswers';

export interface DiffLimits {
  /** Rows by type, and by line. */
  readonly rows: number;
  readonly refcounts: number;
  readonly edges: number;
}

export const DIFF_LIMITS: DiffLimits = { rows: 50, refcounts: 100, edges: 100 };

class Tally {
  count = 0;
  bytes = 0;

  add(bytes: number): void {
    this.count++;
    this.bytes += bytes;
  }

  get data(): DiffCount {
    return { count: this.count, bytes: this.bytes };
  }
}

class RowTally {
  readonly born = new Tally();
  readonly died = new Tally();
  /** Bytes by which survivors grew. */
  grown = 0;

  constructor(readonly type: string | null, readonly line: number | null, readonly functionName: string) {}

  get data(): DiffRow {
    const { type, line, functionName, born, died, grown } = this;
    return {
      type, line, functionName, born: born.data, died: died.data,
      net: { count: born.count - died.count, bytes: born.bytes - died.bytes + grown },
    };
  }
}

export function diffMoments(index: RunIndex, first: number, second: number, limits: DiffLimits = DIFF_LIMITS): HeapDiff {
  const within = (step: number): number => Math.min(Math.max(Math.trunc(step), index.firstStep), index.lastStep);
  const [from, to] = [Math.min(within(first), within(second)), Math.max(within(first), within(second))];
  const { recording } = index;
  const { entities, steps, slots } = recording;
  const entityEnd = steps.entityEnd(to);
  const before = savedState(index.seek(from), slots.count, entityEnd);
  const state = index.seek(to);
  const born = new Tally();
  const died = new Tally();
  const survived = new Tally();
  const passed = new Tally();
  let grown = 0;
  const byType = new Map<string, RowTally>();
  const byLine = new Map<string, RowTally>();
  const refcounts: RefcountDifference[] = [];
  let refcountCount = 0;
  const bornObjects: ObjectReference[] = [];
  const diedObjects: ObjectReference[] = [];
  const name = (entity: number, names: ObjectReference[]): void => {
    if (isNotable(index, entity) && names.length < limits.refcounts) names.push(index.reference(entity));
  };

  for (let entity = recording.baselineEntity + 1; entity < entityEnd; entity++) {
    if (!index.isProgramObject(entity)) continue;
    const countBefore = before.refcounts[entity] as number;
    const countAfter = state.refcount(entity);
    const sizeBefore = (before.sizes[entity] as number) || entities.birthSize(entity);
    const sizeAfter = recording.sizeOf(state, entity);
    if (countBefore === 0 && countAfter === 0) {
      if (entities.bornStep(entity) > from) passed.add(entities.birthSize(entity));
      continue;
    }
    if (countBefore !== 0 && countAfter !== 0) {
      survived.add(sizeAfter);
      if (countBefore !== countAfter) {
        refcountCount++;
        if (isNotable(index, entity) && refcounts.length < limits.refcounts) refcounts.push({ object: index.reference(entity), from: countBefore, to: countAfter });
      }
      if (sizeBefore === sizeAfter) continue;
      grown += sizeAfter - sizeBefore;
      for (const row of rowsOf(index, entity, byType, byLine)) row.grown += sizeAfter - sizeBefore;
    } else if (countAfter !== 0) {
      born.add(sizeAfter);
      name(entity, bornObjects);
      for (const row of rowsOf(index, entity, byType, byLine)) row.born.add(sizeAfter);
    } else {
      died.add(sizeBefore);
      name(entity, diedObjects);
      for (const row of rowsOf(index, entity, byType, byLine)) row.died.add(sizeBefore);
    }
  }

  const edges: EdgeDifference[] = [];
  let [addedEdges, removedEdges, notableEdges] = [0, 0, 0];
  for (let slot = 1; slot < slots.count; slot++) {
    const [old, now] = [before.targets[slot] as number, state.target(slot)];
    if (old === now || isWeakLabel(slots.label(slot))) continue;
    const note = (target: number, kind: 'added' | 'removed'): void => {
      if (!index.isProgramObject(target) || !isNotable(index, target) || isFrameOrRuntime(index, slots.holder(slot))) return;
      notableEdges++;
      if (edges.length >= limits.edges) return;
      const holder = holderText(recording, slots.holder(slot), slots.label(slot), (dict) => index.ownerOf(dict));
      edges.push({ holder, target: index.reference(target), kind });
    };
    if (old !== 0) {
      removedEdges++;
      note(old, 'removed');
    }
    if (now !== 0) {
      addedEdges++;
      note(now, 'added');
    }
  }

  const types = sorted(byType.values());
  const lines = sorted(byLine.values());
  const diff: Omit<HeapDiff, 'lines'> = {
    from: index.place(from), to: index.place(to),
    born: born.data, died: died.data, survived: survived.data, passed: passed.data,
    net: { count: born.count - died.count, bytes: born.bytes - died.bytes + grown },
    byType: types.slice(0, limits.rows), moreTypes: Math.max(0, types.length - limits.rows),
    byLine: lines.slice(0, limits.rows), moreLines: Math.max(0, lines.length - limits.rows),
    refcounts, moreRefcounts: refcountCount - refcounts.length,
    bornObjects, moreBorn: born.count - bornObjects.length, diedObjects, moreDied: died.count - diedObjects.length,
    addedEdges, removedEdges, edges, moreEdges: notableEdges - edges.length,
  };
  return { ...diff, lines: diffLines(diff) };
}

/** The timeline has one state only: the first moment's is kept aside. */
function savedState(state: HeapState, slotEnd: number, entityEnd: number): { targets: Int32Array; refcounts: Int32Array; sizes: Int32Array } {
  const targets = new Int32Array(slotEnd);
  const refcounts = new Int32Array(entityEnd);
  const sizes = new Int32Array(entityEnd);
  for (let slot = 1; slot < slotEnd; slot++) targets[slot] = state.target(slot);
  for (let entity = 1; entity < entityEnd; entity++) {
    refcounts[entity] = state.refcount(entity);
    sizes[entity] = state.get(Field.Size, entity);
  }
  return { targets, refcounts, sizes };
}

/** Numbers and texts change their counts all the time; they are counted, not listed. */
function isNotable(index: RunIndex, entity: number): boolean {
  return index.recording.entities.shape(entity) !== ShapeKind.Atom;
}

function isFrameOrRuntime(index: RunIndex, holder: number): boolean {
  return index.recording.entities.kind(holder) !== EntityKind.Object;
}

function rowsOf(index: RunIndex, entity: number, byType: Map<string, RowTally>, byLine: Map<string, RowTally>): RowTally[] {
  const type = typeText(index.recording, entity);
  let typeRow = byType.get(type);
  if (typeRow === undefined) byType.set(type, (typeRow = new RowTally(type, null, '')));
  const birth = index.birthStep(entity);
  const { line, functionName } = index.workPlace(Math.max(birth, 0));
  const key = `${line ?? ''} ${functionName}`;
  let lineRow = byLine.get(key);
  if (lineRow === undefined) byLine.set(key, (lineRow = new RowTally(null, line, functionName)));
  return [typeRow, lineRow];
}

/** What changed most first. */
function sorted(rows: Iterable<RowTally>): DiffRow[] {
  const weight = ({ net, born, died }: DiffRow): number => Math.abs(net.bytes) * 1e6 + born.bytes + died.bytes;
  return [...rows].map(({ data }) => data).sort((a, b) => weight(b) - weight(a) || (a.line ?? -1) - (b.line ?? -1) || ((a.type ?? '') < (b.type ?? '') ? -1 : 1));
}

function diffLines(diff: Omit<HeapDiff, 'lines'>): string[] {
  const { from, to, born, died, survived, passed, net } = diff;
  const lines = [
    `From step ${from.step} (${placeText(from)}) to step ${to.step} (${placeText(to)}):`,
    `  born and alive ${countText(born)}, died ${countText(died)}, survived ${countText(survived)}, came and went ${amount(passed.count, 'object')}`,
    `  in all ${signed(net.count)} ${Math.abs(net.count) === 1 ? 'object' : 'objects'}, ${signedBytes(net.bytes)}`,
  ];
  const row = ({ born: b, died: d, net: n }: DiffRow): string => `+${b.count} -${d.count}, ${signedBytes(n.bytes)}`;
  if (diff.byType.length > 0) lines.push('By type:', ...diff.byType.map((each) => `  ${each.type ?? ''}: ${row(each)}`));
  if (diff.moreTypes > 0) lines.push(`  ... ${amount(diff.moreTypes, 'more type')}`);
  if (diff.byLine.length > 0) {
    lines.push('By the line that made them:', ...diff.byLine.map((each) => `  ${placeText({ step: 0, event: 'line', line: each.line, functionName: each.functionName })}: ${row(each)}`));
  }
  if (diff.moreLines > 0) lines.push(`  ... ${amount(diff.moreLines, 'more line')}`);
  if (diff.refcounts.length > 0) lines.push('Refcounts:', ...diff.refcounts.map(({ object, from: a, to: b }) => `  ${object.name}: ${a} to ${b}`));
  if (diff.edges.length > 0) lines.push('References:', ...diff.edges.map(({ holder, target, kind }) => `  ${kind === 'added' ? '+' : '-'} ${holder} to ${target.name}`));
  if (diff.moreEdges > 0) lines.push(`  ... ${diff.moreEdges} more`);
  return lines;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}

function signedBytes(value: number): string {
  return value > 0 ? `+${bytesText(value)}` : bytesText(value);
}
