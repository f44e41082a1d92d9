/** Paths against all there are. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctPaths, shortestPath } from '../../../src/analysis/algorithms/distinctPaths';
import { allPaths, graphOf, plainReach, randomGraph, type RandomGraph } from './randomGraph';

function question({ graph, backwards, isRoot }: RandomGraph, goal: number, limit: number, rank = (edge: number): number => edge % 3): Parameters<typeof distinctPaths>[0] {
  return { graph: backwards, forwardTargets: graph.targets, isRoot, rank, goal, limit };
}

function innerNodes({ edges }: RandomGraph, path: readonly number[]): number[] {
  return path.slice(0, -1).map((edge) => (edges[edge] as readonly [number, number])[1]);
}

describe('distinctPaths', () => {
  it('begins with a shortest path, by the best root edge; each further one is new; none is left out', () => {
    fc.assert(fc.property(randomGraph(7, 14), fc.integer({ min: 1, max: 5 }), (random, limit) => {
      for (let goal = 1; goal < random.nodeCount; goal++) {
        const all = allPaths(random, goal);
        const { paths, complete } = distinctPaths(question(random, goal, limit));
        expect(paths.length).toBeLessThanOrEqual(limit);
        const [first] = paths;
        expect(first === undefined).toBe(all.length === 0);
        if (first === undefined || all.length === 0) continue;
        const shortest = Math.min(...all.map(({ length }) => length));
        expect(first.length).toBe(shortest);
        if (shortest > 0) {
          expect((first[0] as number) % 3).toBe(Math.min(...all.filter(({ length }) => length === shortest).map(([edge]) => (edge as number) % 3)));
        }
        const used = new Set<number>();
        const usedNodes = new Set<number>();
        paths.forEach((path, i) => {
          expect(all).toContainEqual(path);
          if (i > 0) {
            expect(path.some((edge) => !used.has(edge))).toBe(true);
            // When some path shares nothing with the earlier ones, the next one shares nothing.
            const isFree = (candidate: readonly number[]): boolean =>
              innerNodes(random, candidate).every((node) => !usedNodes.has(node)) && !candidate.some((edge) => used.has(edge));
            if (all.some(isFree)) expect(isFree(path)).toBe(true);
          }
          for (const edge of path) used.add(edge);
          for (const node of innerNodes(random, path)) usedNodes.add(node);
        });
        if (complete) for (const path of all) expect(path.every((edge) => used.has(edge))).toBe(true);
        if (paths.length < limit) expect(complete).toBe(true);
      }
    }), { numRuns: 300 });
  });

  it('finds what no root reaches to be unreachable', () => {
    fc.assert(fc.property(randomGraph(10, 15), (random) => {
      const reached = plainReach(random, random.roots);
      for (let goal = 1; goal < random.nodeCount; goal++) {
        expect(shortestPath(question(random, goal, 1)) !== null).toBe(reached.has(goal));
      }
    }));
  });

  it('names two names of one list, and two places in it', () => {
    // 1 is the namespace, 2 a list held by two names, 3 an object in it at two places.
    const random = graphOf(4, [[1, 2], [1, 2], [2, 3], [2, 3]], [1]);
    const { paths, complete } = distinctPaths(question(random, 3, 9, () => 0));
    expect(paths).toEqual([[0, 2], [1, 2], [0, 3]]);
    expect(complete).toBe(true);
  });

  it('says that it gave up', () => {
    const chain = graphOf(1001, Array.from({ length: 999 }, (_, i): [number, number] => [i + 1, i + 2]), [1]);
    expect(distinctPaths({ ...question(chain, 1000, 3), visitLimit: 100 })).toEqual({ paths: [], complete: false });
    expect(distinctPaths(question(chain, 1000, 3)).paths).toHaveLength(1);
  });
});
