/**
 * What each executed line did to the names on it, and what work it did besides, over all its hits: one pass over the recording, which
 * can be taken in pieces while the recording grows or gives up its beginning.
 *
 * A line is over when its frame has its next event (or ends); the counts taken are those of that moment. In: a timeline and
 * the names per line. Out: for each line its hits, its last moments, and for each name the counts it ended with.
 *
 * Cost: every change once, and a look at each name of a line when it begins and when it is over; where a name stands is found
 * once per frame (`nameSlots.ts`).
 */
import { IMMORTAL, ShapeKind, StepKind, valueText, type CodeRecord, type HeapState, type Recording, type Timeline } from '../recording';
import type { CodeNames, LineName } from './lineNames';
import { LineWorkDraft, WorkReader, WorkStack, type LineWork } from './lineWork';
import { NameSlots, type FrameNames, type NamePlace } from './nameSlots';
import { RunIndex } from './queries/runIndex';

/** What became of a name's object in a hit of a line. */
export type NameOutcome =
  /** It stands for an object with this count; `replaced`: the object it stood for before died of it. */
  | { readonly kind: 'count'; readonly refcount: number; readonly entity: number; readonly replaced?: boolean }
  | { readonly kind: 'immortal'; readonly entity: number }
  /** It was unbound, and its object died with it. */
  | { readonly kind: 'freed'; readonly entity: number }
  /** It was unbound; its object lives on with this count. */
  | { readonly kind: 'unbound'; readonly refcount: number; readonly entity: number }
  | { readonly kind: 'none' };

export interface NameHistory {
  readonly name: string;
  /** Over all hits at which the name stood for something. */
  minimum: number;
  maximum: number;
  last: NameOutcome;
  /** Hits at which its object was freed. */
  freed: number;
  /** Hits at which the name stood for anything. */
  seen: number;
  /** It stands for a function, class or module: there on most lines, and of little news. */
  readonly isMachinery: boolean;
}

export interface LineHistory {
  /** From 1. */
  readonly line: number;
  hits: number;
  /** The last hit: the step of its line event, and the moment it was over. */
  lastStep: number;
  lastAfter: number;
  readonly names: Map<string, NameHistory>;
  /** What the line itself did, over all hits, calls not included. */
  work: LineWork;
  /** The lines its frame went on at, 0 where the frame was left; not where an exception took it. */
  readonly successors: Set<number>;
  /** A class statement: it is at its line twice, once more when its body begins. */
  isClass: boolean;
  /** At the moment looked at its last hit was not over. */
  readonly isUnderWay: boolean;
}

/** A line of a code object: what is looked at when it runs. */
interface LinePlan {
  readonly history: LineHistory;
  readonly work: LineWorkDraft;
  /** Where it went on last: loops go on at the same line again and again. */
  lastSuccessor: number;
  readonly places: readonly NamePlace[];
  readonly drafts: readonly NameDraft[];
}

/** A `NameHistory` in the making; its last outcome is still in numbers. */
class NameDraft {
  minimum = Infinity;
  maximum = -Infinity;
  freed = 0;
  seen = 0;
  before = 0;
  entity = 0;
  refcount = 0;
  replaced = false;
  isMachinery = false;

  constructor(readonly name: string) {}

  get last(): NameOutcome {
    const { entity, before, refcount, replaced } = this;
    if (entity !== 0) return refcount === IMMORTAL ? { kind: 'immortal', entity } : { kind: 'count', refcount, entity, replaced };
    if (before === 0 || refcount === IMMORTAL) return { kind: 'none' };
    return refcount === 0 ? { kind: 'freed', entity: before } : { kind: 'unbound', refcount, entity: before };
  }
}

/** A frame with a line under way. */
interface OpenFrame {
  readonly names: FrameNames;
  /** Null between lines. */
  plan: LinePlan | null;
  step: number;
  /** For each name of the line, what it stood for before. */
  before: number[];
}

type NamesOfCode = (code: number) => CodeNames | null;

/** Lines of the scenario by number (from 1). `codeNames` is by index of `recording.codes`. */
export function lineHistories(timeline: Timeline, codeNames: NamesOfCode, shouldStop: () => boolean = () => false): ReadonlyMap<number, LineHistory> {
  const pass = new LineHistoryPass(timeline, codeNames);
  pass.advance(timeline.recording.steps.count, shouldStop);
  return pass.finish();
}

/**
 * The pass in pieces, for runs of which the recording keeps only the last part: what it is about to give up is passed over before.
 */
