/**
 * Watches a run and writes its recording. Counting itself is never watched: a refcount changes only when a holder does, so
 * at each event (line, call, return, exception) the recorder looks again at what may have changed since the last one:
 *
 * 1. objects the collector began to track (the tail of generation 0),
 * 2. the frames which ran,
 * 3. every holder reported by `mutated`, and everything met for the first time,
 * 4. references of native code and of the runtime,
 * 5. the refcount of each object touched by 1 to 4.
 *
 * What comes and goes between two events leaves no trace but the counts. It implements the runtime's two observers; it never
 * changes a count, makes a Python object or runs Python code.
 */
import type { CollectionObserver, CollectionReason, CollectionSummary, HeapObserver, PyObject } from '../python/memory';
import type { PyType } from '../python/objects';
import type { ExceptionStackItem, ExecutionObserver, Frame, Interpreter } from '../python/vm';
import { CollectionBook, type CollectionDetailOptions } from './collectionBook';
import { Describer, type TextWriter } from './describe';
import { EntityKind, ShapeKind, ValueKind } from './entities';
import { EntityRegistry, IMMORTAL_THRESHOLD } from './entityRegistry';
import { valueText } from './entityText';
import { FrameBook, FrameReader } from './frameBook';
import { GenerationBook } from './generationBook';
import { HoldingReader } from './holdings';
import { LabelKind, makeLabel, type Label } from './labels';
import { ModuleStates } from './moduleStates';
import { NativeReferences } from './nativeReferences';
import { Recording, type ThresholdRecord } from './recording';
import { StepKind } from './steps';

/** Exceptions and return values: `label` says which. */
interface InFlight {
  readonly object: PyObject;
  readonly label: string;
}

/** Single changes in one step beyond these are read as changes of the whole container. */
const DIRTY_PLACE_LIMIT = 4096;

export interface RecorderOptions {
  /** `co_filename` of the file shown. */
  readonly scenarioFile: string;
  readonly writer: TextWriter;
  /** `sys.getsizeof` without running Python code. */
  readonly sizeOf: (rt: Interpreter, object: PyObject) => number;
  /** Record the steps inside imported modules, too. */
  readonly library?: boolean;
  /** How much of each collection's inside is kept. */
  readonly collectionDetails?: Partial<CollectionDetailOptions>;
  /** Record in full only from one step to another; nothing is recorded after the last. */
  readonly window?: { readonly from: number; readonly to: number } | undefined;
  /** Bytes beyond which the oldest part of the full record is given up; of it remain the columns of the steps. */
  readonly memoryLimit?: number | undefined;
  /** Called after each step; may throw to end the run. */
  readonly onStep?: (stepCount: number) => void;
}

export class Recorder implements HeapObserver, ExecutionObserver {
  readonly recording: Recording;
  private rt!: Interpreter;
  private registry!: EntityRegistry;
  private holdings!: HoldingReader;
  private frames!: FrameBook;
  private generations!: GenerationBook;
  private collectionBook!: CollectionBook;
  private interpreterEntity = 0;
  /** References of native code that called back into Python, per object. */
  private native!: NativeReferences;
  private moduleStates!: ModuleStates;
  /** Between `start` and `end`. */
  private active = false;
  /** Entities to be read again, each once, and their marks. */
  private dirty: number[] = [];
  private dirtyMark = new Uint8Array(1024);
  /** Containers of which only one place changed: entity and place, in pairs. */
  private dirtyPlaces: number[] = [];
  private readonly keyTexts = new Map<string, number>();
  /** Built-in types whose namespace did not exist when it was last looked for. */
  private namelessTypes: PyObject[] = [];
  /** Exceptions and values on their way from frame to frame: only the eval loop's variables hold them. */
  private inFlight: InFlight[] = [];
  /** Containers whose deallocation has begun: what they still hold is being dropped. */
  private readonly dyingObjects = new Set<number>();
  private readonly runtimeLabels: Label[] = [];
  private readonly runtimeTargets: (PyObject | null)[] = [];
  private runtimeCount = 0;
  private collectionStart = 0;
  private collectionDeaths = 0;
  /** Executed since the last step. */
  private instructions = 0;
  private readonly labelOf = (name: string): Label => this.runtimeLabel(name);
  private readonly labels = new Map<string, Label>();

