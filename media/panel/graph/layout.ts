/**
 * From a view to a picture's coordinates: roots at the left, objects in columns by their distance from them, what no root
 * reaches in a region of its own below, what was just freed as ghosts where it was. Pure but for the places it reads: what was
 * drawn stays where it was; only what is new or has changed looks for a place.
 *
 * It doesn't draw, and doesn't know how large the window is.
 */
import type { HeapView } from '../../../src/protocol';
import { cardsOf, ghostOf, nodeKey, rowMiddle, type CardContent, type Metrics } from './card';
import { standInColumn } from './column';
import { cyclesOf } from './components';
import { edgesBetween, type PlacedEdge } from './edges';
import { nearestGap, type Interval } from './gaps';
import { columnsFrom } from './layers';
import type { Places } from './places';

export interface PlacedCard {
  readonly content: CardContent;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  /** In the region of what waits for the collector. */
  readonly unreachable: boolean;
  /** How many drawn objects form a cycle with it; 0 if it is in none. */
  readonly cycleSize: number;
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
export const regionPadding = 18;
const regionTitleHeight = 24;
/** Between what is held and the region: room to grow. */
const regionDistance = 30;
const regionReserve = 54;
/** Below the names of the module: more names come. */
const rootReserve = 44;

export function layoutHeap(view: HeapView, metrics: Metrics, places: Places): Layout {
  const contents = cardsOf(view, metrics);
  const present = new Set(contents.map(({ key }) => key));
  const ghosts = view.freed.flatMap(({ id }) => {
    const key = nodeKey(id);
    const place = places.get(key);
    return place === undefined || present.has(key) ? [] : [{ place, content: ghostOf(place.content) }];
  });
  const isLost = (card: CardContent): boolean => card.node?.unreachable === true || card.group?.unreachable === true;
  const { of, sizes } = cyclesOf(contents);
  const cycleSize = (key: string): number => sizes[of.get(key) ?? -1] ?? 0;

  const held = contents.filter((card) => !isLost(card));
  const heldGhosts = ghosts.filter(({ place }) => !place.unreachable);
  const main = new Section(metrics, places, false, 0, 0, cycleSize).place(held, held.filter(({ kind }) => kind === 'root').map(({ key }) => key), heldGhosts);
  const lost = contents.filter(isLost);
  const lostGhosts = ghosts.filter(({ place }) => place.unreachable);
  const mainBottom = bottomOf(main);
  const below = lost.length + lostGhosts.length === 0 ? [] : new Section(metrics, places, true, regionPadding, regionPadding + regionTitleHeight, cycleSize)
    .place(lost, oldest(lost), lostGhosts);
  const wanted = mainBottom === 0 ? 0 : mainBottom + regionDistance;
  const top = places.regionTop === null ? wanted + (mainBottom === 0 ? 0 : regionReserve) : Math.max(wanted - regionDistance / 2, places.regionTop);
  const lowered = below.map((card) => ({ ...card, y: card.y + top }));
  const region = lowered.length === 0 ? null : regionAround(lowered, top);
  const cards = [...main, ...lowered];
  const width = Math.max(0, ...cards.map((card) => card.x + card.content.width));
  return {
    cards,
    edges: edgesBetween(cards, metrics, of),
    region,
    width: Math.max(width, region === null ? 0 : region.x + region.width),
    height: Math.max(bottomOf(cards), region === null ? 0 : region.y + region.height),
  };
}

/** What nobody holds is laid out from its oldest member. */
function oldest(cards: readonly CardContent[]): string[] {
  let first: CardContent | null = null;
  for (const card of cards) {
    if (card.node === null) continue;
    if (first === null || card.node.id < (first.node?.id ?? Infinity)) first = card;
  }
  const start = first ?? cards[0];
  return start === undefined ? [] : [start.key];
}

function bottomOf(cards: readonly PlacedCard[]): number {
  return Math.max(0, ...cards.map((card) => card.y + card.content.height));
}

function regionAround(cards: readonly PlacedCard[], top: number): Rectangle {
  const right = Math.max(...cards.map((card) => card.x + card.content.width));
  // Edges within a column bulge to the right: they stay inside.
  return { x: 0, y: top, width: Math.max(right + regionPadding + 44, 320), height: bottomOf(cards) + regionPadding - top };
}

/** What is held, or what is not: laid out by itself. */
class Section {
  private readonly placed: PlacedCard[] = [];
  private readonly wishes: Wishes;

  constructor(private readonly metrics: Metrics, private readonly places: Places, private readonly unreachable: boolean,
    private readonly left: number, private readonly top: number, private readonly cycleSize: (key: string) => number) {
    this.wishes = new Wishes(metrics);
  }

  place(contents: readonly CardContent[], starts: readonly string[], ghosts: readonly { readonly place: { readonly column: number; readonly y: number }; readonly content: CardContent }[]): PlacedCard[] {
    const { places, unreachable } = this;
    const before = new Map<string, number>();
    for (const { key, kind } of contents) {
      const place = places.get(key);
      if (place !== undefined && place.unreachable === unreachable && kind !== 'root') before.set(key, place.column);
    }
    let columns = columnsFrom(contents, starts, 0, before);
    columns = before.size === 0 ? this.brokenColumns(contents, columns) : this.besideFull(contents, columns, before);
    const byColumn = new Map<number, CardContent[]>();
    for (const content of contents) {
      const column = columns.get(content.key) ?? 0;
      byColumn.set(column, [...(byColumn.get(column) ?? []), content]);
    }
    for (const { place } of ghosts) if (!byColumn.has(place.column)) byColumn.set(place.column, []);
    for (const column of [...byColumn.keys()].sort((a, b) => a - b)) {
      const members = byColumn.get(column) ?? [];
      const gone = ghosts.filter(({ place }) => place.column === column);
      if (members[0]?.kind === 'root') this.placeRoots(members);
      else this.placeColumn(column, members, gone);
    }
    return this.placed;
  }

