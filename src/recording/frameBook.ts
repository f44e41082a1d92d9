/**
 * The running frames as the recording knows them: which Python frames are on the call stack, each with its entity, and
 * what each holds (locals, cells, evaluation stack, function, code, namespace, frame object).
 *
 * In: the running frame at an event. Out: entities pushed and popped, holdings written to the registry. A generator's frame
 * is here while it runs; while it is suspended its slots belong to the generator object.
 */
import type { StringTable } from '../base';
import type { CodeObject, LocalKind } from '../python/bytecode';
import type { PyObject } from '../python/memory';
import type { PyType } from '../python/objects';
import type { Frame } from '../python/vm';
import { EntityKind, ShapeKind, ValueKind } from './entities';
import type { EntityRegistry } from './entityRegistry';
import { Field } from './heapState';
import { LabelKind, makeLabel, type Label } from './labels';
import type { Recording } from './recording';

const CELL: LocalKind.Cell = 0x40;
const FREE: LocalKind.Free = 0x80;
/** Function, code, namespace, frame object. */
const PART_COUNT = 4;

/** The holdings of a frame, as parallel arrays valid until the next read. */
export class FrameReader {
  readonly labels: Label[] = [];
  readonly targets: (PyObject | null)[] = [];
  count = 0;

  private readonly localLabels = new Map<CodeObject, Label[]>();
  private readonly stackLabels: Label[] = [];
  private readonly functionLabel: Label;
  private readonly codeLabel: Label;
  private readonly namespaceLabel: Label;
  private readonly objectLabel: Label;

  constructor(private readonly strings: StringTable) {
    const part = (name: string): Label => makeLabel(LabelKind.Part, strings.add(name));
    this.functionLabel = part('function');
    this.codeLabel = part('code');
    this.namespaceLabel = part('namespace');
    this.objectLabel = part('frame object');
  }

  read(frame: Frame): void {
    const { labels, targets } = this;
    // The fixed parts come first, so that a growing stack doesn't move them.
    labels[0] = this.functionLabel;
    targets[0] = frame.function;
    labels[1] = this.codeLabel;
    targets[1] = frame.code.object;
    labels[2] = this.namespaceLabel;
    targets[2] = frame.locals;
    labels[3] = this.objectLabel;
    targets[3] = frame.frameObject;
    const locals = this.labelsOf(frame.code.source);
    const { stack, base, stackPointer } = frame;
    const localCount = locals.length;
    const total = stackPointer - base;
    for (let i = 0; i < total; i++) {
      labels[PART_COUNT + i] = i < localCount ? (locals[i] as Label) : this.stackLabel(i - localCount);
      targets[PART_COUNT + i] = stack[base + i] as PyObject | null;
    }
    this.count = PART_COUNT + total;
  }

  private stackLabel(depth: number): Label {
    let label = this.stackLabels[depth];
    if (label === undefined) {
      label = makeLabel(LabelKind.Stack, depth);
      this.stackLabels[depth] = label;
    }
    return label;
  }

  private labelsOf(code: CodeObject): Label[] {
    let labels = this.localLabels.get(code);
    if (labels === undefined) {
      labels = code.localsplusnames.map((name, i) => {
        const isCell = ((code.localspluskinds[i] as number) & (CELL | FREE)) !== 0;
        return makeLabel(isCell ? LabelKind.CellVariable : LabelKind.Local, this.strings.add(name));
      });
      this.localLabels.set(code, labels);
    }
    return labels;
  }
}

export class FrameBook {
  private readonly frames: Frame[] = [];
  private readonly entities: number[] = [];
  private readonly codeIndices = new Map<CodeObject, number>();
  private readonly pushed: Frame[] = [];
  /** Frames of the book that were called from native code; the program's first, that of the main module, doesn't count. */
  private entries = 0;
  private readonly entryMarks: boolean[] = [];
  /** For each frame of the book, its frame object when it was last read. */
  private readonly frameObjects: (PyObject | null)[] = [];
  /** Frames of threads that wait: their entities, and whether native code had called them. */
  private readonly parked = new Map<Frame, { readonly entity: number; readonly isEntry: boolean }>();
  private hasSeenModule = false;
  private lastCode: Frame['code'] | null = null;
  private lastIsScenario = false;

