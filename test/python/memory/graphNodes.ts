/**
 * A tiny object model for tests of the memory manager: nodes that hold other nodes, with finalizers
 * and weak references, and nothing of Python.
 */
import type { PyObject} from '../../../src/python/memory';
import {
  clearWeakrefs, decref, Heap, incref, type MemoryContext, type TypeHeader, type WeakrefObject,
} from '../../../src/python/memory';

export interface NodeData {
  readonly name: string;
  /** Counted references, in traverse order. */
  readonly held: PyObject[];
  /** What the finalizer does with the node, if it has one. */
  finalizer: ((node: GraphNode) => void) | null;
}
export type GraphNode = PyObject<NodeData>;

export class GraphHeap implements MemoryContext {
  readonly heap = new Heap();
  /** Names of freed nodes, in order. */
  readonly freed: string[] = [];
  /** What callbacks and finalizers wrote, in order. */
  readonly events: string[] = [];

  private readonly nodeType: TypeHeader = {
    name: 'node', isGC: true, isWeakref: false, maybeUntrack: null, births: null, untrackAt: null,
    traverse: (object, visit) => (object as GraphNode).value.held.forEach(visit),
    clear: (_context, object) => this.dropAll(object as GraphNode),
    finalize: (_context, object) => (object as GraphNode).value.finalizer?.(object as GraphNode),
    dealloc: (_context, object) => {
      this.heap.untrack(object);
      clearWeakrefs(this, object);
      this.dropAll(object as GraphNode);
      this.freed.push((object as GraphNode).value.name);
      this.heap.freeContainer(object);
    },
  };

  private readonly tupleType: TypeHeader = {
    name: 'tuple', isGC: true, isWeakref: false, maybeUntrack: null, births: null, untrackAt: null, clear: null, finalize: null,
    traverse: (object, visit) => { for (const item of object.value as (PyObject | null)[]) if (item !== null) visit(item); },
    dealloc: (_context, object) => {
      this.heap.untrack(object);
      for (const item of object.value as (PyObject | null)[]) if (item !== null) decref(this, item);
      this.heap.freeContainer(object);
    },
  };

  private readonly weakrefType: TypeHeader = {
    name: 'weakref', isGC: true, isWeakref: true, maybeUntrack: null, births: null, untrackAt: null, clear: null, finalize: null,
    traverse: (object, visit) => {
      const { callback } = (object as WeakrefObject).value;
      if (callback !== null) visit(callback);
    },
    dealloc: (_context, object) => {
      this.heap.untrack(object);
      this.heap.weakrefs.detach(object as WeakrefObject);
      const { callback } = (object as WeakrefObject).value;
      if (callback !== null) decref(this, callback);
      this.heap.freeContainer(object);
    },
  };

  /** A node with one reference, which belongs to the caller. */
  node(name: string): GraphNode {
    const node: GraphNode = this.heap.newContainer(this.nodeType, { name, held: [], finalizer: null });
    this.heap.track(node);
    return node;
  }

  newUnfilledTuple(size: number): PyObject {
    const tuple = this.heap.newContainer(this.tupleType, new Array<PyObject | null>(size).fill(null));
    this.heap.track(tuple);
    return tuple;
  }

  hold(holder: GraphNode, held: PyObject): void {
    holder.value.held.push(incref(held));
  }

  /** A weak reference whose callback is a node; the caller owns one reference to it. */
  weakref(referent: GraphNode, callback: GraphNode | null): WeakrefObject {
    const reference: WeakrefObject = this.heap.newContainer(this.weakrefType, {
      referent, callback: callback === null ? null : incref(callback), hash: null,
    });
    this.heap.track(reference);
    this.heap.weakrefs.insert(reference, 0);
    return reference;
  }

  private dropAll(node: GraphNode): void {
    for (let held = node.value.held.pop(); held !== undefined; held = node.value.held.pop()) decref(this, held);
  }

  callWeakrefCallback(_reference: PyObject, callback: PyObject): void {
    this.events.push(`callback ${(callback as GraphNode).value.name}`);
  }

  runCollectorCallbacks(): void {}

  writeCollectorDebug(line: string): void {
    this.events.push(line);
  }

  describeForDebug(object: PyObject): string {
    return `<node ${(object as GraphNode).value.name}>`;
  }
}
