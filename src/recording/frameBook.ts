/**
 * The running frames as the recording knows them: which Python frames are on the call stack, each with its entity, and
 * what each holds (locals, cells, evaluation stack, function, code, namespace, frame object).
 *
 * In: the running frame at an event. Out: entities pushed and popped, changes written to the registry. A generator's frame
 * is here while it runs; while it is suspended its slots belong to the generator object.
 *
 * What the frames hold lies in two arrays that grow and shrink with the call stack, so that reading a frame again is comparing
 * numbers, and a call allocates nothing.
 */
import type { CodeObject } from '../python/bytecode';
import type { PyObject } from '../python/memory';
import type { PyType } from '../python/objects';
import type { Frame, GeneratorData } from '../python/vm';
import { EntityKind, entityWord, ShapeKind, ValueKind } from './entities';
import type { EntityRegistry } from './entityRegistry';
import { PART_COUNT, type FrameReader } from './frameReader';
import { Field } from './heapState';
import type { Recording } from './recording';

const FRAME_WORD = entityWord(EntityKind.Frame, ValueKind.Code, ShapeKind.Other);
const FUNCTION = 0;
const CODE = 1;
const NAMESPACE = 2;
const FRAME_OBJECT = 3;
/** What `HoldingReader` lists of a generator before its frame: names, code, origin or finalizer hook, exception being handled. */
const GENERATOR_PARTS = 5;

/** What the book keeps about a code object. */
interface CodeInfo {
  readonly owner: FrameBook;
  readonly index: number;
  readonly isScenario: boolean;
  readonly source: CodeObject;
}

/** A frame of a thread that waits: what the book had of it. */
interface ParkedFrame {
  readonly entity: number;
  /** Native code had called it. */
  readonly isEntry: boolean;
  readonly slots: Int32Array;
  readonly targets: Int32Array;
}

/** What the book has of a running frame. Made once for each depth of the call stack and used again. */
class Place {
  entity = 0;
  /** Native code called it; the program's first frame, that of the main module, doesn't count. */
  isEntry = false;
  /** Its frame object when it was last read. */
  frameObject: PyObject | null = null;
  /** Where its positions begin in `slots` and `targets`, and how many of them are in use. */
  offset = 0;
  count = 0;

  constructor(public frame: Frame) {}
}

export class FrameBook {
  /** By depth of the call stack, from 0; those from `depth` on wait to be used again. */
  private readonly places: Place[] = [];
  /** How many frames run. */
  depth = 0;

  /** For each position of each frame, its slot (0: none yet) and the handle in it. */
  private slots = new Int32Array(1024);
  private targets = new Int32Array(1024);
  private end = 0;

  /** The innermost frame and its entity; null and 0 when none runs. */
  innermost: Frame | null = null;
  top = 0;
  private readonly pushed: Frame[] = [];
  private entries = 0;
  private readonly parked = new Map<Frame, ParkedFrame>();
  private hasSeenModule = false;
  private lastCode: Frame['code'] | null = null;
  private lastIsScenario = false;
  private readonly typeName: number;

  constructor(
    private readonly recording: Recording,
    private readonly registry: EntityRegistry,
    readonly reader: FrameReader,
    private readonly scenarioFile: string,
    /** What a frame that was left or resumed belongs to must be read again. */
    private readonly markDirty: (object: PyObject) => void,
    /** By handle: something is to be read again; it has just been. */
    private readonly isDirty: (handle: number) => boolean,
    private readonly markClean: (handle: number) => void,
    /** For each thread that waits, its innermost frame. */
    private readonly waitingThreads: () => readonly (Frame | null)[],
  ) {
    this.typeName = recording.strings.add('frame');
  }

  /** True for a frame on the call stack of any thread, false for that of a suspended generator. */
  isRunning(frame: Frame): boolean {
    return this.placeOf(frame) >= 0 || this.parked.has(frame);
  }

  private placeOf(frame: Frame): number {
    const place = frame.recordedPlace;
    return place >= 0 && place < this.depth && (this.places[place] as Place).frame === frame ? place : -1;
  }

  /** True while native code is between two frames: something called back into Python. */
  get isNativeActive(): boolean {
    // A thread that waits does so inside native code, whose references are still there.
    return this.entries > 0 || this.parked.size > 0;
  }

  /** The innermost frame that native code has called, null when there is none. */
  get entryFrame(): Frame | null {
    for (let depth = this.depth - 1; depth >= 0; depth--) {
      const place = this.places[depth] as Place;
      if (place.isEntry) return place.frame;
    }
    return null;
  }

