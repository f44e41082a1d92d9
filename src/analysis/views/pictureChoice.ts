/**
 * Which objects of a moment get a card, and into which groups the rest is folded. In: a graph, the references of its roots,
 * what the step before changed, wishes. Out: cards in the order they were chosen, groups with their members. Nothing is described
 * here; every drawable object is in exactly one place: a card, a group, or left out.
 *
 * Order of choice: what is pinned; a share for what nobody reaches; what opened groups show; by type also what roots hold and what
 * the step changed; then the others nearest to the roots first.
 */
import { EntityKind, ShapeKind, typeText } from '../../recording';
import { breadthFirst } from '../algorithms/breadthFirst';
import type { HeapGraph } from '../heapGraph';
import type { ViewOptions } from '../heapView';
import { nodeTest } from '../objectFilter';
import { entityOfShownId, shownId } from '../objectNames';
import { cutPictureSlots, drawnInto, type PictureSlot } from '../pictureSlots';
import { isPlumbing, type StepChanges } from '../stepChanges';
import { neighbourhood } from './neighbourhood';

export interface ChosenGroup {
  readonly id: string;
  readonly kind: 'type' | 'holder' | 'other';
  readonly type: string | null;
  /** Entity of the card it hangs under, 0 for none. */
  readonly holder: number;
  readonly unreachable: boolean;
  /** Nodes (of `graph.moment`), in the order of birth. */
  readonly members: number[];
}

export interface PictureChoice {
  /** Entities. */
  readonly cards: readonly number[];
  readonly isCard: (entity: number) => boolean;
  /** For each node, 1 when it is a card. */
  readonly cardNodes: Uint8Array;
  readonly groups: readonly ChosenGroup[];
  /** For each node, the index of its group, or -1. */
  readonly groupOf: Int32Array;
  /** Drawable objects in neither. */
  readonly hiddenCount: number;
}

/** Of a type with no more objects than these, each gets a card if there is room. */
const SMALL_TYPE = 4;
const GROUP_LIMIT = 40;
const CHANGED_LIMIT = 20;

/** May be drawn; one that may be drawn, but isn't counted as left out. */
const COUNTED = 1;
const ON_THE_WAY = 2;

export function choosePicture(graph: HeapGraph, rootSlots: readonly PictureSlot[], changes: StepChanges, options: ViewOptions): PictureChoice {
  const chooser = new Chooser(graph, options);
  const { focus } = options;
  if (focus != null) {
    chooser.addAll(neighbourhood(graph, entityOfShownId(graph.recording, focus.id), focus.distance, (node) => chooser.isDrawable(node)));
    return chooser.finish([]);
  }
  const grouping = options.grouping ?? 'none';
  const isFolded = grouping !== 'none' && (grouping !== 'auto' || chooser.drawableCount > (options.foldAbove ?? options.nodeLimit));
  chooser.addAll((options.pinned ?? []).map((id) => graph.moment.nodeOf(entityOfShownId(graph.recording, id))));
  if (!isFolded) {
    chooser.addUnreachable(options.nodeLimit / 2);
    chooser.addFrom(rootSlots);
    return chooser.finish([]);
  }
  return grouping === 'holder' ? chooseByHolder(graph, chooser, rootSlots, options) : chooseByType(graph, chooser, rootSlots, changes, options);
}

function chooseByType(graph: HeapGraph, chooser: Chooser, rootSlots: readonly PictureSlot[], changes: StepChanges, options: ViewOptions): PictureChoice {
  const { moment, recording, reachedNodes } = graph;
  /** By name of the type, with unreachable objects apart. */
  const byKey = new Map<number, ChosenGroup>();
  for (const node of chooser.drawable()) {
    const entity = moment.entityOf[node] as number;
    const unreachable = reachedNodes[node] === 0;
    const key = recording.entities.typeName(entity) * 2 + (unreachable ? 1 : 0);
    let group = byKey.get(key);
    if (group === undefined) {
      const type = typeText(recording, entity);
      group = { id: `${unreachable ? 'unreachable' : 'type'}:${type}`, kind: 'type', type, holder: 0, unreachable, members: [] };
      byKey.set(key, group);
    }
    group.members.push(node);
  }
  chooser.addOpened([...byKey.values()], options);
  chooser.addTargets(rootSlots, options.nodeLimit / 2);
  chooser.addAll([...changes.born, ...changes.previousRefcounts.keys()].map((entity) => moment.nodeOf(entity)), CHANGED_LIMIT);
  const groups = [...byKey.values()].sort((a, b) => a.members.length - b.members.length || (a.id < b.id ? -1 : 1));
  for (const { members } of groups) if (members.length <= SMALL_TYPE) chooser.addAll(members);
  groups.sort((a, b) => Number(b.unreachable) - Number(a.unreachable) || b.members.length - a.members.length || (a.id < b.id ? -1 : 1));
  const kept = groups.slice(0, GROUP_LIMIT);
  const rest: ChosenGroup = { id: 'other', kind: 'other', type: null, holder: 0, unreachable: false, members: groups.slice(GROUP_LIMIT).flatMap(({ members }) => members) };
  return chooser.finish([...kept, rest]);
}

