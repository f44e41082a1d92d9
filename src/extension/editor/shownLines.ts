/**
 * What is to be shown of each line now, for all surfaces that show it: of the moment the reader chose, while a panel is open, else of
 * each line's last run; and whether that belongs to an older text. Texts of a chosen moment are fetched for the lines that are seen; until
 * they are there the ones before stay.
 */
import * as vscode from 'vscode';
import type { LineAnnotation } from '../../protocol';
import { isWorkerLost } from '../runtime/runtimeClient';
import type { Scenario, ShownRun } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';

/** A run that takes longer than this marks what is shown as old; a shorter one would only make it flicker. */
const slowRunMs = 400;

/** Texts of one moment of one run, by line (of the text that was run); null: the line had not run by then. */
interface MomentTexts {
  readonly run: ShownRun;
  readonly step: number;
  readonly byLine: Map<number, LineAnnotation | null>;
}

interface Fetching {
  readonly texts: MomentTexts;
  startLine: number;
  endLine: number;
  readonly done: Promise<void>;
}

export class ShownLines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Scenario | null>();
  /** Texts, or how they are to be shown, became others; null: in all documents. */
  readonly onDidChange = this.changed.event;
  private readonly texts = new WeakMap<Scenario, MomentTexts>();
  /** What was shown before the texts now wanted, and stays until they are there. */
  private readonly before = new WeakMap<Scenario, MomentTexts>();
  private readonly fetching = new WeakMap<Scenario, Fetching>();
  private readonly slow = new WeakSet<Scenario>();
  private readonly timers = new Map<Scenario, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: vscode.Disposable[];

  /** @param isPanelOpen without a panel nobody sees which moment is chosen */
  constructor(private readonly scenarios: Scenarios, private readonly isPanelOpen: () => boolean) {
    this.subscriptions = [this.changed, scenarios.onDidChange((scenario) => this.onScenario(scenario))];
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** A panel was opened or closed. */
  update(): void {
    this.changed.fire(null);
  }

  /** The moment the texts are about; null: each line's last run. */
  momentOf(scenario: Scenario): number | null {
    return this.isPanelOpen() ? scenario.chosenStep : null;
  }

  /** The text belongs to an older version of the document, and no newer one comes at once. */
  isOld(scenario: Scenario, annotation?: LineAnnotation): boolean {
    // Of a line the newest run did not come to, as it failed before.
    if (annotation !== undefined && scenario.shown?.carried.has(annotation.line) === true) return true;
    if (!scenario.stale) return false;
    return scenario.phase === 'running' ? this.slow.has(scenario) : !this.scenarios.isScheduled(scenario);
  }

  /** The text of a line that ran; null: not by the moment; undefined: not known yet. */
  text(scenario: Scenario, annotation: LineAnnotation): LineAnnotation | null | undefined {
    const step = this.momentOf(scenario);
    if (step === null || scenario.shown === null) return annotation;
    const known = this.textsAt(scenario, scenario.shown, step).byLine.get(annotation.line);
    if (known !== undefined) return known;
    const before = this.before.get(scenario);
    if (before !== undefined && before.run === scenario.shown) return before.byLine.get(annotation.line);
    return undefined;
  }

  /** Sees to it that the texts of these lines (of the text that was run, both included) are there. True: they were not, and something was fetched. */
  async want(scenario: Scenario, startLine: number, endLine: number): Promise<boolean> {
    const step = this.momentOf(scenario);
    const run = scenario.shown;
    if (step === null || run === null) return false;
    const texts = this.textsAt(scenario, run, step);
    if (run.annotations.every(({ line }) => line < startLine || line > endLine || texts.byLine.has(line))) return false;
    let fetching = this.fetching.get(scenario);
    if (fetching?.texts === texts) {
      fetching.startLine = Math.min(fetching.startLine, startLine);
      fetching.endLine = Math.max(fetching.endLine, endLine);
    } else {
      // What is asked for at the same time (VS Code resolves each lens by itself) is one question.
      const ask: Fetching = { texts, startLine, endLine, done: Promise.resolve().then(() => this.fetch(scenario, ask)) };
      fetching = ask;
      this.fetching.set(scenario, ask);
    }
    await fetching.done;
    return true;
  }

  private async fetch(scenario: Scenario, fetching: Fetching): Promise<void> {
    const { texts, startLine, endLine } = fetching;
    if (this.fetching.get(scenario) === fetching) this.fetching.delete(scenario); // what is asked from now on is another question
    try {
      const found = await scenario.annotationsAt(texts.step, startLine, endLine);
      if (found === null) return;
      for (const { line } of texts.run.annotations) if (line >= startLine && line <= endLine) texts.byLine.set(line, null);
      for (const annotation of found) texts.byLine.set(annotation.line, annotation);
    } catch (error) {
      if (!isWorkerLost(error)) throw error; // a new run is under way
    }
  }

  private textsAt(scenario: Scenario, run: ShownRun, step: number): MomentTexts {
    const known = this.texts.get(scenario);
    if (known?.run === run && known.step === step) return known;
    const texts: MomentTexts = { run, step, byLine: new Map() };
    if (known !== undefined && known.byLine.size > 0) this.before.set(scenario, known);
    this.texts.set(scenario, texts);
    return texts;
  }

  private onScenario(scenario: Scenario | null): void {
    if (scenario !== null) this.watch(scenario);
    this.changed.fire(scenario);
  }

  private watch(scenario: Scenario): void {
    clearTimeout(this.timers.get(scenario));
    this.timers.delete(scenario);
    this.slow.delete(scenario);
    if (scenario.phase !== 'running' || !scenario.stale) return;
    this.timers.set(scenario, setTimeout(() => {
      this.timers.delete(scenario);
      if (scenario.phase !== 'running') return;
      this.slow.add(scenario);
      this.changed.fire(scenario);
    }, slowRunMs));
  }
}

/** The mark of a text that is old: not by colour alone. */
export function marked(text: string, isOld: boolean): string {
  return isOld ? `~ ${text}` : text;
}

/** Lines on the screen with some around, as lines of the text that was run: the first and the last there is. */
export function seenLines(scenario: Scenario, first: number, last: number): readonly [number, number] | null {
  const { shown } = scenario;
  if (shown === null) return null;
  let found: [number, number] | null = null;
  for (const { line } of shown.annotations) {
    const current = shown.lines.current(line);
    if (current === null || current < first || current > last) continue;
    found = found === null ? [line, line] : [Math.min(found[0], line), Math.max(found[1], line)];
  }
  return found;
}