  /** An activation begins: what the book has at or above this frame object is over. Returns how many frames are new. */
  enter(frame: Frame): number {
    const known = this.placeOf(frame);
    if (known >= 0) this.popTo(known);
    return this.follow(frame);
  }

  /** The frame runs code of the file shown, not of a module it imported. */
  isScenario(frame: Frame): boolean {
    if (frame.code !== this.lastCode) {
      this.lastCode = frame.code;
      this.lastIsScenario = this.infoOf(frame).isScenario;
    }
    return this.lastIsScenario;
  }

  /** Brings the book to the chain which ends in `frame` (null: nothing runs). Returns how many frames are new. */
  follow(frame: Frame | null): number {
    const { pushed } = this;
    if (frame !== null && this.innermost === frame) return 0;
    let known = -1;
    let count = 0;
    for (let current = frame; current !== null; current = current.previous) {
      known = this.placeOf(current);
      if (known >= 0) break;
      pushed[count++] = current;
    }
    this.popTo(known + 1);
    for (let i = count - 1; i >= 0; i--) this.push(pushed[i] as Frame);
    if (this.parked.size > 0 || this.waitingThreads().length > 0) this.followParked();
    return count;
  }

  /** Reads the innermost frames again; those further down haven't moved. */
  refresh(count: number): void {
    const { places, depth } = this;
    if (depth > 0) this.readFrame(places[depth - 1] as Place);
    for (let i = depth - 2; i >= 0 && i >= depth - count; i--) this.readFrame(places[i] as Place);
  }

  /**
   * A frame in the middle of an instruction still shows the inputs on its stack which the instruction has used up already: where
   * the count says so, they are taken off the record.
   */
  dropConsumed(): void {
    const top = this.depth - 1;
    if (top <= 0 || !(this.places[top] as Place).isEntry) return;
    const { targets } = this;
    const caller = this.places[top - 1] as Place;
    const end = caller.offset + caller.count;
    for (let at = caller.offset; at < end; at++) {
      const target = targets[at] as number;
      if (target !== 0 && this.registry.isExcess(target)) this.change(caller, at, 0);
    }
  }

  private push(frame: Frame): void {
    const depth = this.depth++;
    const { code } = frame;
    const offset = this.end;
    const end = offset + PART_COUNT + code.nlocalsplus + code.stacksize + 1;
    if (end > this.slots.length) this.growTo(end);
    this.end = end;
    let place = this.places[depth];
    if (place === undefined) {
      place = new Place(frame);
      this.places.push(place);
    }
    place.frame = frame;
    frame.recordedPlace = depth;
    place.frameObject = frame.frameObject;
    place.offset = offset;
    const { slots, targets } = this;
    for (let at = offset; at < end; at++) slots[at] = targets[at] = 0;
    const parked = this.parked.size > 0 ? this.parked.get(frame) : undefined;
    if (parked !== undefined) {
      this.parked.delete(frame);
      place.entity = parked.entity;
      place.isEntry = parked.isEntry;
      place.count = parked.slots.length;
      if (parked.isEntry) this.entries++;
      slots.set(parked.slots, offset);
      targets.set(parked.targets, offset);
      this.noteInnermost();
      return;
    }
    place.count = PART_COUNT;
    const { registry } = this;
    const entity = this.recording.entities.addWord(FRAME_WORD, this.infoOf(frame).index, this.typeName, 0, registry.step);
    registry.writeField(Field.Refcount, entity, 0, 1);
    place.entity = entity;
    this.innermost = frame;
    this.top = entity;
    // A frame's own mark changes when its generator is resumed by another caller: what counts is how this activation began.
    const isProgram = !this.hasSeenModule;
    this.hasSeenModule = true;
    place.isEntry = frame.isEntry && !isProgram;
    if (place.isEntry) {
      this.entries++;
      this.touchCalled(frame);
    }
    if (this.recording.mainNamespace === 0 && code.source.name === '<module>' && this.isScenario(frame)) {
      this.recording.mainNamespace = registry.entityOf(frame.globals);
    }
    if (frame.generator !== null && !this.takeOver(frame.generator, place)) this.markDirty(frame.generator);
  }

