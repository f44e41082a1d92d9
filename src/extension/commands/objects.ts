/** The commands about one object: why it is alive, what would free it, its life. */
import * as vscode from 'vscode';
import type { AlivePath, LifeEvent, PathStep, Place } from '../../protocol';
import { commandIds } from '../contributions';
import { ReportWriter, type Report } from '../reports/report';
import type { ReportDocuments } from '../reports/reportDocuments';
import type { Scenarios } from '../scenarios/scenarios';
import { ask, objectOf, patiently, type ChosenObject, type CommandTarget } from './asking';
import { pickMoment, type MomentItem } from './momentPick';
import { momentPiece, placeWords } from './momentWords';

export interface ObjectParts {
  readonly scenarios: Scenarios;
  readonly reports: ReportDocuments;
}

const mostPaths = 8;

export async function whyAlive(parts: ObjectParts, target?: CommandTarget): Promise<void> {
  const chosen = await objectOf(parts.scenarios, target);
  if (chosen === null) return;
  const { scenario, object, step, name } = chosen;
  const answer = await patiently(vscode.l10n.t('Looking for paths to {0}', name), () => ask(scenario, 'graphWhyAlive', { step, object, paths: mostPaths }));
  if (answer === null) return;
  const paths = answer.cycle === null ? answer.paths : [{ ...answer.cycle, via: [] }];
  await pickMoment(scenario, {
    title: vscode.l10n.t('Why Is {0} Alive?', name),
    placeHolder: answer.sentence,
    items: [
      ...paths.flatMap((path, index) => [separator(pathTitle(path, index, paths.length, answer.cycle !== null)), ...path.steps.map((part) => pathItem(chosen, part))]),
      separator(vscode.l10n.t('More')),
      ...(answer.verdict === 'held' ? [action('$(unlock)', vscode.l10n.t('What would free it?'), commandIds.whatWouldFree, chosen)] : []),
      action('$(history)', vscode.l10n.t('Follow it through the run'), commandIds.followObject, chosen),
      { label: `$(list-tree) ${vscode.l10n.t('Open as text')}`, act: () => parts.reports.show(whyReport(chosen, answer.sentence, paths.map(({ text }) => text))) },
      action('$(type-hierarchy)', vscode.l10n.t('Show in the heap panel'), commandIds.showInPanel, chosen),
    ],
  });
}

function pathTitle(path: Pick<AlivePath, 'via'>, index: number, count: number, isCycle: boolean): string {
  if (isCycle) return vscode.l10n.t('Only a cycle holds it');
  const number = count === 1 ? vscode.l10n.t('The path') : vscode.l10n.t('Path {0} of {1}', index + 1, count);
  return path.via.length === 0 ? number : vscode.l10n.t('{0}, through {1}', number, path.via.join(', '));
}

/** One reference of a path: choosing it goes to the moment it was made at. */
function pathItem({ scenario, step }: ChosenObject, { text, target, holder, label }: PathStep): MomentItem {
  return {
    label: `$(arrow-right) ${text}`,
    description: vscode.l10n.t('holds {0}', target.name),
    find: async () => {
      const event = holder === null ? { kind: 'binding' as const, name: label } : { kind: 'slot' as const, object: holder.id, label };
      const made = await ask(scenario, 'timeSeek', { wish: { kind: 'event', event, from: step + 1, direction: -1 } });
      const { found } = made.found === null ? await ask(scenario, 'timeSeek', { wish: { kind: 'born', object: target.id } }) : made;
      return found === null ? null : { step: found.after, line: found.place.line };
    },
  };
}

export function whyReport({ scenario, run, object, name, step }: ChosenObject, sentence: string, paths: readonly string[]): Report {
  const target = { uri: scenario.uri, step };
  const writer = new ReportWriter(vscode.l10n.t('Why {0} is alive', name))
    .paragraph(momentPiece(target, run.sourceLines, scenario.view)).paragraph(sentence);
  if (paths.length > 0) writer.heading(vscode.l10n.t('Paths'));
  for (const path of paths) writer.item(path);
  return writer.heading(vscode.l10n.t('More')).item({
    text: vscode.l10n.t('Follow it through the run'), command: commandIds.followObject, argument: { ...target, object }, tooltip: vscode.l10n.t('Its refcount changes, one by one'),
  }).finish();
}

