/**
 * The strip over all steps: live objects and bytes as small charts, marks below, the chosen stretch, and where one stands. It is the
 * slider; what is wished (a step, a stretch, keys) is told to the owner.
 *
 * Drawn in pixels with an SVG of its own: a chart library brings its axes, a canvas its own handling of themes and zoom, and a strip
 * of at most some hundred points needs neither.
 */
import type { RunStrip } from '../../../src/protocol';
import { element, setAttributes, svg } from '../dom';
import { t } from '../l10n';
import { areaPath, byteBuckets, greatest, linePath, objectBuckets, stepAt, xOf, type Scale } from './chart';
import { drawMarks, marksNear } from './marks';
import type { StepRange } from './range';
import { Tooltip } from './tooltip';

const lanes = {
  objects: { top: 2, height: 22 }, bytes: { top: 28, height: 13 }, events: { top: 43, height: 8 }, collections: { top: 51, height: 13 },
} as const;
const height = 66;
/** Pressing so near to a mark means the mark. */
const snapPx = 6;

export interface StripEvents {
  onSeek(step: number): void;
  /** Dragging with shift: from where it began to where it is. */
  onRange(from: number, to: number): void;
  onHover(step: number | null): void;
  /** True: dealt with. */
  onKey(event: KeyboardEvent): boolean;
}

export class Strip {
  private readonly charts = svg('g', { class: 'charts' });
  private readonly marks = svg('g', { class: 'marks' });
  private readonly rangeArea = svg('rect', { class: 'range', y: 0, height });
  private readonly cursor = svg('g', { class: 'cursor' }, svg('line', { y1: 0, y2: height }), svg('path', { class: 'knob', d: 'M-5,0h10v5l-5,6l-5,-6z' }));
  private readonly hover = svg('line', { class: 'hover-line', y1: 0, y2: height });
  private readonly drawing = svg('svg', { class: 'strip-drawing', height, 'aria-hidden': 'true' }, this.charts, this.rangeArea, this.marks, this.hover, this.cursor);
  readonly tooltip = new Tooltip();
  readonly slider = element('div', { class: 'slider', role: 'slider', tabindex: 0, 'aria-label': t('Step'), 'aria-valuemin': 1, 'aria-orientation': 'horizontal' }, this.drawing);
  private readonly mostObjects = element('span', { class: 'lane-label objects-label', 'aria-hidden': 'true' });
  private readonly mostBytes = element('span', { class: 'lane-label bytes-label', 'aria-hidden': 'true' });
  readonly root = element('div', { class: 'strip' }, this.slider, this.mostObjects, this.mostBytes, this.tooltip.root);
  private scale: Scale = { stepCount: 0, width: 0 };
  private strip: RunStrip | null = null;
  private step = 0;
  private range: StepRange | null = null;

  constructor(private readonly events: StripEvents) {
    this.hover.style.display = 'none';
    this.rangeArea.style.display = 'none';
    this.slider.addEventListener('pointerdown', (event) => this.onPress(event));
    this.slider.addEventListener('pointermove', (event) => this.onHover(event));
    this.slider.addEventListener('pointerleave', () => this.leave());
    this.slider.addEventListener('keydown', (event) => {
      if (this.events.onKey(event)) event.preventDefault();
    });
    new ResizeObserver(() => this.measure()).observe(this.slider);
  }

  get width(): number {
    return this.scale.width;
  }

  get pixels(): Scale {
    return this.scale;
  }

  show(strip: RunStrip | null, stepCount: number): void {
    this.strip = strip;
    this.scale = { ...this.scale, stepCount };
    this.draw();
  }

  place(step: number, range: StepRange | null): void {
    this.step = step;
    this.range = range;
    this.cursor.style.transform = `translateX(${xOf(this.scale, step)}px)`;
    this.rangeArea.style.display = range === null ? 'none' : '';
    if (range === null) return;
    const from = xOf(this.scale, range.from);
    setAttributes(this.rangeArea, { x: from, width: Math.max(1.5, xOf(this.scale, range.to) - from) });
  }

  private measure(): void {
    const width = Math.max(0, this.slider.clientWidth);
    if (width === this.scale.width) return;
    this.scale = { ...this.scale, width };
    this.draw();
  }

