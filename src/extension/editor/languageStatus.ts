/**
 * What of the active Python file the runtime could not do, in the language status (the braces in the status bar): a limit that was
 * reached, a module that is not there. Where all is well, the version the file is run as.
 */
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

export interface LanguageStatusTexts {
  readonly text: string;
  readonly detail: string;
  readonly isWarning: boolean;
  readonly command: vscode.Command;
}

export class LanguageStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('heapglass.status', { language: 'python' });
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly scenarios: Scenarios) {
    this.item.name = 'Heapglass';
    this.subscriptions = [
      this.item,
      scenarios.onDidChange(() => this.update()),
      scenarios.onDidChangeCurrent(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const scenario = document === undefined ? undefined : this.scenarios.find(document);
    if (document === undefined || document.languageId !== 'python') return;
    const { text, detail, isWarning, command } = languageStatusTexts(scenario, readSettings(document).pythonVersion);
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = isWarning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    this.item.command = command;
  }
}

export function languageStatusTexts(scenario: Scenario | undefined, version: string): LanguageStatusTexts {
  const summary = scenario?.summary ?? null;
  if (summary?.status === 'stopped') {
    return { text: vscode.l10n.t('Stopped at a limit'), detail: summary.stopReason, isWarning: true, command: openSetting(vscode.l10n.t('Change Limit'), limitOf(summary.stopReason)) };
  }
  const missing = summary?.problems.find(({ code }) => code === 'ModuleNotFoundError');
  if (missing !== undefined) {
    return { text: vscode.l10n.t('A module is not there'), detail: missing.message, isWarning: true, command: { title: vscode.l10n.t('Show Summary'), command: commandIds.showSummary } };
  }
  if (summary !== null && summary.firstMoment > 0) {
    return {
      text: vscode.l10n.t('Only the last part is on record'), detail: vscode.l10n.t('Other moments come back by running the program again'), isWarning: true,
      command: openSetting(vscode.l10n.t('Change Limit'), settingIds.limitMegabytes),
    };
  }
  return { text: vscode.l10n.t('CPython {0}', version), detail: vscode.l10n.t('Heapglass'), isWarning: false, command: { title: vscode.l10n.t('Choose Version'), command: commandIds.choosePythonVersion } };
}

/** Which setting raises the limit that was reached: the reason names it. */
function limitOf(reason: string): string {
  return [settingIds.limitSeconds, settingIds.limitMegabytes].find((id) => reason.includes(id)) ?? settingIds.limitSteps;
}

function openSetting(title: string, id: string): vscode.Command {
  return { title, command: 'workbench.action.openSettings', arguments: [`@id:${id}`] };
}
