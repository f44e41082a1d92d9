/**
 * The objects of one moment counted in groups: by type, by the line that made them, by generation, by age. In: the graph of a
 * moment, a filter. Out: rows with counts, bytes, unreachable ones and what would go with a whole group.
 *
 * What a group retains is what its members retain that no other member retains already: the dominator tree is walked once, and an
 * object counts where no object above it is of its group.
 */
import { typeText } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { nodeTest, type ObjectFilter } from '../objectFilter';
import type { Breakdown, BreakdownKind, BreakdownRow } from './graphAnswers';
import { counted, grouped } from './wording';

export interface BreakdownOptions {
  readonly by: BreakdownKind;
  readonly filter?: ObjectFilter;
  /** Most rows; 100 if not told. */
  readonly limit?: number;
  /** Without: `retainedBytes` is 0, and dominators need not be found. */
  readonly retained?: boolean;
}

interface Group {
  readonly key: string;
  readonly label: string;
  readonly line: number | null;
  /** Place among groups that have an order of their own. */
  readonly order: number;
  count: number;
  bytes: number;
  unreachable: number;
  retainedBytes: number;
}

const DEFAULT_LIMIT = 100;
const TEXT_ROWS = 20;

export function breakdown(graph: HeapGraph, { by, filter = {}, limit = DEFAULT_LIMIT, retained = true }: BreakdownOptions): Breakdown {
  const { moment, recording, state, reachedNodes } = graph;
  const isMeant = nodeTest(graph, filter);
  const keeper = new GroupKeeper(graph, by);
  /** For each node, its group; -1 when it isn't meant. */
  const groupOf = new Int32Array(moment.nodeCount).fill(-1);
  let count = 0;
  let bytes = 0;
  for (let node = 1; node < moment.nodeCount; node++) {
    if (!isMeant(node)) continue;
    const entity = moment.entityOf[node] as number;
    const number = keeper.groupOf(entity);
    groupOf[node] = number;
    const group = keeper.groups[number] as Group;
    const size = recording.sizeOf(state, entity);
    group.count++;
    group.bytes += size;
    if (reachedNodes[node] === 0) group.unreachable++;
    count++;
    bytes += size;
  }
  if (retained) addRetained(graph, groupOf, keeper.groups);
  const isOrdered = by === 'generation' || by === 'age';
  const sorted = [...keeper.groups].sort((a, b) => (isOrdered ? a.order - b.order : b.bytes - a.bytes || b.count - a.count || (a.key < b.key ? -1 : 1)));
  const rows = sorted.slice(0, limit).map(({ key, label, line, count: objects, bytes: own, unreachable, retainedBytes }): BreakdownRow =>
    ({ key, label, line, count: objects, bytes: own, unreachable, retainedBytes }));
  const lines = rows.slice(0, TEXT_ROWS).map(({ label, count: objects, bytes: own, unreachable, retainedBytes }) =>
    `  ${label}: ${counted(objects, 'object')}, ${grouped(own)} bytes${retained && retainedBytes > own ? ` (keeping ${grouped(retainedBytes)} alive)` : ''}${unreachable > 0 ? `, ${grouped(unreachable)} unreachable` : ''}`);
  return { by, rows, total: sorted.length, count, bytes, text: [`${counted(count, 'object')}, ${grouped(bytes)} bytes.`, ...lines].join('\n') };
}

