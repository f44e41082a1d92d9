/**
 * Cycles of the program's objects: strongly connected components with a shortest cycle of each; and islands, what no root reaches
 * any more, connected piece by connected piece. In: the graph of a moment. Out: data and words.
 *
 * What was there before the program (its own namespace, too) belongs to no cycle here: every function leads back to its module's
 * namespace, so that otherwise all would be one.
 */
import { shortestCycle } from '../algorithms/breadthFirst';
import { connectedComponents, strongComponents, type Components } from '../algorithms/components';
import { digraphOf, type Digraph } from '../graph/digraph';
import type { HeapGraph } from '../heapGraph';
import { isClassObject, typeName } from '../objectNames';
import { isPlumbing } from '../stepChanges';
import type { CycleGroup, CyclePath, CycleTable, Island, IslandTable } from './graphAnswers';
import { PathWords } from './pathWords';
import { counted, grouped, objectReference } from './wording';

export interface CycleOptions {
  /** Most groups or islands; 50 if not told. */
  readonly limit?: number;
  /** Most members named in each; 20 if not told. */
  readonly memberLimit?: number;
  /** Classes (each is a cycle) and what imported modules made, too. */
  readonly all?: boolean;
}

const DEFAULT_LIMIT = 50;
const DEFAULT_MEMBERS = 20;
/** Cycles named per island. */
const ISLAND_CYCLES = 5;

export function cycles(graph: HeapGraph, { limit = DEFAULT_LIMIT, memberLimit = DEFAULT_MEMBERS, all = false }: CycleOptions = {}): CycleTable {
  const { moment } = graph;
  const counts = new Uint8Array(moment.nodeCount);
  for (let node = 1; node < moment.nodeCount; node++) counts[node] = moment.isRoot[node] === 1 ? 0 : 1;
  const finder = new CycleFinder(graph, counts);
  const found = finder.components.filter((members) => all || !finder.isHidden(members));
  const isUnreachable = (members: readonly number[]): number => (graph.reachedNodes[members[0] as number] === 0 ? 1 : 0);
  found.sort((a, b) => isUnreachable(b) - isUnreachable(a) || b.length - a.length || (a[0] as number) - (b[0] as number));
  const groups = found.slice(0, limit).map((members): CycleGroup => {
    const summary = finder.summary(members, memberLimit);
    const unreachable = isUnreachable(members) === 1;
    const shortest = finder.shortest(members);
    const waiting = unreachable ? `; no root reaches it, it waits for the collector${summary.generation === null ? '' : ` in generation ${summary.generation}`}` : '';
    const sentence = `${counted(members.length, 'object')} in a cycle (${grouped(summary.bytes)} bytes): ${shortest.text}${waiting}.`;
    return { ...summary, unreachable, isClass: finder.isClass(members), isLibrary: finder.isLibrary(members), shortest, sentence };
  });
  const head = found.length === 0 ? (all ? 'No cycles.' : 'No cycles but those of classes and modules.') : `${counted(found.length, 'cycle')}.`;
  return { groups, total: found.length, text: [head, ...groups.map(({ sentence }) => `  ${sentence}`)].join('\n') };
}

/** A shortest cycle through an object; null when it is in none. */
export function shortestCycleThrough(graph: HeapGraph, entity: number): CyclePath | null {
  const { moment } = graph;
  const node = moment.nodeOf(entity);
  if (node === 0 || moment.isRoot[node] === 1) return null;
  const counts = new Uint8Array(moment.nodeCount);
  for (let other = 1; other < moment.nodeCount; other++) counts[other] = moment.isRoot[other] === 1 ? 0 : 1;
  const { componentOf } = strongComponents(moment.out, counts);
  const members: number[] = [];
  for (let other = 1; other < moment.nodeCount; other++) if (componentOf[other] === componentOf[node]) members.push(other);
  return cycleIn(graph, members, node);
}

export function islands(graph: HeapGraph, { limit = DEFAULT_LIMIT, memberLimit = DEFAULT_MEMBERS }: CycleOptions = {}): IslandTable {
  const { moment, reachedNodes } = graph;
  const isLost = new Uint8Array(moment.nodeCount);
  for (let node = 1; node < moment.nodeCount; node++) isLost[node] = reachedNodes[node] === 0 && moment.isObject(node) ? 1 : 0;
  const pieces = membersOf(connectedComponents(moment.out, isLost));
  const finder = new CycleFinder(graph, isLost);
  const cyclesByPiece = new Map<readonly number[], number[][]>();
  const pieceOf = new Map<number, readonly number[]>();
  for (const piece of pieces) for (const node of piece) pieceOf.set(node, piece);
  for (const members of finder.components) {
    const piece = pieceOf.get(members[0] as number) as readonly number[];
    const list = cyclesByPiece.get(piece);
    if (list === undefined) cyclesByPiece.set(piece, [members]);
    else list.push(members);
  }
  let bytes = 0;
  let count = 0;
  const sized = pieces.map((piece) => {
    const size = finder.bytes(piece);
    bytes += size;
    count += piece.length;
    return { piece, size };
  }).sort((a, b) => b.size - a.size || (a.piece[0] as number) - (b.piece[0] as number));
  const found = sized.slice(0, limit).map(({ piece }): Island => {
    const summary = finder.summary(piece, memberLimit);
    const ownCycles = (cyclesByPiece.get(piece) ?? []).slice(0, ISLAND_CYCLES).map((members) => finder.shortest(members));
    const kept = ownCycles[0] === undefined ? '' : `, kept by ${ownCycles[0].text}`;
    const generation = summary.generation === null ? '' : ` It waits for a collection of generation ${summary.generation}.`;
    return { ...summary, cycles: ownCycles, sentence: `${counted(piece.length, 'object')} (${grouped(summary.bytes)} bytes)${kept}.${generation}` };
  });
  const head = count === 0 ? 'Everything alive is reachable.'
    : `${counted(count, 'object')} (${grouped(bytes)} bytes) in ${counted(pieces.length, 'island')} wait for the collector.`;
  return { islands: found, total: pieces.length, count, bytes, text: [head, ...found.map(({ sentence }) => `  ${sentence}`)].join('\n') };
}

