/**
 * What is near an object: along references in both directions, and a shortest path from a root to it. In: a graph, an entity, how
 * far. Out: nodes, the nearest first, without those that can't be drawn (which are walked through no farther).
 */
import { shortestPath } from '../algorithms/distinctPaths';
import type { HeapGraph } from '../heapGraph';

export function neighbourhood(graph: HeapGraph, entity: number, distance: number, isDrawable: (node: number) => boolean): number[] {
  const { moment } = graph;
  const centre = moment.nodeOf(entity);
  if (centre === 0) return [];
  const path = shortestPath({
    graph: moment.in, forwardTargets: moment.out.targets, isRoot: moment.isRoot, rank: (edge) => moment.rankOfRootEdge(edge), goal: centre,
  }) ?? [];
  const met = new Set<number>([centre, ...path.map((edge) => moment.out.targets[edge] as number).filter(isDrawable)]);
  const found = [...met];
  let front = [centre];
  for (let step = 0; step < distance; step++) {
    const next: number[] = [];
    for (const node of front) {
      for (const { start, targets } of [moment.out, moment.in]) {
        for (let row = start[node] as number; row < (start[node + 1] as number); row++) {
          const neighbour = targets[row] as number;
          if (met.has(neighbour) || !isDrawable(neighbour)) continue;
          met.add(neighbour);
          next.push(neighbour);
          found.push(neighbour);
        }
      }
    }
    front = next;
  }
  return found;
}
