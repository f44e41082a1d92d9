/**
 * All Python documents that are shown as scenarios: makes them, runs them shortly after the last key press, and says which
 * one the panel shows (the one whose editor was last active).
 */
import * as vscode from 'vscode';
import { changeScheme, contextKeys } from '../contributions';
import type { RuntimePool } from '../runtime/runtimePool';
import { readSettings } from '../settings';
import { Scenario } from './scenario';
import { delayAfterEdit } from './typingPace';

/** Each run document has a worker with its recording; the least recently used ones give theirs back. */
const mostScenarios = 4;
/** After that long without a key press there is time to look for what was left behind. */
const idleMs = 400;

export class Scenarios implements vscode.Disposable {
  /** By uri, the least recently used first. */
  private readonly byUri = new Map<string, Scenario>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly idleTimers = new Map<string, ReturnType<typeof setTimeout>>();
  /** For each uri, how many hold its scenario though it may not have been used for long. */
  private readonly holds = new Map<string, number>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly changed = new vscode.EventEmitter<Scenario | null>();
  private readonly currentChanged = new vscode.EventEmitter<Scenario | null>();
  /** A scenario's run, values, or shown moment became others; null: settings did. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeCurrent = this.currentChanged.event;
  current: Scenario | null = null;
  private runs = 0;

  constructor(private readonly pool: RuntimePool) {
    this.subscriptions.push(
      this.changed,
      this.currentChanged,
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.onActiveEditor(editor)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.adoptVisible()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('heapglass')) this.onSettings();
      }),
    );
    this.onActiveEditor(vscode.window.activeTextEditor);
    this.adoptVisible();
  }

  find(document: vscode.TextDocument): Scenario | undefined {
    const found = this.byUri.get(document.uri.toString());
    // The name of a closed untitled document is given to the next one.
    return found?.document === document ? found : undefined;
  }

  byAddress(uri: vscode.Uri | string): Scenario | undefined {
    return this.byUri.get(uri.toString());
  }

  /** A run of its newest text is to begin shortly. */
  isScheduled(scenario: Scenario): boolean {
    return this.timers.has(scenario.uri);
  }

  /** Scenarios there are. */
  get count(): number {
    return this.byUri.size;
  }

  /** Runs a document now, live or not. */
  async run(document: vscode.TextDocument): Promise<Scenario> {
    const scenario = this.open(document);
    this.clearTimer(scenario.uri);
    await scenario.run();
    return scenario;
  }

  /** The scenario of a document, made if there is none yet; held until the answer is disposed. */
  hold(document: vscode.TextDocument): { readonly scenario: Scenario } & vscode.Disposable {
    const scenario = this.open(document);
    const { uri } = scenario;
    this.holds.set(uri, (this.holds.get(uri) ?? 0) + 1);
    let held = true;
    return {
      scenario,
      dispose: () => {
        if (!held) return;
        held = false;
        const left = (this.holds.get(uri) ?? 1) - 1;
        if (left > 0) this.holds.set(uri, left);
        else this.holds.delete(uri);
      },
    };
  }

  makeCurrent(scenario: Scenario): void {
    this.byUri.delete(scenario.uri);
    this.byUri.set(scenario.uri, scenario);
    if (this.current === scenario) return;
    this.current = scenario;
    this.currentChanged.fire(scenario);
    this.tellContext();
  }

  dispose(): void {
    for (const timer of [...this.timers.values(), ...this.idleTimers.values()]) clearTimeout(timer);
    for (const scenario of this.byUri.values()) scenario.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.byUri.clear();
  }

  private open(document: vscode.TextDocument): Scenario {
    const known = this.find(document);
    if (known !== undefined) return known;
    this.close(document.uri.toString());
    const scenario = new Scenario(document, this.pool, () => ++this.runs);
    scenario.onDidChange(() => {
      this.changed.fire(scenario);
      this.tellContext();
      this.lookForHints(scenario);
    });
    this.byUri.set(scenario.uri, scenario);
    const oldest = [...this.byUri.values()].find((other) => other !== scenario && other !== this.current && !this.holds.has(other.uri));
    if (this.byUri.size > mostScenarios && oldest !== undefined) this.close(oldest.uri);
    return scenario;
  }

  private onActiveEditor(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isPython(editor.document)) return;
    const live = readSettings(editor.document).live;
    if (!live && this.find(editor.document) === undefined) return;
    const scenario = this.open(editor.document);
    this.makeCurrent(scenario);
    if (live && scenario.phase === 'fresh') this.schedule(scenario, 0);
  }

  /** After a reload the panel may have the focus: a Python editor that is only seen is better than nothing. */
  private adoptVisible(): void {
    if (this.current === null) this.onActiveEditor(vscode.window.visibleTextEditors.find((editor) => isPython(editor.document)));
  }

  private onEdit(event: vscode.TextDocumentChangeEvent): void {
    const scenario = this.find(event.document);
    if (scenario === undefined || event.contentChanges.length === 0) return;
    scenario.applyEdit(event.contentChanges);
    const settings = readSettings(event.document);
    if (settings.live) this.schedule(scenario, delayAfterEdit(scenario, settings.chosenDelayMs, settings.delayMs));
    else this.changed.fire(scenario);
  }

  private onSettings(): void {
    this.changed.fire(null);
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined && isPython(editor.document) && readSettings(editor.document).live) {
      const scenario = this.open(editor.document);
      this.makeCurrent(scenario);
      this.schedule(scenario, 0);
    }
  }

  private schedule(scenario: Scenario, delayMs: number): void {
    this.clearTimer(scenario.uri);
    this.timers.set(scenario.uri, setTimeout(() => {
      this.timers.delete(scenario.uri);
      scenario.runNext();
    }, delayMs));
  }

  /** Some time after the newest run's values were shown, and only if nothing else happens. */
  private lookForHints(scenario: Scenario): void {
    const { uri } = scenario;
    clearTimeout(this.idleTimers.get(uri));
    this.idleTimers.delete(uri);
    const { problems } = scenario;
    if (scenario.phase !== 'done' || problems === null || problems.hintsFound || scenario.stale || !readSettings(scenario.document).hints) return;
    this.idleTimers.set(uri, setTimeout(() => {
      this.idleTimers.delete(uri);
      scenario.findHints().catch((error: unknown) => this.pool.log.error(`hints could not be found: ${String(error)}`));
    }, idleMs));
  }

  private clearTimer(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
  }

  private close(uri: string): void {
    this.clearTimer(uri);
    clearTimeout(this.idleTimers.get(uri));
    this.idleTimers.delete(uri);
    const scenario = this.byUri.get(uri);
    if (scenario === undefined) return;
    this.byUri.delete(uri);
    scenario.dispose();
    if (this.current !== scenario) return;
    this.current = null;
    this.currentChanged.fire(null);
    this.tellContext();
  }

  private tellContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.hasRun, this.current?.shown != null);
    void vscode.commands.executeCommand('setContext', contextKeys.running, this.current?.phase === 'running');
  }
}

/** Parts of a program (a notebook's cell) and old versions of one (a diff's left side) are no scenarios. */
const foreignSchemes: ReadonlySet<string> = new Set(['vscode-notebook-cell', 'git', 'output', changeScheme]);

export function isPython(document: vscode.TextDocument): boolean {
  return document.languageId === 'python' && !foreignSchemes.has(document.uri.scheme);
}
