/**
 * What a program leaves behind unreachable: objects in cycles which no collection found before the program's end, by the line that
 * made them; and how much is alive then at all. In: a run. Out: data; words are made in `annotations`.
 *
 * Of a cycle the instances of classes are told, as people think of those; the lists and dicts they consist of are counted with them.
 */
import { LabelKind, ShapeKind, labelKind, typeText } from '../../recording';
import { HeapGraph } from '../heapGraph';
import { entityOfShownId } from '../objectNames';
import { isPlumbing } from '../stepChanges';
import { cycles, islands } from './cycles';
import type { Island } from './graphAnswers';
import { madeAt } from './growthSites';
import type { RunIndex } from './runIndex';

export interface LostCycles {
  /** The line (from 0) that made them. */
  readonly line: number;
  readonly functionName: string;
  /** Most first. */
  readonly types: readonly { readonly type: string; readonly count: number }[];
  readonly count: number;
  /** Groups of objects they are in, connected piece by connected piece. */
  readonly islands: number;
  /** Other objects in these. */
  readonly others: number;
  /** Of all in these. */
  readonly bytes: number;
  /** One of the cycles: `Node #1.next → Node #2.next → Node #1`. */
  readonly cycle: string;
  /** Other lines (from 0) which made something in these. */
  readonly otherLines: readonly number[];
}

export interface LeftAtExit {
  /** Objects the program made that are alive at its end, those of modules it imported left out. */
  readonly objects: number;
  readonly bytes: number;
  /** Unreachable cycles. */
  readonly cycles: number;
  /** Objects no root reaches. */
  readonly unreachable: number;
}

const MOST_ISLANDS = 2000;
const MOST_MEMBERS = 2000;
const MOST_CYCLES = 10_000;

interface Site {
  readonly functionName: string;
  readonly counts: Map<string, number>;
  readonly islands: Set<Island>;
  readonly lines: Set<number>;
}

/** By line, most objects first. */
export function lostCycles(index: RunIndex, moment = index.exitStep): LostCycles[] {
  const { recording } = index;
  const graph = new HeapGraph(recording, index.seek(moment), moment);
  const found = islands(graph, { limit: MOST_ISLANDS, memberLimit: MOST_MEMBERS }).islands.filter((island) => island.cycles.length > 0);
  const sites = new Map<number, Site>();
  for (const island of found) {
    const members = island.members.map(({ id }) => entityOfShownId(recording, id)).filter((entity) => isMadeByProgram(index, entity));
    const lines = new Map<number, number[]>();
    for (const entity of told(index, members)) {
      const step = madeAt(index, entity);
      if (!index.isInScenario(step) || recording.steps.line(step) <= 0) continue;
      const line = recording.steps.line(step) - 1;
      const list = lines.get(line);
      if (list === undefined) lines.set(line, [entity]);
      else list.push(entity);
    }
    for (const [line, entities] of lines) {
      const site: Site = sites.get(line) ?? { functionName: index.functionName(madeAt(index, entities[0] as number)), counts: new Map(), islands: new Set(), lines: new Set() };
      sites.set(line, site);
      site.islands.add(island);
      for (const other of lines.keys()) if (other !== line) site.lines.add(other);
      for (const entity of entities) site.counts.set(typeText(recording, entity), (site.counts.get(typeText(recording, entity)) ?? 0) + 1);
    }
  }
  return [...sites].map(([line, site]): LostCycles => {
    const types = [...site.counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
    const count = types.reduce((sum, type) => sum + type.count, 0);
    const all = [...site.islands];
    return {
      line, functionName: site.functionName, types, count, islands: all.length,
      others: all.reduce((sum, island) => sum + island.count, 0) - count,
      bytes: all.reduce((sum, island) => sum + island.bytes, 0),
      cycle: all[0]?.cycles[0]?.text ?? '',
      otherLines: [...site.lines].sort((a, b) => a - b),
    };
  }).sort((a, b) => b.count - a.count || a.line - b.line);
}

export function leftAtExit(index: RunIndex, moment = index.exitStep): LeftAtExit {
  const { recording } = index;
  const graph = new HeapGraph(recording, index.seek(moment), moment);
  let objects = 0;
  let bytes = 0;
  let unreachable = 0;
  for (let entity = recording.baselineEntity + 1; entity < graph.entityEnd; entity++) {
    if (!graph.isAlive(entity) || !isMadeByProgram(index, entity)) continue;
    objects++;
    bytes += recording.sizeOf(graph.state, entity);
    if (graph.isUnreachable(entity)) unreachable++;
  }
  const groups = cycles(graph, { limit: MOST_CYCLES, memberLimit: 1 }).groups.filter((group) => group.unreachable);
  return { objects, bytes, cycles: groups.length, unreachable };
}

function isMadeByProgram(index: RunIndex, entity: number): boolean {
  const { recording } = index;
  return index.isProgramObject(entity) && !recording.entities.isFromLibrary(entity) && !isPlumbing(recording, entity) && index.isKnownToProgram(entity)
    && typeText(recording, entity) !== 'module' && !recording.namespaces.has(entity);
}

/** Instances where there are any; else what a variable stood for; else all. */
function told(index: RunIndex, members: readonly number[]): readonly number[] {
  const { recording } = index;
  const instances = members.filter((entity) => recording.entities.shape(entity) === ShapeKind.Instance || hasAttributes(index, entity));
  if (instances.length > 0) return instances;
  const named = members.filter((entity) => index.isNamedByProgram(entity));
  return named.length > 0 ? named : members;
}

/** An instance of a class derived from a container has attributes, too. */
function hasAttributes({ recording }: RunIndex, entity: number): boolean {
  const shape = recording.entities.shape(entity);
  if (shape !== ShapeKind.Sequence && shape !== ShapeKind.Mapping && shape !== ShapeKind.Set) return false;
  for (let slot = recording.slots.first(entity); slot !== 0; slot = recording.slots.next(slot)) {
    if (labelKind(recording.slots.label(slot)) === LabelKind.Attribute) return true;
  }
  return false;
}
