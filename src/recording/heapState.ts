/**
 * The heap of one moment as four arrays of numbers: what each slot holds, and each entity's refcount, generation and size.
 * A change is (field, index, value); all arrays start as zeros, so the state before the first change needs no storage.
 *
 * The arrays are cut into pages. A copy (`save`) shares its pages with the state, which copies a page before it writes to it
 * again; a page of zeros, as the numbers of the dead soon make, is no page at all.
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

/** The page of zeros. Never written. */
const ZEROS = new Int32Array(PAGE_SIZE);

export type StateArrays = readonly Int32Array[];

/** A copy of a state; its pages are never written. */
export class SavedState {
  constructor(readonly pages: readonly (readonly Int32Array[])[], private readonly slotCount: number, private readonly entityCount: number) {}

  /** The copy as plain arrays, cut to the slots and entities there were. */
  get arrays(): StateArrays {
    return this.pages.map((pages, field) => {
      const array = new Int32Array(field === Field.Target ? this.slotCount : this.entityCount);
      for (let place = 0; place * PAGE_SIZE < array.length && place < pages.length; place++) {
        const page = pages[place] as Int32Array;
        if (page !== ZEROS) array.set(page.subarray(0, array.length - place * PAGE_SIZE), place * PAGE_SIZE);
      }
      return array;
    });
  }

  /** Numbers of pages, which is what taking it over costs. */
  get pageCount(): number {
    return this.pages.reduce((sum, pages) => sum + pages.length, 0);
  }
}

export class HeapState {
  private readonly pages: Int32Array[][] = [];
  /** For each field, for each page: 1 when it is this state's own and may be written. */
  private readonly owned: Uint8Array[] = [];
  /** Pages made or copied since the last `save`. */
  private owning = 0;

  constructor() {
    for (let field = 0; field < FIELD_COUNT; field++) {
      this.pages.push([]);
      this.owned.push(new Uint8Array(16));
    }
  }

  get(field: Field, index: number): number {
    const page = (this.pages[field] as Int32Array[])[index >>> PAGE_BITS];
    return page === undefined ? 0 : (page[index & PAGE_MASK] as number);
  }

  /** Hot path. */
  set(field: Field, index: number, value: number): void {
    const place = index >>> PAGE_BITS;
    if ((this.owned[field] as Uint8Array)[place] !== 1) this.own(field, place);
    ((this.pages[field] as Int32Array[])[place] as Int32Array)[index & PAGE_MASK] = value;
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
    const pages = this.pages[Field.Refcount] as Int32Array[];
    for (let place = 0; place < pages.length && place * PAGE_SIZE < end; place++) {
      const page = pages[place] as Int32Array;
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
      const pages = this.pages[field] as Int32Array[];
      const owned = this.owned[field] as Uint8Array;
      for (let place = 0; place < pages.length; place++) {
        if (owned[place] !== 1) continue;
        owned[place] = 0;
        if (isZero(pages[place] as Int32Array)) pages[place] = ZEROS;
      }
    }
    this.owning = 0;
    return new SavedState(this.pages.map((pages) => pages.slice()), slotCount, entityCount);
  }

  /** The content as plain arrays, cut to the given numbers of slots and entities. */
  copyArrays(slotCount: number, entityCount: number): StateArrays {
    return new SavedState(this.pages, slotCount, entityCount).arrays;
  }

  /** Takes over the content of a copy. */
  restore(copy: SavedState): void {
    for (let field = 0; field < FIELD_COUNT; field++) {
      const pages = copy.pages[field] as readonly Int32Array[];
      this.pages[field] = pages.slice();
      const owned = this.owned[field] as Uint8Array;
      if (owned.length < pages.length) this.owned[field] = new Uint8Array(pages.length);
      else owned.fill(0);
    }
    this.owning = 0;
  }

  /** Makes a page this state's own. */
  private own(field: Field, place: number): void {
    const pages = this.pages[field] as Int32Array[];
    while (pages.length <= place) pages.push(ZEROS);
    const shared = pages[place] as Int32Array;
    pages[place] = shared === ZEROS ? new Int32Array(PAGE_SIZE) : shared.slice();
    let owned = this.owned[field] as Uint8Array;
    if (place >= owned.length) {
      const grown = new Uint8Array(Math.max(owned.length * 2, place + 1));
      grown.set(owned);
      this.owned[field] = owned = grown;
    }
    owned[place] = 1;
    this.owning++;
  }
}

function isZero(page: Int32Array): boolean {
  for (let i = 0; i < PAGE_SIZE; i++) if (page[i] !== 0) return false;
  return true;
}
