/**
 * Leaving frames: what their slots held is given back in slot order, or moves to the frame object if
 * somebody still holds that (CPython: ceval.c _PyEvalFrameClearAndPop, frame.c _PyFrame_ClearExceptCode
 * and take_ownership).
 */
import { decref, incref, type PyObject } from '../memory';
import type { Frame, Slot } from './frame';
import { getFrameObject } from './frameObject';
import { closeGenerator } from './generatorState';
import type { Interpreter } from './interpreter';

/** Pops `frame` (the running one) and gives back what it holds. Returns the frame below. */
export function leaveFrame(rt: Interpreter, frame: Frame): Frame | null {
  const previous = frame.previous;
  rt.recursionRemaining++;
  rt.frame = previous;
  if (frame.generator !== null) closeGenerator(rt, frame);
  clearFrame(rt, frame, previous);
  return previous;
}

/** Gives back everything the frame holds but its frame object's share. */
export function clearFrame(rt: Interpreter, frame: Frame, previous: Frame | null): void {
  const { frameObject } = frame;
  if (frameObject !== null) {
    frame.frameObject = null;
    if (frameObject.refcnt > 1) {
      takeOwnership(rt, frameObject, frame, previous);
      decref(rt, frameObject);
      return;
    }
    decref(rt, frameObject);
  }
  releaseSlots(rt, frame);
}

/** Drops locals (slot order), the stack, the namespace, function and code. */
export function releaseSlots(rt: Interpreter, frame: Frame): void {
  const { stack, base, stackPointer, locals } = frame;
  if (rt.dropsFromTheTop) releaseFromTheTop(rt, frame);
  else for (let slot = base; slot < stackPointer; slot++) {
    const value = stack[slot] as Slot;
    if (value !== null && --value.refcnt === 0) {
      // Code that the death runs gets slots above the ones still to be given back.
      const below = rt.leavingEnd;
      if (frame.end > below) rt.leavingEnd = frame.end;
      value.type.dealloc(rt, value);
      rt.leavingEnd = below;
    }
  }
  frame.stackPointer = base;
  if (locals !== null) {
    frame.locals = null;
    decref(rt, locals);
  }
  const func: PyObject = frame.function;
  if (--func.refcnt === 0) func.type.dealloc(rt, func);
  // The code of a generator stays with it (_PyFrame_ClearExceptCode).
  if (frame.generator !== null) return;
  const code: PyObject = frame.code.object;
  if (--code.refcnt === 0) code.type.dealloc(rt, code);
}

/** The slots in the order of 3.14: the stack, then free variables, cells and locals from the last on. */
function releaseFromTheTop(rt: Interpreter, frame: Frame): void {
  const { stack, base } = frame;
  for (let slot = frame.stackPointer - 1; slot >= base; slot--) {
    const value = stack[slot] as Slot;
    if (value === null || --value.refcnt > 0) continue;
    const below = rt.leavingEnd;
    if (frame.end > below) rt.leavingEnd = frame.end;
    value.type.dealloc(rt, value);
    rt.leavingEnd = below;
  }
}

/** The frame object outlives the call: it gets the slots and a link to the caller's frame object. */
function takeOwnership(rt: Interpreter, frameObject: PyObject<Frame>, frame: Frame, previous: Frame | null): void {
  frame.stack = frame.stack.slice(frame.base, frame.stackPointer);
  frame.stackPointer -= frame.base;
  frame.base = 0;
  frame.outlived = true;
  if (frame.generator !== null) frame.code.object.refcnt++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(frameObject);
  frame.previous = null;
  if (previous !== null) frame.backObject = incref(getFrameObject(rt, previous));
  rt.heap.track(frameObject);
}
