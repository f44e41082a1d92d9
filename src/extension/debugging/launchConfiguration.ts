/** Launch configurations of the debug type `heapglass`: what they hold, and what F5 does without a launch.json. */
import * as vscode from 'vscode';
import { debugType } from '../contributions';
import { isPython } from '../scenarios/scenarios';

export interface LaunchConfiguration {
  /** A path or a URI. */
  readonly program: string;
  readonly stopOnEntry?: boolean;
  readonly pythonVersion?: string;
}

/** A path of the machine, or any URI: untitled files and virtual folders have nothing else. */
export function programUri(program: string): vscode.Uri {
  return /^[A-Za-z][\w+.-]+:/.test(program) ? vscode.Uri.parse(program) : vscode.Uri.file(program);
}

export class LaunchConfigurations implements vscode.DebugConfigurationProvider {
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: debugType, request: 'launch', name: vscode.l10n.t('Heapglass: Debug Recording'), program: '${file}', stopOnEntry: true }];
  }

  /** F5 without a launch.json comes with an empty configuration. */
  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, configuration: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
    const document = vscode.window.activeTextEditor?.document;
    if (configuration.type === undefined || configuration.type === '') {
      if (document === undefined || !isPython(document)) return undefined;
      return { type: debugType, request: 'launch', name: vscode.l10n.t('Heapglass: Debug Recording'), program: document.uri.toString(), stopOnEntry: true };
    }
    if (typeof configuration.program === 'string' && configuration.program !== '') return configuration;
    if (document !== undefined && isPython(document)) return { ...configuration, program: document.uri.toString() };
    void vscode.window.showErrorMessage(vscode.l10n.t('There is nothing to debug: open a Python file, or name one as "program" in launch.json.'));
    return undefined;
  }
}
