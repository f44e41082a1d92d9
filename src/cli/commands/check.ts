/**
 * `heapglass check PATH...`: runs programs and checks the expectations in their comments (`# expect: refcount(a) == 2`). In: files and
 * folders. Out: a report on standard output, a JUnit file if asked for; exit status 1 when anything failed, could not be read, or
 * there was nothing to check.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expectationsOf, recordRun, Session, type ExpectationOutcome, type Toolchain } from '../../session';
import type { WishedLimits } from '../commandLine';
import type { Output } from '../output';
import { checkSummary, checkText } from '../reporters/checkText';
import { junit } from '../reporters/junit';
import { readSource } from '../sourceFile';
import { runLimits } from '../subject';
import type { Style } from '../text/style';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly python: string;
  readonly limits: WishedLimits;
  readonly json: boolean;
  /** A file to write, too. */
  readonly junit: string | undefined;
}

/** What became of one file. */
export interface CheckedFile {
  readonly path: string;
  readonly outcomes: readonly ExpectationOutcome[];
  /** The file could not be read, or is no Python; '' if it ran. */
  readonly error: string;
  /** Seconds. */
  readonly seconds: number;
}

const WRONG_USE = 2;
/** Folders nobody means. */
const SKIPPED = /^(\..*|node_modules|__pycache__|venv)$/;

export async function check(loadToolchain: () => Promise<Toolchain>, options: CheckOptions, style: Style, output: Output): Promise<number> {
  const files: string[] = [];
  for (const given of options.paths) {
    try {
      files.push(...(statSync(given).isDirectory() ? pythonFiles(given).filter(hasExpectations) : [given]));
    } catch (error) {
      output.write('stderr', `heapglass: can't open '${given}': ${error instanceof Error ? error.message : String(error)}\n`);
      return WRONG_USE;
    }
  }
  const toolchain = await loadToolchain();
  const checked: CheckedFile[] = [];
  for (const file of files) {
    const result = checkFile(toolchain, file, options);
    checked.push(result);
    if (!options.json) output.write('stdout', checkText(result, style));
  }
  output.write('stdout', options.json ? `${JSON.stringify(checked)}\n` : checkSummary(checked, style));
  if (options.junit !== undefined) {
    try {
      writeFileSync(options.junit, junit(checked));
    } catch (error) {
      output.write('stderr', `heapglass: can't write '${options.junit}': ${error instanceof Error ? error.message : String(error)}\n`);
      return WRONG_USE;
    }
  }
  const passed = checked.every(({ error, outcomes }) => error === '' && outcomes.every(({ status }) => status === 'passed'));
  return passed && checked.some(({ outcomes }) => outcomes.length > 0) ? 0 : 1;
}

function checkFile(toolchain: Toolchain, file: string, options: CheckOptions): CheckedFile {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const read = readSource(file);
  if ('message' in read) return { path: file, outcomes: [], error: read.message, seconds: seconds() };
  if ('syntaxError' in read) return { path: file, outcomes: [], error: read.syntaxError, seconds: seconds() };
  const run = recordRun(toolchain, {
    source: read.source, fileName: file, pythonVersion: options.python, limits: runLimits(options.limits), now: () => performance.now(),
  });
  const error = run.timeline === null ? run.problems[0]?.message ?? 'the program did not run' : '';
  return { path: file, outcomes: new Session(run).expectations(), error, seconds: seconds() };
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (SKIPPED.test(entry.name)) return [];
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) return pythonFiles(inside);
      return entry.name.endsWith('.py') ? [inside] : [];
    });
}

function hasExpectations(file: string): boolean {
  const read = readSource(file);
  if (!('source' in read)) return true; // told as an error
  const { expectations, mistakes } = expectationsOf(read.source);
  return expectations.length + mistakes.length > 0;
}
