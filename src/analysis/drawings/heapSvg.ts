/**
 * A moment as an SVG drawing that stands on its own: names at the left, objects in columns to the right, an arrow from each slot to
 * what it holds, what nobody reaches below in a frame of its own. Light or dark as the reader prefers. In: a view. Out: the
 * text of the file. Titles of cards carry the details for screen readers and as tooltips.
 */
import type { HeapNode, HeapRoot, HeapSlot, HeapView } from '../heapView';
import { cut } from '../../base';
import { markup, nodeTexts } from './heapDot';
import { layOut, type Card, type Place } from './layers';

const CHARACTER = 6.9;
const ROW = 20;
const HEAD = 26;
const PADDING = 10;
const MARGIN = 24;
const TITLE = 56;
const MOST_CHARACTERS = 34;
/** At the right, for arrows that go back. */
const LOOP_ROOM = 56;
const GAPS = { columnGap: 70, rowGap: 18 };
/** Between the reached objects and the others. */
const ISLAND_GAP = 46;

const LIGHT = '--paper: #ffffff; --ink: #1b2733; --soft: #5b6b7c; --card: #ffffff; --line: #c3ccd6; --root: #e8eff8; --head: #f4f1e6; --new: #1a7f37; --lost: #b3261e; --edge: #4d6b8a; --count: #8a4b00;';
const DARK = '--paper: #14181d; --ink: #e2e8ee; --soft: #93a1b0; --card: #1c232b; --line: #3a4653; --root: #203043; --head: #2c2a22; --new: #56d364; --lost: #ff8a80; --edge: #7fa3c7; --count: #f0b265;';

/** A picture of points has no reader's preference to follow: then the colours are one set only. */
const COLOURS = {
  auto: `:root { color-scheme: light dark; ${LIGHT} }\n  @media (prefers-color-scheme: dark) { :root { ${DARK} } }`,
  light: `:root { color-scheme: light; ${LIGHT} }`,
  dark: `:root { color-scheme: dark; ${DARK} }`,
} as const;

export type DrawingColours = keyof typeof COLOURS;

const STYLE = `
  text { font: 12px ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace; fill: var(--ink); }
  .title { font: 600 15px system-ui, sans-serif; } .sub { font: 12px system-ui, sans-serif; fill: var(--soft); }
  .paper { fill: var(--paper); } .card { fill: var(--card); stroke: var(--line); } .new { stroke: var(--new); stroke-width: 2; }
  .head { fill: var(--head); } .root .head { fill: var(--root); } .name { font-weight: 600; } .count { fill: var(--count); } .value { fill: var(--soft); }
  .lost .card { stroke: var(--lost); stroke-dasharray: 5 3; } .islands { fill: none; stroke: var(--lost); stroke-dasharray: 8 5; } .warning { font: 600 12px system-ui, sans-serif; fill: var(--lost); }
  .edge { fill: none; stroke: var(--edge); stroke-width: 1.4; } .weak { stroke-dasharray: 4 4; } .arrow { fill: var(--edge); } .changed { stroke: var(--new); stroke-width: 2.2; }
`;

interface Box {
  readonly key: string;
  readonly isRoot: boolean;
  readonly title: string;
  readonly count: string;
  readonly value: string;
  readonly tooltip: string;
  readonly slots: readonly HeapSlot[];
  readonly moreCount: number;
  readonly isNew: boolean;
}

export interface SvgInput {
  readonly title: string;
  readonly sourceLine: string;
  /** `auto`, if not told: as the reader's system prefers. */
  readonly colours?: DrawingColours;
}

