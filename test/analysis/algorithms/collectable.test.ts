/** What the collector finds, against reachability: with every reference known it is what nothing outside leads to. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectable } from '../../../src/analysis/algorithms/collectable';
import { plainReach, randomGraph } from './randomGraph';

const question = randomGraph(10, 20).chain((random) => fc.record({
  random: fc.constant(random),
  outside: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: random.nodeCount, maxLength: random.nodeCount }),
  tracked: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: random.nodeCount, maxLength: random.nodeCount }),
  hidden: fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 3 }),
}));

describe('collectable', () => {
  it('is what neither references from outside, nor untracked holders, nor unseen references lead to', () => {
    fc.assert(fc.property(question, ({ random, outside, tracked, hidden }) => {
      const isCandidate = Uint8Array.from(tracked, (choice, node) => (choice === 0 || node === 0 ? 0 : 1));
      const isVisited = (edge: number): boolean => !hidden.includes(edge);
      const held = (node: number): number => (outside[node] === 3 ? 1 : 0);
      const refcount = (node: number): number => held(node) + random.edges.filter(([, target]) => target === node).length;
      const { unreachable } = collectable({ graph: random.graph, isCandidate, refcount, isVisited });
      const beginnings = random.edges.filter(([source], edge) => isCandidate[source] === 0 || !isVisited(edge)).map(([, target]) => target);
      for (let node = 1; node < random.nodeCount; node++) if (held(node) === 1) beginnings.push(node);
      const seen = { ...random, edges: random.edges.map((edge, i): readonly [number, number] => (isVisited(i) && isCandidate[edge[0]] === 1 && isCandidate[edge[1]] === 1 ? edge : [0, 0])) };
      const reached = plainReach(seen, beginnings.filter((node) => isCandidate[node] === 1));
      for (let node = 0; node < random.nodeCount; node++) expect(unreachable[node] === 1).toBe(isCandidate[node] === 1 && !reached.has(node));
    }), { numRuns: 300 });
  });
});