  constructor(private readonly options: RecorderOptions) {
    this.recording = new Recording((value) => options.writer.float(value));
    this.recording.window = options;
  }

  /**
   * Describes everything that is there before the program begins, and watches from now on. Call it once, after the interpreter
   * is made and before the main module is.
   */
  start(rt: Interpreter): void {
    const { recording, options } = this;
    this.rt = rt;
    const registry = new EntityRegistry(
      recording, new Describer(rt, recording.strings, recording.entities, options.writer), (object) => options.sizeOf(rt, object),
    );
    this.registry = registry;
    const frameReader = new FrameReader(recording.strings);
    this.frames = new FrameBook(recording, registry, frameReader, options.scenarioFile, (object) => this.mutated(object), () => rt.threads.parkedFrames);
    this.holdings = new HoldingReader(rt, recording.strings, (key) => this.keyText(key), frameReader, (frame) => this.frames.isRunning(frame));
    this.generations = new GenerationBook(rt.heap, registry);
    this.collectionBook = new CollectionBook(recording, registry, this.holdings, options.collectionDetails);
    const newRuntime = (): number =>
      registry.newEntity(EntityKind.Runtime, ValueKind.None, ShapeKind.Other, 0, recording.strings.add('runtime'), 0, true);
    recording.runtimeEntity = newRuntime();
    this.interpreterEntity = newRuntime();
    this.native = new NativeReferences(registry, newRuntime(), this.runtimeLabel('native code'));
    this.moduleStates = new ModuleStates(rt, newRuntime());
    this.recordBaseline();
    this.active = true;
    rt.heap.observer = this;
  }

  private recordBaseline(): void {
    const { rt, registry } = this;
    this.generations.scanAll();
    registry.entityOf(rt.modules);
    registry.entityOf(rt.builtins);
    for (const type of [...Object.values(rt.types), ...Object.values(rt.exceptions), ...rt.extensionTypes.values()] as PyType[]) {
      registry.entityOf(type.object);
    }
    this.readFound();
    this.readRuntime();
    this.readFound();
    this.recordInterpreterReferences();
    registry.clearTouched();
    registry.inBaseline = false;
    this.recording.sealBaseline();
    this.noteThresholds();
  }

  /** What nothing on record holds is held by the interpreter itself: its fields, its native modules' state. */
  private recordInterpreterReferences(): void {
    const { registry } = this;
    const labels: Label[] = [];
    const targets: PyObject[] = [];
    const label = this.runtimeLabel('the interpreter');
    for (const entity of registry.touched) {
      const object = registry.objects[entity];
      if (object === null || object === undefined) continue;
      registry.updateRefcount(entity);
      for (let missing = registry.missingHolders(entity); missing > 0; missing--) {
        labels.push(label);
        targets.push(object);
      }
    }
    registry.setHoldings(this.interpreterEntity, labels, targets, targets.length);
  }

  // ---- HeapObserver ------------------------------------------------------------------------------

  // Hot path: called at every change of a container.
  mutated(holder: PyObject, place = -1): void {
    const entity = holder.serial;
    if (entity === 0) return;
    if (entity < this.dirtyMark.length && this.dirtyMark[entity] !== 0) return;
    if (place >= 0 && this.dirtyPlaces.length < DIRTY_PLACE_LIMIT) {
      this.dirtyPlaces.push(entity, place);
      return;
    }
    if (entity >= this.dirtyMark.length) this.growDirtyMark(entity);
    this.dirtyMark[entity] = 1;
    this.dirty.push(entity);
  }

  private growDirtyMark(entity: number): void {
    const marks = new Uint8Array(entity * 2);
    marks.set(this.dirtyMark);
    this.dirtyMark = marks;
  }

  dying(object: PyObject): void {
    this.dyingObjects.add(object.serial);
  }

  died(object: PyObject): void {
    if (this.dyingObjects.size > 0) this.dyingObjects.delete(object.serial);
    this.registry.remove(object.serial);
    if ((object.type as PyType).layout === this.rt.types.type) this.readBases(object.value as PyType);
  }

  finalizing(object: PyObject): void {
    this.generations.forget(object);
  }

  weakrefCleared(reference: PyObject): void {
    this.mutated(reference);
  }

