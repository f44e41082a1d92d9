/**
 * Problems of the newest run: syntax errors, uncaught exceptions with their traceback, limits, failed expectations, and what was left
 * behind as hints. They move with the lines they stand on. While somebody types they go at once, but new ones wait for a pause: most
 * half-typed texts are wrong somewhere, and nobody wants to read so.
 */
import * as vscode from 'vscode';
import type { ExpectationOutcome, Problem, SourceRange } from '../../protocol';
import type { LineMap } from '../scenarios/lineMap';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { readSettings } from '../settings';
import { codeTarget } from './diagnosticCodes';

/** A problem and how the editor was told of it. */
export interface ToldProblem {
  readonly problem: Problem;
  readonly diagnostic: vscode.Diagnostic;
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Edits that follow each other faster than this are typing; after as long a pause new problems are shown. */
const typingMs = 500;

interface Typing {
  readonly lastEdit: number;
  readonly isFast: boolean;
  readonly timer?: ReturnType<typeof setTimeout> | undefined;
}

export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('heapglass');
  private readonly subscriptions: vscode.Disposable[];
  private readonly told = new Map<string, readonly ToldProblem[]>();
  private readonly typing = new Map<string, Typing>();

  constructor(private readonly scenarios: Scenarios) {
    this.subscriptions = [
      this.collection,
      scenarios.onDidChange((scenario) => {
        if (scenario !== null) this.update(scenario);
        else for (const document of vscode.workspace.textDocuments) this.update(scenarios.find(document));
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.onEdit(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    ];
  }

  /** Problems of Heapglass that a range touches. */
  at(document: vscode.TextDocument, range: vscode.Range): ToldProblem[] {
    return (this.told.get(document.uri.toString()) ?? []).filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
  }

  dispose(): void {
    for (const { timer } of this.typing.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const scenario = this.scenarios.find(document);
    if (scenario === undefined || contentChanges.length === 0) return;
    const uri = document.uri.toString();
    const before = this.typing.get(uri);
    clearTimeout(before?.timer);
    const now = Date.now();
    this.typing.set(uri, { lastEdit: now, isFast: before !== undefined && now - before.lastEdit < typingMs });
    const isMoved = contentChanges.some(({ range, text }) => !range.isSingleLine || text.includes('\n'));
    if (isMoved && (this.told.get(uri)?.length ?? 0) > 0) this.show(scenario);
  }

  private forget(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    clearTimeout(this.typing.get(uri)?.timer);
    this.typing.delete(uri);
    this.told.delete(uri);
    this.collection.delete(document.uri);
  }

  private update(scenario: Scenario | undefined): void {
    if (scenario === undefined || scenario.phase === 'running') return;
    const { uri } = scenario;
    const typing = this.typing.get(uri);
    const pause = typing?.isFast === true ? typing.lastEdit + typingMs - Date.now() : 0;
    clearTimeout(typing?.timer);
    if (typing === undefined || pause <= 0 || problemsOf(scenario).length === 0) return this.show(scenario);
    this.typing.set(uri, { ...typing, timer: setTimeout(() => this.update(this.scenarios.find(scenario.document)), pause) });
  }

  private show(scenario: Scenario): void {
    const { document } = scenario;
    if (document.isClosed) return;
    const shown = problemsOf(scenario).flatMap((problem) => {
      const diagnostic = diagnosticOf(problem, scenario);
      return diagnostic === null ? [] : [{ problem, diagnostic }];
    });
    this.told.set(scenario.uri, shown);
    this.collection.set(document.uri, shown.map(({ diagnostic }) => diagnostic));
  }
}

/** What there is to tell of a scenario, in the places of the text that was run. */
function problemsOf(scenario: Scenario): Problem[] {
  const { document, problems, shown } = scenario;
  const settings = readSettings(document);
  if (!settings.diagnostics || problems === null) return [];
  // Expectations of an older run than the newest one say nothing.
  const outcomes = shown?.lines === problems.lines ? shown.expectations : [];
  return [
    ...problems.summary.problems,
    ...outcomes.filter(({ status }) => status === 'failed' || status === 'malformed').map(expectationProblem),
    ...(settings.hints ? problems.hints : []),
  ];
}

function expectationProblem({ status, range, text, message }: ExpectationOutcome): Problem {
  return {
    range: { startLine: range.line, startColumn: range.startColumn, endLine: range.line, endColumn: range.endColumn },
    severity: status === 'failed' ? 'error' : 'warning', code: 'expectation', related: [],
    message: status === 'failed' ? vscode.l10n.t('Expected {0}, but {1}', text, message) : message,
  };
}

/** Null when the line it stood on is gone. */
function diagnosticOf({ range, severity, code, message, related }: Problem, scenario: Scenario): vscode.Diagnostic | null {
  const { document, problems } = scenario;
  const lines = problems?.lines ?? null;
  const place = movedRange(range, lines, document);
  if (place === null) return null;
  const result = new vscode.Diagnostic(place, message, severities[severity]);
  result.source = 'Heapglass';
  const target = codeTarget(code, document.uri, range.startLine, scenario.shown?.pythonVersion ?? '');
  result.code = target === null ? code : { value: code, target };
  result.relatedInformation = related.flatMap((other) => {
    const otherPlace = movedRange(other.range, lines, document);
    return otherPlace === null ? [] : [new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, otherPlace), other.message)];
  });
  return result;
}

function movedRange({ startLine, startColumn, endLine, endColumn }: SourceRange, lines: LineMap | null, document: vscode.TextDocument): vscode.Range | null {
  const start = lines === null ? startLine : lines.current(startLine);
  if (start === null) return null;
  const end = lines === null ? endLine : lines.current(endLine) ?? start;
  return document.validateRange(new vscode.Range(start, startColumn, Math.max(start, end), end < start ? startColumn + 1 : endColumn));
}
