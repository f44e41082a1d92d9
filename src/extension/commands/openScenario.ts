/** Offers the bundled example scenarios and opens the chosen one as an untitled document, so that it can be changed freely. */
import * as vscode from 'vscode';

interface ExampleItem extends vscode.QuickPickItem {
  readonly text: string;
}

export async function openScenario(extensionUri: vscode.Uri): Promise<void> {
  const items = await readExamples(vscode.Uri.joinPath(extensionUri, 'media/scenarios'), await listedFiles(extensionUri));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose an example'), matchOnDescription: true });
  if (chosen === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: chosen.text });
  await vscode.window.showTextDocument(document);
}

/** An extension served over http has no folder listings, so the build writes one. */
async function listedFiles(extensionUri: vscode.Uri): Promise<readonly string[]> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist/scenarios.json'));
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly string[];
}

async function readExamples(folder: vscode.Uri, files: readonly string[]): Promise<ExampleItem[]> {
  return Promise.all(files.map(async (file) => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file)));
    return { label: titleOf(file), description: firstSentence(text), text };
  }));
}

function titleOf(file: string): string {
  const words = file.replace(/\.py$/, '').replace(/^\d+[-_]?/, '').replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the file's first comment or docstring says first. */
function firstSentence(text: string): string {
  const line = text.split('\n').find((candidate) => /^\s*(#|"""|''')/.test(candidate)) ?? '';
  return line.replace(/^\s*(#|"""|''')\s*/, '').replace(/("""|''')\s*$/, '');
}
