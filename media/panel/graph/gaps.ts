/**
 * Room in a column that is partly taken: the place nearest to a wish where a card fits between those that stay where they are.
 * In: taken intervals, a height, a wished top. Out: a top. Nothing moves.
 */
export interface Interval {
  readonly top: number;
  readonly bottom: number;
}

/** @param least nothing is placed above this; there is always room below all others */
export function nearestGap(taken: readonly Interval[], height: number, wish: number, gap: number, least: number): number {
  const sorted = [...taken].sort((a, b) => a.top - b.top);
  let best = Infinity;
  let nearest = Infinity;
  let from = least;
  const offer = (lowest: number, highest: number): void => {
    if (highest < lowest) return;
    const top = Math.max(lowest, Math.min(highest, wish));
    if (Math.abs(top - wish) >= nearest) return;
    nearest = Math.abs(top - wish);
    best = top;
  };
  for (const { top, bottom } of sorted) {
    offer(from, top - gap - height);
    from = Math.max(from, bottom + gap);
  }
  offer(from, Infinity);
  return best;
}
