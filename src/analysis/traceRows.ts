/**
 * A recording as a table: one row per step with the refcounts of the names on its line, for a line event those after the line
 * ran. In: a timeline and the names per line. Out: rows, in order.
 */
import { IMMORTAL, stepKindNames, StepKind, type HeapState, type Timeline } from '../recording';
import type { StepEvent } from './heapView';
import type { CodeNames, LineName } from './lineNames';
import { NameTracker } from './nameTracker';

export type TraceCount = number | 'immortal' | 'freed' | 'unbound';

export interface TraceRow {
  readonly step: number;
  readonly event: StepEvent;
  /** From 1; null at the end. */
  readonly line: number | null;
  readonly functionName: string;
  /** The file, for steps outside the scenario; else null. */
  readonly file: string | null;
  /** For each name on the line, its count. */
  readonly counts: ReadonlyMap<string, TraceCount>;
  /** What the step printed on standard output. */
  readonly output: string;
}

interface OpenRow {
  readonly row: { -readonly [Key in keyof TraceRow]: TraceRow[Key] };
  readonly names: readonly LineName[];
  readonly before: readonly number[];
}

export function* traceRows(timeline: Timeline, codeNames: (code: number) => CodeNames | null): Iterable<TraceRow> {
  const { recording } = timeline;
  const { steps, entities, codes } = recording;
  const tracker = new NameTracker(recording);
  const open = new Map<number, OpenRow>();
  /** Rows in order; the ones whose line is still running hold the later ones back. */
  const waiting: OpenRow[] = [];

  for (let step = 0; step < steps.count; step++) {
    const state = timeline.seek(step);
    const frame = steps.frame(step);
    const kind = steps.kind(step);
    const previous = kind === StepKind.End ? undefined : open.get(frame);
    if (kind === StepKind.End) {
      for (const [openFrame, row] of open) close(state, openFrame, row);
      open.clear();
    } else if (previous !== undefined) {
      close(state, frame, previous);
      open.delete(frame);
    }
    const code = frame === 0 ? undefined : codes[entities.value(frame)];
    const names = kind === StepKind.Line ? (codeNames(entities.value(frame))?.namesByLine.get(steps.line(step)) ?? []) : [];
    const entry: OpenRow = {
      row: {
        step, event: stepKindNames[kind], line: kind === StepKind.End ? null : steps.line(step),
        functionName: code?.qualname ?? '', file: code === undefined || code.inScenario ? null : code.filename,
        counts: new Map(), output: outputOf(timeline, step),
      },
      names,
      before: names.map((name) => tracker.lookUp(state, frame, name)),
    };
    waiting.push(entry);
    if (kind === StepKind.Line) open.set(frame, entry);
    if (open.size === 0 || kind === StepKind.End) {
      for (const { row } of waiting) yield row;
      waiting.length = 0;
    }
  }
  for (const { row } of waiting) yield row;

  function close(state: HeapState, frame: number, { row, names, before }: OpenRow): void {
    const counts = new Map<string, TraceCount>();
    names.forEach((name, i) => {
      const count = countOf(state, tracker.lookUp(state, frame, name), before[i] as number);
      if (count !== null) counts.set(name.name, count);
    });
    row.counts = counts;
  }
}

function countOf(state: HeapState, entity: number, before: number): TraceCount | null {
  if (entity !== 0) {
    const refcount = state.refcount(entity);
    return refcount === IMMORTAL ? 'immortal' : refcount;
  }
  if (before === 0) return null;
  return state.refcount(before) === 0 ? 'freed' : 'unbound';
}

function outputOf(timeline: Timeline, step: number): string {
  const { steps, outputs } = timeline.recording;
  if (step + 1 >= steps.count) return '';
  return outputs.slice(steps.outputEnd(step), steps.outputEnd(step + 1)).filter(({ stream }) => stream === 'stdout').map(({ text }) => text).join('');
}
