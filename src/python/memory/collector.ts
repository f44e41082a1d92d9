/**
 * The cycle collector: CPython 3.12's gc_collect_main and what calls it (Modules/gcmodule.c), with
 * CPython's names and list orders, because the order of finalizers and weak reference callbacks is
 * the order of these lists. Its passes are in `deduction.ts` (what is garbage) and `garbage.ts` (what becomes of it).
 *
 * In: a heap, a generation. Out: what was freed. The Python-visible face is `modules/gc.ts`; when a
 * collection is due is decided in `heap.ts` and at the check points of the eval loop. Whoever watches is told
 * after each phase; unwatched, nothing is looked at twice.
 */
import { deduceUnreachable } from './deduction';
import { clearLateWeakrefs, deleteGarbage, finalizeGarbage, handleResurrectedObjects, handleWeakrefs } from './garbage';
import { createGcList, gcListMembers, gcListSize, mergeGcLists } from './gcList';
import type { MemoryContext, PyObject } from './header';
import { DebugFlags, type Heap } from './heap';
import type { CollectionObserver, CollectionReason } from './observer';

const OLDEST = 2;

/** What may run at a check point of the eval loop (gc_collect_generations). */
export function collectGenerations(context: MemoryContext): void {
  const { heap } = context;
  heap.collectionDue = false;
  if (heap.collecting || !(heap.enabled || heap.profile.dueCollectionOutlivesDisable)) return;
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
  const { generations } = heap;
  if ((heap.debug & DebugFlags.Stats) !== 0) writeStatsHeader(context, generation);
  const watch = heap.observer === null ? null : heap.observer.collectionStarted(generation, reason);

  if (generation + 1 <= OLDEST) generations[(generation + 1) as 1 | 2].count++;
  for (let younger = 0; younger <= generation; younger++) generations[younger as 0 | 1 | 2].count = 0;
  const young = generations[generation as 0 | 1 | 2].list;
  for (let younger = 0; younger < generation; younger++) mergeGcLists(generations[younger as 0 | 1].list, young);
  const old = generation < OLDEST ? generations[(generation + 1) as 1 | 2].list : young;
  const candidates = watch === null && !heap.profile.reportsCandidates ? 0 : gcListSize(young);
  heap.candidates = candidates;
  watch?.phase('candidates', gcListMembers(young));

  const unreachable = createGcList();
  const deduction = deduceUnreachable(heap, young, unreachable, watch);
  let survivorCount = deduction.survivorCount - untrackSurvivors(heap, deduction.untrackable, 'every', watch);
  if (young !== old) {
    watch?.phase('untrack', gcListMembers(young));
    watch?.phase('promote', gcListMembers(young));
    if (generation === OLDEST - 1) heap.longLivedPending += survivorCount;
    mergeGcLists(young, old);
  } else {
    survivorCount -= untrackSurvivors(heap, deduction.untrackable, 'full', watch);
    watch?.phase('untrack', gcListMembers(young));
    watch?.phase('promote', gcListMembers(young));
    heap.longLivedPending = 0;
    heap.longLivedTotal = survivorCount + heap.unseenOld;
  }
  // No type here has a legacy finalizer (tp_del): nothing is ever uncollectable.
  watch?.phase('move_legacy_finalizers', []);
  if ((heap.debug & DebugFlags.Collectable) !== 0) {
    for (const object of gcListMembers(unreachable)) {
      context.writeCollectorDebug(`gc: collectable ${context.describeForDebug(object)}\n`);
    }
    watch?.phase('debug', gcListMembers(unreachable));
  }

  let collected = 0;
  const finalUnreachable = createGcList();
  // Where no code of the program ran, nothing can have been resurrected: the second look would find what the first did.
  const isUndisturbed = watch === null && !deduction.hasWeakrefs && !deduction.hasFinalizers && (heap.debug & DebugFlags.Collectable) === 0;
  if (isUndisturbed) mergeGcLists(unreachable, finalUnreachable);
  else {
    collected = handleWeakrefs(context, unreachable, old, watch);
    watch?.phase('handle_weakrefs', gcListMembers(unreachable));
    finalizeGarbage(context, unreachable, watch);
    watch?.phase('finalize_garbage', gcListMembers(unreachable));
    handleResurrectedObjects(heap, unreachable, finalUnreachable, old, watch);
  }
  if (heap.profile.lateWeakrefsAreSilent) clearLateWeakrefs(context, finalUnreachable);
  collected += isUndisturbed ? deduction.unreachableCount : gcListSize(finalUnreachable);
  deleteGarbage(context, finalUnreachable, old, watch);
  watch?.phase('delete_garbage', []);

  if ((heap.debug & DebugFlags.Stats) !== 0) {
    context.writeCollectorDebug(`gc: done, ${collected} unreachable, 0 uncollectable, 0.0000s elapsed\n`);
  }
  if (generation === OLDEST) heap.clearFreeLists();
  const statistics = heap.statistics[generation as 0 | 1 | 2];
  statistics.collections++;
  statistics.collected += collected;
  statistics.candidates += candidates;
  if (heap.observer !== null) heap.observer.collectionFinished({ generation, reason, candidates, collected, uncollectable: 0 });
  return collected;
}

function writeStatsHeader(context: MemoryContext, generation: number): void {
  const { heap } = context;
  const sizes = heap.generations.map(({ list }) => gcListSize(list)).join(' ');
  context.writeCollectorDebug(`gc: collecting generation ${generation}...\n`);
  context.writeCollectorDebug(`gc: objects in each generation: ${sizes}\n`);
  context.writeCollectorDebug(`gc: objects in permanent generation: ${gcListSize(heap.permanent)}\n`);
}

/** Takes survivors that can't be part of a cycle any more out of their list. Returns how many. */
function untrackSurvivors(heap: Heap, survivors: readonly PyObject[], when: 'every' | 'full', watch: CollectionObserver | null): number {
  let untracked = 0;
  for (let index = 0; index < survivors.length; index++) {
    const object = survivors[index] as PyObject;
    if (object.type.untrackAt !== when) continue;
    object.type.maybeUntrack?.(heap, object);
    if (object.gcNext !== null) continue;
    untracked++;
    watch?.untracked(object);
  }
  return untracked;
}

/** gc.freeze(): everything tracked leaves for the permanent generation. */
export function freeze(heap: Heap): void {
  if (heap.observer !== null) heap.observer.freezing();
  for (const generation of heap.generations) {
    mergeGcLists(generation.list, heap.permanent);
    generation.count = 0;
  }
  heap.unseenFrozen += heap.unseenOld;
  heap.unseenOld = 0;
}

/** gc.unfreeze(): the permanent generation comes back at the end of generation 2. */
export function unfreeze(heap: Heap): void {
  if (heap.observer !== null) heap.observer.unfreezing();
  mergeGcLists(heap.permanent, heap.generations[OLDEST].list);
  heap.unseenOld += heap.unseenFrozen;
  heap.unseenFrozen = 0;
}

