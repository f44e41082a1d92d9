/**
 * A whole run at a glance, for a strip of so many buckets: live objects and bytes over all steps, and marks where something happened:
 * collections, output, exceptions. In: a timeline, how many buckets. Out: plain data of bounded size, whatever the run's length.
 *
 * Of the part that is no longer on record (the beginning of a long run) only the steps' own columns are left; they count the
 * interpreter's objects, too, and are shifted so that both parts meet. One pass over the log on record; it moves the timeline.
 */
import { EventKind, type Timeline } from '../../recording';
import { heapSeries, type HeapSeries, type MinMax } from './heapSeries';

export interface StripMark {
  /** The first step it stands for: the one whose work did it. */
  readonly step: number;
  /** How many there are in its bucket. */
  readonly count: number;
}

export interface CollectionMark extends StripMark {
  /** The oldest generation of those in the bucket; its number (from 1) and what all of them found. */
  readonly generation: 0 | 1 | 2;
  readonly number: number;
  readonly collected: number;
}

export interface RunStrip {
  /** What is on record. */
  readonly series: HeapSeries;
  /** The first step on record. */
  readonly firstStep: number;
  /** Before that, about: for each bucket its first step, objects and bytes. Null where everything is on record. */
  readonly before: { readonly steps: readonly number[]; readonly objects: MinMax; readonly bytes: MinMax } | null;
  readonly collections: readonly CollectionMark[];
  readonly outputs: readonly StripMark[];
  readonly exceptions: readonly StripMark[];
}

export function runStrip(timeline: Timeline, buckets: number): RunStrip {
  const { recording, stepCount } = timeline;
  const { steps, collections, outputs, events, windowStart } = recording;
  const last = Math.max(0, stepCount - 1);
  const series = heapSeries(timeline, { from: windowStart, to: last, buckets: part(buckets, stepCount - windowStart, stepCount) });
  const bucketOf = (step: number): number => Math.floor((step * buckets) / Math.max(1, stepCount));

  const collectionMarks = new Map<number, { step: number; count: number; generation: 0 | 1 | 2; number: number; collected: number }>();
  collections.forEach(({ startStep, generation, collected }, index) => {
    const known = collectionMarks.get(bucketOf(startStep));
    if (known === undefined) return void collectionMarks.set(bucketOf(startStep), { step: startStep, count: 1, generation, number: index + 1, collected });
    known.count++;
    known.collected += collected;
    if (generation <= known.generation) return;
    // The mark leads to the most thorough one.
    Object.assign(known, { generation, number: index + 1, step: startStep });
  });

  const outputMarks = new Marks(bucketOf);
  for (let output = 0; output < outputs.length; output++) outputMarks.add(Math.max(0, steps.momentOfOutput(output) - 1));

  const exceptionMarks = new Marks(bucketOf);
  let raised = 0;
  for (let row = 0; row < events.count; row++) {
    // On its way up it is told of in each frame.
    if (events.kind(row) !== EventKind.Raised || events.entity(row) === raised) continue;
    raised = events.entity(row);
    exceptionMarks.add(Math.min(events.step(row), last));
  }
  return {
    series, firstStep: windowStart, before: windowStart === 0 ? null : beforeRecord(timeline, part(buckets, windowStart, stepCount), series),
    collections: [...collectionMarks.values()], outputs: outputMarks.result(), exceptions: exceptionMarks.result(),
  };
}

class Marks {
  private readonly marks = new Map<number, { step: number; count: number }>();

  constructor(private readonly bucketOf: (step: number) => number) {}

  add(step: number): void {
    const bucket = this.bucketOf(step);
    const known = this.marks.get(bucket);
    if (known === undefined) this.marks.set(bucket, { step, count: 1 });
    else known.count++;
  }

  result(): StripMark[] {
    return [...this.marks.values()].sort((a, b) => a.step - b.step);
  }
}

function beforeRecord({ recording }: Timeline, buckets: number, series: HeapSeries): NonNullable<RunStrip['before']> {
  const { steps, windowStart } = recording;
  const [objectShift, byteShift] = [
    (series.objects.minimum[0] ?? 0) - steps.objectCount(windowStart), (series.bytes.minimum[0] ?? 0) - steps.byteCount(windowStart),
  ];
  const result = { steps: [] as number[], objects: { minimum: [] as number[], maximum: [] as number[] }, bytes: { minimum: [] as number[], maximum: [] as number[] } };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [from, to] = [Math.floor((bucket * windowStart) / buckets), Math.floor(((bucket + 1) * windowStart) / buckets)];
    if (from >= to) continue;
    let [fewest, most, least, greatest] = [Infinity, 0, Infinity, 0];
    for (let step = from; step < to; step++) {
      const [objects, bytes] = [Math.max(0, steps.objectCount(step) + objectShift), Math.max(0, steps.byteCount(step) + byteShift)];
      fewest = Math.min(fewest, objects);
      most = Math.max(most, objects);
      least = Math.min(least, bytes);
      greatest = Math.max(greatest, bytes);
    }
    result.steps.push(from);
    result.objects.minimum.push(fewest);
    result.objects.maximum.push(most);
    result.bytes.minimum.push(least);
    result.bytes.maximum.push(greatest);
  }
  return result;
}

/** The buckets of a part of the run, at least one. */
function part(buckets: number, length: number, whole: number): number {
  return Math.max(1, Math.round((buckets * length) / Math.max(1, whole)));
}
