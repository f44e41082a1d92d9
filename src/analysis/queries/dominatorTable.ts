/**
 * Which objects keep the most alive: retained sizes, the largest first, or the objects one object keeps. In: the graph of a
 * moment. Out: rows, data and words. Only objects of the program have rows; what was there before it dominates from outside.
 */
import type { HeapGraph } from '../heapGraph';
import { nodeTest } from '../objectFilter';
import type { DominatorRow, DominatorTable } from './graphAnswers';
import { counted, grouped, objectReference } from './wording';

export interface DominatorOptions {
  /** Most rows; 50 if not told. */
  readonly limit?: number;
  /** Only what this entity dominates immediately. */
  readonly under?: number;
  /** Objects of imported modules, too. */
  readonly library?: boolean;
}

const DEFAULT_LIMIT = 50;
const TEXT_ROWS = 10;

export function dominatorTable(graph: HeapGraph, { limit = DEFAULT_LIMIT, under, library = false }: DominatorOptions = {}): DominatorTable {
  const { moment, recording, retention, state } = graph;
  const { immediate, bytes, counts, tree } = retention;
  const isMeant = nodeTest(graph, { library, atoms: true });
  const isRow = (node: number): boolean => (immediate[node] as number) >= 0 && isMeant(node);
  const nodes: number[] = [];
  let reachableBytes = 0;
  const above = under === undefined ? -1 : moment.nodeOf(under);
  for (let node = 1; node < moment.nodeCount; node++) {
    if (!isRow(node)) continue;
    reachableBytes += recording.sizeOf(state, moment.entityOf[node] as number);
    if (under === undefined || (above !== 0 && immediate[node] === above)) nodes.push(node);
  }
  // Sorting all is cheap beside finding dominators; equal ones in the order of birth.
  const chosen = Int32Array.from(nodes).sort((a, b) => (bytes[b] as number) - (bytes[a] as number) || a - b).subarray(0, limit);
  const rows = Array.from(chosen, (node): DominatorRow => {
    const entity = moment.entityOf[node] as number;
    const dominator = immediate[node] as number;
    return {
      object: objectReference(graph, entity),
      bytes: recording.sizeOf(state, entity),
      retainedBytes: bytes[node] as number,
      retainedCount: counts[node] as number,
      // Names of classes and modules are retained with them, but have no rows of their own.
      share: reachableBytes === 0 ? 0 : Math.min(1, (bytes[node] as number) / reachableBytes),
      dominator: dominator > 0 && isRow(dominator) ? objectReference(graph, moment.entityOf[dominator] as number) : null,
      childCount: (tree.start[node + 1] as number) - (tree.start[node] as number),
    };
  });
  const lines = rows.slice(0, TEXT_ROWS).map(({ object, retainedBytes, retainedCount, share }) =>
    `  ${object.name} keeps ${grouped(retainedBytes)} bytes alive (${Math.round(share * 100)} %): ${retainedCount === 1 ? 'itself' : counted(retainedCount, 'object')}`);
  const head = `${counted(nodes.length, 'object')} of the program, ${grouped(reachableBytes)} bytes.`;
  return { rows, total: nodes.length, reachableBytes, text: [head, ...lines].join('\n') };
}
