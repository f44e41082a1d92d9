/**
 * What a question is about: a program, which is run and recorded first, or a recording. In: a path and options. Out: the run with
 * its timeline, or a message and the exit status. What the program prints is not shown; it is part of the recording.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isFileProblem, type Timeline } from '../recording';
import { openRun, recordRun, Session, type RecordedRun, type RecordedRunOptions, type RunLimits, type Toolchain } from '../session';
import type { WishedLimits } from './commandLine';
import { decodeFile, unreadable, type SourceFile } from './sourceFile';
import { lineReader } from './standardInput';

export interface Subject {
  /** As given. */
  readonly path: string;
  readonly run: RecordedRun;
  readonly timeline: Timeline;
  readonly session: Session;
  /** Lines of the program's text, from 0. */
  readonly lines: readonly string[];
}

/** Why there is none; the message is printed as it is. */
export interface NoSubject {
  readonly message: string;
  readonly status: number;
}

export interface SubjectWish {
  readonly file: string;
  readonly python: string;
  readonly all: boolean;
  readonly programArguments: readonly string[];
  readonly limits: WishedLimits;
}

const NO_ANSWER = 1;
const WRONG_USE = 2;

/** As long as one is willing to wait at a terminal. */
export function runLimits({ steps, seconds, megabytes }: WishedLimits): RunLimits {
  return { steps: steps ?? 1_000_000, seconds: seconds ?? 3600, megabytes: megabytes ?? 2048 };
}

export async function openSubject(wish: SubjectWish, toolchain: () => Promise<Toolchain>): Promise<Subject | NoSubject> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(wish.file);
  } catch (error) {
    return { message: `heapglass: ${unreadable(wish.file, error)}`, status: WRONG_USE };
  }
  if (looksLikeRecording(bytes, wish.file)) {
    if (wish.programArguments.length > 0) return { message: `heapglass: ${wish.file} is a recording: its program ran already, so it takes no arguments`, status: WRONG_USE };
    const run = await openRun(bytes);
    if (isFileProblem(run)) return { message: `heapglass: ${wish.file}: ${run.message}\n  ${run.action}`, status: WRONG_USE };
    return subjectOf(wish.file, run);
  }
  const file = decodeFile(bytes, wish.file);
  if ('syntaxError' in file) return { message: file.syntaxError, status: NO_ANSWER };
  return record(await toolchain(), file, wish);
}

/** A run of a program, without showing what it prints. */
export function record(toolchain: Toolchain, file: SourceFile, wish: SubjectWish, more: Partial<RecordedRunOptions> = {}): Subject | NoSubject {
  let errors = '';
  const run = recordRun(toolchain, {
    source: file.source,
    fileName: file.path,
    pythonVersion: wish.python,
    programArguments: wish.programArguments,
    library: wish.all,
    limits: runLimits(wish.limits),
    now: () => performance.now(),
    readLine: lineReader(),
    onOutput: (stream, text) => {
      if (stream === 'stderr') errors += text;
    },
    ...more,
  });
  // Nothing ran: a syntax error.
  return run.timeline === null ? { message: errors.trimEnd(), status: NO_ANSWER } : subjectOf(file.path, run);
}

export function subjectOf(file: string, run: RecordedRun): Subject | NoSubject {
  const { timeline } = run;
  if (timeline === null) return { message: `heapglass: nothing of ${file} was recorded`, status: NO_ANSWER };
  return { path: file, run, timeline, session: new Session(run), lines: run.input.source.split(/\r\n|\r|\n/) };
}

/** By the first byte, which no text in a Python encoding begins with, or by the name. */
function looksLikeRecording(bytes: Uint8Array, file: string): boolean {
  return bytes[0] === 0x89 || path.extname(file) === '.heapglass';
}
