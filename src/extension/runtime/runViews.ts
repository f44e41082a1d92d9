/**
 * What is asked about one run: views of its moments, hovers, the questions of a page. Moments whose record was given up come from a
 * second worker, which runs the program again around them while the user sees how far it is and may cancel: then its worker is
 * ended, and what was shown stays. A worker that was lost is replaced by one that runs the same text again: the same text gives
 * the same run.
 */
import * as vscode from 'vscode';
import type { HeapView, HoverAnswer, PanelQuestion, RunLimits, RunSummary, SeekAnswer, SeekWish, ViewOptions } from '../../protocol';
import { answerQuestion, momentsOf, needsRecord, pack, type MomentSpan } from '../panel/questions';
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

/** How a replay is shown and ended. */
export interface ReplayManner {
  /** The place of its progress; a notification can be cancelled there. */
  readonly location: vscode.ProgressLocation.Notification | vscode.ProgressLocation.Window;
  /** Ends it from outside. */
  readonly token?: vscode.CancellationToken;
}

interface Replay extends MomentSpan {
  readonly client: RuntimeClient;
}

/** Moments to either side of the one asked for. */
const margin = 5000;
/** A replay may take as long as the user has patience. */
const longestMs = 24 * 3600 * 1000;
/** A run may take its own limit and this. */
export const graceMs = 3000;
/** A worker that is lost again and again is lost because of the program. */
const mostRenewals = 2;
const asked: ReplayManner = { location: vscode.ProgressLocation.Notification };

export class RunViews implements vscode.Disposable {
  /** The worker that ran it again, and the moments it has. */
  private replay: Replay | null = null;
  /** Replays come one after the other: several questions about one moment need one. */
  private queue: Promise<unknown> = Promise.resolve();
  private renewing: Promise<RuntimeClient> | null = null;
  private renewals = 0;
  private disposed = false;

  /** @param onRenewed told of the worker that took the place of a lost one; it ends it */
  constructor(
    private readonly pool: RuntimePool, private client: RuntimeClient, private readonly run: RepeatedRun, private readonly summary: RunSummary,
    private readonly onRenewed: (client: RuntimeClient) => void = () => undefined,
  ) {}

  /** Null when the user did not want to wait for it. */
  async view(step: number, options: ViewOptions): Promise<HeapView | null> {
    const client = await this.clientFor({ from: step, to: step }, asked);
    if (client === null) return null;
    const view = await client.call('view', { uri: this.run.uri, step, options });
    return { ...view, stepCount: this.summary.stepCount };
  }

  /** Who can be asked about a moment without running anything again; null when nobody can. */
  clientOf(step: number): RuntimeClient | null {
    if (step >= this.summary.firstMoment) return this.client.usable ? this.client : null;
    const { replay } = this;
    return replay !== null && step >= replay.from && step <= replay.to && replay.client.usable ? replay.client : null;
  }

  /** What a page asks, packed. Fails when the user did not want to wait for it. */
  async ask(question: PanelQuestion): Promise<ArrayBuffer> {
    if (question.name === 'timeSeek' && needsRecord(question.request.wish)) return pack(await this.search(question.request.wish));
    const client = await this.clientFor(momentsOf(question), asked);
    if (client === null) throw cancelled();
    return answerQuestion(client, this.run.uri, question);
  }

  /**
   * The name at a place, at a moment or at its line's last hit.
   * @param hit the moment of that hit, which may not be on record any more; null if it is not known
   */
  async hover(place: { readonly line: number; readonly column: number; readonly step?: number }, hit: number | null, token?: vscode.CancellationToken): Promise<HoverAnswer | null> {
    const moment = place.step ?? hit;
    const manner = { location: vscode.ProgressLocation.Window as const, ...(token === undefined ? {} : { token }) };
    const client = await this.clientFor(moment === null ? null : { from: moment, to: moment }, manner);
    return await client?.call('hover', { uri: this.run.uri, ...place }) ?? null;
  }

  /** A worker with the run; null for a moment: the one of the newest part. Null when the user did not want to wait for it. */
  async clientFor(span: MomentSpan | null, manner: ReplayManner = asked): Promise<RuntimeClient | null> {
    if (span === null || span.from >= this.summary.firstMoment) return this.usableClient();
    if (span.to - span.from > 4 * margin) throw new Error(vscode.l10n.t('Step {0} is not on record any more, and too far from step {1} to be recorded together with it.', span.from + 1, span.to + 1));
    const turn = this.queue.then(() => this.replayFor(span, manner));
    this.queue = turn.catch(() => undefined); // told to who asked; the next one begins anew
    return turn;
  }

