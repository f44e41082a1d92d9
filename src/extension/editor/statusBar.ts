/**
 * One status bar item: how the newest run of the active Python document stands, under which version. A click opens the run's summary;
 * while a run is on, it stops it. Hidden beside other files.
 */
import * as vscode from 'vscode';
import type { PredictionScore } from '../commands/predict';
import { commandIds } from '../contributions';
import { programCollections, type Scenario } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

/** A run shorter than this shows no spinner: it would only flicker. */
const spinnerDelayMs = 300;
/** How often the steps made so far are told. */
const progressMs = 250;

/** What the item shows; made without the item, so that it can be tested. */
export interface StatusTexts {
  readonly text: string;
  /** First line what happened, then the rest. */
  readonly tooltip: readonly string[];
  readonly command: string;
}

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('heapglass.status', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly scenarios: Scenarios, private readonly score: PredictionScore) {
    this.item.name = 'Heapglass';
    this.subscriptions = [
      this.item,
      scenarios.onDidChange(() => this.update()),
      scenarios.onDidChangeCurrent(() => this.update()),
      score.onDidChange(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    clearTimeout(this.timer);
    const editor = vscode.window.activeTextEditor;
    const scenario = editor === undefined ? undefined : this.scenarios.find(editor.document);
    if (editor !== undefined && !isPython(editor.document)) return this.item.hide();
    if (editor === undefined && this.scenarios.current === null) return this.item.hide();
    const shown = scenario ?? this.scenarios.current ?? undefined;
    if (shown?.phase === 'running') this.timer = setTimeout(() => this.spin(shown), spinnerDelayMs);
    else this.show(statusTexts(shown, this.score.text));
  }

  private spin(scenario: Scenario): void {
    if (scenario.phase !== 'running') return;
    this.show(statusTexts(scenario, this.score.text));
    this.timer = setTimeout(() => this.spin(scenario), progressMs);
  }

  private show({ text, tooltip, command }: StatusTexts): void {
    const [first = '', ...rest] = tooltip;
    const markdown = new vscode.MarkdownString();
    markdown.appendMarkdown('**').appendText(first).appendMarkdown('**');
    for (const line of rest) markdown.appendMarkdown('\n\n').appendText(line);
    this.item.text = text;
    this.item.tooltip = markdown;
    this.item.command = command;
    this.item.accessibilityInformation = { label: `Heapglass: ${tooltip.join('. ')}`, role: 'button' };
    this.item.show();
  }
}

/** @param score `3 of 4 predictions right`, or '' */
export function statusTexts(scenario: Scenario | undefined, score: string): StatusTexts {
  const summary = scenario?.summary ?? null;
  const command = commandIds.showSummary;
  if (scenario === undefined || scenario.phase === 'fresh') {
    return { text: '$(type-hierarchy) Heapglass', tooltip: [vscode.l10n.t('Not run yet'), vscode.l10n.t('Click to run.')], command: commandIds.runScenario };
  }
  const version = readSettings(scenario.document).pythonVersion;
  if (scenario.phase === 'running') {
    const text = scenario.progress === 0 ? vscode.l10n.t('running') : vscode.l10n.t('{0} steps', amount(scenario.progress));
    return { text: `$(sync~spin) ${text}`, tooltip: [vscode.l10n.t('Running as CPython {0}', version), vscode.l10n.t('Click to stop the run.')], command: commandIds.stopRun };
  }
  const more = [vscode.l10n.t('CPython {0}', version), ...(score === '' ? [] : [score]), vscode.l10n.t('Click for the summary of the run.')];
  if (scenario.failure !== '') return { text: `$(error) ${vscode.l10n.t('failed')}`, tooltip: [scenario.failure, ...more], command };
  if (summary === null) return { text: '$(type-hierarchy) Heapglass', tooltip: [vscode.l10n.t('Not run yet'), ...more], command };
  const steps = summary.stepCount === 1 ? vscode.l10n.t('1 step') : vscode.l10n.t('{0} steps', amount(summary.stepCount));
  const problem = summary.problems[0]?.message ?? '';
  switch (summary.status) {
    case 'finished':
      return { text: `$(type-hierarchy) ${steps} · ${version}`, tooltip: [vscode.l10n.t('Ran in {0} ms: {1}, {2} collections', Math.round(summary.durationMs), steps, scenario.shown === null ? 0 : programCollections(scenario.shown).length), ...more], command };
    case 'exception':
      return { text: `$(warning) ${steps} · ${version}`, tooltip: [problem, ...more], command };
    case 'syntaxError':
      return { text: `$(warning) ${vscode.l10n.t('syntax error')} · ${version}`, tooltip: [problem, ...more], command };
    case 'stopped':
      return { text: `$(debug-pause) ${vscode.l10n.t('stopped')}, ${steps} · ${version}`, tooltip: [summary.stopReason, ...more], command };
  }
}

function amount(number: number): string {
  return number.toLocaleString(vscode.env.language);
}