  /** The record is brought up to date first, so that the phases speak of what the state shows. */
  collectionStarted(generation: number): CollectionObserver {
    const { foundInLibrary } = this.registry;
    this.collectionStart = Math.max(0, this.recording.steps.count - 1);
    this.collectionDeaths = this.recording.deaths.length;
    if (this.active) this.synchronize(this.frames.follow(this.rt.frame) + 1);
    this.registry.foundInLibrary = foundInLibrary;
    this.generations.collectionStarted(generation);
    return this.collectionBook.started();
  }

  freezing(): void {
    this.generations.freezing();
  }

  unfreezing(): void {
    this.generations.unfreezing();
  }

  collectionFinished(summary: CollectionSummary): void {
    this.generations.collectionFinished(summary.generation);
    this.recording.collections.push({
      startStep: this.collectionStart,
      step: this.recording.steps.count,
      generation: summary.generation as 0 | 1 | 2,
      reason: summary.reason satisfies CollectionReason,
      candidates: summary.candidates,
      collected: summary.collected,
      uncollectable: summary.uncollectable,
      deathStart: this.collectionDeaths,
      deathEnd: this.recording.deaths.length,
    });
  }

  // ---- ExecutionObserver -------------------------------------------------------------------------

  call(frame: Frame): void {
    if (this.isSkipped(frame)) return;
    const entered = this.frames.enter(frame);
    this.step(StepKind.Call, frame, frame.pc < 0 ? frame.code.source.firstlineno : frame.line, entered + 1);
  }

  line(frame: Frame, line: number): void {
    if (!this.isSkipped(frame)) this.step(StepKind.Line, frame, line, 1);
  }

  /** Also inside imported modules: what a line costs includes them. */
  ran(frame: Frame, pc: number): void {
    this.instructions += frame.code.straightRuns?.[pc >> 1] ?? 0;
  }

  return(frame: Frame, value: PyObject): void {
    this.ran(frame, frame.pc);
    if (this.isSkipped(frame)) return;
    this.passOn(value, 'value being returned');
    this.step(StepKind.Return, frame, frame.line, 1);
  }

  unwind(frame: Frame): void {
    this.ran(frame, frame.pc);
    if (!this.isSkipped(frame)) this.step(StepKind.Return, frame, frame.line, 1);
  }

  exception(frame: Frame, exception: PyObject | null, line: number): void {
    if (this.isSkipped(frame)) return;
    if (exception !== null && !this.inFlight.some(({ object }) => object === exception)) this.passOn(exception, 'exception being raised');
    this.step(StepKind.Exception, frame, line, 1);
  }

  output(stream: 'stdout' | 'stderr', text: string): void {
    if (!this.active) return;
    this.recording.outputs.push({ stream, text });
  }

  /** Records the last moment. Nothing is recorded afterwards. */
  end(): void {
    if (!this.active) return;
    this.frames.follow(this.rt.frame);
    this.synchronize(2);
    this.addStep(StepKind.End, 0, 0);
    this.stop();
  }

  /** References to each object on record against its refcount, for tests: entity, recorded holders, refcount. */
  mismatches(): { entity: number; holders: number; refcount: number }[] {
    return this.registry.mismatches();
  }

  /** References to an entity on record. */
  recordedHolders(entity: number): number {
    return this.registry.recordedHolders(entity);
  }

  /** True in the middle of a deallocation, when what dies is no longer reached and not yet gone. */
  get isDeallocating(): boolean {
    return this.dyingObjects.size > 0;
  }

  /** References that only variables of JavaScript functions hold, which no walk over the heap can find. */
  unseenHolders(entity: number): number {
    return this.inFlight.filter(({ object }) => object.serial === entity).length + this.native.recorded(entity) + this.moduleStates.recorded(entity);
  }

  // ---- one step ----------------------------------------------------------------------------------

  private step(kind: StepKind, frame: Frame, line: number, frameCount: number): void {
    this.synchronize(Math.max(frameCount, this.frames.follow(frame) + 1));
    this.addStep(kind, Math.max(line, 0), this.frames.top);
    this.options.onStep?.(this.recording.steps.count);
  }

  /** What happens inside an imported module is one change between two steps of the scenario, unless all is wanted. */
  private isSkipped(frame: Frame): boolean {
    if (!this.active) return true;
    if (this.options.library === true || this.frames.isScenario(frame)) return false;
    this.registry.foundInLibrary = true;
    return true;
  }

