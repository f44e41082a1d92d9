/** The generations at a moment, against what the program itself reads from `gc`, and against the collections that then came. */
import { beforeAll, describe, expect, it } from 'vitest';
import { collectionTable, generationMoves, generationReport, HeapGraph, nextCollection, collectorState } from '../../../src/analysis';
import { Field, type Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const RULES = { dueCollectionOutlivesDisable: true };

const GROWING = `import gc
gc.set_threshold(30, 3, 2)
keep = []
for i in range(900):
    keep.append([i])
    if i % 3 == 0:
        cycle = [i]
        cycle.append(cycle)
        cycle = None
    if i == 500:
        keep = keep[::2]
print(gc.get_stats())
gc.disable()
print(gc.get_count(), gc.isenabled())
gc.freeze()
print(gc.get_freeze_count() > 100)
`;

let toolchain: Toolchain;
let timeline: Timeline;
beforeAll(async () => {
  toolchain = await loadToolchain();
  timeline = recordSource(toolchain, GROWING).timeline as Timeline;
});

const graphAt = (step: number): HeapGraph => new HeapGraph(timeline.recording, timeline.seek(step), step);
const stepOfLine = (line: number): number => {
  const { steps } = timeline.recording;
  for (let step = 0; step < steps.count; step++) if (steps.line(step) === line) return step;
  throw new Error(`line ${line} did not run`);
};

describe('the generations', () => {
  it('have the statistics the program reads', () => {
    const printed = timeline.recording.outputs.map(({ text }) => text).join('').split('\n')[0] ?? '';
    const stats = JSON.parse(printed.replaceAll("'", '"')) as { collections: number; collected: number; uncollectable: number }[];
    const report = generationReport(graphAt(stepOfLine(12)), RULES);
    report.generations.forEach(({ collections, collected, uncollectable }, generation) => {
      expect({ collections, collected, uncollectable }).toEqual(stats[generation]);
    });
    expect(stats.every(({ collections }) => collections > 0)).toBe(true);
  });

  it('say that the collector is off, and what is frozen', () => {
    expect(generationReport(graphAt(stepOfLine(12)), RULES).enabled).toBe(true);
    const off = generationReport(graphAt(stepOfLine(14)), RULES);
    expect([off.enabled, off.next.generation]).toEqual([false, null]);
    const frozen = generationReport(graphAt(stepOfLine(16)), RULES);
    expect(frozen.permanent).toBeGreaterThan(off.permanent);
    expect(frozen.generations.map(({ own }) => own)).toEqual([0, 0, 0]);
    expect(generationReport(graphAt(timeline.stepCount - 1), RULES).next).toEqual({ generation: null, allocations: null, text: 'The program has ended.' });
    expect(frozen.moves.some(({ to, count }) => to === 3 && count > 0)).toBe(true);
  });

  it('foretell which generation the next automatic collection examines, at every moment before it', () => {
    const { recording } = timeline;
    const { steps } = recording;
    let checked = 0;
    let first = stepOfLine(3);
    const generations = new Set<number>();
    for (const { startStep, step, generation, reason } of recording.collections) {
      if (startStep < first) continue;
      if (reason === 'automatic') {
        for (let at = first; at <= startStep; at++) {
          const told = nextCollection(collectorState(recording, at), RULES);
          expect(told.generation).toBe(generation);
          // No moment can be nearer than it says: each allocation between is counted.
          if (told.allocations !== 0) expect(steps.counts(at)[0] + (told.allocations ?? 0)).toBe((recording.thresholdsAt(at)[0]) + 1);
          checked++;
        }
        generations.add(generation);
      }
      first = step;
    }
    expect(checked).toBeGreaterThan(500);
    expect([...generations].sort()).toEqual([0, 1, 2]);
  });

  it('tell what a step moved up', () => {
    const { recording } = timeline;
    const own = (entity: number): boolean => !recording.entities.isBackground(entity) && !recording.entities.isFromLibrary(entity);
    for (const { step } of recording.collections.filter(({ reason }) => reason === 'automatic').slice(0, 12)) {
      // By brute force: every change of the field between the two moments.
      const moved = new Map<string, number>();
      for (let change = recording.steps.changeEnd(step - 1); change < recording.steps.changeEnd(step); change++) {
        const [from, to] = [recording.log.oldValue(change), recording.log.newValue(change)];
        if (recording.log.field(change) === Field.Generation && from > 0 && to > from && own(recording.log.index(change))) {
          moved.set(`${from - 1} ${to - 1}`, (moved.get(`${from - 1} ${to - 1}`) ?? 0) + 1);
        }
      }
      const told = generationMoves(recording, step - 1, step).filter((move) => move.own > 0);
      expect(new Map(told.map((move) => [`${move.from} ${move.to}`, move.own]))).toEqual(moved);
      expect(generationReport(graphAt(step), RULES).ran.length).toBeGreaterThan(0);
    }
  });
});

describe('the list of collections', () => {
  it('has all of them by ranges, and those that found something', () => {
    const { collections } = timeline.recording;
    const all = collectionTable(timeline.recording, { count: 1e9 });
    expect(all.rows.map(({ number }) => number)).toEqual(collections.map((_, index) => index + 1));
    expect([all.count, all.total]).toEqual([collections.length, collections.length]);
    const pages = [0, 7, 14].flatMap((from) => collectionTable(timeline.recording, { from, count: 7 }).rows);
    expect(pages).toEqual(all.rows.slice(0, 21));
    const found = collectionTable(timeline.recording, { choice: 'found', count: 1e9 });
    expect(found.rows).toEqual(all.rows.filter(({ collected }) => collected > 0));
    expect(found.count).toBeLessThan(all.count);
    expect(collectionTable(timeline.recording, { choice: 'requested', count: 9 }).rows).toEqual(all.rows.filter(({ reason }) => reason === 'requested').slice(0, 9));
  });
});
