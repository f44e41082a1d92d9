/**
 * The heap of one moment as four arrays of numbers: what each slot holds, and each entity's refcount, generation and size.
 * A change is (field, index, value); all arrays start as zeros, so the state before the first change needs no storage.
 *
 * The arrays are cut into pages, and the lists of pages into blocks. A copy (`save`) shares both with the state, which copies a page (and
 * the block it is in) before it writes to it again; a page or block of zeros, as the numbers of the dead soon make, takes no room.
 */

/** Which array a change is about. */
export const enum Field {
  /** For each slot, the entity it holds, or 0. */
  Target = 0,
  /** For each entity, its references; IMMORTAL for immortals, 0 while it doesn't exist. */
  Refcount = 1,
  /** For each entity, its generation plus 1 (4: the permanent generation); 0 while the collector doesn't track it. */
  Generation = 2,
  /** For each entity, its size if that differs from the one at birth, else 0. */
  Size = 3,
}

/** Where gc.freeze() puts objects, and collections immortal ones. */
export const PERMANENT_GENERATION = 3;

/** The refcount of an immortal object, which isn't kept. */
export const IMMORTAL = -1;

const FIELD_COUNT = 4;
const PAGE_BITS = 10;
const PAGE_SIZE = 1 << PAGE_BITS;
const PAGE_MASK = PAGE_SIZE - 1;
/** Pages of one block. */
const BLOCK_BITS = 6;
const BLOCK_SIZE = 1 << BLOCK_BITS;
const BLOCK_MASK = BLOCK_SIZE - 1;
const BLOCK_SHIFT = PAGE_BITS + BLOCK_BITS;
/** Empty pages that wait to be used again. */
const SPARE_LIMIT = 64;

type Block = readonly Int32Array[];

/** The page of zeros, and the block of such pages. Never written. */
const ZEROS = new Int32Array(PAGE_SIZE);
const ZERO_BLOCK: Block = new Array<Int32Array>(BLOCK_SIZE).fill(ZEROS);

export type StateArrays = readonly Int32Array[];

/** A copy of a state; its pages are never written. */
export class SavedState {
  /** @param blocks for each field */
  constructor(readonly blocks: readonly (readonly Block[])[], private readonly slotCount: number, private readonly entityCount: number) {}

  /** The copy as plain arrays, cut to the slots and entities there were. */
  get arrays(): StateArrays {
    return this.blocks.map((blocks, field) => {
      const array = new Int32Array(field === Field.Target ? this.slotCount : this.entityCount);
      for (let place = 0; place * PAGE_SIZE < array.length && place < blocks.length * BLOCK_SIZE; place++) {
        const page = (blocks[place >>> BLOCK_BITS] as Block)[place & BLOCK_MASK] as Int32Array;
        if (page !== ZEROS) array.set(page.subarray(0, array.length - place * PAGE_SIZE), place * PAGE_SIZE);
      }
      return array;
    });
  }

  /** Numbers of blocks, which is what taking it over costs. */
  get blockCount(): number {
    return this.blocks.reduce((sum, blocks) => sum + blocks.length, 0);
  }
}

export class HeapState {
  /** For each field. */
  private readonly blocks: Block[][] = [];
  /** For each field, for each page: 1 when it is this state's own and may be written; then its block is, too. */
  private readonly owned: Uint8Array[] = [];
  /** For each field, for each block, likewise. */
  private readonly ownedBlocks: Uint8Array[] = [];
  /** Pages made or copied since the last `save`. */
  private owning = 0;
  private readonly spare: Int32Array[] = [];

  constructor() {
    for (let field = 0; field < FIELD_COUNT; field++) {
      this.blocks.push([]);
      this.owned.push(new Uint8Array(BLOCK_SIZE));
      this.ownedBlocks.push(new Uint8Array(1));
    }
  }

  get(field: Field, index: number): number {
    const block = (this.blocks[field] as Block[])[index >>> BLOCK_SHIFT];
    return block === undefined ? 0 : ((block[(index >>> PAGE_BITS) & BLOCK_MASK] as Int32Array)[index & PAGE_MASK] as number);
  }

  /** Hot path. */
  set(field: Field, index: number, value: number): void {
    const place = index >>> PAGE_BITS;
    if ((this.owned[field] as Uint8Array)[place] !== 1) this.own(field, place);
    (((this.blocks[field] as Block[])[index >>> BLOCK_SHIFT] as Block)[place & BLOCK_MASK] as Int32Array)[index & PAGE_MASK] = value;
  }

  target(slot: number): number {
    return this.get(Field.Target, slot);
  }

  refcount(entity: number): number {
    return this.get(Field.Refcount, entity);
  }

  /** 0, 1, 2, PERMANENT_GENERATION, or null when untracked. */
  generation(entity: number): 0 | 1 | 2 | 3 | null {
    const stored = this.get(Field.Generation, entity);
    return stored === 0 ? null : ((stored - 1) as 0 | 1 | 2 | 3);
  }

