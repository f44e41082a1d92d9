/**
 * Writes the moment shown to a file where the reader says: a drawing (SVG or PNG), JSON, a graph for Graphviz. The text comes from the
 * runtime, the same as the command line's; points are made of the drawing by the panel's page, the only place that can.
 */
import * as vscode from 'vscode';
import type { HeapPanels } from '../panel/heapPanels';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { ask, patiently, subjectOf } from './asking';

/** `picture`: the graph as the panel draws it, filtered and folded as the reader has it. */
export const exportFormats = ['svg', 'picture', 'png', 'json', 'dot'] as const;
export type ExportFormat = typeof exportFormats[number];

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

function formatItems(hasPicture: boolean): FormatItem[] {
  return [
    { format: 'svg', label: `$(file-media) ${vscode.l10n.t('Drawing (SVG)')}`, detail: vscode.l10n.t('Sharp at any size, light or dark as the reader prefers; for documents and web pages') },
    ...(hasPicture ? [{ format: 'picture' as const, label: `$(file-media) ${vscode.l10n.t('Drawing as the panel shows it (SVG)')}`, detail: vscode.l10n.t('In the colours of this window, filtered and folded as it is now') }] : []),
    { format: 'png', label: `$(file-media) ${vscode.l10n.t('Picture (PNG)')}`, detail: vscode.l10n.t('In the colours of this window, at twice the size; opens the heap panel, which draws it') },
    { format: 'json', label: `$(json) ${vscode.l10n.t('Data (JSON)')}`, detail: vscode.l10n.t('Every name with its object, refcount and holders, for programs') },
    { format: 'dot', label: `$(type-hierarchy) ${vscode.l10n.t('Graph (Graphviz)')}`, detail: vscode.l10n.t('A .dot file, for a layout of your own') },
  ];
}

/** @param wanted format and file, from a keybinding or a test; without them the reader is asked */
export async function exportHeap({ scenarios, panels }: { readonly scenarios: Scenarios; readonly panels: HeapPanels }, wanted?: { readonly format?: ExportFormat; readonly file?: vscode.Uri }): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario } = subject;
  const title = vscode.l10n.t('Export Heap at Step {0}', scenario.step + 1);
  const format = wanted?.format ?? (await vscode.window.showQuickPick(formatItems(await panels.picture() !== ''), { title, placeHolder: vscode.l10n.t('Choose a format') }))?.format;
  if (format === undefined) return;
  const { step } = scenario;
  const ending = format === 'picture' ? 'svg' : format;
  const file = wanted?.file ?? await vscode.window.showSaveDialog({ title, defaultUri: besideProgram(scenario.document.uri, `-step-${step + 1}.${ending}`), filters: { [ending.toUpperCase()]: [ending] } });
  if (file === undefined) return;
  const bytes = await patiently(vscode.l10n.t('Exporting the heap'), () => momentBytes(scenario, panels, step, format));
  if (bytes === null) return;
  await vscode.workspace.fs.writeFile(file, bytes);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Exported to {0}', vscode.workspace.asRelativePath(file)), 6000);
}

export async function momentBytes(scenario: Scenario, panels: HeapPanels, step: number, format: ExportFormat): Promise<Uint8Array> {
  if (format === 'picture') return new TextEncoder().encode(await panels.picture());
  if (format !== 'png') return new TextEncoder().encode(await ask(scenario, 'graphFile', { step, format }));
  const drawn = await panels.picture();
  if (drawn !== '') return panels.paint(drawn);
  const kind = vscode.window.activeColorTheme.kind;
  const colours = kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight ? 'light' : 'dark';
  return panels.paint(await ask(scenario, 'graphFile', { step, format: 'svg', colours }));
}

/** A file beside the program, its name with another ending; an untitled program has no place yet. */
export function besideProgram(program: vscode.Uri, ending: string): vscode.Uri | undefined {
  const name = program.path.replace(/\.py$/, '');
  if (program.scheme !== 'untitled') return program.with({ path: `${name}${ending}` });
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder, `${name.replace(/^.*\//, '')}${ending}`);
}
