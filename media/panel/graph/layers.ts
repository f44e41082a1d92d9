/**
 * Which column a card stands in: roots in column 0, every object one column right of the nearest card that refers to it; a long
 * chain goes on downwards instead of to the right. A card that was drawn before keeps its column whatever now refers to it.
 */
import type { CardContent } from './card';

/** For each key: the column. */
export type Columns = ReadonlyMap<string, number>;

/** From here on the cards of a chain stand one below the other. */
const longestChain = 3;
const lastColumn = 9;

/**
 * Columns of everything that hangs on `starts` (which stand in column `first`); weak edges count only for what nothing else
 * reaches.
 * @param previous columns that stay
 */
export function columnsFrom(cards: readonly CardContent[], starts: readonly string[], first: number, previous: Columns): Columns {
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const columns = new Map<string, number>(starts.map((key) => [key, first]));
  for (const { key } of cards) {
    const before = previous.get(key);
    if (before !== undefined && !columns.has(key)) columns.set(key, before);
  }
  const spread = new Spread(byKey, columns, cards);
  spread.from([...columns.keys()].sort((a, b) => (columns.get(a) ?? 0) - (columns.get(b) ?? 0)), false);
  spread.from([...columns.keys()], true);
  // What is still missing is held by nothing drawn (its holder was left out): it begins a column of its own after the starts.
  for (const card of cards) {
    if (columns.has(card.key)) continue;
    columns.set(card.key, starts.length === 0 ? first : first + 1);
    spread.from([card.key], false);
  }
  return columns;
}

class Spread {
  /** How many cards refer to each. */
  private readonly holders = new Map<string, number>();
  /** How many cards of a chain lead to each. */
  private readonly chained = new Map<string, number>();

  constructor(private readonly byKey: ReadonlyMap<string, CardContent>, private readonly columns: Map<string, number>, cards: readonly CardContent[]) {
    for (const card of cards) {
      for (const key of new Set(card.rows.flatMap((row) => row.ends.map((end) => end.key)))) this.holders.set(key, (this.holders.get(key) ?? 0) + 1);
    }
  }

  /** Breadth first from `from`, which must be in the order of their columns. Only `weak` or only counted references are followed. */
  from(keys: readonly string[], weak: boolean): void {
    const { byKey, columns } = this;
    const queue = [...keys];
    for (let index = 0; index < queue.length; index++) {
      const key = queue[index];
      const column = columns.get(key) ?? 0;
      const ends = (byKey.get(key)?.rows ?? []).flatMap((row) => row.ends).filter((end) => end.weak === weak && byKey.has(end.key));
      const inChain = byKey.get(key)?.kind === 'object' && new Set(ends.map((end) => end.key)).size === 1 ? this.chained.get(key) ?? 0 : -1;
      for (const { key: target } of ends) {
        if (columns.has(target)) continue;
        const links = inChain < 0 || this.holders.get(target) !== 1 ? 0 : inChain + 1;
        this.chained.set(target, links);
        columns.set(target, Math.min(lastColumn, links >= longestChain ? column : column + 1));
        queue.push(target);
      }
    }
  }
}
