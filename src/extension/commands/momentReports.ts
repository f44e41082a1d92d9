/** Reports about moments: two of them compared, and what a full collection would free at one. Neither changes the run. */
import * as vscode from 'vscode';
import type { CollectHere, HeapDiff, ObjectReference } from '../../protocol';
import { commandIds } from '../contributions';
import { ReportWriter, type Piece, type Report } from '../reports/report';
import { ask, patiently, subjectOf, type Subject } from './asking';
import { bytesWords, grouped, linePiece, momentPiece, stepPiece } from './momentWords';
import type { ObjectParts } from './objects';
import { askForMoment, momentOf } from './stepping';

/** @param written the other moment, from a keybinding or a test; without it the reader is asked */
export async function compareMoments({ scenarios, reports }: ObjectParts, written?: string): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario, run } = subject;
  const text = typeof written === 'string' ? written : await askForMoment(subject, {
    title: vscode.l10n.t('Compare With Another Step'),
    prompt: vscode.l10n.t('The moment shown is step {0} of {1}. Compare it with a step, a line and which time it runs (12:3), start or end.', scenario.step + 1, run.summary.stepCount),
    value: 'start',
  });
  if (text === undefined) return;
  const other = await momentOf(subject, text);
  if ('message' in other) return void vscode.window.showInformationMessage(other.message);
  const diff = await patiently(vscode.l10n.t('Comparing two moments'), () => ask(scenario, 'timeDiff', { from: other.step, to: scenario.step }));
  if (diff !== null) await reports.show(diffReport(subject, diff));
}

export function diffReport({ scenario: { uri } }: Subject, diff: HeapDiff): Report {
  const writer = new ReportWriter(vscode.l10n.t('Step {0} compared with step {1}', diff.from.step + 1, diff.to.step + 1))
    .paragraph(vscode.l10n.t('From '), stepPiece(uri, diff.from), vscode.l10n.t(' to '), stepPiece(uri, diff.to), '.').blank();
  const amount = ({ count, bytes }: HeapDiff['born']): string => vscode.l10n.t('{0} objects, {1}', grouped(count), bytesWords(bytes));
  writer.item(vscode.l10n.t('Made and still there: {0}', amount(diff.born)))
    .item(vscode.l10n.t('Gone: {0}', amount(diff.died)))
    .item(vscode.l10n.t('There at both: {0}', amount(diff.survived)))
    .item(vscode.l10n.t('Made and gone in between: {0}', amount(diff.passed)))
    .item(vscode.l10n.t('Net: {0}', amount(diff.net)));
  const rowsOf = (rows: HeapDiff['byType'], head: (row: HeapDiff['byType'][number]) => Piece): Piece[][] => rows.map((row) => [
    head(row), grouped(row.born.count), grouped(row.died.count), signed(row.net.count), row.net.bytes > 0 ? `+${bytesWords(row.net.bytes)}` : bytesWords(row.net.bytes),
  ]);
  const columns = (first: string) => [
    { title: first }, { title: vscode.l10n.t('Made'), right: true }, { title: vscode.l10n.t('Gone'), right: true }, { title: vscode.l10n.t('Net'), right: true }, { title: vscode.l10n.t('Size'), right: true },
  ];
  if (diff.byType.length > 0) writer.heading(vscode.l10n.t('By type')).table(columns(vscode.l10n.t('Type')), rowsOf(diff.byType, ({ type }) => type ?? ''));
  more(writer, diff.moreTypes);
  if (diff.byLine.length > 0) {
    writer.heading(vscode.l10n.t('By the line that made them'))
      .table(columns(vscode.l10n.t('Line')), rowsOf(diff.byLine, ({ line, functionName }) => linePiece(uri, line, functionName)));
  }
  more(writer, diff.moreLines);
  if (diff.refcounts.length > 0) {
    writer.heading(vscode.l10n.t('Other refcounts'));
    for (const { object, from, to } of diff.refcounts) writer.item(objectPiece(uri, diff.to.step, object), `: ${from} → ${to}`);
    more(writer, diff.moreRefcounts);
  }
  if (diff.edges.length > 0) {
    writer.heading(vscode.l10n.t('References that came and went'));
    for (const { holder, target, kind } of diff.edges) writer.item(kind === 'added' ? '+ ' : '− ', holder, ' → ', objectPiece(uri, diff.to.step, target));
    more(writer, diff.moreEdges);
  }
  return writer.finish();
}

/** What `gc.collect()` would do at the moment shown. */
export async function collectHere({ scenarios, reports }: ObjectParts): Promise<void> {
  const subject = await subjectOf(scenarios);
  if (subject === null) return;
  const { scenario } = subject;
  const { step } = scenario;
  const answer = await patiently(vscode.l10n.t('Looking for what a collection would find'), () => ask(scenario, 'graphCollectHere', { step }));
  if (answer !== null) await reports.show(collectReport(subject, step, answer));
}

export function collectReport({ scenario, run, view }: Subject, step: number, answer: CollectHere): Report {
  const { uri } = scenario;
  const writer = new ReportWriter(vscode.l10n.t('A collection at step {0}', step + 1))
    .paragraph(momentPiece({ uri, step }, run.sourceLines, view))
    .paragraph(answer.sentence)
    .paragraph(vscode.l10n.t('{0} objects would survive. The run is not changed: this was computed on its record.', grouped(answer.survivors)));
  if (answer.byType.length > 0) {
    writer.heading(vscode.l10n.t('What would go'))
      .table([{ title: vscode.l10n.t('Type') }, { title: vscode.l10n.t('Objects'), right: true }, { title: vscode.l10n.t('Size'), right: true }],
        answer.byType.map(({ type, count, bytes }) => [type, grouped(count), bytesWords(bytes)]));
  }
  const list = (title: string, objects: readonly ObjectReference[]): void => {
    if (objects.length === 0) return;
    writer.heading(title);
    for (const object of objects) writer.item(objectPiece(uri, step, object));
  };
  list(vscode.l10n.t('Unreachable objects'), answer.objects);
  more(writer, answer.collected - answer.objects.length);
  list(vscode.l10n.t('Finalizers that would run'), answer.finalizers);
  list(vscode.l10n.t('Weak reference callbacks that would be called'), answer.callbacks);
  return writer.finish();
}

/** A link to an object's life. */
export function objectPiece(uri: string, step: number, { id, name, text }: ObjectReference): Piece {
  return {
    text: text === '' || name.includes(text) ? name : `${name} ${text}`, command: commandIds.followObject, argument: { uri, object: id, step },
    tooltip: vscode.l10n.t('Follow it through the run'),
  };
}

function signed(number: number): string {
  return number > 0 ? `+${grouped(number)}` : grouped(number);
}

function more(writer: ReportWriter, count: number): void {
  if (count > 0) writer.item(vscode.l10n.t('and {0} more', grouped(count)));
}
