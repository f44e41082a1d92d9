/**
 * Strongly connected components (R. E. Tarjan, "Depth-first search and linear graph algorithms", 1972, with an explicit stack) and
 * connected ones, direction ignored (union-find with path halving: Tarjan and van Leeuwen, 1984).
 *
 * In: a graph, optionally which nodes count. Out: for each node the number of its component, and how many there are.
 */
import type { Digraph } from '../graph/digraph';

export interface Components {
  /** For each node its component from 0; -1 for nodes that don't count. */
  readonly componentOf: Int32Array;
  readonly count: number;
}

/** Strong components are numbered so that an edge between two leads to the smaller number. */
export function strongComponents({ nodeCount, start, targets }: Digraph, counts: Uint8Array | null = null): Components {
  const componentOf = new Int32Array(nodeCount).fill(-1);
  /** For each node, its number in the order of discovery from 1; 0 before. */
  const index = new Int32Array(nodeCount);
  const low = new Int32Array(nodeCount);
  const open = new Int32Array(nodeCount);
  /** The path of the search, and for each of its nodes the next edge to follow. */
  const path = new Int32Array(nodeCount);
  const nextEdge = new Int32Array(nodeCount);
  let discovered = 0;
  let openCount = 0;
  let count = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (index[root] !== 0 || (counts !== null && counts[root] !== 1)) continue;
    let depth = 0;
    path[0] = root;
    nextEdge[0] = start[root] as number;
    index[root] = low[root] = ++discovered;
    open[openCount++] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      const edge = nextEdge[depth] as number;
      if (edge < (start[node + 1] as number)) {
        nextEdge[depth] = edge + 1;
        const target = targets[edge] as number;
        if (counts !== null && counts[target] !== 1) continue;
        if (index[target] === 0) {
          index[target] = low[target] = ++discovered;
          open[openCount++] = target;
          path[++depth] = target;
          nextEdge[depth] = start[target] as number;
        } else if (componentOf[target] === -1 && (index[target] as number) < (low[node] as number)) {
          low[node] = index[target] as number;
        }
        continue;
      }
      if (low[node] === index[node]) {
        for (let member = -1; member !== node;) {
          member = open[--openCount] as number;
          componentOf[member] = count;
        }
        count++;
      }
      if (--depth >= 0) {
        const parent = path[depth] as number;
        if ((low[node] as number) < (low[parent] as number)) low[parent] = low[node] as number;
      }
    }
  }
  return { componentOf, count };
}

/** Components of the nodes that count, edges in both directions; numbered in the order of their first nodes. */
export function connectedComponents({ nodeCount, start, targets }: Digraph, counts: Uint8Array): Components {
  const leader = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) leader[node] = node;
  const find = (of: number): number => {
    let node = of;
    while (leader[node] !== node) {
      const above = leader[leader[node] as number] as number;
      leader[node] = above;
      node = above;
    }
    return node;
  };
  for (let node = 0; node < nodeCount; node++) {
    if (counts[node] !== 1) continue;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (counts[target] !== 1) continue;
      const a = find(node);
      const b = find(target);
      // The smaller number leads, so that components are numbered by their first nodes.
      if (a < b) leader[b] = a;
      else if (b < a) leader[a] = b;
    }
  }
  const componentOf = new Int32Array(nodeCount).fill(-1);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (counts[node] !== 1) continue;
    const first = find(node);
    componentOf[node] = first === node ? count++ : (componentOf[first] as number);
  }
  return { componentOf, count };
}
