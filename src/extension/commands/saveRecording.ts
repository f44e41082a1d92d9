/** Writes the shown scenario's run to a `.heapglass` file, where the user says. */
import * as vscode from 'vscode';
import type { Scenario } from '../scenarios/scenario';

export async function saveRecording(scenario: Scenario | null, writtenBy: string): Promise<void> {
  if (scenario?.shown == null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was run yet: open a Python file and run "Heapglass: Run Scenario".'));
    return;
  }
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: proposedFile(scenario.document.uri),
    filters: { [vscode.l10n.t('Heapglass recordings')]: ['heapglass'] },
    title: vscode.l10n.t('Save Recording'),
  });
  if (chosen !== undefined) await writeRecording(scenario, chosen, writtenBy);
}

export async function writeRecording(scenario: Scenario, file: vscode.Uri, writtenBy: string): Promise<void> {
  const bytes = await scenario.save(writtenBy);
  if (bytes === null) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The run is not there any more: run the file again.'));
    return;
  }
  await vscode.workspace.fs.writeFile(file, bytes);
}

/** Beside the program; an untitled one has no place yet. */
function proposedFile(program: vscode.Uri): vscode.Uri | undefined {
  const name = program.path.replace(/\.py$/, '');
  if (program.scheme === 'untitled') {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return folder === undefined ? undefined : vscode.Uri.joinPath(folder, `${name.replace(/^.*\//, '')}.heapglass`);
  }
  return program.with({ path: `${name}.heapglass` });
}
