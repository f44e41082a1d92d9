/**
 * What a frame object remembers for `sys.settrace`, and the way of its `f_locals` back into the frame (CPython
 * frameobject.c, _PyFrame_LocalsToFast).
 */
import { LocalKind } from '../bytecode';
import { decref, incref, xdecref, type PyObject } from '../memory';
import { dictGet, reprText, setCell, warn, type PyCell, type PyDict, type PyStr, type Runtime } from '../objects';
import type { Frame, Slot } from './frame';

/** Kept in `attributes` of the frame object, made when first needed. */
export interface FrameTrace {
  /** `f_trace`, owned. */
  hook: PyObject | null;
  /** `f_trace_lines` */
  lines: boolean;
  /** `f_trace_opcodes` */
  opcodes: boolean;
  /** The line of the event being reported; 0: none is. */
  line: number;
}

export const existingFrameTrace = (frameObject: PyObject): FrameTrace | null => frameObject.attributes as FrameTrace | null;

export function frameTraceOf(frameObject: PyObject): FrameTrace {
  const made: FrameTrace = existingFrameTrace(frameObject) ?? { hook: null, lines: true, opcodes: false, line: 0 };
  frameObject.attributes = made;
  return made;
}

/** Sets `f_trace` (`hook` is taken over). */
export function setFrameHook(rt: Runtime, frameObject: PyObject, hook: PyObject | null): void {
  const trace = frameTraceOf(frameObject);
  const old = trace.hook;
  trace.hook = hook;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(frameObject);
  xdecref(rt, old);
}

/** Local variables become what the dict of `f_locals` says, as a hook may have changed it. */
export function localsToFast(rt: Runtime, frame: Frame): void {
  const { code, locals } = frame;
  if (locals === null || locals.type !== rt.types.dict || frame.outlived) return;
  for (let slot = 0; slot < code.nlocalsplus; slot++) {
    const kind = code.source.localspluskinds[slot] as number;
    if ((kind & LocalKind.Hidden) !== 0 || ((kind & LocalKind.Free) !== 0 && (code.flags & 1) === 0)) continue;
    storeLocal(rt, frame, slot, kind, dictGet(rt, locals as PyDict, code.localsplusnames[slot] as PyStr));
  }
}

function storeLocal(rt: Runtime, frame: Frame, slot: number, kind: number, value: PyObject | null): void {
  const place = frame.base + slot;
  const old = frame.stack[place] as Slot;
  if (old !== null && (kind & (LocalKind.Cell | LocalKind.Free)) !== 0 && old.type === rt.types.cell) {
    const cell = old as PyCell;
    if (cell.value !== value) setCell(rt, cell, value === null ? null : incref(value));
    return;
  }
  if (value === old) return;
  if (value === null) {
    // The code may rely on the variable being there.
    warn(rt, 'RuntimeWarning', `assigning None to unbound local ${reprText(rt, frame.code.localsplusnames[slot] as PyStr)}`);
  }
  frame.stack[place] = incref(value ?? rt.none);
  if (old !== null) decref(rt, old);
}
