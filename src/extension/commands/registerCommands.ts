/** What each command does; one function per command, put together here. */
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../contributions';
import type { HeapPanels } from '../panel/heapPanels';
import type { Scenario } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { choosePythonVersion } from './choosePythonVersion';
import { debugDocument } from '../debugging/debugDocument';
import { describeHeap } from './describeHeap';
import { goToBirth, showInPanel, type ObjectAtMoment } from './objectLinks';
import { openScenario } from './openScenario';
import { saveRecording } from './saveRecording';

export interface CommandParts {
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Name and version, as files keep them. */
  readonly writtenBy: string;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { scenarios, panels, log } = parts;
  const commands: Readonly<Record<string, (...argument: never[]) => unknown>> = {
    [commandIds.openPanel]: () => openPanel(parts),
    [commandIds.runScenario]: () => runScenario(parts),
    [commandIds.debugScenario]: () => debugScenario(),
    [commandIds.stepForward]: () => move(scenarios, 1),
    [commandIds.stepBack]: () => move(scenarios, -1),
    [commandIds.toggleLive]: () => toggleLive(),
    [commandIds.openScenario]: () => openScenario(parts.extensionUri),
    [commandIds.choosePythonVersion]: () => choosePythonVersion(),
    [commandIds.describeHeap]: () => describeHeap(scenarios.current),
    [commandIds.saveRecording]: () => saveRecording(scenarios.current, parts.writtenBy),
    [commandIds.showLog]: () => log.show(),
    [commandIds.showLine]: (uri: vscode.Uri | string, line: number, step?: number) => showLine(scenarios, panels, uri, line, step),
    [commandIds.showInPanel]: (object: ObjectAtMoment) => showInPanel(scenarios, panels, object),
    [commandIds.goToBirth]: (object: ObjectAtMoment) => goToBirth(scenarios, panels, object),
  };
  return vscode.Disposable.from(...Object.entries(commands).map(([id, body]) => vscode.commands.registerCommand(id, body)));
}

/** The active Python editor's scenario, run if it never was; else the current one. */
async function activeScenario(scenarios: Scenarios): Promise<Scenario | null> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isPython(document)) return scenarios.current;
  const scenario = scenarios.find(document);
  if (scenario !== undefined && scenario.phase !== 'fresh') {
    scenarios.makeCurrent(scenario);
    return scenario;
  }
  const made = await scenarios.run(document);
  scenarios.makeCurrent(made);
  return made;
}

async function openPanel({ scenarios, panels }: CommandParts): Promise<void> {
  panels.open();
  await activeScenario(scenarios);
}

async function runScenario({ scenarios, panels }: CommandParts): Promise<void> {
  const document = vscode.window.activeTextEditor?.document ?? scenarios.current?.document;
  if (document === undefined || !isPython(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass runs Python files: open one first.'));
    return;
  }
  panels.open();
  scenarios.makeCurrent(await scenarios.run(document));
}

async function debugScenario(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isPython(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass debugs Python files: open one first.'));
    return;
  }
  await debugDocument(document);
}

export async function move(scenarios: Scenarios, direction: 1 | -1, sameLine = false): Promise<void> {
  const scenario = await activeScenario(scenarios);
  const step = await scenario?.neighbour(direction, sameLine);
  if (scenario == null || step == null) return;
  await scenario.seek(step);
  revealLine(scenario);
}

async function toggleLive(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const target = configuration.inspect(settingIds.liveEnabled)?.workspaceValue === undefined
    ? vscode.ConfigurationTarget.Global
    : vscode.ConfigurationTarget.Workspace;
  await configuration.update(settingIds.liveEnabled, configuration.get(settingIds.liveEnabled) !== true, target);
}

/**
 * The panel at the moment a lens speaks of: after the line ran.
 *
 * @param line in the text that was run, which is what a lens knows
 * @param step that moment; left out, after the line's last run
 */
async function showLine(scenarios: Scenarios, panels: HeapPanels, uri: vscode.Uri | string, line: number, step?: number): Promise<void> {
  const scenario = scenarios.byAddress(uri);
  if (scenario === undefined) return;
  scenarios.makeCurrent(scenario);
  panels.open();
  const annotation = scenario.shown?.annotations.find((candidate) => candidate.line === line);
  const moment = step ?? annotation?.lastAfter;
  if (moment !== undefined) await scenario.seek(moment);
}

/** Brings the shown moment's line into sight without taking the focus. */
export function revealLine(scenario: Scenario): void {
  const line = scenario.view?.line ?? null;
  const current = line === null ? null : scenario.shown?.lines.current(line) ?? null;
  if (current === null) return;
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== scenario.document) continue;
    editor.revealRange(new vscode.Range(current, 0, current, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
