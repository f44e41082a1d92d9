/** Registers the debug type: its adapter, which runs inside the extension, and its configurations. */
import * as vscode from 'vscode';
import { debugType } from '../contributions';
import type { RuntimePool } from '../runtime/runtimePool';
import { revealLine } from '../commands/stepping';
import type { Scenarios } from '../scenarios/scenarios';
import { LaunchConfigurations } from './launchConfiguration';

export function registerDebugging(pool: RuntimePool, scenarios: Scenarios): vscode.Disposable {
  const configurations = new LaunchConfigurations();
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
      createDebugAdapterDescriptor: async () => {
        // Loaded when somebody debugs: with its library it is a fifth of the extension.
        const { HeapglassDebugSession } = await import('./debugSession');
        return new vscode.DebugAdapterInlineImplementation(new HeapglassDebugSession(pool, ({ uri, version, step }) => {
          // The panel follows while it shows the run of the same text.
          const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
          const scenario = document === undefined ? undefined : scenarios.find(document);
          if (scenario?.shown?.summary.version !== version) return;
          void scenario.seek(step).then(() => revealLine(scenario));
        }));
      },
    }),
    vscode.debug.registerDebugConfigurationProvider(debugType, configurations),
    vscode.debug.registerDebugConfigurationProvider(debugType, configurations, vscode.DebugConfigurationProviderTriggerKind.Dynamic),
  );
}
