import * as vscode from 'vscode';
import { templateIds } from '../../../src/extension/commands/newScenario';
import { commandIds } from '../../../src/extension/contributions';
import { equal, ok } from '../expect';
import { closeEditors, settledScenario } from '../window';

suite('templates', () => {
  teardown(closeEditors);

  for (const id of templateIds) {
    test(`${id} opens untitled, runs to its end, and keeps what it expects`, async () => {
      await vscode.commands.executeCommand(commandIds.newScenario, id);
      const document = vscode.window.activeTextEditor?.document;
      ok(document?.isUntitled === true && document.languageId === 'python', 'an untitled Python document');
      const scenario = await settledScenario(document);
      equal(scenario.summary?.status, 'finished');
      ok((scenario.summary?.output.length ?? 0) > 0 || id === 'expectations', 'it prints something');
      equal((scenario.shown?.expectations ?? []).filter(({ status }) => status !== 'passed').map(({ text, message }) => `${text}: ${message}`), []);
      equal((scenario.shown?.expectations.length ?? 0) > 0, id === 'expectations');
    });
  }
});
