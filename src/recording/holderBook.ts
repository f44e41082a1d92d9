/**
 * Which holders must be read again, and the reading of them: those reported as mutated, whole or at one place, and those met for the
 * first time. In: reports, and what the registry found. Out: references written to the registry.
 */
import type { GcBits, PyObject } from '../python/memory';
import type { DictData, PyType, Runtime, SetData } from '../python/objects';
import type { EntityRegistry } from './entityRegistry';
import type { GenerationBook } from './generationBook';
import type { HoldingReader } from './holdings';
import { labelKind, LabelKind, makeLabel, type Label } from './labels';
import type { Recording } from './recording';

/** An instance's attributes are in a dict object. */
const DICT_MATERIALIZED: GcBits.DictMaterialized = 8;

/** Single changes in one step beyond these (twice) are read as changes of the whole container. */
const DIRTY_PLACE_LIMIT = 8192;

/** Marks: in the list of what must be read again; in the list, but it has been read already. */
const DIRTY = 1;
const CLEAN = 2;

/** `sys.getsizeof([])`, and what each place of a list takes. */
const LIST_BYTES = 56;
const ITEM_BYTES = 8;

export class HolderBook {
  /** Entities to be read again, each once, and their marks. */
  private dirty: number[] = [];
  private spareDirty: number[] = [];
  private dirtyCount = 0;
  private dirtyMark = new Uint8Array(1024);
  /** Containers of which only one place changed: handle and place, in pairs. */
  private readonly dirtyPlaces = new Int32Array(DIRTY_PLACE_LIMIT);
  private dirtyPlaceCount = 0;

  constructor(
    private readonly rt: Runtime,
    private readonly recording: Recording,
    private readonly registry: EntityRegistry,
    private readonly holdings: HoldingReader,
    private readonly generations: GenerationBook,
  ) {}

  // Hot path: called at every change of a container.
  mutated(holder: PyObject, place: number): void {
    const handle = holder.serial;
    if (handle === 0) return;
    if (handle >= this.dirtyMark.length) this.growDirtyMark(handle);
    const mark = this.dirtyMark[handle];
    if (mark !== 0) {
      this.dirtyMark[handle] = DIRTY;
      return;
    }
    const at = this.dirtyPlaceCount;
    if (place >= 0 && at < DIRTY_PLACE_LIMIT) {
      this.dirtyPlaces[at] = handle;
      this.dirtyPlaces[at + 1] = place;
      this.dirtyPlaceCount = at + 2;
      return;
    }
    this.dirtyMark[handle] = DIRTY;
    this.dirty[this.dirtyCount++] = handle;
  }

  /** What was to be read again has been. */
  markClean(handle: number): void {
    if (this.dirtyMark[handle] === DIRTY) this.dirtyMark[handle] = CLEAN;
  }

  isDirty(handle: number): boolean {
    return this.dirtyMark[handle] === DIRTY;
  }

  get isChanged(): boolean {
    return this.dirtyPlaceCount > 0 || this.dirtyCount > 0;
  }

  private growDirtyMark(handle: number): void {
    const marks = new Uint8Array(Math.max(1024, handle * 2));
    marks.set(this.dirtyMark);
    this.dirtyMark = marks;
  }

  /** Reads again what was reported. */
  readChanged(): void {
    if (this.dirtyPlaceCount > 0) this.readDirtyPlaces();
    const { registry, dirty } = this;
    const count = this.dirtyCount;
    if (count === 0) return;
    this.dirty = this.spareDirty;
    this.dirtyCount = 0;
    for (let i = 0; i < count; i++) {
      const handle = dirty[i] as number;
      const isRead = this.dirtyMark[handle] === CLEAN;
      this.dirtyMark[handle] = 0;
      const object = registry.objects[handle];
      if (isRead || object === null || object === undefined) continue;
      registry.foundIsBackground = (object.type as PyType) === this.rt.types.type && !(object.value as PyType).flags.heap;
      this.readHolder(handle, object);
      registry.foundIsBackground = false;
    }
    this.spareDirty = dirty;
    if (dirty.length > 4096) dirty.length = 0;
    if (registry.foundCount > 0) this.readFound();
  }

  private readDirtyPlaces(): void {
    const { registry, dirtyPlaces } = this;
    const { list, dict, set, object: instanceLayout } = this.rt.types;
    const count = this.dirtyPlaceCount;
    this.dirtyPlaceCount = 0;
    for (let i = 0; i < count; i += 2) {
      const handle = dirtyPlaces[i] as number;
      const place = dirtyPlaces[i + 1] as number;
      const object = registry.objects[handle];
      if (object === null || object === undefined || this.dirtyMark[handle] === DIRTY) continue;
      const type = object.type as PyType;
      if (type === list) this.readItem(handle, object, place);
      else if (type === dict) this.readEntry(handle, object, place);
      else if (type === set) this.readMember(handle, object, place);
      else if (type.layout === instanceLayout) this.readAttribute(handle, object, place);
      // What a subclass adds stands behind the items.
      else this.readHolder(handle, object);
    }
    if (registry.foundCount > 0) this.readFound();
  }

