/**
 * The hover over a name, attribute or subscript: its value, its refcount and who holds each count, its refcount over time, and links to
 * what else can be asked of it. While a moment is chosen it is about that moment.
 */
import * as vscode from 'vscode';
import type { HoverAnswer } from '../../protocol';
import { commandIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import type { ShownLines } from './shownLines';

const longestLedger = 10;
/** Commands the links may run, besides those their arguments are for. */
const linked = [commandIds.showInPanel, commandIds.goToBirth, commandIds.whyAlive, commandIds.followObject] as const;

/** What the commands behind the links are told. */
export interface ObjectAtMoment {
  readonly uri: string;
  /** The number shown for the object. */
  readonly object: number;
  readonly step: number;
}

export class HeapHoverProvider implements vscode.HoverProvider {
  constructor(private readonly scenarios: Scenarios, private readonly lines: ShownLines) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || !readSettings(document).hover) return null;
    const moment = this.lines.momentOf(scenario);
    const answer = await scenario.hover(position, moment);
    if (answer === null) return null;
    const { startLine, startColumn, endLine, endColumn } = answer.range;
    return new vscode.Hover(hoverText(answer, document.uri, momentText(scenario, answer, moment)), new vscode.Range(startLine, startColumn, endLine, endColumn));
  }
}

function momentText(scenario: Scenario, { step }: HoverAnswer, moment: number | null): string {
  const count = scenario.shown?.summary.stepCount ?? 0;
  return step === moment || moment === null ? vscode.l10n.t('at step {0} of {1}', step + 1, count)
    : vscode.l10n.t('at step {0} of {1}, when its line last ran', step + 1, count);
}

/** Everything from the program goes through `appendText` or a code span, so that nothing of it is read as Markdown. */
export function hoverText(answer: HoverAnswer, uri: vscode.Uri, moment = ''): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [...linked] };
  text.supportThemeIcons = true;
  text.appendCodeblock(headLine(answer), 'python');
  text.appendMarkdown(`**refcount ${answer.immortal ? vscode.l10n.t('immortal') : answer.refcount}** · `);
  text.appendText(factsOf(answer).join(' · '));
  // VS Code shows some 250 pixels of a hover before one must scroll: what can be clicked comes before what may be long.
  text.appendMarkdown('  \n').appendText([...bornText(answer), ...moment === '' ? [] : [moment]].join(' · '));
  text.appendMarkdown(`  \n${links(answer, uri)}`);
  if (answer.immortalReason !== '') text.appendMarkdown('\n\n').appendText(answer.immortalReason);
  appendLedger(text, answer.ledger);
  if (answer.unreachable) text.appendMarkdown(`\n\n$(warning) ${vscode.l10n.t('Nothing reaches it any more: it waits for the cycle collector.')}`);
  // A single way of one reference is in the list above already.
  if (answer.aliveBy.includes(' -> ')) {
    text.appendMarkdown(`\n\n${vscode.l10n.t('Alive by')} `);
    text.appendText(answer.aliveBy);
  }
  if (answer.chart !== '') text.appendMarkdown(`\n\n![${answer.chartText}](data:image/svg+xml;base64,${btoa(answer.chart)})`);
  return text;
}

function factsOf({ generation, size, objectName }: HoverAnswer): string[] {
  return [generationText(generation), vscode.l10n.t('{0} bytes', size), ...(/ #-?\d+$/.test(objectName) ? [objectName] : [])];
}

function bornText({ bornLine, bornStep }: HoverAnswer): string[] {
  if (bornStep === null) return [];
  return [bornLine === null
    ? vscode.l10n.t('made at step {0}, outside this file', bornStep + 1) : vscode.l10n.t('made on line {0} at step {1}', bornLine + 1, bornStep + 1)];
}

/** `n: int = 3`, `a: list[2]`, `a.next: Node`. */
function headLine({ name, type, value }: HoverAnswer): string {
  if (value === '') return `${name}: ${type}`;
  return value.startsWith(`${type}[`) ? `${name}: ${value}` : `${name}: ${type} = ${value}`;
}

function appendLedger(text: vscode.MarkdownString, ledger: readonly string[]): void {
  if (ledger.length === 0) return;
  text.appendMarkdown(`\n\n${vscode.l10n.t('Held by')}`);
  // Lines of one paragraph: a list would take half as much room again.
  for (const holder of ledger.slice(0, longestLedger)) {
    text.appendMarkdown('  \n•&nbsp;');
    text.appendText(holder);
  }
  const more = ledger.length - longestLedger;
  if (more > 0) text.appendMarkdown(`  \n${vscode.l10n.t('and {0} more', more)}`);
}

function links({ object, immortal, step, bornStep }: HoverAnswer, uri: vscode.Uri): string {
  const argument: ObjectAtMoment = { uri: uri.toString(), object, step };
  const parameters = encodeURIComponent(JSON.stringify([argument]));
  const link = (icon: string, title: string, command: (typeof linked)[number]) => `[$(${icon}) ${title}](command:${command}?${parameters})`;
  return [
    link('type-hierarchy', vscode.l10n.t('Show in panel'), commandIds.showInPanel),
    ...immortal ? [] : [link('question', vscode.l10n.t('Why alive?'), commandIds.whyAlive), link('eye', vscode.l10n.t('Follow'), commandIds.followObject)],
    ...bornStep === null ? [] : [link('history', vscode.l10n.t('Go to birth'), commandIds.goToBirth)],
  ].join(' &nbsp; ');
}

export function generationText(generation: HoverAnswer['generation']): string {
  if (generation === null) return vscode.l10n.t('not tracked by the collector');
  return generation === 3 ? vscode.l10n.t('permanent generation') : vscode.l10n.t('generation {0}', generation);
}
