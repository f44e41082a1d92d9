/**
 * From a view to a picture's coordinates: roots at the left, objects in columns by their distance from them, what no root
 * reaches in a region of its own below. Pure: the previous layout goes in, so that what was drawn stays where it was
 * as far as possible.
 *
 * It doesn't draw, and doesn't know how large the window is.
 */
import type { HeapView } from '../../../src/protocol';
import { cardsOf, type CardContent, type Metrics } from './card';
import { edgesBetween, type PlacedEdge } from './edges';
import { columnsFrom, type Columns } from './layers';
import { stack } from './stack';

export interface PlacedCard {
  readonly content: CardContent;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  /** In the region of what waits for the collector. */
  readonly unreachable: boolean;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly cards: readonly PlacedCard[];
  readonly edges: readonly PlacedEdge[];
  /** Around the unreachable objects, or null if there are none. */
  readonly region: Rectangle | null;
  readonly width: number;
  readonly height: number;
}

/** Inside the region: room for its title and around the cards. */
const regionPadding = 18;
const regionTitleHeight = 26;
const regionDistance = 28;
/** A picture this much taller than a fresh one has too many holes left by objects that are gone. */
const tooTall = 1.6;

export function layoutHeap(view: HeapView, metrics: Metrics, previous: Layout | null): Layout {
  if (previous === null) return arrange(view, metrics, null);
  const kept = arrange(view, metrics, previous);
  if (kept.height <= leastHeight(kept) * tooTall + 40) return kept;
  const fresh = arrange(view, metrics, null);
  return kept.height > fresh.height * tooTall + 40 ? fresh : kept;
}

/** The height of the fullest column without any holes: no layout with these columns is lower. */
function leastHeight({ cards }: Layout): number {
  const heights = new Map<string, number>();
  for (const { content, column, unreachable } of cards) {
    const key = `${unreachable} ${column}`;
    heights.set(key, (heights.get(key) ?? 0) + content.height);
  }
  return Math.max(0, ...heights.values());
}

function arrange(view: HeapView, metrics: Metrics, previous: Layout | null): Layout {
  const contents = cardsOf(view, metrics);
  const lost = contents.filter((card) => card.node?.unreachable === true);
  const held = contents.filter((card) => card.node?.unreachable !== true);
  const main = placeGroup(held, held.filter((card) => card.root !== null).map((card) => card.key), metrics, previous, false, 0, 0);
  const mainHeight = bottomOf(main);
  const regionTop = mainHeight === 0 ? 0 : mainHeight + regionDistance;
  const oldest = lost.reduce<CardContent | null>((best, card) => (idOf(card) < (best === null ? Infinity : idOf(best)) ? card : best), null);
  const below = placeGroup(lost, oldest === null ? [] : [oldest.key], metrics, previous, true,
    regionPadding, regionTop + regionPadding + regionTitleHeight);
  const cards = [...main, ...below];
  const width = Math.max(0, ...cards.map((card) => card.x + card.content.width));
  const region = below.length === 0 ? null : regionAround(below, regionTop);
  return {
    cards,
    edges: edgesBetween(cards, metrics),
    region,
    width: Math.max(width, region === null ? 0 : region.x + region.width),
    height: Math.max(bottomOf(cards), region === null ? 0 : region.y + region.height),
  };
}

function idOf(card: CardContent): number {
  return card.node?.id ?? Infinity;
}

function bottomOf(cards: readonly PlacedCard[]): number {
  return Math.max(0, ...cards.map((card) => card.y + card.content.height));
}

function regionAround(cards: readonly PlacedCard[], top: number): Rectangle {
  const right = Math.max(...cards.map((card) => card.x + card.content.width));
  // Edges within a column bulge to the right: they stay inside.
  return { x: 0, y: top, width: Math.max(right + regionPadding + 44, 300), height: bottomOf(cards) + regionPadding - top };
}

function placeGroup(contents: readonly CardContent[], starts: readonly string[], metrics: Metrics, previous: Layout | null,
  unreachable: boolean, left: number, top: number): PlacedCard[] {
  if (contents.length === 0) return [];
  const before = new Map((previous?.cards ?? []).filter((card) => card.unreachable === unreachable).map((card) => [card.content.key, card]));
  const beforeColumns: Columns = new Map([...before].map(([key, card]) => [key, card.column]));
  const columns = columnsFrom(contents, starts, 0, beforeColumns);
  const previousTop = !unreachable || previous?.region == null ? 0 : previous.region.y + regionPadding + regionTitleHeight;
  const placed: PlacedCard[] = [];
  const wishes = new Wishes(metrics);
  const last = Math.max(...columns.values());
  let x = left;
  for (let column = 0; column <= last; column++) {
    const members = contents.filter((card) => columns.get(card.key) === column);
    if (members.length === 0) continue;
    const ordered = members
      .map((content, index) => {
        const old = before.get(content.key);
        const stays = old !== undefined && old.column === column && content.root === null;
        return { content, index, wish: stays ? old.y - previousTop + top : wishes.of(content) };
      })
      // Roots keep the order of the view: the module first, then the frames as they were called. What has no wish comes last.
      .sort((a, b) => (a.content.root !== null ? 0 : (a.wish ?? Infinity) - (b.wish ?? Infinity)) || a.index - b.index);
    let end = top;
    const tops = stack(ordered.map(({ content, wish }) => {
      const wished = content.root === null ? wish ?? end : top;
      end = Math.max(end, wished) + content.height + metrics.cardGap;
      return { height: content.height, top: wished };
    }), metrics.cardGap, top);
    ordered.forEach(({ content }, index) => {
      const card = { content, column, x, y: Math.round(tops[index]), unreachable };
      placed.push(card);
      wishes.add(card);
    });
    x += Math.max(...members.map((card) => card.width)) + metrics.columnGap;
  }
  return placed;
}

/** For each card not yet placed: the mean height of the rows that refer to it, among the cards already placed. */
class Wishes {
  private readonly heights = new Map<string, number[]>();

  constructor(private readonly metrics: Metrics) {}

  add(card: PlacedCard): void {
    card.content.rows.forEach((row, index) => {
      if (row.target === null) return;
      const height = card.y + this.metrics.headerHeight + (index + 0.5) * this.metrics.rowHeight;
      const known = this.heights.get(row.target);
      if (known === undefined) this.heights.set(row.target, [height]);
      else known.push(height);
    });
  }

  of(content: CardContent): number | null {
    const heights = this.heights.get(content.key);
    if (heights === undefined) return null;
    return heights.reduce((sum, height) => sum + height, 0) / heights.length - this.metrics.headerHeight / 2;
  }
}