  /**
   * A generator goes on: what it held while suspended is the frame's now. False: what is on record of it is not up to date, so that
   * both must be read.
   */
  private takeOver(generator: PyObject, place: Place): boolean {
    const { registry } = this;
    const handle = generator.serial;
    if (handle === 0 || this.isDirty(handle)) return false;
    const { offset } = place;
    const end = registry.holdingCount(handle);
    if (end <= GENERATOR_PARTS) return false;
    for (let ordinal = GENERATOR_PARTS; ordinal < end; ordinal++) {
      const target = registry.takeAt(handle, ordinal);
      if (target === 0) continue;
      const at = offset + ordinal - GENERATOR_PARTS;
      registry.moveTarget(registry.slotAt(handle, ordinal), this.slotAt(place, at), target);
      this.targets[at] = target;
    }
    // What is being handled in it belongs to the running thread while it runs.
    place.count = end - GENERATOR_PARTS;
    return true;
  }

  /** A generator is suspended: what its frame held is its own now. False: it is not, or holds something else, too. */
  private giveBack(frame: Frame, place: Place): boolean {
    const generator = frame.generator as PyObject;
    const { frame: own, exceptionItem } = generator.value as GeneratorData;
    const handle = generator.serial;
    if (own !== frame || handle === 0 || exceptionItem.value !== null) return false;
    const { registry } = this;
    const { offset } = place;
    if (registry.holdingCount(handle) < GENERATOR_PARTS - 1 || registry.targetAt(handle, GENERATOR_PARTS - 1) !== 0) return false;
    this.readFrame(place);
    const { count } = place;
    const { source } = frame.code;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const target = this.targets[offset + ordinal] as number;
      if (target === 0) continue;
      const position = GENERATOR_PARTS + ordinal;
      // A position of the frame is called the same each time.
      let slot = registry.giveKnown(handle, position, target);
      if (slot === 0) slot = registry.giveAt(handle, position, this.reader.labelAt(source, ordinal), target);
      registry.moveTarget(this.slots[offset + ordinal] as number, slot, target);
      this.targets[offset + ordinal] = 0;
    }
    this.markClean(handle);
    return true;
  }

  private growTo(end: number): void {
    const size = Math.max(end, this.slots.length * 2);
    const slots = new Int32Array(size);
    slots.set(this.slots);
    this.slots = slots;
    const targets = new Int32Array(size);
    targets.set(this.targets);
    this.targets = targets;
  }

  /** Native code that calls Python most often holds what it calls, what it passes on, and the classes of these. */
  private touchCalled(frame: Frame): void {
    const { registry } = this;
    if (frame.function.serial !== 0) registry.touch(frame.function.serial);
    if (frame.generator !== null && frame.generator.serial !== 0) registry.touch(frame.generator.serial);
    for (let slot = frame.base; slot < frame.stackPointer; slot++) {
      const value = frame.stack[slot];
      if (value === null || value === undefined) continue;
      if (value.serial !== 0) registry.touch(value.serial);
      const type = (value.type as PyType).object.serial;
      if (type !== 0) registry.touch(type);
    }
    const caller = frame.previous;
    if (caller === null) return;
    for (let slot = caller.base; slot < caller.stackPointer; slot++) {
      const value = caller.stack[slot];
      if (value !== null && value !== undefined && value.serial !== 0) registry.touch(value.serial);
    }
  }

  private popTo(length: number): void {
    if (this.depth <= length) return;
    const hasWaiting = this.waitingThreads().length > 0;
    const { registry } = this;
    while (this.depth > length) {
      const place = this.places[this.depth - 1] as Place;
      const { frame } = place;
      if (hasWaiting && this.isParked(frame)) {
        this.readFrame(place);
        this.park(place);
        continue;
      }
      const isSuspended = frame.generator !== null && this.giveBack(frame, place);
      if (!isSuspended) {
        const { targets, slots } = this;
        for (let at = place.offset, end = at + place.count; at < end; at++) {
          const target = targets[at] as number;
          if (target !== 0) registry.setTarget(slots[at] as number, target, 0);
        }
      }
      this.bury(place.entity);
      const { frameObject } = place;
      this.drop();
      if (frame.generator !== null && !isSuspended) this.markDirty(frame.generator);
      if (frameObject !== null) this.markDirty(frameObject);
    }
    this.noteInnermost();
  }

  private bury(entity: number): void {
    this.recording.bury(entity, this.registry.step);
    this.registry.writeField(Field.Refcount, entity, 1, 0);
  }

  /** Takes the innermost frame off the book; `noteInnermost` must follow. */
  private drop(): void {
    const place = this.places[--this.depth] as Place;
    place.frame.recordedPlace = -1;
    if (place.isEntry) this.entries--;
    place.frameObject = null;
    this.end = place.offset;
  }

  private noteInnermost(): void {
    const { depth } = this;
    const place = depth === 0 ? null : (this.places[depth - 1] as Place);
    this.innermost = place === null ? null : place.frame;
    this.top = place === null ? 0 : place.entity;
  }

  /** Puts the innermost frame among those of threads that wait. */
  private park(place: Place): void {
    const { offset, count } = place;
    this.parked.set(place.frame, {
      entity: place.entity, isEntry: place.isEntry,
      slots: this.slots.slice(offset, offset + count), targets: this.targets.slice(offset, offset + count),
    });
    this.drop();
    this.noteInnermost();
  }

  private isParked(frame: Frame): boolean {
    return this.waitingThreads().some((top) => {
      for (let current = top; current !== null; current = current.previous) if (current === frame) return true;
      return false;
    });
  }

  /** Frames of waiting threads which no step has shown yet come in, those which have gone on and ended meanwhile go. */
  private followParked(): void {
    for (const [frame, { entity, slots, targets }] of this.parked) {
      if (this.isParked(frame)) continue;
      this.parked.delete(frame);
      for (let at = 0; at < slots.length; at++) {
        if (targets[at] !== 0) this.registry.setTarget(slots[at] as number, targets[at] as number, 0);
      }
      this.bury(entity);
      if (frame.generator !== null) this.markDirty(frame.generator);
    }
    for (const top of this.waitingThreads()) {
      for (let frame = top; frame !== null; frame = frame.previous) {
        if (this.isRunning(frame)) continue;
        this.push(frame);
        const place = this.places[this.depth - 1] as Place;
        this.readFrame(place);
        this.park(place);
      }
    }
  }

  /** Hot path: once or twice per step. */
  private readFrame(place: Place): void {
    const { frame, offset } = place;
    const { targets } = this;
    if (targets[offset + FUNCTION] === 0) {
      this.put(place, offset + FUNCTION, frame.function);
      this.put(place, offset + CODE, frame.code.object);
    }
    const { locals, frameObject } = frame;
    if (locals !== null || targets[offset + NAMESPACE] !== 0) this.put(place, offset + NAMESPACE, locals);
    if (frameObject !== null || targets[offset + FRAME_OBJECT] !== 0) {
      place.frameObject = frameObject;
      this.put(place, offset + FRAME_OBJECT, frameObject);
    }
    const { stack, base, stackPointer } = frame;
    let at = offset + PART_COUNT;
    for (let slot = base; slot < stackPointer; slot++, at++) {
      const value = stack[slot] as PyObject | null | undefined;
      if (value === null || value === undefined) {
        if (targets[at] !== 0) this.change(place, at, 0);
        continue;
      }
      const { serial } = value;
      if (serial === 0) this.put(place, at, value);
      else if (serial !== targets[at]) this.change(place, at, serial);
    }
    const count = at - offset;
    for (const end = offset + place.count; at < end; at++) if (targets[at] !== 0) this.change(place, at, 0);
    place.count = count;
  }

  private put(place: Place, at: number, object: PyObject | null): void {
    const handle = object === null ? 0 : this.registry.handleOf(object);
    if (this.targets[at] !== handle) this.change(place, at, handle);
  }

  private change(place: Place, at: number, handle: number): void {
    let slot = this.slots[at] as number;
    if (slot === 0) slot = this.slotAt(place, at);
    const old = this.targets[at] as number;
    this.targets[at] = handle;
    this.registry.setTarget(slot, old, handle);
  }

  private slotAt(place: Place, at: number): number {
    const slot = this.slots[at] as number;
    if (slot !== 0) return slot;
    const ordinal = at - place.offset;
    const label = this.reader.labelAt(place.frame.code.source, ordinal);
    return (this.slots[at] = this.recording.slots.add(place.entity, ordinal, label));
  }

  private infoOf(frame: Frame): CodeInfo {
    const { code } = frame;
    const known = code.recorded as CodeInfo | null;
    if (known !== null && known.owner === this) return known;
    const { source } = code;
    const filename = String(code.filename.value);
    const isScenario = filename === this.scenarioFile;
    // The same source may be loaded more than once.
    let index = this.recording.codes.findIndex((record) => record.source === source);
    if (index < 0) {
      index = this.recording.codes.length;
      this.recording.codes.push({ source, name: source.name, qualname: source.qualname, filename, inScenario: isScenario });
    }
    const info: CodeInfo = { owner: this, index, isScenario, source };
    code.recorded = info;
    return info;
  }
}
