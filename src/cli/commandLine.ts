/**
 * The command line's grammar. In: the arguments. Out: what to do, or one sentence on what is wrong. Nothing is read or
 * written here.
 */
import { parseArgs } from 'node:util';
import { defaultPythonVersion, pythonVersions } from '../session';
import { commandHelp, generalHelp } from './commandHelp';
import { COMMANDS, isCommand, OPTIONS, type CommandName, type OptionName } from './commandTable';
import { momentMistake } from './moments';
import type { ColourWish } from './text/style';

export type QuestionName = 'show' | 'why' | 'free' | 'follow' | 'diff' | 'growth' | 'profile';
export type ReportFormat = 'text' | 'json' | 'dot' | 'svg';

/** Limits of a run; undefined: the usual one. */
export interface WishedLimits {
  readonly steps: number | undefined;
  readonly seconds: number | undefined;
  readonly megabytes: number | undefined;
}

/** A question about a program or a recording. */
export interface Question {
  readonly command: QuestionName;
  readonly file: string;
  /** '' for commands without one. */
  readonly name: string;
  readonly python: string;
  readonly all: boolean;
  readonly programArguments: readonly string[];
  /** Moments as given, in a form that can be one. */
  readonly at: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly format: ReportFormat;
  readonly limit: number | undefined;
  readonly limits: WishedLimits;
  readonly width: number | undefined;
  readonly colour: ColourWish;
}

/** Steps `from` to `to`, both included. */
export interface WishedWindow {
  readonly from: number;
  readonly to: number;
}

export interface RecordCommand {
  readonly command: 'record';
  readonly file: string;
  readonly python: string;
  readonly all: boolean;
  readonly programArguments: readonly string[];
  readonly output: string;
  readonly limits: WishedLimits;
  readonly window: WishedWindow | undefined;
}

export interface ExportCommand {
  readonly command: 'export';
  readonly file: string;
  readonly python: string;
  readonly all: boolean;
  readonly programArguments: readonly string[];
  readonly output: string;
  readonly at: string | undefined;
  readonly limits: WishedLimits;
}

export interface CheckCommand {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly python: string;
  readonly json: boolean;
  readonly junit: string | undefined;
  readonly limits: WishedLimits;
  readonly width: number | undefined;
  readonly colour: ColourWish;
}

export type CommandLine =
  | { readonly command: 'help'; readonly text: string }
  | { readonly command: 'version' }
  | { readonly command: 'run'; readonly file: string; readonly python: string; readonly programArguments: readonly string[] }
  | { readonly command: 'trace'; readonly file: string; readonly python: string; readonly json: boolean; readonly all: boolean; readonly programArguments: readonly string[] }
  | { readonly command: 'collections'; readonly file: string; readonly python: string; readonly number: number | null; readonly json: boolean; readonly all: boolean; readonly programArguments: readonly string[] }
  | { readonly command: 'dis'; readonly file: string; readonly python: string }
  | RecordCommand
  | ExportCommand
  | CheckCommand
  | Question
  | { readonly command: 'usageError'; readonly message: string };

type Values = Readonly<Partial<Record<OptionName | 'help' | 'version', string | boolean>>>;

class UsageError extends Error {}

