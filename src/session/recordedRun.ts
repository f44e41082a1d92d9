/**
 * One recorded run of a source text, from text to timeline. In: source, limits, who wants to cancel. Out: the recording and
 * how it ended. Whatever stops a run, what was recorded until then is kept.
 */
import { LineHistoryPass, type LineHistory } from '../analysis';
import type { Problem } from '../annotations';
import { ExecutionStopped, giveSyntaxWarnings, Pace, runMain, type Interpreter, type StopReason } from '../python/vm';
import { Recorder, Timeline, type RecorderOptions, type Recording } from '../recording';
import { availableModules, createInterpreter, defaultPythonVersion, pythonVersions } from './interpreterFactory';
import { NamesByCode } from './codeNames';
import { objectBytes } from './objectBytes';
import { exceptionPlaces, missingModuleProblem, printedMessage, stoppedProblem, syntaxProblem, type StoppedCode } from './problems';
import { scenarioHost, type MemoryMeter, type RunLimits } from './scenarioHost';
import { SourceColumns } from './sourceColumns';
import { syntaxErrorText } from './syntaxErrorText';
import type { Toolchain } from './toolchain';
import { scenarioInput } from './scenarioInput';
import { textWriter } from './textWriter';

export interface RecordedRunOptions {
  readonly source: string;
  /** What the program sees as `__file__`. */
  readonly fileName: string;
  /** One of `pythonVersions`; left out: the default. */
  readonly pythonVersion?: string | undefined;
  readonly programArguments?: readonly string[];
  /** Record the steps inside imported modules, too. */
  readonly library?: boolean;
  /** How much of each collection's inside is kept. */
  readonly collectionDetails?: RecorderOptions['collectionDetails'];
  readonly limits: RunLimits;
  /** Milliseconds of a clock, for the limit of seconds. */
  readonly now: () => number;
  readonly isCancelled?: () => boolean;
  readonly memory?: MemoryMeter;
  /** Told at once of what is printed, beside the recording. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Of which part everything is recorded; of the rest the steps' own columns remain. Left out: as much of the end as fits the limit of megabytes. */
  readonly window?: { readonly from: number; readonly to: number } | undefined;
  /** Stop the program where the window ends: a replay needs no more of it. */
  readonly endsWithWindow?: boolean;
  /** Have the histories of all lines, also of those steps which the recording gives up. */
  readonly keepsHistories?: boolean;
  /** Told now and then how many steps were made. */
  readonly onProgress?: (stepCount: number) => void;
  /** For tests: told of the recorder before the run and at each step. */
  readonly inspect?: (recorder: Recorder, interpreter: Interpreter) => ((stepCount: number) => void) | void;
  /** A line for `input()`, null at the end, for scenarios whose comments give none. */
  readonly readLine?: () => string | null;
}

/** What a run depends on besides the runtime: the same input gives the same run, step for step. */
export interface RunInput {
  readonly source: string;
  readonly fileName: string;
  readonly pythonVersion: string;
  readonly programArguments: readonly string[];
  readonly library: boolean;
  /** The lines it read. */
  readonly standardInput: readonly string[];
}

export type RunStatus = 'finished' | 'exception' | 'syntaxError' | 'stopped';

export interface RecordedRun {
  readonly status: RunStatus;
  readonly exitCode: number;
  readonly problems: readonly Problem[];
  readonly stopReason: string;
  readonly checkPoints: number;
  readonly columns: SourceColumns;
  readonly input: RunInput;
  /** Of all lines, where the recording has not all steps any more; else they can be had from it. */
  readonly histories?: ReadonlyMap<number, LineHistory> | null;
  /** Null when nothing ran. */
  readonly timeline: Timeline | null;
}

const MEGABYTE = 1 << 20;
/** The oldest part of the full record is given up at the limit; what remains of it grows on, and stops the run in the end. */
const MOST_EXCESS = 4;

/** A version nobody has: what to do about it, in the place of a run. */
function refusedVersion(input: RunInput, columns: SourceColumns): RecordedRun {
  const stopReason = `Python ${input.pythonVersion} is not available. The setting heapglass.pythonVersion can be ${pythonVersions.join(', ')}.`;
  const problem: Problem = { ...stoppedProblem(stopReason, 1, columns), severity: 'error', code: 'pythonVersion' };
  return { status: 'stopped', exitCode: 2, problems: [problem], stopReason, checkPoints: 0, columns, input, timeline: null };
}

