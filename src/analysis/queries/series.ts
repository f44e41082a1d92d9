/** Series for charts: a value from a step on, no two equal in a row, thinned to a limit so that highs and lows stay. */
import type { SeriesPoint } from './timeAnswers';

export class SeriesBuilder {
  private readonly points: SeriesPoint[] = [];

  add(step: number, value: number): void {
    const last = this.points[this.points.length - 1];
    if (last !== undefined && last.step === step) {
      this.points.pop();
      this.add(step, value);
    } else if (last === undefined || last.value !== value) {
      this.points.push({ step, value });
    }
  }

  /** At most `limit` points. */
  finish(limit: number): readonly SeriesPoint[] {
    return thinned(this.points, limit);
  }
}

/** Of each stretch the lowest and the highest, in their order; first and last always. */
export function thinned(points: readonly SeriesPoint[], limit: number): readonly SeriesPoint[] {
  if (points.length <= limit) return points;
  const first = points[0];
  const last = points[points.length - 1];
  if (first === undefined || last === undefined || limit < 2) return points.slice(0, Math.max(limit, 0));
  const stretches = (limit - 2) >> 1;
  const inner = points.slice(1, -1);
  const kept: SeriesPoint[] = [first];
  for (let i = 0; i < stretches; i++) {
    const part = inner.slice(Math.floor((i * inner.length) / stretches), Math.floor(((i + 1) * inner.length) / stretches));
    let [low, high] = [part[0], part[0]];
    for (const point of part) {
      if (low !== undefined && point.value < low.value) low = point;
      if (high !== undefined && point.value > high.value) high = point;
    }
    if (low === undefined || high === undefined) continue;
    if (low === high) kept.push(low);
    else kept.push(...(low.step < high.step ? [low, high] : [high, low]));
  }
  return [...kept, last];
}
