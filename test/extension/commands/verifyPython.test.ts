import * as vscode from 'vscode';
import type { RunSummary } from '../../../src/protocol';
import { comparisonWords } from '../../../src/extension/commands/verifyPython';
import { commandIds } from '../../../src/extension/contributions';
import { equal, includes } from '../expect';
import { closeEditors } from '../window';

const summary = (text: string, more: Partial<RunSummary> = {}): RunSummary =>
  ({ status: 'finished', exitCode: 0, output: [{ stream: 'stdout', text, step: 1 }, { stream: 'stderr', text: 'ours', step: 2 }], ...more }) as RunSummary;
const python = (version: string, implementation = 'cpython') => ({ executable: '/python', version, implementation });
const run = (stdout: string, exitCode: number | null = 0) => ({ stdout, stderr: 'theirs', exitCode });

suite('verifying with an installed Python', () => {
  teardown(closeEditors);

  test('says that the output is the same', () => {
    const { message, same } = comparisonWords(python('3.12.1'), '3.12', run('1\n2\n'), summary('1\n2\n'));
    equal([message, same], ['Python 3.12.1 prints the same 2 lines.', true]);
  });

  test('says where it differs', () => {
    const { message, same } = comparisonWords(python('3.12.1'), '3.12', run('1\n3\n'), summary('1\n2\n'));
    equal([message, same], ['The output differs from line 2 on.', false]);
  });

  test('says clearly when versions differ', () => {
    includes(comparisonWords(python('3.11.2'), '3.12', run(''), summary('')).message, 'The versions differ: Heapglass ran it as 3.12.');
    includes(comparisonWords(python('3.12.9'), '3.12', run(''), summary('')).message, 'Heapglass is exact for 3.12.1.');
    includes(comparisonWords(python('3.12.1', 'pypy'), '3.12', run(''), summary('')).message, 'It is not CPython');
  });

  test('tells of other ends', () => {
    const { message, same } = comparisonWords(python('3.12.1'), '3.12', run('1\n', 3), summary('1\n'));
    equal(same, false);
    includes(message, 'exit code 3, here with 0');
    includes(comparisonWords(python('3.12.1'), '3.12', run('', null), summary('')).message, 'ended before it was over');
    includes(comparisonWords(python('3.12.1'), '3.12', run(''), summary('', { status: 'stopped', exitCode: 1 })).message, 'stopped at a limit');
  });

  test('without a Python file it starts nothing', async () => {
    await vscode.commands.executeCommand(commandIds.verifyPython);
    equal(vscode.window.activeTextEditor, undefined);
  });
});
