/**
 * The smallest set of edges whose removal cuts a node off from all roots: maximum flow by E. A. Dinic's algorithm (1970), then
 * the cut nearest to the node (Ford and Fulkerson's theorem, 1956), on the part of the graph that leads to the node.
 *
 * In: the reversed graph, the roots, the goal, a penalty from 0 to `PENALTY_LIMIT` for each edge. Out: the edges of a cut with as few
 * edges as possible, among those one with the least sum of penalties, among those the one nearest to the goal. Null when it has
 * more than `limit` edges or finding it takes too long. Everything on explicit stacks.
 */
import type { ReversedDigraph } from '../graph/digraph';

export const PENALTY_LIMIT = 1000;

export interface CutQuestion {
  readonly graph: ReversedDigraph;
  readonly isRoot: Uint8Array;
  readonly goal: number;
  /** What speaks against an edge, from 0 to `PENALTY_LIMIT`. */
  readonly penalty: (edge: number) => number;
  /** Most edges. */
  readonly limit: number;
  /** Most arcs to look at. */
  readonly workLimit?: number;
}

/** One edge weighs more than all penalties of the largest cut together. */
const EDGE_WEIGHT = 1 << 20;
const DEFAULT_WORK_LIMIT = 50_000_000;

/** Edges of the cut in the order of their numbers; [] when no root reaches the goal. The goal is no root. */
export function minimumCut(question: CutQuestion): readonly number[] | null {
  const network = new Network(question);
  const limit = Math.min(question.limit, Math.floor(EDGE_WEIGHT / PENALTY_LIMIT) - 1);
  let flow = 0;
  while (network.buildLevels()) {
    flow += network.blockingFlow((limit + 1) * EDGE_WEIGHT - flow);
    if (flow >= (limit + 1) * EDGE_WEIGHT || network.workLeft < 0) return null;
  }
  if (network.workLeft < 0) return null;
  const cut = network.cutNearSink();
  return cut.length > limit ? null : cut.sort((a, b) => a - b);
}

/**
 * The nodes that lead to the goal, numbered anew: 0 stands for all roots together (they can't be cut off), 1 is the goal. Flow runs
 * from 0 to 1. Arc 2i is an edge, arc 2i + 1 its way back.
 */
class Network {
  workLeft: number;
  /** For each arc, the node it leads to, what it can still carry; for each pair of arcs, its edge. */
  private readonly heads: Int32Array;
  private readonly room: Float64Array;
  private readonly edges: Int32Array;
  /** For each node, its arcs: rows of `arcs`. */
  private readonly start: Int32Array;
  private readonly arcs: Int32Array;
  private readonly level: Int32Array;
  private readonly queue: Int32Array;
  private readonly nextArc: Int32Array;
  private readonly path: Int32Array;
  private readonly nodeCount: number;

  constructor({ graph, isRoot, goal, penalty, workLimit }: CutQuestion) {
    this.workLeft = workLimit ?? DEFAULT_WORK_LIMIT;
    const { start, targets, edges } = graph;
    /** For each node of the graph, its number here plus 1; 0 when it doesn't lead to the goal. */
    const numbers = new Int32Array(graph.nodeCount);
    const found: number[] = [-1, goal];
    numbers[goal] = 2;
    const from: number[] = [];
    const to: number[] = [];
    const kept: number[] = [];
    for (let i = 1; i < found.length; i++) {
      const node = found[i] as number;
      const end = start[node + 1] as number;
      for (let row = start[node] as number; row < end; row++) {
        const holder = targets[row] as number;
        if (holder === node) continue;
        let number = 0;
        if (isRoot[holder] !== 1) {
          if (numbers[holder] === 0) numbers[holder] = found.push(holder);
          number = (numbers[holder] as number) - 1;
        }
        // What leaves the goal can't be on a way to it.
        if (number === 1) continue;
        from.push(number);
        to.push(i);
        kept.push(edges[row] as number);
      }
    }
    this.nodeCount = found.length;
    this.edges = Int32Array.from(kept);
    const arcCount = kept.length * 2;
    this.heads = new Int32Array(arcCount);
    this.room = new Float64Array(arcCount);
    this.start = new Int32Array(this.nodeCount + 1);
    for (let i = 0; i < kept.length; i++) {
      this.heads[2 * i] = to[i] as number;
      this.heads[2 * i + 1] = from[i] as number;
      this.room[2 * i] = EDGE_WEIGHT + penalty(kept[i] as number);
      (this.start[(from[i] as number) + 1] as number)++;
      (this.start[(to[i] as number) + 1] as number)++;
    }
    for (let node = 0; node < this.nodeCount; node++) (this.start[node + 1] as number) += this.start[node] as number;
    this.arcs = new Int32Array(arcCount);
    const next = this.start.slice(0, this.nodeCount);
    for (let i = 0; i < kept.length; i++) {
      this.arcs[(next[from[i] as number] as number)++] = 2 * i;
      this.arcs[(next[to[i] as number] as number)++] = 2 * i + 1;
    }
    this.level = new Int32Array(this.nodeCount);
    this.queue = new Int32Array(this.nodeCount);
    this.nextArc = new Int32Array(this.nodeCount);
    this.path = new Int32Array(this.nodeCount);
  }

