/**
 * Frames as Python objects (`frame` type): made when somebody asks (tracebacks, sys._getframe), kept
 * after the call when somebody still holds them (CPython Objects/frameobject.c).
 */
import { CodeFlags, LocalKind } from '../bytecode';
import { decref, incref, type PyObject, xdecref } from '../memory';
import {
  dictDelete, dictSet, dictUpdate, machine, newBool, newDict, newException, newInt, newStr, noArgs, raise, type PyCell, type PyDict, type PyStr, type Runtime, type TypeDefinition,
} from '../objects';
import type { Frame, Slot } from './frame';
import type { Interpreter } from './interpreter';
import { newFrameLocalsProxy } from './frameLocalsProxy';
import { existingFrameTrace, frameTraceOf, setFrameHook } from './frameTrace';
import { setFrameLine } from './jump';

export type PyFrame = PyObject<Frame>;

/** The frame's object (borrowed: the frame owns one reference while it runs). */
export function getFrameObject(rt: Interpreter, frame: Frame): PyFrame {
  const known = frame.frameObject;
  if (known !== null) return known;
  const made: PyFrame = rt.heap.newContainer(rt.types.frame, frame);
  frame.frameObject = made;
  if (frame.generator !== null && rt.heap.observer !== null) rt.heap.observer.mutated(frame.generator);
  return made;
}

const frameOf = (self: PyObject): Frame => (self as PyFrame).value;

/**
 * `locals()`: in functions the frame keeps one dict, brought up to date at each request, so that every
 * local counts one more from then on (3.12). Borrowed.
 */
export function frameLocals(rt: Runtime, frame: Frame): PyObject {
  const { code } = frame;
  if (frame.locals === null) {
    frame.locals = newDict(rt);
    if (rt.heap.observer !== null && frame.generator !== null) rt.heap.observer.mutated(frame.generator);
  }
  if ((code.flags & 1) === 0 && code.nlocalsplus === 0) return frame.locals;
  const locals = frame.locals as PyDict;
  if (locals.type !== rt.types.dict) return locals;
  for (let slot = 0; slot < code.nlocalsplus; slot++) {
    const kind = code.source.localspluskinds[slot] as number;
    if ((kind & LocalKind.Hidden) !== 0) continue;
    // Free variables of class bodies are not part of the namespace.
    if ((kind & LocalKind.Free) !== 0 && (code.flags & 1) === 0) continue;
    const held = frame.stack[frame.base + slot] as Slot;
    const value = held !== null && (kind & (LocalKind.Cell | LocalKind.Free)) !== 0 && held.type === rt.types.cell ? (held as PyCell).value : held;
    const name = code.localsplusnames[slot] as PyStr;
    if (value === null) forgetLocal(rt, locals, name);
    else dictSet(rt, locals, name, value);
  }
  return locals;
}

/** PyObject_DelItem of a name that is not bound; the KeyError is made and forgotten. */
function forgetLocal(rt: Runtime, locals: PyDict, name: PyStr): void {
  if (!dictDelete(rt, locals, name)) decref(rt, newException(rt, 'KeyError', [incref(name)]));
}

/**
 * The same with the variables of inlined comprehensions, which are seen in a copy (_PyFrame_GetLocals with include_hidden).
 * New reference.
 */
export function frameLocalsWithHidden(rt: Runtime, frame: Frame): PyObject {
  const hidden = newDict(rt);
  const locals = frameLocals(rt, frame);
  try {
    const { code, stack, base } = frame;
    for (let slot = 0; slot < code.nlocalsplus; slot++) {
      const kind = code.source.localspluskinds[slot] as number;
      const held = (kind & LocalKind.Hidden) === 0 ? null : (stack[base + slot] as Slot);
      const value = held !== null && held.type === rt.types.cell && (kind & (LocalKind.Cell | LocalKind.Free)) !== 0 ? (held as PyCell).value : held;
      if (value !== null) dictSet(rt, hidden, code.localsplusnames[slot] as PyStr, value);
    }
    if (hidden.value.used === 0) return incref(locals);
    const all = newDict(rt);
    dictUpdate(rt, all, locals);
    dictUpdate(rt, all, hidden);
    return all;
  } finally {
    decref(rt, hidden);
  }
}

/** `f_locals`, new reference: in functions of 3.13 and later a proxy, else the dict the frame keeps. */
export function localsOfFrame(rt: Interpreter, frame: Frame): PyObject {
  if (!rt.profile.localsAreFresh) return frameLocalsWithHidden(rt, frame);
  if ((frame.code.flags & CodeFlags.Optimized) === 0 && !hasBoundHidden(frame)) return incref(frameLocals(rt, frame));
  return newFrameLocalsProxy(rt, getFrameObject(rt, frame));
}

/** Whether an inlined comprehension is running, whose variables only a proxy shows. */
function hasBoundHidden(frame: Frame): boolean {
  const kinds = frame.code.source.localspluskinds;
  return kinds.some((kind, slot) => (kind & LocalKind.Hidden) !== 0 && frame.stack[frame.base + slot] !== null);
}

function boolArgument(rt: Runtime, value: PyObject | null): boolean {
  if (value !== rt.true && value !== rt.false) raise(rt, 'TypeError', 'attribute value type must be bool');
  return value === rt.true;
}

