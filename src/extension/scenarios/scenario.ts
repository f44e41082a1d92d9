/**
 * One Python document and its newest run: what was measured, where its lines are now, which moment is shown. Runs are asked
 * for here and given up here: a run that a newer text has overtaken, or that doesn't end, loses its worker.
 *
 * It knows nothing of lenses, panels or commands; they listen to `onDidChange`.
 */
import * as vscode from 'vscode';
import type { ExpectationOutcome, HeapView, HoverAnswer, LineAnnotation, LineMark, Outcome, PanelQuestion, Problem, ReplayParts, Rewrite, RunSummary, SeekAnswer, ViewOptions } from '../../protocol';
import { standardView } from '../../protocol';
import { graceMs, RunViews, type RepeatedRun } from '../runtime/runViews';
import { isWorkerLost, type RuntimeClient } from '../runtime/runtimeClient';
import type { RuntimePool } from '../runtime/runtimePool';
import { readSettings } from '../settings';
import { LineMap } from './lineMap';
import { patienceWith } from './typingPace';

/** What has become of the scenario. */
export type ScenarioPhase = 'fresh' | 'running' | 'done';

/** A run that has steps: the newest one, or the newest before the text stopped being Python. */
export interface ShownRun {
  /** From 1; another number means another run. */
  readonly number: number;
  readonly summary: RunSummary;
  readonly annotations: readonly LineAnnotation[];
  readonly lines: LineMap;
  /** Lines (of the text that was run) whose annotation is of an earlier run, as this one ended before it came to them. */
  readonly carried: ReadonlySet<number>;
  readonly sourceLines: readonly string[];
  /** What became of the expectations in its comments. */
  readonly expectations: readonly ExpectationOutcome[];
  /** Which CPython the run was of. */
  readonly pythonVersion: string;
}

/** Problems of the newest run, and where the lines of its text are now. */
export interface RunProblems {
  readonly summary: RunSummary;
  /** What was left behind, found when there was time to look. */
  readonly hints: readonly Problem[];
  readonly hintsFound: boolean;
  readonly lines: LineMap;
}

const savingLimitMs = 120_000;
const hintLimitMs = 20_000;
/** Asking costs a message, which most documents need not send. */
const EXPECTATION = /#\s*expect\s*:/;

export class Scenario implements vscode.Disposable {
  /** The newest run's outcome, a syntax error included. */
  problems: RunProblems | null = null;
  shown: ShownRun | null = null;
  phase: ScenarioPhase = 'fresh';
  step = 0;
  view: HeapView | null = null;
  /** Steps a run under way has made, as far as known. */
  progress = 0;
  /** Our own failure, not the program's: '' if all is well. */
  failure = '';

  /** From the request to the values, of the last run that ended by itself. */
  lastRunMs: number | null = null;
  private client: RuntimeClient | null = null;
  private views: RunViews | null = null;
  private runNumber = 0;
  /** Where the lines of the text are which is run just now. */
  private runningLines: LineMap | null = null;
  /** Ends the run under way if it takes longer than a newer text waits. */
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private lookingForHints = false;
  private disposed = false;
  private settled: Promise<void> = Promise.resolve();
  private wantedStep: number | null = null;
  private seeking: Promise<void> | null = null;
  private readonly changed = new vscode.EventEmitter<Scenario>();
  readonly onDidChange = this.changed.event;
  options: ViewOptions = standardView;

  /** @param nextNumber a number no other run has */
  constructor(readonly document: vscode.TextDocument, private readonly pool: RuntimePool, private readonly nextNumber: () => number) {}

  get summary(): RunSummary | null {
    return this.problems?.summary ?? null;
  }

  get uri(): string {
    return this.document.uri.toString();
  }

  /** What is shown belongs to an older text than the document has. */
  get stale(): boolean {
    return this.shown !== null && this.shown.summary.version !== this.document.version;
  }

  /** Resolves when no run is under way, or after the given time. */
  async whenSettled(limitMs: number): Promise<void> {
    await Promise.race([this.settled, new Promise<void>((resolve) => setTimeout(resolve, limitMs))]);
  }

  /** Runs the document's present text. A run still under way is given up. */
  run(): Promise<void> {
    if (this.phase === 'running' || this.lookingForHints) this.dropClient();
    return this.begin();
  }

