/** Edges forwards and backwards are the edges given. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { digraphOf, reversed } from '../../../src/analysis/graph/digraph';

const edgeList = fc.integer({ min: 1, max: 9 }).chain((nodes) => fc.record({
  nodes: fc.constant(nodes), edges: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)), { maxLength: 25 }),
}));

it('keeps edges in order, and finds each of them from its target', () => {
  fc.assert(fc.property(edgeList, ({ nodes, edges }) => {
    const graph = digraphOf(nodes, edges);
    const backwards = reversed(graph);
    for (let node = 0; node < nodes; node++) {
      expect([...graph.targets.subarray(graph.start[node], graph.start[node + 1])]).toEqual(edges.filter(([source]) => source === node).map(([, target]) => target));
      for (let row = backwards.start[node] as number; row < (backwards.start[node + 1] as number); row++) {
        const edge = backwards.edges[row] as number;
        const source = backwards.targets[row] as number;
        expect(graph.targets[edge]).toBe(node);
        expect(edge >= (graph.start[source] as number) && edge < (graph.start[source + 1] as number)).toBe(true);
        if (row > (backwards.start[node] as number)) expect(edge).toBeGreaterThan(backwards.edges[row - 1] as number);
      }
    }
    expect(backwards.targets).toHaveLength(edges.length);
  }));
});
