import * as vscode from 'vscode';
import { commandIds } from '../../../src/extension/contributions';
import { equal, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

const SOURCE = `def fill(box):
    box.append(1)
    return box
a = []
b = fill(a)
for i in range(3):
    a.append(i)
del b
print(len(a))
`;

const run = (id: string, ...argument: unknown[]) => vscode.commands.executeCommand(id, ...argument);
const at = (editor: vscode.TextEditor, line: number, column: number) => {
  editor.selection = new vscode.Selection(line, column, line, column);
};

suite('stepping', () => {
  teardown(closeEditors);

  test('over a line stays out of what it calls, both ways', async () => {
    const { scenario } = await openAndRun(SOURCE);
    await run(commandIds.goToStep, '5:1');
    const before = scenario.step;
    await run(commandIds.stepOver);
    equal([scenario.view?.line, scenario.view?.functionName], [5, '<module>']);
    await run(commandIds.stepOverBack);
    equal(scenario.step, before);
    await run(commandIds.stepForward);
    await run(commandIds.stepForward);
    equal([scenario.view?.line, scenario.view?.functionName], [1, 'fill']);
  });

  test('goes to steps, hits of lines and the ends', async () => {
    const { scenario } = await openAndRun(SOURCE);
    await run(commandIds.goToStep, '1');
    equal(scenario.step, 0);
    await run(commandIds.goToStep, '7:2');
    equal(scenario.view?.line, 6);
    const second = scenario.step;
    await run(commandIds.previousRunOfLine);
    ok(scenario.step < second && scenario.view?.line === 6, 'the first turn is before the second');
    await run(commandIds.nextRunOfLine);
    equal(scenario.step, second);
    await run(commandIds.lastStep);
    equal(scenario.step, (scenario.summary?.stepCount ?? 0) - 1);
    await run(commandIds.firstStep);
    equal(scenario.step, 0);
    await run(commandIds.goToStep, '99:1'); // told, and nowhere gone
    equal(scenario.step, 0);
  });

  test('goes to the changes of the name under the cursor', async () => {
    const { editor, scenario } = await openAndRun(SOURCE);
    await run(commandIds.goToStep, '8:1');
    at(editor, 7, 4);
    await run(commandIds.nextChange);
    equal(scenario.view?.line, 8);
    await run(commandIds.previousChange);
    ok(scenario.step < (scenario.summary?.stepCount ?? 0) && (scenario.view?.line ?? 9) <= 8, 'it went back');
  });

  test('goes from collection to collection', async () => {
    const { scenario } = await openAndRun('import gc\ngc.collect()\na = 1\ngc.collect()\nb = 2\n');
    await run(commandIds.firstStep);
    await run(commandIds.nextCollection);
    equal(scenario.view?.line, 2);
    await run(commandIds.nextCollection);
    equal(scenario.view?.line, 4);
    await run(commandIds.previousCollection);
    equal(scenario.view?.line, 2);
  });

  test('links show a moment and put the cursor on its line', async () => {
    const { editor, scenario } = await openAndRun(SOURCE);
    await run(commandIds.showMoment, { uri: scenario.uri, step: 0, line: 3 });
    equal([scenario.step, vscode.window.activeTextEditor?.document === editor.document, vscode.window.activeTextEditor?.selection.active.line], [0, true, 3]);
  });
});