  private readItem(handle: number, object: PyObject, place: number): void {
    const { registry } = this;
    const item = ((object.value as PyObject[])[place] as PyObject | undefined) ?? null;
    const serial = item === null ? 0 : item.serial;
    if (item === null ? registry.targetAt(handle, place) !== 0 : serial === 0 || registry.targetAt(handle, place) !== serial) {
      registry.setHoldingAt(handle, place, makeLabel(LabelKind.Index, place), item);
    }
    const { attributes: capacity } = object;
    if (typeof capacity === 'number' && capacity >= 0) registry.setSize(handle, LIST_BYTES + ITEM_BYTES * capacity);
    else registry.updateSize(handle);
  }

  private readEntry(handle: number, object: PyObject, place: number): void {
    const { registry, holdings } = this;
    const { keys, values } = object.value as DictData;
    const key = (keys[place] as PyObject | null | undefined) ?? null;
    // The key is the one on record: only the value is another.
    if (key !== null && key.serial !== 0 && registry.targetAt(handle, 2 * place) === key.serial && registry.labelAt(handle, 2 * place + 1) !== 0) {
      registry.setHoldingAt(handle, 2 * place + 1, registry.labelAt(handle, 2 * place + 1), values[place] as PyObject | null);
      return;
    }
    const first = holdings.readEntry(object, place);
    for (let k = 0; k < holdings.count; k++) registry.setHoldingAt(handle, first + k, holdings.labels[k] as Label, holdings.targets[k] as PyObject | null);
    registry.updateSize(handle);
  }

  /** One attribute of an instance, when it had one there: slots first, then inline values. */
  private readAttribute(handle: number, object: PyObject, place: number): void {
    const { registry } = this;
    const label = registry.labelAt(handle, place);
    const slots = object.value as (PyObject | null)[] | null;
    const slotCount = Array.isArray(slots) ? slots.length : 0;
    const values = object.attributes as (PyObject | null)[] | null;
    const isSlot = place < slotCount;
    if (labelKind(label) !== LabelKind.Attribute || (!isSlot && ((object.gc & DICT_MATERIALIZED) !== 0 || !Array.isArray(values)))) {
      this.readHolder(handle, object);
      return;
    }
    const value = isSlot ? (slots as (PyObject | null)[])[place] : (values as (PyObject | null)[])[place - slotCount + 1];
    registry.setHoldingAt(handle, place, label, value ?? null);
  }

  /** One place of a set's table. */
  private readMember(handle: number, object: PyObject, place: number): void {
    const { registry } = this;
    registry.setHoldingAt(handle, place, makeLabel(LabelKind.Member, place), ((object.value as SetData).keys[place] as PyObject | undefined) ?? null);
    registry.updateSize(handle);
  }

  private readHolder(handle: number, object: PyObject): void {
    const { holdings, registry } = this;
    const { types } = this.rt;
    const type = object.type as PyType;
    if (type === types.list || type === types.tuple) {
      registry.setItems(handle, object.value as PyObject[]);
      registry.updateSize(handle);
      return;
    }
    const wasRead = registry.wasRead(handle);
    holdings.read(object);
    registry.setHoldings(handle, holdings.labels, holdings.targets, holdings.count);
    registry.updateSize(handle);
    const { layout } = type;
    if (layout !== types.type && layout !== types.module) return;
    if (layout === types.type && (object.value as PyType).flags.heap && !wasRead) this.readBases(object.value as PyType);
    const namespace = holdings.targets[0];
    if (namespace !== null && namespace !== undefined) this.recording.namespaces.add(registry.entityOf(namespace));
  }

  /** A class that is made or dies changes the list of subclasses each base keeps. */
  readBases(type: PyType): void {
    for (const base of type.bases) this.mutated(base.object, -1);
  }

  /** Reads what was met for the first time, and what that leads to. */
  readFound(): void {
    const { registry } = this;
    while (registry.foundCount > 0) {
      const count = registry.foundCount;
      const found = registry.takeFound();
      for (let i = 0; i < count; i++) {
        const handle = found[i] as number;
        const object = registry.objects[handle];
        if (object === null || object === undefined) continue;
        this.generations.found(object);
        registry.foundIsBackground = this.recording.entities.isBackground(registry.entity(handle));
        this.readHolder(handle, object);
      }
      registry.foundIsBackground = false;
    }
  }
}