export function recordRun(toolchain: Toolchain, options: RecordedRunOptions): RecordedRun {
  const { source, fileName, limits } = options;
  const columns = new SourceColumns(source);
  const standardInput: string[] = [];
  const input: RunInput = {
    source, fileName, standardInput, pythonVersion: options.pythonVersion ?? defaultPythonVersion,
    programArguments: options.programArguments ?? [], library: options.library === true,
  };
  if (!pythonVersions.includes(input.pythonVersion)) return refusedVersion(input, columns);
  const compiled = toolchain.compile(source, fileName, options.pythonVersion);
  const problems: Problem[] = compiled.warnings.map((warning) => syntaxProblem(warning, columns));
  if (compiled.code === null) {
    if (compiled.error !== null) {
      problems.push(syntaxProblem(compiled.error, columns));
      options.onOutput?.('stderr', syntaxErrorText(compiled.error, source, fileName));
    }
    return { status: 'syntaxError', exitCode: 1, problems, stopReason: '', checkPoints: 0, columns, input, timeline: null };
  }

  const deadline = options.now() + limits.seconds * 1000;
  const outOfTime = (): StopReason | null => (options.isCancelled?.() === true ? 'cancelled' : options.now() > deadline ? 'time' : null);
  const pace = new Pace(options.now);
  let stepsToLook = 0;
  let inspectStep: ((stepCount: number) => void) | void = undefined;
  const recorder = new Recorder({
    scenarioFile: fileName,
    writer: textWriter,
    sizeOf: objectBytes,
    library: options.library,
    collectionDetails: options.collectionDetails,
    window: options.window,
    memoryLimit: options.window === undefined ? limits.megabytes * MEGABYTE : undefined,
    onStep: (count) => {
      if (options.endsWithWindow === true && options.window !== undefined && count > options.window.to) throw new ExecutionStopped('cancelled', count);
      if (count >= limits.steps) throw new ExecutionStopped('steps', count);
      if (--stepsToLook <= 0) {
        stepsToLook = pace.next();
        options.onProgress?.(count);
        const reason = outOfTime() ?? (recorder.recording.byteLength > limits.megabytes * MEGABYTE * MOST_EXCESS ? 'memory' : null);
        if (reason !== null) throw new ExecutionStopped(reason, count);
      }
      inspectStep?.(count);
    },
  });
  let stderr = '';
  const host = scenarioHost({
    write: (stream, text) => {
      recorder.output(stream, text);
      if (stream === 'stderr') stderr += text;
      options.onOutput?.(stream, text);
    },
    readLine: scenarioInput(source, options.readLine === undefined ? undefined : () => {
      const line = options.readLine?.() ?? null;
      if (line !== null) standardInput.push(line);
      return line;
    }),
    argv: [fileName, ...(options.programArguments ?? [])],
    sourceText: (name) => (name === fileName ? source : null),
    shouldStop: () => outOfTime() !== null,
    memory: options.memory,
    now: options.now,
  });
  const missingModules: { name: string; line: number }[] = [];
  const interpreter: Interpreter = createInterpreter(toolchain, {
    host,
    pythonVersion: options.pythonVersion,
    executionObserver: recorder,
    moduleNotFound: (name) => {
      const { frame } = interpreter;
      // What the library tries and does without is its own business.
      if (frame !== null && frame.code.filename.value === fileName) missingModules.push({ name, line: frame.line });
    },
  });
  recorder.start(interpreter);
  const histories = options.keepsHistories === true ? keepHistories(recorder.recording) : null;
  inspectStep = options.inspect?.(recorder, interpreter);

  let exitCode = 1;
  let stopReason = '';
  let uncaught: { typeName: string; places: ReturnType<typeof exceptionPlaces>; printedFrom: number } | null = null;
  try {
    giveSyntaxWarnings(interpreter, fileName, compiled.warnings);
    const result = runMain(interpreter, compiled.code, (exception) => {
      uncaught = { typeName: exception.type.name, places: exceptionPlaces(exception, fileName, columns), printedFrom: stderr.length };
    });
    exitCode = result.status;
  } catch (error) {
    if (!(error instanceof ExecutionStopped)) throw error;
    const reason = error.reason === 'time' && options.isCancelled?.() === true ? 'cancelled' : error.reason;
    stopReason = stopText(reason, limits);
    problems.push(stoppedProblem(stopReason, lastLine(recorder.recording), columns, LIMIT_CODES[reason]));
  }
  recorder.end();
  if (uncaught !== null) problems.push(uncaughtProblem(uncaught, stderr));
  for (const { name, line } of missingModules) problems.push(missingModuleProblem(name, line, availableModules(toolchain.library), columns));
  return {
    status: stopReason !== '' ? 'stopped' : uncaught !== null ? 'exception' : 'finished',
    exitCode, problems, stopReason, checkPoints: interpreter.checkPoints, columns, input, histories: histories?.(), timeline: new Timeline(recorder.recording),
  };
}

/** Passes over the steps the recording is about to give up. Out: the histories of all lines, null if all steps are there. */
function keepHistories(recording: Recording): () => ReadonlyMap<number, LineHistory> | null {
  const names = new NamesByCode(recording);
  const pass = new LineHistoryPass(new Timeline(recording), (code) => names.of(code));
  recording.beforeDrop = () => pass.advance(recording.steps.count);
  return () => {
    recording.beforeDrop = null;
    if (recording.windowStart === 0) return null;
    pass.advance(recording.steps.count);
    return pass.finish();
  };
}

function uncaughtProblem(uncaught: { typeName: string; places: ReturnType<typeof exceptionPlaces>; printedFrom: number }, stderr: string): Problem {
  return {
    range: uncaught.places.range,
    severity: 'error',
    code: uncaught.typeName,
    message: printedMessage(stderr.slice(uncaught.printedFrom), uncaught.typeName),
    related: uncaught.places.related,
  };
}

const LIMIT_CODES: Readonly<Partial<Record<StopReason, StoppedCode>>> = { steps: 'stepLimit', time: 'timeLimit', memory: 'memoryLimit' };

function stopText(reason: StopReason, limits: RunLimits): string {
  switch (reason) {
    case 'steps': return `Stopped at ${limits.steps} steps. The limit is the setting heapglass.limits.steps.`;
    case 'time': return `Stopped after ${limits.seconds} seconds. The limit is the setting heapglass.limits.seconds.`;
    case 'memory': return `Stopped at ${limits.megabytes} MB of recording. The limit is the setting heapglass.limits.megabytes.`;
    case 'heap': return 'Stopped: the program needs more memory than there is.';
    case 'instructions': return 'Stopped at the limit of instructions.';
    case 'cancelled': return 'Cancelled.';
  }
}

/** The line of the scenario that ran last, from 1. */
function lastLine(recording: Recording): number {
  const { steps } = recording;
  for (let step = steps.count - 1; step >= 0; step--) {
    if (recording.codes[recording.entities.value(steps.frame(step))]?.inScenario === true && steps.line(step) > 0) return steps.line(step);
  }
  return 1;
}
