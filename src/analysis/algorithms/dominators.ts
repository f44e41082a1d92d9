/**
 * Dominators: T. Lengauer and R. E. Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979), the simple version
 * with path compression, everything on explicit stacks. A node dominates another when every path from a root to the other runs
 * through it; the nearest such node is its immediate dominator.
 *
 * In: a graph and its reverse, the roots; node 0 is a virtual root above them and must have no edges. Out: for each node its
 * immediate dominator (0 for what nothing else dominates, -1 for what no root reaches), and an order in which dominators come first.
 * Cooper, Harvey and Kennedy's simpler iteration takes twice the time on common heaps, and minutes on a list of 100,000 objects
 * linked both ways (test/bench/analysis.mjs).
 */
import type { Digraph } from '../graph/digraph';

export interface Dominators {
  readonly immediate: Int32Array;
  /** Reached nodes in depth-first order, node 0 first: each comes after its dominator. */
  readonly order: Int32Array;
}

export function dominators(graph: Digraph, backwards: Digraph, roots: ArrayLike<number>): Dominators {
  const { nodeCount } = graph;
  const search = depthFirst(graph, roots);
  const { order, number, parent } = search;
  const count = order.length;
  // From here on vertices are depth-first numbers; 0 is the virtual root.
  const semi = new Int32Array(count);
  const label = new Int32Array(count);
  const ancestor = new Int32Array(count).fill(-1);
  const immediate = new Int32Array(count);
  /** For each vertex, the first of those whose semidominator it is; for each of them the next. */
  const bucket = new Int32Array(count).fill(-1);
  const nextInBucket = new Int32Array(count);
  const path = new Int32Array(count);
  for (let vertex = 0; vertex < count; vertex++) semi[vertex] = label[vertex] = vertex;
  const isRoot = new Uint8Array(nodeCount);
  for (let i = 0; i < roots.length; i++) isRoot[roots[i] as number] = 1;

  const { start, targets } = backwards;
  for (let vertex = count - 1; vertex > 0; vertex--) {
    const node = order[vertex] as number;
    let best = isRoot[node] === 1 ? 0 : vertex;
    if (best !== 0) {
      const end = start[node + 1] as number;
      for (let row = start[node] as number; row < end; row++) {
        const holder = number[targets[row] as number] as number;
        if (holder < 0) continue;
        const candidate = semi[evaluate(holder)] as number;
        if (candidate < best) best = candidate;
      }
    }
    semi[vertex] = best;
    nextInBucket[vertex] = bucket[best] as number;
    bucket[best] = vertex;
    const above = parent[vertex] as number;
    ancestor[vertex] = above;
    for (let member = bucket[above] as number; member !== -1; member = nextInBucket[member] as number) {
      const least = evaluate(member);
      immediate[member] = (semi[least] as number) < (semi[member] as number) ? least : above;
    }
    bucket[above] = -1;
  }
  const byNode = new Int32Array(nodeCount).fill(-1);
  for (let vertex = 1; vertex < count; vertex++) {
    if (immediate[vertex] !== semi[vertex]) immediate[vertex] = immediate[immediate[vertex] as number] as number;
    byNode[order[vertex] as number] = order[immediate[vertex] as number] as number;
  }
  return { immediate: byNode, order };

  /** The vertex with the least semidominator on the way up to, but without, the root of its tree in the forest. */
  function evaluate(vertex: number): number {
    if (ancestor[vertex] === -1) return vertex;
    let depth = 0;
    let at = vertex;
    while (ancestor[ancestor[at] as number] !== -1) {
      path[depth++] = at;
      at = ancestor[at] as number;
    }
    while (depth > 0) {
      const below = path[--depth] as number;
      const above = ancestor[below] as number;
      if ((semi[label[above] as number] as number) < (semi[label[below] as number] as number)) label[below] = label[above] as number;
      ancestor[below] = ancestor[above] as number;
    }
    return label[vertex] as number;
  }
}

/** For each node, its own weight and that of everything it dominates; node 0 has the sum of all that is reached. */
export function retainedWeights({ immediate, order }: Dominators, weights: Float64Array): Float64Array {
  const retained = new Float64Array(weights.length);
  for (let i = order.length - 1; i > 0; i--) {
    const node = order[i] as number;
    (retained[node] as number) += weights[node] as number;
    (retained[immediate[node] as number] as number) += retained[node] as number;
  }
  return retained;
}

/** Nodes in depth-first preorder under virtual node 0; `number` is the place in it (-1: not reached), `parent` is by place. */
function depthFirst({ nodeCount, start, targets }: Digraph, roots: ArrayLike<number>): { order: Int32Array; number: Int32Array; parent: Int32Array } {
  const number = new Int32Array(nodeCount).fill(-1);
  const order = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  const nextEdge = new Int32Array(nodeCount);
  number[0] = 0;
  let count = 1;
  for (let i = 0; i < roots.length; i++) {
    const root = roots[i] as number;
    if (number[root] !== -1) continue;
    let depth = 0;
    path[0] = root;
    nextEdge[0] = start[root] as number;
    number[root] = count;
    order[count++] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      const edge = nextEdge[depth] as number;
      if (edge === start[node + 1]) {
        depth--;
        continue;
      }
      nextEdge[depth] = edge + 1;
      const target = targets[edge] as number;
      if (number[target] !== -1) continue;
      number[target] = count;
      parent[count] = number[node] as number;
      order[count++] = target;
      path[++depth] = target;
      nextEdge[depth] = start[target] as number;
    }
  }
  return { order: order.slice(0, count), number, parent: parent.slice(0, count) };
}
