/**
 * Host and runtime worker: the calls each side answers. `RuntimeService` is implemented in `src/worker/serve.ts` by the
 * session and called by the extension; the answers are plain data that survives a structured clone.
 *
 * For the session's author: the session can't import this file (see the import matrix), so it offers the same methods with
 * structurally equal results and `worker/serve.ts` hands them through; views come from `analysis/heapView.ts`, annotations
 * from `annotations/lineAnnotation.ts`. One worker holds one session per `uri`; a new `run` of the same uri replaces it.
 * Lines and columns count from 0, in UTF-16 units; steps count from 0.
 */
import type { CollectionEvent, HeapView, OutputChunk, ViewOptions } from '../analysis';
import type { HoverAnswer, LineAnnotation, LineMark, Problem } from '../annotations';
import type { DebugService } from './debugging';
import type { ExpectationOutcome } from './expectations';
import type { GraphService } from './graphQuestions';
import type { Outcome, Rewrite, RewriteRequest } from './rewrites';
import type { TimeService } from './timeQuestions';

/** Texts of dist/, read by the host: what a self-contained page is made of. */
export interface ReplayParts {
  readonly panelScript: string;
  readonly panelStyle: string;
  readonly replayScript: string;
  readonly replayStyle: string;
}

/** Files of dist/, read by the host: a worker may have neither a file system nor a network. */
export interface RuntimeAssets {
  /** web-tree-sitter.wasm and tree-sitter-python.wasm. */
  readonly parserWasm: Uint8Array;
  readonly grammarWasm: Uint8Array;
  /** stdlib.bin: the standard library, compiled ahead. */
  readonly standardLibrary: Uint8Array;
}

export interface RunLimits {
  readonly steps: number;
  readonly seconds: number;
  readonly megabytes: number;
}

export interface RunRequest {
  readonly source: string;
  /** Names the document in later requests; `fileName` is what the program sees as `__file__`. */
  readonly uri: string;
  readonly fileName: string;
  /** The document's version, given back with the answer. */
  readonly version: number;
  readonly pythonVersion: string;
  readonly limits: RunLimits;
  /**
   * Run once more for these moments, whose record an earlier run gave up (`RunSummary.firstMoment`): nothing limits it but what
   * limited that one. A session of its own, so ask a worker of its own.
   */
  readonly replay?: { readonly from: number; readonly to: number; readonly status: RunStatus; readonly stepCount: number };
}

/** How a run ended: by itself, by an uncaught exception, before it began, or at a limit. */
export type RunStatus = 'finished' | 'exception' | 'syntaxError' | 'stopped';

export interface RunSummary {
  readonly uri: string;
  readonly version: number;
  readonly status: RunStatus;
  /** Moments that can be shown; 0 only when nothing ran (syntaxError). */
  readonly stepCount: number;
  readonly durationMs: number;
  readonly instructions: number;
  readonly exitCode: number;
  readonly output: readonly OutputChunk[];
  readonly problems: readonly Problem[];
  readonly collections: readonly CollectionEvent[];
  /** Which limit stopped it, in words with a way to raise it; '' otherwise. */
  readonly stopReason: string;
  /** The first and the last moment that can be shown: of a run longer than the limit of megabytes the beginning is given up. */
  readonly firstMoment: number;
  readonly lastMoment: number;
}

/** What a `.heapglass` file holds. */
export interface OpenedFile {
  readonly summary: RunSummary;
  readonly source: string;
  readonly fileName: string;
  readonly pythonVersion: string;
}

/** Why a file can't be opened: a sentence, and what to do about it. */
export interface FileRefusal {
  readonly code: 'notARecording' | 'newerVersion' | 'damaged';
  readonly message: string;
  readonly action: string;
}

/** Lines `startLine` to `endLine`, both included. */
export interface AnnotationRequest {
  readonly uri: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Of each line the last hit before this moment; without it all hits. */
  readonly step?: number;
}

export interface HoverRequest {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  /** The moment to look at; without it, the line's last hit. */
  readonly step?: number;
}

export interface ViewRequest {
  readonly uri: string;
  readonly step: number;
  readonly options: ViewOptions;
}

/** The next or previous moment, optionally only at one line. */
export interface NeighbourRequest {
  readonly uri: string;
  readonly step: number;
  readonly direction: 1 | -1;
  /** Only moments before this line. */
  readonly line?: number;
}

/** What the worker answers. */
export interface RuntimeService extends DebugService, GraphService, TimeService {
  /** Called once, before anything else. */
  initialize(assets: RuntimeAssets): Promise<null>;
  run(request: RunRequest): Promise<RunSummary>;
  /** Annotations of executed lines in the range, by line. Empty when the uri wasn't run. */
  annotations(request: AnnotationRequest): Promise<readonly LineAnnotation[]>;
  /** Of each line that has code whether it ran, and what was raised and collected there. Empty when the uri wasn't run. */
  marks(uri: string): Promise<readonly LineMark[]>;
  hover(request: HoverRequest): Promise<HoverAnswer | null>;
  view(request: ViewRequest): Promise<HeapView>;
  /** The step found, or null. */
  neighbour(request: NeighbourRequest): Promise<number | null>;
  /** What became of the document's expectations, in the order of the file; empty when it was not run. */
  expectations(uri: string): Promise<readonly ExpectationOutcome[]>;
  /** What the document's last run left behind, as hints on the lines that made it; empty when it was not run. Takes longer than most runs. */
  hints(uri: string): Promise<readonly Problem[]>;
  /** What is left of the document's last run; null when there was none. */
  outcome(uri: string): Promise<Outcome | null>;
  /** Changes of a text that would let memory go; none while it has a mistake. It need not have been run. */
  rewrites(request: RewriteRequest): Promise<readonly Rewrite[]>;
  /** The bytes of a `.heapglass` file with the document's last run; null when there is none to save. `writtenBy` goes into it. */
  save(request: { readonly uri: string; readonly writtenBy: string }): Promise<Uint8Array | null>;
  /** The document's last run as one HTML file that replays itself (UTF-8), beginning at a moment; null when there is none. */
  replayPage(request: {
    readonly uri: string; readonly writtenBy: string; readonly title: string; readonly step: number; readonly parts: ReplayParts;
  }): Promise<Uint8Array | null>;
  /** Takes a `.heapglass` file for the run of `uri`, as if it had been made here. */
  open(request: { readonly uri: string; readonly file: Uint8Array }): Promise<OpenedFile | FileRefusal>;
  /** Forgets a document. */
  close(uri: string): Promise<null>;
}

/** What the host answers. */
export interface RuntimeHost {
  /** A run has come so far: steps made. */
  progress(run: { readonly uri: string; readonly steps: number }): Promise<null>;
  log(entry: { readonly level: 'info' | 'warning' | 'error'; readonly message: string }): Promise<null>;
}
