/**
 * What is held from a root: frames, the runtime, and everything that was there before the program began. Weak references
 * hold nothing. What is alive and not held from a root waits for the cycle collector.
 */
import { EntityKind } from '../recording';
import type { HeapGraph } from './heapGraph';

/** For each entity, 1 when a root reaches it. */
export function reachableFromRoots(graph: HeapGraph): Uint8Array {
  const { recording, entityEnd } = graph;
  const { entities } = recording;
  const reached = new Uint8Array(entityEnd);
  const pending: number[] = [];
  const enter = (entity: number): void => {
    if (reached[entity] !== 0) return;
    reached[entity] = 1;
    pending.push(entity);
  };
  for (let entity = 1; entity < entityEnd; entity++) {
    if (entities.kind(entity) === EntityKind.Runtime) enter(entity);
    else if (graph.isAlive(entity) && (entities.kind(entity) === EntityKind.Frame || entities.isBackground(entity))) enter(entity);
  }
  for (let entity = pending.pop(); entity !== undefined; entity = pending.pop()) graph.visitTargets(entity, enter);
  return reached;
}

/** Objects of the program that are alive though no root reaches them, in the order of their birth. */
export function unreachableObjects(graph: HeapGraph): number[] {
  const reached = reachableFromRoots(graph);
  const found: number[] = [];
  for (let entity = graph.recording.baselineEntity + 1; entity < graph.entityEnd; entity++) {
    if (reached[entity] === 0 && graph.isAlive(entity) && graph.isObject(entity)) found.push(entity);
  }
  return found;
}
