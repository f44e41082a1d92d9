/**
 * One Python document and its newest run: what was measured, where its lines are now, which moment is shown. Runs are asked
 * for here and given up here: a run that a newer text has overtaken, or that doesn't end, loses its worker.
 *
 * It knows nothing of lenses, panels or commands; they listen to `onDidChange`.
 */
import * as vscode from 'vscode';
import type { ExpectationOutcome, HeapView, HoverAnswer, LineAnnotation, LineMark, PanelQuestion, ReplayParts, RunSummary, SeekAnswer, ViewOptions } from '../../protocol';
import { standardView } from '../../protocol';
import { answerQuestion } from '../panel/questions';
import { RunViews, type RepeatedRun } from '../runtime/runViews';
import { isWorkerLost, type RuntimeClient } from '../runtime/runtimeClient';
import type { RuntimePool } from '../runtime/runtimePool';
import { readSettings } from '../settings';
import { LineMap } from './lineMap';

/** What has become of the scenario. */
export type ScenarioPhase = 'fresh' | 'running' | 'done';

/** A run that has steps: the newest one, or the newest before the text stopped being Python. */
export interface ShownRun {
  /** From 1; another number means another run. */
  readonly number: number;
  readonly summary: RunSummary;
  readonly annotations: readonly LineAnnotation[];
  readonly lines: LineMap;
  readonly sourceLines: readonly string[];
  /** What became of the expectations in its comments. */
  readonly expectations: readonly ExpectationOutcome[];
  /** Which CPython the run was of. */
  readonly pythonVersion: string;
}

/** How long a worker may take beyond the run's own limit before it counts as stuck. */
const graceMs = 3000;
const savingLimitMs = 120_000;
/** Asking costs a message, which most documents need not send. */
const EXPECTATION = /#\s*expect\s*:/;

export class Scenario implements vscode.Disposable {
  /** The newest run's outcome, a syntax error included. */
  summary: RunSummary | null = null;
  shown: ShownRun | null = null;
  phase: ScenarioPhase = 'fresh';
  step = 0;
  view: HeapView | null = null;
  /** Steps a run under way has made, as far as known. */
  progress = 0;
  /** Our own failure, not the program's: '' if all is well. */
  failure = '';

  private client: RuntimeClient | null = null;
  private views: RunViews | null = null;
  private runNumber = 0;
  private settled: Promise<void> = Promise.resolve();
  private wantedStep: number | null = null;
  private seeking: Promise<void> | null = null;
  private readonly changed = new vscode.EventEmitter<Scenario>();
  readonly onDidChange = this.changed.event;
  options: ViewOptions = standardView;

