/** What objects are called in texts: `list #3`, `Node #5`, `function f`, and their short values: `3`, `list[2]`, `<Node object>`. */
import { LabelKind, labelKind, labelPayload, ShapeKind, typeText, valueText, type Recording } from '../recording';
import type { HeapGraph } from './heapGraph';

/** The number shown for an object: see `ObjectNumbers`. Never 0. */
export function shownId(recording: Recording, entity: number): number {
  return recording.numbers.numberOf(entity);
}

/** The entity of a shown number; 0 if there is none. */
export function entityOfShownId(recording: Recording, id: number): number {
  return recording.numbers.entityOf(id);
}

/** `list #3`; for what has a name of its own that name: `function f`; for plain values `int 7`, `None`. */
export function objectName(recording: Recording, entity: number): string {
  const text = valueText(recording, entity);
  if (text.startsWith('<') && text.endsWith('>')) return text.slice(1, -1);
  if (text !== '' && recording.entities.shape(entity) === ShapeKind.Atom) return SINGLETONS.has(text) ? text : `${typeText(recording, entity)} ${text}`;
  return `${typeText(recording, entity)} #${shownId(recording, entity)}`;
}

const SINGLETONS: ReadonlySet<string> = new Set(['None', 'True', 'False', 'Ellipsis', 'NotImplemented']);

/** `type(x).__name__` */
export function typeName(recording: Recording, entity: number): string {
  return typeText(recording, entity);
}

/** A few characters for a slot: the value of an atom, the name of a function, `list[3]`, `<Node object>`. */
export function shortText(graph: HeapGraph, entity: number): string {
  const { recording } = graph;
  const text = valueText(recording, entity);
  if (text !== '') return text;
  const type = typeText(recording, entity);
  switch (recording.entities.shape(entity)) {
    case ShapeKind.Sequence:
    case ShapeKind.Set: return `${type}[${itemCount(graph, entity)}]`;
    case ShapeKind.Mapping: return `${type}[${itemCount(graph, entity)}]`;
    case ShapeKind.Instance: return `<${type} object>`;
    case ShapeKind.Atom:
    case ShapeKind.Other: return type;
  }
}

/** Items, members or entries, by the slots that are filled. */
function itemCount(graph: HeapGraph, entity: number): number {
  const run = graph.itemRun(entity);
  if (run >= 0) return run;
  let count = 0;
  graph.visitTargets(entity, (_target, label) => {
    const kind = labelKind(label);
    if (kind === LabelKind.Index || kind === LabelKind.Value || kind === LabelKind.Member) count++;
  });
  return count;
}

/** A class, of whatever metaclass: only classes have an `__mro__`. */
export function isClassObject(graph: HeapGraph, entity: number): boolean {
  const { slots, strings } = graph.recording;
  for (let slot = slots.first(entity); slot !== 0; slot = slots.next(slot)) {
    const label = slots.label(slot);
    if (labelKind(label) === LabelKind.Part && graph.state.target(slot) !== 0 && strings.get(labelPayload(label)) === '__mro__') return true;
  }
  return false;
}