  private synchronize(frameCount: number): void {
    const { registry } = this;
    this.generations.scanYoung();
    this.frames.refresh(frameCount);
    this.readDirty();
    this.readRuntime();
    this.readFound();
    if (this.dirty.length > 0) this.readDirty();
    if (this.namelessTypes.length > 0) this.explainMissing();
    if (this.dyingObjects.size > 0) this.readDying();
    this.frames.dropConsumed();
    const { isNativeActive } = this.frames;
    if (!isNativeActive) this.native.settle(false);
    if (this.inFlight.length > 0) this.settleInFlight();
    if (isNativeActive) this.native.settle(true);
    this.readFound();
    for (const entity of registry.touched) registry.updateRefcount(entity);
    registry.clearTouched();
    registry.foundInLibrary = false;
  }

  private readDirty(): void {
    if (this.dirtyPlaces.length > 0) this.readDirtyPlaces();
    const { registry, dirty } = this;
    if (dirty.length === 0) return;
    this.dirty = [];
    for (const entity of dirty) {
      this.dirtyMark[entity] = 0;
      const object = registry.objects[entity];
      if (object !== null && object !== undefined) this.readHolder(entity, object);
    }
    this.readFound();
  }

  private readDirtyPlaces(): void {
    const { registry, holdings, dirtyPlaces } = this;
    this.dirtyPlaces = [];
    for (let i = 0; i < dirtyPlaces.length; i += 2) {
      const entity = dirtyPlaces[i] as number;
      const object = registry.objects[entity];
      if (object === null || object === undefined || this.dirtyMark[entity] === 1) continue;
      const first = holdings.readPlace(object, dirtyPlaces[i + 1] as number);
      for (let k = 0; k < holdings.count; k++) {
        registry.setHoldingAt(entity, first + k, holdings.labels[k] as Label, holdings.targets[k] as PyObject | null);
      }
      registry.updateSize(entity);
      registry.touch(entity);
    }
    this.readFound();
  }

  private readHolder(entity: number, object: PyObject): void {
    const { holdings, registry } = this;
    const wasRead = registry.wasRead(entity);
    holdings.read(object);
    registry.setHoldings(entity, holdings.labels, holdings.targets, holdings.count);
    registry.updateSize(entity);
    registry.touch(entity);
    const { layout } = object.type as PyType;
    if (layout === this.rt.types.type && (object.value as PyType).flags.heap && !wasRead) this.readBases(object.value as PyType);
    if (layout === this.rt.types.type || layout === this.rt.types.module) {
      const namespace = holdings.targets[0];
      if (namespace !== null && namespace !== undefined) this.recording.namespaces.add(registry.entityOf(namespace));
    }
  }

  /** A class that is made or dies changes the list of subclasses each base keeps. */
  private readBases(type: PyType): void {
    for (const base of type.bases) this.mutated(base.object);
  }

  /** Reads what was met for the first time, and what that leads to. */
  private readFound(): void {
    const { registry } = this;
    while (registry.hasFound) {
      for (const entity of registry.takeFound()) {
        const object = registry.objects[entity];
        if (object === null || object === undefined) continue;
        this.generations.found(entity, object);
        registry.foundIsBackground = this.recording.entities.isBackground(entity);
        if (object.type === this.rt.types.type && (object.value as PyType).makeNamespace !== null) this.namelessTypes.push(object);
        this.readHolder(entity, object);
      }
      registry.foundIsBackground = false;
    }
  }

  /** A reference nobody on record holds may be that of a namespace which has been made since. */
  private explainMissing(): void {
    const { registry } = this;
    for (const entity of registry.touched) {
      if (registry.missingHolders(entity) <= 0) continue;
      this.readNewNamespaces();
      this.readFound();
      return;
    }
  }

  /** Built-in types get their namespace when somebody first looks; what is in it counts as having been there. */
  private readNewNamespaces(): void {
    if (!this.namelessTypes.some((type) => (type.value as PyType).makeNamespace === null)) return;
    const made = this.namelessTypes.filter((type) => (type.value as PyType).makeNamespace === null);
    this.namelessTypes = this.namelessTypes.filter((type) => (type.value as PyType).makeNamespace !== null);
    this.registry.foundIsBackground = true;
    for (const type of made) this.readHolder(type.serial, type);
    this.registry.foundIsBackground = false;
  }

