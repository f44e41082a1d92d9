/**
 * Where the cards of a drawing stand: columns by distance from the roots (Sugiyama's method without dummy nodes: breadth-first
 * layers, some sweeps of barycentres, then heights that follow the neighbours). In: sizes and edges. Out: a place for each card;
 * the same input gives the same drawing.
 */

export interface Card {
  readonly width: number;
  readonly height: number;
  /** Drawn at the left: layer 0. */
  readonly isRoot: boolean;
  /** Edges to other cards, each with the height of the slot it leaves from. */
  readonly edges: readonly { readonly to: number; readonly offset: number }[];
}

export interface Place {
  x: number;
  y: number;
  readonly layer: number;
}

export interface LayerOptions {
  readonly columnGap: number;
  readonly rowGap: number;
}

const SWEEPS = 8;

export function layOut(cards: readonly Card[], { columnGap, rowGap }: LayerOptions): Place[] {
  const layers = layersOf(cards);
  const columns: number[][] = [];
  layers.forEach((layer, card) => (columns[layer] ??= []).push(card));
  const places = layers.map((layer): Place => ({ x: 0, y: 0, layer }));
  const into = cards.map((): { from: number; offset: number }[] => []);
  cards.forEach((card, from) => card.edges.forEach(({ to, offset }) => into[to]?.push({ from, offset })));
  let x = 0;
  for (const column of columns) {
    for (const card of column) (places[card] as Place).x = x;
    x += Math.max(...column.map((card) => cards[card]?.width ?? 0)) + columnGap;
    stack(column, cards, places, rowGap);
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forwards = sweep % 2 === 0;
    for (const column of forwards ? columns : columns.toReversed()) {
      const wish = new Map(column.map((card) => [card, wishedHeight(card, forwards, cards, places, into)]));
      column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || a - b);
      settle(column, wish, cards, places, rowGap);
    }
  }
  const top = Math.min(0, ...places.map(({ y }) => y));
  for (const place of places) place.y -= top;
  return places;
}

/** Breadth first from the roots; what they don't reach begins anew from its first card, one column in. */
function layersOf(cards: readonly Card[]): number[] {
  const layers = cards.map(() => -1);
  const enter = (seeds: readonly number[], layer: number): void => {
    let front = seeds.filter((card) => layers[card] === -1);
    for (const card of front) layers[card] = layer;
    for (let next = layer + 1; front.length > 0; next++) {
      const reached: number[] = [];
      for (const card of front) {
        for (const { to } of cards[card]?.edges ?? []) {
          if (layers[to] !== -1) continue;
          layers[to] = next;
          reached.push(to);
        }
      }
      front = reached;
    }
  };
  const roots = cards.flatMap(({ isRoot }, card) => (isRoot ? [card] : []));
  enter(roots, 0);
  cards.forEach((_card, card) => enter([card], roots.length > 0 ? 1 : 0));
  return layers;
}

function stack(column: readonly number[], cards: readonly Card[], places: readonly Place[], rowGap: number): void {
  let y = 0;
  for (const card of column) {
    (places[card] as Place).y = y;
    y += (cards[card]?.height ?? 0) + rowGap;
  }
}

/** The mean of where its edges come from (or lead to), as the top of the card. */
function wishedHeight(card: number, forwards: boolean, cards: readonly Card[], places: readonly Place[], into: readonly { from: number; offset: number }[][]): number {
  const place = places[card] as Place;
  const HEAD = 12;
  const heights = forwards
    ? (into[card] ?? []).filter(({ from }) => (places[from]?.layer ?? 0) < place.layer).map(({ from, offset }) => (places[from]?.y ?? 0) + offset - HEAD)
    : (cards[card]?.edges ?? []).filter(({ to }) => (places[to]?.layer ?? 0) > place.layer).map(({ to, offset }) => (places[to]?.y ?? 0) + HEAD - offset);
  return heights.length === 0 ? place.y : heights.reduce((sum, height) => sum + height, 0) / heights.length;
}

/** Puts each card where it wishes, pushing groups of colliding ones apart around their mean (pool adjacent violators). */
function settle(column: readonly number[], wish: ReadonlyMap<number, number>, cards: readonly Card[], places: readonly Place[], rowGap: number): void {
  const blocks: { members: number[]; y: number; height: number; sum: number }[] = [];
  for (const card of column) {
    const height = (cards[card]?.height ?? 0) + rowGap;
    let block = { members: [card], y: wish.get(card) ?? 0, height, sum: wish.get(card) ?? 0 };
    for (let above = blocks.at(-1); above !== undefined && above.y + above.height > block.y; above = blocks.at(-1)) {
      blocks.pop();
      // Each member's wish, as the top the whole block would have.
      const sum = above.sum + block.sum - block.members.length * above.height;
      const members = [...above.members, ...block.members];
      block = { members, sum, height: above.height + block.height, y: sum / members.length };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    let { y } = block;
    for (const card of block.members) {
      (places[card] as Place).y = y;
      y += (cards[card]?.height ?? 0) + rowGap;
    }
  }
}
