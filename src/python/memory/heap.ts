/**
 * The heap of one interpreter: birth, counting of container allocations, free lists, tracking, death.
 *
 * In: requests of `objects/` and `vm/`. Out: objects, and `collectionDue` when the rule of
 * cpython-facts 3.2 says a collection is due. The collection itself is in `collector.ts`; what an
 * object holds is known to its type only.
 *
 * Invariants: an object is in exactly one generation list or in none; `generations[0].count` is
 * container allocations minus container frees, free-list traffic left out (never below 0).
 */
import { appendToGcList, createGcList, prependToGcList, removeFromGcList, type GcList } from './gcList';
import { defaultProfile, type Profile } from '../profiles';
import { GcBits, PyObject, type BirthObserver, type MemoryContext, type TypeHeader } from './header';
import type { HeapObserver } from './observer';
import { WeakrefTable } from './weakrefs';

export interface Generation {
  readonly list: GcList;
  count: number;
  threshold: number;
}

export interface GenerationStatistics {
  collections: number;
  collected: number;
  uncollectable: number;
  /** Objects examined (shown by 3.15). */
  candidates: number;
}

/** The free lists that matter to counting (cpython-facts 2.4). */
export const enum FreeList { List, Dict, Slice, Context, AsyncSend, AsyncValue, FutureIterator, ListIterator, TupleIterator, Method, BuiltinFunction }

/** The native stack of a JavaScript engine holds fewer nested deallocations than a C stack: beyond so many they are put off in any version. */
const NESTED_DEALLOCATIONS_MAXIMUM = 1500;
const TUPLE_FREE_LIST_SIZES = 20;
const TUPLE_FREE_LIST_MAXIMUM = 2000;
/** For each `FreeList`, how many objects are kept. */
function freeListMaximum({ freeLists }: Profile): Int32Array {
  return Int32Array.of(80, 80, 1, 255, 80, 80, 255, freeLists.listIterator, freeLists.tupleIterator, freeLists.method, freeLists.builtinFunction);
}

/** gc.set_debug flags. */
export const enum DebugFlags {
  Stats = 1,
  Collectable = 2,
  Uncollectable = 4,
  SaveAll = 32,
}

/** What a full collection empties. */
const CLEARED_FREE_LISTS: readonly FreeList[] = [
  FreeList.List, FreeList.Dict, FreeList.Context, FreeList.AsyncSend, FreeList.AsyncValue, FreeList.ListIterator, FreeList.TupleIterator, FreeList.Method, FreeList.BuiltinFunction,
];

export class Heap {
  observer: HeapObserver | null = null;
  /** Told of births from free lists and of all deaths; null at full speed. */
  blocks: BirthObserver | null = null;

  readonly generations: readonly [Generation, Generation, Generation];
  readonly permanent: GcList = createGcList();
  readonly statistics: readonly [GenerationStatistics, GenerationStatistics, GenerationStatistics] = [
    { collections: 0, collected: 0, uncollectable: 0, candidates: 0 },
    { collections: 0, collected: 0, uncollectable: 0, candidates: 0 },
    { collections: 0, collected: 0, uncollectable: 0, candidates: 0 },
  ];
  /** gc.isenabled() */
  enabled = true;
  /** A collection is running. */
  collecting = false;
  /** A collection became due and runs at the next check point of the eval loop (3.12: gc_scheduled). */
  collectionDue = false;
  /** Called once when `collectionDue` becomes true, so that the eval loop looks. */
  onCollectionDue: () => void = () => {};
  /** gc.get_debug() flags. */
  debug = 0;
  /** gc.garbage as the collector sees it: the list object's items are appended through this. */
  appendGarbage: (object: PyObject) => void = () => {};
  longLivedTotal = 0;
  longLivedPending = 0;
  /**
   * Old objects a real CPython has and this runtime has not (what its start-up imports and compiles): they
   * count where the 25 % rule counts survivors, so that full collections come when they come there.
   */
  unseenOld = 0;
  /**
   * Types that are never given back, though they are counted and collected over like others: what modules of C make when they are imported.
   * Their count is as that of an immortal here.
   */
  readonly anchored = new Set<PyObject>();
  /** Of the running or last collection, where the profile reports it. */
  candidates = 0;
  /** Those of them that gc.freeze() took out. */
  unseenFrozen = 0;

