/**
 * What each line left behind: objects it made which are alive at a moment though no root reaches them, so that only the cycle
 * collector can free them. In: a run and the graph of the moment. Out: by line (from 1) how many, and what the first are called.
 */
import type { HeapGraph } from './heapGraph';
import { isTellable } from './lineWork';
import { objectName } from './objectNames';
import type { RunIndex } from './queries/runIndex';
import { unreachableObjects } from './reachability';

export interface LeftBehind {
  readonly count: number;
  readonly names: readonly string[];
}

const NAME_LIMIT = 3;

export function leftBehind(index: RunIndex, graph: HeapGraph): ReadonlyMap<number, LeftBehind> {
  const { recording } = index;
  const lines = new Map<number, { count: number; names: string[] }>();
  for (const entity of unreachableObjects(graph)) {
    const birth = index.birthStep(entity);
    if (birth < 0 || !isTellable(recording, entity)) continue;
    const step = index.workStep(birth);
    const line = recording.steps.line(step);
    if (line === 0 || !index.isInScenario(step)) continue;
    const left = lines.get(line) ?? { count: 0, names: [] };
    lines.set(line, left);
    left.count++;
    if (left.names.length < NAME_LIMIT) left.names.push(objectName(recording, entity));
  }
  return lines;
}
