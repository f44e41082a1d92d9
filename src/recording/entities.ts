/**
 * Everything a recording has a number for: objects, frames, the runtime itself. What never changes is in these columns;
 * what changes (refcount, generation, size, slots) is in the log.
 *
 * Numbers ascend in the order of discovery, so what was born in one step is a range of numbers.
 */
import { CHUNK_ROWS, Float64Column, Int32Table, type Columns, type Int32Column } from '../base';

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
  /** `value` is the row in `floats` of an integer that needs more than 32 bits. */
  WideInteger,
}

/** How a container's text is made: `list[3]`, `dict[2]`, or `<Node object>`. */
export const enum ShapeKind { Atom, Sequence, Mapping, Set, Instance, Other }

export const NEVER = -1;

const KIND_SHIFT = 0;
const VALUE_SHIFT = 2;
const SHAPE_SHIFT = 5;
export const BACKGROUND = 1 << 8;
export const FROM_LIBRARY = 1 << 9;
const CAUSE_SHIFT = 10;

/** Why an entity died. */
export const enum DeathCause {
  /** Its count came to 0 (of a frame: it was left). */
  Count,
  /** The collector was deleting garbage: it was part of it, or only garbage held it. */
  Collector,
  /** The interpreter was being finalized. */
  Exit,
}

export const deathCauseNames = ['count', 'collector', 'exit'] as const;

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
  /** For each entity: kind, value kind, shape and background bit in one word. */
  private readonly words: Int32Column;
  private readonly typeNames: Int32Column;
  private readonly values: Int32Column;
  private readonly sizes: Int32Column;
  private readonly bornSteps: Int32Column;
  private readonly diedSteps: Int32Column;
  readonly floats = new Float64Column();

  constructor() {
    super(6);
    this.words = this.column(0);
    this.typeNames = this.column(1);
    this.values = this.column(2);
    this.sizes = this.column(3);
    this.bornSteps = this.column(4);
    this.diedSteps = this.column(5);
    // Number 0 is nobody, so that a target of 0 is an empty slot.
    this.add({
      kind: EntityKind.Runtime, valueKind: ValueKind.None, shape: ShapeKind.Other,
      value: 0, typeName: 0, size: 0, background: true, step: 0,
    });
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
    if (this.at === this.end) this.open();
    const { at, chunk } = this;
    chunk[at] = word;
    chunk[at + 1] = typeName;
    chunk[at + 2] = value;
    chunk[at + 3] = size;
    chunk[at + 4] = step;
    chunk[at + 5] = NEVER;
    this.at = at + 6;
    return this.rows++;
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

  setDied(entity: number, step: number, cause = DeathCause.Count): void {
    this.diedSteps.set(entity, step);
    if (cause !== DeathCause.Count) this.words.set(entity, this.words.get(entity) | (cause << CAUSE_SHIFT));
  }

  /** Of a dead entity. */
  deathCause(entity: number): DeathCause {
    return (this.words.get(entity) >> CAUSE_SHIFT) & 3;
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
      if (this.isDropped(place)) continue;
      for (let entity = place * CHUNK_ROWS, last = entity + CHUNK_ROWS; entity < last; entity++) if (!this.isGone(entity, step)) continue chunks;
      this.dropChunk(place);
    }
  }

  isGone(entity: number, step: number): boolean {
    const died = this.diedSteps.get(entity);
    return died !== NEVER && died <= step;
  }

  override get byteLength(): number {
    return super.byteLength + this.floats.byteLength;
  }
}
