/**
 * The heap of one moment as a graph of entities: who holds what, with labels. In: a recording and a state. Out: slots by holder,
 * holders by target, roots; and, each made when first asked for, the same as typed arrays (`moment`) and what dominates what
 * (`retention`).
 *
 * It is good for its moment only: the state moves on with its timeline.
 */
import { EntityKind, isWeakLabel, type HeapState, type Label, type Recording } from '../recording';
import { reach } from './algorithms/breadthFirst';
import { MomentGraph } from './graph/momentGraph';
import { Retention } from './graph/retention';

export interface Edge {
  readonly holder: number;
  readonly label: Label;
  readonly ordinal: number;
  readonly target: number;
  readonly slot: number;
}

export class HeapGraph {
  private momentGraph: MomentGraph | null = null;
  private retentionOfAll: Retention | null = null;
  private reached: Uint8Array | null = null;

  constructor(readonly recording: Recording, readonly state: HeapState, readonly step: number) {}

  /** Entities that can exist at this moment are below this number. */
  get entityEnd(): number {
    return this.recording.steps.entityEnd(this.step);
  }

  /** The counted references as typed arrays, built once. */
  get moment(): MomentGraph {
    return (this.momentGraph ??= new MomentGraph(this.recording, this.state, this.step));
  }

  /** How many items a holder of nothing but items has, -1 if it holds something else; also -1 while `moment` has not been asked for. */
  itemRun(entity: number): number {
    const { momentGraph } = this;
    const node = momentGraph?.nodeOf(entity) ?? 0;
    if (momentGraph === null || node === 0 || !momentGraph.holdsItemsOnly(node)) return -1;
    return (momentGraph.out.start[node + 1] as number) - (momentGraph.out.start[node] as number);
  }

  /** Dominators and retained sizes, computed once. */
  get retention(): Retention {
    return (this.retentionOfAll ??= new Retention(this.moment, (entity) => this.recording.sizeOf(this.state, entity)));
  }

  /** For each node of `moment`, 1 when a root reaches it. */
  get reachedNodes(): Uint8Array {
    return (this.reached ??= reach(this.moment.out, this.moment.roots));
  }

  isAlive(entity: number): boolean {
    return this.state.isAlive(entity);
  }

  isCounted(edge: Edge): boolean {
    return !isWeakLabel(edge.label);
  }

  isObject(entity: number): boolean {
    return this.recording.entities.kind(entity) === EntityKind.Object;
  }

  /** No root reaches it. */
  isUnreachable(entity: number): boolean {
    return this.reachedNodes[this.moment.nodeOf(entity)] === 0;
  }

  /** What an entity holds now, in position order. */
  slotsOf(entity: number): Edge[] {
    const { slots } = this.recording;
    const edges: Edge[] = [];
    let sorted = true;
    for (let slot = slots.first(entity); slot !== 0; slot = slots.next(slot)) {
      const target = this.state.target(slot);
      if (target === 0) continue;
      const ordinal = slots.ordinal(slot);
      const last = edges[edges.length - 1];
      if (last !== undefined && last.ordinal > ordinal) sorted = false;
      edges.push({ holder: entity, label: slots.label(slot), ordinal, target, slot });
    }
    if (!sorted) edges.sort((a, b) => a.ordinal - b.ordinal);
    return edges;
  }

  /** Calls `visit` with the target of each counted reference of an entity. */
  visitTargets(entity: number, visit: (target: number, label: Label) => void): void {
    const { slots } = this.recording;
    for (let slot = slots.first(entity); slot !== 0; slot = slots.next(slot)) {
      const target = this.state.target(slot);
      if (target === 0) continue;
      const label = slots.label(slot);
      if (!isWeakLabel(label)) visit(target, label);
    }
  }

  /** The counted references to an entity, by holder and position. */
  holdersOf(entity: number): Edge[] {
    const { moment } = this;
    const node = moment.nodeOf(entity);
    const { start, edges } = moment.in;
    const found: Edge[] = [];
    if (node === 0) return found;
    for (let row = start[node] as number; row < (start[node + 1] as number); row++) found.push(this.edge(edges[row] as number));
    return found;
  }

  /** An edge of `moment` with its entities. */
  edge(number: number): Edge {
    const { slots } = this.recording;
    const slot = this.moment.slots[number] as number;
    const target = this.moment.entityOf[this.moment.out.targets[number] as number] as number;
    return { holder: slots.holder(slot), label: slots.label(slot), ordinal: slots.ordinal(slot), target, slot };
  }

  /** The running frames, outermost first. */
  frames(): number[] {
    const { entities } = this.recording;
    const { roots, entityOf } = this.moment;
    const found: number[] = [];
    for (const root of roots) {
      const entity = entityOf[root] as number;
      if (entities.kind(entity) === EntityKind.Frame) found.push(entity);
    }
    return found;
  }
}
