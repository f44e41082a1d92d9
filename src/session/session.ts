/**
 * One document's last run and the answers about it: annotations, hover, views, neighbours. In: a recorded run. Out: plain
 * data in the editor's units. What takes a pass over the whole recording is made once, when first asked for.
 *
 * Moments are numbered without the steps inside imported libraries (see moments.ts); only here are the two kinds of number
 * turned into each other.
 */
import { assert } from '../base';
import { buildView, leftBehind, lineCoverage, lineHistories, momentFile, momentFileLimits, momentReport, type CodeNames, type CollectionEvent, type CollectorRules, type DrawingColours, type HeapView, type LeftBehind, type LineHistory, type MomentFileFormat, type OutputChunk, type ViewOptions } from '../analysis';
import { outputBefore } from '../analysis';
import { lineAnnotations, lineMarks, type HoverAnswer, type LineAnnotation, type LineMark } from '../annotations';
import { defaultProfile, profiles } from '../python/profiles';
import { StepKind, type Timeline } from '../recording';
import { codeLinesOf } from './codeLines';
import { NamesByCode } from './codeNames';
import { Debugging } from './debugging';
import { expectationOutcomes, type ExpectationOutcome } from './expectations';
import { GraphQuestions } from './graphQuestions';
import { Hovering } from './hovering';
import { Moments } from './moments';
import { namedObject, type NamedAnswer } from './namedObject';
import type { RecordedRun } from './recordedRun';
import { TimeQuestions } from './timeQuestions';

export class Session {
  private histories: ReadonlyMap<number, LineHistory> | null = null;
  private left: ReadonlyMap<number, LeftBehind> | null = null;
  private hovering: Hovering | null = null;
  private readonly names: NamesByCode | null;

  private readonly moments: Moments | null;
  private debugger: Debugging | null = null;
  private questions: TimeQuestions | null = null;
  private momentQuestions: GraphQuestions | null = null;

  constructor(readonly run: RecordedRun) {
    this.moments = run.timeline === null ? null : new Moments(run.timeline.recording);
    this.names = run.timeline === null ? null : new NamesByCode(run.timeline.recording);
  }

  /** Questions over time; null when nothing ran. */
  get time(): TimeQuestions | null {
    const { timeline, columns } = this.run;
    if (timeline === null || this.moments === null) return null;
    return (this.questions ??= new TimeQuestions(timeline, this.moments, (line) => columns.line(line)));
  }

  /** Questions about the heap of one moment; null when nothing ran. */
  get graph(): GraphQuestions | null {
    const { timeline } = this.run;
    if (timeline === null || this.moments === null) return null;
    return (this.momentQuestions ??= new GraphQuestions(timeline, this.moments, this.rules));
  }

  /** When its collector runs. A file may be of a version not known here. */
  private get rules(): CollectorRules {
    return profiles.find(({ name }) => name === this.run.input.pythonVersion) ?? defaultProfile;
  }

  /** The moment at a step of the recording, or the last one before it. */
  momentOf(step: number): number {
    return this.moments?.moment(step) ?? 0;
  }

  /** Moments that can be shown. */
  get stepCount(): number {
    return this.moments?.count ?? 0;
  }

  /** The first and the last moment that can be shown: of a long run the beginning was given up. */
  get window(): { readonly firstMoment: number; readonly lastMoment: number } {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return { firstMoment: 0, lastMoment: 0 };
    const { windowStart } = timeline.recording;
    const first = moments.moment(windowStart);
    return { firstMoment: moments.step(first) < windowStart ? first + 1 : first, lastMoment: moments.count - 1 };
  }

  /**
   * Annotations of executed lines from `startLine` to `endLine` (from 0, both included), by line: of all hits, or of each line's
   * last hit before a moment.
   */
  annotations(startLine: number, endLine: number, moment?: number): readonly LineAnnotation[] {
    const { moments } = this;
    if (this.run.timeline === null || moments === null) return [];
    const lines = moment === undefined ? this.lines(this.run.timeline)
      : this.time?.histories(moment, startLine, endLine, (code) => this.namesOf(code)) ?? new Map<number, LineHistory>();
    return lineAnnotations(lines, startLine, endLine, this.leftBehind(moment))
      .map((annotation) => ({ ...annotation, lastStep: moments.moment(annotation.lastStep), lastAfter: moments.moment(annotation.lastAfter) }));
  }

  /** By line (from 1) what it left behind, at a moment or before the end of the program. */
  private leftBehind(moment: number | undefined): ReadonlyMap<number, LeftBehind> {
    const { time, graph, moments } = this;
    if (time === null || graph === null || moments === null) return new Map();
    if (moment !== undefined) return leftBehind(time.index, graph.at(moment));
    return (this.left ??= leftBehind(time.index, graph.at(moments.moment(time.index.exitStep))));
  }

