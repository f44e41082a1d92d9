import { describe, expect, it } from 'vitest';
import { commandHelp, generalHelp } from '../../src/cli/commandHelp';
import { parseCommandLine } from '../../src/cli/commandLine';
import { isCommand, type CommandName } from '../../src/cli/commandTable';

describe('parseCommandLine', () => {
  it.each([
    [['run', 'a.py'], { command: 'run', file: 'a.py', python: '3.12', programArguments: [] }],
    [['run', 'a.py', '--python', '3.12', '--', '-x', 'y'], { command: 'run', file: 'a.py', python: '3.12', programArguments: ['-x', 'y'] }],
    [['run', 'a.py', '--python', '3.14'], { command: 'run', file: 'a.py', python: '3.14', programArguments: [] }],
    [['trace', '--json', 'a.py'], { command: 'trace', file: 'a.py', python: '3.12', json: true, all: false, programArguments: [] }],
    [['dis', 'a.py'], { command: 'dis', file: 'a.py', python: '3.12' }],
    [['-V'], { command: 'version' }],
  ])('%j', (args, expected) => {
    expect(parseCommandLine(args)).toEqual(expected);
  });

  it('helps in general and with a command', () => {
    for (const args of [['--help'], ['-h'], ['help']]) expect(parseCommandLine(args)).toEqual({ command: 'help', text: generalHelp() });
    for (const args of [['show', '--help'], ['why', 'a.py', '-h'], ['help', 'free']]) {
      const name = args.find((word): word is CommandName => isCommand(word)) as CommandName;
      expect(parseCommandLine(args)).toEqual({ command: 'help', text: commandHelp(name) });
    }
  });

  const question = {
    python: '3.12', all: false, programArguments: [], name: '', at: undefined, from: undefined, to: undefined, format: 'text', limit: undefined,
    limits: { steps: undefined, seconds: undefined, megabytes: undefined }, width: undefined, colour: 'auto',
  };

  it.each([
    [['show', 'a.py'], { ...question, command: 'show', file: 'a.py' }],
    [['show', 'a.heapglass', '--at', '12:3', '--format', 'svg'], { ...question, command: 'show', file: 'a.heapglass', at: '12:3', format: 'svg' }],
    [['why', 'a.py', "a['k']", '--limit', '5', '--width', '120', '--color', 'never'], { ...question, command: 'why', file: 'a.py', name: "a['k']", limit: 5, width: 120, colour: 'never' }],
    [['diff', 'a.py', '--from', '3', '--to', 'end', '--steps', '1_000', '--', '-v'], {
      ...question, command: 'diff', file: 'a.py', from: '3', to: 'end', programArguments: ['-v'], limits: { ...question.limits, steps: 1000 },
    }],
    [['record', 'a.py', '-o', 'a.heapglass', '--window', '10:20'], {
      command: 'record', file: 'a.py', python: '3.12', all: false, programArguments: [], output: 'a.heapglass', limits: question.limits, window: { from: 10, to: 20 },
    }],
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
    [['run', 'a.py', '--json'], '--json belongs to collections and trace, not to run'],
    [['dis', 'a.py', '--all'], '--all belongs to record, export, show ..., not to dis'],
    [['dis', 'a.py', '--', 'x'], 'dis runs nothing'],
    [['record', 'a.py'], 'record needs a file to write: heapglass record job.py -o job.heapglass'],
    [['why', 'a.py'], 'why needs a NAME: heapglass why job.py'],
    [['show'], 'show needs a Python file or a recording'],
    [['show', 'a.py', 'x'], "unexpected argument 'x'"],
    [['show', 'a.py', '--at', 'noon'], "--at: 'noon' is no moment"],
    [['show', 'a.py', '--at', '3:0'], '--at: hits count from 1'],
    [['show', 'a.py', '--format', 'png'], "show has no format 'png': use text, json, dot or svg"],
    [['why', 'a.py', 'a', '--format', 'svg'], "why has no format 'svg': use text or json"],
    [['diff', 'a.py', '--at', '3'], '--at belongs to export, show, why ..., not to diff'],
    [['show', 'a.py', '--width', 'wide'], "--width takes a number from 1, not 'wide'"],
    [['show', 'a.py', '--color', 'blue'], '--color takes auto, always or never'],
    [['record', 'a.py', '-o', 'x', '--window', '20:10'], '--window takes two steps'],
  ])('%j is a usage error in one line', (args, message) => {
    const parsed = parseCommandLine(args);
    expect(parsed).toMatchObject({ command: 'usageError' });
    if (parsed.command !== 'usageError') return;
    expect(parsed.message).toContain(message);
    expect(parsed.message).not.toContain('\n');
  });
});
