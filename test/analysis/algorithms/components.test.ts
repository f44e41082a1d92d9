/** Components against the reachability matrix. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents, strongComponents } from '../../../src/analysis/algorithms/components';
import { graphOf, plainReach, randomGraph, type RandomGraph } from './randomGraph';

/** Only edges between nodes that count. */
function restricted(random: RandomGraph, counts: Uint8Array): RandomGraph {
  return graphOf(random.nodeCount, random.edges.filter(([source, target]) => counts[source] === 1 && counts[target] === 1), []);
}

const graphAndMask = randomGraph(12, 24).chain((random) =>
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: random.nodeCount, maxLength: random.nodeCount })
    .map((choices) => ({ random, counts: Uint8Array.from(choices, (choice) => (choice === 0 ? 0 : 1)) })));

describe('strongComponents', () => {
  it('are nodes that reach each other; an edge between two leads to the smaller number', () => {
    fc.assert(fc.property(graphAndMask, ({ random, counts }) => {
      const { componentOf, count } = strongComponents(random.graph, counts);
      const plain = restricted(random, counts);
      const reach = Array.from({ length: random.nodeCount }, (_, node) => plainReach(plain, [node]));
      for (let a = 0; a < random.nodeCount; a++) {
        if (counts[a] === 0) expect(componentOf[a]).toBe(-1);
        for (let b = 0; b < random.nodeCount; b++) {
          if (counts[a] === 0 || counts[b] === 0) continue;
          expect(componentOf[a] === componentOf[b]).toBe(a === b || ((reach[a] as Set<number>).has(b) && (reach[b] as Set<number>).has(a)));
        }
      }
      for (const [source, target] of plain.edges) expect(componentOf[target] as number).toBeLessThanOrEqual(componentOf[source] as number);
      expect(new Set([...componentOf].filter((component) => component >= 0)).size).toBe(count);
    }), { numRuns: 300 });
  });

  it('need no stack of their own for a cycle of 200,000', () => {
    const nodes = 200_000;
    const edges = Array.from({ length: nodes }, (_, i): [number, number] => [i, (i + 1) % nodes]);
    expect(strongComponents(graphOf(nodes, edges, []).graph).count).toBe(1);
  });
});

describe('connectedComponents', () => {
  it('are nodes that edges connect whichever way they point, numbered by their first nodes', () => {
    fc.assert(fc.property(graphAndMask, ({ random, counts }) => {
      const { componentOf, count } = connectedComponents(random.graph, counts);
      const plain = restricted(random, counts);
      const both = graphOf(random.nodeCount, [...plain.edges, ...plain.edges.map(([a, b]) => [b, a] as const)], []);
      let next = 0;
      for (let node = 0; node < random.nodeCount; node++) {
        if (counts[node] === 0) {
          expect(componentOf[node]).toBe(-1);
          continue;
        }
        const first = Math.min(...plainReach(both, [node]));
        expect(componentOf[node]).toBe(first === node ? next++ : componentOf[first]);
      }
      expect(count).toBe(next);
    }), { numRuns: 300 });
  });
});
