/**
 * The recorder's book of what has a number: gives new objects their entity, keeps each one's slots and how many references
 * to it are on record, and writes the changes of a holder's references.
 *
 * What is alive has a *handle* besides its entity: a small number (`PyObject.serial`) that is given to another object when this
 * one is gone, so that the tables by handle stay as small as the heap and nothing is allocated for what comes and goes.
 * Handles of the dead are given out again after the step (`recycle`), when no slot on record shows them any more.
 *
 * The recorder decides when to look at what; this decides what of it is new.
 */
import type { PyObject } from '../python/memory';
import type { ChangeLog } from './changeLog';
import type { Describer } from './describe';
import { BACKGROUND, DeathCause, FROM_LIBRARY, entityWord, type EntityKind, type ShapeKind, type ValueKind } from './entities';
import { Field, IMMORTAL } from './heapState';
import { isWeakLabel, LabelKind, makeLabel, type Label } from './labels';
import type { Recording } from './recording';

/** Counts from here on belong to immortal objects (memory/header.ts). */
export const IMMORTAL_THRESHOLD = 1 << 28;

/** Of larger containers the drops are recorded when the whole container is gone; looking at each one would cost too much. */
const DYING_SLOT_LIMIT = 256;

/** Lists of slots up to this long are used again. */
const POOLED_LENGTH = 64;
const POOL_SIZE = 4096;

const TOUCHED = 1;
/** Its count isn't kept: touching it does nothing. */
const UNCOUNTED = 2;

/** An empty place, in the order that keeps the array free of holes. */
function addPlace(pairs: number[], ordinal: number): void {
  pairs[2 * ordinal] = 0;
  pairs[2 * ordinal + 1] = 0;
}

const enum Status { Free, Live, Dead, Shown }

/** Numbers of a row are 1 << ROW_BITS. */
const ROW_BITS = 3;
const ROW = 1 << ROW_BITS;

/** What a row says of a handle. */
const enum Column {
  Entity,
  /** How many counted references to it are on record, and how many uncounted. */
  HeldBy,
  WeaklyHeldBy,
  /** What is on record of its refcount and its size in bytes. */
  Refcount,
  Size,
  /** How many positions its list of holdings has. */
  HoldingCount,
  /** TOUCHED, UNCOUNTED. */
  Mark,
  /** Status; then HAS_FIXED_SIZE; then, from GENERATION_SHIFT on, the generation on record. */
  State,
}

const STATUS_MASK = 3;
const HAS_FIXED_SIZE = 4;
const GENERATION_SHIFT = 3;

/** Objects looked at in all searches for missing references of a run: about a second. */
const LOOK_LIMIT = 100_000_000;

export class EntityRegistry {
  private lookedAt = 0;
  // By handle. Handle 0 is nobody.
  /** The live object; null for the runtime's own holders and the dead. */
  readonly objects: (PyObject | null)[] = [null];
  /** For each handle `ROW` numbers (`Column`), so that all that is known of an object lies in one place. */
  private rows = new Int32Array(1024 * ROW);
  /** What it holds: for each position its slot (0: none yet) and the handle in it, in pairs; null before the first. */
  private readonly holdings: (number[] | null)[] = [null];

  private handleCount = 1;
  private readonly freeHandles: number[] = [];
  private freeCount = 0;
  private deadCount = 0;
  private readonly deadHandles: number[] = [];
  private readonly pool: number[][] = [];
  /** No handle is given out again: somebody keeps a list of them. */
  holdBack = false;

  /** Handles found since the last `takeFound`, whose references are still to be read. */
  private found: number[] = [];
  private spareFound: number[] = [];
  foundCount = 0;
  /** Handles whose references or refcount may have changed, each once. */
  touched = new Int32Array(1024);
  touchedCount = 0;
  /** Before the program begins: changes go into the baseline, and what is found is background. */
  inBaseline = true;
  /** What is found now belongs to the runtime though it is met late. */
  foundIsBackground = false;
  /** Code of an imported module ran since the last step, so what is found now may be its making. */
  foundInLibrary = false;
  /** The step to come. */
  step = 0;
  /** Why what dies now does. */
  deathCause = DeathCause.Count;
  liveObjects = 0;
  liveBytes = 0;

