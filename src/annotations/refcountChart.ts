/**
 * A refcount over time as a small picture (SVG text) that reads on light and dark: its colours have a contrast of at least 4.5 to both
 * white and black. In: points and the stretch they lie in, the moment in question. Out: the picture, and the same in words.
 */
import type { SeriesPoint } from '../analysis';

export interface ChartStretch {
  readonly from: number;
  readonly to: number;
  /** The moment to be marked. */
  readonly at: number;
}

const WIDTH = 260;
const HEIGHT = 56;
const LEFT = 22;
const RIGHT = 8;
const TOP = 6;
const BOTTOM = 14;
const LINE = '#0a7ac4';
const INK = '#767676';
const DEAD = 0;

/** '' for what never changed. */
export function refcountChart(points: readonly SeriesPoint[], stretch: ChartStretch): string {
  const highest = points.reduce((most, { value }) => Math.max(most, value), 0);
  if (points.length < 2 || highest === 0) return '';
  const { from, to, at } = stretch;
  const x = (step: number): string => round(LEFT + (WIDTH - LEFT - RIGHT) * (to === from ? 0 : (step - from) / (to - from)));
  const y = (value: number): string => round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / highest);
  let path = '';
  let died: SeriesPoint | null = null;
  points.forEach(({ step, value }, i) => {
    if (path === '') path = `M${x(step)} ${y(value)}`;
    else path += `H${x(step)}V${y(value)}`;
    if (value === DEAD && i === points.length - 1) died = { step, value };
  });
  const end = died === null ? `H${x(to)}` : '';
  const label = (left: string, top: string, anchor: string, text: string): string => `<text x="${left}" y="${top}" text-anchor="${anchor}">${text}</text>`;
  const cross = died === null ? '' : deathCross(x((died as SeriesPoint).step), y(DEAD));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`
    + `<g font-family="sans-serif" font-size="9" fill="${INK}">`
    + label(String(LEFT - 4), round(TOP + 6), 'end', String(highest)) + label(String(LEFT - 4), round(HEIGHT - BOTTOM), 'end', '0')
    + label(String(LEFT), String(HEIGHT - 3), 'start', `step ${from + 1}`) + label(String(WIDTH - RIGHT), String(HEIGHT - 3), 'end', String(to + 1)) + '</g>'
    + `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="${INK}" stroke-width="1"/>`
    + `<path d="M${x(at)} ${TOP}V${HEIGHT - BOTTOM}" fill="none" stroke="${INK}" stroke-width="1" stroke-dasharray="2 2"/>`
    + `<path d="${path}${end}" fill="none" stroke="${LINE}" stroke-width="1.6"/>${cross}`
    + `<circle cx="${x(at)}" cy="${y(valueAt(points, at))}" r="2.6" fill="${LINE}"/></svg>`;
}

/** `Refcount over time: from 1 to 3; it went 6 times up or down and ended freed at step 12.` */
export function refcountChartText(points: readonly SeriesPoint[], { from, to }: ChartStretch): string {
  const values = points.map(({ value }) => value).filter((value) => value > 0);
  const last = points[points.length - 1];
  if (last === undefined || values.length === 0) return '';
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const range = least === most ? `${least}` : `between ${least} and ${most}`;
  const end = last.value === DEAD ? `freed at step ${last.step + 1}` : `${last.value} at the end`;
  return `Refcount over time, steps ${from + 1} to ${to + 1}: ${range}, ${end}`;
}

function valueAt(points: readonly SeriesPoint[], step: number): number {
  let value = points[0]?.value ?? 0;
  for (const point of points) if (point.step <= step) value = point.value;
  return value;
}

function deathCross(x: string, y: string): string {
  const [left, top] = [Number(x), Number(y)];
  return `<path d="M${left - 3} ${top - 3}L${left + 3} ${top + 3}M${left - 3} ${top + 3}L${left + 3} ${top - 3}" stroke="${INK}" stroke-width="1.4"/>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