  /** What native code and the interpreter hold right now. */
  private readRuntime(): void {
    const { rt, runtimeLabels: labels, runtimeTargets: targets } = this;
    let count = 0;
    const add = (name: string, target: PyObject): void => {
      labels[count] = this.runtimeLabel(name);
      targets[count++] = target;
    };
    for (let item: ExceptionStackItem | null = rt.exceptionItem; item !== null; item = item.previous) {
      if (item.value !== null) add('exception being handled', item.value);
    }
    for (const { object, label } of this.inFlight) add(label, object);
    for (const { object, name } of rt.nativeHolders) add(name, object);
    if (count > 0 || this.runtimeCount > 0) this.registry.setHoldings(this.recording.runtimeEntity, labels, targets, count);
    this.runtimeCount = count;
    const { moduleStates } = this;
    if (moduleStates.read(this.labelOf)) {
      this.registry.setHoldings(moduleStates.entity, moduleStates.labels, moduleStates.targets, moduleStates.count);
    }
  }

  private runtimeLabel(name: string): Label {
    let label = this.labels.get(name);
    if (label === undefined) {
      label = makeLabel(LabelKind.Runtime, this.recording.strings.add(name));
      this.labels.set(name, label);
    }
    return label;
  }

  private passOn(object: PyObject, label: string): void {
    if (object.refcnt < IMMORTAL_THRESHOLD) this.inFlight.push({ object, label });
  }

  /** What is on its way arrived, or was dropped, when more references are on record than the count says. */
  private settleInFlight(): void {
    const { registry, inFlight } = this;
    const still: InFlight[] = [];
    const excess = new Map<number, number>();
    for (const entry of inFlight) {
      const entity = entry.object.serial;
      if (registry.objects[entity] !== entry.object) continue;
      const missing = excess.get(entity) ?? registry.missingHolders(entity);
      if (missing < 0) excess.set(entity, missing + 1);
      else still.push(entry);
    }
    if (still.length === inFlight.length) return;
    this.inFlight = still;
    this.readRuntime();
    this.readFound();
  }

  /**
   * Something runs in the middle of a deallocation (a finalizer, a weak reference's callback): of what the dying containers
   * held, the part that is dropped already is taken off the record.
   */
  private readDying(): void {
    const { registry } = this;
    for (const entity of this.dyingObjects) {
      const object = registry.objects[entity];
      // A finalizer may have brought it back.
      if (object === null || object === undefined || object.refcnt > 0) this.dyingObjects.delete(entity);
      else registry.dropExcess(entity);
    }
  }

  private addStep(kind: StepKind, line: number, frame: number): void {
    const { generations } = this.rt.heap;
    const young = generations[0];
    const middle = generations[1];
    const old = generations[2];
    const { thresholds: last, enabled } = this.recording.thresholds[this.recording.thresholds.length - 1] as ThresholdRecord;
    if (last[0] !== young.threshold || last[1] !== middle.threshold || last[2] !== old.threshold || enabled !== this.rt.heap.enabled) this.noteThresholds();
    this.recording.addStep(kind, line, frame, young.count, middle.count, old.count, this.instructions);
    this.instructions = 0;
    if (this.options.window !== undefined && this.recording.steps.count > this.options.window.to) this.stop();
  }

  private stop(): void {
    this.active = false;
    this.rt.heap.observer = null;
  }

  private noteThresholds(): void {
    const [young, middle, old] = this.rt.heap.generations;
    this.recording.thresholds.push({ step: this.recording.steps.count, thresholds: [young.threshold, middle.threshold, old.threshold], enabled: this.rt.heap.enabled });
  }

  private keyText(key: PyObject): number {
    const isText = key.type === this.rt.types.str;
    if (isText) {
      const known = this.keyTexts.get(key.value as string);
      if (known !== undefined) return known;
    }
    const entity = this.registry.entityOf(key);
    const text = valueText(this.recording, entity);
    const { strings } = this.recording;
    const id = strings.add(text === '' ? `${strings.get(this.recording.entities.typeName(entity))} object` : text);
    if (isText) this.keyTexts.set(key.value as string, id);
    return id;
  }
}
