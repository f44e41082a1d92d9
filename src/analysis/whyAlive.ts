/**
 * Why an object is alive: a shortest chain of references from a root (a frame, the runtime, a namespace) to it. Thin: one
 * chain; which references one would have to cut is a question of its own.
 */
import { EntityKind } from '../recording';
import type { Edge, HeapGraph } from './heapGraph';

/** The edges from a root to the entity, in that order; null when no root reaches it. Breadth first over holders. */
export function whyAlive(graph: HeapGraph, entity: number): Edge[] | null {
  const { recording } = graph;
  const isRoot = (candidate: number): boolean =>
    recording.entities.kind(candidate) !== EntityKind.Object || candidate === recording.mainNamespace || recording.entities.isBackground(candidate);
  if (isRoot(entity)) return [];
  const holdersByTarget = groupByTarget(graph);
  /** For each entity met, the edge by which it leads on towards the asked one. */
  const onward = new Map<number, Edge | null>([[entity, null]]);
  let front = [entity];
  while (front.length > 0) {
    const next: number[] = [];
    for (const target of front) {
      for (const edge of holdersByTarget.get(target) ?? []) {
        if (onward.has(edge.holder)) continue;
        onward.set(edge.holder, edge);
        if (isRoot(edge.holder)) return chainFrom(edge.holder, onward);
        next.push(edge.holder);
      }
    }
    front = next;
  }
  return null;
}

function chainFrom(root: number, onward: ReadonlyMap<number, Edge | null>): Edge[] {
  const chain: Edge[] = [];
  for (let edge = onward.get(root) ?? null; edge !== null; edge = onward.get(edge.target) ?? null) chain.push(edge);
  return chain;
}

function groupByTarget(graph: HeapGraph): Map<number, Edge[]> {
  const byTarget = new Map<number, Edge[]>();
  const add = (entity: number): void => {
    for (const edge of graph.slotsOf(entity)) {
      if (!graph.isCounted(edge)) continue;
      const list = byTarget.get(edge.target);
      if (list === undefined) byTarget.set(edge.target, [edge]);
      else list.push(edge);
    }
  };
  for (let entity = 1; entity < graph.entityEnd; entity++) {
    if (graph.isAlive(entity) || graph.recording.entities.kind(entity) === EntityKind.Runtime) add(entity);
  }
  return byTarget;
}
