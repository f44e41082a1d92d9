/**
 * The extension's entry: makes the parts and connects them. No logic of its own; everything made here is disposed with the
 * extension, workers included.
 */
import * as vscode from 'vscode';
import { openScenario } from './commands/openScenario';
import { PredictionScore } from './commands/predict';
import { registerCommands } from './commands/registerCommands';
import { selectLine } from './commands/objectLinks';
import { move, revealLine } from './commands/stepping';
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
import { HeapPanels } from './panel/heapPanels';
import { RecordingEditors } from './recordings/recordingEditors';
import { ReportDocuments } from './reports/reportDocuments';
import { RuntimePool } from './runtime/runtimePool';
import { Scenarios } from './scenarios/scenarios';
import { ExpectationTests } from './testing/expectationTests';

/** What the integration tests see of a run; no interface for other extensions. */
export interface ExtensionApi {
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
  readonly recordings: RecordingEditors;
  readonly lines: ShownLines;
  readonly reports: ReportDocuments;
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const log = vscode.window.createOutputChannel('Heapglass', { log: true });
  const pool = new RuntimePool(context.extensionUri, log);
  const scenarios = new Scenarios(pool);
  const panels = new HeapPanels(context.extensionUri, scenarios, {
    seek: async (step) => {
      const scenario = scenarios.current;
      await scenario?.seek(step);
      if (scenario != null) revealLine(scenario);
      return null;
    },
    move: async ({ direction, sameLine }) => {
      await move(scenarios, direction, sameLine);
      return null;
    },
    reveal: async (line) => {
      if (scenarios.current !== null) await selectLine(scenarios.current, line);
      return null;
    },
    openExample: async () => {
      await openScenario(context.extensionUri);
      return null;
    },
    wish: async (wishes) => {
      const scenario = scenarios.current;
      if (scenario === null) return null;
      scenario.options = { ...scenario.options, ...wishes };
      await scenario.seek(scenario.step);
      return null;
    },
    ask: (question) => {
      const scenario = scenarios.current;
      if (scenario === null) throw new Error('no scenario is shown');
      return scenario.ask(question);
    },
  });
  const recordings = new RecordingEditors(context.extensionUri, pool, async () => {
    await openScenario(context.extensionUri);
    return null;
  });
  const reports = new ReportDocuments();
  const score = new PredictionScore();
  void vscode.commands.executeCommand('setContext', contextKeys.canVerify, canVerify);
  const { version } = context.extension.packageJSON as { readonly version: string };
  const lines = new ShownLines(scenarios, () => panels.isOpen);
  const lenses = new HeapCodeLensProvider(scenarios, lines);
  const hints = new HeapInlayHints(scenarios, lines);
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
    new Diagnostics(scenarios),
    new StatusBar(scenarios, score),
    new LanguageStatus(scenarios),
    vscode.languages.registerCodeLensProvider(python, lenses),
    vscode.languages.registerInlayHintsProvider(python, hints),
    vscode.languages.registerHoverProvider(python, new HeapHoverProvider(scenarios, lines)),
    recordings,
    registerDebugging(pool, scenarios),
    registerCommands({
      scenarios, panels, pool, reports, score, log, extensionUri: context.extensionUri, memory: context.globalState, writtenBy: `Heapglass ${version}`,
    }),
  );
  return { scenarios, panels, recordings, lines, reports };
}
