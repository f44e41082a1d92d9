/**
 * What each line's last hit before a moment did, as that moment shows it: for annotations while stepping. In: a run, a moment, a
 * range of lines, the names per line. Out: histories of one hit each, with the hits so far. Of hits no longer on record only how
 * many there were.
 *
 * Cost: for each line of the range the way to its last hit and back; lines not in the range cost nothing.
 */
import { IMMORTAL, ShapeKind, StepKind, type CodeRecord, type HeapState } from '../recording';
import { isClassLine, isMachinery, NO_WORK, type LineHistory, type NameOutcome } from './lineHistory';
import type { CodeNames } from './lineNames';
import { LineWorkDraft, WorkReader, type LineWork } from './lineWork';
import { NameTracker } from './nameTracker';
import type { RunIndex } from './queries/runIndex';

/** Lines of the range (from 1, both included) that began before the moment, by number. A hit still under way is as far as it came. */
export function historiesAt(
  index: RunIndex, moment: number, firstLine: number, lastLine: number, codeNames: (code: number) => CodeNames | null,
): ReadonlyMap<number, LineHistory> {
  const { steps, entities } = index.recording;
  const tracker = new NameTracker(index.recording);
  const histories = new Map<number, LineHistory>();
  const hits: { line: number; step: number; count: number }[] = [];
  for (const [line, all] of index.lines()) {
    if (line < firstLine || line > lastLine) continue;
    const count = countBefore(all, moment);
    // A class statement is at its line once more when its body begins: what it did is told of the first.
    const isBody = count > 0 && isClassAt(index, line) && isClassLine(codeOf(index, all[count - 1] as number), line);
    const step = all[isBody ? count - 2 : count - 1] ?? all[count - 1];
    if (step === undefined) continue;
    if (step >= index.firstStep) hits.push({ line, step, count });
    else histories.set(line, { line, hits: count, lastStep: step, lastAfter: step, names: new Map(), work: NO_WORK, successors: new Set(), isClass: false, isUnderWay: false });
  }
  // In the order of the run, so that the state moves little.
  hits.sort((a, b) => a.step - b.step);
  for (const { line, step, count } of hits) {
    const frame = steps.frame(step);
    const names = codeNames(entities.value(frame))?.namesByLine.get(line) ?? [];
    const state = index.seek(step);
    const before = names.map((name) => tracker.lookUp(state, frame, name));
    const after = Math.min(index.lineOver(step, moment), moment);
    const later = index.seek(after);
    const now = names.map((name) => tracker.lookUp(later, frame, name));
    const history: LineHistory = {
      line, hits: count, lastStep: step, lastAfter: after, names: new Map(), work: workBetween(index, step, after, now, moment), successors: new Set(),
      isClass: isClassAt(index, line), isUnderWay: after === moment && steps.frame(moment) !== frame,
    };
    names.forEach((name, i) => {
      const last = outcome(index, later, now[i] ?? 0, before[i] ?? 0);
      const refcount = last.kind === 'count' ? last.refcount : null;
      history.names.set(name.name, {
        name: name.name, minimum: refcount ?? Infinity, maximum: refcount ?? -Infinity, last, freed: last.kind === 'freed' ? 1 : 0, seen: last.kind === 'none' ? 0 : 1,
        isMachinery: isMachinery(index.recording, now[i] || (before[i] ?? 0)),
      });
    });
    histories.set(line, history);
  }
  return histories;
}

/** What a hit did itself from its step to a moment at which it is over or which is as far as one looks. */
function workBetween(index: RunIndex, from: number, to: number, named: readonly number[], moment: number): LineWork {
  const { recording } = index;
  const { steps } = recording;
  const reader = new WorkReader(recording);
  const draft = new LineWorkDraft(recording, isClassAt(index, steps.line(from)));
  const [frame, line] = [steps.frame(from), steps.line(from)];
  const isOwn = (step: number): boolean => {
    const work = index.workStep(step);
    return work === from || (steps.frame(work) === frame && steps.line(work) === line);
  };
  for (let step = from; step < to; step++) {
    const isQuiet = steps.entityEnd(step) === steps.entityEnd(step + 1) && steps.deathEnd(step) === steps.deathEnd(step + 1)
      && steps.outputEnd(step) === steps.outputEnd(step + 1);
    if (!isQuiet && isOwn(step)) reader.read(draft, step);
  }
  for (const record of index.collectionsFrom(from, to)) if (record.step <= moment && isOwn(record.startStep)) draft.addCollection(record);
  if (steps.kind(to) === StepKind.Exception && steps.frame(to) === frame) reader.readException(draft, to);
  for (const entity of named) reader.adopt(draft, entity, from);
  return draft.finish();
}

function codeOf({ recording }: RunIndex, step: number): CodeRecord {
  return recording.codes[recording.entities.value(recording.steps.frame(step))] as CodeRecord;
}

function isClassAt({ recording }: RunIndex, line: number): boolean {
  return recording.codes.some((code) => code.inScenario && isClassLine(code, line));
}

/** How many steps (ascending) lie before a moment. */
function countBefore(steps: Int32Array, moment: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function outcome(index: RunIndex, state: HeapState, entity: number, before: number): NameOutcome {
  const refcount = state.refcount(entity === 0 ? before : entity);
  if (entity !== 0) {
    if (refcount === IMMORTAL) return { kind: 'immortal', entity };
    const replaced = before !== 0 && before !== entity && state.refcount(before) === 0 && index.recording.entities.shape(before) !== ShapeKind.Atom;
    return { kind: 'count', refcount, entity, replaced };
  }
  if (before === 0 || refcount === IMMORTAL) return { kind: 'none' };
  return refcount === 0 ? { kind: 'freed', entity: before } : { kind: 'unbound', refcount, entity: before };
}
