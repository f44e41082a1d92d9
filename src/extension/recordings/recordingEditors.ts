/**
 * The editor of `.heapglass` files: the heap panel's page on the recording in the file. A file that can't be shown gets a page
 * that says why and what to do.
 */
import * as vscode from 'vscode';
import { recordingEditorType } from '../contributions';
import { PageConnection } from '../panel/pageConnection';
import { panelOptions, panelPage } from '../panel/panelPage';
import type { RuntimePool } from '../runtime/runtimePool';
import { isRefusal, RecordingDocument } from './recordingDocument';
import { refusalPage } from './refusalPage';

export class RecordingEditors implements vscode.CustomReadonlyEditorProvider<RecordingDocument>, vscode.Disposable {
  private readonly registration: vscode.Disposable;
  /** The documents shown, for tests. */
  readonly documents = new Set<RecordingDocument>();

  constructor(private readonly extensionUri: vscode.Uri, private readonly pool: RuntimePool, private readonly openExample: () => Promise<null>) {
    this.registration = vscode.window.registerCustomEditorProvider(recordingEditorType, this, { supportsMultipleEditorsPerDocument: true });
  }

  openCustomDocument(uri: vscode.Uri): Promise<RecordingDocument> {
    return RecordingDocument.open(uri, this.pool);
  }

  resolveCustomEditor(document: RecordingDocument, panel: vscode.WebviewPanel): void {
    this.documents.add(document);
    panel.onDidDispose(() => this.documents.delete(document));
    const { webview } = panel;
    if (isRefusal(document.content)) {
      webview.options = { enableScripts: false, localResourceRoots: [] };
      webview.html = refusalPage(document.uri.path.replace(/^.*\//, ''), document.content);
      return;
    }
    webview.options = panelOptions(this.extensionUri);
    const page = new PageConnection(webview, {
      seek: async (step) => {
        await document.seek(step);
        return null;
      },
      move: async ({ direction, sameLine }) => {
        await document.move(direction, sameLine);
        return null;
      },
      reveal: () => null, // the text is in the recording, not in an editor
      openExample: this.openExample,
      wish: async (wishes) => {
        await document.wish(wishes);
        return null;
      },
      ask: (question) => document.ask(question),
    }, () => document.panelState);
    const listening = document.onDidChange(() => page.push());
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.hide();
    });
    panel.onDidDispose(() => {
      listening.dispose();
      page.dispose();
    });
    webview.html = panelPage(webview, this.extensionUri);
  }

  dispose(): void {
    this.registration.dispose();
  }
}
