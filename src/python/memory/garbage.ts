/**
 * What becomes of the unreachable: CPython 3.12's handle_weakrefs, finalize_garbage, handle_resurrected_objects and
 * delete_garbage (Modules/gcmodule.c), in CPython's list orders.
 *
 * In: the list of the unreachable. Out: what is still garbage is cleared, the rest is in the older generation. Callbacks and
 * finalizers run here, so anything may have changed after each call.
 */
import { deduceUnreachable } from './deduction';
import { appendToGcList, createGcList, gcListMembers, isEmptyGcList, mergeGcLists, moveToGcList, type GcList } from './gcList';
import { decref, GcBits, incref, type MemoryContext, type PyObject } from './header';
import { DebugFlags, type Heap } from './heap';
import type { CollectionObserver } from './observer';
import type { WeakrefObject } from './weakrefs';

/**
 * Clears the weak references to the garbage, then calls the callbacks of those that are not garbage
 * themselves. Returns how many reference objects died with their callback.
 */
export function handleWeakrefs(context: MemoryContext, unreachable: GcList, old: GcList, watch: CollectionObserver | null): number {
  const { heap } = context;
  const finalizersSee = heap.profile.finalizersSeeWeakrefs;
  const callbacksToCall = createGcList();
  for (const object of gcListMembers(unreachable)) {
    if (object.type.isWeakref) heap.weakrefs.detach(object as WeakrefObject);
    if ((object.gc & GcBits.HasWeakrefs) === 0) continue;
    for (const reference of [...heap.weakrefs.of(object)]) {
      if (finalizersSee && reference.value.callback === null) continue;
      heap.weakrefs.detach(reference);
      if (heap.observer !== null) heap.observer.weakrefCleared(reference, object);
      watch?.weakrefCleared(reference, object);
      if (reference.value.callback === null) continue;
      if ((reference.gc & GcBits.Collecting) !== 0) continue;
      incref(reference);
      if (reference.gcNext === null) appendToGcList(callbacksToCall, reference);
      else moveToGcList(reference, callbacksToCall);
    }
  }
  let freed = 0;
  while (!isEmptyGcList(callbacksToCall)) {
    const reference = callbacksToCall.gcNext as WeakrefObject;
    const callback = reference.value.callback;
    if (callback !== null) {
      watch?.callingBack(reference, callback);
      context.callWeakrefCallback(reference, callback, [reference]);
    }
    decref(context, reference);
    if (callbacksToCall.gcNext === reference) moveToGcList(reference, old);
    else freed++;
  }
  return freed;
}

/** Clears the weak references to garbage, made by finalizers or left for them to see; no callback is called any more. */
export function clearLateWeakrefs({ heap }: MemoryContext, unreachable: GcList): void {
  for (const object of gcListMembers(unreachable)) {
    for (const reference of [...heap.weakrefs.of(object)]) {
      heap.weakrefs.detach(reference);
      if (heap.observer !== null) heap.observer.weakrefCleared(reference, object);
    }
  }
}

/** Calls each finalizer once, in list order, while everything is still whole (PEP 442). */
export function finalizeGarbage(context: MemoryContext, collectable: GcList, watch: CollectionObserver | null): void {
  const { heap } = context;
  const seen = createGcList();
  while (!isEmptyGcList(collectable)) {
    const object = collectable.gcNext as PyObject;
    moveToGcList(object, seen);
    const finalize = object.type.finalize;
    if ((object.gc & GcBits.Finalized) === 0 && finalize !== null) {
      object.gc |= GcBits.Finalized;
      incref(object);
      if (heap.observer !== null) heap.observer.finalizing(object);
      watch?.finalizing(object);
      finalize(context, object);
      decref(context, object);
    }
  }
  mergeGcLists(seen, collectable);
}

/** Runs the deduction again on the garbage alone; what finalizers made reachable goes to `old`. */
export function handleResurrectedObjects(
  heap: Heap, unreachable: GcList, stillUnreachable: GcList, old: GcList, watch: CollectionObserver | null,
): void {
  for (let object = unreachable.gcNext as PyObject; object !== unreachable; object = object.gcNext as PyObject) {
    object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
  }
  deduceUnreachable(heap, unreachable, stillUnreachable, watch);
  watch?.phase('handle_resurrected_objects', gcListMembers(unreachable));
  mergeGcLists(unreachable, old);
}

/** tp_clear on each in list order; what survives that goes to `old`. */
export function deleteGarbage(context: MemoryContext, collectable: GcList, old: GcList, watch: CollectionObserver | null): void {
  const { heap } = context;
  while (!isEmptyGcList(collectable)) {
    const object = collectable.gcNext as PyObject;
    if ((heap.debug & DebugFlags.SaveAll) !== 0) {
      watch?.saved(object);
      heap.appendGarbage(object);
    } else if (object.type.clear !== null) {
      watch?.clearing(object);
      incref(object);
      object.type.clear(context, object);
      decref(context, object);
    }
    if (collectable.gcNext === object) {
      object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
      moveToGcList(object, old);
      watch?.survivedClear(object);
    }
  }
}