export class LineHistoryPass {
  private readonly lines = new Map<number, LineHistory>();
  private readonly drafts = new Map<LineHistory, LineDraft>();
  /** By code object and line. */
  private readonly plans: (LinePlan | null | undefined)[][] = [];
  /** Frames that have been at a line and are not over. */
  private readonly open = new Map<number, OpenFrame>();
  private readonly slots: NameSlots;
  private readonly stack = new WorkStack<LinePlan>();
  private readonly reader: WorkReader;
  /** Whose work goes on after the last step read. */
  private worker: LinePlan | null = null;
  /** Where the tables stood at the last step read. */
  private entityEnd = 0;
  private deathEnd = 0;
  private outputEnd = 0;
  /** The first step not read. */
  private next = 0;

  /** @param timeline its own: it is moved, and must be at no other's disposal between two pieces */
  constructor(private readonly timeline: Timeline, private readonly codeNames: NamesOfCode) {
    this.slots = new NameSlots(timeline.recording);
    this.reader = new WorkReader(timeline.recording);
  }

  /** Steps up to `end` (exclusive), once each. */
  advance(end: number, shouldStop: () => boolean = () => false): void {
    const { timeline, open } = this;
    const { recording } = timeline;
    const { steps, entities } = recording;
    this.slots.refresh();
    const until = Math.min(end, recording.steps.count);
    if (this.next >= until) return;
    this.next = Math.max(this.next, recording.windowStart);
    let state = timeline.seek(this.next);
    let changes = steps.changeEnd(this.next);
    let frame = 0;
    let current: OpenFrame | undefined;
    for (; this.next < until; this.next++) {
      const step = this.next;
      const kind = steps.kind(step);
      this.passWork(step, kind);
      if (kind === StepKind.Call) continue;
      if (steps.changeEnd(step) !== changes) {
        changes = steps.changeEnd(step);
        state = timeline.seekChange(changes);
      }
      if (kind === StepKind.End) {
        for (const each of open.values()) this.close(state, each, step);
        continue;
      }
      if (steps.frame(step) !== frame) {
        frame = steps.frame(step);
        current = open.get(frame);
      }
      // An exception may be handled on its own line (`with`, `finally`): the line is over at its next event of another kind.
      if (current !== undefined) {
        if (kind !== StepKind.Exception) noteSuccessor(current.plan, kind === StepKind.Return ? 0 : steps.line(step));
        // A comprehension has its own hits of its line: what it makes for the line is still on its way.
        if (kind !== StepKind.Line || steps.line(step) !== current.plan?.history.line) current.plan?.work.endHit();
        this.close(state, current, step);
      }
      if (kind === StepKind.Return) {
        open.delete(frame);
        frame = 0;
        current = undefined;
      }
      if (kind !== StepKind.Line) continue;
      const plan = this.planOf(entities.value(frame), steps.line(step));
      if (plan === null) continue;
      if (current === undefined) open.set(frame, (current = { names: this.slots.frame(frame), plan, step, before: [] }));
      current.plan = plan;
      current.step = step;
      const { places } = plan;
      for (let i = 0; i < places.length; i++) current.before[i] = this.slots.lookUp(state, current.names, places[i] as NamePlace);
      if ((step & 1023) === 0 && shouldStop()) return;
    }
  }

  /** After the last step. */
  finish(): ReadonlyMap<number, LineHistory> {
    this.noteCollections();
    for (const [history, { names, work }] of this.drafts) {
      for (const { name, minimum, maximum, last, freed, seen, isMachinery } of names.values()) {
        if (history.hits > 0) history.names.set(name, { name, minimum, maximum, last, freed, seen, isMachinery });
      }
      history.work = work.finish();
    }
    return this.lines;
  }

  /** Hands what was done since the step before to its line, and finds whose work goes on after this one. Hot path. */
  private passWork(step: number, kind: StepKind): void {
    const { steps, entities, windowStart } = this.timeline.recording;
    const [entityEnd, deathEnd, outputEnd] = [steps.entityEnd(step), steps.deathEnd(step), steps.outputEnd(step)];
    if (step > windowStart && (entityEnd !== this.entityEnd || deathEnd !== this.deathEnd || outputEnd !== this.outputEnd)) {
      this.reader.read(this.worker?.work ?? null, step - 1);
    }
    this.entityEnd = entityEnd;
    this.deathEnd = deathEnd;
    this.outputEnd = outputEnd;
    const frame = steps.frame(step);
    const line = steps.line(step);
    const plan = frame === 0 || line === 0 ? null : this.planOf(entities.value(frame), line);
    if (kind === StepKind.Exception && plan !== null) this.reader.readException(plan.work, step);
    this.worker = frame === 0 ? null : this.stack.next(kind, frame, plan);
  }

  private planOf(code: number, line: number): LinePlan | null {
    const ofCode = (this.plans[code] ??= []);
    let plan = ofCode[line];
    if (plan === undefined) ofCode[line] = plan = this.makePlan(code, line);
    return plan;
  }

