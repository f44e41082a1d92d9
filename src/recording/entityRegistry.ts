/**
 * The recorder's book of what has a number: gives new objects their entity, keeps each one's slots and how many references
 * to it are on record, and writes the changes of a holder's references.
 *
 * The recorder decides when to look at what; this decides what of it is new.
 */
import type { PyObject } from '../python/memory';
import type { Describer } from './describe';
import { EntityKind, type ShapeKind, type ValueKind } from './entities';
import { Field, IMMORTAL } from './heapState';
import { isWeakLabel, type Label } from './labels';
import type { Recording } from './recording';

/** Counts from here on belong to immortal objects (memory/header.ts). */
export const IMMORTAL_THRESHOLD = 1 << 28;

/** Of larger containers the drops are recorded when the whole container is gone; looking at each one would cost too much. */
const DYING_SLOT_LIMIT = 256;

export class EntityRegistry {
  /** For each entity, the live object; null for frames, the runtime and the dead. */
  readonly objects: (PyObject | null)[] = [null];
  /** For each entity, the slot at each of its positions (0: none yet); null before the first. */
  private readonly slotsByEntity: (number[] | null)[] = [null];
  /** For each entity, how many counted references to it are on record. */
  private heldBy = new Int32Array(1024);
  /** Entities found since the last `takeFound`, whose references are still to be read. */
  private found: number[] = [];
  private spareFound: number[] = [];
  /** Entities whose references or refcount may have changed, each once. */
  readonly touched: number[] = [];
  private touchedMark = new Uint8Array(1024);
  /** Before the program begins: changes go into the baseline, and what is found is background. */
  inBaseline = true;
  /** What is found now belongs to the runtime though it is met late. */
  foundIsBackground = false;
  /** Code of an imported module ran since the last step, so what is found now may be its making. */
  foundInLibrary = false;

  constructor(
    private readonly recording: Recording,
    private readonly describer: Describer,
    private readonly sizeOf: (object: PyObject) => number,
  ) {}

  /** The entity of an object, a new one if it is met for the first time. */
  entityOf(object: PyObject): number {
    return object.serial !== 0 ? object.serial : this.add(object);
  }

  private add(object: PyObject): number {
    const { describer } = this;
    describer.describe(object);
    const immortal = object.refcnt >= IMMORTAL_THRESHOLD;
    const entity = this.newEntity(
      EntityKind.Object, describer.valueKind, describer.shape, describer.value, describer.typeName, this.sizeOf(object),
      this.inBaseline || this.foundIsBackground || immortal,
    );
    if (this.foundInLibrary) this.recording.entities.setFromLibrary(entity);
    object.serial = entity;
    this.objects[entity] = object;
    this.found.push(entity);
    this.touch(entity);
    return entity;
  }

  newEntity(
    kind: EntityKind, valueKind: ValueKind, shape: ShapeKind, value: number, typeName: number, size: number, background: boolean,
  ): number {
    const { entities, steps } = this.recording;
    const entity = entities.addRow(kind, valueKind, shape, value, typeName, size, background, steps.count);
    this.objects.push(null);
    this.slotsByEntity.push(null);
    if (entity >= this.heldBy.length) {
      const heldBy = new Int32Array(entity * 2);
      heldBy.set(this.heldBy);
      this.heldBy = heldBy;
      const marks = new Uint8Array(entity * 2);
      marks.set(this.touchedMark);
      this.touchedMark = marks;
    }
    return entity;
  }

  touch(entity: number): void {
    if (this.touchedMark[entity] !== 0) return;
    this.touchedMark[entity] = 1;
    this.touched.push(entity);
  }

  clearTouched(): void {
    for (const entity of this.touched) this.touchedMark[entity] = 0;
    this.touched.length = 0;
  }

  /** The list is emptied when the next one is taken. */
  takeFound(): readonly number[] {
    const taken = this.found;
    this.found = this.spareFound;
    this.found.length = 0;
    this.spareFound = taken;
    return taken;
  }

  get hasFound(): boolean {
    return this.found.length > 0;
  }

  /** How many counted references to the entity are on record. */
  recordedHolders(entity: number): number {
    return this.heldBy[entity] as number;
  }

  /** Its references were recorded before. */
  wasRead(entity: number): boolean {
    return this.slotsByEntity[entity] !== null;
  }

  /** Records that an entity's references are now exactly these. */
  setHoldings(entity: number, labels: readonly Label[], targets: readonly (PyObject | null)[], count: number): void {
    let slots = this.slotsByEntity[entity] as number[] | null;
    if (slots === null) {
      if (count === 0) return;
      slots = [];
      this.slotsByEntity[entity] = slots;
    }
    for (let ordinal = 0; ordinal < count; ordinal++) {
      this.setHolding(entity, slots, ordinal, labels[ordinal] as Label, targets[ordinal] as PyObject | null);
    }
    for (let ordinal = count; ordinal < slots.length; ordinal++) {
      const slot = slots[ordinal] as number;
      if (slot !== 0) this.setTarget(slot, this.recording.slots.label(slot), 0);
    }
  }

