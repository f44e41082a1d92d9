/** Writes the shown scenario's run as one HTML page that replays itself, where the user says (or a caller): nothing else is needed to look at it. */
import * as vscode from 'vscode';
import type { ReplayParts } from '../../protocol';
import type { Scenario } from '../scenarios/scenario';

export async function exportReplay(extensionUri: vscode.Uri, scenario: Scenario | null, writtenBy: string, file?: vscode.Uri): Promise<void> {
  if (scenario?.shown == null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was run yet: open a Python file and run "Heapglass: Run Scenario".'));
    return;
  }
  if (file !== undefined) {
    await writeReplay(extensionUri, scenario, file, writtenBy);
    return;
  }
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: proposedFile(scenario.document.uri),
    filters: { [vscode.l10n.t('Web pages')]: ['html'] },
    title: vscode.l10n.t('Export Self-Contained HTML Replay'),
  });
  if (chosen === undefined || !await writeReplay(extensionUri, scenario, chosen, writtenBy)) return;
  const open = vscode.l10n.t('Open in Browser');
  if (await vscode.window.showInformationMessage(vscode.l10n.t('Wrote {0}.', chosen.path.replace(/^.*\//, '')), open) === open) await vscode.env.openExternal(chosen);
}

/** False when the run is gone. */
export async function writeReplay(extensionUri: vscode.Uri, scenario: Scenario, file: vscode.Uri, writtenBy: string): Promise<boolean> {
  const page = await scenario.replayPage(writtenBy, await readParts(extensionUri));
  if (page === null) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The run is not there any more: run the file again.'));
    return false;
  }
  await vscode.workspace.fs.writeFile(file, page);
  return true;
}

async function readParts(extensionUri: vscode.Uri): Promise<ReplayParts> {
  const read = async (name: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name)));
  const [panelScript, panelStyle, replayScript, replayStyle] = await Promise.all(['panel.js', 'panel.css', 'replay.js', 'replay.css'].map(read));
  return { panelScript: panelScript ?? '', panelStyle: panelStyle ?? '', replayScript: replayScript ?? '', replayStyle: replayStyle ?? '' };
}

/** Beside the program; an untitled one has no place yet. */
function proposedFile(program: vscode.Uri): vscode.Uri | undefined {
  const name = `${program.path.replace(/\.(py|heapglass)$/, '')}.html`;
  if (program.scheme !== 'untitled') return program.with({ path: name });
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder, name.replace(/^.*\//, ''));
}
