/**
 * All documents of a worker: the calls `protocol/runtime.ts` names, with structurally equal arguments and answers (protocol may
 * not be imported here). One session per uri; a new run replaces it.
 */
import type { CollectionEvent, DrawingColours, HeapView, MomentFileFormat, OutputChunk, ViewOptions } from '../analysis';
import type { HoverAnswer, LineAnnotation, LineMark, Problem } from '../annotations';
import type { FileProblem } from '../recording';
import type { Debugging } from './debugging';
import type { ExpectationOutcome } from './expectations';
import type { GraphQuestions } from './graphQuestions';
import { hintsOf } from './hints';
import type { NamedAnswer } from './namedObject';
import { outcomeOf, type Outcome } from './outcome';
import { recordRun, type RunStatus } from './recordedRun';
import type { Rewrite, RewriteWish } from './rewrites/rewrite';
import { rewritesOf } from './rewrites/rewritesOf';
import { openRun, saveRun } from './runFile';
import type { MemoryMeter, RunLimits } from './scenarioHost';
import { Session } from './session';
import { Toolchain } from './toolchain';
import type { TimeQuestions } from './timeQuestions';
import { replayLimits } from './windowReplay';

export interface SessionAssets {
  readonly parserWasm: Uint8Array;
  readonly grammarWasm: Uint8Array;
  readonly standardLibrary: Uint8Array;
}

export interface SessionRunRequest {
  readonly source: string;
  readonly uri: string;
  readonly fileName: string;
  readonly version: number;
  readonly pythonVersion: string;
  readonly limits: RunLimits;
  /** Run again for these moments, after a run which gave up their record: see `SessionRunSummary.firstMoment`. */
  readonly replay?: { readonly from: number; readonly to: number; readonly status: RunStatus; readonly stepCount: number };
}

export interface SessionRunSummary {
  readonly uri: string;
  readonly version: number;
  readonly status: RunStatus;
  readonly stepCount: number;
  readonly durationMs: number;
  readonly instructions: number;
  readonly exitCode: number;
  readonly output: readonly OutputChunk[];
  readonly problems: readonly Problem[];
  readonly collections: readonly CollectionEvent[];
  readonly stopReason: string;
  /** The first and the last moment that can be shown. */
  readonly firstMoment: number;
  readonly lastMoment: number;
}

export interface SessionOpenedFile {
  readonly summary: SessionRunSummary;
  readonly source: string;
  readonly fileName: string;
  readonly pythonVersion: string;
}

export interface SessionClock {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Null where the platform does not tell. */
  readonly memory?: MemoryMeter | undefined;
}