export function parseCommandLine(args: readonly string[]): CommandLine {
  try {
    return parse(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { command: 'usageError', message: error.message };
  }
}

function parse(args: readonly string[]): CommandLine {
  const separator = args.indexOf('--');
  const own = separator < 0 ? args : args.slice(0, separator);
  const programArguments = separator < 0 ? [] : args.slice(separator + 1);
  const { values, positionals } = readArguments(own);
  if (values.version === true) return { command: 'version' };
  const [command, file, ...rest] = positionals;
  if (values.help === true || command === 'help') {
    const about = command === 'help' ? file : command;
    return { command: 'help', text: about !== undefined && isCommand(about) ? commandHelp(about) : generalHelp() };
  }
  const names = Object.keys(COMMANDS);
  const choices = `${names.slice(0, -1).join(', ')} or ${names[names.length - 1] ?? ''}`;
  if (command === undefined) throw new UsageError(`a command is missing: ${choices} (see --help)`);
  if (!isCommand(command)) throw new UsageError(`there is no command '${command}': use ${choices}`);
  const entry = COMMANDS[command];
  if (file === undefined) throw new UsageError(`${command} needs a Python file${entry.takesRecording ? ' or a recording' : ''}`);
  const missing = entry.operands[rest.length];
  if (missing !== undefined && !missing.startsWith('[')) throw new UsageError(`${command} needs a ${missing}: ${entry.examples[0]?.[0] ?? ''}`);
  const takesMore = entry.operands.at(-1)?.endsWith('...]') === true;
  const extra = takesMore ? undefined : rest[entry.operands.length];
  if (extra !== undefined) throw new UsageError(`unexpected argument '${extra}' (arguments of the program come after --)`);
  if (programArguments.length > 0 && !entry.takesArguments) throw new UsageError(`${command} runs nothing, so it takes no arguments after --`);
  checkOptions(command, values);
  const python = textOf(values, 'python') ?? defaultPythonVersion;
  if (!pythonVersions.includes(python)) throw new UsageError(`Python ${python} is not available: use ${pythonVersions.join(', ')}`);
  const all = values.all === true;
  switch (command) {
    case 'dis': return { command, file, python };
    case 'run': return { command, file, python, programArguments };
    case 'trace': return { command, file, python, json: values.json === true, all, programArguments };
    case 'collections': {
      const number = rest[0] === undefined ? null : Number(rest[0]);
      if (number !== null && (!Number.isSafeInteger(number) || number < 1)) throw new UsageError(`collections are numbered from 1, not '${rest[0] ?? ''}'`);
      return { command, file, python, number, json: values.json === true, all, programArguments };
    }
    case 'record': {
      const output = textOf(values, 'output');
      if (output === undefined) throw new UsageError(`record needs a file to write: ${entry.examples[0]?.[0] ?? ''}`);
      return { command, file, python, all, programArguments, output, limits: limitsOf(values), window: windowOf(textOf(values, 'window')) };
    }
    case 'export': {
      const output = textOf(values, 'output');
      if (output === undefined) throw new UsageError(`export needs a file to write: ${entry.examples[0]?.[0] ?? ''}`);
      return { command, file, python, all, programArguments, output, at: momentOf(values, 'at'), limits: limitsOf(values) };
    }
    case 'check': return {
      command, paths: [file, ...rest], python, json: formatOf(command, values) === 'json', junit: textOf(values, 'junit'), limits: limitsOf(values),
      width: countOf(values, 'width'), colour: colourOf(values),
    };
    default: return {
      command, file, python, all, programArguments, name: rest[0] ?? '',
      at: momentOf(values, 'at'), from: momentOf(values, 'from'), to: momentOf(values, 'to'),
      format: formatOf(command, values), limit: countOf(values, 'limit'), limits: limitsOf(values),
      width: countOf(values, 'width'), colour: colourOf(values),
    };
  }
}

function readArguments(args: readonly string[]): { values: Values; positionals: readonly string[] } {
  const options = Object.fromEntries(Object.entries(OPTIONS).map(([name, { value, short }]) =>
    [name, { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) } as { type: 'boolean' | 'string'; short?: string }]));
  try {
    return parseArgs({
      args: [...args], allowPositionals: true,
      options: { ...options, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' } },
    });
  } catch (error) {
    throw new UsageError(firstSentence(error));
  }
}

function checkOptions(command: CommandName, values: Values): void {
  for (const name of Object.keys(values) as (OptionName | 'help' | 'version')[]) {
    if (name === 'help' || name === 'version' || COMMANDS[command].options.includes(name)) continue;
    const owners = (Object.keys(COMMANDS) as CommandName[]).filter((other) => COMMANDS[other].options.includes(name));
    throw new UsageError(`--${name} belongs to ${owners.length > 3 ? `${owners.slice(0, 3).join(', ')} ...` : owners.join(' and ')}, not to ${command}`);
  }
}

function textOf(values: Values, name: OptionName): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function countOf(values: Values, name: OptionName): number | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  const count = Number(text.replaceAll(/[_,]/g, ''));
  if (!Number.isSafeInteger(count) || count < 1) throw new UsageError(`--${name} takes a number from 1, not '${text}'`);
  return count;
}

function limitsOf(values: Values): WishedLimits {
  return { steps: countOf(values, 'steps'), seconds: countOf(values, 'seconds'), megabytes: countOf(values, 'megabytes') };
}

function momentOf(values: Values, name: OptionName): string | undefined {
  const text = textOf(values, name);
  const mistake = text === undefined ? null : momentMistake(text);
  if (mistake !== null) throw new UsageError(`--${name}: ${mistake}`);
  return text;
}

function formatOf(command: QuestionName | 'check', values: Values): ReportFormat {
  const format = textOf(values, 'format') ?? 'text';
  const { formats } = COMMANDS[command];
  if (!formats.includes(format)) throw new UsageError(`${command} has no format '${format}': use ${formats.slice(0, -1).join(', ')} or ${formats[formats.length - 1] ?? ''}`);
  return format as ReportFormat;
}

function colourOf(values: Values): ColourWish {
  const colour = textOf(values, 'color') ?? 'auto';
  if (colour !== 'auto' && colour !== 'always' && colour !== 'never') throw new UsageError(`--color takes auto, always or never, not '${colour}'`);
  return colour;
}

function windowOf(text: string | undefined): WishedWindow | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+):(\d+)$/.exec(text.replaceAll(/[_,]/g, ''));
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || to < from) throw new UsageError(`--window takes two steps, the first and the last, as 1000:2000, not '${text}'`);
  return { from, to };
}

/** Node's message about an option, without its advice on quoting. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const sentence = message.split('. ')[0] ?? message;
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
