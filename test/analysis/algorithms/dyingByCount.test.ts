/** What dies by its count, against counting anew until nothing changes. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dyingByCount } from '../../../src/analysis/algorithms/dyingByCount';
import { randomGraph } from './randomGraph';

describe('dyingByCount', () => {
  it('is what nobody living holds any more', () => {
    fc.assert(fc.property(randomGraph(8, 16), fc.array(fc.nat(), { maxLength: 5 }), (random, choices) => {
      const { edges, isRoot } = random;
      const dropped = edges.length === 0 ? [] : [...new Set(choices.map((choice) => choice % edges.length))];
      const count = (node: number): number => edges.filter(([, target]) => target === node).length + (isRoot[node] as number);
      const dead = dyingByCount(random.graph, count, dropped);
      const expected = new Set<number>();
      for (let grown = true; grown;) {
        grown = false;
        for (let node = 1; node < random.nodeCount; node++) {
          const left = edges.filter(([source, target], edge) => target === node && !dropped.includes(edge) && !expected.has(source)).length;
          if (isRoot[node] === 1 || left > 0 || expected.has(node) || count(node) === 0) continue;
          expected.add(node);
          grown = true;
        }
      }
      expect(new Set([...dead.keys()].filter((node) => dead[node] === 1))).toEqual(expected);
    }), { numRuns: 300 });
  });
});
