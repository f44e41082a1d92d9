/**
 * What questions over time need to know of a run, each part made once, when first asked for: the steps of each line, which line
 * the work after each step belongs to, whose `__dict__` a dict is, when the program's end begins.
 *
 * In: a timeline. Out: places, steps, changes. It moves the timeline (`seek`), so a state is valid until the next question.
 */
import { assert } from '../../base';
import {
  deathCauseNames, EntityKind, Field, LabelKind, labelKind, labelPayload, NEVER, stepKindNames, StepKind, typeText, valueText, Timeline, type CodeRecord, type CollectionRecord, type HeapState, type Recording,
} from '../../recording';
import { objectName, shownId } from '../objectNames';
import type { DeathCause, ObjectReference, Place } from './timeAnswers';

interface FrameSteps {
  readonly work: Int32Array;
  readonly callers: Int32Array;
}

export class RunIndex {
  private lineSteps: ReadonlyMap<number, Int32Array> | null = null;
  private frameSteps: FrameSteps | null = null;
  private owners: ReadonlyMap<number, number> | null = null;
  private readonly calls = new Map<string, readonly number[]>();
  private exit: number | null = null;
  private collected: Uint8Array | null = null;
  private known: Uint8Array | null = null;
  private named: Uint8Array | null = null;
  private collectionsByStart: readonly CollectionRecord[] | null = null;

  /** @param sourceLine the text of a line (from 0), for sentences; '' if it is not known */
  constructor(readonly timeline: Timeline, readonly sourceLine: (line: number) => string = () => '') {}

  get recording(): Recording {
    return this.timeline.recording;
  }

  get stepCount(): number {
    return this.recording.steps.count;
  }

  get lastStep(): number {
    return this.stepCount - 1;
  }

  /** The first step whose state is on record: of a long run the beginning was given up. */
  get firstStep(): number {
    return this.recording.windowStart;
  }

  /** The first change on record. */
  get firstChange(): number {
    return this.firstStep === 0 ? 0 : this.recording.steps.changeEnd(this.firstStep);
  }

  /** The state at a step, or at the first on record. */
  seek(step: number): HeapState {
    return this.timeline.seek(Math.max(step, this.firstStep));
  }

  // ---- places ------------------------------------------------------------------------------------

  /** The code a step is in belongs to the file shown. */
  isInScenario(step: number): boolean {
    const { steps, entities, codes } = this.recording;
    const frame = steps.frame(step);
    return frame !== 0 && codes[entities.value(frame)]?.inScenario === true;
  }

  functionName(step: number): string {
    const frame = this.recording.steps.frame(step);
    return frame === 0 ? '' : typeText(this.recording, frame);
  }

  /** The body of a class statement. */
  isClassBody(step: number): boolean {
    const code = this.codeOf(step);
    return code !== undefined && code.name !== '<module>' && (code.source.flags & OPTIMIZED) === 0;
  }

  /** A generator or coroutine: its calls and returns are resumptions and yields, too. */
  isGenerator(step: number): boolean {
    return ((this.codeOf(step)?.source.flags ?? 0) & GENERATOR_FLAGS) !== 0;
  }

  private codeOf(step: number): CodeRecord | undefined {
    const { steps, entities, codes } = this.recording;
    const frame = steps.frame(step);
    return frame === 0 ? undefined : codes[entities.value(frame)];
  }

  place(step: number): Place {
    const { steps } = this.recording;
    const line = steps.line(step);
    return {
      step, event: stepKindNames[steps.kind(step)], line: line > 0 && this.isInScenario(step) ? line - 1 : null,
      functionName: this.functionName(step),
    };
  }

  /** Where the work between a step's moment and the next is told: after a return it is the caller's line that goes on. The step stays. */
  workPlace(step: number): Place {
    return { ...this.place(this.workStep(step)), step };
  }

  workStep(step: number): number {
    return this.frames().work[step] as number;
  }