  constructor(readonly document: vscode.TextDocument, private readonly pool: RuntimePool) {}

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
    if (this.phase === 'running') this.dropClient();
    this.phase = 'running';
    this.progress = 0;
    this.settled = this.runText(++this.runNumber);
    this.changed.fire(this);
    return this.settled;
  }

  /** Gives up the run under way, at the reader's wish; what the run before it showed stays. */
  stop(): void {
    if (this.phase !== 'running') return;
    this.runNumber++;
    this.dropClient();
    this.phase = 'done';
    this.failure = vscode.l10n.t('The run was stopped.');
    this.changed.fire(this);
  }

  applyEdit(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    if (this.shown === null) return;
    // VS Code reports changes of one edit from the last to the first, in coordinates before the edit.
    for (const change of changes) {
      this.shown.lines.apply({
        startLine: change.range.start.line,
        endLine: change.range.end.line,
        text: change.text,
        atLineStart: change.range.start.character === 0,
      });
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

  async neighbour(direction: 1 | -1, sameLine: boolean): Promise<number | null> {
    const line = sameLine ? this.view?.line : null;
    return await this.client?.call('neighbour', { uri: this.uri, step: this.step, direction, line: line ?? undefined }) ?? null;
  }

  /** The bytes of a recording of the shown run; null when its worker is gone. */
  async save(writtenBy: string): Promise<Uint8Array | null> {
    return await this.client?.call('save', { uri: this.uri, writtenBy }, savingLimitMs) ?? null;
  }

  /** The shown run as a page that replays itself, beginning here; null when its worker is gone. */
  async replayPage(writtenBy: string, parts: ReplayParts): Promise<Uint8Array | null> {
    const title = this.document.uri.path.replace(/^.*\//, '');
    return await this.client?.call('replayPage', { uri: this.uri, writtenBy, title, step: this.step, parts }, savingLimitMs) ?? null;
  }

  /** What a page asks about the shown run. */
  ask(question: PanelQuestion): Promise<ArrayBuffer> {
    return answerQuestion(this.client, this.uri, question);
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
    return await this.client?.call('marks', this.uri) ?? [];
  }

  /** What is under the mouse, at a moment or when its line was over; only for the text that was run. */
  async hover(position: vscode.Position, step: number | null = null): Promise<HoverAnswer | null> {
    await this.whenSettled(1000);
    if (this.shown === null || this.stale) return null;
    const client = step === null ? this.client : this.views?.clientOf(step);
    return await client?.call('hover', { uri: this.uri, line: position.line, column: position.character, step: step ?? undefined }) ?? null;
  }

  /** Where an object's life began, as seen from a moment; null when nobody can be asked. */
  async birthOf(object: number, step: number): Promise<SeekAnswer | null> {
    return await this.views?.clientOf(step)?.call('timeSeek', { uri: this.uri, wish: { kind: 'born', object } }) ?? null;
  }

  dispose(): void {
    this.runNumber++;
    this.dropClient();
    this.changed.dispose();
  }

  private async runText(number: number): Promise<void> {
    const settings = readSettings(this.document);
    const source = this.document.getText();
    const version = this.document.version;
    const overtaken = () => number !== this.runNumber;
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
      await this.takeResults(client, summary, run, overtaken);
    } catch (error) {
      if (overtaken()) return;
      this.failure = isWorkerLost(error)
        ? vscode.l10n.t('The run did not end in time and was given up.')
        : vscode.l10n.t('The run failed inside Heapglass: {0}', error instanceof Error ? error.message : String(error));
      this.dropClient();
    }
    if (overtaken()) return;
    this.phase = 'done';
    this.changed.fire(this);
  }

  private async takeResults(client: RuntimeClient, summary: RunSummary, run: RepeatedRun, overtaken: () => boolean): Promise<void> {
    this.failure = '';
    if (summary.stepCount === 0) {
      this.summary = summary;
      return;
    }
    const sourceLines = run.source.split(/\r\n|\n|\r/);
    const annotations = await client.call('annotations', { uri: this.uri, startLine: 0, endLine: sourceLines.length });
    if (overtaken()) return;
    const expectations = EXPECTATION.test(run.source) ? await client.call('expectations', this.uri) : [];
    if (overtaken()) return;
    const wasAtRest = this.shown === null || this.step === restStep(this.shown);
    const shown = { number: this.runNumber, summary, annotations, expectations, sourceLines, lines: new LineMap(sourceLines.length), pythonVersion: run.pythonVersion };
    this.summary = summary;
    this.shown = shown;
    const step = wasAtRest ? restStep(shown) : Math.max(summary.firstMoment, Math.min(this.step, summary.stepCount - 1));
    this.views?.dispose();
    this.views = new RunViews(this.pool, client, run, summary);
    const view = await this.views.view(step, this.options);
    if (overtaken() || view === null) return;
    this.step = step;
    this.view = view;
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
export function restStep({ summary, annotations }: Pick<ShownRun, 'summary' | 'annotations'>): number {
  const lastLine = annotations.reduce((latest, { lastStep }) => Math.max(latest, lastStep), -1);
  return lastLine < 0 ? summary.stepCount - 1 : Math.min(lastLine + 1, summary.stepCount - 1);
}
