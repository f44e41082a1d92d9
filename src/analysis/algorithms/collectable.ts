/**
 * What a full collection finds, computed on a graph as CPython's collector does (Modules/gcmodule.c: update_refs, subtract_refs,
 * move_unreachable): for each tracked object its refcount less the references from other tracked objects; what is left above
 * zero is held from outside, and so is everything it leads to.
 *
 * In: the graph, for each node its refcount and whether the collector tracks it, for each edge whether the collector sees it.
 * Out: for each node, 1 when it is unreachable. An upper bound of what is freed: finalizers may bring objects back.
 */
import type { Digraph } from '../graph/digraph';

export interface CollectableQuestion {
  readonly graph: Digraph;
  /** For each node, 1 when it is in one of the generations collected. */
  readonly isCandidate: Uint8Array;
  readonly refcount: (node: number) => number;
  /** `tp_traverse` visits it. */
  readonly isVisited: (edge: number) => boolean;
}

export interface Collectable {
  readonly unreachable: Uint8Array;
  /** For each candidate, `gc_refs` after subtract_refs. */
  readonly outsideRefs: Int32Array;
}

export function collectable({ graph, isCandidate, refcount, isVisited }: CollectableQuestion): Collectable {
  const { nodeCount, start, targets } = graph;
  const outsideRefs = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) if (isCandidate[node] === 1) outsideRefs[node] = refcount(node);
  for (let node = 0; node < nodeCount; node++) {
    if (isCandidate[node] !== 1) continue;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (isCandidate[target] === 1 && isVisited(edge)) (outsideRefs[target] as number)--;
    }
  }
  const unreachable = isCandidate.slice();
  const pending = new Int32Array(nodeCount);
  let depth = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (isCandidate[node] !== 1 || (outsideRefs[node] as number) <= 0) continue;
    unreachable[node] = 0;
    pending[depth++] = node;
  }
  while (depth > 0) {
    const node = pending[--depth] as number;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (unreachable[target] !== 1 || !isVisited(edge)) continue;
      unreachable[target] = 0;
      pending[depth++] = target;
    }
  }
  return { unreachable, outsideRefs };
}
