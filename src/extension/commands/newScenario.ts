/** New programs to begin with: a template for each thing worth seeing, opened as an untitled document. */
import * as vscode from 'vscode';

/** The files of `media/templates`, in the order they are offered. */
export const templateIds = ['cycle', 'weak_reference', 'cache', 'finalizer', 'generator', 'closure', 'exception', 'expectations'] as const;
type TemplateId = typeof templateIds[number];

interface TemplateItem extends vscode.QuickPickItem {
  readonly id: TemplateId;
}

function templateItems(): TemplateItem[] {
  const words: Readonly<Record<TemplateId, readonly [icon: string, label: string, detail: string]>> = {
    cycle: ['sync', vscode.l10n.t('Cycle'), vscode.l10n.t('Two objects that hold each other, and the collection that finds them')],
    weak_reference: ['link', vscode.l10n.t('Weak Reference'), vscode.l10n.t('A child that knows its parent without keeping it alive')],
    cache: ['database', vscode.l10n.t('Leaking Cache'), vscode.l10n.t('A dict that keeps whatever was ever asked for')],
    finalizer: ['debug-stackframe', vscode.l10n.t('Finalizer'), vscode.l10n.t('When __del__ and weakref.finalize run, and in which order')],
    generator: ['run-all', vscode.l10n.t('Generator'), vscode.l10n.t('A suspended call keeps its locals')],
    closure: ['symbol-method', vscode.l10n.t('Closure'), vscode.l10n.t('A function that keeps what it has seen, in a cell')],
    exception: ['error', vscode.l10n.t('Exception Keeps a Frame'), vscode.l10n.t('A stored exception holds its traceback, the frames, and their locals')],
    expectations: ['beaker', vscode.l10n.t('Expectations'), vscode.l10n.t('Comments that state what must hold, checked at each run')],
  };
  return templateIds.map((id) => ({ id, label: `$(${words[id][0]}) ${words[id][1]}`, detail: words[id][2] }));
}

/** @param wanted one of `templateIds`, from a keybinding, the walkthrough or a test; without it the reader chooses */
export async function newScenario(extensionUri: vscode.Uri, wanted?: string): Promise<void> {
  const id = templateIds.find((known) => known === wanted)
    ?? (await vscode.window.showQuickPick(templateItems(), { title: vscode.l10n.t('New Scenario'), placeHolder: vscode.l10n.t('Choose what to begin with'), matchOnDetail: true }))?.id;
  if (id === undefined) return;
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, `media/templates/${id}.py`));
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: new TextDecoder().decode(bytes) });
  await vscode.window.showTextDocument(document);
}