export function heapSvg(view: HeapView, { title, sourceLine, colours = 'auto' }: SvgInput): string {
  const reached = [...view.roots.map(rootBox), ...view.nodes.filter((node) => !node.unreachable).map(nodeBox)];
  const lost = view.nodes.filter((node) => node.unreachable).map(nodeBox);
  const indexes = new Map([...reached, ...lost].map((box, i) => [box.key, i]));
  const top = layOut(cardsOf(reached, indexes, 0), GAPS);
  const below = layOut(cardsOf(lost, indexes, reached.length), GAPS);
  const sizes = [...reached, ...lost].map(sizeOf);
  const topHeight = extent(top, sizes.slice(0, reached.length)).height;
  const lostExtent = extent(below, sizes.slice(reached.length));
  const lostTop = TITLE + topHeight + ISLAND_GAP;
  const places = [
    ...top.map(({ x, y, layer }): Place => ({ x: x + MARGIN, y: y + TITLE, layer })),
    ...below.map(({ x, y, layer }): Place => ({ x: x + MARGIN * 2, y: y + lostTop + ROW + PADDING, layer })),
  ];
  const width = Math.max(420, extent(places, sizes).width + MARGIN * 2 + LOOP_ROOM);
  const height = lost.length === 0 ? TITLE + topHeight + MARGIN : lostTop + lostExtent.height + ROW + PADDING * 2 + MARGIN;
  const place = view.line === null ? '' : `, line ${view.line + 1}`;
  const boxes = [...reached, ...lost];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-labelledby="title">`,
    `<title id="title">${markup(`${title}: the heap at step ${view.step}${place}`)}</title>`,
    `<style>\n  ${COLOURS[colours]}${STYLE}</style>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    `<text class="title" x="${MARGIN}" y="26">${markup(`${title} · step ${view.step} of ${view.stepCount - 1}${place}`)}</text>`,
    `<text class="sub" x="${MARGIN}" y="44">${markup(cut(view.sentence || sourceLine, Math.floor((width - MARGIN * 2) / 6.2)))}</text>`,
    ...(lost.length === 0 ? [] : [
      `<rect class="islands" x="${MARGIN}" y="${round(lostTop)}" width="${round(lostExtent.width + MARGIN * 2 + LOOP_ROOM)}" height="${round(lostExtent.height + ROW + PADDING * 2)}" rx="10"/>`,
      `<text class="warning" x="${MARGIN + PADDING}" y="${round(lostTop + 18)}">unreachable, waiting for the collector</text>`,
    ]),
    ...boxes.map((box, i) => boxMarkup(box, places[i] as Place, sizes[i] as Size, i >= reached.length, indexes)),
    ...boxes.flatMap((box, i) => edgesMarkup(box, i, places, sizes, indexes)),
    ...(view.hiddenCount > 0 ? [`<text class="sub" x="${MARGIN}" y="${round(height - 8)}">and ${view.hiddenCount} more objects</text>`] : []),
    '</svg>',
  ].join('\n')}\n`;
}

function rootBox(root: HeapRoot): Box {
  return { key: root.id, isRoot: true, title: root.label, count: '', value: '', tooltip: root.label, slots: root.slots, moreCount: root.moreCount, isNew: false };
}

/** Apart from the keys of roots, whatever those are. */
function nodeKey(id: number): string {
  return `object ${id}`;
}

function nodeBox(node: HeapNode): Box {
  const count = node.immortal === true ? '∞' : String(node.refcount);
  const generation = node.generation === null ? 'not tracked by the collector' : `generation ${node.generation}`;
  return {
    key: nodeKey(node.id), isRoot: false, ...nodeTexts(node), count,
    tooltip: `${node.type} #${node.id}: ${node.immortal === true ? 'immortal' : `refcount ${node.refcount}`}, ${generation}, ${node.size} bytes`,
    slots: node.slots, moreCount: node.moreCount, isNew: node.change === 'new',
  };
}

