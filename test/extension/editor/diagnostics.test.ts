import { equal, eventually, includes, ok } from '../expect';
import { closeEditors, openAndRun, problems, replaceAll, settledScenario } from '../window';

suite('problems', () => {
  teardown(closeEditors);

  test('an uncaught exception is one, on the raising line, with its traceback', async () => {
    const { editor } = await openAndRun('def f(x):\n    return 1 / x\n\nf(0)\n');
    const [problem, ...others] = problems(editor.document);
    ok(problem, 'there is a problem');
    equal(others.length, 0);
    equal(problem.range.start.line, 1);
    equal(problem.code, 'ZeroDivisionError');
    includes(problem.message, 'division by zero');
    ok((problem.relatedInformation ?? []).some((place) => place.location.range.start.line === 3), 'the calling line is named');
  });

  test('a syntax error is one, and goes when it is mended', async () => {
    const { editor } = await openAndRun('a = (1\n');
    equal(problems(editor.document).map((problem) => problem.code), ['SyntaxError']);
    includes(problems(editor.document)[0].message, 'was never closed');
    await replaceAll(editor, 'a = (1)\n');
    await settledScenario(editor.document);
    await eventually(() => problems(editor.document).length === 0, 'the problem goes');
  });
});