/** Components that are cycles, and what there is to say about sets of nodes. */
class CycleFinder {
  /** Nodes of each, ascending. */
  readonly components: number[][];

  constructor(private readonly graph: HeapGraph, counts: Uint8Array) {
    const { out } = graph.moment;
    const { componentOf, count } = strongComponents(out, counts);
    const sizes = new Int32Array(count);
    for (const component of componentOf) if (component >= 0) (sizes[component] as number)++;
    // Most components are single objects, which are no cycles.
    for (let node = 0; node < componentOf.length; node++) {
      if (sizes[componentOf[node] as number] === 1 && !holdsItself(out, node)) componentOf[node] = -1;
    }
    this.components = membersOf({ componentOf, count });
  }

  /** What each program has: classes, and the workings of modules. */
  isHidden(members: readonly number[]): boolean {
    return this.isClass(members) || this.isLibrary(members);
  }

  isClass(members: readonly number[]): boolean {
    return members.some((node) => isClassObject(this.graph, this.graph.moment.entityOf[node] as number));
  }

  isLibrary(members: readonly number[]): boolean {
    const { recording, moment } = this.graph;
    return members.every((node) => {
      const entity = moment.entityOf[node] as number;
      // A module of C and its functions: what the import made, though no library code ran.
      return recording.entities.isFromLibrary(entity) || isPlumbing(recording, entity) || recording.namespaces.has(entity)
        || typeName(recording, entity) === 'module';
    });
  }

  bytes(members: readonly number[]): number {
    const { recording, state, moment } = this.graph;
    return members.reduce((sum, node) => sum + recording.sizeOf(state, moment.entityOf[node] as number), 0);
  }

  summary(members: readonly number[], memberLimit: number): Pick<CycleGroup, 'members' | 'count' | 'bytes' | 'generation'> {
    const { state, moment } = this.graph;
    let generation: 0 | 1 | 2 | 3 | null = null;
    for (const node of members) {
      const own = state.generation(moment.entityOf[node] as number);
      if (own !== null && (generation === null || own > generation)) generation = own;
    }
    return {
      members: members.slice(0, memberLimit).map((node) => objectReference(this.graph, moment.entityOf[node] as number)),
      count: members.length,
      bytes: this.bytes(members),
      generation,
    };
  }

  shortest(members: readonly number[]): CyclePath {
    // From the oldest member: a shortest one of all would need a search from each.
    return cycleIn(this.graph, members, members[0] as number) ?? { steps: [], omitted: 0, text: '' };
  }
}

function holdsItself({ start, targets }: Digraph, node: number): boolean {
  const end = start[node + 1] as number;
  for (let edge = start[node] as number; edge < end; edge++) if (targets[edge] === node) return true;
  return false;
}

function membersOf({ componentOf, count }: Components): number[][] {
  const members: (number[] | undefined)[] = Array.from({ length: count });
  for (let node = 0; node < componentOf.length; node++) {
    const component = componentOf[node] as number;
    if (component >= 0) (members[component] ??= []).push(node);
  }
  return members.filter((list) => list !== undefined);
}

/** A shortest cycle through a node that stays among these nodes. */
function cycleIn(graph: HeapGraph, members: readonly number[], through: number): CyclePath | null {
  const { out: { start, targets } } = graph.moment;
  const numbers = new Map(members.map((node, i) => [node, i]));
  const edges: [number, number][] = [];
  const rows: number[] = [];
  members.forEach((node, i) => {
    for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++) {
      const target = numbers.get(targets[edge] as number);
      if (target === undefined) continue;
      edges.push([i, target]);
      rows.push(edge);
    }
  });
  // The edges are in the order of their nodes, so rows of the small graph are their places in the list.
  const cycle = shortestCycle(digraphOf(members.length, edges), numbers.get(through) as number);
  if (cycle === null) return null;
  return new PathWords(graph).cycle(cycle.map((row) => graph.edge(rows[row] as number)));
}
