/** The smallest cut against trying all sets of edges. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumCut } from '../../../src/analysis/algorithms/minimumCut';
import { graphOf, plainReach, randomGraph, type RandomGraph } from './randomGraph';

/** Number and penalty of the best of all sets of edges without which no root reaches the goal. */
function plainBest(random: RandomGraph, goal: number, penalty: (edge: number) => number): [number, number] {
  const { edges, roots } = random;
  let best: [number, number] = [Infinity, Infinity];
  for (let set = 0; set < 1 << edges.length; set++) {
    const chosen = edges.map((_, edge) => edge).filter((edge) => (set >> edge) % 2 === 1);
    const sum = chosen.reduce((total, edge) => total + penalty(edge), 0);
    if (chosen.length > best[0] || (chosen.length === best[0] && sum >= best[1])) continue;
    if (!plainReach(random, roots, -1, new Set(chosen)).has(goal)) best = [chosen.length, sum];
  }
  return best;
}

describe('minimumCut', () => {
  it('cuts off, and no set is smaller or, of that size, has less against it', () => {
    fc.assert(fc.property(randomGraph(6, 9), fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 9, maxLength: 9 }), (random, penalties) => {
      const penalty = (edge: number): number => penalties[edge] as number;
      for (let goal = 1; goal < random.nodeCount; goal++) {
        if (random.isRoot[goal] === 1) continue;
        const cut = minimumCut({ graph: random.backwards, isRoot: random.isRoot, goal, penalty, limit: 20 }) as readonly number[];
        expect(plainReach(random, random.roots, -1, new Set(cut)).has(goal)).toBe(false);
        expect([cut.length, cut.reduce((sum, edge) => sum + penalty(edge), 0)]).toEqual(plainBest(random, goal, penalty));
      }
    }), { numRuns: 60 });
  });

  it('is the one nearest to the goal among equals', () => {
    const chain = graphOf(5, [[1, 2], [2, 3], [3, 4]], [1]);
    expect(minimumCut({ graph: chain.backwards, isRoot: chain.isRoot, goal: 4, penalty: () => 0, limit: 5 })).toEqual([2]);
    expect(minimumCut({ graph: chain.backwards, isRoot: chain.isRoot, goal: 4, penalty: (edge) => edge, limit: 5 })).toEqual([0]);
  });

  it('gives up beyond its limits', () => {
    const wide = graphOf(12, Array.from({ length: 10 }, (_, i): [number, number][] => [[1, i + 2], [i + 2, 12 - 1]]).flat().filter(([a, b]) => a !== b), [1]);
    const of = (limit: number, workLimit?: number): readonly number[] | null =>
      minimumCut({ graph: wide.backwards, isRoot: wide.isRoot, goal: 11, penalty: () => 0, limit, ...(workLimit === undefined ? {} : { workLimit }) });
    expect(of(9)).toBeNull();
    expect(of(10)).toHaveLength(10);
    expect(of(10, 5)).toBeNull();
  });
});
