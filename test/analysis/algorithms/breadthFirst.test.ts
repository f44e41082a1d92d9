/** Distances by relaxation, reach by fixpoint, shortest cycles by trying all. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breadthFirst, reach, shortestCycle } from '../../../src/analysis/algorithms/breadthFirst';
import { plainReach, randomGraph, type RandomGraph } from './randomGraph';

function plainDistances({ nodeCount, edges }: RandomGraph, from: readonly number[]): number[] {
  const distance = Array.from({ length: nodeCount }, (_, node) => (from.includes(node) ? 0 : Infinity));
  for (let round = 0; round < nodeCount; round++) {
    for (const [source, target] of edges) distance[target] = Math.min(distance[target] as number, (distance[source] as number) + 1);
  }
  return distance;
}

describe('breadth-first search', () => {
  it('has the shortest distances, parents one nearer, and nothing beyond the limit', () => {
    fc.assert(fc.property(randomGraph(12, 30), fc.integer({ min: 0, max: 4 }), (random, limit) => {
      const { distance, parent, order, count } = breadthFirst(random.graph, random.roots, limit);
      const expected = plainDistances(random, random.roots);
      for (let node = 0; node < random.nodeCount; node++) {
        const plain = expected[node] as number;
        expect(distance[node]).toBe(plain <= limit ? plain : -1);
        if (distance[node] === -1 || plain === 0) expect(parent[node]).toBe(-1);
        else expect(distance[parent[node] as number]).toBe(plain - 1);
      }
      const met = [...order.subarray(0, count)];
      expect(met.map((node) => distance[node])).toEqual(met.map((node) => distance[node] as number).sort((a, b) => a - b));
    }), { numRuns: 200 });
  });

  it('reaches what the fixpoint reaches', () => {
    fc.assert(fc.property(randomGraph(12, 30), (random) => {
      const expected = plainReach(random, random.roots);
      expect([...reach(random.graph, random.roots)].map((flag) => flag === 1)).toEqual(Array.from({ length: random.nodeCount }, (_, node) => expected.has(node)));
    }), { numRuns: 200 });
  });
});

describe('shortestCycle', () => {
  it('is closed, goes through the node, and none is shorter', () => {
    fc.assert(fc.property(randomGraph(10, 20), (random) => {
      const { edges } = random;
      for (let node = 1; node < random.nodeCount; node++) {
        const cycle = shortestCycle(random.graph, node);
        // The way back from a target, and the edge to it.
        const lengths = edges.filter(([source]) => source === node).map(([, target]) => 1 + (plainDistances(random, [target])[node] as number));
        const shortest = Math.min(Infinity, ...lengths);
        if (cycle === null) {
          expect(shortest).toBe(Infinity);
          continue;
        }
        expect(cycle).toHaveLength(shortest);
        let at = node;
        for (const edge of cycle) {
          expect(edges[edge]?.[0]).toBe(at);
          at = edges[edge]?.[1] as number;
        }
        expect(at).toBe(node);
      }
    }), { numRuns: 200 });
  });
});
