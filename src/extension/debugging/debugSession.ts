/**
 * VS Code's debug view on a recorded run: the Debug Adapter Protocol in, questions to a runtime worker out. The program is run and
 * recorded once at launch; after that every request is a look at the recording, so going back costs what going on does.
 *
 * It has a worker of its own: edits and live runs don't disturb a debug session. It knows nothing of panels; `onStopped` tells where it
 * stands.
 */
import {
  Breakpoint, DebugSession, InitializedEvent, OutputEvent, Scope, Source, StackFrame, StoppedEvent, TerminatedEvent, Thread,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import type { DebugBreakpoint, DebugRunRequest, OutputChunk, RunSummary } from '../../protocol';
import type { RuntimeClient } from '../runtime/runtimeClient';
import type { RuntimePool } from '../runtime/runtimePool';
import { readSettings } from '../settings';
import { programUri, type LaunchConfiguration } from './launchConfiguration';

/** Where the session stands: the document that was run, its version then, the moment. */
export interface DebugPlace {
  readonly uri: vscode.Uri;
  readonly version: number;
  readonly step: number;
}

const THREAD = 1;
/** How long a worker may take beyond the run's own limit before it counts as stuck. */
const graceMs = 3000;
const VARIABLES_AT_ONCE = 500;

interface Reference {
  readonly holder: number;
  readonly isNamespace: boolean;
}

let runNumber = 0;

export class HeapglassDebugSession extends DebugSession {
  private client: RuntimeClient | null = null;
  private program: vscode.Uri | null = null;
  private version = 0;
  private summary: RunSummary | null = null;
  /** Names the run in the worker. */
  private readonly runUri = `debug:${++runNumber}`;
  private lines: readonly number[] = [];
  private step = 0;
  private stopOnEntry = true;
  private breakpoints: readonly DebugBreakpoint[] = [];
  private functions: readonly string[] = [];
  private exceptions: DebugRunRequest['exceptions'] = 'uncaught';
  /** Output pieces up to here were sent: what was printed can't be taken back. */
  private outputSent = 0;
  /** For each variables reference less 1, what it stands for; valid while stopped. */
  private references: Reference[] = [];
  private lastStop: { readonly reason: string; readonly text: string } = { reason: 'entry', text: '' };

  constructor(private readonly pool: RuntimePool, private readonly onStopped: (place: DebugPlace) => void) {
    super();
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
  }

  override dispose(): void {
    this.client?.dispose();
    this.client = null;
    super.dispose();
  }

  // ---- beginning and end ---------------------------------------------------------------------------

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsStepBack: true,
      supportsConditionalBreakpoints: true,
      supportsHitConditionalBreakpoints: true,
      supportsLogPoints: true,
      supportsFunctionBreakpoints: true,
      supportsEvaluateForHovers: true,
      supportsBreakpointLocationsRequest: true,
      supportsExceptionInfoRequest: true,
      supportsRestartRequest: true,
      exceptionBreakpointFilters: [
        { filter: 'raised', label: vscode.l10n.t('Raised Exceptions'), default: false },
        { filter: 'uncaught', label: vscode.l10n.t('Uncaught Exceptions'), default: true },
      ],
    };
    this.sendResponse(response);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: DebugProtocol.LaunchRequestArguments): void {
    const configuration = args as DebugProtocol.LaunchRequestArguments & LaunchConfiguration;
    this.stopOnEntry = configuration.stopOnEntry ?? true;
    this.sendResponse(response);
    // A program that can't run is no fault of launch.json, which is what an error response would offer to open.
    void this.guard(async () => {
      this.program = programUri(configuration.program);
      await this.runProgram(configuration.pythonVersion);
      // Only now the lines are known at which breakpoints can stand.
      this.sendEvent(new InitializedEvent());
    });
  }

  protected override restartRequest(response: DebugProtocol.RestartResponse): void {
    this.answer(response, async () => {
      await this.runProgram();
      await this.begin();
    });
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.begin());
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.client?.dispose();
    this.client = null;
    this.sendResponse(response);
  }

  private async runProgram(pythonVersion?: string): Promise<void> {
    const { program } = this;
    if (program === null) throw new Error(vscode.l10n.t('There is no program to debug.'));
    const document = await vscode.workspace.openTextDocument(program);
    const settings = readSettings(document);
    this.client ??= await this.pool.take();
    this.version = document.version;
    this.outputSent = 0;
    const summary = await this.client.call('run', {
      source: document.getText(), version: document.version, uri: this.runUri, fileName: program.path.replace(/^.*\//, ''),
      pythonVersion: pythonVersion ?? settings.pythonVersion, limits: settings.limits,
    }, settings.limits.seconds * 1000 + graceMs);
    this.summary = summary;
    if (summary.stepCount === 0) throw new Error(summary.problems[0]?.message ?? vscode.l10n.t('Nothing ran.'));
    const { lines, start } = await this.client.call('debugBegin', { uri: this.runUri });
    this.lines = lines;
    this.step = start;
    if (summary.stopReason !== '') this.sendEvent(new OutputEvent(`${summary.stopReason}\n`, 'important'));
  }

  private async begin(): Promise<void> {
    if (this.summary === null) return;
    if (this.stopOnEntry) this.stopped('entry', '');
    else await this.runOn(1);
  }

  // ---- breakpoints -----------------------------------------------------------------------------------

  protected override setBreakPointsRequest(response: DebugProtocol.SetBreakpointsResponse, args: DebugProtocol.SetBreakpointsArguments): void {
    this.answer(response, async () => {
      const isProgram = args.source.path !== undefined && programUri(args.source.path).toString() === this.program?.toString();
      const wanted = args.breakpoints ?? [];
      const problems = await this.client?.call('debugConditions', wanted.map(({ condition }) => condition ?? '')) ?? [];
      const set: DebugBreakpoint[] = [];
      const answers = wanted.map((breakpoint, i) => {
        const line = this.lines.find((candidate) => candidate >= breakpoint.line - 1);
        const problem = !isProgram ? vscode.l10n.t('Only the program itself is recorded.')
          : line === undefined ? vscode.l10n.t('There is no code here or below.') : problems[i] ?? '';
        if (problem !== '' || line === undefined) {
          const refused: DebugProtocol.Breakpoint = new Breakpoint(false, breakpoint.line);
          refused.message = problem;
          return refused;
        }
        set.push({ line, condition: breakpoint.condition, hitCondition: breakpoint.hitCondition, logMessage: breakpoint.logMessage });
        return new Breakpoint(true, line + 1) as DebugProtocol.Breakpoint;
      });
      if (isProgram) this.breakpoints = set;
      response.body = { breakpoints: answers };
    });
  }

  protected override breakpointLocationsRequest(response: DebugProtocol.BreakpointLocationsResponse, args: DebugProtocol.BreakpointLocationsArguments): void {
    const last = args.endLine ?? args.line;
    response.body = { breakpoints: this.lines.filter((line) => line + 1 >= args.line && line + 1 <= last).map((line) => ({ line: line + 1 })) };
    this.sendResponse(response);
  }

  protected override setFunctionBreakPointsRequest(response: DebugProtocol.SetFunctionBreakpointsResponse, args: DebugProtocol.SetFunctionBreakpointsArguments): void {
    this.functions = args.breakpoints.map(({ name }) => name);
    response.body = { breakpoints: args.breakpoints.map(() => ({ verified: true })) };
    this.sendResponse(response);
  }

  protected override setExceptionBreakPointsRequest(response: DebugProtocol.SetExceptionBreakpointsResponse, args: DebugProtocol.SetExceptionBreakpointsArguments): void {
    this.exceptions = args.filters.includes('raised') ? 'raised' : args.filters.includes('uncaught') ? 'uncaught' : 'none';
    this.sendResponse(response);
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    response.body = { exceptionId: this.lastStop.text, breakMode: this.exceptions === 'raised' ? 'always' : 'unhandled', description: this.lastStop.text };
    this.sendResponse(response);
  }

  // ---- going on and back -----------------------------------------------------------------------------

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.sendResponse(response);
    void this.guard(() => this.runOn(1));
  }

  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.runOn(-1));
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.stepBy('over', 1));
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.stepBy('in', 1));
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.stepBy('out', 1));
  }

  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void {
    this.sendResponse(response);
    void this.guard(() => this.stepBy('over', -1));
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.sendResponse(response);
    this.stopped('pause', '');
  }

  private async runOn(direction: 1 | -1): Promise<void> {
    if (this.endsHere(direction)) return;
    const { breakpoints, functions, exceptions, step } = this;
    const stop = await this.worker.call('debugRun', { uri: this.runUri, step, direction, breakpoints, functions, exceptions });
    for (const { text, line } of stop.logs) {
      const event: DebugProtocol.OutputEvent = new OutputEvent(`${text}\n`, 'console');
      event.body.source = this.source();
      event.body.line = line + 1;
      this.sendEvent(event);
    }
    this.step = stop.step;
    const isException = stop.reason === 'exception';
    if (stop.reason === 'end') this.stopped('pause', vscode.l10n.t('end of the run'));
    else if (stop.reason === 'start') this.stopped('entry', '');
    else this.stopped(stop.reason, isException ? this.summary?.problems.at(-1)?.message ?? '' : '');
  }

  private async stepBy(wish: 'in' | 'over' | 'out', direction: 1 | -1): Promise<void> {
    if (this.endsHere(direction)) return;
    this.step = await this.worker.call('debugStep', { uri: this.runUri, step: this.step, wish, direction });
    this.stopped('step', '');
  }

  /** Going on from the last moment ends the session. */
  private endsHere(direction: 1 | -1): boolean {
    if (direction === -1 || this.summary === null || this.step < this.summary.stepCount - 1) return false;
    this.sendEvent(new TerminatedEvent());
    return true;
  }

  private stopped(reason: string, text: string): void {
    this.references = [];
    this.lastStop = { reason, text };
    this.sendOutput();
    const event: DebugProtocol.StoppedEvent = new StoppedEvent(reason, THREAD, text === '' ? undefined : text);
    if (text !== '') event.body.description = text;
    this.sendEvent(event);
    if (this.program !== null) this.onStopped({ uri: this.program, version: this.version, step: this.step });
  }

  /** What was printed up to here and not shown yet; a piece belongs to the step that printed it. */
  private sendOutput(): void {
    const output: readonly OutputChunk[] = this.summary?.output ?? [];
    while (this.outputSent < output.length && (output[this.outputSent] as OutputChunk).step < this.step) {
      const { stream, text } = output[this.outputSent++] as OutputChunk;
      this.sendEvent(new OutputEvent(text, stream));
    }
  }

  // ---- looking ---------------------------------------------------------------------------------------

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(THREAD, 'MainThread')] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse, args: DebugProtocol.StackTraceArguments): void {
    this.answer(response, async () => {
      const rows = await this.worker.call('debugStack', { uri: this.runUri, step: this.step });
      const from = args.startFrame ?? 0;
      const frames = rows.map(({ frame, functionName, line }) => (line === null
        ? new StackFrame(frame, functionName) : new StackFrame(frame, functionName, this.source(), line + 1, 1)));
      response.body = { stackFrames: frames.slice(from, from + (args.levels ?? frames.length)), totalFrames: frames.length };
    });
  }

  protected override scopesRequest(response: DebugProtocol.ScopesResponse, args: DebugProtocol.ScopesArguments): void {
    this.answer(response, async () => {
      const scopes = await this.worker.call('debugScopes', { uri: this.runUri, step: this.step, frame: args.frameId });
      response.body = { scopes: scopes.map(({ name, holder, isNamespace, expensive }) => new Scope(name, this.reference(holder, isNamespace), expensive)) };
    });
  }

  protected override variablesRequest(response: DebugProtocol.VariablesResponse, args: DebugProtocol.VariablesArguments): void {
    this.answer(response, async () => {
      const reference = this.references[args.variablesReference - 1];
      if (reference === undefined) {
        response.body = { variables: [] };
        return;
      }
      const page = await this.worker.call('debugVariables', {
        uri: this.runUri, step: this.step, ...reference, from: args.start ?? 0, limit: args.count === undefined || args.count === 0 ? VARIABLES_AT_ONCE : args.count,
      });
      const variables: DebugProtocol.Variable[] = page.rows.map(({ name, value, type, refcount, weak, holder }) => ({
        name,
        value: weak ? vscode.l10n.t('{0} (weak)', value) : refcount === null ? value : vscode.l10n.t('{0}   refcount {1}', value, refcount),
        type,
        variablesReference: holder === 0 ? 0 : this.reference(holder, false),
        evaluateName: /^[^.['(]/.test(name) ? name : undefined,
      }));
      if (page.count > page.rows.length && args.count === undefined) {
        variables.push({ name: '…', value: vscode.l10n.t('{0} more', page.count - page.rows.length), variablesReference: 0 });
      }
      response.body = { variables };
    });
  }

  protected override evaluateRequest(response: DebugProtocol.EvaluateResponse, args: DebugProtocol.EvaluateArguments): void {
    this.answer(response, async () => {
      const found = await this.worker.call('debugEvaluate', { uri: this.runUri, step: this.step, frame: args.frameId ?? 0, text: args.expression });
      if (typeof found === 'string') throw new Error(found);
      const refcount = 'refcount' in found && found.refcount !== null ? vscode.l10n.t('   refcount {0}', found.refcount) : '';
      response.body = { result: found.value + refcount, type: found.type, variablesReference: found.holder === 0 ? 0 : this.reference(found.holder, false) };
    });
  }

  // ---- plumbing --------------------------------------------------------------------------------------

  private reference(holder: number, isNamespace: boolean): number {
    return this.references.push({ holder, isNamespace });
  }

  private source(): Source {
    const uri = this.program as vscode.Uri;
    return new Source(uri.path.replace(/^.*\//, ''), uri.toString());
  }

  private get worker(): RuntimeClient {
    if (this.client === null) throw new Error(vscode.l10n.t('The debug session has ended.'));
    return this.client;
  }

  /** Sends a response when its work is done, or what went wrong as the request's error. */
  private answer(response: DebugProtocol.Response, work: () => Promise<void>): void {
    work().then(() => this.sendResponse(response), (error: unknown) => {
      this.sendErrorResponse(response, { id: 1, format: '{message}', variables: { message: messageOf(error) }, showUser: true });
    });
  }

  /** Work whose response was sent already: a failure ends the session with a message. */
  private async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.sendEvent(new OutputEvent(`${messageOf(error)}\n`, 'stderr'));
      this.sendEvent(new TerminatedEvent());
      void vscode.window.showErrorMessage(vscode.l10n.t('Heapglass can\'t debug this program: {0}', messageOf(error)));
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
