/**
 * The cycle collector: CPython 3.12's gc_collect_main and its helpers (Modules/gcmodule.c), with
 * CPython's names and list orders, because the order of finalizers and weak reference callbacks is
 * the order of these lists.
 *
 * In: a heap, a generation. Out: what was freed. The Python-visible face is `modules/gc.ts`; when a
 * collection is due is decided in `heap.ts` and at the check points of the eval loop.
 */
import {
  appendToGcList, createGcList, gcListMembers, gcListSize, isEmptyGcList, mergeGcLists, moveToGcList,
  type GcList,
} from './gcList';
import type { Heap } from './heap';
import { decref, GcBits, incref, isImmortal, type MemoryContext, type PyObject } from './header';
import type { CollectionReason } from './observer';
import type { WeakrefObject } from './weakrefs';

/** gc.set_debug flags. */
export const enum DebugFlags {
  Stats = 1,
  Collectable = 2,
  Uncollectable = 4,
  SaveAll = 32,
}

const OLDEST = 2;
const GC_REFS_ONE = 1 << GcBits.GcRefsShift;

/** What may run at a check point of the eval loop (gc_collect_generations). */
export function collectGenerations(context: MemoryContext): void {
  const { heap } = context;
  heap.collectionDue = false;
  if (heap.collecting) return;
  for (let generation = OLDEST; generation >= 0; generation--) {
    const { count, threshold } = heap.generations[generation as 0 | 1 | 2];
    if (count <= threshold) continue;
    // The 25 % rule: a full collection waits until enough new old objects have gathered.
    if (generation === OLDEST && heap.longLivedPending < Math.floor(heap.longLivedTotal / 4)) continue;
    collectWithCallbacks(context, generation, 'automatic');
    return;
  }
}

/** gc.collect(generation) and the automatic runs. Returns collected + uncollectable; 0 when already collecting. */
export function collectWithCallbacks(context: MemoryContext, generation: number, reason: CollectionReason): number {
  const { heap } = context;
  if (heap.collecting) return 0;
  heap.collecting = true;
  try {
    context.runCollectorCallbacks('start', generation, 0, 0);
    const collected = collectMain(context, generation, reason);
    context.runCollectorCallbacks('stop', generation, collected, 0);
    return collected;
  } finally {
    heap.collecting = false;
  }
}

/** The collection at interpreter exit: no `gc.callbacks`, runs even while the gc is disabled (_PyGC_CollectNoFail). */
export function collectNoFail(context: MemoryContext): number {
  const { heap } = context;
  if (heap.collecting) return 0;
  heap.collecting = true;
  try {
    return collectMain(context, OLDEST, 'exit');
  } finally {
    heap.collecting = false;
  }
}

function collectMain(context: MemoryContext, generation: number, reason: CollectionReason): number {
  const { heap } = context;
  const { generations, observer } = heap;
  if ((heap.debug & DebugFlags.Stats) !== 0) writeStatsHeader(context, generation);
  observer?.collectionStarted(generation, reason);

  if (generation + 1 <= OLDEST) generations[(generation + 1) as 1 | 2].count++;
  for (let younger = 0; younger <= generation; younger++) generations[younger as 0 | 1 | 2].count = 0;
  const young = generations[generation as 0 | 1 | 2].list;
  for (let younger = 0; younger < generation; younger++) mergeGcLists(generations[younger as 0 | 1].list, young);
  const old = generation < OLDEST ? generations[(generation + 1) as 1 | 2].list : young;
  const candidates = observer === null ? 0 : gcListSize(young);

  const unreachable = createGcList();
  deduceUnreachable(heap, young, unreachable, true);
  untrackSurvivors(heap, young, 'every');
  if (young !== old) {
    if (generation === OLDEST - 1) heap.longLivedPending += gcListSize(young);
    mergeGcLists(young, old);
  } else {
    untrackSurvivors(heap, young, 'full');
    heap.longLivedPending = 0;
    heap.longLivedTotal = gcListSize(young) + heap.unseenOld;
  }
  observer?.collectionPhase('promote', gcListMembers(old));

  if ((heap.debug & DebugFlags.Collectable) !== 0) {
    for (const object of gcListMembers(unreachable)) {
      context.writeCollectorDebug(`gc: collectable ${context.describeForDebug(object)}\n`);
    }
  }

  let collected = handleWeakrefs(context, unreachable, old);
  observer?.collectionPhase('handle_weakrefs', gcListMembers(unreachable));
  finalizeGarbage(context, unreachable);
  observer?.collectionPhase('finalize_garbage', gcListMembers(unreachable));
  const finalUnreachable = createGcList();
  handleResurrectedObjects(heap, unreachable, finalUnreachable, old);
  observer?.collectionPhase('handle_resurrected_objects', gcListMembers(finalUnreachable));
  collected += gcListSize(finalUnreachable);
  deleteGarbage(context, finalUnreachable, old);
  observer?.collectionPhase('delete_garbage', []);

  if ((heap.debug & DebugFlags.Stats) !== 0) {
    context.writeCollectorDebug(`gc: done, ${collected} unreachable, 0 uncollectable, 0.0000s elapsed\n`);
  }
  if (generation === OLDEST) heap.clearFreeLists();
  const statistics = heap.statistics[generation as 0 | 1 | 2];
  statistics.collections++;
  statistics.collected += collected;
  observer?.collectionFinished({ generation, reason, candidates, collected, uncollectable: 0 });
  return collected;
}

