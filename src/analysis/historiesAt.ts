/**
 * What each line's last hit before a moment did to the names on it, as that moment shows it: for annotations while stepping. In:
 * a run, a moment, a range of lines, the names per line. Out: histories of one hit each, with the hits so far.
 *
 * Cost: for each line of the range the way to its last hit and back; lines not in the range cost nothing.
 */
import { IMMORTAL, ShapeKind, type HeapState } from '../recording';
import type { LineHistory, NameOutcome } from './lineHistory';
import type { CodeNames } from './lineNames';
import { NameTracker } from './nameTracker';
import type { RunIndex } from './queries/runIndex';

/** Lines of the range (from 1, both included) that began before the moment, by number. A hit still under way is as far as it came. */
export function historiesAt(
  index: RunIndex, moment: number, firstLine: number, lastLine: number, codeNames: (code: number) => CodeNames | null,
): ReadonlyMap<number, LineHistory> {
  const { steps, entities, collections } = index.recording;
  const tracker = new NameTracker(index.recording);
  const histories = new Map<number, LineHistory>();
  const hits: { line: number; step: number; count: number }[] = [];
  for (const [line, all] of index.lines()) {
    if (line < firstLine || line > lastLine) continue;
    const count = countBefore(all, moment);
    const step = all[count - 1];
    if (step !== undefined && step >= index.firstStep) hits.push({ line, step, count });
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
    const history: LineHistory = { line, hits: count, lastStep: step, lastAfter: after, names: new Map(), collections: 0, collected: 0 };
    names.forEach((name, i) => {
      const last = outcome(index, later, tracker.lookUp(later, frame, name), before[i] ?? 0);
      const refcount = last.kind === 'count' ? last.refcount : null;
      history.names.set(name.name, {
        name: name.name, minimum: refcount ?? Infinity, maximum: refcount ?? -Infinity, last, freed: last.kind === 'freed' ? 1 : 0, seen: last.kind === 'none' ? 0 : 1,
      });
    });
    for (const { startStep, collected } of collections) {
      if (startStep !== step || after <= step) continue;
      history.collections++;
      history.collected += collected;
    }
    histories.set(line, history);
  }
  return histories;
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
