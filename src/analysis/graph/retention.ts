/**
 * What depends on what at one moment: immediate dominators, and for each object what would go with it. In: the graph of a moment
 * and sizes. Out: numbers by node. What no root reaches has no dominator and retains 0 here.
 */
import { dominators, retainedWeights } from '../algorithms/dominators';
import type { Digraph } from './digraph';
import type { MomentGraph } from './momentGraph';

export class Retention {
  /** For each node its immediate dominator: 0 for roots and what two roots hold, -1 when no root reaches it. */
  readonly immediate: Int32Array;
  /** Reached nodes, dominators first. */
  readonly order: Int32Array;
  /** For each node, the bytes of all that would go with it, itself included. */
  readonly bytes: Float64Array;
  /** For each node, how many objects that are, itself included. */
  readonly counts: Float64Array;
  private children: Digraph | null = null;

  constructor(graph: MomentGraph, sizeOf: (entity: number) => number) {
    const tree = dominators(graph.out, graph.in, graph.roots);
    this.immediate = tree.immediate;
    this.order = tree.order;
    const { nodeCount, entityOf } = graph;
    const sizes = new Float64Array(nodeCount);
    const ones = new Float64Array(nodeCount);
    for (let node = 1; node < nodeCount; node++) {
      if (!graph.isObject(node)) continue;
      sizes[node] = sizeOf(entityOf[node] as number);
      ones[node] = 1;
    }
    this.bytes = retainedWeights(tree, sizes);
    this.counts = retainedWeights(tree, ones);
  }

  /** The dominator tree: edges from each node to those it dominates immediately. */
  get tree(): Digraph {
    return (this.children ??= childrenOf(this.immediate));
  }
}

function childrenOf(immediate: Int32Array): Digraph {
  const nodeCount = immediate.length;
  const start = new Int32Array(nodeCount + 1);
  for (let node = 1; node < nodeCount; node++) {
    const above = immediate[node] as number;
    if (above >= 0) (start[above + 1] as number)++;
  }
  for (let node = 0; node < nodeCount; node++) (start[node + 1] as number) += start[node] as number;
  const next = start.slice(0, nodeCount);
  const targets = new Int32Array(start[nodeCount] as number);
  for (let node = 1; node < nodeCount; node++) {
    const above = immediate[node] as number;
    if (above >= 0) targets[(next[above] as number)++] = node;
  }
  return { nodeCount, start, targets };
}