  private draw(): void {
    const { strip, scale } = this;
    setAttributes(this.drawing, { width: scale.width, viewBox: `0 0 ${Math.max(1, scale.width)} ${height}` });
    const isDrawn = strip !== null && scale.width > 0 && scale.stepCount > 0;
    this.charts.replaceChildren(...(isDrawn ? chartsOf(strip, scale) : []));
    this.marks.replaceChildren(...(isDrawn ? drawMarks(strip, scale, lanes) : []));
    this.mostObjects.textContent = strip === null ? '' : t('objects, most {0}', greatest(strip.series.objects, strip.before?.objects).toLocaleString('en'));
    this.mostBytes.textContent = strip === null ? '' : t('bytes, most {0}', greatest(strip.series.bytes, strip.before?.bytes).toLocaleString('en'));
    this.place(this.step, this.range);
  }

  private xOfEvent(event: PointerEvent): number {
    return event.clientX - this.slider.getBoundingClientRect().left;
  }

  private onPress(event: PointerEvent): void {
    if (event.button !== 0 || this.scale.stepCount === 0) return;
    this.slider.setPointerCapture(event.pointerId);
    const start = stepAt(this.scale, this.xOfEvent(event));
    const isRange = event.shiftKey;
    let wasMoved = false;
    const follow = (moved: PointerEvent): void => {
      const step = stepAt(this.scale, this.xOfEvent(moved));
      wasMoved ||= moved !== event;
      if (isRange) this.events.onRange(start, step);
      else this.events.onSeek(step);
    };
    const snapped = isRange ? null : this.markAt(event);
    if (snapped !== null) this.events.onSeek(snapped);
    else follow(event);
    const end = (): void => {
      this.slider.removeEventListener('pointermove', follow);
      this.slider.removeEventListener('pointerup', end);
      this.slider.removeEventListener('pointercancel', end);
    };
    this.slider.addEventListener('pointermove', follow);
    this.slider.addEventListener('pointerup', end);
    this.slider.addEventListener('pointercancel', end);
  }

  /** The step of the mark that is meant by a press among the marks. */
  private markAt(event: PointerEvent): number | null {
    if (this.strip === null) return null;
    const y = event.clientY - this.slider.getBoundingClientRect().top;
    if (y < lanes.events.top) return null;
    const marks = y < lanes.collections.top ? [...this.strip.exceptions, ...this.strip.outputs] : this.strip.collections;
    return marksNear(marks, this.scale, this.xOfEvent(event), snapPx)[0]?.step ?? null;
  }

  private onHover(event: PointerEvent): void {
    if (this.scale.stepCount === 0) return;
    const x = this.xOfEvent(event);
    const step = this.markAt(event) ?? stepAt(this.scale, x);
    this.hover.style.display = '';
    setAttributes(this.hover, { x1: xOf(this.scale, step), x2: xOf(this.scale, step) });
    this.tooltip.moveTo(xOf(this.scale, step), this.scale.width);
    this.events.onHover(step);
  }

  private leave(): void {
    this.hover.style.display = 'none';
    this.tooltip.hide();
    this.events.onHover(null);
  }
}

function chartsOf(strip: RunStrip, scale: Scale): SVGElement[] {
  const { series, before, firstStep } = strip;
  const objects = objectBuckets(series);
  const bytes = byteBuckets(series);
  const mostObjects = greatest(series.objects, before?.objects);
  const mostBytes = greatest(series.bytes, before?.bytes);
  const base = (lane: { top: number; height: number }): SVGElement => svg('line', { class: 'lane', x1: 0, x2: scale.width, y1: lane.top + lane.height, y2: lane.top + lane.height });
  const parts: SVGElement[] = [base(lanes.objects), base(lanes.bytes)];
  if (before !== null) {
    const lost = xOf(scale, firstStep);
    const early = (values: typeof before.objects) => ({ steps: before.steps, to: firstStep, ...values });
    parts.push(
      svg('defs', {}, svg('pattern', { id: 'off-record', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('line', { class: 'hatch', x1: 0, x2: 0, y1: 0, y2: 6 }))),
      svg('rect', { class: 'off-record', x: 0, y: 0, width: lost, height, fill: 'url(#off-record)' }),
      svg('path', { class: 'objects-line off', d: linePath(early(before.objects), scale, lanes.objects, mostObjects) }),
      svg('path', { class: 'bytes-line off', d: linePath(early(before.bytes), scale, lanes.bytes, mostBytes) }),
      svg('line', { class: 'record-start', x1: lost, x2: lost, y1: 0, y2: height }));
  }
  parts.push(
    svg('path', { class: 'objects-area', d: areaPath(objects, scale, lanes.objects, mostObjects) }),
    svg('path', { class: 'objects-line', d: linePath(objects, scale, lanes.objects, mostObjects) }),
    svg('path', { class: 'bytes-line', d: linePath(bytes, scale, lanes.bytes, mostBytes) }));
  return parts;
}
