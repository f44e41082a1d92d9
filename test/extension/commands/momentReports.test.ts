import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

const reportText = (): string => {
  const { document } = vscode.window.activeTextEditor ?? {};
  ok(document?.uri.scheme === 'heapglass-report', 'a report is shown');
  return document.getText();
};

suite('reports about moments', () => {
  teardown(closeEditors);

  test('compare two of them', async () => {
    const { scenario } = await openAndRun('a = [1]\nb = [2]\nc = a\ndel b\n');
    await vscode.commands.executeCommand(commandIds.goToStep, 'end');
    await vscode.commands.executeCommand(commandIds.goToStep, '4:1');
    const step = scenario.step;
    await vscode.commands.executeCommand(commandIds.compareMoments, '2:1');
    const text = reportText();
    includes(text, `compared with step ${step + 1}`);
    includes(text, 'Made and still there: 1 objects');
    includes(text, 'global c');
    equal(scenario.step, step);
  });

  test('tell what a collection would free, without running it', async () => {
    const { scenario } = await openAndRun('class Node: pass\na = Node()\na.me = a\ndel a\nb = 1\n');
    await vscode.commands.executeCommand(commandIds.goToStep, '5:1');
    await vscode.commands.executeCommand(commandIds.collectHere);
    const text = reportText();
    includes(text, 'gc.collect() would return 1');
    includes(text, 'Node');
    equal(scenario.summary?.collections.filter(({ step }) => step < scenario.step).length, 0);
    const document = vscode.window.activeTextEditor?.document;
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document?.uri);
    ok(links.some(({ target }) => target?.toString().startsWith(`command:${commandIds.followObject}`)), 'objects are links to their lives');
  });
});
