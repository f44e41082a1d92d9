import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/commandLine';

describe('parseCommandLine', () => {
  it.each([
    [['run', 'a.py'], { command: 'run', file: 'a.py', python: '3.12', programArguments: [] }],
    [['run', 'a.py', '--python', '3.12', '--', '-x', 'y'], { command: 'run', file: 'a.py', python: '3.12', programArguments: ['-x', 'y'] }],
    [['trace', '--json', 'a.py'], { command: 'trace', file: 'a.py', python: '3.12', json: true, all: false, programArguments: [] }],
    [['dis', 'a.py'], { command: 'dis', file: 'a.py', python: '3.12' }],
    [['--help'], { command: 'help' }],
    [['run', '-h'], { command: 'help' }],
    [['-V'], { command: 'version' }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args)).toEqual(expected);
  });

  it.each([
    [[], 'a command is missing'],
    [['fly'], "there is no command 'fly'"],
    [['run'], 'run needs a Python file'],
    [['run', 'a.py', 'b'], "unexpected argument 'b'"],
    [['run', 'a.py', '--python', '2.7'], 'Python 2.7 is not available'],
    [['run', 'a.py', '--python'], '--python'],
    [['run', 'a.py', '--fast'], "unknown option '--fast'"],
    [['run', 'a.py', '--json'], '--json belongs to trace'],
    [['dis', 'a.py', '--all'], '--all belongs to trace'],
    [['dis', 'a.py', '--', 'x'], 'dis runs nothing'],
  ])('%j is a usage error in one line', (args, message) => {
    const parsed = parseCommandLine(args);
    expect(parsed).toMatchObject({ command: 'usageError' });
    if (parsed.command !== 'usageError') return;
    expect(parsed.message).toContain(message);
    expect(parsed.message).not.toContain('\n');
  });
});