  /** The caller's step (of its line under way) for the frame of a step, or -1. */
  callerStep(step: number): number {
    return this.frames().callers[step] as number;
  }

  private frames(): FrameSteps {
    this.frameSteps ??= indexFrames(this.recording);
    return this.frameSteps;
  }

  /** The moment a line's hit is over: its frame's next event, or the end; looked for up to a step. */
  lineOver(step: number, limit = this.lastStep): number {
    const { steps } = this.recording;
    const frame = steps.frame(step);
    for (let next = step + 1; next < limit; next++) if (steps.frame(next) === frame) return next;
    return limit;
  }

  /** The steps at which functions with this name (`__del__`) of the scenario are called. */
  callsOf(name: string): readonly number[] {
    let calls = this.calls.get(name);
    if (calls === undefined) {
      const { steps, codes, entities } = this.recording;
      const named = codes.map((code) => code.name === name && code.inScenario);
      const found: number[] = [];
      if (named.includes(true)) {
        for (let step = 0; step < steps.count; step++) {
          if (steps.kind(step) === StepKind.Call && named[entities.value(steps.frame(step))] === true) found.push(step);
        }
      }
      this.calls.set(name, found);
      calls = found;
    }
    return calls;
  }

  /** The steps at which a code object is called, by its number in `recording.codes`. */
  callsOfCode(code: number): readonly number[] {
    const { steps, entities } = this.recording;
    const found: number[] = [];
    for (let step = 0; step < steps.count; step++) {
      if (steps.kind(step) === StepKind.Call && entities.value(steps.frame(step)) === code) found.push(step);
    }
    return found;
  }

  /** The steps at which a line (from 1) of the scenario ran, ascending. */
  hits(line: number): Int32Array {
    return this.lines().get(line) ?? NO_STEPS;
  }

  /** For each line (from 1) of the scenario that ran, its steps. */
  lines(): ReadonlyMap<number, Int32Array> {
    this.lineSteps ??= indexLines(this);
    return this.lineSteps;
  }

  // ---- objects -----------------------------------------------------------------------------------

  reference(entity: number): ObjectReference {
    const { recording } = this;
    return { id: shownId(recording, entity), type: typeText(recording, entity), name: objectName(recording, entity), text: valueText(recording, entity) };
  }

  /** Made by the program, or what it called, in its run. */
  isProgramObject(entity: number): boolean {
    const { entities } = this.recording;
    if (entity <= this.recording.baselineEntity || entity >= entities.count) return false;
    if (this.firstStep > 0 && entities.isGone(entity, this.firstStep)) return false;
    return entities.kind(entity) === EntityKind.Object && !entities.isBackground(entity);
  }

  /** The step which made an entity; -1 for what was there before. */
  birthStep(entity: number): number {
    const { entities } = this.recording;
    return entities.isBackground(entity) ? -1 : entities.bornStep(entity) - 1;
  }

  /** The step which let it die, or -1 while it lives. */
  deathStep(entity: number): number {
    const died = this.recording.entities.diedStep(entity);
    return died === NEVER ? -1 : died - 1;
  }

  deathCause(entity: number): DeathCause {
    assert(this.deathStep(entity) >= 0, 'it is dead');
    return deathCauseNames[this.recording.entities.deathCause(entity)] ?? 'count';
  }

  /** It died while a collection ran. */
  isInCollection(entity: number): boolean {
    this.collected ??= diedInCollections(this.recording);
    return this.collected[entity] === 1;
  }

  /** A frame or an object of the program held it at some time; else it is an affair of the runtime alone. */
  isKnownToProgram(entity: number): boolean {
    this.known ??= knownToProgram(this.recording, this.firstChange, new Timeline(this.recording).seek(this.firstStep));
    return this.known[entity] === 1;
  }

