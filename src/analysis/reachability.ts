/**
 * What is held from a root: frames, the runtime, and everything that was there before the program began. Weak references
 * hold nothing. What is alive and not held from a root waits for the cycle collector.
 */
import type { HeapGraph } from './heapGraph';

/** For each entity, 1 when a root reaches it. */
export function reachableFromRoots(graph: HeapGraph): Uint8Array {
  const { moment, reachedNodes } = graph;
  const reached = new Uint8Array(graph.entityEnd);
  for (let node = 1; node < moment.nodeCount; node++) reached[moment.entityOf[node] as number] = reachedNodes[node] as number;
  return reached;
}

/** Objects of the program that are alive though no root reaches them, in the order of their birth. */
export function unreachableObjects(graph: HeapGraph): number[] {
  const { moment, reachedNodes, recording } = graph;
  const found: number[] = [];
  for (let node = 1; node < moment.nodeCount; node++) {
    const entity = moment.entityOf[node] as number;
    if (reachedNodes[node] === 0 && entity > recording.baselineEntity && moment.isObject(node)) found.push(entity);
  }
  return found;
}
