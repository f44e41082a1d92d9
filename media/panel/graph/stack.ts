/**
 * Cards in one column: as near as possible to where each wishes to be, in the given order, without overlapping. The sum of
 * the squared distances is the least possible (isotonic regression by pooling neighbours that would overlap).
 */
export interface Wish {
  readonly height: number;
  /** The wished top edge. */
  readonly top: number;
}

/** The top edge of each card, in the same order; none is above `least`. */
export function stack(wishes: readonly Wish[], gap: number, least: number): number[] {
  // Without their own heights the tops must only not decrease: pools of equal value, merged while they do.
  const pools: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const wish of wishes) {
    offsets.push(offset);
    let pool = { sum: wish.top - offset, count: 1 };
    offset += wish.height + gap;
    for (let last = pools.at(-1); last !== undefined && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const tops: number[] = [];
  for (const pool of pools) {
    const value = Math.max(least, pool.sum / pool.count);
    for (let n = 0; n < pool.count; n++) tops.push(value + offsets[tops.length]);
  }
  return tops;
}