  private placeColumn(column: number, members: readonly CardContent[], ghosts: readonly { readonly place: { readonly y: number }; readonly content: CardContent }[]): void {
    const { places, unreachable, metrics } = this;
    const standing = [
      ...members.map((content) => {
        const place = places.get(content.key);
        const stood = place !== undefined && place.unreachable === unreachable && place.column === column;
        const stays = stood && places.isDrawn(place);
        return { height: content.height, old: stays ? place.y : null, oldHeight: place?.content.height ?? content.height, wish: stood ? place.y : this.wishes.of(content) };
      }),
      ...ghosts.map(({ place, content }) => ({ height: content.height, old: place.y, oldHeight: content.height, wish: place.y })),
    ];
    const tops = standInColumn(standing, metrics.cardGap, this.top);
    [...members, ...ghosts.map(({ content }) => content)].forEach((content, index) => this.put(content, column, tops[index] ?? this.top));
  }

  /** In the order of the view: the module first, then the frames as they were called. */
  private placeRoots(members: readonly CardContent[]): void {
    const { places, metrics: { cardGap } } = this;
    const tops = new Map<CardContent, number>();
    const taken: Interval[] = [];
    const take = (content: CardContent, top: number): void => {
      tops.set(content, top);
      taken.push({ top, bottom: top + content.height });
    };
    const place = ({ key }: CardContent) => {
      const known = places.get(key);
      return known !== undefined && places.isDrawn(known) ? known : undefined;
    };
    // The module stands at the top, whatever it grows to; the others make room.
    const [first, ...others] = members;
    if (first !== undefined) take(first, this.top);
    const least = this.top + (first?.height ?? 0) + cardGap;
    const known = others.filter((content) => place(content) !== undefined);
    const standing = known.map((content) => {
      const old = Math.max(least, place(content)?.y ?? least);
      return { height: content.height, old, oldHeight: place(content)?.content.height ?? content.height, wish: old };
    });
    const knownTops = standInColumn(standing, cardGap, least);
    known.forEach((content, index) => take(content, knownTops[index] ?? least));
    let end = least + (first?.root?.kind === 'module' && place(first) === undefined ? rootReserve : 0);
    for (const content of others) {
      if (!tops.has(content)) take(content, nearestGap(taken, content.height, Math.max(end, places.get(content.key)?.y ?? end), cardGap, least));
      end = Math.max(end, (tops.get(content) ?? 0) + content.height + cardGap);
    }
    for (const [content, top] of tops) this.put(content, 0, top);
  }

  private put(content: CardContent, column: number, y: number): void {
    const { metrics } = this;
    const card = {
      content, column, x: this.left + column * (metrics.cardWidth + metrics.columnGap), y, unreachable: this.unreachable, cycleSize: this.cycleSize(content.key),
    };
    this.placed.push(card);
    if (content.kind !== 'ghost') this.wishes.add(card);
  }

  /** What is new goes into the next column where its own is full. */
  private besideFull(contents: readonly CardContent[], columns: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const { metrics } = this;
    const heights = new Map<number, number>();
    const result = new Map(columns);
    const add = (column: number, height: number) => heights.set(column, (heights.get(column) ?? 0) + height + metrics.cardGap);
    for (const { key, height, kind } of contents) if (kind === 'root' || before.has(key)) add(columns.get(key) ?? 0, height);
    for (const { key, height, kind } of contents) {
      if (kind === 'root' || before.has(key)) continue;
      let column = columns.get(key) ?? 1;
      for (let tries = 0; tries < 3 && (heights.get(column) ?? 0) + height > Math.max(metrics.highest, 1.2 * (heights.get(column + 1) ?? 0)); tries++) column++;
      result.set(key, column);
      add(column, height);
    }
    return result;
  }

  /** A picture wider than high is easier to read than one very high column. */
  private brokenColumns(contents: readonly CardContent[], columns: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const { metrics } = this;
    const size = contents.reduce((sum, { height }) => sum + height + metrics.cardGap, 0) * (metrics.cardWidth + metrics.columnGap);
    const highest = Math.max(metrics.highest, Math.sqrt(size * 0.6));
    const broken = new Map<string, number>();
    let shift = 0;
    for (let column = 0; column <= Math.max(0, ...columns.values()); column++) {
      let height = 0;
      let isFirst = true;
      for (const content of contents) {
        if (columns.get(content.key) !== column) continue;
        if (!isFirst && height + content.height > highest && content.kind !== 'root') {
          shift++;
          height = 0;
        }
        isFirst = false;
        broken.set(content.key, column + shift);
        height += content.height + metrics.cardGap;
      }
    }
    return broken;
  }
}

/** For each card not yet placed: the mean height of the rows that refer to it, among the cards already placed. */
class Wishes {
  private readonly heights = new Map<string, { sum: number; count: number }>();

  constructor(private readonly metrics: Metrics) {}

  add(card: PlacedCard): void {
    card.content.rows.forEach(({ ends }, index) => {
      for (const { key } of ends) {
        const known = this.heights.get(key) ?? { sum: 0, count: 0 };
        known.sum += card.y + rowMiddle(index, this.metrics);
        known.count++;
        this.heights.set(key, known);
      }
    });
  }

  of(content: CardContent): number | null {
    const known = this.heights.get(content.key);
    return known === undefined ? null : known.sum / known.count - this.metrics.headerHeight / 2;
  }
}
