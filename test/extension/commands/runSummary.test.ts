import * as vscode from 'vscode';
import { growthDocument, limitEntries, outcomeWords, quickEntries } from '../../../src/extension/commands/runSummary';
import { ask } from '../../../src/extension/commands/asking';
import { commandIds } from '../../../src/extension/contributions';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, openAndRun } from '../window';

suite('the summary of a run', () => {
  teardown(closeEditors);

  test('says how it ended, what it did, and what limits it', async () => {
    const { scenario } = await openAndRun('import gc\nprint("one")\nprint("two")\ngc.collect()\n');
    const { summary } = scenario;
    ok(summary, 'it was run');
    const labels = quickEntries(scenario, summary).map(({ label }) => label.replace(/^\$\([\w-]+\) /, ''));
    equal(labels.slice(1, 4), [`${summary.stepCount} steps`, '1 collection', '2 lines of output']);
    includes(outcomeWords(scenario, summary), 'Finished in');
    equal(limitEntries(scenario).map(({ description }) => description).slice(1), ['heapglass.limits.steps', 'heapglass.limits.seconds', 'heapglass.limits.megabytes']);
  });

  test('names the exception', async () => {
    const { scenario } = await openAndRun('a = []\na[1]\n');
    ok(scenario.summary, 'it was run');
    includes(outcomeWords(scenario, scenario.summary), 'list index out of range');
  });

  test('tells of leak suspects', async () => {
    const { scenario } = await openAndRun('kept = []\ndef work(i):\n    kept.append([i])\nfor i in range(1000, 1030):\n    work(i)\n');
    const { suspects } = await ask(scenario, 'timeGrowth', {});
    includes(growthDocument(scenario, suspects).text, 'kept');
  });

  test('has entries that act', async () => {
    const { scenario } = await openAndRun('print("hello")\n');
    ok(scenario.summary, 'it was run');
    const output = quickEntries(scenario, scenario.summary).find(({ label }) => label.includes('lines of output'));
    await output?.act?.();
    equal(vscode.window.activeTextEditor?.document.getText(), 'hello\n');
  });

  test('opens as a list that closes again', async () => {
    await openAndRun('print("hello")\n');
    let over = false;
    void vscode.commands.executeCommand(commandIds.showSummary).then(() => {
      over = true;
    });
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return over;
    }, 'the list is filled or closed');
  });
});
