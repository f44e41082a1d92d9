/**
 * A run as a debugger asks for it: stack, scopes, variables, stepping and running to breakpoints, both ways. In: a recorded run and
 * moments. Out: plain data, lines from 0. Nothing is executed: all of it is read from the recording, so going back costs what going
 * on does. Frames and objects are named by their entities, which the caller only hands back.
 */
import {
  callStack, ConditionJudge, debugStep, describeVariable, ExpectationChecker, firstLine, HeapGraph, nextLine, parseCondition, readCheck, resolveName, RunIndex, variables,
  type Condition, type StackRow, type StepWish, type VariablePage, type VariableRow,
} from '../analysis';
import { StepKind, type Timeline } from '../recording';
import { lineStarts, type CodeObject } from '../python/bytecode';
import type { Moments } from './moments';

export interface DebugScope {
  readonly name: string;
  readonly holder: number;
  readonly isNamespace: boolean;
  /** Worth showing only when asked for. */
  readonly expensive: boolean;
}

export interface DebugBreakpoint {
  /** From 0. */
  readonly line: number;
  readonly condition?: string | undefined;
  /** Stops at the hit of this number only (`5`), from it on (`>= 5`), or at each such many (`% 5`). */
  readonly hitCondition?: string | undefined;
  /** Written instead of stopping; `{name}` stands for what the name has. */
  readonly logMessage?: string | undefined;
}

export interface DebugRunWish {
  readonly step: number;
  readonly direction: 1 | -1;
  readonly breakpoints: readonly DebugBreakpoint[];
  /** Names of functions to stop at. */
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

export class Debugging {
  private readonly index: RunIndex;
  private readonly judge: ConditionJudge;

  constructor(private readonly timeline: Timeline, private readonly moments: Moments) {
    this.index = new RunIndex(timeline);
    this.judge = new ConditionJudge(this.index);
  }

  /** The lines (from 0) breakpoints can stand at. */
  lines(): number[] {
    const lines = new Set<number>();
    const visit = (code: CodeObject): void => {
      for (const [, line] of lineStarts(code)) if (line > 0) lines.add(line - 1);
      for (const constant of code.consts) if (constant.type === 'code') visit(constant.code);
    };
    for (const { source, inScenario } of this.timeline.recording.codes) if (inScenario) visit(source);
    return [...lines].sort((a, b) => a - b);
  }

  /** The moment to begin with: before the first line. */
  start(): number {
    return this.moments.moment(firstLine(this.timeline.recording));
  }

  stack(moment: number): StackRow[] {
    return callStack(this.graph(moment));
  }

  scopes(moment: number, frame: number): DebugScope[] {
    const { recording } = this.timeline;
    const graph = this.graph(moment);
    const isModule = frame === graph.frames()[0];
    const scopes: DebugScope[] = isModule ? [] : [{ name: 'Locals', holder: frame, isNamespace: false, expensive: false }];
    scopes.push({ name: 'Globals', holder: recording.mainNamespace, isNamespace: true, expensive: false });
    scopes.push({ name: 'Runtime', holder: recording.runtimeEntity, isNamespace: false, expensive: true });
    return scopes;
  }

  variables(moment: number, holder: number, isNamespace: boolean, from: number, limit: number): VariablePage {
    return variables(this.graph(moment), holder, isNamespace, from, limit);
  }

