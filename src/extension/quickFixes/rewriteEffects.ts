/**
 * What a change of the text does to its memory, found by running both texts: how many cycles and objects are left, whether the program
 * still prints the same. The changed text is run in a worker of its own, which ends with the question.
 */
import * as vscode from 'vscode';
import type { Outcome, Rewrite } from '../../protocol';
import { graceMs } from '../runtime/runViews';
import { isWorkerLost, type RuntimeClient } from '../runtime/runtimeClient';
import type { RuntimePool } from '../runtime/runtimePool';
import type { Scenario } from '../scenarios/scenario';
import { readSettings } from '../settings';

/** `better`: less is left and everything else is the same. `same`: nothing changes at the program's end. */
export type Verdict = 'better' | 'same' | 'more' | 'differs' | 'fails';

export interface Effect {
  readonly verdict: Verdict;
  /** `cycles left: 2 → 0, objects at exit: 14 → 2, output unchanged` */
  readonly text: string;
}

/** Effects known: of the texts of a few menus. */
const mostKnown = 40;

export class RewriteEffects {
  private readonly known = new Map<string, Effect>();
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly pool: RuntimePool) {}

  /** The effect if it was looked for before. */
  knownOf(scenario: Scenario, rewrite: Rewrite): Effect | null {
    return this.known.get(keyOf(scenario, rewrite)) ?? null;
  }

  /** The effects of some changes of one text, null where a run did not end in time. Questions are answered one after the other. */
  async of(scenario: Scenario, rewrites: readonly Rewrite[]): Promise<readonly (Effect | null)[]> {
    const keys = rewrites.map((rewrite) => keyOf(scenario, rewrite));
    const source = scenario.document.getText();
    const turn = this.queue.then(async () => {
      const missing = rewrites.filter((_, i) => !this.known.has(keys[i]));
      if (missing.length > 0) await this.find(scenario, source, missing, missing.map((rewrite) => keys[rewrites.indexOf(rewrite)]));
    });
    this.queue = turn.catch(() => undefined); // told to who asked
    await turn;
    return keys.map((key) => this.known.get(key) ?? null);
  }

  private async find(scenario: Scenario, source: string, rewrites: readonly Rewrite[], keys: readonly string[]): Promise<void> {
    const client = await this.pool.take();
    try {
      const before = (scenario.document.getText() === source ? await scenario.outcome() : null) ?? await outcomeOf(client, scenario, source);
      for (const [i, rewrite] of rewrites.entries()) {
        if (before === null) break;
        const after = await outcomeOf(client, scenario, rewrite.changedSource);
        if (after !== null) this.keep(keys[i], effectOf(before, after));
      }
    } catch (error) {
      if (!isWorkerLost(error)) throw error; // it did not end in time: then nothing is known of it
    } finally {
      client.dispose();
    }
  }

  private keep(key: string, effect: Effect): void {
    this.known.set(key, effect);
    const oldest = this.known.keys().next().value;
    if (this.known.size > mostKnown && oldest !== undefined) this.known.delete(oldest);
  }
}

function keyOf({ document }: Scenario, { changedSource }: Rewrite): string {
  const { pythonVersion, limits } = readSettings(document);
  return `${pythonVersion} ${limits.steps} ${document.getText()}\0${changedSource}`;
}

async function outcomeOf(client: RuntimeClient, { document }: Scenario, source: string): Promise<Outcome | null> {
  const { limits, pythonVersion } = readSettings(document);
  const uri = 'heapglass:changed';
  const fileName = document.uri.path.replace(/^.*\//, '');
  await client.call('run', { source, uri, fileName, version: 0, pythonVersion, limits }, limits.seconds * 1000 + graceMs);
  return client.call('outcome', uri);
}

export function effectOf(before: Outcome, after: Outcome): Effect {
  if (after.status !== 'finished' && (after.status !== before.status || after.message !== before.message)) {
    return { verdict: 'fails', text: vscode.l10n.t('the changed program fails: {0}', lastLine(after.message)) };
  }
  const parts = [
    change(vscode.l10n.t('cycles left'), before.cycles, after.cycles),
    change(vscode.l10n.t('objects at exit'), before.objects, after.objects),
    change(vscode.l10n.t('bytes'), before.bytes, after.bytes),
  ].filter((part) => part !== '');
  const isSame = after.output === before.output && after.exitCode === before.exitCode;
  const text = [
    ...(parts.length === 0 ? [vscode.l10n.t('nothing changes at exit')] : parts),
    isSame ? vscode.l10n.t('output unchanged') : vscode.l10n.t('the output differs: {0}', firstDifference(before.output, after.output)),
  ].join(', ');
  if (!isSame) return { verdict: 'differs', text };
  const isLess = after.cycles < before.cycles || (after.cycles === before.cycles && after.bytes < before.bytes);
  const isMore = after.cycles > before.cycles || (after.cycles === before.cycles && after.bytes > before.bytes);
  return { verdict: isLess ? 'better' : isMore ? 'more' : 'same', text };
}

function change(what: string, before: number, after: number): string {
  return before === after ? '' : `${what}: ${before.toLocaleString()} → ${after.toLocaleString()}`;
}

function lastLine(message: string): string {
  return message.split('\n')[0];
}

/** `line 3 is 'gone' instead of 'here'` */
function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const line = old.findIndex((text, i) => now[i] !== text);
  const at = line < 0 ? old.length : line;
  return vscode.l10n.t("line {0} is '{1}' instead of '{2}'", at + 1, short(now[at] ?? ''), short(old[at] ?? ''));
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
