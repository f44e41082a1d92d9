/** Which card an arrow key leads to: up and down within a column, left and right to the nearest card of the next one. */
import type { PlacedCard } from './layout';

export function neighbourOf(cards: readonly PlacedCard[], key: string, arrow: string): string | null {
  const from = cards.find((card) => card.content.key === key);
  if (from === undefined) return null;
  const distance = distanceByArrow.get(arrow);
  if (distance === undefined) return null;
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

/** For each arrow: how far a card is in its direction, or null if it isn't there. Crosswise distance counts double. */
const distanceByArrow: ReadonlyMap<string, (from: PlacedCard, to: PlacedCard) => number | null> = new Map([
  ['ArrowDown', (from, to) => (to.y > from.y ? to.y - from.y + 2 * Math.abs(to.x - from.x) : null)],
  ['ArrowUp', (from, to) => (to.y < from.y ? from.y - to.y + 2 * Math.abs(to.x - from.x) : null)],
  ['ArrowRight', (from, to) => (to.x > from.x ? to.x - from.x + 2 * Math.abs(to.y - from.y) : null)],
  ['ArrowLeft', (from, to) => (to.x < from.x ? from.x - to.x + 2 * Math.abs(to.y - from.y) : null)],
]);
