/**
 * What can be done about a problem: a higher limit and another run; changes of the text that let memory go, offered on hints and, as
 * rewrites, on the lines they are about. A change is not made at once: its command shows what it does first. Who opens the menu
 * sees the effects in it, as far as they are found in time.
 */
import * as vscode from 'vscode';
import type { Rewrite } from '../../protocol';
import { commandIds, settingIds } from '../contributions';
import type { Diagnostics, ToldProblem } from '../editor/diagnostics';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import type { Effect, RewriteEffects } from './rewriteEffects';

/** Nobody waits longer for a menu. */
const patienceMs = 1500;

const limits = {
  stepLimit: { setting: settingIds.limitSteps, value: (now: number) => now * 10 },
  timeLimit: { setting: settingIds.limitSeconds, value: (now: number) => Math.min(600, now * 6) },
  memoryLimit: { setting: settingIds.limitMegabytes, value: (now: number) => now * 2 },
} as const;

type LimitCode = keyof typeof limits;

export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];

  constructor(private readonly scenarios: Scenarios, private readonly diagnostics: Diagnostics, private readonly effects: RewriteEffects) {}

  async provideCodeActions(
    document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext, token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined) return [];
    const told = this.diagnostics.at(document, range);
    const isWanted = (kind: vscode.CodeActionKind): boolean => context.only === undefined || context.only.contains(kind);
    const raises = isWanted(vscode.CodeActionKind.QuickFix) ? told.flatMap((problem) => limitAction(problem, document) ?? []) : [];
    const rewrites = QuickFixes.kinds.some(isWanted) ? await this.rewriteActions(scenario, range, told, context, token) : [];
    return [...raises, ...rewrites.filter(({ kind }) => kind !== undefined && isWanted(kind))];
  }

  private async rewriteActions(
    scenario: Scenario, range: vscode.Range, told: readonly ToldProblem[], context: vscode.CodeActionContext, token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const hints = told.filter(({ problem }) => problem.about !== undefined);
    const types = [...new Set(hints.flatMap(({ problem }) => problem.about ?? []))];
    const lines = [range.start.line, range.end.line, ...hints.flatMap(({ diagnostic }) => linesOf(diagnostic, scenario.document.uri))];
    const rewrites: Rewrite[] = [];
    for (const [i, [start, end]] of [[range.start.line, range.end.line], ...lines.slice(2).map((line) => [line, line])].entries()) {
      for (const rewrite of await scenario.rewrites(start, end, i === 0 ? types : [])) {
        if (!rewrites.some(({ title }) => title === rewrite.title)) rewrites.push(rewrite);
      }
    }
    if (token.isCancellationRequested || rewrites.length === 0) return [];
    const isInvoked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
    const effects = isInvoked ? await this.effectsInTime(scenario, rewrites, token) : rewrites.map((rewrite) => this.effects.knownOf(scenario, rewrite));
    const actions = rewrites.map((rewrite, i) => rewriteAction(rewrite, effects[i] ?? null, hints, types, scenario.document));
    const preferred = rewrites.findIndex((_, i) => hints.length > 0 && effects[i]?.verdict === 'better');
    if (preferred >= 0) actions[preferred].isPreferred = true;
    return actions;
  }

  private async effectsInTime(scenario: Scenario, rewrites: readonly Rewrite[], token: vscode.CancellationToken): Promise<readonly (Effect | null)[]> {
    let end = (): void => undefined;
    const impatient = new Promise<void>((resolve) => {
      end = resolve;
    });
    const cancelling = token.onCancellationRequested(end);
    const timer = setTimeout(end, patienceMs);
    // What is not found in time is found for the next menu.
    await Promise.race([this.effects.of(scenario, rewrites), impatient]);
    clearTimeout(timer);
    cancelling.dispose();
    return rewrites.map((rewrite) => this.effects.knownOf(scenario, rewrite));
  }
}

/** Raises the limit a run was stopped at and runs again. */
export async function raiseLimit(scenarios: Scenarios, uri: vscode.Uri | string, setting: string, value: number): Promise<void> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document === undefined || !Object.values(limits).some((limit) => limit.setting === setting)) return;
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const isOfWorkspace = configuration.inspect(setting)?.workspaceValue !== undefined;
  await configuration.update(setting, value, isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
  await scenarios.run(document);
}

function limitAction({ problem, diagnostic }: ToldProblem, document: vscode.TextDocument): vscode.CodeAction | null {
  if (!(problem.code in limits)) return null;
  const code = problem.code as LimitCode;
  const { setting, value } = limits[code];
  const { steps, seconds, megabytes } = readSettings(document).limits;
  const now = { stepLimit: steps, timeLimit: seconds, memoryLimit: megabytes }[code];
  const raised = value(now);
  if (raised <= now) return null;
  const amount = {
    stepLimit: vscode.l10n.t('{0} steps', raised.toLocaleString()),
    timeLimit: vscode.l10n.t('{0} seconds', raised),
    memoryLimit: vscode.l10n.t('{0} MB of recording', raised),
  }[code];
  const action = new vscode.CodeAction(vscode.l10n.t('Raise the limit to {0} and run again', amount), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.command = { command: commandIds.raiseLimit, title: action.title, arguments: [document.uri.toString(), setting, raised] };
  return action;
}

function rewriteAction(rewrite: Rewrite, effect: Effect | null, hints: readonly ToldProblem[], types: readonly string[], document: vscode.TextDocument): vscode.CodeAction {
  const title = effect === null ? `${rewrite.title}…` : `${rewrite.title} (${effect.text})`;
  const action = new vscode.CodeAction(title, hints.length > 0 ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.RefactorRewrite);
  if (hints.length > 0) action.diagnostics = hints.map(({ diagnostic }) => diagnostic);
  action.command = { command: commandIds.previewChange, title: rewrite.title, tooltip: rewrite.sentence, arguments: [document.uri.toString(), rewrite.title, rewrite.range.startLine, types] };
  return action;
}

/** Other lines of the same document a problem speaks of. */
function linesOf({ relatedInformation }: vscode.Diagnostic, uri: vscode.Uri): number[] {
  return (relatedInformation ?? []).filter(({ location }) => location.uri.toString() === uri.toString()).map(({ location }) => location.range.start.line);
}