  constructor(
    private readonly recording: Recording,
    private readonly registry: EntityRegistry,
    readonly reader: FrameReader,
    private readonly scenarioFile: string,
    /** What a frame that was left or resumed belongs to must be read again. */
    private readonly markDirty: (object: PyObject) => void,
    /** For each thread that waits, its innermost frame. */
    private readonly waitingThreads: () => readonly (Frame | null)[],
  ) {}

  /** The entity of the innermost frame, 0 when none runs. */
  get top(): number {
    return this.entities[this.entities.length - 1] ?? 0;
  }

  get depth(): number {
    return this.frames.length;
  }

  /** True for a frame on the call stack of any thread, false for that of a suspended generator. */
  isRunning(frame: Frame): boolean {
    return this.frames.lastIndexOf(frame) >= 0 || this.parked.has(frame);
  }

  /** True while native code is between two frames: something called back into Python. */
  get isNativeActive(): boolean {
    return this.entries > 0;
  }

  /** An activation begins: what the book has at or above this frame object is over. Returns how many frames are new. */
  enter(frame: Frame): number {
    const known = this.frames.lastIndexOf(frame);
    if (known >= 0) this.popTo(known);
    return this.follow(frame);
  }

  /** The frame runs code of the file shown, not of a module it imported. */
  isScenario(frame: Frame): boolean {
    if (frame.code !== this.lastCode) {
      this.lastCode = frame.code;
      this.lastIsScenario = frame.code.filename.value === this.scenarioFile;
    }
    return this.lastIsScenario;
  }

  /** Brings the book to the chain which ends in `frame` (null: nothing runs). Returns how many frames are new. */
  follow(frame: Frame | null): number {
    const { frames, pushed } = this;
    if (frame !== null && frames[frames.length - 1] === frame) return 0;
    pushed.length = 0;
    let known = -1;
    for (let current = frame; current !== null; current = current.previous) {
      known = frames.lastIndexOf(current);
      if (known >= 0) break;
      pushed.push(current);
    }
    this.popTo(known + 1);
    for (let i = pushed.length - 1; i >= 0; i--) this.push(pushed[i] as Frame);
    this.followParked();
    return pushed.length;
  }

  /** Reads the innermost frames again; those further down haven't moved. */
  refresh(count: number): void {
    const { frames } = this;
    for (let i = frames.length - 1; i >= 0 && i >= frames.length - count; i--) this.readFrame(i);
  }

  /**
   * A frame in the middle of an instruction still shows the inputs on its stack which the instruction has used up already: where
   * the count says so, they are taken off the record.
   */
  dropConsumed(): void {
    const top = this.frames.length - 1;
    if (top > 0 && this.entryMarks[top] === true) this.registry.dropExcess(this.entities[top - 1] as number);
  }

  private push(frame: Frame): void {
    const parked = this.parked.get(frame);
    if (parked !== undefined) {
      this.parked.delete(frame);
      this.frames.push(frame);
      this.entities.push(parked.entity);
      this.entryMarks.push(parked.isEntry);
      if (parked.isEntry) this.entries++;
      this.frameObjects.push(frame.frameObject);
      return;
    }
    const entity = this.registry.newEntity(
      EntityKind.Frame, ValueKind.Code, ShapeKind.Other, this.codeIndex(frame), this.recording.strings.add('frame'), 0, false,
    );
    this.registry.setField(Field.Refcount, entity, 1);
    this.frames.push(frame);
    this.entities.push(entity);
    // A frame's own mark changes when its generator is resumed by another caller: what counts is how this activation began.
    const isProgram = !this.hasSeenModule;
    this.hasSeenModule = true;
    const isEntry = frame.isEntry && !isProgram;
    this.frameObjects.push(frame.frameObject);
    this.entryMarks.push(isEntry);
    if (isEntry) {
      this.entries++;
      this.touchCalled(frame);
    }
    if (this.recording.mainNamespace === 0 && frame.code.source.name === '<module>' && this.isScenario(frame)) {
      this.recording.mainNamespace = this.registry.entityOf(frame.globals);
    }
    if (frame.generator !== null) this.markDirty(frame.generator);
  }