function clearFrameObject(rt: Runtime, self: PyObject): void {
  const frame = frameOf(self);
  if (!frame.outlived) return;
  const { base, stackPointer } = frame;
  for (let count = 0; count < stackPointer - base; count++) {
    const slot = rt.profile.dropsFromTheTop ? stackPointer - 1 - count : base + count;
    const value = frame.stack[slot] as Slot;
    frame.stack[slot] = null;
    xdecref(rt, value);
  }
  frame.stackPointer = base;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

export const frameType: TypeDefinition = {
  name: 'frame',
  gc: true,
  flags: { disallowInstantiation: true },
  basicsize: 120,
  itemsize: 8,
  // The frame's own data is behind the object, also while the interpreter's stack holds it.
  sizeof: (rt, self) => rt.profile.structSizes.frame + 8 * (frameOf(self).code.nlocalsplus + frameOf(self).code.stacksize),
  slots: {
    repr: (rt, self) => {
      const frame = frameOf(self);
      return newStr(rt, `<frame at 0x${rt.identityOf(self).toString(16)}, file '${frame.code.filename.value}', line ${frame.line}, code ${frame.code.name.value}>`);
    },
    traverse: (self, visit) => {
      const frame = frameOf(self);
      if (frame.backObject !== null) visit(frame.backObject);
      const hook = existingFrameTrace(self)?.hook ?? null;
      if (hook !== null) visit(hook);
      if (!frame.outlived) return;
      if (frame.locals !== null) visit(frame.locals);
      visit(frame.function);
      visit(frame.code.object);
      for (let slot = frame.base; slot < frame.stackPointer; slot++) {
        const value = frame.stack[slot] as Slot;
        if (value !== null) visit(value);
      }
    },
    clear: clearFrameObject,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!rt.heap.trashcanBegin(self)) return;
      const frame = frameOf(self);
      if (frame.outlived) {
        decref(rt, frame.function);
        xdecref(rt, frame.locals);
        frame.locals = null;
        clearFrameObject(rt, self);
      }
      const back = frame.backObject;
      frame.backObject = null;
      xdecref(rt, back);
      const trace = existingFrameTrace(self);
      if (trace !== null) {
        const { hook } = trace;
        trace.hook = null;
        xdecref(rt, hook);
      }
      rt.heap.freeContainer(self);
      if (frame.outlived) decref(rt, frame.code.object);
      rt.heap.trashcanEnd(rt);
    },
  },
  methods: [
    noArgs('clear', (rt, self) => {
      const frame = frameOf(self);
      if (frame.outlived) clearFrameObject(rt, self);
      else if (frame.generator !== null && frame.previous === null) (machine(rt) as unknown as Interpreter).closeSuspendedFrame(frame);
      else raise(rt, 'RuntimeError', 'cannot clear an executing frame');
      return incref(rt.none);
    }),
  ],
  getset: [
    {
      name: 'f_back',
      get: (rt, self) => {
        const frame = frameOf(self);
        if (frame.outlived) return incref(frame.backObject ?? rt.none);
        return incref(frame.previous === null ? rt.none : getFrameObject(machine(rt) as unknown as Interpreter, frame.previous));
      },
    },
    {
      name: 'f_locals',
      get: (rt, self) => {
        const locals = localsOfFrame(machine(rt) as unknown as Interpreter, frameOf(self));
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        return locals;
      },
    },
    { name: 'f_globals', get: (_rt, self) => incref(frameOf(self).globals) },
    { name: 'f_builtins', get: (_rt, self) => incref(frameOf(self).builtins) },
    { name: 'f_code', get: (_rt, self) => incref(frameOf(self).code.object) },
    { name: 'f_lasti', get: (rt, self) => newInt(rt, frameOf(self).code.lastiAt(frameOf(self).pc)) },
    {
      name: 'f_lineno',
      get: (rt, self) => {
        const line = existingFrameTrace(self)?.line || frameOf(self).line;
        return line < 0 ? incref(rt.none) : newInt(rt, line);
      },
      set: (rt, self, value) => setFrameLine(machine(rt) as unknown as Interpreter, self as PyFrame, value),
    },
    {
      name: 'f_trace',
      get: (rt, self) => incref(existingFrameTrace(self)?.hook ?? rt.none),
      set: (rt, self, value) => setFrameHook(rt, self, value === null || value === rt.none ? null : incref(value)),
    },
    {
      name: 'f_trace_lines',
      member: true,
      get: (rt, self) => newBool(rt, existingFrameTrace(self)?.lines ?? true),
      set: (rt, self, value) => {
        if (value === null) raise(rt, 'TypeError', "can't delete numeric/char attribute");
        frameTraceOf(self).lines = boolArgument(rt, value);
      },
    },
    {
      name: 'f_trace_opcodes',
      get: (rt, self) => newBool(rt, existingFrameTrace(self)?.opcodes ?? false),
      set: (rt, self, value) => {
        frameTraceOf(self).opcodes = boolArgument(rt, value);
        const { hooks } = machine(rt) as unknown as Interpreter;
        if (frameTraceOf(self).opcodes) hooks.mark(frameOf(self).code, true);
      },
    },
  ],
};
