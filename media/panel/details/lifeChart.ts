/**
 * The refcount of one object over its life, as a step line: from its birth to its death or the end of the run, with the shown moment
 * marked. In: the points of the series. Out: an SVG; a click goes to the moment under the pointer's nearest change.
 *
 * What the chart shows is in the list of events beside it, so it is an image for screen readers and needs no keys.
 */
import type { ObjectStory } from '../../../src/protocol';
import { svg } from '../dom';

type Point = ObjectStory['refcounts'][number];

export interface ChartInput {
  readonly points: readonly Point[];
  /** The stretch drawn: moments. */
  readonly from: number;
  readonly to: number;
  /** The moment shown. */
  readonly now: number;
  readonly died: boolean;
  readonly width: number;
  readonly height: number;
}

const padding = { left: 4, right: 10, top: 12, bottom: 4 } as const;

export interface ChartPlace {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly highest: number;
}

export function chartPlace({ points, from, to, width, height }: Pick<ChartInput, 'points' | 'from' | 'to' | 'width' | 'height'>): ChartPlace {
  const highest = Math.max(1, ...points.map(({ value }) => value));
  const inner = Math.max(1, width - padding.left - padding.right);
  const tall = height - padding.top - padding.bottom;
  const span = Math.max(1, to - from);
  return {
    highest,
    x: (step) => padding.left + Math.min(1, Math.max(0, (step - from) / span)) * inner,
    y: (value) => padding.top + (1 - value / highest) * tall,
  };
}

/** The path of the step line. */
export function stepLine(points: readonly Point[], place: ChartPlace, to: number): string {
  const rounded = (value: number): string => String(Math.round(value * 10) / 10);
  let path = '';
  for (const { step, value } of points) {
    path += path === '' ? `M${rounded(place.x(step))} ${rounded(place.y(value))}` : `H${rounded(place.x(step))}V${rounded(place.y(value))}`;
  }
  return path === '' ? '' : `${path}H${rounded(place.x(to))}`;
}

export function lifeChart(input: ChartInput, label: string, onSeek: (step: number) => void): SVGSVGElement {
  const { points, from, to, now, died, width, height } = input;
  const place = chartPlace(input);
  const line = stepLine(points, place, to);
  const base = place.y(0);
  const chart = svg('svg', { class: 'life-chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  if (line !== '') {
    chart.append(
      svg('path', { class: 'chart-area', d: `${line}V${base}H${place.x(points[0]?.step ?? from)}Z` }),
      svg('path', { class: 'chart-line', d: line }),
    );
  }
  chart.append(svg('line', { class: 'chart-base', x1: 0, x2: width, y1: base, y2: base }));
  chart.append(svg('text', { class: 'chart-number', x: padding.left + 2, y: 9 }, String(place.highest)));
  if (died) {
    const x = place.x(to);
    chart.append(svg('path', { class: 'chart-death', d: `M${x - 4} ${base - 4}l8 8m0 -8l-8 8` }));
  }
  if (now >= from && now <= to) {
    const x = place.x(now);
    chart.append(svg('line', { class: 'chart-now', x1: x, x2: x, y1: 2, y2: height }));
  }
  const nearest = (event: MouseEvent): Point | undefined => {
    const x = event.clientX - chart.getBoundingClientRect().left;
    return points.reduce<Point | undefined>((best, point) =>
      (best === undefined || Math.abs(place.x(point.step) - x) < Math.abs(place.x(best.step) - x) ? point : best), undefined);
  };
  const hint = svg('title', {});
  chart.append(hint);
  chart.addEventListener('pointermove', (event) => {
    const point = nearest(event);
    hint.textContent = point === undefined ? '' : `refcount ${point.value} from step ${point.step + 1}`;
  });
  chart.addEventListener('click', (event) => {
    const point = nearest(event);
    if (point !== undefined) onSeek(point.step);
  });
  return chart;
}
