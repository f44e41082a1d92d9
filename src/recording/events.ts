/**
 * What happened to single objects besides being made, changed and dropped: exceptions raised, weak references cleared, finalizers
 * called. Rows in the order of the run; four columns. In: kind, step, entities. Out: the same.
 *
 * What happens inside a collection is in `collectionDetails`, too, phase by phase.
 */
import { Int32Table, lowerBound, type Columns, type Int32Column } from '../base';

export const enum EventKind {
  /** `entity`, an exception, was raised in or came up to the frame of the step; `other` is its first argument. Its step is the event's. */
  Raised,
  /** `entity`, a weak reference to `other`, was cleared before the moment `step`. */
  WeakrefCleared,
  /** The callback `other` of the weak reference `entity`, just cleared, is called. */
  CallbackCalled,
  /** The finalizer of `entity` is called (`__del__`, the close of a generator). */
  FinalizerCalled,
  /** `entity`, after its finalizer was called because its count had come to 0, is held again. */
  Resurrected,
}

export const eventKindNames = ['raised', 'weakref cleared', 'callback called', 'finalizer called', 'resurrected'] as const;

export class EventTable extends Int32Table {
  private readonly kinds: Int32Column;
  private readonly steps: Int32Column;
  private readonly entities: Int32Column;
  private readonly others: Int32Column;

  constructor() {
    super(4);
    this.kinds = this.column(0);
    this.steps = this.column(1);
    this.entities = this.column(2);
    this.others = this.column(3);
  }

  get count(): number {
    return this.rowCount;
  }

  /** @param step the first moment that shows it; of an exception the step that tells it */
  add(kind: EventKind, step: number, entity: number, other: number): void {
    if (this.at === this.end) this.open();
    const { at, chunk } = this;
    chunk[at] = kind;
    chunk[at + 1] = step;
    chunk[at + 2] = entity;
    chunk[at + 3] = other;
    this.at = at + 4;
    this.rows++;
  }

  kind(row: number): EventKind {
    return this.kinds.get(row);
  }

  step(row: number): number {
    return this.steps.get(row);
  }

  entity(row: number): number {
    return this.entities.get(row);
  }

  /** A second entity, or 0. */
  other(row: number): number {
    return this.others.get(row);
  }

  /** The first row of a step or a later one. */
  firstOf(step: number): number {
    this.settle();
    return lowerBound(this.steps, step);
  }

  /** All columns by name, as files keep them. */
  get columns(): Columns {
    this.settle();
    const { kinds, steps, entities, others } = this;
    return { kinds, steps, entities, others };
  }
}
