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
import type { ExceptionData, PyType } from '../python/objects';
import type { ExecutionObserver, Frame, Interpreter } from '../python/vm';
import { CollectionBook, type CollectionDetailOptions } from './collectionBook';
import { Describer, type TextWriter } from './describe';
import { DeathCause, EntityKind, ShapeKind, ValueKind } from './entities';
import { EventKind } from './events';
import { EntityRegistry } from './entityRegistry';
import { valueText } from './entityText';
import { FrameBook } from './frameBook';
import { FrameReader } from './frameReader';
import { GenerationBook } from './generationBook';
import { HolderBook } from './holderBook';
import { HoldingReader } from './holdings';
import { LabelKind, makeLabel, type Label } from './labels';
import { ModuleStates } from './moduleStates';
import { nativeHolderWords } from './nativeActivity';
import { NativeReferences } from './nativeReferences';
import { Recording } from './recording';
import { RuntimeHoldings } from './runtimeHoldings';
import { StepKind } from './steps';

/** Which of its references a weak reference's callback is (`HoldingReader`). */
const WEAKREF_CALLBACK = 1;

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
  private interpreterHolder = 0;
  /** References of native code that called back into Python, per object. */
  private native!: NativeReferences;
  private moduleStates!: ModuleStates;
  /** Between `start` and `end`. */
  private active = false;
  private holders!: HolderBook;
  private readonly keyTexts = new Map<string, number>();
  private runtimeHoldings!: RuntimeHoldings;
  /** Containers whose deallocation has begun, by handle: what they still hold is being dropped. */
  private readonly dyingHandles: number[] = [];
  private isCollecting = false;
  /** The last collection, that of the interpreter's end, has begun. */
  private isExiting = false;
  /** Objects whose finalizer was called because their count came to 0, and whose fate isn't known yet. */
  private finalized: PyObject[] = [];
  /** The frame that native code had called last when it was last looked. */
  private lastEntryFrame: Frame | null = null;
  private collectionStart = 0;
  private collectionDeaths = 0;
  /** Executed since the last step, also inside imported modules: what a line costs includes them. */
  instructions = 0;
  private readonly labelOf = (name: string): Label => this.runtimeLabel(name);
  private readonly labels = new Map<string, Label>();
  /** The thresholds on record, and whether the collector may run by itself. */
  private collectorEnabled = true;
  private youngThreshold = -1;
  private middleThreshold = -1;
  private oldThreshold = -1;

  private readonly onStep: ((stepCount: number) => void) | undefined;

  constructor(private readonly options: RecorderOptions) {
    this.onStep = options.onStep;
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
    const sizeOf = (object: PyObject): number => options.sizeOf(rt, object);
    const registry = new EntityRegistry(
      recording, new Describer(rt, recording.strings, recording.entities, options.writer, sizeOf), sizeOf,
    );
    this.registry = registry;
    const frameReader = new FrameReader(recording.strings);
    this.frames = new FrameBook(recording, registry, frameReader, options.scenarioFile, (object) => this.holders.mutated(object, -1),
      (handle) => this.holders.isDirty(handle), (handle) => this.holders.markClean(handle), () => rt.threads.parkedFrames);
    this.holdings = new HoldingReader(rt, recording.strings, (key) => this.keyText(key), frameReader, (frame) => this.frames.isRunning(frame));
    this.generations = new GenerationBook(rt.heap, registry);
    this.holders = new HolderBook(rt, recording, registry, this.holdings, this.generations);
    this.collectionBook = new CollectionBook(recording, registry, this.holdings, options.collectionDetails);
    const newRuntime = (): number =>
      registry.newEntity(EntityKind.Runtime, ValueKind.None, ShapeKind.Other, 0, recording.strings.add('runtime'), 0, true);
    recording.runtimeEntity = newRuntime();
    this.interpreterHolder = registry.newHolder(newRuntime());
    this.native = new NativeReferences(registry, registry.newHolder(newRuntime()),
      (object) => this.runtimeLabel(nativeHolderWords(rt, this.frames.entryFrame, object)));
    this.moduleStates = new ModuleStates(rt, registry.newHolder(newRuntime()));
    this.runtimeHoldings = new RuntimeHoldings(rt, registry, recording.runtimeEntity, this.labelOf);
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
    this.holders.readFound();
    this.readRuntime();
    this.holders.readFound();
    this.recordInterpreterReferences();
    registry.writeRefcounts(0);
    registry.clearTouched();
    registry.recycle();
    registry.inBaseline = false;
    this.recording.sealBaseline();
    this.noteThresholds();
  }

  /** What nothing on record holds is held by the interpreter itself: its fields, its native modules' state. */
  private recordInterpreterReferences(): void {
    const { registry } = this;
    const labels: Label[] = [];
    const targets: PyObject[] = [];
    const { rt } = this;
    const name = (object: PyObject): string =>
      object === rt.modules ? 'the interpreter: sys.modules'
        : object === rt.builtins ? 'the interpreter: namespace of builtins'
          : object.type === rt.types.module ? 'the interpreter: module it began with' : `the interpreter: ${object.type.name} it began with`;
    for (let i = 0; i < registry.touchedCount; i++) {
      const handle = registry.touched[i] as number;
      const object = registry.objects[handle];
      if (object === null || object === undefined) continue;
      for (let missing = registry.missingHolders(handle); missing > 0; missing--) {
        labels.push(this.runtimeLabel(name(object)));
        targets.push(object);
      }
    }
    registry.setHoldings(this.interpreterHolder, labels, targets, targets.length);
  }

  // ---- HeapObserver ------------------------------------------------------------------------------

  // Hot path: called at every change of a container.
  mutated(holder: PyObject, place = -1): void {
    this.holders.mutated(holder, place);
  }

  dying(object: PyObject): void {
    this.dyingHandles.push(object.serial);
  }

  died(object: PyObject): void {
    const { dyingHandles } = this;
    if (dyingHandles.length > 0) {
      // Deallocations nest, so it is the last one but for those put off.
      const place = dyingHandles.lastIndexOf(object.serial);
      if (place === dyingHandles.length - 1) dyingHandles.pop();
      else if (place >= 0) dyingHandles.splice(place, 1);
    }
    this.registry.deathCause = this.isExiting || this.rt.frame === null ? DeathCause.Exit : this.isCollecting ? DeathCause.Collector : DeathCause.Count;
    this.registry.remove(object);
    if ((object.type as PyType).layout === this.rt.types.type) this.holders.readBases(object.value as PyType);
  }

  finalizing(object: PyObject): void {
    this.generations.forget(object);
    const entity = this.entityOf(object);
    if (entity === 0) return;
    this.recording.events.add(EventKind.FinalizerCalled, this.registry.step, entity, 0);
    // What the collector found out about its own is in its details.
    if (!this.isCollecting) this.finalized.push(object);
  }

  weakrefCleared(reference: PyObject, referent: PyObject): void {
    this.mutated(reference);
    const entity = this.entityOf(reference);
    if (entity === 0) return;
    const { events } = this.recording;
    events.add(EventKind.WeakrefCleared, this.registry.step, entity, this.entityOf(referent));
    // The reference has lost it by now; on record it still has it.
    const callback = this.registry.targetAt(reference.serial, WEAKREF_CALLBACK);
    if (callback !== 0) events.add(EventKind.CallbackCalled, this.registry.step, entity, this.registry.entity(callback));
  }

  /** What was finalized and now has no other references than those on record lives on. */
  private noteResurrected(): void {
    const { registry } = this;
    this.finalized = this.finalized.filter((object) => {
      const handle = object.serial;
      if (handle === 0) return false;
      if (object.refcnt <= 0 || registry.missingHolders(handle) !== 0 || this.native.recorded(handle) > 0) return true;
      this.recording.events.add(EventKind.Resurrected, registry.step, registry.entity(handle), 0);
      return false;
    });
  }

  /** The record is brought up to date first, so that the phases speak of what the state shows. */
  collectionStarted(generation: number, reason: CollectionReason): CollectionObserver {
    const { foundInLibrary } = this.registry;
    this.collectionStart = Math.max(0, this.recording.steps.count - 1);
    this.collectionDeaths = this.recording.deaths.length;
    if (this.active) this.synchronize(this.frames.follow(this.rt.frame) + 1);
    this.registry.foundInLibrary = foundInLibrary;
    this.isCollecting = true;
    if (reason === 'exit') this.isExiting = true;
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
    this.isCollecting = false;
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
      longLived: { pending: this.rt.heap.longLivedPending, total: this.rt.heap.longLivedTotal },
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

  /** A return ends a stretch of instructions. */
  private ran(frame: Frame, pc: number): void {
    this.instructions += frame.code.straightRuns?.[pc >> 1] ?? 0;
  }

  return(frame: Frame, value: PyObject): void {
    this.ran(frame, frame.pc);
    if (this.isSkipped(frame)) return;
    this.runtimeHoldings.passReturned(value);
    this.step(StepKind.Return, frame, frame.line, 1);
  }

  unwind(frame: Frame): void {
    this.ran(frame, frame.pc);
    if (!this.isSkipped(frame)) this.step(StepKind.Return, frame, frame.line, 1);
  }

  exception(frame: Frame, exception: PyObject | null, line: number): void {
    if (this.isSkipped(frame)) return;
    if (exception !== null && !this.runtimeHoldings.isInFlight(exception)) this.runtimeHoldings.passOn(exception, 'exception being raised');
    this.step(StepKind.Exception, frame, line, 1);
    if (exception === null) return;
    const { args } = exception.value as ExceptionData;
    const first = args.value[0];
    this.recording.events.add(EventKind.Raised, this.registry.step - 1, this.registry.entityOf(exception), first === undefined ? 0 : this.registry.entityOf(first));
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

  /** The entity of an object on record, 0 when it isn't. */
  entityOf(object: PyObject): number {
    return object.serial === 0 ? 0 : this.registry.entity(object.serial);
  }

  /** References to an object on record. */
  recordedHolders(object: PyObject): number {
    return this.registry.recordedHolders(object.serial);
  }

  /** True in the middle of a deallocation, when what dies is no longer reached and not yet gone. */
  get isDeallocating(): boolean {
    return this.dyingHandles.length > 0;
  }

  /** References that only variables of JavaScript functions hold, which no walk over the heap can find. */
  unseenHolders(object: PyObject): number {
    return this.runtimeHoldings.inFlightCount(object) + this.native.recorded(object.serial) + this.moduleStates.recorded(object);
  }

  // ---- one step ----------------------------------------------------------------------------------

  private step(kind: StepKind, frame: Frame, line: number, frameCount: number): void {
    const followed = this.frames.innermost === frame ? 1 : this.frames.follow(frame) + 1;
    this.synchronize(followed > frameCount ? followed : frameCount);
    this.addStep(kind, line > 0 ? line : 0, this.frames.top);
    this.onStep?.(this.recording.steps.count);
  }

  /** What happens inside an imported module is one change between two steps of the scenario, unless all is wanted. */
  private isSkipped(frame: Frame): boolean {
    if (!this.active) return true;
    if (this.options.library === true || this.frames.isScenario(frame)) return false;
    this.registry.foundInLibrary = true;
    return true;
  }

  /** Hot path: all a step does but its row. */
  private synchronize(frameCount: number): void {
    const { registry, frames, holders } = this;
    const { runtimeHoldings } = this;
    this.generations.scanYoung();
    frames.refresh(frameCount);
    if (holders.isChanged) holders.readChanged();
    if (runtimeHoldings.isFlying) {
      // Most often it has arrived: then the step is like any other.
      if (registry.foundCount > 0) holders.readFound();
      runtimeHoldings.hasArrived();
    }
    this.readRuntime();
    if (registry.foundCount > 0) holders.readFound();
    if (holders.isChanged) holders.readChanged();
    let written = registry.touchedCount;
    const wrong = written === 0 ? 0 : registry.writeRefcounts(0);
    if (wrong > 0 || this.dyingHandles.length > 0 || this.native.count > 0 || frames.isNativeActive) {
      this.explain();
      while (written < registry.touchedCount) {
        const from = written;
        written = registry.touchedCount;
        registry.writeRefcounts(from);
      }
    }
    if (this.finalized.length > 0) this.noteResurrected();
    if (registry.touchedCount > 0) registry.clearTouched();
    if (registry.hasDead) registry.recycle();
    registry.foundInLibrary = false;
  }

  /** The references on record are not as many as the counts say: what can't be read is deduced. */
  private explain(): void {
    const { registry, frames } = this;
    const isDying = this.dyingHandles.length > 0;
    if (isDying) this.readDying();
    frames.dropConsumed();
    const { isNativeActive } = frames;
    if (!isNativeActive) this.native.settle(false);
    if (this.runtimeHoldings.hasArrived()) {
      this.readRuntime();
      this.holders.readFound();
    }
    if (isNativeActive) {
      // Finalizers and collections interrupt native code anywhere, also when it has a reference to something that nothing on record speaks of.
      const { entryFrame } = frames;
      if ((isDying || this.rt.heap.collecting) && entryFrame !== this.lastEntryFrame) registry.touchMissing();
      this.lastEntryFrame = entryFrame;
      this.native.settle(true);
    }
    if (registry.foundCount > 0) this.holders.readFound();
    if (isNativeActive || !registry.isTouchedWrong) return;
    // The state of a module may have changed without growing.
    this.moduleStates.forget();
    this.readRuntime();
    if (registry.foundCount > 0) this.holders.readFound();
  }

  /** What native code and the interpreter hold right now. */
  private readRuntime(): void {
    if (!this.runtimeHoldings.isIdle) this.runtimeHoldings.read();
    const { moduleStates } = this;
    if (moduleStates.read(this.labelOf)) {
      this.registry.setHoldings(moduleStates.holder, moduleStates.labels, moduleStates.targets, moduleStates.count);
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

  /**
   * Something runs in the middle of a deallocation (a finalizer, a weak reference's callback): of what the dying containers
   * held, the part that is dropped already is taken off the record.
   */
  private readDying(): void {
    const { registry } = this;
    for (let i = this.dyingHandles.length - 1; i >= 0; i--) {
      const handle = this.dyingHandles[i] as number;
      const object = registry.objects[handle];
      // A finalizer may have brought it back.
      if (object === null || object === undefined || object.refcnt > 0) this.dyingHandles.splice(i, 1);
      else registry.dropExcess(handle);
    }
  }

  private addStep(kind: StepKind, line: number, frame: number): void {
    const { generations } = this.rt.heap;
    const young = generations[0];
    const middle = generations[1];
    const old = generations[2];
    if (young.threshold !== this.youngThreshold || middle.threshold !== this.middleThreshold || old.threshold !== this.oldThreshold || this.rt.heap.enabled !== this.collectorEnabled) this.noteThresholds();
    const { registry } = this;
    this.recording.addStep(kind, line, frame, young.count, middle.count, old.count, this.instructions, registry.liveObjects, registry.liveBytes);
    registry.step++;
    this.instructions = 0;
    if (this.options.window !== undefined && this.recording.steps.count > this.options.window.to) this.stop();
  }

  private stop(): void {
    this.active = false;
    this.rt.heap.observer = null;
  }

  private noteThresholds(): void {
    const [young, middle, old] = this.rt.heap.generations;
    this.youngThreshold = young.threshold;
    this.middleThreshold = middle.threshold;
    this.oldThreshold = old.threshold;
    this.recording.thresholds.push({ step: this.recording.steps.count, thresholds: [young.threshold, middle.threshold, old.threshold], enabled: this.rt.heap.enabled });
    this.collectorEnabled = this.rt.heap.enabled;
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
