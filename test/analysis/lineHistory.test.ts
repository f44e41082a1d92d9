/** Histories of lines, against looking every name up at every moment; the pass in pieces gives the same. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LineHistoryPass, lineHistories, NameTracker, type LineHistory, type LineName, type NameOutcome } from '../../src/analysis';
import { IMMORTAL, ShapeKind, StepKind, Timeline } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { NamesByCode } from '../../src/session/codeNames';
import { randomProgram } from '../properties/randomProgram';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The plainest way: each line event with the next event of its frame, each name looked up at both. */
function plainHistories(timeline: Timeline, names: NamesByCode): Map<number, LineHistory> {
  const { recording } = timeline;
  const { steps, entities, codes } = recording;
  const tracker = new NameTracker(recording);
  const value = (step: number, name: LineName, frame: number): number => tracker.lookUp(timeline.seek(step), frame, name);
  const count = (step: number, entity: number): number => timeline.seek(step).refcount(entity);
  const lines = new Map<number, LineHistory>();
  const hits: { step: number; after: number }[] = [];
  for (let step = 0; step < steps.count; step++) {
    if (steps.kind(step) !== StepKind.Line || codes[entities.value(steps.frame(step))]?.inScenario !== true) continue;
    let after = step + 1;
    while (after < steps.count - 1 && (steps.frame(after) !== steps.frame(step) || steps.kind(after) === StepKind.Call)) after++;
    hits.push({ step, after });
  }
  // Lines are told in the order in which they are over.
  hits.sort((a, b) => a.after - b.after);
  for (const { step, after } of hits) {
    const frame = steps.frame(step);
    const line = steps.line(step);
    const history = lines.get(line) ?? { line, hits: 0, lastStep: 0, lastAfter: 0, names: new Map(), collections: 0, collected: 0 };
    lines.set(line, history);
    Object.assign(history, { hits: history.hits + 1, lastStep: step, lastAfter: after });
    for (const name of names.of(entities.value(frame))?.namesByLine.get(line) ?? []) {
      const before = value(step, name, frame);
      const entity = value(after, name, frame);
      const entry = history.names.get(name.name) ?? { name: name.name, minimum: Infinity, maximum: -Infinity, last: { kind: 'none' } as NameOutcome, freed: 0, seen: 0 };
      history.names.set(name.name, entry);
      const refcount = count(after, entity === 0 ? before : entity);
      if (entity === 0) {
        entry.last = before === 0 || refcount === IMMORTAL ? { kind: 'none' } : refcount === 0 ? { kind: 'freed', entity: before } : { kind: 'unbound', refcount, entity: before };
      } else if (refcount === IMMORTAL) {
        entry.last = { kind: 'immortal', entity };
      } else {
        const replaced = before !== 0 && before !== entity && count(after, before) === 0 && entities.shape(before) !== ShapeKind.Atom;
        entry.last = { kind: 'count', refcount, entity, replaced };
        entry.minimum = Math.min(entry.minimum, refcount);
        entry.maximum = Math.max(entry.maximum, refcount);
      }
      if (entry.last.kind !== 'none') entry.seen++;
      if (entry.last.kind === 'freed') entry.freed++;
    }
  }
  for (const { startStep, collected } of recording.collections) {
    const history = lines.get(steps.line(startStep));
    if (history === undefined || steps.kind(startStep) !== StepKind.Line) continue;
    history.collections++;
    history.collected += collected;
  }
  return lines;
}

/** Names in the order of the alphabet: which of two calls on one line is over first, when both end together, is nobody's concern. */
const sorted = (lines: ReadonlyMap<number, LineHistory>): unknown[] =>
  [...lines.values()].filter(({ hits }) => hits > 0).sort((a, b) => a.line - b.line).map((history) => ({ ...history, names: [...history.names.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) }));

describe('line histories', () => {
  it('are those of looking at everything, in one piece or in several', () => {
    fc.assert(fc.property(randomProgram, fc.integer({ min: 1, max: 60 }), (source, piece) => {
      const { timeline } = recordSource(toolchain, source);
      if (timeline === null) throw new Error('nothing ran');
      const names = new NamesByCode(timeline.recording);
      const expected = sorted(plainHistories(timeline, names));
      expect(sorted(lineHistories(timeline, (code) => names.of(code)))).toEqual(expected);
      const pass = new LineHistoryPass(new Timeline(timeline.recording), (code) => names.of(code));
      for (let end = piece; end < timeline.stepCount + piece; end += piece) pass.advance(end);
      expect(sorted(pass.finish())).toEqual(expected);
    }), { numRuns: 12 });
  });
});
