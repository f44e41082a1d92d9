/**
 * Shortest and other paths from roots to a node, breadth first over reversed edges: E. F. Moore, "The shortest path through a
 * maze" (1959); the further paths leave an earlier one at a "spur" node as in J. Y. Yen, "Finding the K shortest loopless paths in a
 * network" (1971), but by preference where nothing is shared any more.
 *
 * In: the reversed graph, the roots, the goal. Out: paths as edge numbers (of the forward graph) from root to goal: the first is
 * a shortest one; each further one has a reference no earlier one has, shares as little of its end with them as it can, and is
 * a shortest such (ends of more than `SPUR_LIMIT` edges are not shared). No path runs through a root. Among equally short ones the root edge of the smallest rank wins, then the first.
 * Not here: what is a root, what the edges mean.
 */
import type { ReversedDigraph } from '../graph/digraph';

export interface PathQuestion {
  readonly graph: ReversedDigraph;
  /** For each edge of the forward graph, the node it leads to. */
  readonly forwardTargets: Int32Array;
  /** For each node, 1 for a root. */
  readonly isRoot: Uint8Array;
  /** How much an edge out of a root says to the reader; smaller is better. */
  readonly rank: (edge: number) => number;
  readonly goal: number;
  /** Most paths. */
  readonly limit: number;
  /** Most nodes to look at for all paths together; when it is used up, the paths found until then are all. */
  readonly visitLimit?: number;
}

export interface DistinctPaths {
  readonly paths: readonly (readonly number[])[];
  /** False when there are more, or the visits were used up. */
  readonly complete: boolean;
}

export function distinctPaths(question: PathQuestion): DistinctPaths {
  const { goal, isRoot, limit } = question;
  if (isRoot[goal] === 1) return { paths: [[]], complete: true };
  const search = new BackwardSearch(question);
  const first = search.run(goal);
  if (first === null) return { paths: [], complete: !search.isExhausted };
  const paths: PathOfNodes[] = [search.describe([], first)];
  const used = new UsedParts(paths[0] as PathOfNodes, question.graph.nodeCount);
  while (paths.length < limit) {
    const next = nextPath(question, search, paths, used);
    if (next === null) return { paths: paths.map(({ edges }) => edges), complete: !search.isExhausted };
    paths.push(next);
    used.add(next);
  }
  const more = limit > 0 && nextPath(question, search, paths, used) !== null;
  return { paths: paths.map(({ edges }) => edges), complete: !more && !search.isExhausted };
}

/** A shortest path from a root; null when no root reaches the goal. */
export function shortestPath(question: Omit<PathQuestion, 'limit'>): readonly number[] | null {
  if (question.isRoot[question.goal] === 1) return [];
  const search = new BackwardSearch({ ...question, limit: 1 });
  return search.run(question.goal);
}

interface PathOfNodes {
  /** From the root to the goal. */
  readonly edges: readonly number[];
  /** The nodes the edges lead to, the goal last. */
  readonly nodes: readonly number[];
}

/** What the paths found so far take up. */
class UsedParts {
  readonly edges = new Set<number>();
  /** For each node, 1 when a path runs through it. */
  readonly nodes: Uint8Array;

  constructor(first: PathOfNodes, nodeCount: number) {
    this.nodes = new Uint8Array(nodeCount);
    this.add(first);
  }

  add({ edges, nodes }: PathOfNodes): void {
    for (const edge of edges) this.edges.add(edge);
    for (const node of nodes) this.nodes[node] = 1;
  }
}

/** Paths that share a longer end than this with another are not looked for. */
const SPUR_LIMIT = 64;

