/**
 * Which references of a holder are drawn, and how they are headed. The ledger knows every reference; the picture leaves out
 * what would only be noise: names of functions, code objects, module namespaces, a class's machinery.
 */
import {
  isWeakLabel, LabelKind, labelKind, labelPayload, labelText, ShapeKind, type Recording,
} from '../recording';
import type { Edge, HeapGraph } from './heapGraph';
import { unquoted } from './ledger';
import { isClassObject } from './objectNames';

/** Parts of built-in objects which say something about memory. */
const DRAWN_PARTS: ReadonlySet<string> = new Set([
  '__defaults__', '__kwdefaults__', '__closure__', '__dict__', '__self__', '__func__', '__callback__', 'contents', 'part',
  'args', '__traceback__', '__context__', '__cause__', '__notes__', 'f_back', 'tb_frame', 'tb_next', 'value', 'frame object',
]);

/** Entries of class namespaces which every class has. */
const CLASS_MACHINERY: ReadonlySet<string> = new Set([
  '__module__', '__qualname__', '__dict__', '__weakref__', '__doc__', '__static_attributes__', '__firstlineno__',
]);

/** Holders of more references are read without making an object for each. */
const LARGE = 64;

export interface PictureSlot {
  readonly edge: Edge;
  readonly label: string;
  readonly weak: boolean;
}

/** Which references of a holder are drawn: the first ones in full, of the others the slots. */
export interface PictureSlots {
  readonly drawn: readonly PictureSlot[];
  readonly rest: Int32Array;
}

export function pictureSlots(graph: HeapGraph, entity: number): PictureSlot[] {
  return cutPictureSlots(graph, entity, Infinity).drawn as PictureSlot[];
}

/** The same with at most `limit` in full: a list may have a million. */
export function cutPictureSlots(graph: HeapGraph, entity: number, limit: number): PictureSlots {
  const { moment } = graph;
  const drawn: PictureSlot[] = [];
  const node = moment.nodeOf(entity);
  const from = moment.out.start[node] as number;
  const to = moment.out.start[node + 1] as number;
  // Only small things hold weakly; those references are not among the counted ones of the graph.
  if (to - from > Math.max(limit, LARGE)) {
    let number = from;
    for (; number < to && drawn.length < limit; number++) addDrawn(graph, graph.edge(number), drawn);
    if (moment.holdsItemsOnly(node)) return { drawn, rest: moment.slots.subarray(number, to) };
    const rest = new Int32Array(to - number);
    let count = 0;
    for (; number < to; number++) if (isDrawnItem(graph, number)) rest[count++] = moment.slots[number] as number;
    return { drawn, rest: rest.subarray(0, count) };
  }
  for (const edge of graph.slotsOf(entity)) addDrawn(graph, edge, drawn);
  return { drawn, rest: NOTHING };
}

const NOTHING = new Int32Array(0);

function addDrawn(graph: HeapGraph, edge: Edge, drawn: PictureSlot[]): void {
  const { recording } = graph;
  const kind = labelKind(edge.label);
  if (kind === LabelKind.Class || kind === LabelKind.Constant) return;
  // A key that is a plain value is written in the label of its entry.
  if (kind === LabelKind.Key && isAtom(recording, edge.target)) return;
  if (kind === LabelKind.Part) {
    const part = recording.strings.get(labelPayload(edge.label));
    if (!DRAWN_PARTS.has(part)) return;
    if (part === '__dict__' && recording.namespaces.has(edge.target)) {
      // The names of a class are its slots; those of an imported module are not the program's.
      if (isClassObject(graph, edge.holder)) drawn.push(...classMembers(graph, edge.target));
      return;
    }
  }
  drawn.push({ edge, label: labelText(edge.label, recording.strings), weak: isWeakLabel(edge.label) });
}

/** For each node, 1 when some reference to it could be drawn: what is held by a class's machinery only, or by the interpreter, is not the program's affair. */
export function drawnInto(graph: HeapGraph): Uint8Array {
  const { moment, recording: { mainNamespace, strings } } = graph;
  const { start, targets } = moment.out;
  const marks = new Uint8Array(moment.nodeCount);
  const names = moment.nodeOf(mainNamespace);
  for (let node = 1; node < moment.nodeCount; node++) {
    const end = start[node + 1] as number;
    for (let number = start[node] as number; number < end; number++) {
      const target = targets[number] as number;
      if (marks[target] === 1 || !isDrawnItem(graph, number)) continue;
      if (node === names && /^'?__.*__'?$/.test(strings.get(labelPayload(moment.label(number))))) continue;
      marks[target] = 1;
    }
  }
  return marks;
}

/** The same decision for what is only counted. */
function isDrawnItem(graph: HeapGraph, number: number): boolean {
  const { moment, recording } = graph;
  const label = moment.label(number);
  switch (labelKind(label)) {
    case LabelKind.Class:
    case LabelKind.Constant: return false;
    case LabelKind.Key: return !isAtom(recording, moment.entityOf[moment.out.targets[number] as number] as number);
    case LabelKind.Part: return DRAWN_PARTS.has(recording.strings.get(labelPayload(label)));
    default: return true;
  }
}

/** The entries of a namespace without the names Python itself puts there: module globals. */
export function namespaceSlots(graph: HeapGraph, dict: number): PictureSlot[] {
  return namedEntries(graph, dict, '').filter(({ label }) => !(label.startsWith('__') && label.endsWith('__')));
}

function classMembers(graph: HeapGraph, dict: number): PictureSlot[] {
  return namedEntries(graph, dict, '.').filter(({ label }) => !CLASS_MACHINERY.has(label.slice(1)));
}

function namedEntries(graph: HeapGraph, dict: number, prefix: string): PictureSlot[] {
  const { recording } = graph;
  return graph.slotsOf(dict)
    .filter((edge) => labelKind(edge.label) === LabelKind.Value)
    .map((edge) => ({ edge, label: prefix + unquoted(recording.strings.get(labelPayload(edge.label))), weak: false }));
}

function isAtom(recording: Recording, entity: number): boolean {
  return recording.entities.shape(entity) === ShapeKind.Atom;
}
