/**
 * What differs between the versions of CPython in one program: it is run once under each, in a worker of its own, and the runs are
 * compared: output, refcounts line by line, collections, steps. In: the text in the editor. Out: a report; the scenario's own run
 * stays as it is.
 */
import * as vscode from 'vscode';
import type { LineAnnotation, RunSummary } from '../../protocol';
import { commandIds } from '../contributions';
import { ReportWriter, type Piece, type Report } from '../reports/report';
import type { ReportDocuments } from '../reports/reportDocuments';
import type { RuntimePool } from '../runtime/runtimePool';
import { fileNameOf, programCollections } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { patiently } from './asking';
import { pythonVersions } from './choosePythonVersion';
import { grouped, linePiece } from './momentWords';
import { outputText } from './showOutput';

export interface VersionRun {
  readonly version: string;
  readonly summary: RunSummary;
  readonly annotations: readonly LineAnnotation[];
  /** Instructions of CPython it took; 0 when nothing ran. */
  readonly instructions: number;
}

/** Beyond a run's own limit, before its worker counts as stuck. */
const graceMs = 5000;
/** Counting the instructions of a long run takes a while. */
const patienceMs = 60_000;

export async function compareVersions({ scenarios, pool, reports }: { readonly scenarios: Scenarios; readonly pool: RuntimePool; readonly reports: ReportDocuments }): Promise<void> {
  const active = vscode.window.activeTextEditor?.document;
  const document = active !== undefined && isPython(active) ? active : scenarios.current?.document;
  if (document === undefined) return void vscode.window.showInformationMessage(vscode.l10n.t('Heapglass compares Python files: open one first.'));
  const runs = await patiently(vscode.l10n.t('Running under each version of CPython'), (cancellation) => runVersions(pool, document, pythonVersions(), cancellation));
  if (runs === null || runs.length === 0) return;
  await reports.show(versionReport(document.uri.toString(), fileNameOf(document), document.getText().split(/\r\n|\n|\r/), runs));
}

/** One worker runs them one after the other; what was cancelled has no runs. */
export async function runVersions(pool: RuntimePool, document: vscode.TextDocument, versions: readonly string[], cancellation: vscode.CancellationToken): Promise<VersionRun[]> {
  const client = await pool.take();
  const cancelling = cancellation.onCancellationRequested(() => client.dispose());
  const { limits } = readSettings(document);
  const source = document.getText();
  const runs: VersionRun[] = [];
  try {
    for (const pythonVersion of versions) {
      if (cancellation.isCancellationRequested) return [];
      const uri = `heapglass-version:${pythonVersion}`;
      const summary = await client.call('run', { source, uri, fileName: fileNameOf(document), version: document.version, pythonVersion, limits }, limits.seconds * 1000 + graceMs);
      const annotations = await client.call('annotations', { uri, startLine: 0, endLine: document.lineCount });
      const instructions = summary.stepCount === 0 ? 0 : (await client.call('timeCost', { uri }, patienceMs)).instructions;
      await client.call('close', uri);
      runs.push({ version: pythonVersion, summary, annotations, instructions });
    }
    return runs;
  } finally {
    cancelling.dispose();
    client.dispose();
  }
}

