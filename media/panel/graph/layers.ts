/**
 * Which column a card stands in: roots in column 0, every object one column right of the nearest card that refers to it.
 * A card that was drawn before keeps its column while a card to its left still refers to it, so that little moves from step
 * to step. What no root reaches is laid out by itself, starting at its oldest object.
 */
import type { CardContent } from './card';

/** For each key: the column. */
export type Columns = ReadonlyMap<string, number>;

/** Columns of everything that hangs on `starts` (which stand in column `first`); weak edges count only for what nothing else reaches. */
export function columnsFrom(cards: readonly CardContent[], starts: readonly string[], first: number, previous: Columns): Columns {
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const columns = new Map<string, number>(starts.map((key) => [key, first]));
  spread(byKey, columns, starts, false);
  spread(byKey, columns, [...columns.keys()], true);
  // What is still missing is held by nothing drawn (its holder was left out): it begins a column of its own after the starts.
  for (const card of cards) {
    if (columns.has(card.key)) continue;
    columns.set(card.key, first + 1);
    spread(byKey, columns, [card.key], false);
  }
  return keepPrevious(cards, columns, new Set(starts), previous);
}

/** Breadth first from `from`, which must be in the order of their columns. Only `weak` or only counted references are followed. */
function spread(byKey: ReadonlyMap<string, CardContent>, columns: Map<string, number>, from: readonly string[], weak: boolean): void {
  const queue = [...from];
  for (let index = 0; index < queue.length; index++) {
    const key = queue[index];
    const column = columns.get(key) ?? 0;
    for (const row of byKey.get(key)?.rows ?? []) {
      if (row.target === null || row.weak !== weak || columns.has(row.target) || !byKey.has(row.target)) continue;
      columns.set(row.target, column + 1);
      queue.push(row.target);
    }
  }
}

function keepPrevious(cards: readonly CardContent[], fresh: Columns, starts: ReadonlySet<string>, previous: Columns): Columns {
  const kept = new Map(fresh);
  const holders = new Map<string, string[]>();
  for (const card of cards) {
    for (const { target } of card.rows) {
      if (target === null) continue;
      const known = holders.get(target);
      if (known === undefined) holders.set(target, [card.key]);
      else known.push(card.key);
    }
  }
  for (const key of [...fresh.keys()].sort((a, b) => (fresh.get(a) ?? 0) - (fresh.get(b) ?? 0))) {
    const before = previous.get(key);
    if (before === undefined || starts.has(key) || before > (fresh.get(key) ?? 0) + 2) continue;
    if ((holders.get(key) ?? []).some((holder) => (kept.get(holder) ?? Infinity) < before)) kept.set(key, before);
  }
  return kept;
}