function writeStatsHeader(context: MemoryContext, generation: number): void {
  const { heap } = context;
  const sizes = heap.generations.map(({ list }) => gcListSize(list)).join(' ');
  context.writeCollectorDebug(`gc: collecting generation ${generation}...\n`);
  context.writeCollectorDebug(`gc: objects in each generation: ${sizes}\n`);
  context.writeCollectorDebug(`gc: objects in permanent generation: ${gcListSize(heap.permanent)}\n`);
}

/**
 * Splits `base` into what is held from outside (stays in `base`, Collecting cleared) and the rest
 * (moved to `unreachable`, Collecting still set). `unreachable` must be empty.
 */
function deduceUnreachable(heap: Heap, base: GcList, unreachable: GcList, report: boolean): void {
  const observer = report ? heap.observer : null;
  updateRefs(heap, base);
  observer?.collectionPhase('update_refs', gcListMembers(base));
  subtractRefs(base);
  observer?.collectionPhase('subtract_refs', gcListMembers(base));
  moveUnreachable(base, unreachable);
  observer?.collectionPhase('move_unreachable', gcListMembers(unreachable));
}

/** gc_refs := refcount, Collecting set. Immortals leave for the permanent generation. */
function updateRefs(heap: Heap, containers: GcList): void {
  let object = containers.gcNext as PyObject;
  while (object !== containers) {
    const next = object.gcNext as PyObject;
    if (isImmortal(object)) moveToGcList(object, heap.permanent);
    else object.gc = (object.refcnt << GcBits.GcRefsShift) | (object.gc & (GcBits.FlagsMask & ~GcBits.Unreachable)) | GcBits.Collecting;
    object = next;
  }
}

/** gc_refs := references from outside the set. */
function subtractRefs(containers: GcList): void {
  for (let object = containers.gcNext as PyObject; object !== containers; object = object.gcNext as PyObject) {
    object.type.traverse?.(object, visitDecref);
  }
}

function visitDecref(referent: PyObject): void {
  if ((referent.gc & GcBits.Collecting) !== 0) referent.gc -= GC_REFS_ONE;
}

/** gc_refs of an object while a collection runs (for the recording of phases). */
export function gcRefsOf(object: PyObject): number {
  return object.gc >> GcBits.GcRefsShift;
}

/**
 * One pass over a list that grows while it is walked: what has gc_refs stays and pulls its referents
 * back from `unreachable` (to the end of the list), what has none is moved there for the time being.
 */
