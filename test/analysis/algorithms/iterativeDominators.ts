/**
 * Dominators the simple way: K. D. Cooper, T. J. Harvey and K. Kennedy, "A simple, fast dominance algorithm" (2001). The oracle for
 * graphs too large for removing each node, and the other candidate of the benchmark.
 */
import type { Digraph } from '../../../src/analysis/graph/digraph';

/** For each node its immediate dominator; 0 for those under the virtual root, -1 when not reached. */
export function iterativeDominators({ nodeCount, start, targets }: Digraph, backwards: Digraph, roots: ArrayLike<number>): Int32Array {
  const { order, place } = postorder(nodeCount, start, targets, roots);
  const immediate = new Int32Array(nodeCount).fill(-1);
  const isRoot = new Uint8Array(nodeCount);
  for (let i = 0; i < roots.length; i++) isRoot[roots[i] as number] = 1;
  immediate[0] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const node = order[i] as number;
      let above = isRoot[node] === 1 ? 0 : -1;
      for (let row = backwards.start[node] as number; above !== 0 && row < (backwards.start[node + 1] as number); row++) {
        const holder = backwards.targets[row] as number;
        if (immediate[holder] === -1) continue;
        above = above === -1 ? holder : intersect(above, holder);
      }
      if (immediate[node] === above) continue;
      immediate[node] = above;
      changed = true;
    }
  }
  return immediate;

  function intersect(a: number, b: number): number {
    let [x, y] = [a, b];
    while (x !== y) {
      while ((place[x] as number) < (place[y] as number)) x = immediate[x] as number;
      while ((place[y] as number) < (place[x] as number)) y = immediate[y] as number;
    }
    return x;
  }
}

function postorder(nodeCount: number, start: Int32Array, targets: Int32Array, roots: ArrayLike<number>): { order: number[]; place: Int32Array } {
  const order: number[] = [];
  const place = new Int32Array(nodeCount).fill(-1);
  const seen = new Uint8Array(nodeCount);
  const path = new Int32Array(nodeCount);
  const nextEdge = start.slice();
  for (let i = 0; i < roots.length; i++) {
    if (seen[roots[i] as number] === 1) continue;
    let depth = 0;
    path[0] = roots[i] as number;
    seen[path[0]] = 1;
    while (depth >= 0) {
      const node = path[depth] as number;
      const edge = nextEdge[node] as number;
      if (edge === start[node + 1]) {
        place[node] = order.push(node);
        depth--;
        continue;
      }
      nextEdge[node] = edge + 1;
      const target = targets[edge] as number;
      if (seen[target] === 1) continue;
      seen[target] = 1;
      path[++depth] = target;
    }
  }
  place[0] = order.length + 1;
  return { order, place };
}