/** Edges between the boxes of one part only: the other part is laid out for itself. */
function cardsOf(boxes: readonly Box[], indexes: ReadonlyMap<string, number>, first: number): Card[] {
  return boxes.map((box) => ({
    ...sizeOf(box), isRoot: box.isRoot,
    edges: box.slots.flatMap(({ target }, slot) => {
      const to = target === null ? undefined : indexes.get(nodeKey(target));
      const own = to === undefined ? -1 : to - first;
      return own < 0 || own >= boxes.length ? [] : [{ to: own, offset: slotMiddle(box, slot) }];
    }),
  }));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(box: Box): Size {
  const rows = slotTexts(box, null);
  const longest = Math.max(box.title.length + (box.count === '' ? 0 : box.count.length + 3), Math.min(box.value.length, MOST_CHARACTERS), ...rows.map((text) => Math.min(text.length, MOST_CHARACTERS)));
  return { width: Math.ceil(longest * CHARACTER + PADDING * 2 + 8), height: HEAD + (box.value === '' ? 0 : ROW) + rows.length * ROW + (rows.length > 0 ? 4 : 0) };
}

function slotTexts({ slots, moreCount }: Box, indexes: ReadonlyMap<string, number> | null): string[] {
  const texts = slots.map(({ label, target, text }) => (target !== null && (indexes === null || indexes.has(nodeKey(target))) ? label : `${label} = ${text}`));
  return moreCount > 0 ? [...texts, `and ${moreCount} more`] : texts;
}

function slotMiddle(box: Box, slot: number): number {
  return HEAD + (box.value === '' ? 0 : ROW) + slot * ROW + ROW / 2 + 2;
}

function boxMarkup(box: Box, { x, y }: Place, { width, height }: Size, isLost: boolean, indexes: ReadonlyMap<string, number>): string {
  const kind = box.isRoot ? 'root' : isLost ? 'lost' : 'object';
  const rows = slotTexts(box, indexes);
  const text = (content: string, left: number, top: number, className: string, more = ''): string =>
    `<text class="${className}" x="${round(left)}" y="${round(top)}"${more}>${markup(cut(content, MOST_CHARACTERS))}</text>`;
  const firstRow = y + HEAD + (box.value === '' ? 0 : ROW);
  return [
    `<g class="${kind}"><title>${markup(box.tooltip)}</title>`,
    `<rect class="card${box.isNew ? ' new' : ''}" x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="6"/>`,
    `<path class="head" d="M${round(x + 1)} ${round(y + HEAD - 2)}V${round(y + 6)}a5 5 0 0 1 5-5h${width - 12}a5 5 0 0 1 5 5V${round(y + HEAD - 2)}z"/>`,
    text(box.title, x + PADDING, y + 17, 'name'),
    box.count === '' ? '' : text(box.count, x + width - PADDING, y + 17, 'count', ' text-anchor="end"'),
    box.value === '' ? '' : text(box.value, x + PADDING, y + HEAD + 14, 'value'),
    ...rows.map((row, i) => text(row, x + PADDING, firstRow + i * ROW + 16, (box.slots[i]?.target ?? null) === null ? 'value' : 'slot')),
    '</g>',
  ].filter((line) => line !== '').join('\n');
}

function edgesMarkup(box: Box, from: number, places: readonly Place[], sizes: readonly Size[], indexes: ReadonlyMap<string, number>): string[] {
  const start = places[from] as Place;
  const width = (sizes[from] as Size).width;
  return box.slots.flatMap((slot, i) => {
    const to = slot.target === null ? undefined : indexes.get(nodeKey(slot.target));
    if (to === undefined) return [];
    const end = places[to] as Place;
    const size = sizes[to] as Size;
    const [x1, y1] = [start.x + width, start.y + slotMiddle(box, i)];
    const className = `edge${slot.weak === true ? ' weak' : ''}${slot.changed === true ? ' changed' : ''}`;
    const isForward = end.x > x1;
    // Forwards into the left side; backwards, or down its own column, around to the right side.
    const [x2, y2] = isForward ? [end.x, end.y + HEAD / 2] : [end.x + size.width, end.y + HEAD / 2 + (to === from ? -4 : 4)];
    const bend = isForward ? Math.max(28, (x2 - x1) / 2) : 46 + Math.min(60, Math.abs(y2 - y1) / 6);
    const [c1, c2] = isForward ? [x1 + bend, x2 - bend] : [Math.max(x1, x2) + bend, Math.max(x1, x2) + bend];
    const tip = isForward ? `M${round(x2)} ${round(y2)}l-8 -4v8z` : `M${round(x2)} ${round(y2)}l8 -4v8z`;
    const stop = isForward ? x2 - 7 : x2 + 7;
    return [
      `<path class="${className}" d="M${round(x1)} ${round(y1)}C${round(c1)} ${round(y1)} ${round(c2)} ${round(y2)} ${round(stop)} ${round(y2)}"/>`,
      `<path class="arrow" d="${tip}"/>`,
    ];
  });
}

function extent(places: readonly Place[], sizes: readonly Size[]): Size {
  return {
    width: Math.max(0, ...places.map(({ x }, i) => x + (sizes[i]?.width ?? 0))),
    height: Math.max(0, ...places.map(({ y }, i) => y + (sizes[i]?.height ?? 0))),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
