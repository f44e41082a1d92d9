/**
 * What the memory manager tells whoever watches. `recording` implements it. With no observer the
 * runtime runs at full speed: every call is behind a null check at a place that is rare or already
 * expensive, and counting itself is never observed (a refcount changes only when a holder does).
 *
 * The observer must not touch counts, must not allocate Python objects and must not call Python code.
 */
import type { PyObject } from './header';

export type CollectionReason = 'automatic' | 'requested' | 'exit';

export interface CollectionSummary {
  readonly generation: number;
  readonly reason: CollectionReason;
  /** Objects examined. */
  readonly candidates: number;
  readonly collected: number;
  readonly uncollectable: number;
}

export interface HeapObserver {
  /**
   * What `holder` holds may have changed (item, entry, attribute, cell content, referent...). With `place`, only the item of a
   * list or the entry of a dict at that index has; without, anything may have.
   */
  mutated(holder: PyObject, place?: number): void;
  /** The deallocation of a container begins; it ends with `died`, or not at all when a finalizer brings it back. */
  dying(object: PyObject): void;
  /** The object's memory is given back now; its holdings were dropped before. */
  died(object: PyObject): void;
  /** The finalizer (`__del__`, generator close) is about to be called. */
  finalizing(object: PyObject): void;
  /** A weak reference to `referent` was cleared. */
  weakrefCleared(reference: PyObject, referent: PyObject): void;
  collectionStarted(generation: number, reason: CollectionReason): void;
  /**
   * One phase of a collection is complete; `objects` are those it speaks of (candidates after
   * `update_refs` and `subtract_refs` with gc_refs still readable, unreachable after `move_unreachable`...).
   */
  collectionPhase(phase: CollectionPhase, objects: Iterable<PyObject>): void;
  collectionFinished(summary: CollectionSummary): void;
}

export type CollectionPhase =
  | 'update_refs' | 'subtract_refs' | 'move_unreachable' | 'handle_weakrefs' | 'finalize_garbage'
  | 'handle_resurrected_objects' | 'delete_garbage' | 'promote';
