import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectGenerations, collectWithCallbacks, decref, gcListMembers, gcListSize, incref, type PyObject } from '../../../src/python/memory';
import { GraphHeap, type GraphNode } from './graphNodes';

const names = (list: Iterable<PyObject>): string[] => [...list].map((object) => (object as GraphNode).value.name);

describe('collector', () => {
  it('frees exactly what a mark from the roots does not reach', () => {
    const graph = fc.record({
      size: fc.integer({ min: 1, max: 25 }),
      edges: fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 60 }),
      roots: fc.array(fc.nat(24), { maxLength: 6 }),
      generation: fc.constantFrom(0, 1, 2),
    });
    fc.assert(fc.property(graph, ({ size, edges, roots, generation }) => {
      const model = new GraphHeap();
      const nodes = Array.from({ length: size }, (_, index) => model.node(`n${index}`));
      const at = (index: number): GraphNode => nodes[index % size] as GraphNode;
      for (const [from, to] of edges) model.hold(at(from), at(to));
      const kept = new Set(roots.map((root) => at(root)));
      for (const node of kept) incref(node);
      const reachable = new Set<PyObject>();
      const visit = (node: GraphNode): void => {
        if (reachable.has(node)) return;
        reachable.add(node);
        node.value.held.forEach((held) => visit(held as GraphNode));
      };
      kept.forEach(visit);
      // Dropping our own references frees what no cycle holds; the collector must free the rest of the garbage.
      for (const node of nodes) decref(model, node);
      const freedByCount = model.freed.length;
      const collected = collectWithCallbacks(model, generation, 'requested');
      expect(new Set(model.freed)).toEqual(new Set(nodes.filter((node) => !reachable.has(node)).map((node) => node.value.name)));
      expect(collected).toBe(model.freed.length - freedByCount);
      const alive = model.heap.generations.flatMap(({ list }) => names(gcListMembers(list)));
      expect(new Set(alive)).toEqual(new Set([...reachable].map((node) => (node as GraphNode).value.name)));
    }), { numRuns: 500 });
  });

  it('keeps every count right after a collection', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 }), fc.nat(11), (edges, root) => {
      const model = new GraphHeap();
      const nodes = Array.from({ length: 12 }, (_, index) => model.node(`n${index}`));
      for (const [from, to] of edges) model.hold(nodes[from] as GraphNode, nodes[to] as GraphNode);
      nodes.forEach((node, index) => {
        if (index !== root) decref(model, node);
      });
      collectWithCallbacks(model, 2, 'requested');
      const alive = [...gcListMembers(model.heap.generations[2].list)] as GraphNode[];
      for (const node of alive) {
        const holders = alive.flatMap((other) => other.value.held).filter((held) => held === node).length;
        expect(node.refcnt).toBe(holders + (node === nodes[root] ? 1 : 0));
      }
    }), { numRuns: 300 });
  });

  it('orders survivors as CPython: what holds from outside first, then what it reaches', () => {
    // cpython-facts 4.3: a, b, c in this order, c.o = b, b.o = a, only c held.
    const model = new GraphHeap();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => model.node(name)) as [GraphNode, GraphNode, GraphNode];
    model.hold(c, b);
    model.hold(b, a);
    decref(model, a);
    decref(model, b);
    collectWithCallbacks(model, 2, 'requested');
    expect(names(gcListMembers(model.heap.generations[2].list))).toEqual(['c', 'b', 'a']);
  });

  it('runs every finalizer of a garbage set before anything is cleared, once each', () => {
    const model = new GraphHeap();
    const [a, b] = [model.node('a'), model.node('b')];
    model.hold(a, b);
    model.hold(b, a);
    for (const node of [a, b]) node.value.finalizer = (self) => model.events.push(`${self.value.name} sees ${self.value.held.length}`);
    decref(model, a);
    decref(model, b);
    expect(collectWithCallbacks(model, 2, 'requested')).toBe(2);
    expect(model.events).toEqual(['a sees 1', 'b sees 1']);
    expect(model.freed).toHaveLength(2);
  });

  it('lets a finalizer resurrect its object and what it holds, and still frees unrelated garbage', () => {
    const model = new GraphHeap();
    const [a, b, lone] = [model.node('a'), model.node('b'), model.node('lone')];
    model.hold(a, b);
    model.hold(b, a);
    model.hold(lone, lone);
    a.value.finalizer = (self) => {
      incref(self);
      model.events.push('finalized');
    };
    for (const node of [a, b, lone]) decref(model, node);
    expect(collectWithCallbacks(model, 2, 'requested')).toBe(1);
    expect(model.freed).toEqual(['lone']);
    decref(model, a);
    expect(collectWithCallbacks(model, 2, 'requested')).toBe(2);
    expect(model.events).toEqual(['finalized']);
  });

  it('calls callbacks of living weak references newest first and never those of garbage', () => {
    const model = new GraphHeap();
    const [a, held, first, second] = ['a', 'held', 'first', 'second'].map((name) => model.node(name)) as [GraphNode, GraphNode, GraphNode, GraphNode];
    model.hold(a, a);
    const older = model.weakref(a, first);
    const newer = model.weakref(a, second);
    const inside = model.weakref(a, held);
    model.hold(a, inside);
    decref(model, inside);
    decref(model, a);
    // The node, and the reference object that is garbage with it.
    expect(collectWithCallbacks(model, 2, 'requested')).toBe(2);
    expect(model.events).toEqual(['callback second', 'callback first']);
    expect([older.value.referent, newer.value.referent]).toEqual([null, null]);
  });

  it('is due strictly above the threshold and moves survivors up', () => {
    const model = new GraphHeap();
    model.heap.generations[0].threshold = 3;
    const nodes = Array.from({ length: 3 }, (_, index) => model.node(`n${index}`));
    expect(model.heap.collectionDue).toBe(false);
    nodes.push(model.node('n3'));
    expect(model.heap.collectionDue).toBe(true);
    collectGenerations(model);
    expect(model.heap.collectionDue).toBe(false);
    expect(gcListSize(model.heap.generations[0].list)).toBe(0);
    expect(names(gcListMembers(model.heap.generations[1].list))).toEqual(['n0', 'n1', 'n2', 'n3']);
    expect(model.heap.generations.map(({ count }) => count)).toEqual([0, 1, 0]);
  });

  it('puts a full collection off until a quarter of the old objects is pending', () => {
    const model = new GraphHeap();
    const keep = Array.from({ length: 40 }, (_, index) => model.node(`n${index}`));
    collectWithCallbacks(model, 2, 'requested');
    expect(model.heap.longLivedTotal).toBe(keep.length);
    model.heap.generations[2].count = 11;
    model.heap.generations[1].count = 11;
    keep.push(model.node('late'));
    collectGenerations(model);
    expect(model.heap.statistics.map(({ collections }) => collections)).toEqual([0, 1, 1]);
    expect(model.heap.longLivedPending).toBe(1);
    expect(keep).toHaveLength(41);
  });
});
