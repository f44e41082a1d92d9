import * as vscode from 'vscode';
import { differingLines, firstDifference, groupsBy, type VersionRun } from '../../../src/extension/commands/compareVersions';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

const reportText = (): string => {
  const { document } = vscode.window.activeTextEditor ?? {};
  ok(document?.uri.scheme === 'heapglass-report', 'a report is shown');
  return document.getText();
};

suite('versions compared', () => {
  teardown(closeEditors);

  test('tell what is the same', async () => {
    const { scenario } = await openAndRun('print("same")\n');
    const { step } = scenario;
    await vscode.commands.executeCommand(commandIds.compareVersions);
    const text = reportText();
    includes(text, '3.12');
    includes(text, '3.15');
    includes(text, 'The same under all of them.');
    includes(text, 'The same on every line under all of them.');
    equal(scenario.step, step);
  });

  test('tell which outputs and which counts differ', async () => {
    // 3.14 borrows locals where 3.12 counts them.
    await openAndRun('import gc, sys\ndef f():\n    x = []\n    print(sys.getrefcount(x))\nf()\nprint(gc.get_threshold())\n');
    await vscode.commands.executeCommand(commandIds.compareVersions);
    const text = reportText();
    includes(text, 'of the output is the first that differs');
    includes(text, '(700, 10, 10)');
    includes(text, '(2000, 10, 10)');
  });

  test('groups and differences', () => {
    const run = (version: string, text: string) => ({ version, summary: {}, instructions: 0, annotations: [{ line: 1, text }] }) as unknown as VersionRun;
    const runs = [run('3.12', 'a'), run('3.13', 'b'), run('3.14', 'a')];
    equal(groupsBy(runs, ({ annotations }) => annotations[0]?.text ?? '').map((group) => group.runs.map(({ version }) => version)), [['3.12', '3.14'], ['3.13']]);
    equal(differingLines(runs, 3).map(({ line, texts }) => [line, ...texts]), [[1, 'a', 'b', 'a']]);
    equal([firstDifference(['a', 'b'], ['a', 'c']), firstDifference(['a'], ['a', 'b']), firstDifference(['a'], ['a'])], [1, 1, 1]);
  });
});
