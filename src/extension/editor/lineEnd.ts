/**
 * The same texts as the lenses at the end of the visible lines: much faster on the screen and no extra line, but not
 * selectable and not read by screen readers, so it is the user's choice and the lenses are the default.
 */
import * as vscode from 'vscode';
import { colorIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

const linesAround = 50;
const longestText = 80;

export class LineEndTexts implements vscode.Disposable {
  private readonly style = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 3em', color: new vscode.ThemeColor(colorIds.lineEndForeground) },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly scenarios: Scenarios) {
    const all = () => vscode.window.visibleTextEditors.forEach((editor) => this.update(editor));
    this.subscriptions = [
      this.style,
      scenarios.onDidChange(all),
      vscode.window.onDidChangeVisibleTextEditors(all),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.update(textEditor)),
    ];
    all();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(editor: vscode.TextEditor): void {
    const scenario = this.scenarios.find(editor.document);
    if (scenario === undefined) return;
    editor.setDecorations(this.style, readSettings(editor.document).lineEnd ? decorations(scenario, editor) : []);
  }
}

function decorations(scenario: Scenario, editor: vscode.TextEditor): vscode.DecorationOptions[] {
  const { shown } = scenario;
  const first = (editor.visibleRanges[0]?.start.line ?? 0) - linesAround;
  const last = (editor.visibleRanges.at(-1)?.end.line ?? 0) + linesAround;
  return (shown?.annotations ?? []).flatMap((annotation) => {
    const line = shown?.lines.current(annotation.line) ?? null;
    if (line === null || line < first || line > last || line >= editor.document.lineCount) return [];
    const text = annotation.text.length > longestText ? `${annotation.text.slice(0, longestText)}…` : annotation.text;
    const end = editor.document.lineAt(line).range.end;
    return [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } }];
  });
}
