/**
 * The memory blocks objects live in: their addresses and, while tracemalloc traces, where they were allocated.
 *
 * In: births and deaths of objects and (as a heap observer) changes of what they hold. Out: addresses, the number of blocks in use,
 * allocation traces. How many bytes an object takes, and in which blocks beside its own (a list's array, a dict's keys...), is told by
 * `BlockSizes`, which `objects` implements.
 *
 * Off until a program asks for an identity, counts blocks or starts tracing; then it stays on. Objects from before get *assumed* blocks
 * when they are asked about or die. An object's further blocks are looked at when its making is over, that is at the next event; until
 * then it is `pending`, with the traceback of its birth.
 *
 * Deliberately not here: arenas' and pools' own memory, and what CPython allocates without an object for it.
 */
import { GcBits, type BirthObserver, type PyObject, type TypeHeader } from '../header';
import type { Heap } from '../heap';
import { BlockWatcher } from './blockWatcher';
import { LARGE_ORIGIN, LargeBlocks } from './largeBlocks';
import { PoolAllocator, SMALL_REQUEST_MAXIMUM, UNIT_BYTES } from './pools';
import { TraceTable, type CaptureTraceback, type TracedTraceback } from './traces';

/** What is special about an object's further block when it is given back. */
export const enum KeptBlock {
  None,
  /** The smallest table of str keys: a dict's keys of this kind are kept in a free list (dict state keys_free_list). */
  DictKeys,
}

/** What `objects` knows about blocks. Sizes are in bytes, as CPython asks for them. */
export interface BlockSizes {
  /** What lies in front of the object in its own block: the collector's links, the places of `__dict__` and weak references. */
  headerBytes(object: PyObject): number;
  /** The object's own block, header included. */
  ownBytes(object: PyObject): number;
  /** The further blocks it has now; `present` are those it had. The same array back means: as it was. */
  furtherBytes(object: PyObject, present: readonly number[]): readonly number[];
  /** Whether a further block of this size is kept when the object gives it back. */
  keeps(object: PyObject, bytes: number): KeptBlock;
  /** Who has taken over the object's further blocks (the `__dict__` made of an instance's inline values), or null. */
  heirOf(object: PyObject): PyObject | null;
  /** The type, where the object is a class. */
  typeOf(object: PyObject): TypeHeader | null;
  /** For each type there is: `visit`. */
  eachType(visit: (type: TypeHeader) => void): void;
  /** The free list the object goes to that matters to nothing but blocks (exact floats; 3.14: ints of one digit, ranges), or -1. */
  poolOf(object: PyObject): number;
  /** For each of these, how many blocks it keeps. */
  readonly poolMaximum: readonly number[];
}

interface Further {
  sizes: readonly number[];
  readonly addresses: number[];
}

/** Where small objects' arenas and the C library's heap begin in the addresses programs see. */
const ARENAS_BASE = 0x7f3a5c000000;
const LIBRARY_BASE = 0x55d0a8c00000;
const KEYS_FREE_LIST_MAXIMUM = 80;
const NO_SIZES: readonly number[] = [];

export class BlockModel implements BirthObserver {
  private readonly pools = new PoolAllocator();
  private readonly large = new LargeBlocks();
  private readonly further = new Map<PyObject, Further>();
  /** The blocks on the heap's free lists, by list (`FreeList`), by size of tuples, of floats, of dict keys. */
  private readonly keptObjects: number[][] = [[], [], [], [], [], [], [], [], [], [], []];
  private readonly keptTuples: number[][] = [];
  /** For each of the sizes' pools, the kept blocks. */
  private readonly keptPlain: number[][];
  private readonly keptKeys: number[] = [];
  /** The kept blocks the next birth takes one from. */
  private reused: number[] | null = null;
  /** Bytes the next object asks for, where that is more than it will use; 0: as many as it uses. */
  nextBytes = 0;
  private pending: PyObject | null = null;
  private pendingTraceback: TracedTraceback | null = null;
  /** Blocks in use beyond those at start. */
  private blocks = 0;
  active = false;
  traces: TraceTable | null = null;
  /** Frames kept of each traceback, as of the last start of tracing. */
  tracebackLimit = 1;

  constructor(private readonly heap: Heap, private readonly sizes: BlockSizes) {
    this.keptPlain = sizes.poolMaximum.map(() => []);
  }

  /** From now on every birth and death is seen. */
  activate(): void {
    if (this.active) return;
    this.active = true;
    this.sizes.eachType((type) => (type.births = this));
    this.heap.blocks = this;
    this.heap.observer = new BlockWatcher(this, this.heap.observer);
  }

  // ---- questions -----------------------------------------------------------------------------------

  /** The object's address as Python sees it. */
  addressOf(object: PyObject): number {
    if (object.address === 0) this.adopt(object);
    return visibleAddress(object.address) + this.sizes.headerBytes(object);
  }