function chooseByHolder(graph: HeapGraph, chooser: Chooser, rootSlots: readonly PictureSlot[], options: ViewOptions): PictureChoice {
  const { moment, recording, reachedNodes } = graph;
  chooser.addUnreachable(options.nodeLimit / 4);
  chooser.addFrom(rootSlots);
  // Each other object belongs to the card nearest to it on the way from the roots.
  const spread = (): { groups: ChosenGroup[] } => {
    const cards = chooser.nodes;
    const { order, count, parent } = breadthFirst(moment.out, cards);
    const cardOf = new Int32Array(moment.nodeCount);
    const byHolder = new Map<number, ChosenGroup>();
    for (const card of cards) cardOf[card] = card;
    for (let i = 0; i < count; i++) {
      const node = order[i] as number;
      if (cardOf[node] === 0) cardOf[node] = cardOf[parent[node] as number] as number;
      if (chooser.has(node) || !chooser.isDrawable(node)) continue;
      const card = cardOf[node] as number;
      let group = byHolder.get(card);
      if (group === undefined) {
        const holder = moment.entityOf[card] as number;
        group = { id: `under:${shownId(recording, holder)}`, kind: 'holder', type: null, holder, unreachable: reachedNodes[card] === 0, members: [] };
        byHolder.set(card, group);
      }
      group.members.push(node);
    }
    return { groups: [...byHolder.values()] };
  };
  if (options.opened !== undefined) chooser.addOpened(spread().groups, options);
  const { groups } = spread();
  const placed = new Uint8Array(moment.nodeCount);
  for (const { members } of groups) for (const node of members) placed[node] = 1;
  const elsewhere = chooser.drawable().filter((node) => placed[node] === 0 && !chooser.has(node));
  return chooser.finish([...groups, { id: 'other', kind: 'other', type: null, holder: 0, unreachable: false, members: elsewhere }]);
}

class Chooser {
  /** Cards, as nodes. */
  readonly nodes: number[] = [];
  private readonly isChosen: Uint8Array;
  private readonly mask: Uint8Array;
  readonly drawableCount: number;

  constructor(private readonly graph: HeapGraph, private readonly options: ViewOptions) {
    this.isChosen = new Uint8Array(graph.moment.nodeCount);
    this.mask = drawableMask(graph, options);
    let count = 0;
    for (const flag of this.mask) if (flag === COUNTED) count++;
    this.drawableCount = count;
  }

  has(node: number): boolean {
    return this.isChosen[node] === 1;
  }

  isDrawable(node: number): boolean {
    return this.mask[node] !== 0;
  }

  /** All drawable nodes of the program, in the order of birth. */
  drawable(): number[] {
    const nodes: number[] = [];
    for (let node = 1; node < this.mask.length; node++) if (this.mask[node] === COUNTED) nodes.push(node);
    return nodes;
  }

  /** These, as far as they may be drawn; at most `limit` of them. */
  addAll(nodes: readonly number[], limit = Infinity): void {
    let left = limit;
    for (const node of nodes) {
      if (left <= 0 || this.nodes.length >= this.options.nodeLimit) return;
      if (this.isChosen[node] === 1 || this.mask[node] === 0) continue;
      this.isChosen[node] = 1;
      this.nodes.push(node);
      left--;
    }
  }

  addOpened(groups: readonly ChosenGroup[], { opened = {} }: ViewOptions): void {
    for (const { id, members } of groups) if (Object.hasOwn(opened, id)) this.addAll(members, opened[id]);
  }

  /** What these references lead to, each holder's first ones, up to `limit` cards. */
  addTargets(slots: readonly PictureSlot[], limit: number): void {
    const { moment } = this.graph;
    let shown = 0;
    let holder = 0;
    for (const { edge } of slots) {
      if (edge.holder !== holder) shown = 0;
      holder = edge.holder;
      if (this.nodes.length >= limit) return;
      if (shown++ < this.slotLimit(holder)) this.addAll([moment.nodeOf(edge.target)]);
    }
  }

