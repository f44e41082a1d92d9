/**
 * Which objects are meant: by type, generation, age, reachability, text. In: a filter as people set it, a graph. Out: a test of
 * one node, with everything that can be decided once decided before.
 */
import { EntityKind, ShapeKind, typeText, valueText } from '../recording';
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
  /** What was there before the program began, too. False if not told. */
  readonly background?: boolean;
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
  return (node) => {
    const entity = moment.entityOf[node] as number;
    if (entities.kind(entity) !== EntityKind.Object || !isMeantType(entity)) return false;
    if (entities.isBackground(entity) && filter.background !== true) return false;
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
