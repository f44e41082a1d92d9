/** The user's settings, read at the moment of use, so a change needs no reload. */
import * as vscode from 'vscode';
import type { RunLimits } from '../protocol';
import { settingIds } from './contributions';

export interface Settings {
  readonly live: boolean;
  readonly delayMs: number;
  /** The delay if the user chose one; null: short runs need not wait that long. */
  readonly chosenDelayMs: number | null;
  readonly codeLens: boolean;
  readonly lineEnd: boolean;
  readonly inlayHint: boolean;
  readonly gutter: 'all' | 'problems' | 'none';
  readonly hover: boolean;
  readonly diagnostics: boolean;
  /** What a run left behind, as hints. */
  readonly hints: boolean;
  readonly pythonVersion: string;
  readonly limits: RunLimits;
}

export function readSettings(document: vscode.TextDocument): Settings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const read = <T>(id: string, fallback: T): T => configuration.get<T>(id) ?? fallback;
  const annotations = read<'codeLens' | 'lineEnd' | 'inlayHint' | 'both' | 'none'>(settingIds.annotations, 'codeLens');
  return {
    live: read(settingIds.liveEnabled, true),
    delayMs: read(settingIds.liveDelay, 150),
    chosenDelayMs: chosen(configuration.inspect<number>(settingIds.liveDelay)),
    codeLens: annotations === 'codeLens' || annotations === 'both',
    lineEnd: annotations === 'lineEnd' || annotations === 'both',
    inlayHint: annotations === 'inlayHint',
    gutter: read(settingIds.gutter, 'all'),
    hover: read(settingIds.hoverEnabled, true),
    diagnostics: read(settingIds.diagnosticsEnabled, true),
    hints: read(settingIds.diagnosticsEnabled, true) && read(settingIds.hintsEnabled, true),
    pythonVersion: read(settingIds.pythonVersion, '3.12'),
    limits: {
      steps: read(settingIds.limitSteps, 1_000_000),
      seconds: read(settingIds.limitSeconds, 10),
      megabytes: read(settingIds.limitMegabytes, 256),
    },
  };
}

/** A setting's value where somebody gave it one. */
function chosen<T>(found: { globalValue?: T; workspaceValue?: T; workspaceFolderValue?: T } | undefined): T | null {
  return found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue ?? null;
}
