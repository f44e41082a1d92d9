/**
 * Who holds whom at one moment, as typed arrays, built once in one pass over the slots of what lives: counted references forwards and
 * backwards, weak ones apart, and the roots in their order. Every question about the structure of the heap starts here.
 *
 * In: a recording, a state, the step it belongs to. Out: nodes, numbered from 1 in the order of their entities (node 0 is nobody:
 * the algorithms' virtual root); edges, numbered by row. The result doesn't depend on the state any more, but for the numbers of
 * objects (refcounts, sizes) which it doesn't contain. Nothing is decided here about what is shown.
 *
 * Roots are what holds without being held: module namespaces, running frames, what else was there before the program began,
 * and the runtime itself, in this order; the program's own namespace is the first of all.
 */
import { EntityKind, isWeakLabel, labelKind, labelPayload, LabelKind, type HeapState, type Label, type Recording } from '../../recording';
import { reversed, type Digraph, type ReversedDigraph } from './digraph';

/** Ranks of roots and of their references: the smaller, the more it says to the reader. */
export const enum RootRank { MainNamespace, Frame, EvaluationStack, Background, Runtime }

/** A run of millions of objects of which few live: their numbers are not kept with the graph, which the session keeps. */
const DENSE_LIMIT = 100_000;
const SPARSE_SHARE = 8;

export interface WeakEdges {
  readonly count: number;
  /** For each weak edge: the weak reference object's node, its referent's node, the slot. */
  readonly holders: Int32Array;
  readonly targets: Int32Array;
  readonly slots: Int32Array;
}

export class MomentGraph {
  /** For each node its entity; ascending. */
  readonly entityOf: Int32Array;
  readonly out: Digraph;
  /** For each edge, its slot. */
  readonly slots: Int32Array;
  readonly weak: WeakEdges;
  /** Nodes of roots in their order. */
  readonly roots: Int32Array;
  /** For each node, 1 for a root. */
  readonly isRoot: Uint8Array;
  private backwards: ReversedDigraph | null = null;
  /** For each entity its node; null when few of many entities live: then they are searched for. */
  private readonly nodeByEntity: Int32Array | null;

  constructor(readonly recording: Recording, state: HeapState, step: number) {
    const { entities } = recording;
    const end = recording.steps.entityEnd(step);
    const nodeByEntity = new Int32Array(end);
    // Parts of the runtime have no refcount; they are all there before the program.
    const parts: number[] = [];
    for (let entity = 1; entity <= recording.baselineEntity; entity++) {
      if (entities.kind(entity) === EntityKind.Runtime && state.refcount(entity) === 0) parts.push(entity);
    }
    const living = state.living(end);
    this.entityOf = new Int32Array(1 + living.length + parts.length);
    this.entityOf.set(parts, 1);
    this.entityOf.set(living, 1 + parts.length);
    if (parts.length > 0) this.entityOf.sort();
    for (let node = 1; node < this.entityOf.length; node++) nodeByEntity[this.entityOf[node] as number] = node;
    const count = this.entityOf.length;
    const live = new LiveSlots(recording, state, this.entityOf, nodeByEntity);
    this.nodeByEntity = end > DENSE_LIMIT && end > count * SPARSE_SHARE ? null : nodeByEntity;
    this.out = { nodeCount: count, start: live.start, targets: live.targets };
    this.slots = live.slots;
    this.weak = live.weak;
    this.isRoot = new Uint8Array(count);
    this.roots = this.findRoots();
  }

  /** Nodes, node 0 included. */
  get nodeCount(): number {
    return this.entityOf.length;
  }

  get edgeCount(): number {
    return this.slots.length;
  }

  /** Edges into each node, with `edges` telling their numbers. Made when first asked for. */
  get in(): ReversedDigraph {
    return (this.backwards ??= reversed(this.out));
  }

  /** 0 for what isn't there at this moment. */
  nodeOf(entity: number): number {
    const { nodeByEntity, entityOf } = this;
    if (nodeByEntity !== null) return entity < nodeByEntity.length ? (nodeByEntity[entity] as number) : 0;
    let [low, high] = [1, entityOf.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entityOf[middle] as number) < entity) low = middle + 1;
      else high = middle;
    }
    return entityOf[low] === entity ? low : 0;
  }

  label(edge: number): Label {
    return this.recording.slots.label(this.slots[edge] as number);
  }

  /** The node an edge comes from. */
  holderOf(edge: number): number {
    return this.nodeOf(this.recording.slots.holder(this.slots[edge] as number));
  }

  /**
   * All edges of a node are items in a row, told by the first and the last: edges are in the order of their positions, and labels of items are
   * their numbers. A list may have a million, and is looked at in every view.
   */
  holdsItemsOnly(node: number): boolean {
    const first = this.out.start[node] as number;
    const last = (this.out.start[node + 1] as number) - 1;
    if (last < first) return false;
    const [from, to] = [this.label(first), this.label(last)];
    return labelKind(from) === LabelKind.Index && labelKind(to) === LabelKind.Index && labelPayload(to) - labelPayload(from) === last - first;
  }

  isObject(node: number): boolean {
    return this.recording.entities.kind(this.entityOf[node] as number) === EntityKind.Object;
  }

  /** How much a reference of a root says to the reader. */
  rankOfRootEdge(edge: number): RootRank {
    const rank = this.rankOfRoot(this.entityOf[this.holderOf(edge)] as number);
    return rank === RootRank.Frame && labelKind(this.label(edge)) === LabelKind.Stack ? RootRank.EvaluationStack : rank;
  }

  private rankOfRoot(entity: number): RootRank {
    const { recording } = this;
    if (entity === recording.mainNamespace) return RootRank.MainNamespace;
    switch (recording.entities.kind(entity)) {
      case EntityKind.Frame: return RootRank.Frame;
      case EntityKind.Runtime: return RootRank.Runtime;
      case EntityKind.Object: return RootRank.Background;
    }
  }

  private findRoots(): Int32Array {
    const { entityOf, isRoot } = this;
    const { entities, mainNamespace } = this.recording;
    const byRank: number[][] = [[], [], [], [], []];
    for (let node = 1; node < entityOf.length; node++) {
      const entity = entityOf[node] as number;
      if (entities.kind(entity) === EntityKind.Object && entity !== mainNamespace && !entities.isBackground(entity)) continue;
      isRoot[node] = 1;
      (byRank[this.rankOfRoot(entity)] as number[]).push(node);
    }
    return Int32Array.from(byRank.flat());
  }
}