  readonly weakrefs = new WeakrefTable();

  /** For each `FreeList`, how many objects are kept now. CPython's own start-up leaves one slice. */
  private readonly freeListLengths = Int32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  private readonly freeListMaximum: Int32Array;
  /** `Profile.dictsAreTracked` */
  readonly tracksDicts: boolean;
  /** For each tuple size 1..20, how many are kept. */
  private readonly freeTuples = new Int32Array(TUPLE_FREE_LIST_SIZES + 1);

  private trashDepth = 0;
  private readonly trashcanLimit: number;
  /** The object whose class has handed its deallocation over to the built-in base, until that opens the trashcan. */
  private handedOver: PyObject | null = null;
  /** Objects whose deallocation was put off, a stack. */
  private readonly trash: PyObject[] = [];

  constructor(readonly profile: Profile = defaultProfile) {
    const [young, middle, old] = profile.thresholds;
    this.generations = [
      { list: createGcList(), count: 0, threshold: young },
      { list: createGcList(), count: 0, threshold: middle },
      { list: createGcList(), count: 0, threshold: old },
    ];
    this.freeListMaximum = freeListMaximum(profile);
    this.tracksDicts = profile.dictsAreTracked;
    this.trashcanLimit = Math.min(profile.trashcanLimit, NESTED_DEALLOCATIONS_MAXIMUM);
  }

  /** A new container that is not tracked yet. Counts one allocation. */
  newContainer<V, T extends TypeHeader>(type: T, value: V): PyObject<V, T> {
    this.countAllocation();
    return new PyObject(type, value);
  }

  /** A new container that may come from a free list, in which case nothing is counted. */
  newFromFreeList<V, T extends TypeHeader>(list: FreeList, type: T, value: V): PyObject<V, T> {
    const length = this.freeListLengths[list] as number;
    if (length > 0) {
      this.freeListLengths[list] = length - 1;
      if (this.blocks !== null) this.blocks.reuse(list);
    } else this.countAllocation();
    return new PyObject(type, value);
  }

  /** A new exact tuple, not tracked yet. `()` is a singleton and never comes here. */
  newTuple<T extends TypeHeader>(type: T, items: PyObject[]): PyObject<PyObject[], T> {
    const size = items.length;
    if (size <= TUPLE_FREE_LIST_SIZES && (this.freeTuples[size] as number) > 0) {
      this.freeTuples[size] = (this.freeTuples[size] as number) - 1;
      if (this.blocks !== null) this.blocks.reuseTuple(size);
    } else this.countAllocation();
    return new PyObject(type, items);
  }

  private countAllocation(): void {
    const young = this.generations[0];
    young.count++;
    if (young.count > young.threshold && this.enabled && young.threshold !== 0 && !this.collecting && !this.collectionDue) {
      this.collectionDue = true;
      this.onCollectionDue();
    }
  }

  /** Puts a container at the end of generation 0 (PyObject_GC_Track). */
  track(object: PyObject): void {
    appendToGcList(this.generations[0].list, object);
  }

  /** For what a real CPython made at its start and this runtime only now: the container is the oldest of all, and nothing is counted. */
  trackFromStart(object: PyObject): void {
    prependToGcList(this.generations[2].list, object);
    if (this.unseenOld > 0) this.unseenOld--;
  }

  /** Takes a container out of its list, if it is in one (PyObject_GC_UnTrack). */
  untrack(object: PyObject): void {
    if (object.gcNext !== null) {
      removeFromGcList(object);
      object.gc &= GcBits.FlagsMask & ~(GcBits.Collecting | GcBits.Unreachable);
    }
    if (this.observer !== null && object.refcnt === 0 && object.serial !== 0) this.observer.dying(object);
  }

