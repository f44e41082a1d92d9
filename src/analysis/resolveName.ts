/**
 * What the text of a name leads to at a moment, as Python would look it up from where the program stands: locals of the running
 * call, then globals; attributes of the instance, then of its classes; items and entries. Nothing runs: properties, `__getattr__`
 * and slices are not asked. In: graph, frame, text. Out: the entity, or one sentence that says what there is instead.
 */
import { EntityKind, LabelKind, labelKind, labelPayload, ShapeKind, typeText, type Label } from '../recording';
import type { HeapGraph } from './heapGraph';
import { unquoted } from './ledger';
import { parseNamePath, type NameStep } from './namePath';
import { entityOfShownId, objectName } from './objectNames';

export type NameAnswer = { readonly entity: number } | { readonly message: string };

/** How many names a message lists. */
const LISTED = 12;

/** @param frame the call from which to look, 0 for the module */
export function resolveName(graph: HeapGraph, frame: number, text: string): NameAnswer {
  const path = parseNamePath(text);
  if (typeof path === 'string') return { message: path };
  let found: NameAnswer;
  let walked: string;
  let { steps } = path;
  if (typeof path.root === 'number') {
    walked = `#${path.root}`;
    found = byNumber(graph, path.root);
  } else {
    walked = path.root;
    const [first, second, ...others] = steps;
    if (first?.kind === 'call' && second?.kind === 'attribute') {
      const call = runningCall(graph, path.root);
      if (call !== 0) {
        const local = variableOf(graph, call, second.name);
        if (local === 0) return { message: `${path.root}() has no local ${second.name} now${thereAre(variablesOf(graph, call))}` };
        return walk(graph, local, `${walked}().${second.name}`, others);
      }
    }
    found = byName(graph, frame, path.root);
    // `f.x`: a local of the running call of f, unless the function has such an attribute.
    if (first?.kind === 'attribute') {
      const call = runningCall(graph, path.root);
      const local = call === 0 ? 0 : variableOf(graph, call, first.name);
      if (local !== 0 && ('message' in found || attributeOf(graph, found.entity, first.name) === 0)) {
        found = { entity: local };
        walked = `${walked}.${first.name}`;
        steps = steps.slice(1);
      }
    }
  }
  return 'message' in found ? found : walk(graph, found.entity, walked, steps);
}

/** The names seen from a call: its locals, then the globals. */
export function visibleNames(graph: HeapGraph, frame: number): string[] {
  return [...new Set([...(frame === 0 ? [] : variablesOf(graph, frame)), ...globalNames(graph)])];
}

function walk(graph: HeapGraph, from: number, text: string, steps: readonly NameStep[]): NameAnswer {
  let entity = from;
  let walked = text;
  for (const step of steps) {
    const next = follow(graph, entity, step);
    if (typeof next === 'string') return { message: `${walked} is ${describe(graph, entity)}: ${next}` };
    entity = next;
    walked += step.kind === 'attribute' ? `.${step.name}` : step.kind === 'call' ? '()' : `[${step.key}]`;
  }
  return { entity };
}

function byNumber(graph: HeapGraph, id: number): NameAnswer {
  const { recording } = graph;
  const entity = entityOfShownId(recording, id);
  if (entity <= 0 || entity >= recording.entities.count) return { message: `there is no object #${id} in this run` };
  if (graph.isAlive(entity)) return { entity };
  const born = recording.entities.bornStep(entity);
  const died = recording.entities.diedStep(entity);
  const when = entity >= graph.entityEnd || born > graph.step ? `it is made at step ${born}` : `it died before step ${died}`;
  return { message: `${objectName(recording, entity)} does not exist at step ${graph.step}: ${when}` };
}

function byName(graph: HeapGraph, frame: number, name: string): NameAnswer {
  const entity = (frame === 0 ? 0 : variableOf(graph, frame, name)) || entryOf(graph, graph.recording.mainNamespace, `'${name}'`);
  if (entity !== 0) return { entity };
  return { message: `there is no name ${name} at step ${graph.step}${thereAre(visibleNames(graph, frame))}` };
}

/** The innermost running call of a function, by its name or qualified name; 0 if it doesn't run. */
function runningCall(graph: HeapGraph, name: string): number {
  const isNamed = (frame: number): boolean => {
    const qualified = typeText(graph.recording, frame);
    return qualified === name || qualified.endsWith(`.${name}`);
  };
  return graph.frames().findLast(isNamed) ?? 0;
}

function variableOf(graph: HeapGraph, frame: number, name: string): number {
  for (const { label, target } of graph.slotsOf(frame)) {
    const kind = labelKind(label);
    if ((kind === LabelKind.Local || kind === LabelKind.CellVariable) && payloadText(graph, label) === name) return contents(graph, target);
    // Class bodies keep their names in a dict.
    if (kind === LabelKind.Part && payloadText(graph, label) === 'namespace' && target !== graph.recording.mainNamespace) {
      const entry = entryOf(graph, target, `'${name}'`);
      if (entry !== 0) return entry;
    }
  }
  return 0;
}

function variablesOf(graph: HeapGraph, frame: number): string[] {
  return graph.slotsOf(frame).filter(({ label }) => labelKind(label) === LabelKind.Local || labelKind(label) === LabelKind.CellVariable)
    .map(({ label }) => payloadText(graph, label)).filter((name) => !name.startsWith('.'));
}

