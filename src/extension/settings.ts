/** The user's settings, read at the moment of use, so a change needs no reload. */
import * as vscode from 'vscode';
import type { RunLimits } from '../protocol';
import { settingIds } from './contributions';

export interface Settings {
  readonly live: boolean;
  readonly delayMs: number;
  readonly codeLens: boolean;
  readonly lineEnd: boolean;
  readonly hover: boolean;
  readonly diagnostics: boolean;
  readonly pythonVersion: string;
  readonly limits: RunLimits;
}

export function readSettings(document: vscode.TextDocument): Settings {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const read = <T>(id: string, fallback: T): T => configuration.get<T>(id) ?? fallback;
  return {
    live: read(settingIds.liveEnabled, true),
    delayMs: read(settingIds.liveDelay, 150),
    codeLens: read(settingIds.codeLensEnabled, true),
    lineEnd: read(settingIds.lineEndEnabled, false),
    hover: read(settingIds.hoverEnabled, true),
    diagnostics: read(settingIds.diagnosticsEnabled, true),
    pythonVersion: read(settingIds.pythonVersion, '3.12'),
    limits: {
      steps: read(settingIds.limitSteps, 1_000_000),
      seconds: read(settingIds.limitSeconds, 10),
      megabytes: read(settingIds.limitMegabytes, 256),
    },
  };
}
