/** What became of each expectation, behind its comment: a check mark, or a cross with what was the case. */
import * as vscode from 'vscode';
import type { ExpectationOutcome } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

const longestText = 100;

export class ExpectationMarks implements vscode.Disposable {
  private readonly passed = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 1em', color: new vscode.ThemeColor('testing.iconPassed'), contentText: '✓' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly failed = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 1em', color: new vscode.ThemeColor('testing.iconFailed') },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly scenarios: Scenarios) {
    const all = () => vscode.window.visibleTextEditors.forEach((editor) => this.update(editor));
    this.subscriptions = [this.passed, this.failed, scenarios.onDidChange(all), vscode.window.onDidChangeVisibleTextEditors(all)];
    all();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(editor: vscode.TextEditor): void {
    const scenario = this.scenarios.find(editor.document);
    // While a run is under way the marks stay: VS Code moves them with the text.
    if (scenario === undefined || scenario.phase === 'running') return;
    const marks = readSettings(editor.document).diagnostics && !scenario.stale ? marksOf(scenario, editor.document) : { passed: [], failed: [] };
    editor.setDecorations(this.passed, marks.passed);
    editor.setDecorations(this.failed, marks.failed);
  }
}

/** One mark per line: a line passes when all its expectations do. */
function marksOf(scenario: Scenario, document: vscode.TextDocument): { passed: vscode.DecorationOptions[]; failed: vscode.DecorationOptions[] } {
  const byLine = new Map<number, ExpectationOutcome[]>();
  for (const outcome of scenario.shown?.expectations ?? []) byLine.set(outcome.range.line, [...byLine.get(outcome.range.line) ?? [], outcome]);
  const passed: vscode.DecorationOptions[] = [];
  const failed: vscode.DecorationOptions[] = [];
  for (const [line, outcomes] of byLine) {
    if (line >= document.lineCount) continue;
    const { end } = document.lineAt(line).range;
    const range = new vscode.Range(end, end);
    const message = outcomes.filter(({ status }) => status !== 'passed').map(({ message: text }) => text).join('; ');
    if (message === '') passed.push({ range });
    else failed.push({ range, renderOptions: { after: { contentText: `✗ ${message.length > longestText ? `${message.slice(0, longestText)}…` : message}` } } });
  }
  return { passed, failed };
}
