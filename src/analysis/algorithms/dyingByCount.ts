/**
 * What dies at once when references are dropped: counts go down, an object whose count reaches zero dies and drops its own
 * references, and so on (CPython's Py_DECREF and subtype_dealloc, without finalizers and without the collector).
 *
 * In: a graph, refcounts, the edges dropped. Out: for each node, 1 when it dies. The order is not that of the runtime.
 */
import type { Digraph } from '../graph/digraph';

export function dyingByCount({ nodeCount, start, targets }: Digraph, refcount: (node: number) => number, dropped: readonly number[]): Uint8Array {
  const dead = new Uint8Array(nodeCount);
  const isDropped = new Set(dropped);
  /** For each node met, references it lost. */
  const lost = new Map<number, number>();
  const pending: number[] = [];
  const drop = (edge: number): void => {
    const target = targets[edge] as number;
    const count = (lost.get(target) ?? 0) + 1;
    lost.set(target, count);
    if (count !== refcount(target) || dead[target] === 1) return;
    dead[target] = 1;
    pending.push(target);
  };
  for (const edge of dropped) drop(edge);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) if (!isDropped.has(edge)) drop(edge);
  }
  return dead;
}
