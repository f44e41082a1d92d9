/**
 * The numbers people see for objects: `list #3`. The program's own containers count from 1 in the order they were found, so that
 * small programs have small numbers; everything else (plain values, what was there before, what an import brings, code and
 * descriptors, classes and functions, which go by their names) has its entity's number, negated, which is hardly ever shown.
 *
 * In: the entity table. Out: number of an entity, entity of a number. Made when first asked for and again when entities were added;
 * what was given before rows were given up stays as it is.
 */
import { EntityKind, ShapeKind, ValueKind } from './entities';
import type { Recording } from './recording';

export class ObjectNumbers {
  /** For each entity: its number, or 0. */
  private numbers: Int32Array = new Int32Array(0);
  /** For each number: its entity. */
  private entities: number[] = [0];
  /** Entities below have their numbers for good. */
  private sealedEntities = 1;
  private sealedNumbers = 1;
  /** For how many entities there are numbers. */
  private counted = 0;

  constructor(private readonly recording: Recording) {}

  numberOf(entity: number): number {
    this.update();
    const number = this.numbers[entity] ?? 0;
    return number === 0 ? -entity : number;
  }

  /** 0 if there is none. */
  entityOf(number: number): number {
    this.update();
    return number > 0 ? this.entities[number] ?? 0 : -number;
  }

  /** The highest number given. */
  get count(): number {
    this.update();
    return this.entities.length - 1;
  }

  /** To be called before rows of entities are given up. */
  seal(): void {
    this.update();
    this.sealedEntities = this.recording.entities.count;
    this.sealedNumbers = this.entities.length;
  }

  /** Takes over the numbers of a file: for each entity its number, or 0. False when they don't ascend one by one. */
  restore(numbers: Int32Array): boolean {
    const entities = [0];
    for (let entity = 0; entity < numbers.length; entity++) {
      const number = numbers[entity] ?? 0;
      if (number !== 0 && entities.push(entity) - 1 !== number) return false;
    }
    this.numbers = numbers;
    this.counted = numbers.length;
    this.entities = entities;
    this.sealedEntities = numbers.length;
    this.sealedNumbers = entities.length;
    return true;
  }

  private update(): void {
    const { count } = this.recording.entities;
    if (this.counted === count) return;
    this.counted = count;
    if (this.numbers.length < count) {
      // With room to grow: a long run seals its numbers again and again.
      const numbers = new Int32Array(count + (count >> 1));
      numbers.set(this.numbers.subarray(0, this.sealedEntities));
      this.numbers = numbers;
    } else this.numbers.fill(0, this.sealedEntities, count);
    this.entities.length = this.sealedNumbers;
    const from = Math.max(this.recording.baselineEntity + 1, this.sealedEntities);
    const imports = this.importSteps(from, count);
    for (let entity = from; entity < count; entity++) {
      if (this.isNumbered(entity, imports)) this.numbers[entity] = this.entities.push(entity) - 1;
    }
  }

  /** Steps in which library code made so much that it must have been a module. A copy or a dataclass's instance is the program's. */
  private importSteps(from: number, count: number): ReadonlySet<number> {
    const { entities } = this.recording;
    const made = new Map<number, number>();
    for (let entity = from; entity < count; entity++) {
      if (entities.isFromLibrary(entity)) made.set(entities.bornStep(entity), (made.get(entities.bornStep(entity)) ?? 0) + 1);
    }
    return new Set([...made].filter(([, number]) => number > IMPORT_SIZE).map(([step]) => step));
  }

  private isNumbered(entity: number, imports: ReadonlySet<number>): boolean {
    const { entities } = this.recording;
    // First what says no to nearly all. Texts of their own (`<class Node>`) need no number.
    if (entities.valueKind(entity) !== ValueKind.None) return false;
    if (entities.kind(entity) !== EntityKind.Object || entities.isBackground(entity)) return false;
    if (entities.isFromLibrary(entity) && imports.has(entities.bornStep(entity))) return false;
    if (this.recording.namespaces.has(entity)) return false;
    const shape = entities.shape(entity);
    if (shape === ShapeKind.Atom || UNNUMBERED.has(this.recording.strings.get(entities.typeName(entity)))) return false;
    // What is there when the module is entered: its constants are the program's, the rest is machinery.
    return entities.bornStep(entity) > 0 || shape === ShapeKind.Sequence || shape === ShapeKind.Set;
  }
}

/** Objects, plain values included, beyond which a step's library objects are those of an import. */
const IMPORT_SIZE = 100;

/** What classes and calls bring along. */
const UNNUMBERED: ReadonlySet<string> = new Set([
  'code', 'getset_descriptor', 'member_descriptor', 'wrapper_descriptor', 'method_descriptor', 'classmethod_descriptor', 'method-wrapper',
]);
