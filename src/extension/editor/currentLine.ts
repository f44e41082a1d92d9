/** Marks the line before which the shown moment stands: a background and, as colour alone says nothing, a text behind it. */
import * as vscode from 'vscode';
import { colorIds } from '../contributions';
import type { Scenarios } from '../scenarios/scenarios';

export class CurrentLineMark implements vscode.Disposable {
  private readonly style = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(colorIds.currentLineBackground),
    overviewRulerColor: new vscode.ThemeColor(colorIds.currentLineBackground),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2em', color: new vscode.ThemeColor(colorIds.lineEndForeground) },
  });
  private readonly subscriptions: vscode.Disposable[];
  private marked = new Set<vscode.TextEditor>();

  /** @param isShown Whether a panel is open: without one the mark would say nothing. */
  constructor(private readonly scenarios: Scenarios, private readonly isShown: () => boolean) {
    this.subscriptions = [
      this.style,
      scenarios.onDidChange(() => this.update()),
      scenarios.onDidChangeCurrent(() => this.update()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.update()),
    ];
  }

  update(): void {
    const scenario = this.scenarios.current;
    const line = scenario?.view?.line ?? null;
    const current = line === null ? null : scenario?.shown?.lines.current(line) ?? null;
    const before = this.marked;
    this.marked = new Set();
    for (const editor of vscode.window.visibleTextEditors) {
      const here = this.isShown() && scenario != null && current !== null && editor.document === scenario.document;
      if (!here && !before.has(editor)) continue;
      if (here) this.marked.add(editor);
      editor.setDecorations(this.style, here ? [this.mark(current, scenario.step, scenario.shown?.summary.stepCount ?? 0)] : []);
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private mark(line: number, step: number, stepCount: number): vscode.DecorationOptions {
    const contentText = vscode.l10n.t('◀ step {0} of {1}', step + 1, stepCount);
    return { range: new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER), renderOptions: { after: { contentText } } };
  }
}
