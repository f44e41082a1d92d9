/**
 * Everything a recording has a number for: objects, frames, the runtime itself. What never changes is in these columns;
 * what changes (refcount, generation, size, slots) is in the log.
 *
 * Numbers ascend in the order of discovery, so what was born in one step is a range of numbers.
 */
import { Float64Column, Int32Column, type Columns } from '../base';

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
const BACKGROUND = 1 << 8;
const FROM_LIBRARY = 1 << 9;

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

export class EntityTable {
  /** For each entity: kind, value kind, shape and background bit in one word. */
  private readonly words = new Int32Column();
  private readonly typeNames = new Int32Column();
  private readonly values = new Int32Column();
  private readonly sizes = new Int32Column();
  private readonly bornSteps = new Int32Column();
  private readonly diedSteps = new Int32Column();
  readonly floats = new Float64Column();

  constructor() {
    // Number 0 is nobody, so that a target of 0 is an empty slot.
    this.add({
      kind: EntityKind.Runtime, valueKind: ValueKind.None, shape: ShapeKind.Other,
      value: 0, typeName: 0, size: 0, background: true, step: 0,
    });
  }

  get count(): number {
    return this.words.length;
  }

  add(birth: EntityBirth): number {
    return this.addRow(birth.kind, birth.valueKind, birth.shape, birth.value, birth.typeName, birth.size, birth.background, birth.step);
  }

  /** The same without an object: this runs for every new object of a program. */
  addRow(
    kind: EntityKind, valueKind: ValueKind, shape: ShapeKind, value: number, typeName: number, size: number, background: boolean, step: number,
  ): number {
    this.typeNames.push(typeName);
    this.values.push(value);
    this.sizes.push(size);
    this.bornSteps.push(step);
    this.diedSteps.push(NEVER);
    return this.words.push((kind << KIND_SHIFT) | (valueKind << VALUE_SHIFT) | (shape << SHAPE_SHIFT) | (background ? BACKGROUND : 0));
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
    const { words, typeNames, values, sizes, bornSteps, diedSteps, floats } = this;
    return { words, typeNames, values, sizes, bornSteps, diedSteps, floats };
  }

  get byteLength(): number {
    return this.words.byteLength * 6 + this.floats.byteLength;
  }
}
