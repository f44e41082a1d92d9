/**
 * Everything a recording has a number for: objects, frames, the runtime itself. What never changes is in these columns;
 * what changes (refcount, generation, size, slots) is in the log.
 *
 * Numbers ascend in the order of discovery, so what was born in one step is a range of numbers.
 */
import { CHUNK_ROWS, Float64Column, Int32Column, Int32Table, type Columns } from '../base';

export const enum EntityKind { Object, Frame, Runtime }

/** How the short text of an atom is kept; containers have none, theirs follows from their slots. */
export const enum ValueKind {
  None,
  /** `value` is the integer. */
  Integer,
  /** `value` is the row in `floats`. */
  Float,
  /** `value` is the number of the text. */
  Text,
  /** `value` is the number of a code object: frames. */
  Code,
}

/** How a container's text is made: `list[3]`, `dict[2]`, or `<Node object>`. */
export const enum ShapeKind { Atom, Sequence, Mapping, Set, Instance, Other }

export const NEVER = -1;

const KIND_SHIFT = 0;
const VALUE_SHIFT = 2;
const SHAPE_SHIFT = 5;
export const BACKGROUND = 1 << 8;
export const FROM_LIBRARY = 1 << 9;

/** What is the same for many entities, in one number. */
export function entityWord(kind: EntityKind, valueKind: ValueKind, shape: ShapeKind): number {
  return (kind << KIND_SHIFT) | (valueKind << VALUE_SHIFT) | (shape << SHAPE_SHIFT);
}

export interface EntityBirth {
  readonly kind: EntityKind;
  readonly valueKind: ValueKind;
  readonly shape: ShapeKind;
  readonly value: number;
  /** Number of the type's name. */
  readonly typeName: number;
  /** Bytes at discovery, as `sys.getsizeof` says. */
  readonly size: number;
  /** There before the program began. */
  readonly background: boolean;
  readonly step: number;
}

export class EntityTable extends Int32Table {
  /** For each entity: kind, value kind, shape and background bit in one word. */
  private readonly words = new Int32Column();
  private readonly typeNames = new Int32Column();
  private readonly values = new Int32Column();
  private readonly sizes = new Int32Column();
  private readonly bornSteps = new Int32Column();
  private readonly diedSteps = new Int32Column();
  readonly floats = new Float64Column();
  private wordChunk!: Int32Array;
  private typeNameChunk!: Int32Array;
  private valueChunk!: Int32Array;
  private sizeChunk!: Int32Array;
  private bornChunk!: Int32Array;
  private diedChunk!: Int32Array;

  constructor() {
    super();
    // Number 0 is nobody, so that a target of 0 is an empty slot.
    this.add({
      kind: EntityKind.Runtime, valueKind: ValueKind.None, shape: ShapeKind.Other,
      value: 0, typeName: 0, size: 0, background: true, step: 0,
    });
  }

  protected get together(): readonly Int32Column[] {
    return [this.words, this.typeNames, this.values, this.sizes, this.bornSteps, this.diedSteps];
  }

  protected openChunks(row: number): void {
    this.wordChunk = this.words.chunkAt(row);
    this.typeNameChunk = this.typeNames.chunkAt(row);
    this.valueChunk = this.values.chunkAt(row);
    this.sizeChunk = this.sizes.chunkAt(row);
    this.bornChunk = this.bornSteps.chunkAt(row);
    this.diedChunk = this.diedSteps.chunkAt(row);
  }

  get count(): number {
    return this.rowCount;
  }

  add(birth: EntityBirth): number {
    return this.addRow(birth.kind, birth.valueKind, birth.shape, birth.value, birth.typeName, birth.size, birth.background, birth.step);
  }

  /** The same without an object: this runs for every new object of a program. */
  addRow(
    kind: EntityKind, valueKind: ValueKind, shape: ShapeKind, value: number, typeName: number, size: number, background: boolean, step: number,
  ): number {
    return this.addWord((kind << KIND_SHIFT) | (valueKind << VALUE_SHIFT) | (shape << SHAPE_SHIFT) | (background ? BACKGROUND : 0), value, typeName, size, step);
  }

  /** The same with a word made by `entityWord` (and BACKGROUND and FROM_LIBRARY). Hot path. */
  addWord(word: number, value: number, typeName: number, size: number, step: number): number {
    if (this.at === CHUNK_ROWS) this.open();
    const at = this.at++;
    this.wordChunk[at] = word;
    this.typeNameChunk[at] = typeName;
    this.valueChunk[at] = value;
    this.sizeChunk[at] = size;
    this.bornChunk[at] = step;
    this.diedChunk[at] = NEVER;
    return this.start + at;
  }

  kind(entity: number): EntityKind {
    return (this.words.get(entity) >> KIND_SHIFT) & 3;
  }

  valueKind(entity: number): ValueKind {
    return (this.words.get(entity) >> VALUE_SHIFT) & 7;
  }

  shape(entity: number): ShapeKind {
    return (this.words.get(entity) >> SHAPE_SHIFT) & 7;
  }

  isBackground(entity: number): boolean {
    return (this.words.get(entity) & BACKGROUND) !== 0;
  }

  /** Found after code of an imported module had run. */
  isFromLibrary(entity: number): boolean {
    return (this.words.get(entity) & FROM_LIBRARY) !== 0;
  }

  setFromLibrary(entity: number): void {
    this.words.set(entity, this.words.get(entity) | FROM_LIBRARY);
  }

  value(entity: number): number {
    return this.values.get(entity);
  }

  typeName(entity: number): number {
    return this.typeNames.get(entity);
  }

  birthSize(entity: number): number {
    return this.sizes.get(entity);
  }

  /** The step in which it was found, which for all but a few is the step which made it. */
  bornStep(entity: number): number {
    return this.bornSteps.get(entity);
  }

  /** The first moment at which it was gone, or NEVER. */
  diedStep(entity: number): number {
    return this.diedSteps.get(entity);
  }

  setDied(entity: number, step: number): void {
    this.diedSteps.set(entity, step);
  }

  /** All columns by name, as files keep them; what is added here is saved and read without further ado. */
  get columns(): Columns {
    this.settle();
    const { words, typeNames, values, sizes, bornSteps, diedSteps, floats } = this;
    return { words, typeNames, values, sizes, bornSteps, diedSteps, floats };
  }

  /** Gives up chunks of entities before `end` all of which were gone at a step. */
  dropGone(end: number, step: number): void {
    chunks: for (let place = 0; (place + 1) * CHUNK_ROWS <= end; place++) {
      if (this.words.isDropped(place)) continue;
      for (let entity = place * CHUNK_ROWS, last = entity + CHUNK_ROWS; entity < last; entity++) if (!this.isGone(entity, step)) continue chunks;
      for (const column of this.together) column.dropChunk(place);
    }
  }

  isGone(entity: number, step: number): boolean {
    const died = this.diedSteps.get(entity);
    return died !== NEVER && died <= step;
  }

  get byteLength(): number {
    return this.words.byteLength * 6 + this.floats.byteLength;
  }
}
