/**
 * The extension's entry: makes the parts and connects them. No logic of its own; everything made here is disposed with the
 * extension, workers included.
 */
import * as vscode from 'vscode';
import { move, registerCommands, revealLine } from './commands/registerCommands';
import { openScenario } from './commands/openScenario';
import { registerDebugging } from './debugging/registerDebugging';
import { HeapCodeLensProvider } from './editor/codeLens';
import { CurrentLineMark } from './editor/currentLine';
import { Diagnostics } from './editor/diagnostics';
import { ExpectationMarks } from './editor/expectationMarks';
import { ExpectationCompletion, ExpectationHover } from './editor/expectationWords';
import { HeapHoverProvider } from './editor/hover';
import { LineEndTexts } from './editor/lineEnd';
import { StatusBar } from './editor/statusBar';
import { HeapPanels } from './panel/heapPanels';
import { RecordingEditors } from './recordings/recordingEditors';
import { RuntimePool } from './runtime/runtimePool';
import { Scenarios } from './scenarios/scenarios';
import { ExpectationTests } from './testing/expectationTests';

/** What the integration tests see of a run; no interface for other extensions. */
export interface ExtensionApi {
  readonly scenarios: Scenarios;
  readonly panels: HeapPanels;
  readonly recordings: RecordingEditors;
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
      await selectLine(scenarios, line);
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
  const { version } = context.extension.packageJSON as { readonly version: string };
  const lenses = new HeapCodeLensProvider(scenarios);
  const mark = new CurrentLineMark(scenarios, () => panels.isOpen);
  // No scheme filter: untitled documents and virtual folders are shown too; `scenarios` knows which documents are run.
  const python: vscode.DocumentSelector = { language: 'python' };
  context.subscriptions.push(
    log, pool, scenarios, panels, lenses, mark,
    panels.onDidChangeVisibility(() => mark.update()),
    new LineEndTexts(scenarios),
    new ExpectationMarks(scenarios),
    new ExpectationTests(scenarios, panels),
    vscode.languages.registerCompletionItemProvider(python, new ExpectationCompletion(), '#', ' ', '@'),
    vscode.languages.registerHoverProvider(python, new ExpectationHover()),
    new Diagnostics(scenarios),
    new StatusBar(scenarios),
    vscode.languages.registerCodeLensProvider(python, lenses),
    vscode.languages.registerHoverProvider(python, new HeapHoverProvider(scenarios)),
    recordings,
    registerDebugging(pool, scenarios),
    registerCommands({ scenarios, panels, log, extensionUri: context.extensionUri, writtenBy: `Heapglass ${version}` }),
  );
  return { scenarios, panels, recordings };
}

async function selectLine(scenarios: Scenarios, line: number): Promise<void> {
  const scenario = scenarios.current;
  const current = scenario?.shown?.lines.current(line) ?? null;
  if (scenario == null || current === null) return;
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === scenario.document);
  const shown = await vscode.window.showTextDocument(scenario.document, { viewColumn: editor?.viewColumn, preserveFocus: false });
  shown.selection = new vscode.Selection(current, 0, current, 0);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