  /** The entities below `end` that are alive, ascending. Page by page: this is asked at every moment shown. */
  living(end: number): Int32Array {
    let found = new Int32Array(1024);
    let count = 0;
    const blocks = this.blocks[Field.Refcount] as Block[];
    for (let place = 0; place < blocks.length * BLOCK_SIZE && place * PAGE_SIZE < end; place++) {
      const block = blocks[place >>> BLOCK_BITS] as Block;
      if (block === ZERO_BLOCK) {
        place |= BLOCK_MASK;
        continue;
      }
      const page = block[place & BLOCK_MASK] as Int32Array;
      if (page === ZEROS) continue;
      const first = place * PAGE_SIZE;
      const length = Math.min(page.length, end - first);
      if (count + length > found.length) {
        const larger = new Int32Array(found.length * 2 + length);
        larger.set(found);
        found = larger;
      }
      for (let i = 0; i < length; i++) if (page[i] !== 0) found[count++] = first + i;
    }
    return found.slice(0, count);
  }

  isAlive(entity: number): boolean {
    return this.refcount(entity) !== 0;
  }

  /** Numbers that the next `save` adds to what its predecessors take. */
  get unsaved(): number {
    return this.owning * PAGE_SIZE;
  }

  save(slotCount: number, entityCount: number): SavedState {
    for (let field = 0; field < FIELD_COUNT; field++) {
      const blocks = this.blocks[field] as Block[];
      const ownedBlocks = this.ownedBlocks[field] as Uint8Array;
      for (let place = 0; place < blocks.length; place++) {
        if (ownedBlocks[place] !== 1) continue;
        ownedBlocks[place] = 0;
        if (!this.saveBlock(field, place)) blocks[place] = ZERO_BLOCK;
      }
    }
    this.owning = 0;
    return new SavedState(this.blocks.map((blocks) => blocks.slice()), slotCount, entityCount);
  }

  /** The pages of a block are no longer this state's own. False: all of them are zeros. */
  private saveBlock(field: Field, place: number): boolean {
    const block = (this.blocks[field] as Block[])[place] as Int32Array[];
    const owned = this.owned[field] as Uint8Array;
    let isUsed = false;
    for (let at = 0; at < BLOCK_SIZE; at++) {
      const page = block[at] as Int32Array;
      if (owned[place * BLOCK_SIZE + at] === 1) {
        owned[place * BLOCK_SIZE + at] = 0;
        if (isZero(page)) {
          block[at] = ZEROS;
          // Nobody else has it.
          if (this.spare.length < SPARE_LIMIT) this.spare.push(page);
          continue;
        }
      }
      if (page !== ZEROS) isUsed = true;
    }
    return isUsed;
  }

  /** The content as plain arrays, cut to the given numbers of slots and entities. */
  copyArrays(slotCount: number, entityCount: number): StateArrays {
    return new SavedState(this.blocks, slotCount, entityCount).arrays;
  }

  /** Takes over the content of a copy. */
  restore(copy: SavedState): void {
    for (let field = 0; field < FIELD_COUNT; field++) {
      const ownedBlocks = this.ownedBlocks[field] as Uint8Array;
      for (let place = 0; place < ownedBlocks.length; place++) {
        if (ownedBlocks[place] === 1) (this.owned[field] as Uint8Array).fill(0, place * BLOCK_SIZE, (place + 1) * BLOCK_SIZE);
      }
      ownedBlocks.fill(0);
      this.blocks[field] = (copy.blocks[field] as readonly Block[]).slice();
    }
    this.owning = 0;
  }

  /** Makes a page this state's own. */
  private own(field: Field, place: number): void {
    const at = place >>> BLOCK_BITS;
    const blocks = this.blocks[field] as Block[];
    while (blocks.length <= at) blocks.push(ZERO_BLOCK);
    if (at >= (this.ownedBlocks[field] as Uint8Array).length) this.grow(field, at + 1);
    const ownedBlocks = this.ownedBlocks[field] as Uint8Array;
    if (ownedBlocks[at] !== 1) {
      ownedBlocks[at] = 1;
      blocks[at] = (blocks[at] as Block).slice();
    }
    const block = blocks[at] as Int32Array[];
    const shared = block[place & BLOCK_MASK] as Int32Array;
    block[place & BLOCK_MASK] = shared === ZEROS ? (this.spare.pop() ?? new Int32Array(PAGE_SIZE)) : shared.slice();
    (this.owned[field] as Uint8Array)[place] = 1;
    this.owning++;
  }

  private grow(field: Field, blockCount: number): void {
    const size = Math.max((this.ownedBlocks[field] as Uint8Array).length * 2, blockCount);
    const ownedBlocks = new Uint8Array(size);
    ownedBlocks.set(this.ownedBlocks[field] as Uint8Array);
    this.ownedBlocks[field] = ownedBlocks;
    const owned = new Uint8Array(size * BLOCK_SIZE);
    owned.set(this.owned[field] as Uint8Array);
    this.owned[field] = owned;
  }
}

function isZero(page: Int32Array): boolean {
  for (let i = 0; i < PAGE_SIZE; i++) if (page[i] !== 0) return false;
  return true;
}
