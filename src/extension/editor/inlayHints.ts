/** The texts of the lines as inlay hints at their ends: short, with the whole as a tooltip, and a click to the moment. */
import * as vscode from 'vscode';
import { commandIds } from '../contributions';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { tooltipOf } from './codeLens';
import { marked, seenLines, type ShownLines } from './shownLines';

const patienceMs = 100;

export class HeapInlayHints implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly scenarios: Scenarios, private readonly lines: ShownLines) {
    this.subscription = lines.onDidChange((scenario) => {
      if (scenario === null || readSettings(scenario.document).inlayHint) this.changed.fire();
    });
  }

  async provideInlayHints(document: vscode.TextDocument, { start, end }: vscode.Range): Promise<vscode.InlayHint[]> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || !readSettings(document).inlayHint) return [];
    await scenario.whenSettled(patienceMs);
    const seen = seenLines(scenario, start.line, end.line);
    if (seen !== null) await this.lines.want(scenario, ...seen);
    const { shown } = scenario;
    const isOld = this.lines.isOld(scenario);
    return (shown?.annotations ?? []).flatMap((annotation) => {
      const line = shown?.lines.current(annotation.line) ?? null;
      if (line === null || line < start.line || line > end.line || line >= document.lineCount) return [];
      const text = this.lines.text(scenario, annotation);
      if (text == null) return [];
      const part = new vscode.InlayHintLabelPart(marked(text.brief, isOld));
      part.tooltip = new vscode.MarkdownString().appendText(tooltipOf(text, this.lines.momentOf(scenario), isOld));
      part.command = { title: vscode.l10n.t('Show the heap after this line'), command: commandIds.showLine, arguments: [document.uri, annotation.line, text.lastAfter] };
      const hint = new vscode.InlayHint(document.lineAt(line).range.end, [part]);
      hint.paddingLeft = true;
      return [hint];
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