  private readonly log: ChangeLog;

  constructor(
    private readonly recording: Recording,
    private readonly describer: Describer,
    private readonly sizeOf: (object: PyObject) => number,
  ) {
    this.log = recording.log;
  }

  /** The entity of an object, a new one if it is met for the first time; 0 for one that is dead. */
  entityOf(object: PyObject): number {
    const handle = object.serial !== 0 ? object.serial : this.add(object);
    return this.rows[(handle << ROW_BITS) + Column.Entity] as number;
  }

  /** The handle of an object, likewise. */
  handleOf(object: PyObject): number {
    return object.serial !== 0 ? object.serial : this.add(object);
  }

  entity(handle: number): number {
    return this.rows[(handle << ROW_BITS) + Column.Entity] as number;
  }

  private add(object: PyObject): number {
    const { refcnt } = object;
    // Stacks in the middle of an instruction still show what died there.
    if (refcnt <= 0) return 0;
    const { describer, recording } = this;
    describer.describe(object);
    const size = describer.size >= 0 ? describer.size : this.sizeOf(object);
    const isImmortal = refcnt >= IMMORTAL_THRESHOLD;
    let { word } = describer;
    if (this.inBaseline || this.foundIsBackground || isImmortal) word |= BACKGROUND;
    if (this.foundInLibrary) word |= FROM_LIBRARY;
    const entity = recording.entities.addWord(word, describer.value, describer.typeName, size, this.step);
    const handle = this.newHandle(object, entity);
    object.serial = handle;
    const { rows } = this;
    const row = handle << ROW_BITS;
    rows[row + Column.Size] = size;
    if (describer.size >= 0) rows[row + Column.State] = Status.Live | HAS_FIXED_SIZE;
    this.liveObjects++;
    this.liveBytes += size;
    if (!describer.holdsNothing) this.found[this.foundCount++] = handle;
    if (isImmortal) {
      rows[row + Column.Refcount] = IMMORTAL;
      rows[row + Column.Mark] = UNCOUNTED;
      this.writeField(Field.Refcount, entity, 0, IMMORTAL);
    } else this.touch(handle);
    return handle;
  }

  /** A holder that is no Python object. Its handle. */
  newHolder(entity: number): number {
    return this.newHandle(null, entity);
  }

  /** A slot outside all lists of holdings. */
  newSlot(holder: number, label: Label): number {
    return this.recording.slots.add(holder, 0, label);
  }

  newEntity(kind: EntityKind, valueKind: ValueKind, shape: ShapeKind, value: number, typeName: number, size: number, background: boolean): number {
    return this.recording.entities.addWord(entityWord(kind, valueKind, shape) | (background ? BACKGROUND : 0), value, typeName, size, this.step);
  }

  private newHandle(object: PyObject | null, entity: number): number {
    let handle = 0;
    if (this.freeCount > 0) handle = this.freeHandles[--this.freeCount] as number;
    else {
      handle = this.handleCount++;
      if (handle << ROW_BITS >= this.rows.length) this.grow();
      this.holdings[handle] = null;
    }
    this.objects[handle] = object;
    const { rows } = this;
    const row = handle << ROW_BITS;
    rows[row + Column.Entity] = entity;
    rows[row + Column.HeldBy] = rows[row + Column.WeaklyHeldBy] = rows[row + Column.Refcount] = 0;
    rows[row + Column.HoldingCount] = rows[row + Column.Mark] = 0;
    rows[row + Column.State] = Status.Live;
    return handle;
  }

  private grow(): void {
    const rows = new Int32Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
  }

  touch(handle: number): void {
    const { rows } = this;
    const at = (handle << ROW_BITS) + Column.Mark;
    if (rows[at] !== 0) return;
    rows[at] = TOUCHED;
    if (this.touchedCount === this.touched.length) {
      const grown = new Int32Array(this.touched.length * 2);
      grown.set(this.touched);
      this.touched = grown;
    }
    this.touched[this.touchedCount++] = handle;
  }

