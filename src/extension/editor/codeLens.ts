/**
 * A lens above each executed line. VS Code asks for all positions at once and for titles only where they are seen. While a run is under
 * way, the text is broken or another moment is chosen, the same lenses stay: an empty answer would make every line jump.
 */
import * as vscode from 'vscode';
import type { LineAnnotation } from '../../protocol';
import { commandIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { marked, type ShownLines } from './shownLines';

/** VS Code asks about 220 ms after an edit, when most runs have ended; waiting for the rest this long saves a second round. */
const patienceMs = 100;
/** Between two requests to VS Code to ask again: it takes half a second itself. */
const restMs = 300;

class HeapLens extends vscode.CodeLens {
  constructor(line: number, readonly annotation: LineAnnotation, readonly scenario: Scenario) {
    super(new vscode.Range(line, 0, line, 0));
  }
}

export class HeapCodeLensProvider implements vscode.CodeLensProvider<HeapLens>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscription: vscode.Disposable;
  /** For each uri: the lenses last told, so that VS Code is asked to refresh only when they are others. */
  private readonly told = new Map<string, string>();
  private resting: ReturnType<typeof setTimeout> | null = null;
  private again = false;

  constructor(private readonly scenarios: Scenarios, private readonly lines: ShownLines) {
    this.subscription = lines.onDidChange((scenario) => {
      if (scenario === null) this.told.clear();
      else if (this.told.get(scenario.uri) === this.describe(scenario)) return;
      this.tell();
    });
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<HeapLens[]> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || !readSettings(document).codeLens) return [];
    await scenario.whenSettled(patienceMs);
    const { shown } = scenario;
    if (shown === null) return [];
    this.told.set(scenario.uri, this.describe(scenario));
    return shown.annotations.flatMap((annotation) => {
      const line = shown.lines.current(annotation.line);
      return line === null || line >= document.lineCount ? [] : [new HeapLens(line, annotation, scenario)];
    });
  }

  async resolveCodeLens(lens: HeapLens): Promise<HeapLens> {
    const { annotation, scenario } = lens;
    await this.lines.want(scenario, annotation.line, annotation.line);
    const text = this.lines.text(scenario, annotation);
    const isOld = this.lines.isOld(scenario, annotation);
    lens.command = {
      title: marked(text === undefined ? '…' : text?.text ?? vscode.l10n.t('not run yet'), isOld),
      tooltip: tooltipOf(text ?? null, this.lines.momentOf(scenario), isOld),
      command: commandIds.showLine,
      arguments: [scenario.document.uri, annotation.line, text?.lastAfter ?? annotation.lastAfter],
    };
    return lens;
  }

  dispose(): void {
    if (this.resting !== null) clearTimeout(this.resting);
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** At once, then not again for a while: going through a run quickly changes every title at every step. */
  private tell(): void {
    if (this.resting !== null) {
      this.again = true;
      return;
    }
    this.again = false;
    this.resting = setTimeout(() => {
      this.resting = null;
      if (this.again) this.tell();
    }, restMs);
    this.changed.fire();
  }

  private describe(scenario: Scenario): string {
    const { shown } = scenario;
    if (shown === null) return '';
    const lenses = shown.annotations.map(({ line, text }) => `${shown.lines.current(line)} ${text}${shown.carried.has(line) ? ' ~' : ''}`);
    const step = this.lines.momentOf(scenario);
    return `${this.lines.isOld(scenario)} ${step === null ? '' : `${shown.number} ${step}`}\n${lenses.join('\n')}`;
  }
}

/** Plain text: VS Code shows no Markdown over lenses. */
export function tooltipOf(annotation: LineAnnotation | null, moment: number | null, isOld: boolean): string {
  return [
    ...isOld ? [vscode.l10n.t('Before the last change:')] : moment === null ? [] : [vscode.l10n.t('At step {0}:', moment + 1)],
    ...annotation?.details ?? [],
    vscode.l10n.t('Click to show the heap after this line.'),
  ].join('\n');
}