function globalNames(graph: HeapGraph): string[] {
  return graph.slotsOf(graph.recording.mainNamespace).filter(({ label }) => labelKind(label) === LabelKind.Value)
    .map(({ label }) => unquoted(payloadText(graph, label))).filter((name) => !/^__\w+__$/.test(name));
}

/** What a cell holds; anything else is itself. */
function contents(graph: HeapGraph, entity: number): number {
  if (graph.recording.entities.kind(entity) !== EntityKind.Object || typeText(graph.recording, entity) !== 'cell') return entity;
  return partOf(graph, entity, 'contents') || entity;
}

/** The target of a step, or what there is instead. */
function follow(graph: HeapGraph, entity: number, step: NameStep): number | string {
  switch (step.kind) {
    case 'attribute': return attributeOf(graph, entity, step.name) || `it has no attribute ${step.name}${thereAre(attributeNames(graph, entity))}`;
    case 'item': return itemOf(graph, entity, step.key) || noItem(graph, entity, step.key);
    case 'call': {
      const weak = graph.slotsOf(entity).find(({ label }) => labelKind(label) === LabelKind.Weak);
      if (weak !== undefined) return weak.target;
      return /weak|reference/i.test(typeText(graph.recording, entity)) ? 'what it referred to is gone' : 'only weak references can be followed by ()';
    }
  }
}

function attributeOf(graph: HeapGraph, entity: number, name: string): number {
  const own = ownAttribute(graph, entity, name);
  if (own !== 0) return own;
  const type = graph.slotsOf(entity).find(({ label }) => labelKind(label) === LabelKind.Class)?.target ?? 0;
  if (name === '__class__') return type;
  for (const base of type === 0 ? [entity] : mroOf(graph, type)) {
    const found = entryOf(graph, partOf(graph, base, '__dict__'), `'${name}'`);
    if (found !== 0) return found;
  }
  return 0;
}

function ownAttribute(graph: HeapGraph, entity: number, name: string): number {
  for (const { label, target } of graph.slotsOf(entity)) {
    const kind = labelKind(label);
    if (kind !== LabelKind.Attribute && kind !== LabelKind.Part) continue;
    const text = payloadText(graph, label);
    if (text === name || (text === 'contents' && name === 'cell_contents')) return target;
  }
  return entryOf(graph, partOf(graph, entity, '__dict__'), `'${name}'`);
}

function attributeNames(graph: HeapGraph, entity: number): string[] {
  const own = graph.slotsOf(entity).filter(({ label }) => labelKind(label) === LabelKind.Attribute).map(({ label }) => payloadText(graph, label));
  const dict = partOf(graph, entity, '__dict__');
  const entries = dict === 0 ? [] : graph.slotsOf(dict).filter(({ label }) => labelKind(label) === LabelKind.Value)
    .map(({ label }) => unquoted(payloadText(graph, label)));
  return [...own, ...entries].filter((name) => !/^__\w+__$/.test(name)).map((name) => `.${name}`);
}

function mroOf(graph: HeapGraph, type: number): number[] {
  const mro = partOf(graph, type, '__mro__');
  return mro === 0 ? [type] : graph.slotsOf(mro).filter(({ label }) => labelKind(label) === LabelKind.Index).map(({ target }) => target);
}

function partOf(graph: HeapGraph, entity: number, part: string): number {
  return graph.slotsOf(entity).find(({ label }) => labelKind(label) === LabelKind.Part && payloadText(graph, label) === part)?.target ?? 0;
}

function entryOf(graph: HeapGraph, dict: number, key: string): number {
  if (dict === 0) return 0;
  return graph.slotsOf(dict).find(({ label }) => labelKind(label) === LabelKind.Value && payloadText(graph, label) === key)?.target ?? 0;
}

function itemOf(graph: HeapGraph, entity: number, key: string): number {
  if (/^-?\d+$/.test(key)) {
    const items = graph.slotsOf(entity).filter(({ label }) => labelKind(label) === LabelKind.Index);
    const wanted = Number(key) < 0 ? items.length + Number(key) : Number(key);
    const found = items.find(({ label }) => labelPayload(label) === wanted);
    if (found !== undefined) return found.target;
  }
  return entryOf(graph, entity, key) || entryOf(graph, dictOf(graph, entity), key);
}

/** Classes written in Python which keep their entries in a dict: `UserDict`, `WeakValueDictionary`. */
function dictOf(graph: HeapGraph, entity: number): number {
  return graph.recording.entities.shape(entity) === ShapeKind.Instance ? ownAttribute(graph, entity, 'data') : 0;
}

function noItem(graph: HeapGraph, entity: number, key: string): string {
  const edges = graph.slotsOf(entity);
  const items = edges.filter(({ label }) => labelKind(label) === LabelKind.Index).length;
  const keys = edges.filter(({ label }) => labelKind(label) === LabelKind.Value).map(({ label }) => `[${payloadText(graph, label)}]`);
  if (keys.length > 0) return `it has no entry [${key}]${thereAre(keys)}`;
  if (items > 0) return `it has no item [${key}]; it has ${items} ${items === 1 ? 'item' : 'items'}, [0]${items === 1 ? '' : ` to [${items - 1}]`}`;
  return 'it has no items';
}

function describe(graph: HeapGraph, entity: number): string {
  const name = objectName(graph.recording, entity);
  return /^[a-z]+ #/.test(name) ? `the ${name}` : name;
}

function thereAre(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `; there ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, LISTED).join(', ')}${more}`;
}

function payloadText(graph: HeapGraph, label: Label): string {
  return graph.recording.strings.get(labelPayload(label));
}