export function versionReport(uri: string, fileName: string, sourceLines: readonly string[], runs: readonly VersionRun[]): Report {
  const writer = new ReportWriter(vscode.l10n.t('{0} under each version of CPython', fileName));
  const columns = runs.map(({ version }) => ({ title: version }));
  const row = (label: Piece, text: (run: VersionRun) => string): Piece[] => [label, ...runs.map(text)];
  writer.blank().table([{ title: '' }, ...columns], [
    row(vscode.l10n.t('How it ended'), ({ summary }) => endWords(summary)),
    row(vscode.l10n.t('Steps'), ({ summary }) => grouped(summary.stepCount)),
    row(vscode.l10n.t('Instructions'), ({ instructions }) => grouped(instructions)),
    row(vscode.l10n.t('Collections'), (run) => grouped(programCollections(run).length)),
    row(vscode.l10n.t('of these by themselves'), (run) => grouped(programCollections(run).filter(({ automatic }) => automatic).length)),
    row(vscode.l10n.t('Objects found'), (run) => grouped(programCollections(run).reduce((sum, { collected }) => sum + collected, 0))),
  ]);
  const outputs = groupsBy(runs, ({ summary }) => outputText(summary));
  const counts = differingLines(runs, sourceLines.length);
  writer.heading(vscode.l10n.t('Output'));
  if (outputs.length === 1) writer.line(vscode.l10n.t('The same under all of them.'));
  else outputDifference(writer, outputs);
  writer.heading(vscode.l10n.t('Refcounts'));
  if (counts.length === 0) writer.line(vscode.l10n.t('The same on every line under all of them.'));
  else {
    writer.line(vscode.l10n.t('{0} lines differ:', counts.length));
    for (const { line, texts } of counts) {
      writer.paragraph(linePiece(uri, line), `: ${sourceLines[line]?.trim() ?? ''}`);
      for (const { key, runs: alike } of groupsBy(runs, (run) => texts[runs.indexOf(run)] ?? '')) writer.item(`${versionsOf(alike)}: ${key}`);
    }
  }
  writer.heading(vscode.l10n.t('Collections'));
  const collections = groupsBy(runs, (run) => programCollections(run).map(({ generation, collected, automatic }) => `${generation} ${collected} ${String(automatic)}`).join('\n'));
  if (collections.length === 1) writer.line(vscode.l10n.t('The same, and find the same, under all of them.'));
  else for (const { runs: alike } of collections) writer.item(`${versionsOf(alike)}: `, collectionWords(alike[0]));
  return writer.blank().line({
    text: vscode.l10n.t('Choose the version that is shown'), command: commandIds.choosePythonVersion, argument: null, tooltip: vscode.l10n.t('Opens a list of versions'),
  }).finish();
}

function endWords({ status, problems }: RunSummary): string {
  switch (status) {
    case 'finished': return vscode.l10n.t('finished');
    case 'stopped': return vscode.l10n.t('stopped at a limit');
    case 'exception':
    case 'syntaxError': return problems[0]?.code ?? status;
  }
}

interface RunGroup {
  readonly key: string;
  readonly runs: VersionRun[];
}

/** Runs alike in something, in the order of their versions. */
export function groupsBy(runs: readonly VersionRun[], keyOf: (run: VersionRun) => string): RunGroup[] {
  const groups: RunGroup[] = [];
  for (const run of runs) {
    const key = keyOf(run);
    const known = groups.find((group) => group.key === key);
    if (known === undefined) groups.push({ key, runs: [run] });
    else known.runs.push(run);
  }
  return groups;
}

/** Lines whose texts are not all the same; objects are numbered as they are made, which says nothing. */
export function differingLines(runs: readonly VersionRun[], lineCount: number): { readonly line: number; readonly texts: readonly string[] }[] {
  const byLine = runs.map(({ annotations }) => new Map(annotations.map(({ line, text }) => [line, text])));
  const found: { line: number; texts: string[] }[] = [];
  for (let line = 0; line < lineCount; line++) {
    const texts = byLine.map((texts) => texts.get(line) ?? '');
    if (new Set(texts.map((text) => text.replaceAll(/ #\d+/g, ''))).size > 1) found.push({ line, texts: texts.map((text) => (text === '' ? vscode.l10n.t('did not run') : text)) });
  }
  return found;
}

/** The first line that differs under each, and the whole outputs below. */
function outputDifference(writer: ReportWriter, outputs: readonly RunGroup[]): void {
  const split = outputs.map(({ key }) => key.split('\n'));
  const first = split[0] ?? [];
  const at = Math.min(...split.slice(1).map((lines) => firstDifference(first, lines)));
  writer.line(vscode.l10n.t('Line {0} of the output is the first that differs:', at + 1)).blank();
  outputs.forEach(({ runs }, index) => writer.item(`${versionsOf(runs)}: ${split[index]?.[at] ?? vscode.l10n.t('(ends before)')}`));
  for (const { key, runs } of outputs) writer.paragraph(versionsOf(runs)).block(key);
}

export function firstDifference(a: readonly string[], b: readonly string[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return length;
}

function versionsOf(runs: readonly VersionRun[]): string {
  return runs.map(({ version }) => version).join(', ');
}

function collectionWords(run: VersionRun | undefined): string {
  const collections = run === undefined ? [] : programCollections(run);
  const counts = [0, 1, 2].map((generation) => collections.filter((collection) => collection.generation === generation).length);
  return vscode.l10n.t('{0} of generation 0, {1} of generation 1, {2} of generation 2; {3} objects found',
    counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 0, collections.reduce((sum, { collected }) => sum + collected, 0));
}
