/**
 * The heap of one moment as a graph: who holds what, with labels. In: a recording and a state. Out: slots by holder, holders
 * by target. Nothing is stored but the two; every question walks the slot table.
 */
import { EntityKind, isWeakLabel, type HeapState, type Label, type Recording } from '../recording';

export interface Edge {
  readonly holder: number;
  readonly label: Label;
  readonly ordinal: number;
  readonly target: number;
  readonly slot: number;
}

export class HeapGraph {
  constructor(readonly recording: Recording, readonly state: HeapState, readonly step: number) {}

  /** Entities that can exist at this moment are below this number. */
  get entityEnd(): number {
    return this.recording.steps.entityEnd(this.step);
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
    const { slots } = this.recording;
    const edges: Edge[] = [];
    for (let slot = 1; slot < slots.count; slot++) {
      if (this.state.target(slot) !== entity) continue;
      const label = slots.label(slot);
      if (isWeakLabel(label)) continue;
      edges.push({ holder: slots.holder(slot), label, ordinal: slots.ordinal(slot), target: entity, slot });
    }
    return edges.sort((a, b) => a.holder - b.holder || a.ordinal - b.ordinal);
  }

  /** The running frames, outermost first. */
  frames(): number[] {
    const { entities } = this.recording;
    const found: number[] = [];
    const end = this.entityEnd;
    for (let entity = 1; entity < end; entity++) {
      if (this.state.refcount(entity) !== 0 && entities.kind(entity) === EntityKind.Frame) found.push(entity);
    }
    return found;
  }
}
