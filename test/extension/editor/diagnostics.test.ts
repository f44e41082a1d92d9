import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, codeOf, openAndRun, problems, replaceAll, setSetting, settledScenario } from '../window';

const CYCLE = 'import gc\ngc.disable()\nclass Node:\n    pass\na = Node()\na.me = a\ndel a\n';

suite('problems', () => {
  teardown(async () => {
    await setSetting('heapglass.diagnostics.hints', undefined);
    await setSetting('heapglass.live.enabled', undefined);
    await closeEditors();
  });

  test('an uncaught exception is one, on the raising line, with its traceback and a link to Python\'s words on it', async () => {
    const { editor } = await openAndRun('def f(x):\n    return 1 / x\n\nf(0)\n');
    const [problem, ...others] = problems(editor.document);
    ok(problem, 'there is a problem');
    equal(others.length, 0);
    equal(problem.range.start.line, 1);
    equal(codeOf(problem), 'ZeroDivisionError');
    includes(typeof problem.code === 'object' ? problem.code.target.toString(true) : '', 'docs.python.org/3.12/library/exceptions.html#ZeroDivisionError');
    includes(problem.message, 'division by zero');
    ok((problem.relatedInformation ?? []).some((place) => place.location.range.start.line === 3), 'the calling line is named');
  });

  test('a syntax error is one, and goes when it is mended', async () => {
    const { editor } = await openAndRun('a = (1\n');
    equal(problems(editor.document).map(codeOf), ['SyntaxError']);
    includes(problems(editor.document)[0].message, 'was never closed');
    await replaceAll(editor, 'a = (1)\n');
    await settledScenario(editor.document);
    await eventually(() => problems(editor.document).length === 0, 'the problem goes');
  });

  test('what was left in a cycle is a hint on the line that made it; a setting turns hints off', async () => {
    const { editor } = await openAndRun(CYCLE);
    await eventually(() => problems(editor.document).length > 0, 'the hint comes');
    const [hint, ...others] = problems(editor.document);
    equal([codeOf(hint), hint.severity, hint.range.start.line, others.length], ['leftInCycle', vscode.DiagnosticSeverity.Hint, 4, 0]);
    includes(hint.message, '1 Node left in a cycle, never collected.');
    await setSetting('heapglass.diagnostics.hints', false);
    await eventually(() => problems(editor.document).length === 0, 'the hint goes');
  });

  test('move with their lines while nothing is run, and go with them', async () => {
    const { editor, scenario } = await openAndRun('a = 1\nb = a / 0\n');
    await setSetting('heapglass.live.enabled', false);
    await eventually(() => scenario.phase === 'done', 'it is quiet');
    equal(problems(editor.document).map(({ range }) => range.start.line), [1]);
    ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# one\n# two\n')), 'lines are added above');
    equal(problems(editor.document).map(({ range }) => range.start.line), [3]);
    ok(await editor.edit((edit) => edit.delete(new vscode.Range(2, 0, 4, 0))), 'its line is deleted');
    equal(problems(editor.document), []);
  });

  test('go when the document is closed', async () => {
    const { editor } = await openAndRun('a = (1\n');
    const { document } = editor;
    equal(problems(document).length, 1);
    await closeEditors();
    equal(problems(document), []);
  });
});
