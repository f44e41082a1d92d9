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
   * list, the entry of a dict or the attribute of a plain instance (`__slots__` first, then inline values) at that index has; without,
   * anything may have.
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
  /** A collection begins. What comes back is told the details; null: nobody wants them. */
  collectionStarted(generation: number, reason: CollectionReason): CollectionObserver | null;
  collectionFinished(summary: CollectionSummary): void;
  /** gc.freeze() and gc.unfreeze() are about to move everything tracked to the permanent generation, and back. */
  freezing(): void;
  unfreezing(): void;
}

/**
 * Told of one collection in the order of events. Every phase ends with a call of `phase`; what is called between two of them belongs
 * to the second. `update_refs`, `subtract_refs` and `move_unreachable` come a second time, for the garbage alone, before
 * `handle_resurrected_objects`.
 */
export interface CollectionObserver {
  /**
   * A phase is complete. `objects`, in the collector's order and only good during the call, are: the candidates in the first
   * three (after the last two of these with gc_refs in `PyObject.gc`), the unreachable after `move_unreachable`, what is
   * still tracked after `untrack`, the survivors after `promote`, the garbage after `debug`, `handle_weakrefs` and
   * `finalize_garbage`, what came back after `handle_resurrected_objects`; none after the others.
   */
  phase(phase: CollectionPhase, objects: Iterable<PyObject>): void;
  /** update_refs: an immortal leaves for the permanent generation. */
  madePermanent(object: PyObject): void;
  /** move_unreachable: its turn came with gc_refs 0, so it is unreachable until something reachable refers to it. */
  setAside(object: PyObject): void;
  /** move_unreachable: `holder` is reachable and refers to the object, whose gc_refs was 0. `wasSetAside`: it is moved back. */
  reached(object: PyObject, holder: PyObject, wasSetAside: boolean): void;
  /** untrack: it holds nothing that could be part of a cycle. */
  untracked(object: PyObject): void;
  weakrefCleared(reference: PyObject, referent: PyObject): void;
  callingBack(reference: PyObject, callback: PyObject): void;
  finalizing(object: PyObject): void;
  /** delete_garbage: `tp_clear` is about to be called. */
  clearing(object: PyObject): void;
  /** delete_garbage with DEBUG_SAVEALL: it goes to `gc.garbage` instead. */
  saved(object: PyObject): void;
  /** delete_garbage: something still holds it after its `tp_clear`, so it stays tracked. */
  survivedClear(object: PyObject): void;
}

export type CollectionPhase =
  | 'candidates' | 'update_refs' | 'subtract_refs' | 'move_unreachable' | 'untrack' | 'promote' | 'move_legacy_finalizers' | 'debug'
  | 'handle_weakrefs' | 'finalize_garbage' | 'handle_resurrected_objects' | 'delete_garbage';