  /** Native code that calls Python most often holds what it calls, what it passes on, and the classes of these. */
  private touchCalled(frame: Frame): void {
    const touch = (object: PyObject): void => {
      if (object.serial !== 0) this.registry.touch(object.serial);
    };
    touch(frame.function);
    for (let slot = frame.base; slot < frame.stackPointer; slot++) {
      const value = frame.stack[slot];
      if (value === null || value === undefined) continue;
      touch(value);
      touch((value.type as PyType).object);
    }
    const caller = frame.previous;
    if (caller === null) return;
    for (let slot = caller.base; slot < caller.stackPointer; slot++) {
      const value = caller.stack[slot];
      if (value !== null && value !== undefined) touch(value);
    }
  }

  private popTo(length: number): void {
    while (this.frames.length > length) {
      const isParked = this.isParked(this.frames[this.frames.length - 1] as Frame);
      if (isParked) this.readFrame(this.frames.length - 1);
      const frame = this.frames.pop() as Frame;
      const isEntry = this.entryMarks.pop() === true;
      if (isEntry) this.entries--;
      const entity = this.entities.pop() as number;
      if (isParked) {
        this.parked.set(frame, { entity, isEntry });
        this.frameObjects.pop();
        continue;
      }
      this.registry.remove(entity);
      if (frame.generator !== null) this.markDirty(frame.generator);
      const frameObject = this.frameObjects.pop() as PyObject | null;
      if (frameObject !== null) this.markDirty(frameObject);
    }
  }

  private isParked(frame: Frame): boolean {
    return this.waitingThreads().some((top) => {
      for (let current = top; current !== null; current = current.previous) if (current === frame) return true;
      return false;
    });
  }

  /** Frames of waiting threads which no step has shown yet come in, those which have gone on and ended meanwhile go. */
  private followParked(): void {
    for (const [frame, { entity }] of this.parked) {
      if (this.isParked(frame)) continue;
      this.parked.delete(frame);
      this.registry.remove(entity);
      if (frame.generator !== null) this.markDirty(frame.generator);
    }
    for (const top of this.waitingThreads()) {
      for (let frame = top; frame !== null; frame = frame.previous) {
        if (this.parked.has(frame) || this.frames.lastIndexOf(frame) >= 0) continue;
        const length = this.frames.length;
        this.push(frame);
        this.readFrame(length);
        this.frames.pop();
        this.frameObjects.pop();
        const isEntry = this.entryMarks.pop() === true;
        if (isEntry) this.entries--;
        this.parked.set(frame, { entity: this.entities.pop() as number, isEntry });
      }
    }
  }

  private readFrame(index: number): void {
    const frame = this.frames[index] as Frame;
    const entity = this.entities[index] as number;
    const { reader } = this;
    this.frameObjects[index] = frame.frameObject;
    reader.read(frame);
    this.registry.setHoldings(entity, reader.labels, reader.targets, reader.count);
  }

  private codeIndex(frame: Frame): number {
    const { source } = frame.code;
    let index = this.codeIndices.get(source);
    if (index === undefined) {
      index = this.recording.codes.length;
      const filename = String(frame.code.filename.value);
      this.recording.codes.push({
        source, name: source.name, qualname: source.qualname, filename, inScenario: this.isScenario(frame),
      });
      this.codeIndices.set(source, index);
    }
    return index;
  }
}
