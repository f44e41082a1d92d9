/** Asking the command line: arguments in, text and status out, without a process. Lines are named by their text, so that examples may be edited. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answer } from '../../src/cli/commands/answer';
import { parseCommandLine } from '../../src/cli/commandLine';
import type { Toolchain } from '../../src/session';
import { collected } from './collectedOutput';

export const scenarioFolder = path.join(import.meta.dirname, '../../media/scenarios');

export interface Answered {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export async function ask(toolchain: Toolchain, args: readonly string[]): Promise<Answered> {
  const line = parseCommandLine(args);
  const output = collected();
  if (!('format' in line)) throw new Error(line.command === 'usageError' ? line.message : `${line.command} is no question`);
  const status = await answer(line, () => Promise.resolve(toolchain), { isTerminal: false, columns: undefined, environment: {} }, output);
  return { stdout: output.stdout, stderr: output.stderr, status };
}

export async function askJson<T>(toolchain: Toolchain, args: readonly string[]): Promise<T> {
  const { stdout, stderr, status } = await ask(toolchain, [...args, '--format', 'json']);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** The number (from 1) of the first line that begins with a text, indentation aside; `after`: of the first after that one. */
export function lineOf(file: string, text: string, after = 0): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.findIndex((line, i) => i >= after && line.trimStart().startsWith(text));
  if (found < 0) throw new Error(`${file} has no line ${text}`);
  return found + 1;
}