  /** Runs the present text when the run under way has ended, if that is soon. */
  runNext(): void {
    if (this.waiting !== undefined) return;
    const patience = this.phase === 'running' ? patienceWith(this) : 0;
    if (patience === 0) void this.run();
    else this.waiting = setTimeout(() => void this.run(), patience);
  }

  /** Gives up the run under way, at the reader's wish; what the run before it showed stays. */
  stop(): void {
    if (this.phase !== 'running') return;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.runNumber++;
    this.dropClient();
    this.phase = 'done';
    this.failure = vscode.l10n.t('The run was stopped.');
    this.changed.fire(this);
  }

  applyEdit(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const maps = new Set([this.shown?.lines, this.problems?.lines, this.runningLines]);
    // VS Code reports changes of one edit from the last to the first, in coordinates before the edit.
    for (const change of changes) {
      for (const lines of maps) {
        lines?.apply({
          startLine: change.range.start.line,
          endLine: change.range.end.line,
          text: change.text,
          atLineStart: change.range.start.character === 0,
        });
      }
    }
  }

  /** Shows another moment. While a view is being made only the newest wish is kept. */
  seek(step: number): Promise<void> {
    if (this.shown === null) return Promise.resolve();
    this.wantedStep = Math.max(0, Math.min(step, this.shown.summary.stepCount - 1));
    this.seeking ??= this.seekWanted().finally(() => {
      this.seeking = null;
    });
    return this.seeking;
  }

  /** @param from another moment than the one shown, with its line */
  async neighbour(direction: 1 | -1, sameLine: boolean, from: { readonly step: number; readonly line: number | null } = { step: this.step, line: this.view?.line ?? null }): Promise<number | null> {
    const request = { uri: this.uri, step: from.step, direction, line: sameLine ? from.line ?? undefined : undefined };
    return this.unlessLost(async (views) => await (await views.clientFor(null))?.call('neighbour', request) ?? null);
  }

  /** The bytes of a recording of the shown run; null when its worker is gone. */
  async save(writtenBy: string): Promise<Uint8Array | null> {
    return this.unlessLost(async (views) => await (await views.clientFor(null))?.call('save', { uri: this.uri, writtenBy }, savingLimitMs) ?? null);
  }

  /** The shown run as a page that replays itself, beginning here; null when its worker is gone. */
  async replayPage(writtenBy: string, parts: ReplayParts): Promise<Uint8Array | null> {
    const title = this.document.uri.path.replace(/^.*\//, '');
    const request = { uri: this.uri, writtenBy, title, step: this.step, parts };
    return this.unlessLost(async (views) => await (await views.clientFor(null))?.call('replayPage', request, savingLimitMs) ?? null);
  }

  /** What a page asks about the shown run. Moments that are not on record any more are recorded again first. */
  async ask(question: PanelQuestion): Promise<ArrayBuffer> {
    if (this.views === null) throw new Error('nothing was run yet');
    return this.views.ask(question);
  }

  /** A view of a moment for who has a moment of his own; null when it was not waited for, or a newer run came between. */
  async viewAt(step: number, options: ViewOptions): Promise<HeapView | null> {
    const { shown } = this;
    if (shown === null) return null;
    const view = await this.unlessLost((views) => views.view(Math.max(0, Math.min(step, shown.summary.stepCount - 1)), options));
    return shown === this.shown ? view : null;
  }

  /** The moment the reader chose; null while the run is shown as it ended. */
  get chosenStep(): number | null {
    return this.shown === null || this.step === restStep(this.shown) ? null : this.step;
  }

  /** Lines (of the text that was run, both included) as their last run before a moment left them; null when nobody can be asked. */
  async annotationsAt(step: number, startLine: number, endLine: number): Promise<readonly LineAnnotation[] | null> {
    return await this.views?.clientOf(step)?.call('annotations', { uri: this.uri, startLine, endLine, step }) ?? null;
  }

  /** What the margin says of the shown run. */
  async marks(): Promise<readonly LineMark[]> {
    return await this.unlessLost(async (views) => await (await views.clientFor(null))?.call('marks', this.uri) ?? null) ?? [];
  }

  /** What is under the mouse, at a moment or when its line was over; only for the text that was run. */
  async hover(position: vscode.Position, step: number | null = null, token?: vscode.CancellationToken): Promise<HoverAnswer | null> {
    await this.whenSettled(1000);
    const { shown } = this;
    if (shown === null || this.stale) return null;
    const place = { line: position.line, column: position.character, ...(step === null ? {} : { step }) };
    const hit = shown.annotations.find(({ line }) => line === position.line)?.lastStep ?? null;
    return this.unlessLost((views) => views.hover(place, hit, token));
  }

  /** Where an object's life began, as seen from a moment. */
  async birthOf(object: number, step: number): Promise<SeekAnswer | null> {
    const wish = { kind: 'born' as const, object };
    return this.unlessLost(async (views) => await (await views.clientFor({ from: step, to: step }))?.call('timeSeek', { uri: this.uri, wish }) ?? null);
  }

  /** Changes of the present text that would free memory, at some of its lines (both included), and for some of its classes. */
  async rewrites(startLine: number, endLine: number, types: readonly string[] = []): Promise<readonly Rewrite[]> {
    if (this.phase === 'running') return [];
    const request = { source: this.document.getText(), startLine, endLine, types };
    return await this.unlessLost(async (views) => await (await views.clientFor(null))?.call('rewrites', request) ?? null) ?? [];
  }

  /** What the shown run left, as `Outcome`s are compared; null when there is none or it is of an older text. */
  async outcome(): Promise<Outcome | null> {
    await this.whenSettled(1000);
    return this.stale ? null : this.unlessLost(async (views) => await (await views.clientFor(null))?.call('outcome', this.uri) ?? null);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.waiting);
    this.runNumber++;
    this.dropClient();
    this.changed.dispose();
  }

