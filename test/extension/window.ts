/** What the tests do in the window: open a text as an untitled Python document, read what the extension shows on it. */
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extension';
import type { Scenario } from '../../src/extension/scenarios/scenario';
import { eventually, ok } from './expect';

export async function extensionApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('heapglass.heapglass');
  ok(extension, 'the extension is not installed');
  return extension.activate();
}

export async function openPython(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  // VS Code gives an untitled document the backup of a closed one of the same name, if that isn't deleted yet.
  if (document.getText() !== content) await replaceAll(editor, content);
  return editor;
}

/** The scenario of a document, when its newest text has been run. */
export async function settledScenario(document: vscode.TextDocument): Promise<Scenario> {
  const { scenarios } = await extensionApi();
  await eventually(() => {
    const found = scenarios.find(document);
    return found !== undefined && found.phase === 'done' && found.summary?.version === document.version;
  }, 'the document is run');
  const scenario = scenarios.find(document);
  ok(scenario, 'the document is a scenario');
  if (scenario.failure !== '') throw new Error(`the run failed: ${scenario.failure}`);
  return scenario;
}

export async function openAndRun(content: string): Promise<{ editor: vscode.TextEditor; scenario: Scenario }> {
  const editor = await openPython(content);
  return { editor, scenario: await settledScenario(editor.document) };
}

export async function replaceAll(editor: vscode.TextEditor, content: string): Promise<void> {
  const { document } = editor;
  const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  ok(await editor.edit((edit) => edit.replace(whole, content)), 'the edit was made');
}

/** For each lens, its line (from 0) and title, as the editor would show them. */
export async function lenses(document: vscode.TextDocument): Promise<[number, string][]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 1000);
  return found.filter((lens) => lens.command?.command === 'heapglass.showLine')
    .map((lens) => [lens.range.start.line, lens.command?.title ?? '']);
}

export async function hoverText(document: vscode.TextDocument, line: number, column: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(line, column));
  return hovers.flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter((text) => text.includes('refcount'))
    .join('\n')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\\', '');
}

export function problems(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((problem) => problem.source === 'Heapglass');
}

/** A code with a link is told with it. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export async function setSetting(id: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}

/** Waits until the documents are gone too: the next untitled one gets the same name, and would else be given the old text. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await eventually(() => vscode.workspace.textDocuments.every((document) => !document.isUntitled), 'the documents are closed');
}
