import * as vscode from 'vscode';
import { ReportWriter } from '../../../src/extension/reports/report';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

suite('report documents', () => {
  teardown(closeEditors);

  test('are beside the code, and replace the one of the same title', async () => {
    const { editor } = await openAndRun('class Node: pass\na = Node()\na.me = a\ndel a\nb = 1\n');
    await vscode.commands.executeCommand(commandIds.goToStep, '5:1');
    await vscode.commands.executeCommand(commandIds.collectHere);
    const first = vscode.window.activeTextEditor;
    ok(first !== undefined && first.viewColumn !== editor.viewColumn, 'beside the code');
    equal(first.document.languageId, 'heapglass-report');
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    await vscode.commands.executeCommand(commandIds.collectHere);
    equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith('A collection')).length, 1);
    includes(vscode.window.activeTextEditor?.document.getText() ?? '', '# A collection at step');
  });

  test('a title may hold what paths give a meaning to', () => {
    equal(new ReportWriter('a/b: c?').finish().title, 'a/b: c?');
  });
});
