/**
 * Directed graphs as three typed arrays (compressed sparse rows): the form all algorithms take. Nodes and edges are numbers from
 * 0; the edges of a node are a range of rows, so nothing is allocated to walk them.
 */

/** The edges of node `n` are rows `start[n]` to `start[n + 1]` (exclusive) of `targets`. */
export interface Digraph {
  readonly nodeCount: number;
  readonly start: Int32Array;
  readonly targets: Int32Array;
}

/** The same edges the other way round, each with the number of the row it comes from. */
export interface ReversedDigraph extends Digraph {
  /** For each row, the row of the graph it was made from. */
  readonly edges: Int32Array;
}

/** Counting sort by target; among the edges into one node the order of their rows is kept. */
export function reversed({ nodeCount, start, targets }: Digraph): ReversedDigraph {
  const edgeCount = start[nodeCount] as number;
  const reversedStart = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) (reversedStart[(targets[edge] as number) + 1] as number)++;
  for (let node = 0; node < nodeCount; node++) (reversedStart[node + 1] as number) += reversedStart[node] as number;
  const next = reversedStart.slice(0, nodeCount);
  const sources = new Int32Array(edgeCount);
  const edges = new Int32Array(edgeCount);
  for (let node = 0; node < nodeCount; node++) {
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      const row = next[target] as number;
      next[target] = row + 1;
      sources[row] = node;
      edges[row] = edge;
    }
  }
  return { nodeCount, start: reversedStart, targets: sources, edges };
}

/** A graph of the given edges; those of one node keep their order. */
export function digraphOf(nodeCount: number, edges: readonly (readonly [number, number])[]): Digraph {
  const start = new Int32Array(nodeCount + 1);
  for (const [source] of edges) (start[source + 1] as number)++;
  for (let node = 0; node < nodeCount; node++) (start[node + 1] as number) += start[node] as number;
  const next = start.slice(0, nodeCount);
  const targets = new Int32Array(edges.length);
  for (const [source, target] of edges) targets[(next[source] as number)++] = target;
  return { nodeCount, start, targets };
}
