/**
 * Which card an arrow key leads to: right and left along references where there are any (to what the card refers to, back to what
 * refers to it), otherwise to the nearest card there; up and down within a column.
 */
import type { Layout, PlacedCard } from './layout';

export function neighbourOf({ cards, edges }: Pick<Layout, 'cards' | 'edges'>, key: string, arrow: string): string | null {
  const from = cards.find((card) => card.content.key === key);
  if (from === undefined) return null;
  const distance = distanceByArrow.get(arrow);
  if (distance === undefined) return null;
  const ends = arrow === 'ArrowRight' ? edges.filter((edge) => edge.from === key).map((edge) => edge.to)
    : arrow === 'ArrowLeft' ? edges.filter((edge) => edge.to === key).map((edge) => edge.from) : [];
  const along = new Set(ends.filter((end) => end !== key));
  // Along a reference that points that way; else along any; else over empty ground.
  return nearest(cards.filter((card) => along.has(card.content.key)), from, distance)
    ?? nearest(cards.filter((card) => along.has(card.content.key)), from, direct)
    ?? nearest(cards, from, distance);
}

type Distance = (from: PlacedCard, to: PlacedCard) => number | null;

function nearest(cards: readonly PlacedCard[], from: PlacedCard, distance: Distance): string | null {
  let best: PlacedCard | null = null;
  let shortest = Infinity;
  for (const card of cards) {
    const length = card === from ? null : distance(from, card);
    if (length === null || length >= shortest) continue;
    best = card;
    shortest = length;
  }
  return best?.content.key ?? null;
}

const direct: Distance = (from, to) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);

/** For each arrow: how far a card is in its direction, or null if it isn't there. Crosswise distance counts double. */
const distanceByArrow: ReadonlyMap<string, Distance> = new Map([
  ['ArrowDown', (from, to) => (to.y > from.y ? to.y - from.y + 2 * Math.abs(to.x - from.x) : null)],
  ['ArrowUp', (from, to) => (to.y < from.y ? from.y - to.y + 2 * Math.abs(to.x - from.x) : null)],
  ['ArrowRight', (from, to) => (to.x > from.x ? to.x - from.x + 2 * Math.abs(to.y - from.y) : null)],
  ['ArrowLeft', (from, to) => (to.x < from.x ? from.x - to.x + 2 * Math.abs(to.y - from.y) : null)],
]);
