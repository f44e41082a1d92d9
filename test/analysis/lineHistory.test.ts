/** Histories of lines, against looking every name up at every moment; the pass in pieces gives the same. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { HeapGraph, leftBehind, LineHistoryPass, lineHistories, NameTracker, NO_WORK, RunIndex, type LineHistory, type LineName, type NameOutcome } from '../../src/analysis';
import { EntityKind, IMMORTAL, ShapeKind, StepKind, Timeline, typeText } from '../../src/recording';
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
    const history = lines.get(line) ?? { line, hits: 0, lastStep: 0, lastAfter: 0, names: new Map(), work: NO_WORK, successors: new Set(), isClass: false, isUnderWay: false };
    lines.set(line, history);
    Object.assign(history, { hits: history.hits + 1, lastStep: step, lastAfter: after });
    for (const name of names.of(entities.value(frame))?.namesByLine.get(line) ?? []) {
      const before = value(step, name, frame);
      const entity = value(after, name, frame);
      const entry = history.names.get(name.name) ?? { name: name.name, minimum: Infinity, maximum: -Infinity, last: { kind: 'none' } as NameOutcome, freed: 0, seen: 0, isMachinery: false };
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
  return lines;
}

/** Names and hits alone; what else there is has its own tests. */
const plain = (lines: ReadonlyMap<number, LineHistory>): Map<number, LineHistory> =>
  new Map([...lines].map(([line, history]) => [line, {
    ...history, work: NO_WORK, successors: new Set(), isClass: false, names: new Map([...history.names].map(([name, entry]) => [name, { ...entry, isMachinery: false }])),
  }]));

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
      const whole = lineHistories(timeline, (code) => names.of(code));
      expect(sorted(plain(whole))).toEqual(expected);
      const pass = new LineHistoryPass(new Timeline(timeline.recording), (code) => names.of(code));
      for (let end = piece; end < timeline.stepCount + piece; end += piece) pass.advance(end);
      expect(sorted(pass.finish())).toEqual(sorted(whole));
    }), { numRuns: 12 });
  });

  it('count instances made, freed and collected on the lines whose work that is, and collections', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const { timeline } = recordSource(toolchain, source);
      if (timeline === null) throw new Error('nothing ran');
      const { recording } = timeline;
      const { steps, entities } = recording;
      const names = new NamesByCode(recording);
      const histories = lineHistories(timeline, (code) => names.of(code));
      const index = new RunIndex(timeline);
      const lineOf = (step: number): number => (steps.kind(index.workStep(step)) === StepKind.Return ? 0 : steps.line(index.workStep(step)));
      const born = new Map<number, number>();
      const died = new Map<number, number>();
      const add = (counts: Map<number, number>, line: number): void => void counts.set(line, (counts.get(line) ?? 0) + 1);
      for (let entity = recording.baselineEntity + 1; entity < entities.count; entity++) {
        if (entities.kind(entity) !== EntityKind.Object || entities.shape(entity) !== ShapeKind.Instance || entities.isFromLibrary(entity)) continue;
        if (!/^(?:Node|Loud|Slim)$/.test(typeText(recording, entity))) continue;
        add(born, lineOf(index.birthStep(entity)));
        if (index.deathStep(entity) >= 0 && index.deathCause(entity) !== 'exit') add(died, lineOf(index.deathStep(entity)));
      }
      const own = ({ byType }: { byType: readonly (readonly [string, number])[] }): number =>
        byType.reduce((sum, [type, count]) => sum + (/^(?:Node|Loud|Slim)$/.test(type) ? count : 0), 0);
      for (const [line, { work, hits }] of histories) {
        if (hits === 0) continue;
        expect([line, own(work.made) + own(work.passed)]).toEqual([line, born.get(line) ?? 0]);
        expect([line, own(work.freed) + own(work.collected) + own(work.passed)]).toEqual([line, died.get(line) ?? 0]);
      }
      const requested = recording.collections.filter(({ startStep }) => steps.kind(startStep) === StepKind.Line);
      const told = [...histories.values()].reduce((sum, { work }) => sum + work.collections.count, 0);
      expect(told).toBeGreaterThanOrEqual(requested.length);
      expect(told).toBeLessThanOrEqual(recording.collections.length);
    }), { numRuns: 12 });
  });

  it('know where lines went on, what was raised, and what was left behind', () => {
    const source = 'class N: pass\nfor i in range(3):\n    a = N()\n    a.me = a\n    if i:\n        b = 1\ntry:\n    [][i]\nexcept IndexError:\n    pass\n';
    const { timeline } = recordSource(toolchain, source);
    if (timeline === null) throw new Error('nothing ran');
    const names = new NamesByCode(timeline.recording);
    const histories = lineHistories(timeline, (code) => names.of(code));
    expect([...histories.get(2)?.successors ?? []]).toEqual([3, 7]);
    expect([...histories.get(5)?.successors ?? []].sort()).toEqual([2, 6]);
    expect(histories.get(8)?.work.raised).toEqual([{ type: 'IndexError', count: 1, passedOn: false }]);
    expect(histories.get(3)?.work.made).toMatchObject({ count: 3, byType: [['N', 3]] });
    expect(histories.get(1)?.isClass).toBe(true);
    const index = new RunIndex(timeline);
    const graph = new HeapGraph(timeline.recording, timeline.seek(index.exitStep), index.exitStep);
    expect([...leftBehind(index, graph)].map(([line, { count }]) => [line, count])).toEqual([[3, 2]]);
  });
});