  dispose(): void {
    this.disposed = true;
    this.dropReplay();
  }

  /** Looks for a change in the newest part, or in older ones, piece by piece. */
  private async search(wish: Extract<SeekWish, { readonly kind: 'event' }>): Promise<SeekAnswer> {
    const { firstMoment } = this.summary;
    const { uri } = this.run;
    let { from } = wish;
    let answer: SeekAnswer | null = null;
    if (from >= firstMoment || firstMoment === 0) {
      answer = await (await this.usableClient()).call('timeSeek', { uri, wish });
      if (answer.found !== null || wish.direction === 1 || firstMoment === 0) return answer;
      from = firstMoment;
    }
    while (wish.direction === 1 ? from < firstMoment : from > 0) {
      const span = wish.direction === 1 ? { from, to: Math.min(from + 2 * margin, firstMoment) } : { from: Math.max(0, from - 2 * margin), to: from };
      const client = await this.clientFor(span, asked);
      if (client === null) throw cancelled();
      const found = await client.call('timeSeek', { uri, wish: { ...wish, from } });
      if (found.found !== null) return found;
      answer ??= found;
      from = wish.direction === 1 ? span.to : span.from;
    }
    return wish.direction === -1 && answer !== null ? answer : (await this.usableClient()).call('timeSeek', { uri, wish: { ...wish, from: firstMoment } });
  }

  /** The worker of the newest part, made anew when it was lost. */
  private async usableClient(): Promise<RuntimeClient> {
    if (this.client.usable || this.disposed || this.renewals >= mostRenewals) return this.client;
    this.renewing ??= this.renew().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async renew(): Promise<RuntimeClient> {
    this.renewals++;
    const client = await this.pool.take();
    try {
      await client.call('run', { ...this.run, version: this.summary.version }, this.run.limits.seconds * 1000 + graceMs);
    } catch (error) {
      client.dispose();
      throw error;
    }
    if (this.disposed) client.dispose();
    else {
      this.client = client;
      this.onRenewed(client);
    }
    return client;
  }

  private async replayFor(span: MomentSpan, manner: ReplayManner): Promise<RuntimeClient | null> {
    const { replay } = this;
    if (replay !== null && replay.client.usable && span.from >= replay.from && span.to <= replay.to) return replay.client;
    if (this.disposed || manner.token?.isCancellationRequested === true) return null;
    this.dropReplay();
    const room = span.to - span.from >= 2 * margin ? 0 : margin;
    const last = this.summary.stepCount - 1;
    const made = await this.runAgain({ from: Math.max(0, span.from - room), to: Math.min(span.to + room, last) }, manner);
    this.replay = made;
    return made !== null && span.from >= made.from && span.to <= made.to ? made.client : null;
  }

  private async runAgain({ from, to }: MomentSpan, { location, token }: ReplayManner): Promise<Replay | null> {
    const client = await this.pool.take();
    const title = vscode.l10n.t('Running {0} again up to step {1}', this.run.fileName, to + 1);
    return vscode.window.withProgress({ location, title, cancellable: location === vscode.ProgressLocation.Notification }, async (progress, stop) => {
      const ending = vscode.Disposable.from(...[stop, token].flatMap((source) => (source === undefined ? [] : [source.onCancellationRequested(() => client.dispose())])));
      let told = 0;
      client.onProgress = (steps) => {
        const percent = Math.min(100, steps / Math.max(to, 1) * 100);
        progress.report({ increment: percent - told, message: vscode.l10n.t('{0} steps', steps) });
        told = percent;
      };
      try {
        const { status, stepCount } = this.summary;
        const summary = await client.call('run', { ...this.run, version: 0, replay: { from, to, status, stepCount } }, longestMs);
        if (!this.disposed) return { client, from: summary.firstMoment, to: summary.lastMoment };
        client.dispose();
        return null;
      } catch (error) {
        client.dispose();
        if (!isWorkerLost(error)) throw error;
        return null; // cancelled
      } finally {
        client.onProgress = null;
        ending.dispose();
      }
    });
  }

  private dropReplay(): void {
    this.replay?.client.dispose();
    this.replay = null;
  }
}

function cancelled(): Error {
  return new Error(vscode.l10n.t('Running the program again was cancelled.'));
}
