/**
 * Marks of the strip: collections by generation, output, exceptions. Told apart by shape and size, not by colour alone: a young
 * collection is a small dot, a middle one a triangle, a full one a tall diamond; exceptions are crosses, output short strokes.
 */
import type { CollectionMark, RunStrip, StripMark } from '../../../src/protocol';
import { svg } from '../dom';
import { t } from '../l10n';
import { xOf, type Lane, type Scale } from './chart';

export interface MarkLanes {
  readonly collections: Lane;
  readonly events: Lane;
}

export function drawMarks(strip: RunStrip, scale: Scale, lanes: MarkLanes): SVGElement[] {
  const place = (mark: StripMark): number => Math.round(xOf(scale, mark.step) * 10) / 10;
  const middle = lanes.events.top + lanes.events.height / 2;
  return [
    ...strip.outputs.map((mark) => svg('path', { class: 'mark output-mark', d: `M${place(mark)},${lanes.events.top + 1}v${lanes.events.height - 2}` })),
    ...strip.exceptions.map((mark) => svg('path', { class: 'mark exception-mark', d: `M${place(mark) - 3},${middle - 3}l6,6m0,-6l-6,6` })),
    // Full collections last: they are seen where marks overlap.
    ...[...strip.collections].sort((a, b) => a.generation - b.generation).map((mark) => collectionMark(mark, place(mark), lanes.collections)),
  ];
}

export function collectionShape(generation: 0 | 1 | 2, x: number, { top, height }: Lane): string {
  const middle = top + height / 2;
  if (generation === 0) return `M${x - 3},${middle + 1}a3,3 0 1 1 6,0a3,3 0 1 1 -6,0Z`;
  if (generation === 1) return `M${x},${middle - 4}L${x + 4},${middle + 3.5}L${x - 4},${middle + 3.5}Z`;
  return `M${x},${top}L${x + 5},${middle}L${x},${top + height}L${x - 5},${middle}Z`;
}

function collectionMark(mark: CollectionMark, x: number, lane: Lane): SVGElement {
  return svg('path', { class: `mark collection-mark generation${mark.generation}${mark.collected > 0 ? ' found' : ''}`, d: collectionShape(mark.generation, x, lane) });
}

/** The marks within so many pixels of a place, nearest first. */
export function marksNear<Mark extends StripMark>(marks: readonly Mark[], scale: Scale, x: number, reach: number): Mark[] {
  return marks.filter((mark) => Math.abs(xOf(scale, mark.step) - x) <= reach).sort((a, b) => Math.abs(xOf(scale, a.step) - x) - Math.abs(xOf(scale, b.step) - x));
}

export function markTexts(strip: RunStrip, scale: Scale, x: number, reach: number): string[] {
  const texts: string[] = [];
  const [collection] = marksNear(strip.collections, scale, x, reach);
  if (collection !== undefined) {
    const { number, generation, count, collected } = collection;
    texts.push(count === 1 ? t('collection {0}: generation {1}, {2} collected', number, generation, collected) : t('{0} collections up to generation {1}, {2} collected', count, generation, collected));
  }
  const [exception] = marksNear(strip.exceptions, scale, x, reach);
  if (exception !== undefined) texts.push(exception.count === 1 ? t('an exception') : t('{0} exceptions', exception.count));
  const [output] = marksNear(strip.outputs, scale, x, Math.min(reach, 2));
  if (output !== undefined) texts.push(t('output'));
  return texts;
}
