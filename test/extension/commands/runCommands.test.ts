import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { equal, eventually } from '../expect';
import { closeEditors, extensionApi, openAndRun, openPython, setSetting } from '../window';

suite('running', () => {
  teardown(async () => {
    await closeEditors();
    await setSetting('heapglass.limits.seconds', undefined);
    await setSetting('heapglass.limits.steps', undefined);
  });

  test('a run is stopped at the wish of the reader, and the one after it runs', async () => {
    await setSetting('heapglass.limits.seconds', 60);
    await setSetting('heapglass.limits.steps', 1_000_000_000);
    const { scenarios } = await extensionApi();
    const editor = await openPython('while True:\n    pass\n');
    await eventually(() => scenarios.find(editor.document)?.phase === 'running', 'it runs');
    await vscode.commands.executeCommand(commandIds.stopRun);
    await eventually(() => scenarios.find(editor.document)?.phase === 'done', 'it is stopped');
    equal(scenarios.find(editor.document)?.failure, 'The run was stopped.');
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 2, 0), 'a = 1\n'));
    await eventually(() => scenarios.find(editor.document)?.summary?.status === 'finished', 'the new text is run');
    equal(scenarios.find(editor.document)?.failure, '');
  });

  test('numbers and strings become objects of the picture, and go again', async () => {
    const { scenario } = await openAndRun('a = 12345\nb = "some text"\n');
    const before = scenario.view?.nodes.length ?? 0;
    await vscode.commands.executeCommand(commandIds.toggleValues);
    await eventually(() => (scenario.view?.nodes.length ?? 0) > before, 'values are objects');
    await vscode.commands.executeCommand(commandIds.toggleValues);
    await eventually(() => scenario.view?.nodes.length === before, 'and no more');
  });
});
