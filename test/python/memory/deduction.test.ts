/** The deduction on arrays against CPython's own way, one list member moved at a time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decref, gcListMembers, type PyObject } from '../../../src/python/memory';
import { deduceUnreachable } from '../../../src/python/memory/deduction';
import { createGcList, moveToGcList } from '../../../src/python/memory/gcList';
import { GraphHeap, type GraphNode } from './graphNodes';

const nameOf = (object: PyObject): string => (object as GraphNode).value.name;

/** move_unreachable as gcmodule.c has it, on arrays of nodes that stand for its two lists. */
function reference(nodes: readonly GraphNode[]): { reachable: string[]; unreachable: string[] } {
  const gcRefs = new Map<PyObject, number>(nodes.map((node) => [node, node.refcnt]));
  for (const node of nodes) for (const held of node.value.held) gcRefs.set(held, (gcRefs.get(held) ?? 0) - 1);
  const young: PyObject[] = [...nodes];
  const unreachable: PyObject[] = [];
  const examined = new Set<PyObject>();
  for (let at = 0; at < young.length;) {
    const object = young[at] as GraphNode;
    if (gcRefs.get(object) === 0) {
      young.splice(at, 1);
      unreachable.push(object);
      continue;
    }
    for (const held of object.value.held) {
      if (examined.has(held)) continue;
      const place = unreachable.indexOf(held);
      if (place >= 0) {
        unreachable.splice(place, 1);
        young.push(held);
        gcRefs.set(held, 1);
      } else if (gcRefs.get(held) === 0) gcRefs.set(held, 1);
    }
    examined.add(object);
    at++;
  }
  return { reachable: young.map(nameOf), unreachable: unreachable.map(nameOf) };
}

const graph = fc.record({
  size: fc.integer({ min: 1, max: 20 }),
  edges: fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 50 }),
  roots: fc.array(fc.nat(19), { maxLength: 4 }),
});

describe('deduceUnreachable', () => {
  it('leaves both lists in the order of CPython, and sound in both directions', () => {
    fc.assert(fc.property(graph, ({ size, edges, roots }) => {
      const model = new GraphHeap();
      const nodes = Array.from({ length: size }, (_unused, index) => model.node(`n${index}`));
      for (const [from, to] of edges) model.hold(nodes[from % size] as GraphNode, nodes[to % size] as GraphNode);
      const kept = new Set(roots.map((root) => nodes[root % size] as GraphNode));
      for (const node of nodes) if (!kept.has(node)) decref(model, node);
      const base = createGcList();
      const alive = nodes.filter((node) => node.gcNext !== null);
      for (const node of alive) moveToGcList(node, base);
      const expected = reference(alive);

      const unreachable = createGcList();
      const deduction = deduceUnreachable(model.heap, base, unreachable, null);
      expect([...gcListMembers(base)].map(nameOf)).toEqual(expected.reachable);
      expect([...gcListMembers(unreachable)].map(nameOf)).toEqual(expected.unreachable);
      expect(deduction).toMatchObject({ survivorCount: expected.reachable.length, unreachableCount: expected.unreachable.length });
      for (const list of [base, unreachable]) {
        const backwards: string[] = [];
        for (let object = list.gcPrev as PyObject; object !== list; object = object.gcPrev as PyObject) backwards.push(nameOf(object));
        expect(backwards.reverse()).toEqual([...gcListMembers(list)].map(nameOf));
      }
    }), { numRuns: 2000 });
  });
});
