/**
 * The run in a list: how it ended, how much it did, what it left, and the limits; each entry leads to where more of it is. In: the
 * scenario shown. Out: entries; what takes time to find out is added when it is there.
 */
import * as vscode from 'vscode';
import type { GrowthReport, HeapDiff, RunSummary } from '../../protocol';
import { commandIds, settingIds } from '../contributions';
import { ReportWriter, type Report } from '../reports/report';
import type { ReportDocuments } from '../reports/reportDocuments';
import { programCollections, restStep, type Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { activeScenario, ask } from './asking';
import type { MomentItem } from './momentPick';
import { bytesWords, grouped, linePiece } from './momentWords';
import { showOutput } from './showOutput';

interface SummaryParts {
  readonly scenarios: Scenarios;
  readonly reports: ReportDocuments;
}

export async function showSummary(parts: SummaryParts): Promise<void> {
  const scenario = await activeScenario(parts.scenarios);
  if (scenario?.summary == null) {
    await vscode.commands.executeCommand(commandIds.openScenario);
    return;
  }
  const { summary } = scenario;
  const pick = vscode.window.createQuickPick<MomentItem>();
  const quick = quickEntries(scenario, summary);
  Object.assign(pick, {
    title: vscode.l10n.t('Run of {0}', scenario.document.uri.path.replace(/^.*\//, '')), placeholder: outcomeWords(scenario, summary), matchOnDescription: true,
    items: [...quick, ...limitEntries(scenario)], busy: scenario.shown !== null,
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.activeItems;
    pick.hide();
    void chosen?.act?.();
  });
  let open = true;
  pick.onDidHide(() => {
    open = false;
    pick.dispose();
  });
  pick.show();
  const slow = scenario.shown === null ? [] : await heapEntries(parts, scenario, summary).catch((): MomentItem[] => []); // the run is replaced: what is listed stays
  if (!open) return;
  pick.items = [...quick, ...slow, ...limitEntries(scenario)];
  pick.busy = false;
}

/** `Finished in 12 ms` */
export function outcomeWords({ failure }: Scenario, summary: RunSummary): string {
  if (failure !== '') return failure;
  switch (summary.status) {
    case 'finished': return vscode.l10n.t('Finished in {0} ms', Math.round(summary.durationMs));
    case 'stopped': return summary.stopReason;
    case 'exception':
    case 'syntaxError': return summary.problems[0]?.message ?? vscode.l10n.t('Ended by an exception');
  }
}

export function quickEntries(scenario: Scenario, summary: RunSummary): MomentItem[] {
  const { stepCount, output } = summary;
  const collections = scenario.shown === null ? [] : programCollections(scenario.shown);
  const automatic = collections.filter((collection) => collection.automatic).length;
  const freed = collections.reduce((sum, { collected }) => sum + collected, 0);
  const written = output.map(({ text }) => text).join('');
  const lines = written === '' ? 0 : written.replace(/\n$/, '').split('\n').length;
  const run = (command: string, ...argument: unknown[]) => () => vscode.commands.executeCommand(command, ...argument);
  const problem = summary.problems[0];
  return [
    separator(vscode.l10n.t('What it did')),
    ...(problem === undefined ? [] : [{ label: `$(error) ${problem.message}`, description: vscode.l10n.t('line {0}', problem.range.startLine + 1), act: run(commandIds.showMoment, { uri: scenario.uri, line: problem.range.startLine }) }]),
    { label: `$(debug-step-over) ${vscode.l10n.t('{0} steps', grouped(stepCount))}`, description: vscode.l10n.t('in {0} ms', grouped(Math.round(summary.durationMs))), act: run(commandIds.goToStep) },
    { label: `$(sync) ${collections.length === 1 ? vscode.l10n.t('1 collection') : vscode.l10n.t('{0} collections', grouped(collections.length))}`, description: collections.length === 0 ? '' : vscode.l10n.t('{0} by themselves, {1} asked for; {2} objects found', automatic, collections.length - automatic, grouped(freed)), act: run(collections.some(({ step }) => step > scenario.step) ? commandIds.nextCollection : commandIds.previousCollection) },
    { label: `$(output) ${vscode.l10n.t('{0} lines of output', grouped(lines))}`, description: vscode.l10n.t('{0} characters', grouped(written.length)), act: () => showOutput(scenario) },
    { label: `$(versions) CPython ${scenario.shown?.pythonVersion ?? readSettings(scenario.document).pythonVersion}`, description: vscode.l10n.t('choose another, or compare them all'), act: run(commandIds.choosePythonVersion) },
  ];
}

/** What the objects made became of, and what grew. */
async function heapEntries({ reports }: SummaryParts, scenario: Scenario, summary: RunSummary): Promise<MomentItem[]> {
  const rest = scenario.shown === null ? 0 : restStep(scenario.shown);
  const diff = await ask(scenario, 'timeDiff', { from: summary.firstMoment, to: rest });
  const islands = rest < summary.firstMoment ? null : await ask(scenario, 'graphIslands', { step: rest, limit: 1 });
  const growth = await ask(scenario, 'timeGrowth', {});
  const { instructions, byLine } = await ask(scenario, 'timeCost', {});
  const costly = byLine.reduce<(typeof byLine)[number] | undefined>((most, row) => (most === undefined || row.instructions > most.instructions ? row : most), undefined);
  return [separator(vscode.l10n.t('What it left')), ...leftEntries(scenario, rest, diff), ...islandEntry(scenario, rest, islands?.islands.length ?? 0, islands?.total ?? 0), ...growthEntries(scenario, growth, reports),
    separator(vscode.l10n.t('What it cost')),
    {
      label: `$(dashboard) ${vscode.l10n.t('{0} instructions', grouped(instructions))}`,
      description: costly === undefined ? '' : vscode.l10n.t('most of them on line {0}', costly.line + 1),
      act: () => costly === undefined ? undefined : vscode.commands.executeCommand(commandIds.showMoment, { uri: scenario.uri, line: costly.line }),
    },
  ];
}

function leftEntries(scenario: Scenario, rest: number, { born, died, passed }: HeapDiff): MomentItem[] {
  const made = born.count + passed.count;
  return [{
    label: `$(package) ${vscode.l10n.t('{0} objects left of {1} made', grouped(born.count), grouped(made))}`,
    description: vscode.l10n.t('{0}; {1} were freed', bytesWords(born.bytes), grouped(passed.count + died.count)),
    act: async () => {
      await scenario.seek(rest);
      await vscode.commands.executeCommand(commandIds.describeHeap);
    },
  }];
}

function islandEntry(scenario: Scenario, rest: number, shown: number, total: number): MomentItem[] {
  if (shown === 0) return [];
  return [{
    label: `$(circle-slash) ${total === 1 ? vscode.l10n.t('1 group of objects waits for the collector') : vscode.l10n.t('{0} groups of objects wait for the collector', total)}`,
    description: vscode.l10n.t('what a collection would free'),
    act: async () => {
      await scenario.seek(rest);
      await vscode.commands.executeCommand(commandIds.collectHere);
    },
  }];
}

function growthEntries(scenario: Scenario, { suspects, moreSuspects }: GrowthReport, reports: ReportDocuments): MomentItem[] {
  const count = suspects.length + moreSuspects;
  if (count === 0) return [{ label: `$(pass) ${vscode.l10n.t('No leak suspects')}`, description: vscode.l10n.t('nothing grows from turn to turn of a loop, or from call to call') }];
  return [{
    label: `$(warning) ${count === 1 ? vscode.l10n.t('1 leak suspect') : vscode.l10n.t('{0} leak suspects', count)}`,
    description: suspects[0]?.text.split('\n')[0] ?? '',
    act: () => reports.show(growthDocument(scenario, suspects)),
  }];
}

export function growthDocument({ uri }: Scenario, suspects: GrowthReport['suspects']): Report {
  const writer = new ReportWriter(vscode.l10n.t('Leak suspects'));
  for (const suspect of suspects) {
    writer.heading(suspect.unit === 'loop' ? vscode.l10n.t('A loop with {0} turns', suspect.iterations) : vscode.l10n.t('{0} calls of {1}', suspect.iterations, suspect.functionName))
      .line(linePiece(uri, suspect.line, suspect.functionName)).blank();
    for (const line of suspect.text.split('\n')) writer.line(line);
  }
  return writer.finish();
}

/** Limits, each with the setting that changes it. */
export function limitEntries(scenario: Scenario): MomentItem[] {
  const { limits } = readSettings(scenario.document);
  const open = (id: string) => () => vscode.commands.executeCommand('workbench.action.openSettings', `@id:${id}`);
  return [
    separator(vscode.l10n.t('Limits (choose one to change it)')),
    { label: `$(gear) ${vscode.l10n.t('{0} steps', grouped(limits.steps))}`, description: settingIds.limitSteps, act: open(settingIds.limitSteps) },
    { label: `$(gear) ${vscode.l10n.t('{0} seconds', limits.seconds)}`, description: settingIds.limitSeconds, act: open(settingIds.limitSeconds) },
    { label: `$(gear) ${vscode.l10n.t('{0} MB of record', limits.megabytes)}`, description: settingIds.limitMegabytes, act: open(settingIds.limitMegabytes) },
  ];
}

function separator(label: string): MomentItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
