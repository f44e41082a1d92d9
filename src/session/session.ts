/**
 * One document's last run and the answers about it: annotations, hover, views, neighbours. In: a recorded run. Out: plain
 * data in the editor's units. What takes a pass over the whole recording is made once, when first asked for.
 */
import { buildView, lineHistories, type CodeNames, type CollectionEvent, type HeapView, type LineHistory, type LineName, type OutputChunk, type ViewOptions } from '../analysis';
import { outputBefore } from '../analysis';
import { hoverAnswer, lineAnnotations, type HoverAnswer, type LineAnnotation } from '../annotations';
import { StepKind, type Timeline } from '../recording';
import { codeNames } from './codeNames';
import type { RecordedRun } from './recordedRun';

export class Session {
  private histories: ReadonlyMap<number, LineHistory> | null = null;
  private readonly namesByCode = new Map<number, CodeNames>();

  constructor(readonly run: RecordedRun) {}

  get stepCount(): number {
    return this.run.timeline?.stepCount ?? 0;
  }

  /** Annotations of executed lines from `startLine` to `endLine` (from 0, both included), by line. */
  annotations(startLine: number, endLine: number): readonly LineAnnotation[] {
    return this.run.timeline === null ? [] : lineAnnotations(this.lines(this.run.timeline), startLine, endLine);
  }

  view(step: number, options: ViewOptions): HeapView {
    const { timeline } = this.run;
    if (timeline === null) return EMPTY_VIEW;
    const moment = Math.min(Math.max(Math.trunc(step), 0), timeline.stepCount - 1);
    return buildView(timeline.recording, timeline.seek(moment), moment, options);
  }

  /** The next (1) or previous (-1) moment, optionally only before a line (from 0); null at the end. */
  neighbour(step: number, direction: 1 | -1, line?: number): number | null {
    const { timeline } = this.run;
    if (timeline === null) return null;
    const { steps, entities, codes } = timeline.recording;
    for (let candidate = step + direction; candidate >= 0 && candidate < steps.count; candidate += direction) {
      if (line === undefined) return candidate;
      if (steps.kind(candidate) !== StepKind.Line || steps.line(candidate) !== line + 1) continue;
      if (codes[entities.value(steps.frame(candidate))]?.inScenario === true) return candidate;
    }
    return null;
  }

  /** What is known of the name at a place (from 0, UTF-16), at a moment or at its line's last hit. */
  hover(line: number, column: number, step?: number): HoverAnswer | null {
    const { timeline, columns } = this.run;
    if (timeline === null) return null;
    const word = wordAt(columns.line(line), column);
    if (word === null) return null;
    const place = this.placeFor(timeline, line + 1, word.text, step);
    if (place === null) return null;
    const range = { startLine: line, startColumn: word.start, endLine: line, endColumn: word.start + word.text.length };
    return hoverAnswer(timeline, { range, ...place });
  }

  collections(): CollectionEvent[] {
    const { timeline } = this.run;
    if (timeline === null) return [];
    return timeline.recording.collections.map(({ step, generation, reason, collected, uncollectable }) => ({
      step: Math.max(0, step - 1), generation, collected, uncollectable, automatic: reason === 'automatic',
    }));
  }

  output(): OutputChunk[] {
    const { timeline } = this.run;
    return timeline === null ? [] : outputBefore(timeline.recording, timeline.stepCount - 1);
  }

  /** The names on a line (from 1) of a code object. */
  namesOf(code: number): CodeNames | null {
    const record = this.run.timeline?.recording.codes[code];
    if (record === undefined) return null;
    let names = this.namesByCode.get(code);
    if (names === undefined) {
      names = codeNames(record.source);
      this.namesByCode.set(code, names);
    }
    return names;
  }

  lines(timeline: Timeline): ReadonlyMap<number, LineHistory> {
    this.histories ??= lineHistories(timeline, (code) => this.namesOf(code));
    return this.histories;
  }

  /** The frame and moment in which a name on a line (from 1) is to be looked up. */
  private placeFor(timeline: Timeline, line: number, word: string, step: number | undefined): { frame: number; step: number; name: LineName } | null {
    const { steps, entities } = timeline.recording;
    const nameIn = (frame: number): LineName => {
      const code = entities.value(frame);
      const known = this.namesOf(code)?.namesByLine.get(line)?.find(({ name }) => name === word);
      if (known !== undefined) return known;
      const source = timeline.recording.codes[code]?.source;
      const isLocal = source !== undefined && (source.localsplusnames.includes(word) || (source.name !== '<module>' && source.names.includes(word)));
      return { name: word, scope: isLocal ? 'local' : 'global' };
    };
    if (step !== undefined) {
      const moment = Math.min(Math.max(Math.trunc(step), 0), timeline.stepCount - 1);
      const frame = steps.frame(moment);
      return frame === 0 ? null : { frame, step: moment, name: nameIn(frame) };
    }
    const history = this.lines(timeline).get(line) ?? this.enclosing(timeline, line);
    if (history === null) return null;
    const frame = steps.frame(history.lastStep);
    return { frame, step: history.lastAfter, name: nameIn(frame) };
  }

  /** For a line inside a statement of several lines, or one that only defines: the executed line before it. */
  private enclosing(timeline: Timeline, line: number): LineHistory | null {
    let best: LineHistory | null = null;
    for (const history of this.lines(timeline).values()) {
      if (history.line <= line && history.hits > 0 && (best === null || history.line > best.line)) best = history;
    }
    return best;
  }
}

/** The identifier at a column; null between words, and after a dot, where the name is no variable. */
function wordAt(text: string, column: number): { text: string; start: number } | null {
  for (const match of text.matchAll(/[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/gu)) {
    const start = match.index;
    if (column < start || column > start + match[0].length) continue;
    return text[start - 1] === '.' ? null : { text: match[0], start };
  }
  return null;
}

const EMPTY_VIEW: HeapView = {
  step: 0, stepCount: 0, event: 'end', line: null, functionName: '', sentence: '', roots: [], nodes: [], hiddenCount: 0, freed: [],
  generations: [{ count: 0, threshold: 700, objects: 0 }, { count: 0, threshold: 10, objects: 0 }, { count: 0, threshold: 10, objects: 0 }],
  output: [],
};