  /** A name, or `refcount(name)` and the like; a sentence where there is none. */
  evaluate(moment: number, frame: number, text: string): VariableRow | DebugValue | string {
    const graph = this.graph(moment);
    const call = /^(refcount|generation|size)\s*\((.*)\)$/.exec(text.trim());
    if (call !== null) return this.number(graph, frame, call[1] as string, (call[2] as string).trim());
    if (/^(not\s+)?(alive|tracked|reachable|holders)\s*\(/.test(text.trim())) {
      const check = readCheck(text);
      if (typeof check === 'string') return check;
      const message = new ExpectationChecker(this.index).check(check, graph.step, graph.step);
      return { value: message === '' ? 'True' : `False: ${message}`, type: 'bool', holder: 0 };
    }
    const found = resolveName(graph, frame, text);
    return 'message' in found ? found.message : describeVariable(graph, found.entity);
  }

  private number(graph: HeapGraph, frame: number, quantity: string, subject: string): DebugValue | string {
    const found = resolveName(graph, frame, subject);
    if ('message' in found) return found.message;
    const row = describeVariable(graph, found.entity);
    const value = quantity === 'refcount' ? row.refcount ?? 'immortal'
      : quantity === 'size' ? graph.recording.sizeOf(graph.state, found.entity) : graph.state.generation(found.entity) ?? 'not tracked';
    return { value: String(value), type: 'int', holder: 0 };
  }

  step(moment: number, wish: StepWish, direction: 1 | -1): number {
    return this.moments.moment(debugStep(this.timeline.recording, this.moments.step(moment), wish, direction));
  }

  run(wish: DebugRunWish): DebugStop {
    const { recording } = this.timeline;
    const { steps } = recording;
    const logs: { text: string; line: number }[] = [];
    let reason: DebugStop['reason'] = wish.direction === 1 ? 'end' : 'start';
    const byLine = new Map<number, { readonly breakpoint: DebugBreakpoint; readonly condition: Condition | null }[]>();
    for (const breakpoint of wish.breakpoints) {
      const parsed = breakpoint.condition === undefined || breakpoint.condition.trim() === '' ? null : parseCondition(breakpoint.condition);
      // What can't be read never holds; the reader was told when it was set.
      if (typeof parsed === 'string') continue;
      const list = byLine.get(breakpoint.line + 1) ?? [];
      list.push({ breakpoint, condition: parsed });
      byLine.set(breakpoint.line + 1, list);
    }
    const uncaught = wish.exceptions === 'uncaught' ? this.uncaughtStep() : -1;
    const found = nextLine(recording, this.moments.step(wish.step), wish.direction, (step) => {
      const kind = steps.kind(step);
      if (kind === StepKind.Exception && (wish.exceptions === 'raised' || step === uncaught)) {
        reason = 'exception';
        return true;
      }
      if (kind === StepKind.Call && wish.functions.includes(this.index.functionName(step))) {
        reason = 'function breakpoint';
        return true;
      }
      if (kind !== StepKind.Line) return false;
      for (const { breakpoint, condition } of byLine.get(steps.line(step)) ?? []) {
        if (condition !== null && !this.judge.holds(condition, step)) continue;
        if (!isHit(breakpoint.hitCondition, this.hitNumber(step))) continue;
        if (breakpoint.logMessage === undefined) {
          reason = 'breakpoint';
          return true;
        }
        logs.push({ text: this.logText(breakpoint.logMessage, step), line: breakpoint.line });
      }
      return false;
    });
    return { step: this.moments.moment(found), reason, logs };
  }

  /** Which time the line of a step runs there, from 1. */
  private hitNumber(step: number): number {
    const hits = this.index.hits(this.timeline.recording.steps.line(step));
    return hits.indexOf(step) + 1;
  }

  /** The first event of the exception that ended the program, or -1. */
  private uncaughtStep(): number {
    const { steps } = this.timeline.recording;
    // Uncaught, it leaves the outermost call: the run ends with its exception events, innermost first.
    let found = -1;
    for (let step = steps.count - 2; step >= 0; step--) {
      const kind = steps.kind(step);
      if (kind === StepKind.Exception) found = step;
      else if (kind !== StepKind.Return || found < 0 && steps.kind(Math.max(0, step - 1)) !== StepKind.Exception) break;
    }
    return found;
  }

  private logText(message: string, step: number): string {
    return message.replace(/\{([^{}]*)\}/g, (_, name: string) => {
      const value = this.evaluate(this.moments.moment(step), this.timeline.recording.steps.frame(step), name);
      return typeof value === 'string' ? `{${value}}` : value.value;
    });
  }

  private graph(moment: number): HeapGraph {
    const step = this.moments.step(moment);
    return new HeapGraph(this.timeline.recording, this.timeline.seek(step), step);
  }
}

function isHit(condition: string | undefined, hit: number): boolean {
  const match = /^\s*(==|>=|>|<=|<|%)?\s*(\d+)\s*$/.exec(condition ?? '');
  if (match === null) return true;
  const number = Number(match[2]);
  switch (match[1]) {
    case '>=': return hit >= number;
    case '>': return hit > number;
    case '<=': return hit <= number;
    case '<': return hit < number;
    case '%': return number > 0 && hit % number === 0;
    default: return hit === number;
  }
}

/** What is wrong with a condition; '' if nothing is. */
export function conditionProblem(text: string): string {
  const parsed = text.trim() === '' ? null : parseCondition(text);
  return typeof parsed === 'string' ? parsed : '';
}