export async function whatWouldFree(parts: ObjectParts, target?: CommandTarget): Promise<void> {
  const chosen = await objectOf(parts.scenarios, target);
  if (chosen === null) return;
  const { scenario, object, step, name } = chosen;
  const answer = await patiently(vscode.l10n.t('Looking for the references that keep {0}', name), () => ask(scenario, 'graphWhatWouldFree', { step, object }));
  if (answer === null) return;
  await pickMoment(scenario, {
    title: vscode.l10n.t('What Would Free {0}?', name),
    placeHolder: answer.sentence,
    items: [
      ...(answer.drop.length === 0 ? [] : [separator(vscode.l10n.t('Drop'))]),
      ...answer.drop.map(({ step: part, action: code }): MomentItem => ({ ...pathItem(chosen, part), label: `$(trash) ${part.text}`, description: code })),
      ...(answer.freed.byType.length === 0 ? [] : [separator(vscode.l10n.t('What goes with it: {0} objects, {1} bytes', answer.freed.count, answer.freed.bytes))]),
      ...answer.freed.byType.map(({ type, count, bytes }): MomentItem => ({ label: `$(circle-outline) ${type}`, description: vscode.l10n.t('{0} objects, {1} bytes', count, bytes) })),
      separator(vscode.l10n.t('More')),
      action('$(question)', vscode.l10n.t('Why is it alive?'), commandIds.whyAlive, chosen),
    ],
  });
}

/** Its refcount changes and what else happened to it, in the order of the run. */
export async function followObject(parts: ObjectParts, target?: CommandTarget): Promise<void> {
  const chosen = await objectOf(parts.scenarios, target);
  if (chosen === null) return;
  const { scenario, object, name } = chosen;
  const story = await patiently(vscode.l10n.t('Following {0} through the run', name), () => ask(scenario, 'timeObject', { object }));
  if (story === null) return;
  const life = story.events.map((event) => lifeItem(event));
  const more: MomentItem[] = story.moreEvents === 0 ? [] : [{ label: `$(ellipsis) ${vscode.l10n.t('{0} more events', story.moreEvents)}` }];
  await pickMoment(scenario, {
    title: vscode.l10n.t('The Life of {0}', story.object.name),
    placeHolder: story.lines.at(-1) ?? '',
    items: [
      ...(story.born === null ? [separator(vscode.l10n.t('There before the program began'))] : []),
      ...life.slice(0, Math.max(0, life.length - 1)), ...more, ...life.slice(-1),
      separator(vscode.l10n.t('More')),
      action('$(question)', vscode.l10n.t('Why is it alive?'), commandIds.whyAlive, chosen),
      { label: `$(list-tree) ${vscode.l10n.t('Open as text')}`, act: () => parts.reports.show(lifeReport(chosen, story.lines, story.events)) },
    ],
  });
}

const LIFE_ICONS: Readonly<Record<LifeEvent['kind'], string>> = {
  born: '$(add)', died: '$(trash)', refcount: '$(arrow-both)', generation: '$(layers)', tracked: '$(layers)', untracked: '$(layers)', size: '$(symbol-ruler)',
  weakref: '$(link)', weakrefCleared: '$(link)', finalizer: '$(debug-stackframe)', resurrected: '$(debug-restart)',
};

function iconOf({ kind, from, to }: LifeEvent): string {
  if (kind !== 'refcount' || from === undefined || to === undefined) return LIFE_ICONS[kind];
  return from < to ? '$(arrow-up)' : '$(arrow-down)';
}

function lifeItem(event: LifeEvent): MomentItem {
  return {
    label: `${iconOf(event)} ${event.text}`, description: `${placeWords(event.place)} · ${vscode.l10n.t('step {0}', event.after + 1)}`,
    step: event.after, line: event.place.line,
  };
}

export function lifeReport({ scenario, object, name }: ChosenObject, lines: readonly string[], events: readonly LifeEvent[]): Report {
  const writer = new ReportWriter(vscode.l10n.t('The life of {0}', name)).paragraph(lines[0] ?? '').paragraph(lines.at(-1) ?? '')
    .heading(vscode.l10n.t('What happened to it'));
  writer.table(
    [{ title: vscode.l10n.t('Step'), right: true }, { title: vscode.l10n.t('Where') }, { title: vscode.l10n.t('What') }],
    events.map(({ after, place, text }) => [
      { text: String(after + 1), command: commandIds.showMoment, argument: { uri: scenario.uri, step: after, line: place.line ?? undefined }, tooltip: vscode.l10n.t('Show this moment') },
      placeWords(place as Place), text,
    ]),
  );
  return writer.blank().line({
    text: vscode.l10n.t('Why is it alive?'), command: commandIds.whyAlive, argument: { uri: scenario.uri, object, step: scenario.step }, tooltip: vscode.l10n.t('The paths that hold it'),
  }).finish();
}

function separator(label: string): MomentItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function action(icon: string, label: string, command: string, { scenario, object, step }: ChosenObject): MomentItem {
  return { label: `${icon} ${label}`, act: () => vscode.commands.executeCommand(command, { uri: scenario.uri, object, step } satisfies CommandTarget) };
}
