/** Random directed graphs, small enough for oracles that try everything; node 0 is nobody, as in the graphs of moments. */
import * as fc from 'fast-check';
import { digraphOf, reversed, type Digraph, type ReversedDigraph } from '../../../src/analysis/graph/digraph';

export interface RandomGraph {
  readonly nodeCount: number;
  /** By number of the edge in `graph`. */
  readonly edges: readonly (readonly [number, number])[];
  readonly graph: Digraph;
  readonly backwards: ReversedDigraph;
  readonly roots: readonly number[];
  readonly isRoot: Uint8Array;
}

export function randomGraph(maximumNodes: number, maximumEdges: number): fc.Arbitrary<RandomGraph> {
  return fc.integer({ min: 1, max: maximumNodes }).chain((nodes) => fc.record({
    edges: fc.array(fc.tuple(fc.integer({ min: 1, max: nodes }), fc.integer({ min: 1, max: nodes })), { maxLength: maximumEdges }),
    roots: fc.uniqueArray(fc.integer({ min: 1, max: nodes }), { maxLength: 3 }),
  }).map(({ edges, roots }) => graphOf(nodes + 1, edges, roots)));
}

export function graphOf(nodeCount: number, edges: readonly (readonly [number, number])[], roots: readonly number[]): RandomGraph {
  const graph = digraphOf(nodeCount, edges);
  // In the order of the rows: sorted by source, otherwise as given.
  const sorted = edges.map((edge, i) => ({ edge, i })).sort((a, b) => a.edge[0] - b.edge[0] || a.i - b.i).map(({ edge }) => edge);
  const isRoot = new Uint8Array(nodeCount);
  for (const root of roots) isRoot[root] = 1;
  return { nodeCount, edges: sorted, graph, backwards: reversed(graph), roots, isRoot };
}

/** By fixpoint: what these nodes reach without some nodes and edges. */
export function plainReach({ edges }: RandomGraph, from: readonly number[], withoutNode = -1, withoutEdges: ReadonlySet<number> = new Set()): Set<number> {
  const reached = new Set(from.filter((node) => node !== withoutNode));
  for (let grown = true; grown;) {
    grown = false;
    edges.forEach(([source, target], edge) => {
      if (withoutEdges.has(edge) || target === withoutNode || !reached.has(source) || reached.has(target)) return;
      reached.add(target);
      grown = true;
    });
  }
  return reached;
}

/** All ways of edges from a root to a node, through no other root and no node twice. */
export function allPaths({ edges, isRoot }: RandomGraph, goal: number): number[][] {
  if (isRoot[goal] === 1) return [[]];
  const found: number[][] = [];
  const extend = (node: number, suffix: readonly number[], passed: ReadonlySet<number>): void => {
    edges.forEach(([source, target], edge) => {
      if (target !== node || passed.has(source)) return;
      const path = [edge, ...suffix];
      if (isRoot[source] === 1) found.push(path);
      else extend(source, path, new Set([...passed, source]));
    });
  };
  extend(goal, [], new Set([goal]));
  return found;
}
