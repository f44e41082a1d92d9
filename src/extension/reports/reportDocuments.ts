/**
 * Reports as documents of their own: read-only, beside the code, with links that run commands. A report of the same title replaces the
 * one before, in place. Nothing is written anywhere: closing the document forgets it.
 */
import * as vscode from 'vscode';
import type { Report, ReportLink } from './report';

const scheme = 'heapglass-report';
/** Markdown's colours, without its wrapped lines, which would tear tables apart. */
const language = 'heapglass-report';
/** Enough for all that are open at once. */
const mostReports = 40;
/** A document that does not change says what it said. */
const refreshLimitMs = 2000;

export class ReportDocuments implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  private readonly reports = new Map<string, Report>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme }, this),
    );
  }

  /** Opens it beside the code. The editor keeps its place in the code's column. */
  async show(report: Report): Promise<vscode.TextDocument> {
    const uri = reportUri(report.title);
    this.keep(uri, report);
    const opened = await vscode.workspace.openTextDocument(uri);
    const document = opened.languageId === language ? opened : await vscode.languages.setTextDocumentLanguage(opened, language);
    // VS Code keeps a closed document for a while, with the text it had.
    if (document.getText() !== report.text) await this.refreshed(document);
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.path === uri.path && editor.document.uri.scheme === scheme);
    await vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside, preview: true, preserveFocus: false });
    return document;
  }

  /** A text without links, for a diff editor; it stays until the extension ends or another of its name comes. */
  text(title: string, text: string): vscode.Uri {
    const uri = reportUri(title, '.txt');
    this.keep(uri, { title, text, links: [] });
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // After a reload of the window the document is asked for again, and what it told of is gone.
    return this.reports.get(uri.path)?.text ?? vscode.l10n.t('This report told of a run that is gone: run its command again.');
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return (this.reports.get(document.uri.path)?.links ?? []).map((link) => documentLink(link));
  }

  private keep(uri: vscode.Uri, report: Report): void {
    this.reports.delete(uri.path);
    this.reports.set(uri.path, report);
    const [oldest] = this.reports.keys();
    if (this.reports.size > mostReports && oldest !== undefined) this.reports.delete(oldest);
  }

  private async refreshed(document: vscode.TextDocument): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      };
      const listener = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) done();
      });
      const timer = setTimeout(done, refreshLimitMs);
      this.changed.fire(document.uri);
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

function documentLink({ line, startColumn, endColumn, command, argument, tooltip }: ReportLink): vscode.DocumentLink {
  const parameters = encodeURIComponent(JSON.stringify([argument]));
  const link = new vscode.DocumentLink(new vscode.Range(line, startColumn, line, endColumn), vscode.Uri.parse(`command:${command}?${parameters}`));
  link.tooltip = tooltip;
  return link;
}

/** The title is the name on the tab: without what a path gives a meaning to. */
function reportUri(title: string, ending = ''): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${title.replaceAll(/[/\\?#%:*"<>|\s]+/g, ' ').trim()}${ending}` });
}
