/** One status bar item: how the newest run of the active Python document ended. Hidden beside other files. */
import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';

/** A run shorter than this shows no spinner: it would only flicker. */
const spinnerDelayMs = 300;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('heapglass.status', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: vscode.Disposable[];
  private spinner: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly scenarios: Scenarios) {
    this.item.name = 'Heapglass';
    this.item.command = commandIds.openPanel;
    this.subscriptions = [
      this.item,
      scenarios.onDidChange(() => this.update()),
      scenarios.onDidChangeCurrent(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    clearTimeout(this.spinner);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    clearTimeout(this.spinner);
    const editor = vscode.window.activeTextEditor;
    const scenario = editor === undefined ? undefined : this.scenarios.find(editor.document);
    if (editor !== undefined && !isPython(editor.document)) return this.item.hide();
    if (editor === undefined && this.scenarios.current === null) return this.item.hide();
    const shown = scenario ?? this.scenarios.current ?? undefined;
    if (shown === undefined) this.show('$(type-hierarchy) Heapglass', vscode.l10n.t('Not run yet'));
    else if (shown.phase === 'running') {
      this.spinner = setTimeout(() => this.show('$(sync~spin) Heapglass', vscode.l10n.t('Running')), spinnerDelayMs);
    } else this.showOutcome(shown);
  }

  private showOutcome({ summary, failure }: Scenario): void {
    if (failure !== '') return this.show('$(error) Heapglass', failure);
    switch (summary?.status) {
      case 'finished':
        return this.show(`$(type-hierarchy) ${vscode.l10n.t('{0} steps', summary.stepCount)}`,
          vscode.l10n.t('Ran in {0} ms: {1} steps, {2} collections', Math.round(summary.durationMs), summary.stepCount, summary.collections.length));
      case 'exception':
        return this.show(`$(warning) ${vscode.l10n.t('{0} steps', summary.stepCount)}`, summary.problems[0]?.message ?? '');
      case 'syntaxError':
        return this.show('$(warning) Heapglass', summary.problems[0]?.message ?? '');
      case 'stopped':
        return this.show(`$(debug-pause) ${vscode.l10n.t('{0} steps', summary.stepCount)}`, summary.stopReason);
      case undefined:
        return this.show('$(type-hierarchy) Heapglass', vscode.l10n.t('Not run yet'));
    }
  }

  private show(text: string, tooltip: string): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Heapglass: ${tooltip}`, role: 'button' };
    this.item.show();
  }
}
