/**
 * One object at one moment: its ledger with the holder of each count, what it refers to, the weak references to it, its age, size
 * and generation; or that it is not born yet, or dead. In: the graph of a moment, an entity. Out: data with the ledger's texts.
 *
 * Lists are cut to limits and say how many entries they leave out: a class may have a million instances, a list a million items.
 * What goes with it is told only when wished: dominators of a large heap take a while.
 */
import { EntityKind, IMMORTAL, isWeakLabel, LabelKind, labelKind, labelPayload, labelText, type Label } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { HolderWords } from '../ledger';
import { bornLine } from '../viewBuilder';
import type { ObjectFacts, ObjectHolder, ObjectReferent, WeakHolder } from './graphAnswers';
import { objectReference } from './wording';

export interface ObjectFactsOptions {
  /** Most entries of the ledger; 100 if not told. */
  readonly holders?: number;
  /** Most referents; 100 if not told. */
  readonly referents?: number;
  /** Tell what goes with it, too: the dominators of the whole heap are found for it. */
  readonly retained?: boolean;
}

const DEFAULT_LIMIT = 100;
const WEAK_LIMIT = 50;
/** Holders of more references are read by row: sorting them all would be felt. */
const LARGE = 2000;

export function objectFacts(graph: HeapGraph, entity: number, { holders = DEFAULT_LIMIT, referents = DEFAULT_LIMIT, retained = false }: ObjectFactsOptions = {}): ObjectFacts {
  const { recording, state, moment, step } = graph;
  const { entities } = recording;
  const born = entities.bornStep(entity);
  const bornStep = entities.isBackground(entity) || born === 0 ? null : born - 1;
  const isAlive = entity < graph.entityEnd && graph.isAlive(entity);
  const common = {
    object: objectReference(graph, entity), bornStep, bornLine: bornStep === null ? null : bornLine(recording, bornStep),
    isLibrary: entities.isFromLibrary(entity),
  };
  if (!isAlive) {
    return {
      ...common, life: born > step ? 'unborn' : 'dead', refcount: 0, immortal: false, generation: null, size: 0, retained: null, unreachable: false,
      holders: [], moreHolders: 0, referents: [], moreReferents: 0, weakReferences: [], moreWeakReferences: 0,
    };
  }
  const refcount = state.refcount(entity);
  const immortal = refcount === IMMORTAL || recording.isImmortal(state, entity);
  return {
    ...common, life: 'alive', refcount: immortal ? 0 : refcount, immortal, generation: state.generation(entity), size: recording.sizeOf(state, entity),
    retained: retained ? retainedBy(graph, entity) : null,
    unreachable: moment.nodeOf(entity) !== 0 && graph.isUnreachable(entity),
    ...ledgerOf(graph, entity, immortal ? null : refcount, holders),
    ...referentsOf(graph, entity, referents),
    ...weakReferencesOf(graph, entity),
  };
}

/** Null for what no root reaches: it has no dominators. */
function retainedBy(graph: HeapGraph, entity: number): ObjectFacts['retained'] {
  const node = graph.moment.nodeOf(entity);
  return node === 0 || graph.isUnreachable(entity) ? null : { bytes: graph.retention.bytes[node] as number, count: graph.retention.counts[node] as number };
}

/** One entry for each count. What the recording does not explain would be a mistake of ours and is shown as such. */
function ledgerOf(graph: HeapGraph, entity: number, refcount: number | null, limit: number): Pick<ObjectFacts, 'holders' | 'moreHolders'> {
  const { moment, recording } = graph;
  const words = new HolderWords(graph);
  const node = moment.nodeOf(entity);
  const { start, edges } = moment.in;
  const from = start[node] as number;
  const to = node === 0 ? from : start[node + 1] as number;
  const holders: ObjectHolder[] = [];
  for (let row = from; row < Math.min(to, from + limit); row++) {
    const edge = graph.edge(edges[row] as number);
    const isObject = recording.entities.kind(edge.holder) === EntityKind.Object;
    // Whose names a dict holds says more than the dict: one goes to the module, class or instance.
    const owner = isObject ? words.ownerOf(edge.holder) : 0;
    const shown = owner !== 0 ? owner : edge.holder;
    holders.push({
      text: words.text(edge), label: labelText(edge.label, recording.strings),
      holder: isObject && edge.holder !== recording.mainNamespace ? objectReference(graph, shown) : null,
    });
  }
  const counted = refcount === null ? to - from : Math.max(refcount, to - from);
  for (let unknown = counted - (to - from); unknown > 0 && holders.length < limit; unknown--) {
    holders.push({ text: 'the runtime (not on record)', label: '', holder: null });
  }
  return { holders, moreHolders: counted - holders.length };
}

function referentsOf(graph: HeapGraph, entity: number, limit: number): Pick<ObjectFacts, 'referents' | 'moreReferents'> {
  const { moment, recording } = graph;
  const node = moment.nodeOf(entity);
  const from = node === 0 ? 0 : moment.out.start[node] as number;
  const to = node === 0 ? 0 : moment.out.start[node + 1] as number;
  const referent = (label: Label, target: number): ObjectReferent =>
    ({ label: labelText(label, recording.strings), target: objectReference(graph, target), weak: isWeakLabel(label), isClass: labelKind(label) === LabelKind.Class });
  if (to - from > Math.max(limit, LARGE)) {
    const referents: ObjectReferent[] = [];
    for (let row = from; row < from + limit; row++) {
      const edge = graph.edge(row);
      referents.push(referent(edge.label, edge.target));
    }
    return { referents, moreReferents: to - from - limit };
  }
  const edges = graph.slotsOf(entity);
  return { referents: edges.slice(0, limit).map(({ label, target }) => referent(label, target)), moreReferents: Math.max(0, edges.length - limit) };
}

function weakReferencesOf(graph: HeapGraph, entity: number): Pick<ObjectFacts, 'weakReferences' | 'moreWeakReferences'> {
  const { moment, recording } = graph;
  const node = moment.nodeOf(entity);
  const found: WeakHolder[] = [];
  let count = 0;
  for (let row = 0; row < moment.weak.count; row++) {
    if (moment.weak.targets[row] !== node || node === 0) continue;
    if (count++ >= WEAK_LIMIT) continue;
    const holder = moment.entityOf[moment.weak.holders[row] as number] as number;
    const hasCallback = graph.slotsOf(holder).some(({ label }) => labelKind(label) === LabelKind.Part && recording.strings.get(labelPayload(label)) === '__callback__');
    found.push({ holder: objectReference(graph, holder), hasCallback });
  }
  return { weakReferences: found, moreWeakReferences: Math.max(0, count - found.length) };
}
