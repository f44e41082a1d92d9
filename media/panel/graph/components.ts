/**
 * Cycles of what is drawn: the strongly connected components of the cards along counted references (Tarjan, "Depth-first search and
 * linear graph algorithms", 1972; without recursion). In: cards. Out: for each card of a cycle, a number of it.
 */
import type { CardContent } from './card';

export interface Cycles {
  /** For each key in a cycle: which one, from 0. */
  readonly of: ReadonlyMap<string, number>;
  /** Members of each. */
  readonly sizes: readonly number[];
}

export function cyclesOf(cards: readonly CardContent[]): Cycles {
  const indexOf = new Map(cards.map((card, index) => [card.key, index]));
  const targets = cards.map((card) => (card.kind === 'group' ? [] : card.rows.flatMap((row) => row.ends)
    .filter(({ weak }) => !weak)
    .flatMap(({ key }) => indexOf.get(key) ?? [])
    .filter((target) => cards[target]?.kind === 'object')));
  const order = new Int32Array(cards.length).fill(-1);
  const low = new Int32Array(cards.length);
  const onStack = new Uint8Array(cards.length);
  const stack: number[] = [];
  const of = new Map<string, number>();
  const sizes: number[] = [];
  let visited = 0;
  for (let start = 0; start < cards.length; start++) {
    if (order[start] !== -1) continue;
    const path: { readonly node: number; next: number }[] = [];
    const enter = (node: number): void => {
      order[node] = low[node] = visited++;
      stack.push(node);
      onStack[node] = 1;
      path.push({ node, next: 0 });
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const target = targets[node]?.[top.next++];
      if (target !== undefined) {
        if (order[target] === -1) enter(target);
        else if (onStack[target] === 1) low[node] = Math.min(low[node], order[target]);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent.node] = Math.min(low[parent.node], low[node]);
      if (low[node] !== order[node]) continue;
      const members = stack.splice(stack.lastIndexOf(node));
      for (const member of members) onStack[member] = 0;
      if (members.length < 2 && targets[node]?.includes(node) !== true) continue;
      for (const member of members) of.set(cards[member].key, sizes.length);
      sizes.push(members.length);
    }
  }
  return { of, sizes };
}
