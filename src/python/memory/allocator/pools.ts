/**
 * The small object allocator's addresses: obmalloc of CPython 3.12 (Objects/obmalloc.c) without the memory.
 *
 * In: sizes of up to 512 bytes, addresses given back. Out: addresses as obmalloc hands them out: 32 size classes of 16 bytes, pools of
 * 16 KiB in arenas of 1 MiB, freed blocks of a pool used again last in, first out, the pool that got a block back first.
 *
 * An address here is a count of 16-byte units from the start of the first arena, so that it fits a small integer of any JavaScript
 * engine. No block begins at 0. Blocks that existed before anybody asked for addresses are *assumed*: carved where the next new one would be.
 */
import { assert } from '../../../base';

/** SMALL_REQUEST_THRESHOLD */
export const SMALL_REQUEST_MAXIMUM = 512;
/** ALIGNMENT: bytes in a unit. */
export const UNIT_BYTES = 16;
const POOL_UNITS = (16 * 1024) / UNIT_BYTES;
const POOL_SHIFT = 10;
/** POOL_OVERHEAD: sizeof(struct pool_header) */
const POOL_HEADER_UNITS = 3;
const POOLS_PER_ARENA = 64;
const SIZE_CLASSES = SMALL_REQUEST_MAXIMUM / UNIT_BYTES;

class Pool {
  /** Units of one block; the size class. */
  blockUnits = 0;
  /** Addresses of freed blocks, the last freed last. */
  free: number[] = [];
  /** Where the next block is carved; none when it would end behind `end`. */
  carve = 0;
  /** Blocks in use (ref.count). */
  count = 0;
  /** In the list of its class's pools with a free block. */
  linked = false;
  previous: Pool | null = null;
  next: Pool | null = null;

  constructor(readonly start: number, readonly arena: Arena) {}

  get end(): number {
    return this.start + POOL_UNITS;
  }

  get canCarve(): boolean {
    return this.carve + this.blockUnits <= this.end;
  }

  get hasRoom(): boolean {
    return this.free.length > 0 || this.canCarve;
  }
}

class Arena {
  /** Pools whose blocks are all free, the last freed last. */
  readonly freePools: Pool[] = [];
  /** Pools never used yet. */
  untouched = POOLS_PER_ARENA;

  constructor(readonly start: number) {}

  get freeCount(): number {
    return this.freePools.length + this.untouched;
  }
}

export class PoolAllocator {
  /** For each size class, the front of the list of pools with a free block (usedpools). */
  private readonly used: (Pool | null)[] = new Array<Pool | null>(SIZE_CLASSES + 1).fill(null);
  /** By address >> POOL_SHIFT. */
  private readonly pools: (Pool | undefined)[] = [];
  /** Arenas with a free pool, the fullest first (usable_arenas). */
  private usable: Arena[] = [];
  /** Starts of arenas given back, used again first. */
  private readonly freeArenas: number[] = [];
  private nextArena = 0;

  /** pymalloc_alloc: the address of a block for `bytes` bytes, 1 to 512. */
  allocate(bytes: number): number {
    const blockUnits = (bytes + UNIT_BYTES - 1) >> 4;
    const pool = this.used[blockUnits] ?? this.newPool(blockUnits);
    pool.count++;
    let address = pool.free.pop();
    if (address === undefined) {
      address = pool.carve;
      pool.carve += blockUnits;
    }
    if (!pool.hasRoom) this.unlink(pool);
    return address;
  }

  /** The address of a block that was there before addresses were asked for: freed blocks stay as they are. */
  assume(bytes: number): number {
    const blockUnits = (bytes + UNIT_BYTES - 1) >> 4;
    let pool = this.used[blockUnits] ?? null;
    while (pool !== null && !pool.canCarve) pool = pool.next;
    pool ??= this.newPool(blockUnits);
    pool.count++;
    let address: number;
    if (pool.canCarve) {
      address = pool.carve;
      pool.carve += blockUnits;
    } else address = pool.free.pop() as number; // a pool of this class used again
    if (!pool.hasRoom) this.unlink(pool);
    return address;
  }

  /** pymalloc_free */
  free(address: number): void {
    const pool = this.pools[address >> POOL_SHIFT];
    assert(pool !== undefined, 'a small block is in a pool');
    pool.free.push(address);
    pool.count--;
    if (!pool.linked) this.linkFront(pool);
    if (pool.count === 0) this.releasePool(pool);
  }

  /** Bytes of the block at an address (its size class). */
  blockBytes(address: number): number {
    return (this.pools[address >> POOL_SHIFT] as Pool).blockUnits * UNIT_BYTES;
  }

  private newPool(blockUnits: number): Pool {
    const pool = this.takePool(blockUnits);
    this.linkFront(pool);
    return pool;
  }

  /** allocate_from_new_pool */
  private takePool(blockUnits: number): Pool {
    let arena = this.usable[0];
    if (arena === undefined) {
      arena = new Arena(this.freeArenas.pop() ?? this.nextArena);
      if (arena.start === this.nextArena) this.nextArena += POOLS_PER_ARENA * POOL_UNITS;
      this.usable.push(arena);
    }
    let pool = arena.freePools.pop();
    if (pool === undefined) {
      pool = new Pool(arena.start + (POOLS_PER_ARENA - arena.untouched) * POOL_UNITS, arena);
      arena.untouched--;
      this.pools[pool.start >> POOL_SHIFT] = pool;
    }
    if (arena.freeCount === 0) this.usable.shift();
    // A pool that served the same class before keeps its list of free blocks (init_pool).
    if (pool.blockUnits !== blockUnits) {
      pool.blockUnits = blockUnits;
      pool.free = [];
      pool.carve = pool.start + POOL_HEADER_UNITS;
    }
    return pool;
  }

  /** insert_to_freepool */
  private releasePool(pool: Pool): void {
    this.unlink(pool);
    const { arena } = pool;
    arena.freePools.push(pool);
    const { freeCount } = arena;
    if (freeCount === POOLS_PER_ARENA && this.usable[this.usable.length - 1] !== arena && this.usable.length > 0) {
      this.usable = this.usable.filter((other) => other !== arena);
      for (const freed of arena.freePools) this.pools[freed.start >> POOL_SHIFT] = undefined;
      this.freeArenas.push(arena.start);
      return;
    }
    if (freeCount === 1) {
      this.usable.unshift(arena);
      return;
    }
    // The fullest first: it moves behind those that have fewer free pools now.
    let place = this.usable.indexOf(arena);
    while (place + 1 < this.usable.length && (this.usable[place + 1] as Arena).freeCount < freeCount) {
      this.usable[place] = this.usable[place + 1] as Arena;
      this.usable[++place] = arena;
    }
  }

  private linkFront(pool: Pool): void {
    const front = this.used[pool.blockUnits] ?? null;
    pool.previous = null;
    pool.next = front;
    if (front !== null) front.previous = pool;
    this.used[pool.blockUnits] = pool;
    pool.linked = true;
  }

  private unlink(pool: Pool): void {
    if (!pool.linked) return;
    if (pool.previous === null) this.used[pool.blockUnits] = pool.next;
    else pool.previous.next = pool.next;
    if (pool.next !== null) pool.next.previous = pool.previous;
    pool.linked = false;
  }
}
