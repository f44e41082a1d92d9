/**
 * The heap over time for charts, at the resolution asked for: live objects of the program, their bytes, the collector's counters and
 * how many objects each generation has. In: a timeline, a range of steps, how many buckets. Out: for each bucket of steps the least
 * and the greatest value, so that no peak is lost however coarse the chart is.
 *
 * One pass over the log of the range; it moves the timeline to its beginning.
 */
import { EntityKind, Field, type Timeline } from '../../recording';

export interface SeriesRange {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Most buckets. */
  readonly buckets: number;
}

/** For each bucket the least and the greatest value. */
export interface MinMax {
  readonly minimum: readonly number[];
  readonly maximum: readonly number[];
}

export interface HeapSeries {
  /** For each bucket its first step; the last bucket ends with `to`. */
  readonly steps: readonly number[];
  readonly to: number;
  readonly objects: MinMax;
  readonly bytes: MinMax;
  /** `gc.get_count()` of each generation. */
  readonly counts: readonly [MinMax, MinMax, MinMax];
  /** Objects in each generation, those of the interpreter included. */
  readonly generations: readonly [MinMax, MinMax, MinMax];
}

/** Steps on record only: a range that begins before them is cut. */
export function heapSeries(timeline: Timeline, { from, to, buckets }: SeriesRange): HeapSeries {
  const { recording, stepCount } = timeline;
  const { steps, log } = recording;
  const last = Math.min(Math.max(to, recording.windowStart), stepCount - 1);
  const first = Math.min(Math.max(from, recording.windowStart), last);
  const bucketCount = Math.max(1, Math.min(Math.trunc(buckets), last - first + 1));
  const meter = new Meter(timeline, first, last);
  const columns = Array.from({ length: 8 }, () => new Extremes(bucketCount));
  const starts: number[] = [];
  for (let step = first; step <= last; step++) {
    if (step > first) for (let change = steps.changeEnd(step - 1); change < steps.changeEnd(step); change++) {
      meter.apply(log.field(change), log.index(change), log.oldValue(change), log.newValue(change));
    }
    const bucket = Math.floor(((step - first) * bucketCount) / (last - first + 1));
    if (bucket === starts.length) starts.push(step);
    const counts = steps.counts(step);
    const values = [meter.objects, meter.bytes, ...counts, ...meter.generations];
    for (let i = 0; i < columns.length; i++) (columns[i] as Extremes).add(bucket, values[i] as number);
  }
  const [objects, bytes, count0, count1, count2, generation0, generation1, generation2] = columns.map((column) => column.result()) as [
    MinMax, MinMax, MinMax, MinMax, MinMax, MinMax, MinMax, MinMax,
  ];
  return { steps: starts, to: last, objects, bytes, counts: [count0, count1, count2], generations: [generation0, generation1, generation2] };
}

/** The sums of a state, kept up to date change by change. */
class Meter {
  objects = 0;
  bytes = 0;
  readonly generations: [number, number, number] = [0, 0, 0];
  /** For each entity whose size is another than at its birth, its size. */
  private readonly sizes = new Map<number, number>();
  /** For each entity, 1 while it lives. */
  private readonly alive: Uint8Array;

  constructor(private readonly timeline: Timeline, step: number, lastStep: number) {
    const { recording } = timeline;
    this.alive = new Uint8Array(recording.steps.entityEnd(lastStep));
    const state = timeline.seek(step);
    const end = recording.steps.entityEnd(step);
    for (let entity = 1; entity < end; entity++) {
      const generation = state.generation(entity);
      if (generation !== null && generation <= 2) this.generations[generation as 0 | 1 | 2]++;
      if (!state.isAlive(entity) || !this.isProgramObject(entity)) continue;
      this.objects++;
      this.alive[entity] = 1;
      const size = recording.sizeOf(state, entity);
      this.bytes += size;
      if (size !== recording.entities.birthSize(entity)) this.sizes.set(entity, size);
    }
  }

  apply(field: Field, index: number, before: number, after: number): void {
    switch (field) {
      case Field.Target: return;
      case Field.Generation:
        this.move(before, -1);
        this.move(after, 1);
        return;
      case Field.Refcount:
        if ((before === 0) === (after === 0) || !this.isProgramObject(index)) return;
        this.alive[index] = after === 0 ? 0 : 1;
        this.objects += after === 0 ? -1 : 1;
        this.bytes += after === 0 ? -this.sizeOf(index) : this.sizeOf(index);
        return;
      case Field.Size: {
        if (!this.isProgramObject(index)) return;
        const birth = this.timeline.recording.entities.birthSize(index);
        const size = after === 0 ? birth : after;
        if (this.alive[index] === 1) this.bytes += size - (before === 0 ? birth : before);
        this.sizes.set(index, size);
      }
    }
  }

  private move(stored: number, by: number): void {
    if (stored >= 1 && stored <= 3) this.generations[(stored - 1) as 0 | 1 | 2] += by;
  }

  private sizeOf(entity: number): number {
    return this.sizes.get(entity) ?? this.timeline.recording.entities.birthSize(entity);
  }

  private isProgramObject(entity: number): boolean {
    const { entities } = this.timeline.recording;
    return !entities.isBackground(entity) && entities.kind(entity) === EntityKind.Object;
  }
}

class Extremes {
  private readonly least: Float64Array;
  private readonly greatest: Float64Array;

  constructor(buckets: number) {
    this.least = new Float64Array(buckets).fill(Infinity);
    this.greatest = new Float64Array(buckets).fill(-Infinity);
  }

  add(bucket: number, value: number): void {
    if (value < (this.least[bucket] as number)) this.least[bucket] = value;
    if (value > (this.greatest[bucket] as number)) this.greatest[bucket] = value;
  }

  result(): MinMax {
    return { minimum: [...this.least], maximum: [...this.greatest] };
  }
}
