/**
 * The header of every Python object and how references are counted.
 *
 * In: nothing. Out: the one JavaScript class all Python objects are instances of, incref/decref, and
 * what the memory manager must know of a type. The meaning of `value` and `attributes` is the business
 * of `objects/`.
 *
 * Why one class for everything: the eval loop touches `refcnt` and `type` of objects of every kind at
 * every instruction. With one hidden class an incref/decref pair measured 2 ns, with ten classes (a
 * megamorphic site) 22 ns.
 */

import type { Heap } from './heap';

/** From this count on an object is immortal: counting goes on, but can never bring it to 0. */
const IMMORTAL_THRESHOLD = 1 << 28;
/** The count an immortal starts with. It fits a 31-bit small integer of any JavaScript engine. */
const IMMORTAL_REFCNT = 1 << 29;

/** Bits of `PyObject.gc`; the bits above `GcRefsShift` hold gc_refs while a collection runs. */
export const enum GcBits {
  /** The finalizer has been called (PEP 442: at most once). */
  Finalized = 1,
  /** Member of the set being collected (PREV_MASK_COLLECTING). */
  Collecting = 2,
  /** Tentatively unreachable (NEXT_MASK_UNREACHABLE). */
  Unreachable = 4,
  /** The instance's attributes are in a `dict` object, not inline. */
  DictMaterialized = 8,
  /** There is a weak reference list for this object. */
  HasWeakrefs = 16,
  /** A `str` in the interned table. */
  Interned = 32,
  /** Somebody asked for the address: the object may not silently become another one. */
  AddressTaken = 64,
  /** It was set aside as unreachable and something reachable referred to it (only within move_unreachable). */
  MovedBack = 128,
  GcRefsShift = 8,
  FlagsMask = 255,
}

/**
 * tp_clear, tp_finalize. Declared as a method so that the types of `objects/`, whose functions take the whole
 * Runtime, count as type headers: the memory manager serves exactly one runtime and hands it back to them.
 */
export type DropFunction = { call(context: MemoryContext, object: PyObject): void }['call'];

/** Who wants to see objects come and go: the model of memory blocks, while a program can tell addresses or sizes. */
export interface BirthObserver {
  /** The object was constructed. What it holds may still be missing. */
  born(object: PyObject): void;
  /** Its memory is given back. */
  died(object: PyObject): void;
  /** It goes to a free list of the heap. */
  kept(list: number, object: PyObject): void;
  keptTuple(size: number, object: PyObject): void;
  /** The next birth is from a free list. */
  reuse(list: number): void;
  reuseTuple(size: number): void;
  freeListsCleared(emptied: readonly number[]): void;
  /** The object's own block got another size. */
  resized(object: PyObject): void;
}

/** What the memory manager needs to know of a type. `objects/` extends it to the full type. */
export interface TypeHeader {
  /** Told of each new object of this type; null at full speed. */
  births: BirthObserver | null;
  /** `tp_name`. */
  readonly name: string;
  /** Py_TPFLAGS_HAVE_GC. */
  readonly isGC: boolean;
  /** True for `weakref.ref` and the proxies, whose `value` is a `WeakrefData`. */
  readonly isWeakref: boolean;
  /** Gives back what the object holds and ends in `Heap.free`. Called at refcount 0. */
  dealloc(context: MemoryContext, object: PyObject): void;
  /** tp_traverse: calls `visit` once per counted reference, in CPython's order. */
  traverse: ((object: PyObject, visit: Visit) => void) | null;
  /** tp_clear: drops references that may form cycles. */
  clear: DropFunction | null;
  /** tp_finalize; errors in it are reported as unraisable, never thrown. */
  finalize: DropFunction | null;
  /** Untracks the object when nothing it holds may be tracked; null for types never untracked lazily. */
  maybeUntrack: ((heap: Heap, object: PyObject) => void) | null;
  /** When `maybeUntrack` is tried on survivors: at every collection (tuples) or full ones only (dicts). */
  readonly untrackAt: 'every' | 'full' | null;
}

/** Called for each referent. */
export type Visit = (referent: PyObject) => void;

/** What the memory manager needs of the interpreter it serves. */
export interface MemoryContext {
  readonly heap: Heap;
  /** An empty tuple for `size` items, which the caller puts in (PyTuple_New). */
  newUnfilledTuple(size: number): PyObject;
  /** Calls a weak reference's callback with the reference; errors are reported as unraisable. `held`: what the caller owns meanwhile. */
  callWeakrefCallback(reference: PyObject, callback: PyObject, held: readonly PyObject[]): void;
  /** Walks `gc.callbacks`; the last two are 0 in phase `start`. */
  runCollectorCallbacks(phase: 'start' | 'stop', generation: number, collected: number, uncollectable: number): void;
  /** Writes one line of debug output (`gc.set_debug`) to `sys.stderr`. */
  writeCollectorDebug(line: string): void;
  /** repr-like text `<type 0x...>` for DEBUG_COLLECTABLE. */
  describeForDebug(object: PyObject): string;
}

/**
 * A Python object. `value` is the payload of its built-in layout (the number of an int, the items of a
 * list, ...); `attributes` is what user classes add (see `objects/attributes.ts`).
 */
export class PyObject<V = unknown, T extends TypeHeader = TypeHeader> {
  /** Counted references. */
  refcnt = 1;
  /** The slots of its class; the class as a Python object is `type.object`. */
  type: T;
  value: V;
  attributes: unknown = null;
  /** Neighbours in its generation's list; null while untracked. */
  gcNext: PyObject | null = null;
  gcPrev: PyObject | null = null;
  /** `GcBits` and, during a collection, gc_refs. */
  gc = 0;
  /** Number given by a recording when it first met the object; 0 before. */
  serial = 0;
  /** Where its block is, in the units of `allocator/pools.ts`; 0 while nobody has asked. */
  address = 0;

  constructor(type: T, value: V) {
    this.type = type;
    this.value = value;
    if (type.births !== null) type.births.born(this);
  }
}

/** Takes a reference. Returns the object for chaining. */
export function incref<O extends PyObject>(object: O): O {
  object.refcnt++;
  return object;
}

/** Gives a reference back; the last one deallocates. */
export function decref(context: MemoryContext, object: PyObject): void {
  if (--object.refcnt === 0) object.type.dealloc(context, object);
}

/** decref of a place that may be empty. */
export function xdecref(context: MemoryContext, object: PyObject | null): void {
  if (object !== null && --object.refcnt === 0) object.type.dealloc(context, object);
}

/** Makes an object immortal. References that exist are kept in the count, which no longer matters. */
export function makeImmortal<O extends PyObject>(object: O): O {
  if (object.refcnt < IMMORTAL_THRESHOLD) object.refcnt += IMMORTAL_REFCNT;
  return object;
}

/** The references to an immortal without what makes it immortal. */
export function countedReferences(object: PyObject): number {
  return object.refcnt - IMMORTAL_REFCNT;
}

export function isImmortal(object: PyObject): boolean {
  return object.refcnt >= IMMORTAL_THRESHOLD;
}

/** The count as `sys.getrefcount` shows it; `immortal` is what it shows for immortal objects (`Profile.immortalRefcount`). */
export function shownRefcount(object: PyObject, immortal: number): number {
  return object.refcnt >= IMMORTAL_THRESHOLD ? immortal : object.refcnt;
}
