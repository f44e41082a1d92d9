/** Starts a debug session on a document, without a launch.json. */
import * as vscode from 'vscode';
import { debugType } from '../contributions';

/** Debugs a Python document without a launch.json. */
export async function debugDocument(document: vscode.TextDocument): Promise<void> {
  await vscode.debug.startDebugging(undefined, {
    type: debugType, request: 'launch', name: vscode.l10n.t('Heapglass: Debug Recording'), program: document.uri.toString(), stopOnEntry: true,
    // The text in the editor is run as it is; an untitled one need not get a file first.
  }, { suppressSaveBeforeStart: true });
}
