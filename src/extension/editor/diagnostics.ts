/** Syntax errors, uncaught exceptions, reached limits and failed expectations of the newest run, as problems of the document. */
import * as vscode from 'vscode';
import type { ExpectationOutcome, Problem, SourceRange } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('heapglass');
  private readonly subscriptions: vscode.Disposable[];

  constructor(scenarios: Scenarios) {
    this.subscriptions = [
      this.collection,
      scenarios.onDidChange((scenario) => {
        if (scenario !== null) this.update(scenario);
        else for (const document of vscode.workspace.textDocuments) this.update(scenarios.find(document));
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.collection.delete(document.uri)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(scenario: Scenario | undefined): void {
    if (scenario === undefined || scenario.phase === 'running') return;
    const { document, summary } = scenario;
    const problems = readSettings(document).diagnostics ? summary?.problems ?? [] : [];
    // Ranges fit the text that was run; with live runs off an edited text keeps its last problems until the next run.
    const found = problems.map((problem) => diagnostic(problem, document));
    const outcomes = readSettings(document).diagnostics && !scenario.stale ? scenario.shown?.expectations ?? [] : [];
    for (const outcome of outcomes) if (outcome.status === 'failed' || outcome.status === 'malformed') found.push(expectationDiagnostic(outcome, document));
    this.collection.set(document.uri, found);
  }
}

function diagnostic(problem: Problem, document: vscode.TextDocument): vscode.Diagnostic {
  const result = new vscode.Diagnostic(rangeOf(problem.range, document), problem.message, severities[problem.severity]);
  result.source = 'Heapglass';
  result.code = problem.code;
  result.relatedInformation = problem.related.map(({ range, message }) =>
    new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, rangeOf(range, document)), message));
  return result;
}

function expectationDiagnostic({ status, range, text, message }: ExpectationOutcome, document: vscode.TextDocument): vscode.Diagnostic {
  const place = document.validateRange(new vscode.Range(range.line, range.startColumn, range.line, range.endColumn));
  const words = status === 'failed' ? vscode.l10n.t('Expected {0}, but {1}', text, message) : message;
  const result = new vscode.Diagnostic(place, words, status === 'failed' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning);
  result.source = 'Heapglass';
  result.code = 'expectation';
  return result;
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: SourceRange, document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(startLine, startColumn, endLine, endColumn));
}
