/**
 * What a debugger's user interface asks a runtime worker about a recorded run: stack, variables, stepping and running to
 * breakpoints, both ways. Lines count from 0; frames and holders are numbers of the worker's, only to be handed back. The session
 * offers the same shapes (session/debugging.ts).
 */
import type { StackRow, StepWish, VariablePage, VariableRow } from '../analysis';

export interface DebugScope {
  readonly name: string;
  readonly holder: number;
  readonly isNamespace: boolean;
  readonly expensive: boolean;
}

export interface DebugBreakpoint {
  readonly line: number;
  readonly condition?: string | undefined;
  /** Stops at the hit of this number only (`5`), from it on (`>= 5`), or at each such many (`% 5`). */
  readonly hitCondition?: string | undefined;
  /** Written instead of stopping; `{name}` stands for what the name has. */
  readonly logMessage?: string | undefined;
}

export interface DebugRunRequest {
  readonly uri: string;
  readonly step: number;
  readonly direction: 1 | -1;
  readonly breakpoints: readonly DebugBreakpoint[];
  readonly functions: readonly string[];
  readonly exceptions: 'none' | 'uncaught' | 'raised';
}

export interface DebugStop {
  readonly step: number;
  readonly reason: 'breakpoint' | 'function breakpoint' | 'exception' | 'end' | 'start';
  readonly logs: readonly { readonly text: string; readonly line: number }[];
}

export interface DebugValue {
  readonly value: string;
  readonly type: string;
  readonly holder: number;
}

/** The part of `RuntimeService` a debugger uses. All fail with an error when the uri was not run. */
export interface DebugService {
  /** Lines breakpoints can stand at, and the moment to begin with. */
  debugBegin(request: { readonly uri: string }): Promise<{ readonly lines: readonly number[]; readonly start: number }>;
  /** For each condition what is wrong with it, '' where nothing is. */
  debugConditions(conditions: readonly string[]): Promise<readonly string[]>;
  debugStack(request: { readonly uri: string; readonly step: number }): Promise<readonly StackRow[]>;
  debugScopes(request: { readonly uri: string; readonly step: number; readonly frame: number }): Promise<readonly DebugScope[]>;
  debugVariables(request: {
    readonly uri: string; readonly step: number; readonly holder: number; readonly isNamespace: boolean; readonly from: number; readonly limit: number;
  }): Promise<VariablePage>;
  /** A text is a message: there is no such name. */
  debugEvaluate(request: { readonly uri: string; readonly step: number; readonly frame: number; readonly text: string }): Promise<VariableRow | DebugValue | string>;
  debugStep(request: { readonly uri: string; readonly step: number; readonly wish: StepWish; readonly direction: 1 | -1 }): Promise<number>;
  debugRun(request: DebugRunRequest): Promise<DebugStop>;
}