  /** An answer about the shown run; null when there is none, or when its worker is given up for a newer text meanwhile. */
  private async unlessLost<Answer>(ask: (views: RunViews) => Promise<Answer | null>): Promise<Answer | null> {
    if (this.views === null) return null;
    try {
      return await ask(this.views);
    } catch (error) {
      if (!isWorkerLost(error)) throw error;
      return null;
    }
  }

  private begin(): Promise<void> {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.phase = 'running';
    this.progress = 0;
    this.settled = this.runText(++this.runNumber);
    this.changed.fire(this);
    return this.settled;
  }

  private async runText(number: number): Promise<void> {
    const settings = readSettings(this.document);
    const source = this.document.getText();
    const version = this.document.version;
    const overtaken = () => number !== this.runNumber;
    const begun = performance.now();
    this.runningLines = new LineMap(this.document.lineCount);
    try {
      const client = await this.takeClient(overtaken);
      if (client === null) return;
      const run = {
        source,
        uri: this.uri,
        fileName: fileNameOf(this.document),
        pythonVersion: settings.pythonVersion,
        limits: settings.limits,
      };
      client.onProgress = (steps) => {
        this.progress = steps;
      };
      const summary = await client.call('run', { ...run, version }, settings.limits.seconds * 1000 + graceMs);
      if (overtaken()) return;
      this.lastRunMs = performance.now() - begun;
      // A newer text waits: what this one did would be seen for a moment only.
      if (this.waiting !== undefined) return this.begin();
      await this.takeResults(client, summary, run, overtaken);
    } catch (error) {
      if (overtaken()) return;
      this.failure = isWorkerLost(error)
        ? vscode.l10n.t('The run did not end in time and was given up.')
        : vscode.l10n.t('The run failed inside Heapglass: {0}', error instanceof Error ? error.message : String(error));
      this.dropClient();
    }
    if (overtaken()) return;
    this.runningLines = null;
    this.phase = 'done';
    this.changed.fire(this);
    if (this.waiting !== undefined) await this.begin();
  }

  private async takeResults(client: RuntimeClient, summary: RunSummary, run: RepeatedRun, overtaken: () => boolean): Promise<void> {
    this.failure = '';
    const lines = this.runningLines ?? new LineMap(this.document.lineCount);
    if (summary.stepCount === 0) {
      this.problems = { summary, hints: [], hintsFound: false, lines };
      return;
    }
    const sourceLines = run.source.split(/\r\n|\n|\r/);
    const annotations = await client.call('annotations', { uri: this.uri, startLine: 0, endLine: sourceLines.length });
    if (overtaken()) return;
    const expectations = EXPECTATION.test(run.source) ? await client.call('expectations', this.uri) : [];
    if (overtaken()) return;
    const wasAtRest = this.shown === null || this.step === restStep(this.shown);
    const carried = summary.status === 'finished' || this.shown === null ? [] : carriedAnnotations(this.shown, annotations, sourceLines, lines);
    const shown: ShownRun = {
      number: this.nextNumber(), summary, expectations, sourceLines, lines, pythonVersion: run.pythonVersion,
      annotations: [...annotations, ...carried].sort((a, b) => a.line - b.line),
      carried: new Set(carried.map(({ line }) => line)),
    };
    this.problems = { summary, hints: [], hintsFound: false, lines };
    this.shown = shown;
    // The values at the lines need not wait for the picture.
    this.changed.fire(this);
    const step = wasAtRest ? restStep(shown) : Math.max(summary.firstMoment, Math.min(this.step, summary.stepCount - 1));
    this.views?.dispose();
    this.views = new RunViews(this.pool, client, run, summary, (renewed) => {
      this.client = renewed;
    });
    const view = await this.views.view(step, this.options);
    if (overtaken() || view === null) return;
    this.step = step;
    this.view = view;
  }

