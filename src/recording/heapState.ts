/**
 * The heap of one moment as four arrays of numbers: what each slot holds, and each entity's refcount, generation and size.
 * A change is (field, index, value); all arrays start as zeros, so the state before the first change needs no storage.
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
const FIRST_CAPACITY = 1024;

export type StateArrays = readonly Int32Array[];

export class HeapState {
  private arrays: Int32Array[] = [];

  constructor() {
    for (let field = 0; field < FIELD_COUNT; field++) this.arrays.push(new Int32Array(FIRST_CAPACITY));
  }

  get(field: Field, index: number): number {
    const array = this.arrays[field] as Int32Array;
    return index < array.length ? (array[index] as number) : 0;
  }

  set(field: Field, index: number, value: number): void {
    let array = this.arrays[field] as Int32Array;
    if (index >= array.length) array = this.grow(field, index);
    array[index] = value;
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

  isAlive(entity: number): boolean {
    return this.refcount(entity) !== 0;
  }

  /** Copies of the arrays, cut to the given numbers of slots and entities. */
  copyArrays(slotCount: number, entityCount: number): StateArrays {
    return this.arrays.map((array, field) => array.slice(0, field === Field.Target ? slotCount : entityCount));
  }

  /** Takes over the content of a copy. */
  restore(copy: StateArrays | null): void {
    for (let field = 0; field < FIELD_COUNT; field++) {
      const from = copy?.[field] ?? new Int32Array(0);
      const array = this.arrays[field] as Int32Array;
      if (array.length < from.length) {
        this.arrays[field] = from.slice();
      } else {
        array.set(from);
        array.fill(0, from.length);
      }
    }
  }

  private grow(field: Field, index: number): Int32Array {
    const old = this.arrays[field] as Int32Array;
    const array = new Int32Array(Math.max(old.length * 2, index + 1));
    array.set(old);
    this.arrays[field] = array;
    return array;
  }
}
