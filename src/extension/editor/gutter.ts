/**
 * Small signs left of the lines: what ran, ran in part, did not run, where an exception was raised and where the collector freed
 * something; the latter two in the overview ruler, too. They stay while a run is under way: VS Code moves them with the text.
 */
import * as vscode from 'vscode';
import type { LineMark } from '../../protocol';
import { colorIds } from '../contributions';
import { isWorkerLost } from '../runtime/runtimeClient';
import type { Scenario, ShownRun } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings, type Settings } from '../settings';

const signs = ['ran', 'partly', 'notRun', 'raised', 'collected'] as const;
type Sign = (typeof signs)[number];

export class GutterMarks implements vscode.Disposable {
  private readonly styles: Readonly<Record<Sign, vscode.TextEditorDecorationType>>;
  private readonly subscriptions: vscode.Disposable[];
  /** Asked once per run. */
  private readonly marks = new WeakMap<ShownRun, Promise<readonly LineMark[]>>();
  /** For each editor the run and setting it shows the signs of. */
  private readonly told = new WeakMap<vscode.TextEditor, { readonly run: ShownRun; readonly wish: Settings['gutter'] }>();

  constructor(private readonly scenarios: Scenarios, extensionUri: vscode.Uri) {
    const icon = (sign: Sign, theme: 'dark' | 'light') => ({ gutterIconPath: vscode.Uri.joinPath(extensionUri, `media/icons/gutter-${sign}-${theme}.svg`) });
    const style = (sign: Sign, more: vscode.DecorationRenderOptions = {}) => vscode.window.createTextEditorDecorationType({
      ...more, dark: icon(sign, 'dark'), light: icon(sign, 'light'), gutterIconSize: 'contain', rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
    const ruler = (color: string, lane: vscode.OverviewRulerLane) => ({ overviewRulerColor: new vscode.ThemeColor(color), overviewRulerLane: lane });
    this.styles = {
      ran: style('ran'),
      partly: style('partly'),
      notRun: style('notRun'),
      raised: style('raised', ruler(colorIds.raisedRuler, vscode.OverviewRulerLane.Right)),
      collected: style('collected', ruler(colorIds.collectedRuler, vscode.OverviewRulerLane.Center)),
    };
    const all = () => {
      for (const editor of vscode.window.visibleTextEditors) void this.update(editor);
    };
    this.subscriptions = [...Object.values(this.styles), scenarios.onDidChange(all), vscode.window.onDidChangeVisibleTextEditors(all)];
    all();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async update(editor: vscode.TextEditor): Promise<void> {
    const scenario = this.scenarios.find(editor.document);
    const run = scenario?.shown ?? null;
    if (scenario === undefined || run === null) return;
    const wish = readSettings(editor.document).gutter;
    const told = this.told.get(editor);
    if (told?.run === run && told.wish === wish) return;
    this.told.set(editor, { run, wish });
    const marks = wish === 'none' ? [] : await this.marksOf(scenario, run);
    const now = this.told.get(editor);
    if (now?.run !== run || now.wish !== wish) return; // overtaken
    for (const sign of signs) editor.setDecorations(this.styles[sign], rangesOf(marks, sign, wish, run, editor.document));
  }

  private marksOf(scenario: Scenario, run: ShownRun): Promise<readonly LineMark[]> {
    let marks = this.marks.get(run);
    if (marks === undefined) {
      marks = scenario.marks().catch((error: unknown) => {
        if (!isWorkerLost(error)) throw error; // a new run is under way and will have its own
        return [];
      });
      this.marks.set(run, marks);
    }
    return marks;
  }
}

/** What a line's sign is: what happened on it stands above whether it ran. */
export function signOf({ raised, collected, coverage }: LineMark): Sign {
  return raised ? 'raised' : collected ? 'collected' : coverage;
}

function rangesOf(marks: readonly LineMark[], sign: Sign, wish: Settings['gutter'], run: ShownRun, document: vscode.TextDocument): vscode.Range[] {
  if (wish === 'problems' && sign !== 'raised' && sign !== 'collected') return [];
  return marks.flatMap((mark) => {
    const line = run.lines.current(mark.line);
    return signOf(mark) !== sign || line === null || line >= document.lineCount ? [] : [new vscode.Range(line, 0, line, 0)];
  });
}