  /** Assumes the blocks of an object from before. */
  private adopt(object: PyObject): void {
    object.address = this.assume(this.sizes.ownBytes(object));
    object.gc |= GcBits.AddressTaken;
    const sizes = this.sizes.furtherBytes(object, NO_SIZES);
    if (sizes.length > 0) this.further.set(object, { sizes, addresses: sizes.map((bytes) => this.assume(bytes)) });
  }

  /** Blocks allocated since the model was switched on, less those given back. */
  get blockCount(): number {
    this.settle();
    return this.blocks;
  }

  startTracing(maximumFrames: number, capture: CaptureTraceback): void {
    this.activate();
    this.settle();
    this.tracebackLimit = maximumFrames;
    this.traces = new TraceTable(maximumFrames, capture);
  }

  /** The file names that tracing held are the caller's to drop. */
  stopTracing(): PyObject[] {
    this.settle();
    const filenames = this.traces?.clear() ?? [];
    this.traces = null;
    return filenames;
  }

  /** Looks at the object born last, so that everything allocated is accounted for. */
  settle(): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    const traceback = this.pendingTraceback;
    this.pendingTraceback = null;
    this.reconcile(pending, traceback);
  }

  // ---- births and deaths ---------------------------------------------------------------------------

  /** The next birth takes its block from a free list of the heap. */
  reuse(list: number): void {
    this.reused = this.keptObjects[list] as number[];
  }

  reuseTuple(size: number): void {
    this.reused = this.keptTuples[size] ??= [];
  }

  /** Called at the end of every object's construction. */
  born(object: PyObject): void {
    if (this.pending !== null) this.settle();
    const { sizes } = this;
    const type = sizes.typeOf(object);
    if (type !== null) type.births = this;
    object.gc |= GcBits.AddressTaken;
    let kept = this.reused;
    this.reused = null;
    if (kept === null) {
      const pool = sizes.poolOf(object);
      if (pool >= 0 && (this.keptPlain[pool] as number[]).length > 0) kept = this.keptPlain[pool] as number[];
    }
    const traceback = this.traces === null ? null : this.traces.captureTraceback();
    if (kept === null) object.address = this.allocate(this.nextBytes > 0 ? this.nextBytes : sizes.ownBytes(object), traceback);
    else {
      const address = kept.pop();
      object.address = address ?? this.assume(sizes.ownBytes(object));
      this.traces?.renew(object.address);
    }
    this.nextBytes = 0;
    this.pending = object;
    this.pendingTraceback = traceback;
  }

  /** The object's memory is given back. */
  died(object: PyObject): void {
    this.freeFurther(object);
    const { address } = object;
    const pool = this.sizes.poolOf(object);
    if (pool >= 0 && (this.keptPlain[pool] as number[]).length < (this.sizes.poolMaximum[pool] as number)) {
      (this.keptPlain[pool] as number[]).push(address !== 0 ? address : this.assume(this.sizes.ownBytes(object)));
      return;
    }
    this.blocks--;
    if (address !== 0) this.release(address);
    else this.release(this.assume(this.sizes.ownBytes(object)));
  }

  /** The object goes to a free list of the heap. */
  kept(list: number, object: PyObject): void {
    this.freeFurther(object);
    (this.keptObjects[list] as number[]).push(object.address !== 0 ? object.address : this.assume(this.sizes.ownBytes(object)));
  }

  keptTuple(size: number, object: PyObject): void {
    (this.keptTuples[size] ??= []).push(object.address !== 0 ? object.address : this.assume(this.sizes.ownBytes(object)));
  }

  /** The heap's free lists were emptied: those of tuples and the `emptied` ones. */
  freeListsCleared(emptied: readonly number[]): void {
    for (const tuples of this.keptTuples) this.releaseKept(tuples);
    for (const kept of this.keptPlain) this.releaseKept(kept);
    for (const list of emptied) {
      this.releaseKept(this.keptObjects[list]);
      if (list === 1) this.releaseKept(this.keptKeys);
    }
  }

  private releaseKept(kept: number[] | undefined): void {
    if (kept === undefined) return;
    for (let address = kept.pop(); address !== undefined; address = kept.pop()) {
      this.blocks--;
      this.release(address);
    }
  }

  /** The object's own block got another size (_PyTuple_Resize and the like). */
  resized(object: PyObject): void {
    this.settle();
    if (object.address !== 0) object.address = this.reallocate(object.address, this.sizes.ownBytes(object), null);
  }

  // ---- further blocks ------------------------------------------------------------------------------

  private reconcile(object: PyObject, traceback: TracedTraceback | null): void {
    if (object.address === 0) {
      this.adopt(object);
      return;
    }
    const present = this.further.get(object);
    if (present !== undefined) {
      const heir = this.sizes.heirOf(object);
      if (heir !== null) {
        this.bequeath(present, object, heir);
        return;
      }
    }
    const before = present === undefined ? NO_SIZES : present.sizes;
    const wanted = this.sizes.furtherBytes(object, before);
    if (wanted === before || (present === undefined && wanted.length === 0)) return;
    if (present === undefined) {
      this.further.set(object, { sizes: wanted, addresses: wanted.map((bytes) => this.allocateFurther(object, bytes, traceback)) });
      return;
    }
    const { addresses } = present;
    for (let place = 0; place < wanted.length; place++) {
      const bytes = wanted[place] as number;
      const address = addresses[place];
      if (address === undefined) addresses.push(this.allocateFurther(object, bytes, traceback));
      else if (present.sizes[place] !== bytes) addresses[place] = this.exchangeFurther(object, address, present.sizes[place] as number, bytes, traceback);
    }
    while (addresses.length > wanted.length) {
      const place = addresses.length - 1;
      this.releaseFurther(object, addresses.pop() as number, present.sizes[place] as number);
    }
    present.sizes = wanted;
    if (wanted.length === 0) this.further.delete(object);
  }

  private bequeath(blocks: Further, object: PyObject, heir: PyObject): void {
    this.further.delete(object);
    this.freeFurther(heir);
    this.further.set(heir, blocks);
  }

  private allocateFurther(object: PyObject, bytes: number, traceback: TracedTraceback | null): number {
    if (this.keptKeys.length > 0 && this.sizes.keeps(object, bytes) === KeptBlock.DictKeys) return this.keptKeys.pop() as number;
    return this.allocate(bytes, traceback);
  }

  private releaseFurther(object: PyObject, address: number, bytes: number): void {
    if (this.keptKeys.length < KEYS_FREE_LIST_MAXIMUM && this.sizes.keeps(object, bytes) === KeptBlock.DictKeys) this.keptKeys.push(address);
    else {
      this.blocks--;
      this.release(address);
    }
  }

  private exchangeFurther(object: PyObject, address: number, oldBytes: number, bytes: number, traceback: TracedTraceback | null): number {
    const { sizes } = this;
    if (sizes.keeps(object, oldBytes) === KeptBlock.None && sizes.keeps(object, bytes) === KeptBlock.None) return this.reallocate(address, bytes, traceback);
    const made = this.allocateFurther(object, bytes, traceback);
    this.releaseFurther(object, address, oldBytes);
    return made;
  }

  private freeFurther(object: PyObject): void {
    this.settle();
    let present = this.further.get(object);
    if (present === undefined) {
      if (object.address !== 0) return;
      // From before the model was switched on.
      const sizes = this.sizes.furtherBytes(object, NO_SIZES);
      if (sizes.length === 0) return;
      present = { sizes, addresses: sizes.map((bytes) => this.assume(bytes)) };
    } else this.further.delete(object);
    for (let place = present.addresses.length - 1; place >= 0; place--) {
      this.releaseFurther(object, present.addresses[place] as number, present.sizes[place] as number);
    }
  }

  // ---- blocks --------------------------------------------------------------------------------------

  private allocate(bytes: number, traceback: TracedTraceback | null): number {
    this.blocks++;
    const address = bytes > SMALL_REQUEST_MAXIMUM || bytes === 0 ? this.large.allocate(bytes) : this.pools.allocate(bytes);
    if (this.traces !== null) this.traces.add(address, bytes, traceback ?? this.traces.captureTraceback());
    return address;
  }

  /** A block from before the model was switched on: counted since the start, never traced. */
  private assume(bytes: number): number {
    return bytes > SMALL_REQUEST_MAXIMUM || bytes === 0 ? this.large.allocate(bytes) : this.pools.assume(bytes);
  }

  private release(address: number): void {
    if (this.traces !== null) this.traces.remove(address);
    if (address >= LARGE_ORIGIN) this.large.free(address);
    else this.pools.free(address);
  }

  /** pymalloc_realloc: the block stays where the new size fits and less than a quarter would be gained. */
  private reallocate(address: number, bytes: number, traceback: TracedTraceback | null): number {
    const stays = address >= LARGE_ORIGIN
      ? (bytes > SMALL_REQUEST_MAXIMUM || bytes === 0) && this.large.fits(address, bytes)
      : bytes <= this.pools.blockBytes(address) && 4 * bytes > 3 * this.pools.blockBytes(address);
    if (!stays) {
      const moved = this.allocate(bytes, traceback);
      this.blocks--;
      this.release(address);
      return moved;
    }
    if (this.traces !== null) this.traces.add(address, bytes, traceback ?? this.traces.captureTraceback());
    return address;
  }

  /** What an object holds may have changed. */
  changed(holder: PyObject): void {
    const wasPending = this.pending === holder;
    if (this.pending !== null) this.settle();
    if (!wasPending) this.reconcile(holder, null);
  }
}

function visibleAddress(address: number): number {
  return address >= LARGE_ORIGIN ? LIBRARY_BASE + (address - LARGE_ORIGIN) * UNIT_BYTES : ARENAS_BASE + address * UNIT_BYTES;
}
