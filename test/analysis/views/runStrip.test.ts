/** The strip of a run, against every step looked at one by one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { heapSeries, runStrip } from '../../../src/analysis';
import { EventKind, type Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `import gc
gc.set_threshold(20, 2, 2)
keep = []
for i in range(200):
    keep.append([i])
    if i % 50 == 7:
        print('at', i)
    try:
        if i % 40 == 3:
            raise ValueError(i)
    except ValueError:
        pass
    if i == 150:
        keep.clear()
gc.collect()
`;

let toolchain: Toolchain;
let timeline: Timeline;
beforeAll(async () => {
  toolchain = await loadToolchain();
  timeline = recordSource(toolchain, PROGRAM).timeline as Timeline;
});

describe('the strip of a run', () => {
  it.each([1, 7, 64, 100_000])('marks each event in one of %d buckets', (buckets) => {
    const { recording, stepCount } = timeline;
    const strip = runStrip(timeline, buckets);
    const bucketOf = (step: number): number => Math.floor((step * buckets) / stepCount);
    const told = (marks: readonly { step: number; count: number }[]): [number, number][] => marks.map(({ step, count }) => [bucketOf(step), count]);
    const counted = (steps: readonly number[]): [number, number][] => {
      const counts = new Map<number, number>();
      for (const step of steps) counts.set(bucketOf(step), (counts.get(bucketOf(step)) ?? 0) + 1);
      return [...counts].sort((a, b) => a[0] - b[0]);
    };
    expect(told(strip.collections)).toEqual(counted(recording.collections.map(({ startStep }) => startStep)));
    for (const { step, generation, number } of strip.collections) {
      const inBucket = recording.collections.filter(({ startStep }) => bucketOf(startStep) === bucketOf(step));
      expect(generation).toBe(Math.max(...inBucket.map((each) => each.generation)));
      expect(recording.collections[number - 1]).toMatchObject({ generation, startStep: step });
    }
    const raised: number[] = [];
    for (let row = 0; row < recording.events.count; row++) if (recording.events.kind(row) === EventKind.Raised) raised.push(recording.events.step(row));
    expect(strip.exceptions.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(new Set(strip.exceptions.map(({ step }) => bucketOf(step)))).toEqual(new Set(raised.map(bucketOf)));
    const written: number[] = [];
    for (let step = 0; step + 1 < stepCount; step++) {
      for (let output = recording.steps.outputEnd(step); output < recording.steps.outputEnd(step + 1); output++) written.push(step);
    }
    expect(told(strip.outputs)).toEqual(counted(written));
  });

  it('has the series of the heap, at its resolution', () => {
    const strip = runStrip(timeline, 50);
    expect(strip.series).toEqual(heapSeries(timeline, { from: 0, to: timeline.stepCount - 1, buckets: 50 }));
    expect([strip.before, strip.firstStep]).toEqual([null, 0]);
  });

  it('shows the part that is no longer on record by its totals, joined to the rest', () => {
    const whole = runStrip(timeline, 80);
    const from = Math.floor(timeline.stepCount / 2);
    const inspect = (recorder: { readonly recording: { checkpointEvery: number } }): void => void (recorder.recording.checkpointEvery = 50);
    const cut = recordSource(toolchain, PROGRAM, { window: { from, to: timeline.stepCount }, inspect }).timeline as Timeline;
    const strip = runStrip(cut, 80);
    expect(strip.firstStep).toBe(cut.recording.windowStart);
    expect(strip.firstStep).toBeGreaterThan(100);
    expect(strip.series.steps[0]).toBe(strip.firstStep);
    const before = strip.before;
    if (before === null) throw new Error('nothing was given up');
    expect(before.steps[0]).toBe(0);
    expect(Math.max(...before.steps)).toBeLessThan(strip.firstStep);
    // The interpreter's own objects come and go a little, too.
    const heights = (maximum: readonly number[]): number => Math.max(...maximum);
    const known = whole.series.objects.maximum.slice(0, before.steps.length);
    expect(Math.abs(heights(before.objects.maximum) - heights(known))).toBeLessThan(12);
    expect(strip.collections.length).toBe(whole.collections.length);
  });
});
