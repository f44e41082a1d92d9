/**
 * Views of one run's moments. Those whose record was given up come from a second worker, which runs the program again up to them
 * while the user sees how far it is and may cancel: then its worker is ended, and the moment shown stays.
 */
import * as vscode from 'vscode';
import type { HeapView, RunLimits, RunSummary, ViewOptions } from '../../protocol';
import { isWorkerLost, type RuntimeClient } from './runtimeClient';
import type { RuntimePool } from './runtimePool';

/** What the program needs to run again. */
export interface RepeatedRun {
  readonly uri: string;
  readonly source: string;
  readonly fileName: string;
  readonly pythonVersion: string;
  readonly limits: RunLimits;
}

/** Moments to either side of the one asked for. */
const margin = 5000;
/** A replay may take as long as the user has patience. */
const longestMs = 24 * 3600 * 1000;

export class RunViews implements vscode.Disposable {
  /** The worker that ran it again, and the moments it has. */
  private replay: { readonly client: RuntimeClient; readonly from: number; readonly to: number } | null = null;
  private disposed = false;

  constructor(
    private readonly pool: RuntimePool, private readonly client: RuntimeClient, private readonly run: RepeatedRun, private readonly summary: RunSummary,
  ) {}

  /** Null when the user did not want to wait for it. */
  async view(step: number, options: ViewOptions): Promise<HeapView | null> {
    const { uri } = this.run;
    if (step >= this.summary.firstMoment) return this.client.call('view', { uri, step, options });
    if (this.replay === null || step < this.replay.from || step > this.replay.to || !this.replay.client.usable) await this.replayTo(step);
    const { replay } = this;
    if (replay === null || step < replay.from || step > replay.to) return null;
    const view = await replay.client.call('view', { uri, step, options });
    return { ...view, stepCount: this.summary.stepCount };
  }

  /** Who can be asked about a moment without running anything again; null when nobody can. */
  clientOf(step: number): RuntimeClient | null {
    if (step >= this.summary.firstMoment) return this.client.usable ? this.client : null;
    const { replay } = this;
    return replay !== null && step >= replay.from && step <= replay.to && replay.client.usable ? replay.client : null;
  }

  dispose(): void {
    this.disposed = true;
    this.replay?.client.dispose();
    this.replay = null;
  }

  private async replayTo(step: number): Promise<void> {
    this.replay?.client.dispose();
    this.replay = null;
    const to = Math.min(step + margin, this.summary.stepCount - 1);
    const client = await this.pool.take();
    await vscode.window.withProgress({
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Running {0} again up to step {1}', this.run.fileName, step + 1),
      cancellable: true,
    }, async (progress, cancelled) => {
      const cancelling = cancelled.onCancellationRequested(() => client.dispose());
      let told = 0;
      client.onProgress = (steps) => {
        const percent = Math.min(100, steps / Math.max(to, 1) * 100);
        progress.report({ increment: percent - told, message: vscode.l10n.t('{0} steps', steps) });
        told = percent;
      };
      try {
        const { status, stepCount } = this.summary;
        const summary = await client.call('run', { ...this.run, version: 0, replay: { from: Math.max(0, step - margin), to, status, stepCount } }, longestMs);
        if (this.disposed) client.dispose();
        else this.replay = { client, from: summary.firstMoment, to: summary.lastMoment };
      } catch (error) {
        client.dispose();
        if (!isWorkerLost(error)) throw error; // cancelled
      } finally {
        client.onProgress = null;
        cancelling.dispose();
      }
    });
  }
}
