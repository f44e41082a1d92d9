/** The hover over a name: its value, refcount and generation, and who holds each count. */
import * as vscode from 'vscode';
import type { HoverAnswer } from '../../protocol';
import { commandIds } from '../contributions';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

const longestLedger = 20;

export class HeapHoverProvider implements vscode.HoverProvider {
  constructor(private readonly scenarios: Scenarios) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || !readSettings(document).hover) return null;
    const answer = await scenario.hover(position);
    if (answer === null) return null;
    const { startLine, startColumn, endLine, endColumn } = answer.range;
    return new vscode.Hover(hoverText(answer, document.uri), new vscode.Range(startLine, startColumn, endLine, endColumn));
  }
}

/** Everything from the program goes through `appendText` or a code span, so that nothing of it is read as Markdown. */
export function hoverText(answer: HoverAnswer, uri: vscode.Uri): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [commandIds.showLine] };
  text.supportThemeIcons = true;
  text.appendCodeblock(headLine(answer), 'python');
  text.appendMarkdown(`**refcount ${answer.immortal ? vscode.l10n.t('immortal') : answer.refcount}** · `);
  text.appendText(generationText(answer.generation));
  text.appendText(` · ${vscode.l10n.t('{0} bytes', answer.size)}`);
  if (answer.bornLine !== null) text.appendText(` · ${vscode.l10n.t('made on line {0}', answer.bornLine + 1)}`);
  if (answer.ledger.length > 0) {
    text.appendMarkdown(`\n\n${vscode.l10n.t('Held by')}\n`);
    for (const holder of answer.ledger.slice(0, longestLedger)) {
      text.appendMarkdown('\n- ');
      text.appendText(holder);
    }
    const more = answer.ledger.length - longestLedger;
    if (more > 0) text.appendMarkdown(`\n- ${vscode.l10n.t('and {0} more', more)}`);
  }
  // A single way of one reference is in the list above already.
  if (answer.aliveBy.includes(' -> ')) {
    text.appendMarkdown(`\n\n${vscode.l10n.t('Alive by')} `);
    text.appendText(answer.aliveBy);
  }
  const parameters = encodeURIComponent(JSON.stringify([uri.toString(), answer.range.startLine]));
  text.appendMarkdown(`\n\n[$(type-hierarchy) ${vscode.l10n.t('Show in the heap panel')}](command:${commandIds.showLine}?${parameters})`);
  return text;
}

/** `n: int = 3`, `a: list[2]`, `node: Node`. */
function headLine({ name, type, value }: HoverAnswer): string {
  if (value === '') return `${name}: ${type}`;
  return value.startsWith(`${type}[`) ? `${name}: ${value}` : `${name}: ${type} = ${value}`;
}

export function generationText(generation: HoverAnswer['generation']): string {
  if (generation === null) return vscode.l10n.t('not tracked by the collector');
  return generation === 3 ? vscode.l10n.t('permanent generation') : vscode.l10n.t('generation {0}', generation);
}
