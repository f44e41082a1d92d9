import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, extensionApi, openAndRun, openPython, replaceAll, setSetting, settledScenario } from '../window';
import * as vscode from 'vscode';

suite('scenarios', () => {
  teardown(closeEditors);

  test('are run as they are typed', async () => {
    const { editor, scenario } = await openAndRun('a = []\n');
    const before = scenario.summary?.version ?? 0;
    await replaceAll(editor, 'a = []\nb = a\n');
    await settledScenario(editor.document);
    ok((scenario.summary?.version ?? 0) > before, 'a newer text was run');
    equal(scenario.shown?.annotations.length, 2);
  });

  test('that never end are stopped at their limit; what was recorded is shown', async () => {
    await setSetting('heapglass.limits.steps', 2000);
    try {
      const { scenario } = await openAndRun('n = 0\nwhile True:\n    n += 1\n');
      equal(scenario.summary?.status, 'stopped');
      ok((scenario.shown?.summary.stepCount ?? 0) > 1000, 'there are steps');
      includes(scenario.summary?.stopReason ?? '', 'steps');
    } finally {
      await setSetting('heapglass.limits.steps', undefined);
    }
  });

  test('that never end do not hold up the next text', async () => {
    await setSetting('heapglass.limits.steps', 100_000_000);
    try {
      const editor = await openPython('while True: pass\n');
      const { scenarios } = await extensionApi();
      await eventually(() => scenarios.find(editor.document)?.phase === 'running', 'the endless run has begun');
      await replaceAll(editor, 'a = []\n');
      const scenario = await settledScenario(editor.document);
      equal(scenario.summary?.status, 'finished');
    } finally {
      await setSetting('heapglass.limits.steps', undefined);
    }
  });

  test('keep the last good run while the text is broken', async () => {
    const { editor, scenario } = await openAndRun('a = []\n');
    const good = scenario.shown?.summary.version;
    await replaceAll(editor, 'a = [\n');
    await settledScenario(editor.document);
    equal(scenario.summary?.status, 'syntaxError');
    equal(scenario.shown?.summary.version, good);
    ok(scenario.stale, 'what is shown is marked as old');
  });

  test('that fail leave the lines they did not come to their last values, marked', async () => {
    const { editor, scenario } = await openAndRun('a = []\nb = a\nc = [b]\n');
    const before = scenario.shown?.annotations.find(({ line }) => line === 2)?.text;
    await replaceAll(editor, 'a = []\nb = x\nc = [b]\n');
    await settledScenario(editor.document);
    equal(scenario.summary?.status, 'exception');
    equal(scenario.shown?.annotations.map(({ line }) => line), [0, 1, 2]);
    equal([scenario.shown?.annotations[2]?.text, [...scenario.shown?.carried ?? []]], [before, [2]]);
    await replaceAll(editor, 'a = []\nb = a\nc = [b]\n');
    await settledScenario(editor.document);
    equal([...scenario.shown?.carried ?? [9]], []);
  });

  test('are run only by command when live runs are switched off', async () => {
    await setSetting('heapglass.live.enabled', false);
    try {
      const editor = await openPython('a = []\n');
      const { scenarios } = await extensionApi();
      equal(scenarios.find(editor.document), undefined);
      await vscode.commands.executeCommand('heapglass.runScenario');
      equal(scenarios.find(editor.document)?.summary?.status, 'finished');
    } finally {
      await setSetting('heapglass.live.enabled', undefined);
    }
  });

  test('can be run two at a time', async () => {
    const one = await openAndRun('a = []\n');
    const two = await openAndRun('b = []\nc = b\n');
    equal([one.scenario.shown?.annotations.length, two.scenario.shown?.annotations.length], [1, 2]);
    await one.scenario.seek(0);
    await two.scenario.seek(1);
    equal([one.scenario.view?.step, two.scenario.view?.step], [0, 1]);
  });
});