  clearTouched(): void {
    const { touched, rows } = this;
    for (let i = 0; i < this.touchedCount; i++) {
      const at = ((touched[i] as number) << ROW_BITS) + Column.Mark;
      if (rows[at] === TOUCHED) rows[at] = 0;
    }
    this.touchedCount = 0;
  }

  /** Handles, valid up to `foundCount` as it was before; the list is used again by the next call but one. */
  takeFound(): readonly number[] {
    const taken = this.found;
    this.found = this.spareFound;
    this.foundCount = 0;
    this.spareFound = taken;
    return taken;
  }

  /** How many counted references to an object are on record. */
  recordedHolders(handle: number): number {
    return this.rows[(handle << ROW_BITS) + Column.HeldBy] as number;
  }

  /** Its references were recorded before. */
  wasRead(handle: number): boolean {
    return this.holdings[handle] !== null;
  }

  // ---- what somebody holds -----------------------------------------------------------------------

  private holdingsOf(handle: number): number[] {
    let pairs = this.holdings[handle] as number[] | null;
    if (pairs === null) {
      pairs = this.pool.pop() ?? [];
      this.holdings[handle] = pairs;
      this.rows[(handle << ROW_BITS) + Column.HoldingCount] = 0;
    }
    return pairs;
  }

  /** Records that its references are now exactly these. */
  setHoldings(handle: number, labels: readonly Label[], targets: readonly (PyObject | null)[], count: number): void {
    if (count === 0 && this.holdings[handle] === null) return;
    const pairs = this.holdingsOf(handle);
    const known = this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      if (ordinal >= known) addPlace(pairs, ordinal);
      const target = targets[ordinal] as PyObject | null;
      // Nothing new, as with most.
      if (target !== null && target.serial !== 0 && pairs[2 * ordinal + 1] === target.serial
        && this.recording.slots.label(pairs[2 * ordinal] as number) === labels[ordinal]) continue;
      this.setHolding(handle, pairs, ordinal, labels[ordinal] as Label, target);
    }
    this.finishHoldings(handle, pairs, count, known);
  }

  /** The same for items, whose labels are their places. */
  setItems(handle: number, items: readonly (PyObject | null)[]): void {
    const count = items.length;
    if (count === 0 && this.holdings[handle] === null) return;
    const pairs = this.holdingsOf(handle);
    const known = this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      if (ordinal >= known) addPlace(pairs, ordinal);
      const item = items[ordinal] as PyObject | null;
      if (item !== null && item.serial !== 0 && pairs[2 * ordinal + 1] === item.serial) continue;
      this.setHolding(handle, pairs, ordinal, makeLabel(LabelKind.Index, ordinal), item);
    }
    this.finishHoldings(handle, pairs, count, known);
  }

  private finishHoldings(handle: number, pairs: number[], count: number, known: number): void {
    for (let ordinal = count; ordinal < known; ordinal++) if (pairs[2 * ordinal + 1] !== 0) this.clearAt(pairs, ordinal);
    if (count > known) this.rows[(handle << ROW_BITS) + Column.HoldingCount] = count;
  }

  /** Records one reference. */
  setHoldingAt(handle: number, ordinal: number, label: Label, target: PyObject | null): void {
    const pairs = this.holdingsOf(handle);
    const known = this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
    if (ordinal >= known) {
      for (let place = known; place <= ordinal; place++) addPlace(pairs, place);
      this.rows[(handle << ROW_BITS) + Column.HoldingCount] = ordinal + 1;
    }
    this.setHolding(handle, pairs, ordinal, label, target);
  }

  /** The handle on record at one of its positions. */
  targetAt(handle: number, ordinal: number): number {
    return ordinal < (this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number) ? ((this.holdings[handle] as number[])[2 * ordinal + 1] as number) : 0;
  }

  labelAt(handle: number, ordinal: number): Label {
    return ordinal < (this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number) ? this.recording.slots.label((this.holdings[handle] as number[])[2 * ordinal] as number) : 0;
  }

  private setHolding(handle: number, pairs: number[], ordinal: number, label: Label, object: PyObject | null): void {
    const target = object === null ? 0 : this.handleOf(object);
    const old = pairs[2 * ordinal + 1] as number;
    if (target === 0) {
      if (old !== 0) this.clearAt(pairs, ordinal);
      return;
    }
    let slot = pairs[2 * ordinal] as number;
    if (slot !== 0 && this.recording.slots.label(slot) !== label) {
      if (old !== 0) this.clearAt(pairs, ordinal);
      slot = 0;
    } else if (old === target) return;
    if (slot === 0) {
      slot = this.recording.slots.add(this.rows[(handle << ROW_BITS) + Column.Entity] as number, ordinal, label);
      pairs[2 * ordinal] = slot;
    }
    const before = pairs[2 * ordinal + 1] as number;
    pairs[2 * ordinal + 1] = target;
    if (isWeakLabel(label)) this.setWeakTarget(slot, before, target);
    else this.setTarget(slot, before, target);
  }

  /** A reference goes from a slot of one holder to one of another: no count changes. */
  moveTarget(from: number, to: number, target: number): void {
    const entity = this.rows[(target << ROW_BITS) + Column.Entity] as number;
    this.writeField(Field.Target, from, entity, 0);
    this.writeField(Field.Target, to, 0, entity);
  }

  /** Takes the target of a position away without a change of counts; 0 when there is none. `slotAt` is where it was. */
  takeAt(handle: number, ordinal: number): number {
    const target = this.targetAt(handle, ordinal);
    if (target !== 0) (this.holdings[handle] as number[])[2 * ordinal + 1] = 0;
    return target;
  }

  slotAt(handle: number, ordinal: number): number {
    return (this.holdings[handle] as number[])[2 * ordinal] as number;
  }

  /** Puts a target into an empty position which has a slot with the right label already. Returns the slot, 0 when there is none. */
  giveKnown(handle: number, ordinal: number, target: number): number {
    if (ordinal >= (this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number)) return 0;
    const pairs = this.holdings[handle] as number[];
    const slot = pairs[2 * ordinal] as number;
    if (slot !== 0) pairs[2 * ordinal + 1] = target;
    return slot;
  }

  /** Puts a target into an empty position without a change of counts. Returns the slot. */
  giveAt(handle: number, ordinal: number, label: Label, target: number): number {
    const pairs = this.holdingsOf(handle);
    const known = this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
    if (ordinal >= known) {
      for (let place = known; place <= ordinal; place++) addPlace(pairs, place);
      this.rows[(handle << ROW_BITS) + Column.HoldingCount] = ordinal + 1;
    }
    let slot = pairs[2 * ordinal] as number;
    if (slot === 0 || this.recording.slots.label(slot) !== label) {
      slot = this.recording.slots.add(this.rows[(handle << ROW_BITS) + Column.Entity] as number, ordinal, label);
      pairs[2 * ordinal] = slot;
    }
    pairs[2 * ordinal + 1] = target;
    return slot;
  }

  holdingCount(handle: number): number {
    return this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
  }

  private clearAt(pairs: number[], ordinal: number): void {
    const slot = pairs[2 * ordinal] as number;
    const old = pairs[2 * ordinal + 1] as number;
    pairs[2 * ordinal + 1] = 0;
    if (isWeakLabel(this.recording.slots.label(slot))) this.setWeakTarget(slot, old, 0);
    else this.setTarget(slot, old, 0);
  }

  /** Records another handle in a slot. Hot path. */
  setTarget(slot: number, old: number, target: number): void {
    const { rows } = this;
    let oldEntity = 0;
    let entity = 0;
    if (old !== 0) {
      const row = old << ROW_BITS;
      oldEntity = rows[row + Column.Entity] as number;
      const left = (rows[row + Column.HeldBy] as number) - 1;
      rows[row + Column.HeldBy] = left;
      if (left === 0 && ((rows[row + Column.State] as number) & STATUS_MASK) === Status.Shown) this.unshown(old);
      if (rows[row + Column.Mark] === 0) this.touch(old);
    }
    if (target !== 0) {
      const row = target << ROW_BITS;
      entity = rows[row + Column.Entity] as number;
      rows[row + Column.HeldBy]++;
      if (rows[row + Column.Mark] === 0) this.touch(target);
    }
    this.writeField(Field.Target, slot, oldEntity, entity);
  }

  private setWeakTarget(slot: number, old: number, target: number): void {
    const { rows } = this;
    const row = old << ROW_BITS;
    if (old !== 0 && --rows[row + Column.WeaklyHeldBy] === 0 && ((rows[row + Column.State] as number) & STATUS_MASK) === Status.Shown) this.unshown(old);
    if (target !== 0) rows[(target << ROW_BITS) + Column.WeaklyHeldBy]++;
    this.writeField(Field.Target, slot, rows[row + Column.Entity] as number, rows[(target << ROW_BITS) + Column.Entity] as number);
  }

  // ---- what is known of an object ----------------------------------------------------------------

  /** Writes a value. */
  writeField(field: Field, index: number, old: number, value: number): void {
    if (this.inBaseline) this.recording.setBefore(field, index, value);
    else this.log.push(field, index, old, value);
  }

  /** The generation on record, plus 1; 0: not tracked. */
  generationOf(object: PyObject): number {
    return (this.rows[(object.serial << ROW_BITS) + Column.State] as number) >> GENERATION_SHIFT;
  }

  setGeneration(object: PyObject, generation: number): void {
    const handle = this.handleOf(object);
    const { rows } = this;
    const row = handle << ROW_BITS;
    const state = rows[row + Column.State] as number;
    const old = state >> GENERATION_SHIFT;
    if (old === generation || handle === 0) return;
    rows[row + Column.State] = (state & (STATUS_MASK | HAS_FIXED_SIZE)) | (generation << GENERATION_SHIFT);
    this.writeField(Field.Generation, rows[row + Column.Entity] as number, old, generation);
  }

  /** How many references to a live object are not on record; 0 for immortals, whose count isn't kept. */
  missingHolders(handle: number): number {
    const object = this.objects[handle] as PyObject | null;
    if (object === null || object.refcnt >= IMMORTAL_THRESHOLD) return 0;
    return object.refcnt - (this.rows[(handle << ROW_BITS) + Column.HeldBy] as number);
  }

  /** A slot shows something that was dropped: its target's count is below what is on record, or it is dead. */
  isExcess(target: number): boolean {
    return this.objects[target] === null || this.missingHolders(target) < 0;
  }

  /** Empties slots of a dying container whose reference was dropped. */
  dropExcess(handle: number): void {
    const pairs = this.holdings[handle] as number[] | null;
    const count = this.rows[(handle << ROW_BITS) + Column.HoldingCount] as number;
    if (pairs === null || count > DYING_SLOT_LIMIT) return;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const target = pairs[2 * ordinal + 1] as number;
      if (target !== 0 && this.isExcess(target)) this.clearAt(pairs, ordinal);
    }
  }

  /** Live objects whose refcount differs from the references on record. */
  mismatches(): { entity: number; holders: number; refcount: number }[] {
    const found: { entity: number; holders: number; refcount: number }[] = [];
    for (let handle = 1; handle < this.handleCount; handle++) {
      if (this.missingHolders(handle) === 0) continue;
      found.push({ entity: this.entity(handle), holders: this.rows[(handle << ROW_BITS) + Column.HeldBy] as number, refcount: (this.objects[handle] as PyObject).refcnt });
    }
    return found;
  }

  /** Something touched has not as many references on record as its count says. */
  get isTouchedWrong(): boolean {
    for (let i = 0; i < this.touchedCount; i++) if (this.missingHolders(this.touched[i] as number) !== 0) return true;
    return false;
  }

  /** Touches every live object with fewer references on record than its count says; looks at a bounded number in all. */
  touchMissing(): void {
    this.lookedAt += this.handleCount;
    if (this.lookedAt > LOOK_LIMIT) return;
    for (let handle = 1; handle < this.handleCount; handle++) if (this.missingHolders(handle) > 0) this.touch(handle);
  }

  /** Writes the refcounts of what was touched, from a place in that list on. Returns how many don't agree with the references on record. */
  writeRefcounts(from: number): number {
    const { touched, objects, rows } = this;
    let wrong = 0;
    for (let i = from; i < this.touchedCount; i++) {
      const handle = touched[i] as number;
      const object = objects[handle] as PyObject | null;
      if (object === null) continue;
      const row = handle << ROW_BITS;
      let { refcnt } = object;
      if (refcnt >= IMMORTAL_THRESHOLD) {
        refcnt = IMMORTAL;
        rows[row + Column.Mark] = UNCOUNTED;
      } else if (refcnt !== rows[row + Column.HeldBy]) wrong++;
      const old = rows[row + Column.Refcount] as number;
      if (old === refcnt) continue;
      rows[row + Column.Refcount] = refcnt;
      this.writeField(Field.Refcount, rows[row + Column.Entity] as number, old, refcnt);
    }
    return wrong;
  }

  /** Writes the present size of a live object. */
  updateSize(handle: number): void {
    if (((this.rows[(handle << ROW_BITS) + Column.State] as number) & HAS_FIXED_SIZE) !== 0) return;
    const object = this.objects[handle] as PyObject | null;
    if (object === null) return;
    this.setSize(handle, this.sizeOf(object));
  }

  setSize(handle: number, size: number): void {
    const known = this.rows[(handle << ROW_BITS) + Column.Size] as number;
    if (size === known) return;
    this.rows[(handle << ROW_BITS) + Column.Size] = size;
    this.liveBytes += size - known;
    const entity = this.rows[(handle << ROW_BITS) + Column.Entity] as number;
    const birthSize = this.recording.entities.birthSize(entity);
    this.writeField(Field.Size, entity, known === birthSize ? 0 : known, size === birthSize ? 0 : size);
  }

  // ---- the end -----------------------------------------------------------------------------------

  /** The object is gone. What it held is dropped. */
  remove(object: PyObject): void {
    const handle = object.serial;
    const { recording, rows } = this;
    const row = handle << ROW_BITS;
    const pairs = this.holdings[handle] as number[] | null;
    if (pairs !== null) {
      const count = rows[row + Column.HoldingCount] as number;
      for (let ordinal = 0; ordinal < count; ordinal++) if (pairs[2 * ordinal + 1] !== 0) this.clearAt(pairs, ordinal);
      this.holdings[handle] = null;
      rows[row + Column.HoldingCount] = 0;
      if (pairs.length <= POOLED_LENGTH && this.pool.length < POOL_SIZE) this.pool.push(pairs);
    }
    object.serial = 0;
    this.objects[handle] = null;
    const entity = rows[row + Column.Entity] as number;
    const size = rows[row + Column.Size] as number;
    this.liveObjects--;
    this.liveBytes -= size;
    recording.bury(entity, this.step, this.deathCause);
    const refcount = rows[row + Column.Refcount] as number;
    if (refcount !== 0) this.writeField(Field.Refcount, entity, refcount, 0);
    const state = rows[row + Column.State] as number;
    if (state >> GENERATION_SHIFT !== 0) this.writeField(Field.Generation, entity, state >> GENERATION_SHIFT, 0);
    if ((state & HAS_FIXED_SIZE) === 0) {
      const birthSize = recording.entities.birthSize(entity);
      if (size !== birthSize) this.writeField(Field.Size, entity, size, 0);
    }
    rows[row + Column.State] = Status.Dead;
    this.deadHandles[this.deadCount++] = handle;
  }

  /** The step is over: handles of the dead may be given out again. */
  recycle(): void {
    if (this.holdBack) return;
    const { deadHandles, rows } = this;
    const count = this.deadCount;
    this.deadCount = 0;
    for (let i = 0; i < count; i++) {
      const handle = deadHandles[i] as number;
      const row = handle << ROW_BITS;
      if (rows[row + Column.HeldBy] !== 0 || rows[row + Column.WeaklyHeldBy] !== 0) {
        rows[row + Column.State] = Status.Shown;
        continue;
      }
      rows[row + Column.State] = Status.Free;
      this.freeHandles[this.freeCount++] = handle;
    }
  }

  get hasDead(): boolean {
    return this.deadCount > 0;
  }

  /** The last slot that showed a dead object is empty now. */
  private unshown(handle: number): void {
    const { rows } = this;
    const row = handle << ROW_BITS;
    if (rows[row + Column.HeldBy] !== 0 || rows[row + Column.WeaklyHeldBy] !== 0) return;
    rows[row + Column.State] = Status.Dead;
    this.deadHandles[this.deadCount++] = handle;
  }
}
