/**
 * Small charts of the strip as SVG paths: steps to places across the strip, least and greatest values to an area. Pure; all lengths
 * in pixels, so that nothing is stretched.
 */
import type { HeapSeries, MinMax } from '../../../src/protocol';

/** Steps 0 to `stepCount - 1` across a width. */
export interface Scale {
  readonly stepCount: number;
  readonly width: number;
}

export function xOf({ stepCount, width }: Scale, step: number): number {
  return stepCount < 2 ? 0 : (step / (stepCount - 1)) * width;
}

/** The step at a place; the nearest end beyond them. */
export function stepAt({ stepCount, width }: Scale, x: number): number {
  if (stepCount < 2 || width <= 0) return 0;
  return Math.max(0, Math.min(stepCount - 1, Math.round((x / width) * (stepCount - 1))));
}

export interface Lane {
  readonly top: number;
  readonly height: number;
}

export interface Buckets extends MinMax {
  /** For each bucket its first step. */
  readonly steps: readonly number[];
  /** The step the last bucket ends with. */
  readonly to: number;
}

/** Values hold until the next step, so the edge is a staircase; within a bucket it spans from the least to the greatest value. */
export function areaPath({ steps, to, maximum }: Buckets, scale: Scale, { top, height }: Lane, highest: number): string {
  if (steps.length === 0) return '';
  const base = top + height;
  const y = (value: number): number => base - (highest <= 0 ? 0 : (value / highest) * height);
  const parts = [`M${round(xOf(scale, steps[0] ?? 0))},${round(base)}`];
  steps.forEach((step, index) => {
    parts.push(`L${round(xOf(scale, step))},${round(y(maximum[index] ?? 0))}`, `L${round(xOf(scale, steps[index + 1] ?? to))},${round(y(maximum[index] ?? 0))}`);
  });
  parts.push(`L${round(xOf(scale, to))},${round(base)} Z`);
  return parts.join('');
}

/** The upper edge, and down to the least value in each bucket. */
export function linePath({ steps, to, minimum, maximum }: Buckets, scale: Scale, { top, height }: Lane, highest: number): string {
  const y = (value: number): number => round(top + height - (highest <= 0 ? 0 : (value / highest) * height));
  return steps.map((step, index) => {
    const [x, end] = [round(xOf(scale, step)), round(xOf(scale, steps[index + 1] ?? to))];
    const [low, high] = [y(minimum[index] ?? 0), y(maximum[index] ?? 0)];
    return `${index === 0 ? 'M' : 'L'}${x},${low === high ? high : low}${low === high ? '' : `L${x},${high}`}L${end},${high}`;
  }).join('');
}

/** The bucket a step is in, or -1 before the first. */
export function bucketAt(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function greatest(...series: readonly (MinMax | undefined)[]): number {
  return series.reduce((most, each) => (each?.maximum ?? []).reduce((a, b) => Math.max(a, b), most), 0);
}

export const objectBuckets = ({ steps, to, objects }: HeapSeries): Buckets => ({ steps, to, ...objects });
export const byteBuckets = ({ steps, to, bytes }: HeapSeries): Buckets => ({ steps, to, ...bytes });

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
