/**
 * A change before it is made: the text and the changed text side by side, what the change does to the program's memory, and a choice.
 * The changed text is a document of a scheme of its own, which is never run as a scenario; nothing is written before `apply`.
 */
import * as vscode from 'vscode';
import type { Rewrite } from '../../protocol';
import { changeScheme, contextKeys } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import type { Effect, RewriteEffects } from './rewriteEffects';

interface Shown {
  readonly scenario: Scenario;
  readonly rewrite: Rewrite;
  readonly version: number;
  readonly effect: Effect | null;
  readonly preview: vscode.Uri;
}

export class ChangePreview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  /** The change that is looked at; null when there is none. */
  shown: Shown | null = null;
  private count = 0;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly scenarios: Scenarios, private readonly effects: RewriteEffects) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(changeScheme, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() === this.shown?.preview.toString()) this.end();
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.shown?.preview.toString() === uri.toString() ? this.shown.rewrite.changedSource : '';
  }

  /** Runs the changed text, shows both texts and asks. Resolves when they are shown; the answer comes when it comes. */
  async open(uri: vscode.Uri | string, title: string, line: number, types: readonly string[] = []): Promise<void> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const scenario = document === undefined ? undefined : this.scenarios.find(document);
    if (scenario === undefined) return;
    // The menu may be older than the text.
    const rewrite = await findRewrite(scenario, title, line, types);
    if (rewrite === null) return void vscode.window.showInformationMessage(vscode.l10n.t('The text has changed; open the menu again.'));
    const { version } = scenario.document;
    const effect = await this.effectWithProgress(scenario, rewrite);
    const name = scenario.document.uri.path.replace(/^.*\//, '');
    const preview = vscode.Uri.from({ scheme: changeScheme, path: `/${name}`, query: String(++this.count) });
    this.shown = { scenario, rewrite, version, effect, preview };
    await vscode.commands.executeCommand('vscode.diff', scenario.document.uri, preview, `${rewrite.title} (${effect?.text ?? vscode.l10n.t('effect unknown')})`, { preview: true });
    await vscode.commands.executeCommand('setContext', contextKeys.changeShown, true);
    void this.ask(this.shown);
  }

  /** Makes the change that is looked at, as one edit that can be undone. */
  async apply(): Promise<boolean> {
    const { shown } = this;
    if (shown === null) return false;
    const { document } = shown.scenario;
    if (document.isClosed || document.version !== shown.version) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The text has changed since; nothing was done.'));
      await this.close();
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { range: { startLine, startColumn, endLine, endColumn }, text } of shown.rewrite.edits) {
      edit.replace(document.uri, new vscode.Range(startLine, startColumn, endLine, endColumn), text);
    }
    await this.close();
    return vscode.workspace.applyEdit(edit);
  }

  /** Forgets the change and closes its texts. */
  async close(): Promise<void> {
    const preview = this.shown?.preview.toString();
    this.end();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === preview);
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
  }

  dispose(): void {
    this.end();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private end(): void {
    this.shown = null;
    void vscode.commands.executeCommand('setContext', contextKeys.changeShown, false);
  }

  private async effectWithProgress(scenario: Scenario, rewrite: Rewrite): Promise<Effect | null> {
    const title = vscode.l10n.t('Running the changed program');
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => (await this.effects.of(scenario, [rewrite]))[0] ?? null);
  }

  private async ask(shown: Shown): Promise<void> {
    const { rewrite, effect } = shown;
    const [apply, discard] = [vscode.l10n.t('Apply'), vscode.l10n.t('Discard')];
    const text = `${rewrite.sentence} ${effect === null ? vscode.l10n.t('What it does to the run is not known.') : vscode.l10n.t('In the run: {0}.', effect.text)}`;
    const show = effect?.verdict === 'differs' || effect?.verdict === 'fails' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    const answer = await show(text, apply, discard);
    if (this.shown !== shown) return; // done by the buttons above the texts
    if (answer === apply) await this.apply();
    else if (answer === discard) await this.close();
  }
}

async function findRewrite(scenario: Scenario, title: string, line: number, types: readonly string[]): Promise<Rewrite | null> {
  await scenario.whenSettled(1000);
  return (await scenario.rewrites(line, line, types)).find((rewrite) => rewrite.title === title) ?? null;
}
