/**
 * The same texts as the lenses at the end of the visible lines: much faster on the screen and no extra line, but not
 * selectable and not read by screen readers, so it is the user's choice and the lenses are the default.
 */
import * as vscode from 'vscode';
import { colorIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { marked, seenLines, type ShownLines } from './shownLines';

const linesAround = 50;

export class LineEndTexts implements vscode.Disposable {
  private readonly fresh = style(colorIds.lineEndForeground);
  private readonly old = style(colorIds.lineEndStaleForeground);
  private readonly subscriptions: vscode.Disposable[];
  /** What each editor shows: it is told only of what is other. */
  private readonly told = new WeakMap<vscode.TextEditor, string>();

  constructor(private readonly scenarios: Scenarios, private readonly lines: ShownLines) {
    const all = () => vscode.window.visibleTextEditors.forEach((editor) => this.update(editor));
    this.subscriptions = [
      this.fresh,
      this.old,
      lines.onDidChange(all),
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
    if (!readSettings(editor.document).lineEnd) {
      if (this.told.has(editor)) this.show(editor, [], false);
      this.told.delete(editor);
      return;
    }
    const first = (editor.visibleRanges[0]?.start.line ?? 0) - linesAround;
    const last = (editor.visibleRanges.at(-1)?.end.line ?? 0) + linesAround;
    const seen = seenLines(scenario, first, last);
    this.show(editor, this.textsOf(scenario, editor.document, first, last), this.lines.isOld(scenario));
    if (seen === null) return;
    void this.lines.want(scenario, ...seen).then((isNew) => {
      if (isNew) this.show(editor, this.textsOf(scenario, editor.document, first, last), this.lines.isOld(scenario));
    });
  }

  private show(editor: vscode.TextEditor, texts: readonly LineText[], isOld: boolean): void {
    // The version: an edit moves what was shown, and a line that grew has its end elsewhere.
    const told = `${editor.document.version} ${isOld}\n${texts.map(({ line, text }) => `${line} ${text}`).join('\n')}`;
    if (this.told.get(editor) === told) return;
    this.told.set(editor, told);
    const decorations = texts.map(({ line, text }) => {
      const { end } = editor.document.lineAt(line).range;
      return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: marked(text, isOld) } } };
    });
    editor.setDecorations(isOld ? this.fresh : this.old, []);
    editor.setDecorations(isOld ? this.old : this.fresh, decorations);
  }

  private textsOf(scenario: Scenario, document: vscode.TextDocument, first: number, last: number): LineText[] {
    const { shown } = scenario;
    return (shown?.annotations ?? []).flatMap((annotation) => {
      const line = shown?.lines.current(annotation.line) ?? null;
      if (line === null || line < first || line > last || line >= document.lineCount) return [];
      const text = this.lines.text(scenario, annotation);
      return text == null ? [] : [{ line, text: text.text }];
    });
  }
}

interface LineText {
  readonly line: number;
  readonly text: string;
}

function style(color: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 3em', color: new vscode.ThemeColor(color) },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
}