  /**
   * Looks for what the newest run left behind and tells it as hints: some time after the run, as it takes longer than most runs, and only
   * once for each.
   */
  async findHints(): Promise<void> {
    const { client, problems } = this;
    if (this.lookingForHints || this.phase !== 'done' || client?.usable !== true || problems === null || problems.summary.stepCount === 0) return;
    this.lookingForHints = true;
    try {
      const hints = await client.call('hints', this.uri, hintLimitMs);
      if (this.problems !== problems || this.disposed) return;
      this.problems = { ...problems, hints, hintsFound: true };
      this.changed.fire(this);
    } catch (error) {
      if (!isWorkerLost(error)) throw error; // a newer text, or too much to look at in the time
    } finally {
      this.lookingForHints = false;
    }
  }

  private async seekWanted(): Promise<void> {
    while (this.wantedStep !== null && this.client !== null) {
      const step = this.wantedStep;
      this.wantedStep = null;
      const run = this.shown;
      try {
        const view = await this.views?.view(step, this.options) ?? null;
        if (view === null || run !== this.shown) continue; // not waited for, or a newer run came between
        this.step = step;
        this.view = view;
        this.changed.fire(this);
      } catch (error) {
        if (!isWorkerLost(error)) throw error; // a new run is under way and will show its own view
      }
    }
  }

  private async takeClient(overtaken: () => boolean): Promise<RuntimeClient | null> {
    if (this.client?.usable === true) return this.client;
    const client = await this.pool.take();
    if (overtaken()) {
      client.dispose();
      return null;
    }
    this.client = client;
    return client;
  }

  private dropClient(): void {
    this.views?.dispose();
    this.views = null;
    this.client?.dispose();
    this.client = null;
  }
}

/** What the program sees as its file. */
export function fileNameOf(document: vscode.TextDocument): string {
  return vscode.workspace.asRelativePath(document.uri, false).replace(/^.*[/\\]/, '');
}

/**
 * The moment shown first: after the last line that ran. What follows is the interpreter's shutdown, which leaves nothing to
 * see.
 */
export function restStep({ summary, annotations, carried }: Pick<ShownRun, 'summary' | 'annotations'> & { readonly carried?: ReadonlySet<number> }): number {
  const lastLine = annotations.reduce((latest, { line, lastStep }) => (carried?.has(line) === true ? latest : Math.max(latest, lastStep)), -1);
  return lastLine < 0 ? summary.stepCount - 1 : Math.min(lastLine + 1, summary.stepCount - 1);
}

/**
 * What was last known of lines this run did not come to because it failed before: while one types, most texts fail somewhere, and the
 * lines after it should neither lose their values nor move. Only of lines whose text is the same.
 */
function carriedAnnotations(before: ShownRun, annotations: readonly LineAnnotation[], sourceLines: readonly string[], lines: LineMap): LineAnnotation[] {
  const ran = new Set(annotations.map(({ line }) => line));
  const lastStep = annotations.reduce((latest, annotation) => Math.max(latest, annotation.lastStep), 0);
  return before.annotations.flatMap((annotation) => {
    const current = before.lines.current(annotation.line);
    const line = current === null ? null : lines.original(current);
    if (line === null || ran.has(line) || sourceLines[line] !== before.sourceLines[annotation.line]) return [];
    ran.add(line);
    return [{ ...annotation, line, lastStep, lastAfter: lastStep }];
  });
}

/** The collections of the program; those the interpreter runs as it ends are nobody's doing. */
export function programCollections(run: Pick<ShownRun, 'summary' | 'annotations'>): RunSummary['collections'] {
  const rest = restStep(run);
  return run.summary.collections.filter(({ step }) => step < rest);
}
