/**
 * Making frames for calls of Python functions: room on the data stack, arguments into locals
 * (CPython: ceval.c _PyEvalFramePushAndInit, initialize_locals).
 *
 * Ownership: arguments and the function reference move into the new frame. On an error in the
 * arguments they are given back before the TypeError is thrown.
 */
import { CodeFlags } from '../bytecode';
import { decref, type PyObject } from '../memory';
import { raise, type PyFunction, type PyStr, type PyTuple } from '../objects';
import { bindArguments } from './argumentBinding';
import { Frame, type Slot } from './frame';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

/** First free slot of the data stack above what the running frame may use and a frame being left still has to give back. */
export function dataStackTop(rt: Interpreter): number {
  const { frame, leavingEnd } = rt;
  return frame === null || frame.end < leavingEnd ? leavingEnd : frame.end;
}

/** Room for slots up to `end`, exclusive. The array grows in place. */
export function reserveDataStack(rt: Interpreter, end: number): void {
  const stack = rt.dataStack;
  while (stack.length < end) stack.push(null);
}

/** One level of Python recursion; throws RecursionError. Given back by `leaveFrame`. */
export function enterRecursivePython(rt: Interpreter): void {
  if (rt.recursionRemaining-- <= 0) {
    rt.recursionRemaining++;
    rt.raiseRecursionError('');
  }
}

/**
 * The frame of a CALL instruction. Arguments lie in the caller's stack from `first` on, the values of
 * `kwnames` last; the caller keeps its stack up to `bottom`. The new frame becomes `rt.frame`.
 */
export function pushCallFrame(
  rt: Interpreter, caller: Frame, func: PyFunction, first: number, count: number, kwnames: PyTuple | null, bottom: number,
): Frame {
  const code = func.value.code.value as LoadedCode;
  caller.stackPointer = bottom;
  let stack = caller.stack;
  let base = first;
  if (kwnames === null && code.hasSimpleParameters && count === code.argcount && rt.recursionRemaining > 0) {
    rt.recursionRemaining--;
    if (stack !== rt.dataStack) {
      // The caller is a generator with a stack of its own: the arguments move over.
      const from = stack;
      stack = rt.dataStack;
      base = caller.end;
      reserveDataStack(rt, base + count);
      for (let i = 0; i < count; i++) stack[base + i] = from[first + i] as Slot;
    }
  } else {
    const args = stack.slice(first, first + count) as PyObject[];
    const locals = bindOrRelease(rt, func, code, args, kwnames === null ? null : (kwnames.value as PyStr[]));
    if (stack !== rt.dataStack) {
      stack = rt.dataStack;
      base = caller.end;
    }
    return finishFrame(rt, caller, new Frame(code, func, null, stack, base), locals);
  }
  const frame = new Frame(code, func, null, stack, base);
  if (frame.end > stack.length) reserveDataStack(rt, frame.end);
  for (let slot = base + count; slot < frame.stackPointer; slot++) stack[slot] = null;
  frame.previous = caller;
  rt.frame = frame;
  if (rt.executionObserver !== null && (code.flags & GENERATOR_FLAGS) === 0) rt.executionObserver.call(frame);
  return frame;
}

export const GENERATOR_FLAGS = CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator;

function bindOrRelease(
  rt: Interpreter, func: PyFunction, code: LoadedCode, args: PyObject[], kwnames: readonly PyStr[] | null,
): Slot[] {
  try {
    const locals = bindArguments(rt, func, code, args, kwnames);
    enterRecursivePython(rt);
    return locals;
  } catch (error) {
    decref(rt, func);
    throw error;
  }
}

function finishFrame(rt: Interpreter, caller: Frame | null, frame: Frame, locals: Slot[], isEntry = false, isSilent = false): Frame {
  frame.isEntry = isEntry;
  reserveDataStack(rt, frame.end);
  const { stack, base } = frame;
  for (let i = 0; i < locals.length; i++) stack[base + i] = locals[i] as Slot;
  frame.previous = caller;
  rt.frame = frame;
  if (!isSilent) announceCall(rt, frame);
  return frame;
}

/** The call event; generators have theirs when they are resumed. */
export function announceCall(rt: Interpreter, frame: Frame): void {
  if (rt.executionObserver !== null && (frame.code.flags & GENERATOR_FLAGS) === 0) rt.executionObserver.call(frame);
}

/**
 * A frame for a call from native code, on top of the data stack. Takes over `func` and `args`
 * (positional, then the values of `kwnames`).
 */
export function pushNativeCallFrame(
  rt: Interpreter, func: PyFunction, args: PyObject[], kwnames: readonly PyStr[] | null, isEntry = false, isSilent = false,
): Frame {
  const code = func.value.code.value as LoadedCode;
  const locals = bindOrRelease(rt, func, code, args, kwnames);
  return finishFrame(rt, rt.frame, new Frame(code, func, null, rt.dataStack, dataStackTop(rt)), locals, isEntry, isSilent);
}

/** A frame for code that is not called with arguments: module, class body, exec. Takes over `func` and `locals`. */
export function pushCodeFrame(rt: Interpreter, func: PyFunction, locals: PyObject | null): Frame {
  const code = func.value.code.value as LoadedCode;
  if (code.argumentSlots > 0) raise(rt, 'TypeError', 'code object requires arguments');
  enterRecursivePython(rt);
  const empty = new Array<Slot>(code.nlocalsplus).fill(null);
  return finishFrame(rt, rt.frame, new Frame(code, func, locals, rt.dataStack, dataStackTop(rt)), empty, true);
}
