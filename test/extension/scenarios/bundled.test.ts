import * as vscode from 'vscode';
import scenarios from '#scenarios';
import type { Scenario } from '../../../src/extension/scenarios/scenario';
import { equal, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';

function printed({ summary }: Scenario): string {
  const text = (summary?.output ?? []).map((chunk) => chunk.text).join('');
  return summary?.exitCode === 0 ? text : `${text}[exit ${summary?.exitCode}]\n`;
}

suite('bundled scenarios print what CPython printed, with the panel closed and open:', () => {
  teardown(closeEditors);

  test('there are twelve', () => ok(scenarios.length >= 12, `${scenarios.length} scenarios`));

  for (const { name, source, printed: expected } of scenarios) {
    test(name, async () => {
      const { scenario } = await openAndRun(source);
      const { panels } = await extensionApi();
      equal(panels.isOpen, false, 'the panel is open');
      // A traceback names the file, and this document has another name.
      const fileName = scenario.document.uri.path;
      const named = (text: string) => text.replaceAll(`"${fileName}"`, `"${name}"`);
      equal(named(printed(scenario)), expected);
      await vscode.commands.executeCommand('heapglass.openPanel');
      await vscode.commands.executeCommand('heapglass.runScenario');
      equal(panels.isOpen, true, 'the panel is open');
      equal(named(printed(scenario)), expected);
    });
  }
});
