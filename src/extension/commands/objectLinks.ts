/** What the links of a hover do with an object at a moment: show it in the panel, go to the line that made it. */
import * as vscode from 'vscode';
import type { HeapPanels } from '../panel/heapPanels';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';

/** The argument of these commands. */
export interface ObjectAtMoment {
  readonly uri: string | vscode.Uri;
  /** The number shown for the object. */
  readonly object: number;
  readonly step: number;
}

/** The panel at the moment, with the object in it. */
export async function showInPanel(scenarios: Scenarios, panels: HeapPanels, { uri, object, step }: ObjectAtMoment): Promise<void> {
  const scenario = scenarios.byAddress(uri);
  if (scenario === undefined) return;
  scenarios.makeCurrent(scenario);
  panels.open();
  await scenario.seek(step);
  panels.select(object);
}

/** The first moment at which the object is there, and the line that made it. */
export async function goToBirth(scenarios: Scenarios, panels: HeapPanels, { uri, object, step }: ObjectAtMoment): Promise<void> {
  const scenario = scenarios.byAddress(uri);
  const birth = await scenario?.birthOf(object, step) ?? null;
  if (scenario === undefined || birth?.found == null) return;
  scenarios.makeCurrent(scenario);
  panels.open();
  await scenario.seek(birth.found.moment);
  panels.select(object);
  if (birth.found.place.line !== null) await selectLine(scenario, birth.found.place.line);
}

/** Puts the editor's cursor on a line of the text that was run. */
export async function selectLine(scenario: Scenario, line: number): Promise<void> {
  const current = scenario.shown?.lines.current(line) ?? null;
  if (current === null) return;
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === scenario.document);
  const shown = await vscode.window.showTextDocument(scenario.document, { viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One, preserveFocus: false });
  shown.selection = new vscode.Selection(current, 0, current, 0);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
