/**
 * What each executed line did to the names on it, over all its hits: one pass over the recording.
 *
 * A line is over when its frame has its next event (or ends); the counts taken are those of that moment. In: a timeline and
 * the names per line. Out: for each line its hits, its last moments, and for each name the counts it ended with.
 */
import { IMMORTAL, ShapeKind, StepKind, type HeapState, type Timeline } from '../recording';
import type { CodeNames, LineName } from './lineNames';
import { NameTracker } from './nameTracker';

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
}

export interface LineHistory {
  /** From 1. */
  readonly line: number;
  hits: number;
  /** The last hit: the step of its line event, and the moment it was over. */
  lastStep: number;
  lastAfter: number;
  readonly names: Map<string, NameHistory>;
  /** Collections which ran during hits of the line: how many, and what they freed. */
  collections: number;
  collected: number;
}

interface OpenLine {
  readonly step: number;
  readonly history: LineHistory;
  readonly names: readonly LineName[];
  /** For each name, what it stood for before. */
  readonly before: readonly number[];
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
  /** For each frame with a line under way. */
  private readonly open = new Map<number, OpenLine>();
  private tracker: NameTracker;
  private next = 0;

  /** @param timeline its own: it is moved, and must be at no other's disposal between two pieces */
  constructor(private readonly timeline: Timeline, private readonly codeNames: NamesOfCode) {
    this.tracker = new NameTracker(timeline.recording);
  }

  /** Steps up to `end` (exclusive), once each. */
  advance(end: number, shouldStop: () => boolean = () => false): void {
    const { recording } = this.timeline;
    // The slots of a namespace are looked for once, and more may have come.
    this.tracker = new NameTracker(recording);
    for (; this.next < Math.min(end, recording.steps.count); this.next++) {
      this.step(this.next);
      if ((this.next & 1023) === 0 && shouldStop()) return;
    }
  }

  /** After the last step. */
  finish(): ReadonlyMap<number, LineHistory> {
    for (const { startStep, collected } of this.timeline.recording.collections) this.noteCollection(startStep, collected);
    return this.lines;
  }

  private step(step: number): void {
    const { timeline, open } = this;
    const { recording } = timeline;
    const { steps, entities } = recording;
    const kind = steps.kind(step);
    const frame = steps.frame(step);
    if (kind === StepKind.Call) return;
    const state = timeline.seek(step);
    if (kind === StepKind.End) {
      for (const [openFrame, line] of open) this.close(state, openFrame, line, step);
      return;
    }
    const previous = open.get(frame);
    // An exception may be handled on its own line (`with`, `finally`): the line is over at its next event of another kind.
    if (previous !== undefined) {
      this.close(state, frame, previous, step);
      open.delete(frame);
    }
    if (kind !== StepKind.Line) return;
    const code = entities.value(frame);
    if (recording.codes[code]?.inScenario !== true) return;
    const number = steps.line(step);
    const names = this.codeNames(code)?.namesByLine.get(number) ?? [];
    open.set(frame, { step, history: historyOf(this.lines, number), names, before: names.map((name) => this.tracker.lookUp(state, frame, name)) });
  }

  private close(state: HeapState, frame: number, line: OpenLine, after: number): void {
    const { history } = line;
    history.hits++;
    history.lastStep = line.step;
    history.lastAfter = after;
    line.names.forEach((name, i) => {
      const entity = this.tracker.lookUp(state, frame, name);
      note(history, name.name, this.outcome(state, entity, line.before[i] as number));
    });
  }

  private outcome(state: HeapState, entity: number, before: number): NameOutcome {
    if (entity !== 0) {
      const refcount = state.refcount(entity);
      if (refcount === IMMORTAL) return { kind: 'immortal', entity };
      return { kind: 'count', refcount, entity, replaced: before !== entity && this.isLostObject(state, before) };
    }
    if (before === 0) return { kind: 'none' };
    const refcount = state.refcount(before);
    if (refcount === IMMORTAL) return { kind: 'none' };
    return refcount === 0 ? { kind: 'freed', entity: before } : { kind: 'unbound', refcount, entity: before };
  }

  /** It stood for an object (not a plain value) that is gone now. */
  private isLostObject(state: HeapState, entity: number): boolean {
    return entity !== 0 && state.refcount(entity) === 0 && this.timeline.recording.entities.shape(entity) !== ShapeKind.Atom;
  }

  private noteCollection(step: number, collected: number): void {
    const { steps, entities, codes } = this.timeline.recording;
    const code = codes[entities.value(steps.frame(step))];
    if (code?.inScenario !== true || steps.kind(step) !== StepKind.Line) return;
    const history = this.lines.get(steps.line(step));
    if (history === undefined) return;
    history.collections++;
    history.collected += collected;
  }
}

function historyOf(lines: Map<number, LineHistory>, line: number): LineHistory {
  let history = lines.get(line);
  if (history === undefined) {
    history = { line, hits: 0, lastStep: 0, lastAfter: 0, names: new Map(), collections: 0, collected: 0 };
    lines.set(line, history);
  }
  return history;
}

function note(history: LineHistory, name: string, outcome: NameOutcome): void {
  let entry = history.names.get(name);
  if (entry === undefined) {
    entry = { name, minimum: Infinity, maximum: -Infinity, last: outcome, freed: 0, seen: 0 };
    history.names.set(name, entry);
  }
  entry.last = outcome;
  if (outcome.kind === 'none') return;
  entry.seen++;
  if (outcome.kind === 'freed') entry.freed++;
  if (outcome.kind === 'count') {
    entry.minimum = Math.min(entry.minimum, outcome.refcount);
    entry.maximum = Math.max(entry.maximum, outcome.refcount);
  }
}
