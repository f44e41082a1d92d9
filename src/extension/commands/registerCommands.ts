/** Every command with what it does, put together here; each is in the file of its subject. What goes wrong is told once, with the log. */
import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import type { HeapPanels } from '../panel/heapPanels';
import type { ChangePreview } from '../quickFixes/changePreview';
import { raiseLimit } from '../quickFixes/quickFixes';
import type { ReportDocuments } from '../reports/reportDocuments';
import type { RuntimePool } from '../runtime/runtimePool';
import type { Scenarios } from '../scenarios/scenarios';
import { activeScenario, type CommandTarget } from './asking';
import { choosePythonVersion } from './choosePythonVersion';
import { compareVersions } from './compareVersions';
import { describeHeap } from './describeHeap';
import { exportHeap, type ExportFormat } from './exportHeap';
import { exportReplay } from './exportReplay';
import { collectHere, compareMoments } from './momentReports';
import { newScenario } from './newScenario';
import { followObject, whatWouldFree, whyAlive } from './objects';
import { goToBirth, showInPanel, type ObjectAtMoment } from './objectLinks';
import { openScenario } from './openScenario';
import { predict, type PredictionScore } from './predict';
import { debugScenario, openPanel, runScenario, showLine, stopRun, toggleLive, toggleValues } from './runCommands';
import { showSummary } from './runSummary';
import { saveRecording } from './saveRecording';
import { goToStep, move, showMoment, stepOver, toChange, toCollection, toEnd } from './stepping';
import { verifyPython } from './verifyPython';

export interface CommandParts {
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
  readonly changes: ChangePreview;
  readonly pool: RuntimePool;
  readonly reports: ReportDocuments;
  readonly score: PredictionScore;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Of this machine and reader. */
  readonly memory: vscode.Memento;
  /** Name and version, as files keep them. */
  readonly writtenBy: string;
}

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { scenarios, log } = parts;
  const commands: Readonly<Record<string, (...argument: never[]) => unknown>> = {
    [commandIds.openPanel]: (target?: CommandTarget) => openPanel(parts, targetOf(target)),
    [commandIds.runScenario]: () => runScenario(parts),
    [commandIds.stopRun]: () => stopRun(scenarios),
    [commandIds.debugScenario]: () => debugScenario(),
    [commandIds.toggleLive]: () => toggleLive(),
    [commandIds.toggleValues]: () => toggleValues(scenarios),

    [commandIds.stepForward]: () => move(scenarios, 1),
    [commandIds.stepBack]: () => move(scenarios, -1),
    [commandIds.stepOver]: () => stepOver(scenarios, 1),
    [commandIds.stepOverBack]: () => stepOver(scenarios, -1),
    [commandIds.nextRunOfLine]: () => move(scenarios, 1, true),
    [commandIds.previousRunOfLine]: () => move(scenarios, -1, true),
    [commandIds.nextChange]: () => toChange(scenarios, 1),
    [commandIds.previousChange]: () => toChange(scenarios, -1),
    [commandIds.nextCollection]: () => toCollection(scenarios, 1),
    [commandIds.previousCollection]: () => toCollection(scenarios, -1),
    [commandIds.firstStep]: () => toEnd(scenarios, -1),
    [commandIds.lastStep]: () => toEnd(scenarios, 1),
    [commandIds.goToStep]: (written?: string) => goToStep(scenarios, written),
    [commandIds.showMoment]: (target: CommandTarget & { readonly line?: number }) => showMoment(scenarios, target),
    [commandIds.showLine]: (uri: vscode.Uri | string, line: number, step?: number) => showLine(parts, uri, line, step),

    [commandIds.whyAlive]: (target?: CommandTarget) => whyAlive(parts, targetOf(target)),
    [commandIds.whatWouldFree]: (target?: CommandTarget) => whatWouldFree(parts, targetOf(target)),
    [commandIds.followObject]: (target?: CommandTarget) => followObject(parts, targetOf(target)),
    [commandIds.compareMoments]: (written?: string) => compareMoments(parts, written),
    [commandIds.collectHere]: () => collectHere(parts),
    [commandIds.describeHeap]: () => describeHeap(scenarios.current),
    [commandIds.predict]: (given?: number) => predict(scenarios, parts.score, given),
    [commandIds.showSummary]: () => showSummary(parts),

    [commandIds.newScenario]: (wanted?: string) => newScenario(parts.extensionUri, wanted),
    [commandIds.openScenario]: () => openScenario(parts.extensionUri),
    [commandIds.choosePythonVersion]: () => choosePythonVersion(),
    [commandIds.compareVersions]: () => compareVersions(parts),
    [commandIds.verifyPython]: () => verifyPython(parts),
    [commandIds.exportHeap]: (wanted?: { readonly format?: ExportFormat; readonly file?: vscode.Uri }) => exportHeap(parts, targetOf(wanted)),
    [commandIds.saveRecording]: () => saveRecording(scenarios.current, parts.writtenBy),
    [commandIds.exportReplay]: (wanted?: { readonly file?: vscode.Uri }) => exportReplay(parts.extensionUri, scenarios.current, parts.writtenBy, wanted?.file),
    [commandIds.showLog]: () => log.show(),

    [commandIds.openAnotherPanel]: () => openAnotherPanel(parts),
    [commandIds.pinPanel]: () => parts.panels.setPinned(true),
    [commandIds.unpinPanel]: () => parts.panels.setPinned(false),
    [commandIds.keepMoment]: () => parts.panels.setKeepsMoment(true),
    [commandIds.followMoment]: () => parts.panels.setKeepsMoment(false),
    [commandIds.applyChange]: () => parts.changes.apply(),
    [commandIds.discardChange]: () => parts.changes.close(),
    [commandIds.previewChange]: (uri: string, title: string, line: number, types: readonly string[]) => parts.changes.open(uri, title, line, types),
    [commandIds.raiseLimit]: (uri: string, setting: string, value: number) => raiseLimit(scenarios, uri, setting, value),

    [commandIds.showInPanel]: (object: ObjectAtMoment) => showInPanel(scenarios, parts.panels, object),
    [commandIds.goToBirth]: (object: ObjectAtMoment) => goToBirth(scenarios, parts.panels, object),
  };
  return vscode.Disposable.from(...Object.entries(commands).map(([id, body]) => vscode.commands.registerCommand(id, guarded(id, body, log))));
}

/** Menus hand their command a resource or a view's item, which is no wish. */
function targetOf<T extends object>(argument: T | undefined): T | undefined {
  return typeof argument === 'object' && argument !== null && !(argument instanceof vscode.Uri) ? argument : undefined;
}

async function openAnotherPanel({ scenarios, panels }: CommandParts): Promise<void> {
  const scenario = await activeScenario(scenarios);
  if (scenario !== null) await panels.openAnother(scenario.document);
}

function guarded(id: string, body: (...argument: never[]) => unknown, log: vscode.LogOutputChannel): (...argument: never[]) => Promise<void> {
  return async (...argument) => {
    try {
      await body(...argument);
    } catch (error) {
      log.error(`${id}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      const show = vscode.l10n.t('Show Log');
      const message = vscode.l10n.t('Heapglass could not do that: {0}', error instanceof Error ? error.message : String(error));
      if (await vscode.window.showErrorMessage(message, show) === show) log.show();
    }
  };
}