export class SessionService {
  private toolchain: Promise<Toolchain> | null = null;
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly clock: SessionClock) {}

  async initialize(assets: SessionAssets): Promise<null> {
    this.toolchain ??= Toolchain.create({ core: assets.parserWasm, grammar: assets.grammarWasm }, assets.standardLibrary);
    await this.toolchain;
    return null;
  }

  /**
   * @param isCancelled asked now and then while the program runs
   * @param onProgress told now and then how many steps were made
   */
  async run(
    request: SessionRunRequest, isCancelled: () => boolean = () => false, onProgress?: (stepCount: number) => void,
  ): Promise<SessionRunSummary> {
    if (this.toolchain === null) throw new Error('run before initialize');
    const toolchain = await this.toolchain;
    const started = this.clock.now();
    const { source, fileName, pythonVersion, replay } = request;
    const run = recordRun(toolchain, {
      source, fileName, pythonVersion, isCancelled, onProgress, now: this.clock.now, memory: this.clock.memory,
      ...(replay === undefined ? { limits: request.limits, keepsHistories: true }
        : { limits: replayLimits(replay.status, replay.stepCount), window: replay, endsWithWindow: true }),
    });
    const session = new Session(run);
    this.sessions.set(request.uri, session);
    return summaryOf(session, request, this.clock.now() - started);
  }

  /** The bytes of a `.heapglass` file; null when nothing was recorded. */
  async save(request: { readonly uri: string; readonly writtenBy: string }): Promise<Uint8Array | null> {
    const session = this.sessions.get(request.uri);
    return session === undefined ? null : saveRun(session.run, request.writtenBy);
  }

  /** Takes a `.heapglass` file for a run of `uri`. */
  async open(request: { readonly uri: string; readonly file: Uint8Array }): Promise<SessionOpenedFile | FileProblem> {
    const run = await openRun(request.file);
    if ('action' in run) return run;
    const session = new Session(run);
    this.sessions.set(request.uri, session);
    const { source, fileName, pythonVersion } = run.input;
    return { summary: summaryOf(session, { uri: request.uri, version: 0 }, 0), source, fileName, pythonVersion };
  }

  annotations(request: { readonly uri: string; readonly startLine: number; readonly endLine: number; readonly step?: number }): readonly LineAnnotation[] {
    return this.sessions.get(request.uri)?.annotations(request.startLine, request.endLine, request.step) ?? [];
  }

  hover(request: { readonly uri: string; readonly line: number; readonly column: number; readonly step?: number }): HoverAnswer | null {
    return this.sessions.get(request.uri)?.hover(request.line, request.column, request.step) ?? null;
  }

  marks(uri: string): readonly LineMark[] {
    return this.sessions.get(uri)?.marks() ?? [];
  }

  view(request: { readonly uri: string; readonly step: number; readonly options: ViewOptions }): HeapView {
    const session = this.sessions.get(request.uri);
    if (session === undefined) throw new Error(`${request.uri} was not run`);
    return session.view(request.step, request.options);
  }

  neighbour(request: { readonly uri: string; readonly step: number; readonly direction: 1 | -1; readonly line?: number }): number | null {
    return this.sessions.get(request.uri)?.neighbour(request.step, request.direction, request.line) ?? null;
  }

  expectations(uri: string): readonly ExpectationOutcome[] {
    return this.sessions.get(uri)?.expectations() ?? [];
  }

  /** What the last run left behind, as hints on the lines that made it. */
  hints(uri: string): readonly Problem[] {
    const session = this.sessions.get(uri);
    return session === undefined ? [] : hintsOf(session);
  }

  /** What is left of the last run, to be compared; null when there was none. */
  outcome(uri: string): Outcome | null {
    const session = this.sessions.get(uri);
    return session === undefined ? null : outcomeOf(session);
  }

  /** Changes of a text that would let memory go; none while it has a mistake. */
  async rewrites({ source, ...wish }: RewriteWish & { readonly source: string }): Promise<readonly Rewrite[]> {
    const module = (await this.toolchain)?.parse(source, '<rewrite>') ?? null;
    return module === null ? [] : rewritesOf(source, module, wish);
  }

  /** Questions over time. */
  time(uri: string): TimeQuestions {
    const time = this.sessions.get(uri)?.time;
    if (time == null) throw new Error(`${uri} was not run`);
    return time;
  }

  /** Questions about the heap of one moment. */
  graph(uri: string): GraphQuestions {
    const graph = this.sessions.get(uri)?.graph;
    if (graph == null) throw new Error(`${uri} was not run`);
    return graph;
  }

  /** What a name in the source stands for. */
  named(uri: string, step: number, line: number | null, text: string): NamedAnswer {
    return this.known(uri).named(step, line, text);
  }

  /** The text of a file with a moment. */
  file(uri: string, step: number, format: MomentFileFormat, colours?: DrawingColours): string {
    return this.known(uri).file(step, format, colours);
  }

  /** The run as a debugger asks for it. */
  debugging(uri: string): Debugging {
    const debugging = this.sessions.get(uri)?.debugging;
    if (debugging == null) throw new Error(`${uri} was not run`);
    return debugging;
  }

  private known(uri: string): Session {
    const session = this.sessions.get(uri);
    if (session === undefined) throw new Error(`${uri} was not run`);
    return session;
  }

  close(uri: string): null {
    this.sessions.delete(uri);
    return null;
  }
}

function summaryOf(session: Session, { uri, version }: { readonly uri: string; readonly version: number }, durationMs: number): SessionRunSummary {
  const { run, stepCount } = session;
  return {
    uri, version, status: run.status, stepCount, durationMs, instructions: run.checkPoints, exitCode: run.exitCode, output: session.output(),
    problems: run.problems, collections: session.collections(), stopReason: run.stopReason, ...session.window,
  };
}