/**
 * The slots of all nodes that hold something, node by node along the chains of the slot table: what was held by the dead is
 * never looked at, so that the cost is that of this moment and not of the whole run.
 */
class LiveSlots {
  readonly start: Int32Array;
  readonly targets: Int32Array;
  readonly slots: Int32Array;
  readonly weak: WeakEdges;

  constructor(recording: Recording, state: HeapState, entityOf: Int32Array, nodeByEntity: Int32Array) {
    const { slots } = recording;
    const nodeCount = entityOf.length;
    const start = new Int32Array(nodeCount + 1);
    let targetRows = new Int32Array(nodeCount * 4);
    let slotRows = new Int32Array(nodeCount * 4);
    const weak: { holder: number; target: number; slot: number }[] = [];
    let row = 0;
    for (let holder = 1; holder < nodeCount; holder++) {
      const from = row;
      let lastOrdinal = -1;
      let isSorted = true;
      for (let slot = slots.first(entityOf[holder] as number); slot !== 0; slot = slots.next(slot)) {
        const entity = state.target(slot);
        if (entity === 0) continue;
        const target = nodeByEntity[entity] as number;
        if (target === 0) continue;
        if (isWeakLabel(slots.label(slot))) {
          weak.push({ holder, target, slot });
          continue;
        }
        if (row === targetRows.length) {
          targetRows = grown(targetRows);
          slotRows = grown(slotRows);
        }
        targetRows[row] = target;
        slotRows[row++] = slot;
        const ordinal = slots.ordinal(slot);
        if (ordinal < lastOrdinal) isSorted = false;
        lastOrdinal = ordinal;
      }
      start[holder + 1] = row;
      if (!isSorted) sortByOrdinal(recording, targetRows, slotRows, from, row);
    }
    this.start = start;
    this.targets = targetRows.slice(0, row);
    this.slots = slotRows.slice(0, row);
    this.weak = {
      count: weak.length,
      holders: Int32Array.from(weak, ({ holder }) => holder),
      targets: Int32Array.from(weak, ({ target }) => target),
      slots: Int32Array.from(weak, ({ slot }) => slot),
    };
  }
}

/** Up to this many references insertion is faster than sorting. */
const INSERTION_LIMIT = 64;

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2 + 16);
  larger.set(array);
  return larger;
}

/** Slots are made in the order of first use; their place among the holder's references may be another. Mostly few are out of order. */
function sortByOrdinal(recording: Recording, targets: Int32Array, slots: Int32Array, from: number, to: number): void {
  const ordinals = new Int32Array(to - from);
  for (let i = from; i < to; i++) ordinals[i - from] = recording.slots.ordinal(slots[i] as number);
  if (to - from > INSERTION_LIMIT) {
    // Ordinal and place in one number, which sorts without a function to compare: this is done for the same holders at every moment.
    const count = to - from;
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i++) keys[i] = (ordinals[i] as number) * count + i;
    keys.sort();
    const [oldTargets, oldSlots] = [targets.slice(from, to), slots.slice(from, to)];
    for (let i = 0; i < count; i++) {
      const old = (keys[i] as number) % count;
      targets[from + i] = oldTargets[old] as number;
      slots[from + i] = oldSlots[old] as number;
    }
    return;
  }
  for (let i = 1; i < ordinals.length; i++) {
    const ordinal = ordinals[i] as number;
    const target = targets[from + i] as number;
    const slot = slots[from + i] as number;
    let place = i;
    for (; place > 0 && (ordinals[place - 1] as number) > ordinal; place--) {
      ordinals[place] = ordinals[place - 1] as number;
      targets[from + place] = targets[from + place - 1] as number;
      slots[from + place] = slots[from + place - 1] as number;
    }
    ordinals[place] = ordinal;
    targets[from + place] = target;
    slots[from + place] = slot;
  }
}
