/**
 * The extension's entry: makes the parts and connects them. No logic of its own; everything made here is disposed with the
 * extension, workers included.
 */
import * as vscode from 'vscode';
import { openScenario } from './commands/openScenario';
import { PredictionScore } from './commands/predict';
import { registerCommands } from './commands/registerCommands';
import { canVerify } from './commands/verifyPython';
import { contextKeys } from './contributions';
import { registerDebugging } from './debugging/registerDebugging';
import { HeapCodeLensProvider } from './editor/codeLens';
import { CurrentLineMark } from './editor/currentLine';
import { Diagnostics } from './editor/diagnostics';
import { ExpectationMarks } from './editor/expectationMarks';
import { ExpectationCompletion, ExpectationHover } from './editor/expectationWords';
import { GutterMarks } from './editor/gutter';
import { HeapHoverProvider } from './editor/hover';
import { HeapInlayHints } from './editor/inlayHints';
import { LineEndTexts } from './editor/lineEnd';
import { LanguageStatus } from './editor/languageStatus';
import { ShownLines } from './editor/shownLines';
import { StatusBar } from './editor/statusBar';
import { createLog } from './log';
import { HeapPanels } from './panel/heapPanels';
import { ChangePreview } from './quickFixes/changePreview';
import { QuickFixes } from './quickFixes/quickFixes';
import { RewriteEffects } from './quickFixes/rewriteEffects';
import { RecordingEditors } from './recordings/recordingEditors';
import { ReportDocuments } from './reports/reportDocuments';
import { RuntimePool } from './runtime/runtimePool';
import { Scenarios } from './scenarios/scenarios';
import { ExpectationTests } from './testing/expectationTests';

/** What the integration tests see of a run; no interface for other extensions. */
export interface ExtensionApi {
  readonly pool: RuntimePool;
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
  readonly recordings: RecordingEditors;
  readonly lines: ShownLines;
  readonly reports: ReportDocuments;
  readonly changes: ChangePreview;
  /** What was logged as an error. */
  readonly errors: readonly string[];
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const { channel: log, errors } = createLog();
  const pool = new RuntimePool(context.extensionUri, log);
  const scenarios = new Scenarios(pool);
  const openExample = async (): Promise<null> => {
    await openScenario(context.extensionUri);
    return null;
  };
  const panels = new HeapPanels(context.extensionUri, scenarios, { openExample });
  const recordings = new RecordingEditors(context.extensionUri, pool, openExample);
  const reports = new ReportDocuments();
  const score = new PredictionScore();
  void vscode.commands.executeCommand('setContext', contextKeys.canVerify, canVerify);
  const { version } = context.extension.packageJSON as { readonly version: string };
  const lines = new ShownLines(scenarios, () => panels.isOpen);
  const lenses = new HeapCodeLensProvider(scenarios, lines);
  const hints = new HeapInlayHints(scenarios, lines);
  const diagnostics = new Diagnostics(scenarios);
  const effects = new RewriteEffects(pool);
  const changes = new ChangePreview(scenarios, effects);
  const mark = new CurrentLineMark(scenarios, () => panels.isOpen);
  // No scheme filter: untitled documents and virtual folders are shown too; `scenarios` knows which documents are run.
  const python: vscode.DocumentSelector = { language: 'python' };
  context.subscriptions.push(
    log, pool, scenarios, panels, lines, lenses, hints, mark, reports, score,
    panels.onDidChangeVisibility(() => {
      mark.update();
      lines.update();
    }),
    new LineEndTexts(scenarios, lines),
    new GutterMarks(scenarios, context.extensionUri),
    new ExpectationMarks(scenarios),
    new ExpectationTests(scenarios, panels),
    vscode.languages.registerCompletionItemProvider(python, new ExpectationCompletion(), '#', ' ', '@'),
    vscode.languages.registerHoverProvider(python, new ExpectationHover()),
    diagnostics, changes,
    vscode.languages.registerCodeActionsProvider(python, new QuickFixes(scenarios, diagnostics, effects), { providedCodeActionKinds: QuickFixes.kinds }),
    new StatusBar(scenarios, score),
    new LanguageStatus(scenarios),
    vscode.languages.registerCodeLensProvider(python, lenses),
    vscode.languages.registerInlayHintsProvider(python, hints),
    vscode.languages.registerHoverProvider(python, new HeapHoverProvider(scenarios, lines)),
    recordings,
    registerDebugging(pool, scenarios),
    registerCommands({
      scenarios, panels, changes, pool, reports, score, log, extensionUri: context.extensionUri, memory: context.globalState, writtenBy: `Heapglass ${version}`,
    }),
  );
  return { pool, scenarios, panels, recordings, lines, reports, changes, errors };
}