  isTracked(object: PyObject): boolean {
    return object.gcNext !== null;
  }

  /** The end of every object that is not a container (tp_free). */
  free(object: PyObject): void {
    if (object.serial !== 0 && this.observer !== null) this.observer.died(object);
    if (this.blocks !== null) this.blocks.died(object);
  }

  /** The end of a container (PyObject_GC_Del). It must be untracked. */
  freeContainer(object: PyObject): void {
    const young = this.generations[0];
    if (young.count > 0) young.count--;
    if (object.serial !== 0 && this.observer !== null) this.observer.died(object);
    if (this.blocks !== null) this.blocks.died(object);
  }

  /** The end of an object of a kind with a free list: kept in the free list while there is room. */
  freeToList(list: FreeList, object: PyObject): void {
    const length = this.freeListLengths[list] as number;
    if (length < (this.freeListMaximum[list] as number)) {
      this.freeListLengths[list] = length + 1;
      if (object.serial !== 0 && this.observer !== null) this.observer.died(object);
      if (this.blocks !== null) this.blocks.kept(list, object);
    } else this.freeContainer(object);
  }

  /** The end of an exact tuple of `size` items. */
  freeTuple(size: number, object: PyObject): void {
    if (size <= TUPLE_FREE_LIST_SIZES && (this.freeTuples[size] as number) < TUPLE_FREE_LIST_MAXIMUM) {
      this.freeTuples[size] = (this.freeTuples[size] as number) + 1;
      if (object.serial !== 0 && this.observer !== null) this.observer.died(object);
      if (this.blocks !== null) this.blocks.keptTuple(size, object);
    } else this.freeContainer(object);
  }

  /** Empties the free lists (only a full collection does). The one kept slice is not on them: CPython keeps it in a field of the interpreter. */
  clearFreeLists(): void {
    let freed = 0;
    for (const list of CLEARED_FREE_LISTS) {
      freed += this.freeListLengths[list] as number;
      this.freeListLengths[list] = 0;
    }
    for (const length of this.freeTuples) freed += length;
    this.freeTuples.fill(0);
    // Each of them goes through PyObject_GC_Del: what finalizers of this collection allocated may be counted away.
    const young = this.generations[0];
    young.count = Math.max(0, young.count - freed);
    if (this.blocks !== null) this.blocks.freeListsCleared(CLEARED_FREE_LISTS);
  }

  /**
   * Opens a deallocation that may nest (Py_TRASHCAN_BEGIN). False: too deep, the object was put on the
   * later stack and the caller returns at once. The caller has untracked the object.
   */
  trashcanBegin(object: PyObject): boolean {
    if (object === this.handedOver) {
      this.handedOver = null;
      return true;
    }
    if (this.trashDepth >= this.trashcanLimit) {
      this.trash.push(object);
      return false;
    }
    this.trashDepth++;
    return true;
  }

  /**
   * A class's deallocation, which opened the trashcan for `object`, hands over to that of its built-in base. If that opens the
   * trashcan for the same object, it is the same level: it neither counts again nor is put off a second time. Returns what
   * `endHandover` wants back.
   */
  beginHandover(object: PyObject): PyObject | null {
    const outer = this.handedOver;
    this.handedOver = object;
    return outer;
  }

  endHandover(object: PyObject, outer: PyObject | null): void {
    // The base's own end closed the level once; the class's end is still to come.
    if (this.handedOver !== object) this.trashDepth++;
    this.handedOver = outer;
  }

  /** Closes it (Py_TRASHCAN_END); the outermost one works off what was put off, last first. */
  trashcanEnd(context: MemoryContext): void {
    this.trashDepth--;
    if (this.trashDepth > 0 || this.trash.length === 0) return;
    this.trashDepth++; // as _PyTrash_thread_destroy_chain: later segments hold one object less
    for (let object = this.trash.pop(); object !== undefined; object = this.trash.pop()) {
      object.type.dealloc(context, object);
    }
    this.trashDepth--;
  }
}