function moveUnreachable(young: GcList, unreachable: GcList): void {
  const visitReachable = (referent: PyObject): void => {
    const bits = referent.gc;
    if ((bits & GcBits.Collecting) === 0) return;
    if ((bits & GcBits.Unreachable) !== 0) {
      moveToGcList(referent, young);
      referent.gc = (bits & (GcBits.FlagsMask & ~GcBits.Unreachable)) | GC_REFS_ONE;
    } else if (bits >> GcBits.GcRefsShift === 0) {
      referent.gc = bits + GC_REFS_ONE;
    }
  };
  let object = young.gcNext as PyObject;
  while (object !== young) {
    if (object.gc >> GcBits.GcRefsShift !== 0) {
      object.type.traverse?.(object, visitReachable);
      object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
      object = object.gcNext as PyObject;
    } else {
      const next = object.gcNext as PyObject;
      // The traversal of a later object may append to `young`, so `next` is read again after the move.
      moveToGcList(object, unreachable);
      object.gc |= GcBits.Unreachable;
      object = next;
    }
  }
  for (let member = unreachable.gcNext as PyObject; member !== unreachable; member = member.gcNext as PyObject) {
    member.gc &= ~GcBits.Unreachable;
  }
}

function untrackSurvivors(heap: Heap, survivors: GcList, when: 'every' | 'full'): void {
  let object = survivors.gcNext as PyObject;
  while (object !== survivors) {
    const next = object.gcNext as PyObject;
    if (object.type.untrackAt === when) object.type.maybeUntrack?.(heap, object);
    object = next;
  }
}

/**
 * Clears the weak references to the garbage, then calls the callbacks of those that are not garbage
 * themselves. Returns how many reference objects died with their callback.
 */
function handleWeakrefs(context: MemoryContext, unreachable: GcList, old: GcList): number {
  const { heap } = context;
  const { observer } = heap;
  const callbacksToCall = createGcList();
  for (const object of gcListMembers(unreachable)) {
    if (object.type.isWeakref) heap.weakrefs.detach(object as WeakrefObject);
    if ((object.gc & GcBits.HasWeakrefs) === 0) continue;
    for (const reference of [...heap.weakrefs.of(object)]) {
      heap.weakrefs.detach(reference);
      observer?.weakrefCleared(reference, object);
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
    if (callback !== null) context.callWeakrefCallback(reference, callback);
    decref(context, reference);
    if (callbacksToCall.gcNext === reference) moveToGcList(reference, old);
    else freed++;
  }
  return freed;
}

/** Calls each finalizer once, in list order, while everything is still whole (PEP 442). */
function finalizeGarbage(context: MemoryContext, collectable: GcList): void {
  const { observer } = context.heap;
  const seen = createGcList();
  while (!isEmptyGcList(collectable)) {
    const object = collectable.gcNext as PyObject;
    moveToGcList(object, seen);
    const finalize = object.type.finalize;
    if ((object.gc & GcBits.Finalized) === 0 && finalize !== null) {
      object.gc |= GcBits.Finalized;
      incref(object);
      observer?.finalizing(object);
      finalize(context, object);
      decref(context, object);
    }
  }
  mergeGcLists(seen, collectable);
}

/** Runs the deduction again on the garbage alone; what finalizers made reachable goes to `old`. */
function handleResurrectedObjects(heap: Heap, unreachable: GcList, stillUnreachable: GcList, old: GcList): void {
  for (const object of gcListMembers(unreachable)) object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
  deduceUnreachable(heap, unreachable, stillUnreachable, false);
  mergeGcLists(unreachable, old);
}

/** tp_clear on each in list order; what survives that goes to `old`. */
function deleteGarbage(context: MemoryContext, collectable: GcList, old: GcList): void {
  const { heap } = context;
  while (!isEmptyGcList(collectable)) {
    const object = collectable.gcNext as PyObject;
    if ((heap.debug & DebugFlags.SaveAll) !== 0) heap.appendGarbage(object);
    else if (object.type.clear !== null) {
      incref(object);
      object.type.clear(context, object);
      decref(context, object);
    }
    if (collectable.gcNext === object) {
      object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
      moveToGcList(object, old);
    }
  }
}

/** gc.freeze(): everything tracked leaves for the permanent generation. */
export function freeze(heap: Heap): void {
  for (const generation of heap.generations) {
    mergeGcLists(generation.list, heap.permanent);
    generation.count = 0;
  }
  heap.unseenFrozen += heap.unseenOld;
  heap.unseenOld = 0;
}

/** gc.unfreeze(): the permanent generation comes back at the end of generation 2. */
export function unfreeze(heap: Heap): void {
  mergeGcLists(heap.permanent, heap.generations[OLDEST].list);
  heap.unseenOld += heap.unseenFrozen;
  heap.unseenFrozen = 0;
}

