/**
 * An opened `.heapglass` file: the run in it, or why there is none, and the moment that is shown. It has a worker of its own, as a
 * scenario has. It knows nothing of pages; they listen to `onDidChange`.
 */
import * as vscode from 'vscode';
import type { FileRefusal, HeapView, OpenedFile, PanelQuestion, PanelState, ViewOptions, ViewWishes } from '../../protocol';
import { standardView } from '../../protocol';
import { answerQuestion } from '../panel/questions';
import { RunViews } from '../runtime/runViews';
import type { RuntimeClient } from '../runtime/runtimeClient';
import type { RuntimePool } from '../runtime/runtimePool';

/** Files may be large, and are read row by row. */
const openingLimitMs = 120_000;

export class RecordingDocument implements vscode.CustomDocument {
  step = 0;
  view: HeapView | null = null;
  private options: ViewOptions = standardView;
  private readonly lines: readonly string[];
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private wantedStep: number | null = null;
  private seeking: Promise<void> | null = null;

  private constructor(
    readonly uri: vscode.Uri, readonly content: OpenedFile | FileRefusal, private readonly client: RuntimeClient, private readonly views: RunViews | null,
  ) {
    this.lines = isRefusal(content) ? [] : content.source.split(/\r\n|\n|\r/);
  }

  static async open(uri: vscode.Uri, pool: RuntimePool): Promise<RecordingDocument> {
    const [bytes, client] = await Promise.all([vscode.workspace.fs.readFile(uri), pool.take()]);
    try {
      const content = await client.call('open', { uri: uri.toString(), file: bytes }, openingLimitMs);
      if (isRefusal(content)) return new RecordingDocument(uri, content, client, null);
      const { source, fileName, pythonVersion, summary } = content;
      const limits = { steps: summary.stepCount, seconds: 0, megabytes: 0 };
      const document = new RecordingDocument(uri, content, client, new RunViews(pool, client, { uri: uri.toString(), source, fileName, pythonVersion, limits }, summary));
      await document.seek(await document.restingStep());
      return document;
    } catch (error) {
      client.dispose();
      throw error;
    }
  }

  /** While a view is being made only the newest wish is kept. */
  seek(step: number): Promise<void> {
    if (isRefusal(this.content)) return Promise.resolve();
    this.wantedStep = Math.max(0, Math.min(step, this.content.summary.stepCount - 1));
    this.seeking ??= this.seekWanted().finally(() => {
      this.seeking = null;
    });
    return this.seeking;
  }

  async move(direction: 1 | -1, sameLine: boolean): Promise<void> {
    const line = sameLine ? this.view?.line ?? undefined : undefined;
    const step = await this.client.call('neighbour', { uri: this.uri.toString(), step: this.step, direction, line });
    if (step !== null) await this.seek(step);
  }

  async wish(wishes: ViewWishes): Promise<void> {
    this.options = { ...this.options, ...wishes };
    await this.seek(this.step);
  }

  ask(question: PanelQuestion): Promise<ArrayBuffer> {
    return this.views === null ? answerQuestion(this.client, this.uri.toString(), question) : this.views.ask(question);
  }

  get panelState(): PanelState {
    const { content, view } = this;
    if (isRefusal(content)) throw new Error('a file that was refused has no state');
    const { summary, fileName, pythonVersion } = content;
    const line = view?.line ?? null;
    return {
      run: 1,
      status: summary.status,
      title: fileName.replace(/^.*[/\\]/, ''),
      message: summary.status === 'stopped' ? summary.stopReason : summary.problems[0]?.message ?? '',
      stale: false,
      collections: summary.collections,
      pythonVersion,
      view,
      sourceLine: line === null ? '' : this.lines[line]?.trim() ?? '',
      place: null,
    };
  }

  dispose(): void {
    this.views?.dispose();
    this.client.dispose();
    this.changed.dispose();
  }

  /** After the last line that ran, as for scenarios. */
  private async restingStep(): Promise<number> {
    const annotations = await this.client.call('annotations', { uri: this.uri.toString(), startLine: 0, endLine: this.lines.length }, openingLimitMs);
    const last = annotations.reduce((latest, { lastStep }) => Math.max(latest, lastStep), -1);
    return last < 0 ? Infinity : last + 1;
  }

  private async seekWanted(): Promise<void> {
    while (this.wantedStep !== null) {
      const step = this.wantedStep;
      this.wantedStep = null;
      const view = await this.views?.view(step, this.options) ?? null;
      if (view === null) continue;
      this.step = step;
      this.view = view;
      this.changed.fire();
    }
  }
}

export function isRefusal(content: OpenedFile | FileRefusal): content is FileRefusal {
  return 'code' in content;
}
