/** Dominators and retained weights against removal: what is lost when a node is taken away. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominators, retainedWeights } from '../../../src/analysis/algorithms/dominators';
import { graphOf, plainReach, randomGraph, type RandomGraph } from './randomGraph';

/** For each node, the nodes without which no root reaches it, itself left out. */
function plainDominators(random: RandomGraph): Map<number, Set<number>> {
  const all = plainReach(random, random.roots);
  const byNode = new Map([...all].map((node) => [node, new Set<number>()]));
  for (const removed of all) {
    const left = plainReach(random, random.roots, removed);
    for (const node of all) if (node !== removed && !left.has(node)) byNode.get(node)?.add(removed);
  }
  return byNode;
}

function check(random: RandomGraph): void {
  const tree = dominators(random.graph, random.backwards, random.roots);
  const expected = plainDominators(random);
  const { immediate } = tree;
  const weights = Float64Array.from({ length: random.nodeCount }, (_, node) => (node === 0 ? 0 : 10 ** (node % 5)));
  const retained = retainedWeights(tree, weights);
  for (let node = 1; node < random.nodeCount; node++) {
    const dominating = expected.get(node);
    if (dominating === undefined) {
      expect([immediate[node], retained[node]]).toEqual([-1, 0]);
      continue;
    }
    const found = new Set<number>();
    for (let above = immediate[node] as number; above > 0; above = immediate[above] as number) found.add(above);
    expect(found).toEqual(dominating);
    const lost = [...expected].filter(([other, above]) => other === node || above.has(node));
    expect(retained[node]).toBe(lost.reduce((sum, [other]) => sum + (weights[other] as number), 0));
  }
  expect(retained[0]).toBe([...expected.keys()].reduce((sum, node) => sum + (weights[node] as number), 0));
  const seen = new Set([0]);
  for (const node of tree.order) {
    if (node !== 0) expect(seen.has(immediate[node] as number)).toBe(true);
    seen.add(node);
  }
}

describe('dominators', () => {
  it('are the nodes whose removal cuts off, and retain what they cut off', () => {
    fc.assert(fc.property(randomGraph(12, 30), check), { numRuns: 400 });
    fc.assert(fc.property(randomGraph(30, 60), check), { numRuns: 60 });
  });

  it('of the example in Lengauer and Tarjan\'s paper', () => {
    const [R, A, B, C, D, E, F, G, H, I, J, K, L] = Array.from({ length: 13 }, (_, i) => i + 1) as [
      number, number, number, number, number, number, number, number, number, number, number, number, number,
    ];
    const edges: [number, number][] = [
      [R, A], [R, B], [R, C], [A, D], [B, A], [B, D], [B, E], [C, F], [C, G], [D, L], [E, H], [F, I], [G, I], [G, J], [H, E], [H, K], [I, K],
      [J, I], [K, I], [K, R], [L, H],
    ];
    const random = graphOf(14, edges, [R]);
    const { immediate } = dominators(random.graph, random.backwards, [R]);
    expect([A, B, C, D, E, F, G, H, I, J, K, L].map((node) => immediate[node])).toEqual([R, R, R, R, R, C, C, R, R, G, R, D]);
  });

  it('of a chain of 200,000 nodes that point back', () => {
    const count = 200_000;
    const edges: [number, number][] = [];
    for (let node = 1; node < count; node++) edges.push([node, node + 1], [node + 1, node]);
    const chain = graphOf(count + 1, edges, [1]);
    const tree = dominators(chain.graph, chain.backwards, [1]);
    expect(tree.immediate[count]).toBe(count - 1);
    expect(retainedWeights(tree, new Float64Array(count + 1).fill(1))[1]).toBe(count);
  });
});
