/**
 * Which objects are meant: by type, generation, age, reachability, text. In: a filter as people set it, a graph. Out: a test of
 * one node, with everything that can be decided once decided before.
 */
import { EntityKind, LabelKind, labelKind, ShapeKind, typeText, valueText } from '../recording';
import type { HeapGraph } from './heapGraph';
import { objectName } from './objectNames';
import { isPlumbing } from './stepChanges';

/** All conditions hold together; what is left out doesn't matter. */
export interface ObjectFilter {
  /** Names of types. */
  readonly types?: readonly string[];
  /** null: not tracked by the collector. */
  readonly generations?: readonly (0 | 1 | 2 | 3 | null)[];
  readonly reachable?: boolean;
  /** Made by this step or later. */
  readonly bornSince?: number;
  /** Made before this step. */
  readonly bornBefore?: number;
  /** In the name, type or value, whatever the case. */
  readonly text?: string;
  /** Plain numbers, strings, None too. False if not told. */
  readonly atoms?: boolean;
  /** What modules imported or called made, too. False if not told. */
  readonly library?: boolean;
  /** What was there before the program began or belongs to the interpreter, too. False if not told. */
  readonly background?: boolean;
}

/**
 * Made while the program ran, but for the interpreter: held by nothing but parts of what was there before (the buffer of
 * `sys.stdout`, a class's reference to its subclass, attributes of built-in types). What a module has under a name is not that.
 */
function isInterpretersOwn({ moment, recording }: HeapGraph, node: number): boolean {
  const { start, targets, edges } = moment.in;
  const end = start[node + 1] as number;
  for (let row = start[node] as number; row < end; row++) {
    const holder = targets[row] as number;
    const entity = moment.entityOf[holder] as number;
    if (moment.isRoot[holder] !== 1 || !moment.isObject(holder) || entity === recording.mainNamespace) return false;
    const isPart = labelKind(moment.label(edges[row] as number)) === LabelKind.Part;
    if (!isPart && !recording.namespaces.has(entity)) return false;
  }
  return end > (start[node] as number);
}

/** True for the nodes (of `graph.moment`) meant. */
export function nodeTest(graph: HeapGraph, filter: ObjectFilter): (node: number) => boolean {
  const { recording, state, moment, reachedNodes } = graph;
  const { entities } = recording;
  const types = filter.types === undefined ? null : new Set(filter.types);
  const generations = filter.generations === undefined ? null : new Set<number | null>(filter.generations);
  const text = filter.text === undefined || filter.text.trim() === '' ? null : filter.text.trim().toLowerCase();
  /** For each number of a type name, whether its objects are meant. */
  const meantTypes = new Map<number, boolean>();
  const isMeantType = (entity: number): boolean => {
    const typeName = entities.typeName(entity);
    let meant = meantTypes.get(typeName);
    if (meant === undefined) {
      meant = (types === null || types.has(typeText(recording, entity))) && (filter.background === true || types !== null || !isPlumbing(recording, entity));
      meantTypes.set(typeName, meant);
    }
    return meant;
  };
  /** The names of a class or module are told with it. */
  const isOwnNamespace = (entity: number): boolean => recording.namespaces.has(entity) && entities.shape(entity) === ShapeKind.Mapping;
  return (node) => {
    const entity = moment.entityOf[node] as number;
    if (entities.kind(entity) !== EntityKind.Object || !isMeantType(entity)) return false;
    if (filter.background !== true) {
      if (entities.isBackground(entity) || entities.bornStep(entity) === 0 || isOwnNamespace(entity) || isInterpretersOwn(graph, node)) return false;
    }
    if (filter.library !== true && entities.isFromLibrary(entity)) return false;
    if (filter.atoms !== true && entities.shape(entity) === ShapeKind.Atom && types === null) return false;
    if (generations !== null && !generations.has(state.generation(entity))) return false;
    if (filter.reachable !== undefined && filter.reachable !== (reachedNodes[node] === 1)) return false;
    // What a step made is found in the step after it.
    if (filter.bornSince !== undefined && entities.bornStep(entity) - 1 < filter.bornSince) return false;
    if (filter.bornBefore !== undefined && entities.bornStep(entity) - 1 >= filter.bornBefore) return false;
    return text === null || objectName(recording, entity).toLowerCase().includes(text) || valueText(recording, entity).toLowerCase().includes(text)
      || typeText(recording, entity).toLowerCase().includes(text);
  };
}