  /** The step whose work is the end of the program; the last step where it did not come to it. */
  get exitStep(): number {
    this.exit ??= findExit(this.recording);
    return this.exit;
  }

  /** A variable of the program stood for it at some time: what a library makes for the program, not for itself. */
  isNamedByProgram(entity: number): boolean {
    this.named ??= namedByProgram(this.recording, this.firstChange);
    return this.named[entity] === 1;
  }

  /** Collections that a step from `from` to `to` (exclusive) made run. */
  collectionsFrom(from: number, to: number): readonly CollectionRecord[] {
    this.collectionsByStart ??= [...this.recording.collections].sort((a, b) => a.startStep - b.startStep);
    const sorted = this.collectionsByStart;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as CollectionRecord).startStep < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < sorted.length && (sorted[end] as CollectionRecord).startStep < to) end++;
    return sorted.slice(low, end);
  }

  /** Whose `__dict__` a dict is (class, module, instance), or 0. */
  ownerOf(dict: number): number {
        return this.namespaceOwners().get(dict) ?? 0;
  }

  private namespaceOwners(): ReadonlyMap<number, number> {
    // A timeline of its own, so that the state of a question under way stays valid.
    this.owners ??= namespaceOwners(this.recording, this.firstChange, new Timeline(this.recording).seek(this.lastStep));
    return this.owners;
  }

  // ---- the log -----------------------------------------------------------------------------------

  /** The step whose work a change is part of: the last one whose moment does not have it; -1 for what came before the first. */
  stepOfChange(change: number): number {
    const { steps } = this.recording;
    let [low, high] = [0, steps.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (steps.changeEnd(middle) <= change) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const NO_STEPS = new Int32Array(0);
/** CPython's CO_OPTIMIZED, and CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR. */
const OPTIMIZED = 0x1;
const GENERATOR_FLAGS = 0x20 | 0x80 | 0x200;

function indexLines(index: RunIndex): Map<number, Int32Array> {
  const { steps, codes, entities } = index.recording;
  const counts = new Map<number, number>();
  const scenario = codes.map(({ inScenario }) => inScenario);
  const isHit = (step: number): boolean => steps.kind(step) === StepKind.Line && scenario[entities.value(steps.frame(step))] === true;
  for (let step = 0; step < steps.count; step++) if (isHit(step)) counts.set(steps.line(step), (counts.get(steps.line(step)) ?? 0) + 1);
  const lines = new Map([...counts].sort(([a], [b]) => a - b).map(([line, count]) => [line, new Int32Array(count)]));
  const filled = new Map<number, number>();
  for (let step = 0; step < steps.count; step++) {
    if (!isHit(step)) continue;
    const line = steps.line(step);
    const at = filled.get(line) ?? 0;
    (lines.get(line) as Int32Array)[at] = step;
    filled.set(line, at + 1);
  }
  return lines;
}

/** Follows the call stack over all steps. A frame's number stands for one activation, so a generator has a new one each time. */
function indexFrames(recording: Recording): FrameSteps {
  const { steps } = recording;
  const work = new Int32Array(steps.count);
  const callers = new Int32Array(steps.count).fill(-1);
  const frames: number[] = [];
  /** For each frame of the stack, the step of the line it is at. */
  const current: number[] = [];
  for (let step = 0; step < steps.count; step++) {
    work[step] = step;
    const frame = steps.frame(step);
    if (frame === 0) break;
    let depth = frames.lastIndexOf(frame);
    if (depth < 0) {
      // A frame that is not running any more may still be here: threads, and what was left without an event.
      depth = frames.push(frame) - 1;
      current.push(step);
    } else if (depth < frames.length - 1) {
      frames.length = depth + 1;
      current.length = depth + 1;
    }
    const kind = steps.kind(step);
    if (kind === StepKind.Line || kind === StepKind.Call) current[depth] = step;
    if (depth > 0) callers[step] = current[depth - 1] as number;
    if (kind !== StepKind.Return) continue;
    if (depth > 0) work[step] = current[depth - 1] as number;
    frames.length = depth;
    current.length = depth;
  }
  return { work, callers };
}

/** The return of the first module that ran. */
function findExit(recording: Recording): number {
  const { steps } = recording;
  const main = steps.count > 0 ? steps.frame(0) : 0;
  for (let step = steps.count - 1; step >= 0; step--) if (steps.kind(step) === StepKind.Return && steps.frame(step) === main) return step;
  return steps.count - 1;
}

/** For each entity, 1 if it died in a collection. */
function diedInCollections({ entities, deaths, collections, steps, windowStart }: Recording): Uint8Array {
  const marks = new Uint8Array(entities.count);
  const first = windowStart === 0 ? 0 : steps.deathEnd(windowStart);
  for (const { deathStart, deathEnd } of collections) for (let row = Math.max(deathStart, first); row < deathEnd; row++) marks[deaths.get(row)] = 1;
  return marks;
}

function knownToProgram(recording: Recording, firstChange: number, first: HeapState): Uint8Array {
  const { log, slots, entities, mainNamespace } = recording;
  const known = new Uint8Array(entities.count);
  known[mainNamespace] = 1;
  const hold = (slot: number, target: number): void => {
    if (target === 0 || known[target] === 1) return;
    const holder = slots.holder(slot);
    if (known[holder] === 1 || entities.kind(holder) === EntityKind.Frame) known[target] = 1;
  };
  // Who is known only later knows what it held before: a second look finds nearly all of these.
  for (let look = 0; look < 2; look++) {
    for (let slot = 1; slot < slots.count; slot++) hold(slot, first.target(slot));
    for (let change = firstChange; change < log.length; change++) {
      if (log.field(change) === Field.Target) hold(log.index(change), log.newValue(change));
    }
  }
  return known;
}

/** Functions, classes and modules have names of their own; that they are imported makes them nobody's making. */
function namedByProgram(recording: Recording, firstChange: number): Uint8Array {
  const { log, slots, entities, mainNamespace, codes } = recording;
  const named = new Uint8Array(entities.count);
  for (let change = firstChange; change < log.length; change++) {
    const target = log.newValue(change);
    if (log.field(change) !== Field.Target || target === 0 || named[target] === 1 || !entities.isFromLibrary(target)) continue;
    const slot = log.index(change);
    const holder = slots.holder(slot);
    const kind = labelKind(slots.label(slot));
    const isLocal = (kind === LabelKind.Local || kind === LabelKind.CellVariable) && entities.kind(holder) === EntityKind.Frame
      && codes[entities.value(holder)]?.inScenario === true;
    if ((isLocal || (kind === LabelKind.Value && holder === mainNamespace)) && !valueText(recording, target).startsWith('<')) named[target] = 1;
  }
  return named;
}

function namespaceOwners(recording: Recording, firstChange: number, last: HeapState): Map<number, number> {
  const { slots, log, strings } = recording;
  const name = strings.find('__dict__');
  const owners = new Map<number, number>();
  if (name < 0) return owners;
  const isNamespace = (slot: number): boolean => labelKind(slots.label(slot)) === LabelKind.Part && labelPayload(slots.label(slot)) === name;
  const marks = new Uint8Array(slots.count);
  const note = (slot: number, dict: number): void => {
    if (dict !== 0 && !owners.has(dict)) owners.set(dict, slots.holder(slot));
  };
  for (let slot = 1; slot < slots.count; slot++) {
    if (!isNamespace(slot)) continue;
    marks[slot] = 1;
    note(slot, last.target(slot));
  }
  for (let change = firstChange; change < log.length; change++) {
    const slot = log.index(change);
    if (log.field(change) !== Field.Target || marks[slot] !== 1) continue;
    note(slot, log.oldValue(change));
    note(slot, log.newValue(change));
  }
  return owners;
}
