/**
 * A lens above each executed line with the refcounts of its names. VS Code asks for all positions at once and for titles only
 * where they are seen. While a run is under way or the text is broken, the same lenses stay with their last values: an empty
 * answer would make every line jump.
 */
import * as vscode from 'vscode';
import type { LineAnnotation } from '../../protocol';
import { commandIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

/** VS Code asks about 220 ms after an edit, when most runs have ended; waiting for the rest this long saves a second round. */
const patienceMs = 100;

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

  constructor(private readonly scenarios: Scenarios) {
    this.subscription = scenarios.onDidChange((scenario) => {
      if (scenario === null) this.told.clear();
      else if (scenario.phase === 'running' || this.told.get(scenario.uri) === describe(scenario)) return;
      this.changed.fire();
    });
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<HeapLens[]> {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || !readSettings(document).codeLens) return [];
    await scenario.whenSettled(patienceMs);
    const { shown } = scenario;
    if (shown === null) return [];
    this.told.set(scenario.uri, describe(scenario));
    return shown.annotations.flatMap((annotation) => {
      const line = shown.lines.current(annotation.line);
      return line === null || line >= document.lineCount || annotation.text === '' ? [] : [new HeapLens(line, annotation, scenario)];
    });
  }

  resolveCodeLens(lens: HeapLens): HeapLens {
    const { annotation, scenario } = lens;
    // Old values are marked only when newer ones won't come by themselves.
    const broken = scenario.phase === 'done' && scenario.stale;
    lens.command = {
      title: broken ? vscode.l10n.t('{0} (before the last change)', annotation.text) : annotation.text,
      tooltip: vscode.l10n.t('Show the heap at this line'),
      command: commandIds.showLine,
      arguments: [scenario.document.uri, annotation.line],
    };
    return lens;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function describe(scenario: Scenario): string {
  const { shown } = scenario;
  if (shown === null) return '';
  const lenses = shown.annotations.map(({ line, text }) => `${shown.lines.current(line)} ${text}`);
  return `${scenario.stale}\n${lenses.join('\n')}`;
}
