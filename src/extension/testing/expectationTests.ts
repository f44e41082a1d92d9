/**
 * Expectations in the Test Explorer: a file for each document or workspace file that has some, a test for each expectation. Running
 * runs the program and checks; running with the panel shows the heap at the first failure; continuous runs report what live runs
 * find anyway.
 */
import * as vscode from 'vscode';
import type { ExpectationOutcome } from '../../protocol';
import type { HeapPanels } from '../panel/heapPanels';
import type { Scenario } from '../scenarios/scenario';
import { isPython, type Scenarios } from '../scenarios/scenarios';

/** Files looked into when the Test Explorer is opened. */
const mostFiles = 500;
const EXPECTATION = /#\s*expect\s*:/;

export class ExpectationTests implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('heapglass.expectations', vscode.l10n.t('Heapglass Expectations'));
  private readonly subscriptions: vscode.Disposable[];
  /** Continuous runs under way, with what they watch; null: everything. */
  private readonly watching = new Map<vscode.TestRunRequest, ReadonlySet<string> | null>();

  constructor(private readonly scenarios: Scenarios, private readonly panels: HeapPanels) {
    const { controller } = this;
    controller.resolveHandler = async (item) => {
      if (item === undefined) await this.discover();
    };
    controller.refreshHandler = () => this.discover();
    const run = controller.createRunProfile(vscode.l10n.t('Check'), vscode.TestRunProfileKind.Run, (request, token) => this.run(request, token, false), true);
    run.supportsContinuousRun = true;
    const show = controller.createRunProfile(
      vscode.l10n.t('Check and Show the Heap at the Failure'), vscode.TestRunProfileKind.Debug, (request, token) => this.run(request, token, true),
    );
    this.subscriptions = [
      controller, run, show,
      scenarios.onDidChange((scenario) => {
        if (scenario?.phase === 'done' && !scenario.stale) this.take(scenario);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.isUntitled) controller.items.delete(document.uri.toString());
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async discover(): Promise<void> {
    const files = await vscode.workspace.findFiles('**/*.py', '**/{node_modules,__pycache__,venv,.venv}/**', mostFiles);
    const decoder = new TextDecoder();
    await Promise.all(files.map(async (uri) => {
      const text = decoder.decode(await vscode.workspace.fs.readFile(uri));
      if (EXPECTATION.test(text)) this.fileItem(uri);
    }));
  }

  private fileItem(uri: vscode.Uri): vscode.TestItem {
    const id = uri.toString();
    let item = this.controller.items.get(id);
    if (item === undefined) {
      item = this.controller.createTestItem(id, uri.path.replace(/^.*\//, ''), uri);
      this.controller.items.add(item);
    }
    return item;
  }

  /** Brings the tests of a document up to its newest run, and reports to continuous runs. */
  private take(scenario: Scenario): void {
    const outcomes = scenario.shown?.expectations ?? [];
    if (outcomes.length === 0) {
      this.controller.items.delete(scenario.uri);
      return;
    }
    const item = this.fileItem(scenario.document.uri);
    item.children.replace(outcomes.map((outcome, i) => this.child(item, outcome, i)));
    for (const [request, watched] of this.watching) {
      if (watched === null || watched.has(scenario.uri)) this.report(this.controller.createTestRun(request), scenario, null);
    }
  }

  private child(parent: vscode.TestItem, { range, text, message, status }: ExpectationOutcome, index: number): vscode.TestItem {
    const child = this.controller.createTestItem(`${parent.id}#${index}`, text === '' ? message : text, parent.uri);
    child.range = new vscode.Range(range.line, range.startColumn, range.line, range.endColumn);
    child.description = vscode.l10n.t('line {0}', range.line + 1);
    if (status === 'malformed') child.error = message;
    return child;
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken, showsFailure: boolean): Promise<void> {
    const wanted = request.include?.map((item) => item.uri).filter((uri) => uri !== undefined);
    if (request.continuous === true) {
      this.watching.set(request, wanted === undefined ? null : new Set(wanted.map(String)));
      token.onCancellationRequested(() => this.watching.delete(request));
    }
    const run = this.controller.createTestRun(request);
    try {
      const uris = wanted ?? [...this.controller.items].flatMap(([, item]) => (item.uri === undefined ? [] : [item.uri]));
      for (const uri of new Map(uris.map((uri) => [uri.toString(), uri])).values()) {
        if (token.isCancellationRequested) break;
        const document = await vscode.workspace.openTextDocument(uri);
        if (!isPython(document)) continue;
        const scenario = await this.scenarios.run(document);
        const failure = this.report(run, scenario, request.include ?? null, false);
        if (showsFailure && failure !== null) {
          await this.show(scenario, failure);
          break;
        }
      }
    } finally {
      run.end();
    }
  }

  /** The results of a document's newest run; the first failure, or null. */
  private report(run: vscode.TestRun, scenario: Scenario, only: readonly vscode.TestItem[] | null, ends = true): ExpectationOutcome | null {
    const item = this.fileItem(scenario.document.uri);
    let first: ExpectationOutcome | null = null;
    const outcomes = scenario.shown?.expectations ?? [];
    if (scenario.summary?.status === 'syntaxError') {
      run.errored(item, new vscode.TestMessage(scenario.summary.problems[0]?.message ?? vscode.l10n.t('The file is no Python.')));
    }
    for (const [index, outcome] of outcomes.entries()) {
      const child = item.children.get(`${item.id}#${index}`);
      if (child === undefined || scenario.stale) continue;
      const isWanted = only === null || only.some((wanted) => wanted.id === child.id || wanted.id === item.id);
      if (!isWanted) continue;
      if (outcome.status === 'passed') {
        run.passed(child);
        continue;
      }
      const message = new vscode.TestMessage(outcome.message);
      message.location = new vscode.Location(scenario.document.uri, child.range ?? new vscode.Range(outcome.line, 0, outcome.line, 0));
      if (outcome.status === 'failed') run.failed(child, message);
      else run.errored(child, message);
      first ??= outcome;
    }
    if (ends) run.end();
    return first;
  }

  private async show(scenario: Scenario, { line, step }: ExpectationOutcome): Promise<void> {
    const editor = await vscode.window.showTextDocument(scenario.document);
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.scenarios.makeCurrent(scenario);
    this.panels.open();
    if (step !== null) await scenario.seek(step);
  }
}
