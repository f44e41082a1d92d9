/**
 * Breadth-first reach from several nodes at once (E. F. Moore, 1959). In: a graph, the nodes to begin with in their order. Out:
 * the order in which nodes are met, and for each the edge by which it was met first and its distance: a shortest path tree.
 */
import type { Digraph } from '../graph/digraph';

export interface BreadthFirst {
  /** Nodes in the order they were met; only the first `count` entries count. */
  readonly order: Int32Array;
  readonly count: number;
  /** For each node, edges from the nearest beginning; -1 when not met. */
  readonly distance: Int32Array;
  /** For each node, the node it was met from; -1 for the beginnings and what was not met. */
  readonly parent: Int32Array;
}

/** @param limit nodes farther away are not met */
export function breadthFirst({ nodeCount, start, targets }: Digraph, beginnings: Iterable<number>, limit = Infinity): BreadthFirst {
  const order = new Int32Array(nodeCount);
  const distance = new Int32Array(nodeCount).fill(-1);
  const parent = new Int32Array(nodeCount).fill(-1);
  let write = 0;
  for (const node of beginnings) {
    if (distance[node] !== -1) continue;
    distance[node] = 0;
    order[write++] = node;
  }
  for (let read = 0; read < write; read++) {
    const node = order[read] as number;
    const next = (distance[node] as number) + 1;
    if (next > limit) break;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (distance[target] !== -1) continue;
      distance[target] = next;
      parent[target] = node;
      order[write++] = target;
    }
  }
  return { order, count: write, distance, parent };
}

/** For each node, 1 when one of the beginnings reaches it. */
export function reach({ nodeCount, start, targets }: Digraph, beginnings: Iterable<number>): Uint8Array {
  const reached = new Uint8Array(nodeCount);
  const stack = new Int32Array(nodeCount);
  let depth = 0;
  for (const node of beginnings) {
    if (reached[node] === 1) continue;
    reached[node] = 1;
    stack[depth++] = node;
  }
  while (depth > 0) {
    const node = stack[--depth] as number;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (reached[target] === 1) continue;
      reached[target] = 1;
      stack[depth++] = target;
    }
  }
  return reached;
}

/** Edges of a shortest cycle through a node, beginning with one that leaves it; null when it is in none. */
export function shortestCycle({ nodeCount, start, targets }: Digraph, through: number): number[] | null {
  const metBy = new Int32Array(nodeCount).fill(-1);
  const from = new Int32Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let write = 0;
  queue[write++] = through;
  for (let read = 0; read < write; read++) {
    const node = queue[read] as number;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (target === through) {
        const cycle = [edge];
        for (let at = node; at !== through; at = from[at] as number) cycle.push(metBy[at] as number);
        return cycle.reverse();
      }
      if (metBy[target] !== -1) continue;
      metBy[target] = edge;
      from[target] = node;
      queue[write++] = target;
    }
  }
  return null;
}