/** Adds to each group what its topmost members in the dominator tree retain. */
function addRetained(graph: HeapGraph, groupOf: Int32Array, groups: readonly Group[]): void {
  const { retention: { tree: { nodeCount, start, targets }, bytes } } = graph;
  const path = new Int32Array(nodeCount);
  const nextRow = new Int32Array(nodeCount);
  /** For each group, members on the path. */
  const above = new Int32Array(groups.length);
  let depth = 0;
  nextRow[0] = start[0] as number;
  while (depth >= 0) {
    const node = path[depth] as number;
    const row = nextRow[depth] as number;
    const own = node === 0 ? -1 : (groupOf[node] as number);
    if (row < (start[node + 1] as number)) {
      nextRow[depth] = row + 1;
      const child = targets[row] as number;
      const group = groupOf[child] as number;
      if (group >= 0) {
        if (above[group] === 0) (groups[group] as Group).retainedBytes += bytes[child] as number;
        (above[group] as number)++;
      }
      path[++depth] = child;
      nextRow[depth] = start[child] as number;
      continue;
    }
    if (own >= 0) (above[own] as number)--;
    depth--;
  }
}

const AGES: readonly { readonly steps: number; readonly label: string }[] = [
  { steps: 1, label: 'made by the step before' }, { steps: 10, label: 'up to 10 steps old' }, { steps: 100, label: 'up to 100 steps old' },
  { steps: 1000, label: 'up to 1,000 steps old' }, { steps: 10_000, label: 'up to 10,000 steps old' }, { steps: 100_000, label: 'up to 100,000 steps old' },
  { steps: Infinity, label: 'older than 100,000 steps' },
];

/** Finds and makes groups; those of a type, a step, a generation are found by number. */
class GroupKeeper {
  readonly groups: Group[] = [];
  private readonly byNumber = new Map<number, number>();
  private readonly byKey = new Map<string, number>();

  constructor(private readonly graph: HeapGraph, private readonly by: BreakdownKind) {}

  groupOf(entity: number): number {
    const { recording, state, step } = this.graph;
    const { entities } = recording;
    const number = this.by === 'type' ? entities.typeName(entity)
      : this.by === 'generation' ? (state.generation(entity) ?? -1)
        : this.by === 'line' ? this.birthPlace(entity) : ageClass(step - entities.bornStep(entity) + 1);
    let group = this.byNumber.get(number);
    if (group === undefined) {
      const { key, label, line } = this.describe(entity, number);
      // Steps of one line, types of one name in two modules: the key decides.
      group = this.byKey.get(key);
      if (group === undefined) {
        group = this.groups.push({ key, label, line, order: number, count: 0, bytes: 0, unreachable: 0, retainedBytes: 0 }) - 1;
        this.byKey.set(key, group);
      }
      this.byNumber.set(number, group);
    }
    return group;
  }

  /** A number for the code and line which made an entity; -1: before the program. */
  private birthPlace(entity: number): number {
    const { recording } = this.graph;
    const { steps, entities } = recording;
    const made = entities.bornStep(entity) - 1;
    if (made < 0 || entities.isBackground(entity)) return -1;
    return entities.value(steps.frame(made)) * 1_000_000 + steps.line(made);
  }

  private describe(entity: number, number: number): { key: string; label: string; line: number | null } {
    const { recording } = this.graph;
    switch (this.by) {
      case 'type': {
        const type = typeText(recording, entity);
        return { key: type, label: type, line: null };
      }
      case 'generation': {
        const label = number < 0 ? 'not tracked' : number === 3 ? 'permanent generation' : `generation ${number}`;
        return { key: String(number), label, line: null };
      }
      case 'age': return { key: String(number), label: AGES[number]?.label ?? '', line: null };
      case 'line': {
        if (number < 0) return { key: 'before', label: 'before the program', line: null };
        const code = recording.codes[Math.floor(number / 1_000_000)];
        const line = number % 1_000_000;
        if (code === undefined) return { key: 'unknown', label: 'unknown', line: null };
        if (code.inScenario) return { key: `:${line}`, label: line === 0 ? code.qualname : `line ${line}`, line: line === 0 ? null : line - 1 };
        return { key: `${code.filename}:${line}`, label: `${code.filename}, line ${line}`, line: null };
      }
    }
  }
}

function ageClass(age: number): number {
  return AGES.findIndex(({ steps }) => age <= steps);
}
