/** The series against looking at the state of every step. */
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { heapSeries } from '../../../src/analysis';
import { EntityKind, type Timeline } from '../../../src/recording';
import { recordSource, loadToolchain } from '../../session/toolchainForTests';

let timeline: Timeline;

beforeAll(async () => {
  const run = recordSource(await loadToolchain(), [
    'import gc', 'gc.set_threshold(20, 2, 2)', 'class Node: pass', 'keep = []', 'for i in range(30):', '    n = Node()', '    n.me = n', '    keep.append([i] * i)',
    '    if i % 4 == 0:', '        keep.clear()', 'text = "x" * 100', 'd = {i: str(i) for i in range(40)}', 'd.clear()', 'gc.collect()',
  ].join('\n'));
  if (run.timeline === null) throw new Error('nothing ran');
  ({ timeline } = run);
});

/** Objects, bytes, counters, objects by generation. */
function plainValues(step: number): number[] {
  const { recording } = timeline;
  const { entities, steps } = recording;
  const state = timeline.seek(step);
  const values = [0, 0, ...steps.counts(step), 0, 0, 0];
  for (let entity = 1; entity < steps.entityEnd(step); entity++) {
    const generation = state.generation(entity);
    if (generation !== null && generation < 3) (values[5 + generation] as number)++;
    if (!state.isAlive(entity) || entities.isBackground(entity) || entities.kind(entity) !== EntityKind.Object) continue;
    (values[0] as number)++;
    (values[1] as number) += recording.sizeOf(state, entity);
  }
  return values;
}

it('has the least and the greatest of each bucket', () => {
  const end = timeline.stepCount;
  const all = Array.from({ length: end }, (_, step) => plainValues(step));
  fc.assert(fc.property(fc.nat(end - 1), fc.nat(end - 1), fc.integer({ min: 1, max: 40 }), (a, b, buckets) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const series = heapSeries(timeline, { from, to, buckets });
    const { steps } = series;
    expect(steps).toHaveLength(Math.min(buckets, to - from + 1));
    expect([steps[0], series.to]).toEqual([from, to]);
    steps.forEach((start, bucket) => {
      const members = all.slice(start, (steps[bucket + 1] ?? to + 1));
      [series.objects, series.bytes, ...series.counts, ...series.generations].forEach(({ minimum, maximum }, column) => {
        const values = members.map((row) => row[column] as number);
        expect([minimum[bucket], maximum[bucket]]).toEqual([Math.min(...values), Math.max(...values)]);
      });
    });
  }), { numRuns: 40 });
});