  /** Layers of nodes by their distance from the roots along arcs with room; false when the goal is in none. */
  buildLevels(): boolean {
    const { level, queue, start, arcs, heads, room } = this;
    level.fill(-1);
    level[0] = 0;
    let write = 0;
    queue[write++] = 0;
    for (let read = 0; read < write && this.workLeft >= 0; read++) {
      const node = queue[read] as number;
      const end = start[node + 1] as number;
      this.workLeft -= end - (start[node] as number);
      for (let row = start[node] as number; row < end; row++) {
        const arc = arcs[row] as number;
        const head = heads[arc] as number;
        if (level[head] !== -1 || (room[arc] as number) <= 0) continue;
        level[head] = (level[node] as number) + 1;
        if (head === 1) return true;
        queue[write++] = head;
      }
    }
    return false;
  }

  /** Fills all ways through the layers, but with no more than `most`; how much it was. */
  blockingFlow(most: number): number {
    const { level, start, arcs, heads, room, nextArc, path } = this;
    nextArc.set(start.subarray(0, this.nodeCount));
    let total = 0;
    let depth = 0;
    let node = 0;
    while (total < most && this.workLeft >= 0) {
      if (node === 1) {
        let least = most - total;
        for (let i = 0; i < depth; i++) least = Math.min(least, room[path[i] as number] as number);
        let first = depth;
        for (let i = depth - 1; i >= 0; i--) {
          const arc = path[i] as number;
          (room[arc] as number) -= least;
          (room[arc ^ 1] as number) += least;
          if (room[arc] === 0) first = i;
        }
        total += least;
        // On from the first arc that is full now.
        if (first === depth) break;
        depth = first;
        node = heads[(path[first] as number) ^ 1] as number;
        continue;
      }
      const end = start[node + 1] as number;
      let advanced = false;
      for (let row = nextArc[node] as number; row < end; row++) {
        const arc = arcs[row] as number;
        const head = heads[arc] as number;
        this.workLeft--;
        if ((room[arc] as number) > 0 && level[head] === (level[node] as number) + 1) {
          nextArc[node] = row;
          path[depth++] = arc;
          node = head;
          advanced = true;
          break;
        }
      }
      if (advanced) continue;
      level[node] = -1;
      if (depth === 0) break;
      node = heads[(path[--depth] as number) ^ 1] as number;
      nextArc[node] = (nextArc[node] as number) + 1;
    }
    return total;
  }

  /** Full edges into the nodes from which the goal can still be reached. */
  cutNearSink(): number[] {
    const { start, arcs, heads, room, edges, queue } = this;
    const onSinkSide = new Uint8Array(this.nodeCount);
    onSinkSide[1] = 1;
    let write = 0;
    queue[write++] = 1;
    for (let read = 0; read < write; read++) {
      const node = queue[read] as number;
      const end = start[node + 1] as number;
      for (let row = start[node] as number; row < end; row++) {
        const arc = arcs[row] as number;
        const neighbour = heads[arc] as number;
        // The arc from the neighbour to the node is the twin.
        if (onSinkSide[neighbour] === 1 || (room[arc ^ 1] as number) <= 0) continue;
        onSinkSide[neighbour] = 1;
        queue[write++] = neighbour;
      }
    }
    const cut: number[] = [];
    for (let i = 0; i < edges.length; i++) {
      if (onSinkSide[heads[2 * i] as number] === 1 && onSinkSide[heads[2 * i + 1] as number] === 0) cut.push(edges[i] as number);
    }
    return cut;
  }
}