/** The shorter the end shared with an earlier path, the better; only when none is free of the others does a path cross them. */
function nextPath({ goal }: PathQuestion, search: BackwardSearch, paths: readonly PathOfNodes[], used: UsedParts): PathOfNodes | null {
  const longest = Math.min(SPUR_LIMIT, paths.reduce((length, { edges }) => Math.max(length, edges.length), 0));
  for (const blocked of [used.nodes, null]) {
    for (let shared = 0; shared < longest; shared++) {
      let best: PathOfNodes | null = null;
      const spurs = new Set<number>();
      for (const path of paths) {
        if (shared >= path.edges.length) continue;
        const suffix = path.edges.slice(path.edges.length - shared);
        const spur = shared === 0 ? goal : (path.nodes[path.nodes.length - 1 - shared] as number);
        // Two paths may share a spur node with different ends; one of them is enough.
        if (spurs.has(spur)) continue;
        spurs.add(spur);
        const onSuffix = path.nodes.slice(path.nodes.length - shared);
        const found = search.run(spur, { usedEdges: used.edges, blocked, passed: onSuffix });
        if (found === null) continue;
        if (best === null || found.length + shared < best.edges.length) best = search.describe(suffix, found);
      }
      if (best !== null) return best;
    }
  }
  return null;
}

interface Detour {
  /** The edge into the spur node must be none of these. */
  readonly usedEdges: ReadonlySet<number>;
  /** For each node, 1 when the path must not run through it. */
  readonly blocked: Uint8Array | null;
  /** Nodes the path must not run through either: those between the spur and the goal. */
  readonly passed: readonly number[];
}

const DEFAULT_VISIT_LIMIT = 2_000_000;

class BackwardSearch {
  /** For each node, the search that met it last. */
  private readonly metBy: Int32Array;
  /** For each node met, the edge by which it leads on towards the spur. */
  private readonly onward: Int32Array;
  private readonly queue: Int32Array;
  private searches = 0;
  private visitsLeft: number;
  isExhausted = false;

  constructor(private readonly question: PathQuestion) {
    const { nodeCount } = question.graph;
    this.metBy = new Int32Array(nodeCount);
    this.onward = new Int32Array(nodeCount);
    this.queue = new Int32Array(nodeCount);
    this.visitsLeft = question.visitLimit ?? DEFAULT_VISIT_LIMIT;
  }

  /** Edges from a root to `spur`, or null. */
  run(spur: number, detour: Detour | null = null): number[] | null {
    const { graph: { start, targets, edges }, isRoot, rank } = this.question;
    const { metBy, onward, queue } = this;
    const search = ++this.searches;
    for (const node of detour?.passed ?? []) metBy[node] = search;
    metBy[spur] = search;
    const blocked = detour?.blocked ?? null;
    let read = 0;
    let write = 0;
    queue[write++] = spur;
    while (read < write) {
      // One layer at a time: all root edges of a layer make equally short paths, and the best of them is taken.
      let best = -1;
      let bestRank = Infinity;
      for (const layerEnd = write; read < layerEnd; read++) {
        if (--this.visitsLeft < 0) {
          this.isExhausted = true;
          return null;
        }
        const node = queue[read] as number;
        const end = start[node + 1] as number;
        for (let row = start[node] as number; row < end; row++) {
          const holder = targets[row] as number;
          const edge = edges[row] as number;
          if (node === spur && detour !== null && detour.usedEdges.has(edge)) continue;
          if (isRoot[holder] === 1) {
            const edgeRank = rank(edge);
            if (edgeRank < bestRank) {
              bestRank = edgeRank;
              best = edge;
            }
            continue;
          }
          if (metBy[holder] === search || (blocked !== null && blocked[holder] === 1)) continue;
          metBy[holder] = search;
          onward[holder] = edge;
          queue[write++] = holder;
        }
      }
      if (best >= 0) return this.edgesFrom(best, spur);
    }
    return null;
  }

  /** The path which `edges` and then `suffix` make. */
  describe(suffix: readonly number[], edges: readonly number[]): PathOfNodes {
    const all = [...edges, ...suffix];
    return { edges: all, nodes: all.map((edge) => this.targetOf(edge)) };
  }

  private edgesFrom(rootEdge: number, spur: number): number[] {
    const path = [rootEdge];
    for (let node = this.targetOf(rootEdge); node !== spur; node = this.targetOf(path[path.length - 1] as number)) path.push(this.onward[node] as number);
    return path;
  }

  private targetOf(edge: number): number {
    return this.question.forwardTargets[edge] as number;
  }
}
