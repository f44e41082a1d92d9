/** `--help`, of the program and of each command, from the table of commands. In: a command's name. Out: text of at most 80 columns. */
import { defaultPythonVersion, pythonVersions } from '../session';
import { COMMANDS, OPTIONS, type CommandName, type OptionName } from './commandTable';
import { pad, wrap } from './text/layout';

const WIDTH = 80;
const COMMAND_COLUMN = 26;
const OPTION_COLUMN = 22;

const MOMENTS = `A MOMENT is a step (40); a line and its hit: before line 12 ran for the 3rd time (12:3), for the
last time (12: or 12:-1), with + when that was over (12:3+); or start or end.
A NAME is written as in Python: a, a.next[0]['k'], f.x (local x of the running call of f), #17 (by
number), ref() (what a weak reference refers to).`;

const STATUSES = `Exit status: that of the program for run, trace and record; for questions 0 when answered, 1 when there
is no answer (no such name, line or moment, a syntax error). 2: a wrong command line, a file that can't be
read, a damaged recording. 70: an error of our own.`;

export function generalHelp(): string {
  const rows = (Object.keys(COMMANDS) as CommandName[]).map((name) => `  ${pad(callOf(name), COMMAND_COLUMN)}${COMMANDS[name].summary}`);
  return `${[
    'Usage: heapglass COMMAND FILE [OPTIONS] [-- ARGUMENTS OF THE PROGRAM]',
    '',
    ...paragraph("Runs a Python file in a managed runtime of its own and answers questions about its memory: no Python installation is needed, and the program can't touch files, processes or the network."),
    '',
    'Commands:',
    ...rows,
    '',
    ...paragraph('FILE is a Python file. Where it says FILE|OUT it may be a recording as well, which saves running the program again.'),
    '',
    ...paragraph(MOMENTS),
    '',
    ...paragraph(STATUSES),
    '',
    'heapglass COMMAND --help says more; --version says which Heapglass this is.',
  ].join('\n')}\n`;
}

export function commandHelp(name: CommandName): string {
  const { description, options, examples, takesArguments, operands } = COMMANDS[name];
  const lines = [
    `Usage: heapglass ${callOf(name)} [OPTIONS]${takesArguments ? ' [-- ARGUMENTS]' : ''}`,
    '',
    ...paragraph(description),
    '',
    'Options:',
    ...options.flatMap((option) => optionLines(name, option)),
  ];
  const usesMoments = options.includes('at') || options.includes('from');
  if (usesMoments || operands.length > 0) lines.push('', ...MOMENTS.split('\nA NAME').slice(0, operands.length > 0 ? 2 : 1).flatMap((part, i) => paragraph(i === 0 ? part : `A NAME${part}`)));
  const longest = Math.max(...examples.map(([line]) => line.length));
  lines.push('', 'Examples:', ...examples.flatMap(([line, what]) => (longest + 6 + what.length <= WIDTH ? [`  ${pad(line, longest)}  ${what}`] : [`  ${line}`, `      ${what}`])));
  return `${lines.join('\n')}\n`;
}

function callOf(name: CommandName): string {
  const { operands, takesRecording } = COMMANDS[name];
  if (operands.includes('[PATH...]')) return `${name} PATH...`;
  return [name, takesRecording ? 'FILE|OUT' : 'FILE', ...operands, ...(name === 'record' ? ['-o OUT'] : [])].join(' ');
}

function optionLines(command: CommandName, name: OptionName): string[] {
  const { value, short, help } = OPTIONS[name];
  const head = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  const text = name === 'format' ? `${listOr(COMMANDS[command].formats)} (text)`
    : name === 'python' ? `${help}: ${pythonVersions.join(', ')} (${defaultPythonVersion})` : help;
  const [first = '', ...others] = wrap(text, WIDTH - OPTION_COLUMN);
  return [`${pad(head, OPTION_COLUMN)}${first}`, ...others.map((line) => ' '.repeat(OPTION_COLUMN) + line)];
}

function listOr(items: readonly string[]): string {
  return items.length < 2 ? items[0] ?? '' : `${items.slice(0, -1).join(', ')} or ${items[items.length - 1] ?? ''}`;
}

function paragraph(text: string): string[] {
  return wrap(text.replaceAll('\n', ' '), WIDTH);
}
