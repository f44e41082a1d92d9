import * as vscode from 'vscode';
import { subjectOf } from '../../../src/extension/commands/asking';
import { predictionAt, PredictionScore, verdict } from '../../../src/extension/commands/predict';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun } from '../window';

suite('predictions', () => {
  teardown(closeEditors);

  test('ask for a name whose count the line changes, and tell who holds it', async () => {
    await openAndRun('a = []\nb = a\nc = [a, a]\n');
    await vscode.commands.executeCommand(commandIds.goToStep, '2:1');
    const { scenarios } = await extensionApi();
    const subject = await subjectOf(scenarios);
    ok(subject, 'there is a run');
    const prediction = await predictionAt(subject);
    ok(prediction, 'there is a line to predict');
    equal([prediction.line, prediction.answer.refcount, prediction.answer.holders.length], [1, 2, 2]);
    includes(verdict(prediction, 2), 'Right: ');
    includes(verdict(prediction, 2), 'global a');
    includes(verdict(prediction, 2), 'It was 1 before the line.');
    includes(verdict(prediction, 5), 'Not 5: ');
  });

  test('go on to the next line from a call, and end with the program', async () => {
    const { scenario } = await openAndRun('def f(x):\n    return x\na = []\nf(a)\n');
    const { scenarios } = await extensionApi();
    await vscode.commands.executeCommand(commandIds.lastStep);
    const subject = await subjectOf(scenarios);
    ok(subject, 'there is a run');
    equal(await predictionAt(subject), null);
    await vscode.commands.executeCommand(commandIds.goToStep, '1');
    ok(scenario.step === 0, 'at the start');
  });

  test('keep a score', () => {
    const score = new PredictionScore();
    let told = 0;
    score.onDidChange(() => told++);
    equal(score.text, '');
    score.add(true);
    score.add(false);
    equal([score.text, told], ['1 of 2 predictions right', 2]);
    score.dispose();
  });
});
