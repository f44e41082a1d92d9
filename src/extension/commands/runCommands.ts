/** Commands that run, stop and show a program. */
import * as vscode from 'vscode';
import { settingIds } from '../contributions';
import { debugDocument } from '../debugging/debugDocument';
import type { HeapPanels } from '../panel/heapPanels';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { activeScenario, patiently, subjectOf, type CommandTarget } from './asking';
import { showMoment } from './stepping';

interface RunParts {
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
}

/** @param target a moment to show, from a hover or a lens */
export async function openPanel({ scenarios, panels }: RunParts, target?: CommandTarget): Promise<void> {
  panels.open();
  if (target?.uri === undefined) await activeScenario(scenarios);
  else await showMoment(scenarios, target);
}

export async function runScenario({ scenarios, panels }: RunParts): Promise<void> {
  const document = vscode.window.activeTextEditor?.document ?? scenarios.current?.document;
  if (document === undefined || !isPython(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass runs Python files: open one first.'));
    return;
  }
  panels.open();
  const scenario = await patiently(vscode.l10n.t('Running {0}', document.uri.path.replace(/^.*\//, '')), (cancellation) => {
    cancellation.onCancellationRequested(() => scenarios.find(document)?.stop());
    return scenarios.run(document);
  });
  if (scenario !== null) scenarios.makeCurrent(scenario);
}

export function stopRun(scenarios: Scenarios): void {
  const document = vscode.window.activeTextEditor?.document;
  const scenario = document === undefined ? undefined : scenarios.find(document);
  (scenario ?? scenarios.current)?.stop();
}

export async function debugScenario(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isPython(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass debugs Python files: open one first.'));
    return;
  }
  await debugDocument(document);
}

export async function toggleLive(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const target = configuration.inspect(settingIds.liveEnabled)?.workspaceValue === undefined
    ? vscode.ConfigurationTarget.Global
    : vscode.ConfigurationTarget.Workspace;
  const live = configuration.get(settingIds.liveEnabled) !== true;
  await configuration.update(settingIds.liveEnabled, live, target);
  vscode.window.setStatusBarMessage(live ? vscode.l10n.t('Heapglass runs while you type.') : vscode.l10n.t('Heapglass runs when asked to.'), 4000);
}

/** Numbers, strings and the like as objects of their own in the picture, or as text where they are held. */
export async function toggleValues(scenarios: Scenarios): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario } = subject;
  scenario.options = { ...scenario.options, showAtoms: !scenario.options.showAtoms };
  await scenario.seek(scenario.step);
}

/**
 * The panel at the moment a lens speaks of: after the line ran.
 *
 * @param line in the text that was run, which is what a lens knows
 * @param step that moment; left out, after the line's last run
 */
export async function showLine({ scenarios, panels }: RunParts, uri: vscode.Uri | string, line: number, step?: number): Promise<void> {
  const scenario = scenarios.byAddress(uri);
  if (scenario === undefined) return;
  scenarios.makeCurrent(scenario);
  panels.open();
  const annotation = scenario.shown?.annotations.find((candidate) => candidate.line === line);
  const moment = step ?? annotation?.lastAfter;
  if (moment !== undefined) await scenario.seek(moment);
}
