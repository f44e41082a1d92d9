/**
 * A list whose entries are moments: going through it shows each one in panel and editor, choosing one stays there, leaving goes back to
 * where the reader was. Entries may have an action instead of a moment.
 */
import * as vscode from 'vscode';
import type { Scenario } from '../scenarios/scenario';
import { selectLine } from './objectLinks';
import { revealLine } from './stepping';

export interface MomentItem extends vscode.QuickPickItem {
  readonly step?: number;
  /** The line to show with it, in the text that was run; without it the moment's own. */
  readonly line?: number | null;
  /** Where the moment is known only after asking. */
  readonly find?: () => Promise<{ readonly step: number; readonly line: number | null } | null>;
  readonly act?: () => unknown;
}

export interface MomentList {
  readonly title: string;
  readonly placeHolder: string;
  readonly items: readonly MomentItem[];
}

/** Ends when the list is closed. */
export function pickMoment(scenario: Scenario, { title, placeHolder, items }: MomentList): Promise<MomentItem | null> {
  const pick = vscode.window.createQuickPick<MomentItem>();
  const began = scenario.step;
  Object.assign(pick, { title, placeholder: placeHolder, items, matchOnDescription: true, matchOnDetail: true });
  // The list stays usable while something else takes the focus, as when the reader looks at the panel.
  return new Promise((resolve) => {
    let chosen: MomentItem | null = null;
    let moved = false;
    pick.onDidChangeActive(async ([item]) => {
      // The first entry is active before the reader has done anything.
      if (!moved && (item === undefined || item === items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator))) return;
      moved = true;
      if (item?.step === undefined) return;
      await scenario.seek(item.step);
      revealLine(scenario, item.line);
    });
    pick.onDidAccept(() => {
      chosen = pick.activeItems[0] ?? null;
      pick.hide();
    });
    pick.onDidHide(async () => {
      pick.dispose();
      if (chosen === null) {
        if (moved) {
          await scenario.seek(began);
          revealLine(scenario);
        }
      } else await take(scenario, chosen);
      resolve(chosen);
    });
    pick.show();
  });
}

async function take(scenario: Scenario, item: MomentItem): Promise<void> {
  if (item.act !== undefined) {
    await item.act();
    return;
  }
  const place = item.find === undefined ? item.step === undefined ? null : { step: item.step, line: item.line ?? null } : await item.find();
  if (place === null) return;
  await scenario.seek(place.step);
  const line = place.line ?? scenario.view?.line ?? null;
  if (line !== null) await selectLine(scenario, line);
}
