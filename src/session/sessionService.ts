/**
 * All documents of a worker: the calls `protocol/runtime.ts` names, with structurally equal arguments and answers (protocol may
 * not be imported here). One session per uri; a new run replaces it.
 */
import type { CollectionEvent, HeapView, OutputChunk, ViewOptions } from '../analysis';
import type { HoverAnswer, LineAnnotation, Problem } from '../annotations';
import { recordRun, type RunStatus } from './recordedRun';
import type { MemoryMeter, RunLimits } from './scenarioHost';
import { Session } from './session';
import { Toolchain } from './toolchain';

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

  /** @param isCancelled asked now and then while the program runs. */
  async run(request: SessionRunRequest, isCancelled: () => boolean = () => false): Promise<SessionRunSummary> {
    if (this.toolchain === null) throw new Error('run before initialize');
    const toolchain = await this.toolchain;
    const started = this.clock.now();
    const run = recordRun(toolchain, {
      source: request.source, fileName: request.fileName, pythonVersion: request.pythonVersion, limits: request.limits, now: this.clock.now, isCancelled, memory: this.clock.memory,
    });
    const session = new Session(run);
    this.sessions.set(request.uri, session);
    return {
      uri: request.uri,
      version: request.version,
      status: run.status,
      stepCount: session.stepCount,
      durationMs: this.clock.now() - started,
      instructions: run.checkPoints,
      exitCode: run.exitCode,
      output: session.output(),
      problems: run.problems,
      collections: session.collections(),
      stopReason: run.stopReason,
    };
  }

  annotations(request: { readonly uri: string; readonly startLine: number; readonly endLine: number }): readonly LineAnnotation[] {
    return this.sessions.get(request.uri)?.annotations(request.startLine, request.endLine) ?? [];
  }

  hover(request: { readonly uri: string; readonly line: number; readonly column: number; readonly step?: number }): HoverAnswer | null {
    return this.sessions.get(request.uri)?.hover(request.line, request.column, request.step) ?? null;
  }

  view(request: { readonly uri: string; readonly step: number; readonly options: ViewOptions }): HeapView {
    const session = this.sessions.get(request.uri);
    if (session === undefined) throw new Error(`${request.uri} was not run`);
    return session.view(request.step, request.options);
  }

  neighbour(request: { readonly uri: string; readonly step: number; readonly direction: 1 | -1; readonly line?: number }): number | null {
    return this.sessions.get(request.uri)?.neighbour(request.step, request.direction, request.line) ?? null;
  }

  close(uri: string): null {
    this.sessions.delete(uri);
    return null;
  }
}
