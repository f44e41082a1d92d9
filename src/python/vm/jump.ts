/**
 * Assignments to `f_lineno` (CPython 3.12: frameobject.c frame_setlineno): a hook lets its frame go on at another line.
 * In: a frame that reports an event, a line. Out: the frame's instruction and stack changed, or ValueError with the reason.
 */
import { codeLines } from '../bytecode';
import { incref, xdecref, type PyObject } from '../memory';
import { intToBigInt, raise, warn, type PyInt } from '../objects';
import { popExcept } from './exceptionOperations';
import type { Frame, Slot } from './frame';
import type { Interpreter } from './interpreter';
import { existingFrameTrace } from './frameTrace';
import { MonitoredEvent } from './monitor';
import { explainIncompatible, isCompatible, OVERFLOWED, pop, StackKind, stacksBefore, top, UNINITIALIZED } from './stackKinds';

const LARGEST_INT = 2n ** 31n - 1n;

export function setFrameLine(rt: Interpreter, frameObject: PyObject<Frame>, value: PyObject | null): void {
  if (value === null) raise(rt, 'AttributeError', 'cannot delete attribute');
  if (value.type !== rt.types.int) raise(rt, 'ValueError', 'lineno must be an integer');
  checkEvent(rt);
  if ((existingFrameTrace(frameObject)?.hook ?? null) === null) raise(rt, 'ValueError', 'f_lineno can only be set by a trace function');
  const frame = frameObject.value;
  const { source } = frame.code;
  const asked = intToBigInt(value as PyInt);
  if (asked > LARGEST_INT || asked < -LARGEST_INT) raise(rt, 'ValueError', 'lineno out of range');
  if (asked < source.firstlineno) raise(rt, 'ValueError', `line ${asked} comes before the current code block`);
  const lines = firstUnits(frame);
  const line = Math.min(...[...lines.values()].filter((start) => start >= asked));
  if (line === Infinity) raise(rt, 'ValueError', `line ${asked} comes after the current code block`);
  jumpTo(rt, frame, line, lines);
  const trace = existingFrameTrace(frameObject);
  if (trace !== null) trace.line = 0;
  if (rt.monitor !== null) rt.monitor.hasJumped = true;
}

function checkEvent(rt: Interpreter): void {
  switch (rt.threads.current.monitoredEvent) {
    case MonitoredEvent.Resume:
    case MonitoredEvent.Line:
    case MonitoredEvent.Opcode:
      return;
    case MonitoredEvent.Start: raise(rt, 'ValueError', "can't jump from the 'call' trace event of a new frame");
    // falls through
    case MonitoredEvent.Call: raise(rt, 'ValueError', "can't jump during a call");
    // falls through
    case MonitoredEvent.None: raise(rt, 'ValueError', 'f_lineno can only be set in a trace function');
    // falls through
    default: raise(rt, 'ValueError', "can only jump from a 'line' trace event");
  }
}

/** For each code unit at which a line begins, that line (marklines). */
function firstUnits({ code }: Frame): Map<number, number> {
  const lines = new Map<number, number>();
  let last = -1;
  for (const { start, line } of codeLines(code.source)) {
    if (line === null || line === last) continue;
    lines.set(start / 2, line);
    last = line;
  }
  return lines;
}

function jumpTo(rt: Interpreter, frame: Frame, line: number, lines: ReadonlyMap<number, number>): void {
  const { code } = frame;
  const stacks = stacksBefore(code.source);
  let stack = stacks[code.unitOffsets[frame.pc >> 1] as number] as bigint;
  let best = OVERFLOWED;
  let target = -1;
  let message = 'cannot find bytecode for specified line';
  for (const [unit, start] of lines) {
    if (start !== line) continue;
    const there = stacks[unit] as bigint;
    if (isCompatible(stack, there)) {
      if (there > best) {
        best = there;
        target = unit;
      }
    } else if (target < 0) {
      message = stack === OVERFLOWED ? 'stack to deep to analyze' : stack === UNINITIALIZED ? "can't jump from unreachable code" : explainIncompatible(there);
    }
  }
  if (target < 0) raise(rt, 'ValueError', message);
  bindMissing(rt, frame);
  for (; stack > best; stack = pop(stack)) {
    const value = frame.stack[--frame.stackPointer] as Slot;
    if (top(stack) === StackKind.Except) popExcept(rt, value as PyObject);
    else xdecref(rt, value);
  }
  frame.pc = 2 * code.unitOffsets.findIndex((unit) => unit >= target);
}

/** Variables the compiler may have proved to exist at the new place become None. */
function bindMissing(rt: Interpreter, { stack, base, code }: Frame): void {
  let missing = 0;
  for (let slot = 0; slot < code.nlocalsplus; slot++) if (stack[base + slot] === null) missing++;
  if (missing === 0) return;
  warn(rt, 'RuntimeWarning', `assigning None to ${missing} unbound local${missing === 1 ? '' : 's'}`);
  for (let slot = 0; slot < code.nlocalsplus; slot++) stack[base + slot] ??= incref(rt.none);
}