  /** Records one reference of an entity. */
  setHoldingAt(entity: number, ordinal: number, label: Label, target: PyObject | null): void {
    let slots = this.slotsByEntity[entity] as number[] | null;
    if (slots === null) {
      slots = [];
      this.slotsByEntity[entity] = slots;
    }
    while (slots.length < ordinal) slots.push(0);
    this.setHolding(entity, slots, ordinal, label, target);
  }

  private setHolding(entity: number, slots: number[], ordinal: number, label: Label, target: PyObject | null): void {
    let slot = ordinal < slots.length ? (slots[ordinal] as number) : 0;
    if (target === null) {
      if (slot !== 0) this.setTarget(slot, this.recording.slots.label(slot), 0);
      else if (ordinal >= slots.length) slots[ordinal] = 0;
      return;
    }
    const targetEntity = target.serial !== 0 ? target.serial : this.add(target);
    if (slot !== 0 && this.recording.slots.label(slot) !== label) {
      this.setTarget(slot, this.recording.slots.label(slot), 0);
      slot = 0;
    }
    if (slot === 0) {
      slot = this.recording.slots.add(entity, ordinal, label);
      slots[ordinal] = slot;
    }
    this.setTarget(slot, label, targetEntity);
  }

  private setTarget(slot: number, label: Label, target: number): void {
    const { recording } = this;
    const old = recording.latest.get(Field.Target, slot);
    if (old === target) return;
    if (!isWeakLabel(label)) {
      if (old !== 0) {
        this.heldBy[old] = (this.heldBy[old] as number) - 1;
        this.touch(old);
      }
      if (target !== 0) {
        this.heldBy[target] = (this.heldBy[target] as number) + 1;
        this.touch(target);
      }
    }
    if (this.inBaseline) recording.setBefore(Field.Target, slot, target);
    else recording.set(Field.Target, slot, target);
  }

  /** Writes a value of an entity. */
  setField(field: Field, entity: number, value: number): void {
    if (this.inBaseline) this.recording.setBefore(field, entity, value);
    else this.recording.set(field, entity, value);
  }

  generationField(entity: number): number {
    return this.recording.latest.get(Field.Generation, entity);
  }

  /** How many references to a live object are not on record; 0 for immortals, whose count isn't kept. */
  missingHolders(entity: number): number {
    const object = this.objects[entity] as PyObject | null;
    if (object === null || object.refcnt >= IMMORTAL_THRESHOLD) return 0;
    return object.refcnt - (this.heldBy[entity] as number);
  }

  /** Empties slots of a dying container whose reference was dropped: their target's count is below what is on record. */
  dropExcess(entity: number): void {
    const slots = this.slotsByEntity[entity] as number[] | null;
    if (slots === null || slots.length > DYING_SLOT_LIMIT) return;
    for (const slot of slots) {
      if (slot === 0) continue;
      const target = this.recording.latest.get(Field.Target, slot);
      if (target === 0 || (this.objects[target] !== null && this.missingHolders(target) >= 0)) continue;
      this.setTarget(slot, this.recording.slots.label(slot), 0);
    }
  }

  /** Live objects whose refcount differs from the references on record. */
  mismatches(): { entity: number; holders: number; refcount: number }[] {
    const found: { entity: number; holders: number; refcount: number }[] = [];
    for (let entity = 1; entity < this.objects.length; entity++) {
      if (this.missingHolders(entity) === 0) continue;
      found.push({ entity, holders: this.heldBy[entity] as number, refcount: (this.objects[entity] as PyObject).refcnt });
    }
    return found;
  }

  /** Writes the present refcount of a live object. */
  updateRefcount(entity: number): void {
    const object = this.objects[entity] as PyObject | null;
    if (object === null) return;
    this.setField(Field.Refcount, entity, object.refcnt >= IMMORTAL_THRESHOLD ? IMMORTAL : object.refcnt);
  }

  /** Writes the present size of a live object. */
  updateSize(entity: number): void {
    const object = this.objects[entity] as PyObject | null;
    if (object === null) return;
    const size = this.sizeOf(object);
    this.setField(Field.Size, entity, size === this.recording.entities.birthSize(entity) ? 0 : size);
  }

  /** The entity is gone: an object that died, a frame that was left. What it held is dropped. */
  remove(entity: number): void {
    const slots = this.slotsByEntity[entity] as number[] | null;
    if (slots !== null) {
      for (const slot of slots) if (slot !== 0) this.setTarget(slot, this.recording.slots.label(slot), 0);
    }
    this.slotsByEntity[entity] = null;
    this.objects[entity] = null;
    this.recording.died(entity);
  }
}