  private makePlan(code: number, line: number): LinePlan | null {
    const record = this.timeline.recording.codes[code];
    if (record?.inScenario !== true) return null;
    let history = this.lines.get(line);
    if (history === undefined) {
      history = { line, hits: 0, lastStep: 0, lastAfter: 0, names: new Map(), work: NO_WORK, successors: new Set(), isClass: false, isUnderWay: false };
      this.lines.set(line, history);
      this.drafts.set(history, { names: new Map(), work: new LineWorkDraft(this.timeline.recording, history.isClass) });
    }
    if (isClassLine(record, line) && !history.isClass) {
      history.isClass = true;
      this.drafts.set(history, { names: (this.drafts.get(history) as LineDraft).names, work: new LineWorkDraft(this.timeline.recording, true) });
    }
    const { names: known, work } = this.drafts.get(history) as LineDraft;
    const names: readonly LineName[] = this.codeNames(code)?.namesByLine.get(line) ?? [];
    const drafts = names.map(({ name }) => {
      const draft = known.get(name) ?? new NameDraft(name);
      known.set(name, draft);
      return draft;
    });
    return { history, work, lastSuccessor: -1, places: names.map((name) => this.slots.place(name)), drafts };
  }

  private close(state: HeapState, open: OpenFrame, after: number): void {
    const { plan, before, names } = open;
    if (plan === null) return;
    open.plan = null;
    const { history, work, places, drafts } = plan;
    history.hits++;
    history.lastStep = open.step;
    history.lastAfter = after;
    for (let i = 0; i < places.length; i++) {
      const entity = this.slots.lookUp(state, names, places[i] as NamePlace);
      this.note(state, drafts[i] as NameDraft, entity, before[i] as number);
      if (entity !== 0 && entity !== before[i]) this.reader.adopt(work, entity, open.step);
    }
  }

  private note(state: HeapState, draft: NameDraft, entity: number, before: number): void {
    if (entity !== draft.entity && entity !== 0) draft.isMachinery = isMachinery(this.timeline.recording, entity);
    draft.entity = entity;
    draft.before = before;
    if (entity !== 0) {
      const refcount = state.refcount(entity);
      draft.refcount = refcount;
      draft.seen++;
      if (refcount === IMMORTAL) return;
      draft.replaced = before !== entity && this.isLostObject(state, before);
      if (refcount < draft.minimum) draft.minimum = refcount;
      if (refcount > draft.maximum) draft.maximum = refcount;
      return;
    }
    if (before === 0) return;
    draft.refcount = state.refcount(before);
    if (draft.refcount === IMMORTAL) return;
    draft.seen++;
    if (draft.refcount === 0) draft.freed++;
  }

  /** It stood for an object (not a plain value) that is gone now. */
  private isLostObject(state: HeapState, entity: number): boolean {
    return entity !== 0 && state.refcount(entity) === 0 && this.timeline.recording.entities.shape(entity) !== ShapeKind.Atom;
  }

  private noteCollections(): void {
    const { recording } = this.timeline;
    const { steps, entities, codes, collections } = recording;
    let index: RunIndex | null = null;
    for (const record of collections) {
      let step = record.startStep;
      // What began after a return is the work of the caller's line.
      if (steps.kind(step) === StepKind.Return) step = (index ??= new RunIndex(this.timeline)).workStep(step);
      if (step === record.startStep && steps.kind(step) === StepKind.Return) continue; // the end of the program
      const code = codes[entities.value(steps.frame(step))];
      const history = code?.inScenario === true ? this.lines.get(steps.line(step)) : undefined;
      if (history !== undefined) this.drafts.get(history)?.work.addCollection(record);
    }
  }
}

/** CPython's CO_OPTIMIZED: class bodies and modules are not. */
const OPTIMIZED = 0x1;

/** The line at which a class body begins. */
export function isClassLine({ source, name }: CodeRecord, line: number): boolean {
  return source.firstlineno === line && name !== '<module>' && (source.flags & OPTIMIZED) === 0;
}

/** A function, class or module. */
export function isMachinery(recording: Recording, entity: number): boolean {
  return recording.entities.shape(entity) === ShapeKind.Other && valueText(recording, entity).startsWith('<');
}

/** A line in the making. */
interface LineDraft {
  readonly names: Map<string, NameDraft>;
  readonly work: LineWorkDraft;
}

function noteSuccessor(plan: LinePlan | null, line: number): void {
  if (plan === null || plan.lastSuccessor === line) return;
  plan.lastSuccessor = line;
  plan.history.successors.add(line);
}

const NO_TALLY = { count: 0, byType: [], names: [] };

export const NO_WORK: LineWork = {
  made: NO_TALLY, passed: NO_TALLY, freed: NO_TALLY, collected: NO_TALLY, raised: [], collections: { count: 0, generation: null, candidates: 0, collected: 0 }, output: '',
};