  /** Breadth first from these references along what is drawn. */
  addFrom(slots: readonly PictureSlot[]): void {
    const { graph, options: { nodeLimit } } = this;
    let next = 0;
    this.addTargets(slots, nodeLimit);
    for (; next < this.nodes.length && this.nodes.length < nodeLimit; next++) {
      const entity = graph.moment.entityOf[this.nodes[next] as number] as number;
      this.addTargets(cutPictureSlots(graph, entity, this.slotLimit(entity)).drawn, nodeLimit);
    }
  }

  private slotLimit(holder: number): number {
    const { options: { slotLimit, slotLimits }, graph: { recording } } = this;
    if (slotLimits === undefined) return slotLimit;
    const root = holder === recording.mainNamespace ? 'module' : `frame:${holder}`;
    return slotLimits[root] ?? slotLimits[shownId(recording, holder)] ?? slotLimit;
  }

  addUnreachable(limit: number): void {
    const { reachedNodes } = this.graph;
    for (let node = 1; node < this.mask.length && this.nodes.length < limit; node++) if (reachedNodes[node] === 0) this.addAll([node]);
  }

  finish(groups: readonly ChosenGroup[]): PictureChoice {
    const { moment } = this.graph;
    const groupOf = new Int32Array(moment.nodeCount).fill(-1);
    const filled: ChosenGroup[] = [];
    let folded = 0;
    for (const group of groups) {
      const members = group.members.filter((node) => this.isChosen[node] !== 1);
      if (members.length === 0) continue;
      for (const node of members) groupOf[node] = filled.length;
      filled.push({ ...group, members });
      folded += members.length;
    }
    return {
      cards: this.nodes.map((node) => moment.entityOf[node] as number),
      isCard: (entity) => this.isChosen[moment.nodeOf(entity)] === 1,
      cardNodes: this.isChosen,
      groups: filled, groupOf,
      hiddenCount: this.drawableCount - this.nodes.filter((node) => this.mask[node] === COUNTED).length - folded,
    };
  }
}

/**
 * For each node, COUNTED when it may be drawn: objects of the program that say something, as far as the filter means them. Values
 * which were there before the program may be drawn where a reference leads to them, but nobody misses them.
 */
function drawableMask(graph: HeapGraph, options: ViewOptions): Uint8Array {
  const { moment, recording } = graph;
  const { entities, mainNamespace, namespaces } = recording;
  const mask = new Uint8Array(moment.nodeCount);
  const isMeant = options.filter === undefined ? null
    : nodeTest(graph, { ...options.filter, atoms: options.showAtoms || options.filter.atoms === true, background: true, library: true });
  const plumbing = new Map<number, boolean>();
  const isPlumbingType = (entity: number): boolean => {
    const typeName = entities.typeName(entity);
    let is = plumbing.get(typeName);
    if (is === undefined) plumbing.set(typeName, is = isPlumbing(recording, entity));
    return is;
  };
  const isLedTo = drawnInto(graph);
  const isShown = options.filter?.library === true ? (): boolean => true : heldInstances(graph);
  for (let node = 1; node < mask.length; node++) {
    const entity = moment.entityOf[node] as number;
    const shape = entities.shape(entity);
    if (entities.kind(entity) !== EntityKind.Object || entity === mainNamespace) continue;
    if (shape === ShapeKind.Atom) {
      if (!options.showAtoms) continue;
    } else if (entities.isBackground(entity) || (entities.isFromLibrary(entity) && !isShown(node)) || isPlumbingType(entity) || (shape === ShapeKind.Mapping && namespaces.has(entity))) {
      // The namespace of a class or function is drawn as slots of its owner.
      continue;
    }
    if (isMeant === null || isMeant(node)) mask[node] = (isLedTo[node] === 1 || graph.reachedNodes[node] === 0) && entity > recording.baselineEntity && (options.filter?.library === true || !entities.isFromLibrary(entity)) ? COUNTED : ON_THE_WAY;
  }
  for (const id of options.hidden ?? []) mask[moment.nodeOf(entityOfShownId(recording, id))] = 0;
  return mask;
}

/**
 * Instances a library made that a global of the program names (a `WeakValueDictionary`, a `deque` of a helper): the program speaks of
 * them, so they are drawn where what is below them is not.
 */
function heldInstances({ moment, recording }: HeapGraph): (node: number) => boolean {
  const { start, targets } = moment.out;
  const names = moment.nodeOf(recording.mainNamespace);
  const held = new Set<number>();
  for (let row = start[names] as number; row < (start[names + 1] as number); row++) {
    const node = targets[row] as number;
    if (recording.entities.shape(moment.entityOf[node] as number) === ShapeKind.Instance) held.add(node);
  }
  return (node) => held.has(node);
}