  view(step: number, options: ViewOptions): HeapView {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return EMPTY_VIEW;
    const moment = Math.min(Math.max(Math.trunc(step), 0), moments.count - 1);
    const at = moments.step(moment);
    const { windowStart } = timeline.recording;
    assert(at >= windowStart, `step ${at} is on record (from ${windowStart})`);
    // What changed since the moment before can't be told at the first one on record.
    const before = moments.stepBefore(moment);
    const graph = this.graph?.at(moment);
    const wished = options.filter === undefined ? options : { ...options, filter: this.graph?.inSteps(options.filter) ?? options.filter };
    const view = buildView(timeline.recording, timeline.seek(at), at, wished, before < windowStart && windowStart > 0 ? at : before, graph);
    return {
      ...view,
      step: moment,
      stepCount: moments.count,
      // Between two moments of the scenario a library may have made many steps.
      sentence: before === at - 1 ? (this.time?.sentence(at) ?? '') : view.sentence,
      nodes: view.nodes.map((node) => (node.bornStep === null ? node : { ...node, bornStep: moments.moment(node.bornStep) })),
      output: view.output.map((chunk) => ({ ...chunk, step: moments.moment(chunk.step) })),
    };
  }

  /** The next (1) or previous (-1) moment, optionally only before a line (from 0); null at the end. */
  neighbour(step: number, direction: 1 | -1, line?: number): number | null {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return null;
    const { steps } = timeline.recording;
    for (let moment = step + direction; moment >= 0 && moment < moments.count; moment += direction) {
      const at = moments.step(moment);
      if (line === undefined || (steps.kind(at) === StepKind.Line && steps.line(at) === line + 1)) return moment;
    }
    return null;
  }

  /** What is known of the name, attribute or subscript at a place (from 0, UTF-16), at a moment or at its line's last hit. */
  hover(line: number, column: number, moment?: number): HoverAnswer | null {
    const { moments, time } = this;
    if (time === null || moments === null) return null;
    this.hovering ??= new Hovering({ source: this.run.input.source, index: time.index, moments, namesOf: (code) => this.namesOf(code) });
    return this.hovering.hover(line, column, moment);
  }

  /** What the margin says of each line that has code. */
  marks(): readonly LineMark[] {
    const { timeline } = this.run;
    const main = timeline?.recording.codes.find(({ inScenario, name }) => inScenario && name === '<module>');
    if (timeline === null || main === undefined) return [];
    const lines = this.lines(timeline);
    return lineMarks(lines, lineCoverage(lines, codeLinesOf(main.source)));
  }

  /** What a name seen from a line (from 0) stands for at a moment; at the line's last hit where its function does not run then. */
  named(step: number, line: number | null, text: string): NamedAnswer {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null || this.graph === null) return { message: 'nothing ran' };
    const told = (answer: NamedAnswer): NamedAnswer => ('message' in answer ? answer : { ...answer, step: moments.moment(answer.step) });
    const answer = namedObject(this.graph.at(step), line, text);
    const history = line === null || !('message' in answer) ? null : this.lines(timeline).get(line + 1) ?? this.enclosing(timeline, line + 1);
    if (history === null || history.lastAfter < timeline.recording.windowStart) return told(answer);
    const atHit = namedObject(this.graph.at(moments.moment(history.lastAfter)), line, text);
    return told('message' in atHit ? answer : atHit);
  }

  /** The text of a file with a moment. */
  file(step: number, format: MomentFileFormat, colours?: DrawingColours): string {
    const { moments } = this;
    const { timeline, input, columns } = this.run;
    if (timeline === null || moments === null) throw new Error('nothing ran');
    const limits = momentFileLimits(format);
    const view = this.view(step, limits.view);
    const report = { ...momentReport(timeline, moments.step(view.step), limits), view, step: view.step, stepCount: view.stepCount, sentence: view.sentence };
    return momentFile(format, report, {
      file: input.fileName, pythonVersion: input.pythonVersion, sourceLine: (line) => columns.line(line), ...(colours === undefined ? {} : { colours }),
    });
  }

  /** What became of the source's expectations, in the order of the file. */
  expectations(): ExpectationOutcome[] {
    return expectationOutcomes(this.run.input.source, this.run.timeline, this.moments);
  }

  /** The run as a debugger asks for it; null when nothing ran. */
  get debugging(): Debugging | null {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return null;
    return (this.debugger ??= new Debugging(timeline, moments));
  }

  collections(): CollectionEvent[] {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return [];
    return timeline.recording.collections.map(({ startStep, generation, reason, collected, uncollectable }) => ({
      step: moments.moment(startStep), generation, collected, uncollectable, automatic: reason === 'automatic',
    }));
  }

  output(): OutputChunk[] {
    const { moments } = this;
    const { timeline } = this.run;
    if (timeline === null || moments === null) return [];
    return outputBefore(timeline.recording, timeline.stepCount - 1).map((chunk) => ({ ...chunk, step: moments.moment(chunk.step) }));
  }

  /** The names on a line (from 1) of a code object. */
  namesOf(code: number): CodeNames | null {
    return this.names?.of(code) ?? null;
  }

  lines(timeline: Timeline): ReadonlyMap<number, LineHistory> {
    this.histories ??= this.run.histories ?? lineHistories(timeline, (code) => this.namesOf(code));
    return this.histories;
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

const EMPTY_VIEW: HeapView = {
  step: 0, stepCount: 0, event: 'end', line: null, functionName: '', sentence: '', roots: [], nodes: [], hiddenCount: 0, freed: [],
  generations: [{ count: 0, threshold: 700, objects: 0 }, { count: 0, threshold: 10, objects: 0 }, { count: 0, threshold: 10, objects: 0 }],
  output: [],
};
