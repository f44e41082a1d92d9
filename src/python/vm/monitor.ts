/**
 * The hooks of `sys.settrace` and `sys.setprofile` and of profilers in native code (CPython 3.12: legacy_tracing.c and the part
 * of instrumentation.c beneath it). In: what the eval loop meets at marked instructions, raised exceptions, frames left by one.
 * Out: calls of hooks; what they raise is raised in the frame.
 *
 * A monitor exists while a hook is set in some thread; without one nothing is asked. Hooks belong to a thread and are
 * silent while one of them runs.
 */
import { Opcode } from '../bytecode';
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  callObject, internStr, newException, newTuple, PythonError,
  type BuiltinFunctionData, type PyException, type PyTuple, type PyType,
} from '../objects';
import { callFunctionEx, callNative } from './callOperations';
import type { Frame, Slot } from './frame';
import { pushCallFrame } from './frameEntry';
import { frameLocals, getFrameObject } from './frameObject';
import { EVENT_FLAG, LINE_FLAG, OPCODE_MASK } from './instruction';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';
import type { ExecutionObserver } from './observer';
import type { Thread } from './thread';
import { traceLine } from './tracing';
import { markCode } from './codeMarks';
import { existingFrameTrace, frameTraceOf, localsToFast, setFrameHook } from './frameTrace';
import { MonitoringObserver } from './monitoringObserver';

/** What is being reported (PY_MONITORING_EVENT_*, as far as it is told apart). */
export const enum MonitoredEvent { None, Start, Resume, Throw, Return, Yield, Unwind, Raise, Line, Opcode, Call, NativeReturn, NativeRaise }

/** A profiler in native code: told of calls and returns without Python between. `native` is the built-in function called, or null. */
export interface NativeProfiler {
  enter(frame: Frame, native: PyObject | null): void;
  leave(frame: Frame, native: PyObject | null): void;
}

type EventName = 'call' | 'line' | 'return' | 'exception' | 'opcode' | 'c_call' | 'c_return' | 'c_exception';

export class Monitor {
  /** The frame of the event was given another place to go on (f_lineno). */
  hasJumped = false;
  private readonly marked = new WeakSet<LoadedCode>();
  private readonly markedFully = new WeakSet<LoadedCode>();
  private readonly lineObserver: Pick<ExecutionObserver, 'line'> = { line: (frame, line) => this.line(frame, line) };

  private readonly threads = new Set<Thread>();
  private readonly observer: ExecutionObserver | null;

  constructor(private readonly rt: Interpreter) {
    this.observer = rt.executionObserver;
  }

  mark(code: LoadedCode, everything = false): void {
    const known = everything ? this.markedFully : this.marked;
    if (known.has(code)) return;
    known.add(code);
    this.marked.add(code);
    markCode(code, everything);
  }

  /** After the hooks of a thread have changed. */
  update(thread: Thread): void {
    const { rt, threads } = this;
    if (thread.traceHook !== null || thread.profileHook !== null || thread.nativeProfilers.length > 0) threads.add(thread);
    else threads.delete(thread);
    const isWanted = threads.size > 0;
    const hooks = [...threads].flatMap(({ traceHook, profileHook }) => [traceHook, profileHook]).filter((hook) => hook !== null);
    rt.moduleStates.set('sys hooks', hooks);
    if (isWanted === (rt.monitor !== null)) return;
    rt.monitor = isWanted ? this : null;
    rt.executionObserver = isWanted ? new MonitoringObserver(this, this.observer) : this.observer;
    for (let { frame } = rt; isWanted && frame !== null; frame = frame.previous) this.mark(frame.code);
  }

  // ---- what the eval loop tells ----------------------------------------------------------------------

  /** A marked instruction is about to run. True: the frame goes on elsewhere. */
  instruction(frame: Frame, previousPc: number, pc: number, marked: number): boolean {
    const thread = this.rt.threads.current;
    if (thread.monitoringDepth > 0) return false;
    this.hasJumped = false;
    if ((marked & LINE_FLAG) !== 0 && thread.traceHook !== null) {
      traceLine(this.lineObserver, frame, previousPc, pc);
      if (this.hasJumped) return true;
    }
    if ((marked & EVENT_FLAG) === 0) return false;
    if (frame.frameObject !== null && existingFrameTrace(frame.frameObject)?.opcodes === true) {
      this.trace(thread, frame, 'opcode', MonitoredEvent.Opcode, null);
      if (this.hasJumped) return true;
    }
    this.event(thread, frame, pc, marked & OPCODE_MASK);
    return this.hasJumped;
  }

  private event(thread: Thread, frame: Frame, pc: number, opcode: number): void {
    const { stack, stackPointer, code } = frame;
    switch (opcode) {
      case Opcode.RESUME: {
        const kind = ((code.instructions[pc + 1] as number) & 3) === 0 ? MonitoredEvent.Start : MonitoredEvent.Resume;
        this.enter(thread, frame, kind);
        return;
      }
      case Opcode.RETURN_VALUE:
        this.leave(thread, frame, MonitoredEvent.Return, stack[stackPointer - 1] as PyObject);
        return;
      case Opcode.RETURN_CONST:
        this.leave(thread, frame, MonitoredEvent.Return, code.consts[code.instructions[pc + 1] as number] as PyObject);
        return;
      case Opcode.YIELD_VALUE:
        this.leave(thread, frame, MonitoredEvent.Yield, stack[stackPointer - 1] as PyObject);
        return;
      case Opcode.END_SEND: {
        const { generator, coroutine } = this.rt.types;
        const { type } = stack[stackPointer - 2] as PyObject;
        if (type === generator || type === coroutine) this.stopIteration(thread, frame, stack[stackPointer - 1] as PyObject);
        return;
      }
      default:
    }
  }

  /** A generator is resumed by an exception. Returns the exception to raise (both owned). */
  thrown(frame: Frame, exception: PyObject): PyObject {
    const thread = this.rt.threads.current;
    if (thread.monitoringDepth > 0) return exception;
    return this.instead(exception, () => this.enter(thread, frame, MonitoredEvent.Throw));
  }

  /** An exception was raised in, or came up to, the frame. Returns the one that goes on (both owned). */
  raised(frame: Frame, exception: PyObject): PyObject {
    const thread = this.rt.threads.current;
    if (thread.monitoringDepth > 0 || thread.traceHook === null) return exception;
    return this.instead(exception, () => this.exception(thread, frame, exception));
  }

  /** An iterator has ended with a StopIteration that goes no further; thrown is what a hook raised. */
  stopped(frame: Frame, exception: PyObject): void {
    const outcome = this.raised(frame, exception);
    if (outcome !== exception) throw new PythonError(outcome);
  }

  /** The frame is left by an exception. */
  unwound(frame: Frame, exception: PyObject): PyObject {
    const thread = this.rt.threads.current;
    if (thread.monitoringDepth > 0) return exception;
    return this.instead(exception, () => this.leave(thread, frame, MonitoredEvent.Unwind, null));
  }

  private instead(exception: PyObject, report: () => void): PyObject {
    try {
      report();
      return exception;
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      decref(this.rt, exception);
      return error.exception;
    }
  }

  /** CALL. Returns the new height of the stack, or -1 when a frame was pushed. */
  call(frame: Frame, argumentCount: number, kwnames: PyTuple | null): number {
    const { rt } = this;
    const { stack, stackPointer: sp } = frame;
    let first = sp - argumentCount;
    const bottom = first - 2;
    const method = stack[first - 2] as Slot;
    let callable = stack[first - 1] as PyObject;
    if (method !== null) {
      callable = method;
      first--;
    }
    const reported = this.nativeCallable(callable, first < sp ? (stack[first] as PyObject) : null);
    try {
      if (reported !== null) this.native(frame, reported, 'c_call', MonitoredEvent.Call);
      if (method === null && callable.type === rt.types.method) {
        const bound = callable as PyObject<{ function: PyObject; self: PyObject }>;
        callable = incref(bound.value.function);
        stack[first - 2] = callable;
        stack[--first] = incref(bound.value.self);
        decref(rt, bound);
      }
      if (callable.type === rt.types.function) {
        pushCallFrame(rt, frame, callable as Parameters<typeof pushCallFrame>[2], first, sp - first, kwnames, bottom);
        return -1;
      }
      return this.reporting(frame, reported, () => callNative(rt, frame, callable, first, sp, kwnames, bottom));
    } finally {
      xdecref(rt, reported);
    }
  }

  /** CALL_FUNCTION_EX; as `callFunctionEx`. */
  callEx(frame: Frame, argument: number): ReturnType<typeof callFunctionEx> {
    const { rt } = this;
    const { stack, stackPointer } = frame;
    const argsSlot = stackPointer - 1 - (argument & 1);
    const args = stack[argsSlot] as PyObject;
    const self = args.type === rt.types.tuple ? ((args as PyTuple).value[0] ?? null) : null;
    const reported = this.nativeCallable(stack[argsSlot - 1] as PyObject, self);
    try {
      if (reported !== null) this.native(frame, reported, 'c_call', MonitoredEvent.Call);
      return this.reporting(frame, reported, () => callFunctionEx(rt, frame, argument));
    } finally {
      xdecref(rt, reported);
    }
  }

  private reporting<R>(frame: Frame, reported: PyObject | null, perform: () => R): R {
    let result: R;
    try {
      result = perform();
    } catch (error) {
      if (reported !== null && error instanceof PythonError) {
        throw new PythonError(this.instead(error.exception, () => this.native(frame, reported, 'c_exception', MonitoredEvent.NativeRaise)));
      }
      throw error;
    }
    if (reported !== null) this.native(frame, reported, 'c_return', MonitoredEvent.NativeReturn);
    return result;
  }

  /** The built-in function a profiler is told of (new reference), or null: methods of built-in types as bound. */
  private nativeCallable(callable: PyObject, self: PyObject | null): PyObject | null {
    const { types, threads: { current } } = this.rt;
    if (current.monitoringDepth > 0 || (current.profileHook === null && current.nativeProfilers.length === 0)) return null;
    if (callable.type === types.builtinFunction) return incref(callable as PyObject<BuiltinFunctionData>);
    if (callable.type !== types.methodDescriptor || self === null) return null;
    return (callable.type as PyType).descrGet?.(this.rt, callable, self, self.type as PyType) ?? null;
  }

  // ---- events ------------------------------------------------------------------------------------------

  private line(frame: Frame, line: number): void {
    const thread = this.rt.threads.current;
    if (thread.traceHook === null) return;
    const trace = frameTraceOf(getFrameObject(this.rt, frame));
    if (!trace.lines || line < 0) return;
    trace.line = line;
    try {
      this.trace(thread, frame, 'line', MonitoredEvent.Line, null);
    } finally {
      trace.line = 0;
    }
  }

  private enter(thread: Thread, frame: Frame, event: MonitoredEvent): void {
    for (const profiler of thread.nativeProfilers) profiler.enter(frame, null);
    this.profile(thread, frame, 'call', event, null);
    this.trace(thread, frame, 'call', event, null);
  }

  private leave(thread: Thread, frame: Frame, event: MonitoredEvent, value: PyObject | null): void {
    for (const profiler of thread.nativeProfilers) profiler.leave(frame, null);
    this.profile(thread, frame, 'return', event, value);
    this.trace(thread, frame, 'return', event, value);
  }

  private native(frame: Frame, callable: PyObject, name: EventName, event: MonitoredEvent): void {
    const thread = this.rt.threads.current;
    for (const profiler of thread.nativeProfilers) {
      if (name === 'c_call') profiler.enter(frame, callable);
      else profiler.leave(frame, callable);
    }
    this.profile(thread, frame, name, event, callable);
  }

  private exception(thread: Thread, frame: Frame, exception: PyObject): void {
    const { rt } = this;
    const traceback = (exception as PyException).value.traceback;
    const argument = newTuple(rt, [incref((exception.type as PyType).object as PyObject), incref(exception), incref(traceback ?? rt.none)]);
    try {
      this.trace(thread, frame, 'exception', MonitoredEvent.Raise, argument);
    } finally {
      decref(rt, argument);
    }
  }

  private stopIteration(thread: Thread, frame: Frame, value: PyObject): void {
    if (thread.traceHook === null) return;
    const exception = newException(this.rt, 'StopIteration', value === this.rt.none ? [] : [incref(value)]);
    try {
      this.exception(thread, frame, exception);
    } finally {
      decref(this.rt, exception);
    }
  }

  /** trace_trampoline: a call asks the thread's hook, everything else the frame's. */
  private trace(thread: Thread, frame: Frame, name: EventName, event: MonitoredEvent, argument: PyObject | null): void {
    if (thread.traceHook === null) return;
    const { rt } = this;
    const frameObject = getFrameObject(rt, frame);
    const hook = name === 'call' ? thread.traceHook : (existingFrameTrace(frameObject)?.hook ?? null);
    if (hook === null) return;
    incref(frameObject);
    try {
      const result = this.invoke(thread, frame, frameObject, hook, name, event, argument, () => {
        this.setTrace(thread, null);
        setFrameHook(rt, frameObject, null);
      });
      if (result === rt.none) decref(rt, result);
      else setFrameHook(rt, frameObject, result);
    } finally {
      decref(rt, frameObject);
    }
  }

  private profile(thread: Thread, frame: Frame, name: EventName, event: MonitoredEvent, argument: PyObject | null): void {
    const { profileHook } = thread;
    if (profileHook === null) return;
    const { rt } = this;
    const frameObject = incref(getFrameObject(rt, frame));
    try {
      decref(rt, this.invoke(thread, frame, frameObject, profileHook, name, event, argument, () => this.setProfile(thread, null)));
    } finally {
      decref(rt, frameObject);
    }
  }

  /** call_trampoline: the variables are gathered before and taken back afterwards. A hook that fails is taken away. */
  private invoke(
    thread: Thread, frame: Frame, frameObject: PyObject, hook: PyObject, name: EventName, event: MonitoredEvent, argument: PyObject | null, onFailure: () => void,
  ): PyObject {
    const { rt } = this;
    const outer = thread.monitoredEvent;
    const text = internStr(rt, name);
    incref(hook);
    thread.monitoringDepth++;
    thread.monitoredEvent = event;
    try {
      if (!rt.profile.localsAreFresh) frameLocals(rt, frame);
      const result = callObject(rt, hook, [frameObject, text, argument ?? rt.none]);
      if (!rt.profile.localsAreFresh) localsToFast(rt, frame);
      return result;
    } catch (error) {
      if (error instanceof PythonError) onFailure();
      throw error;
    } finally {
      thread.monitoredEvent = outer;
      thread.monitoringDepth--;
      decref(rt, text);
      decref(rt, hook);
    }
  }

  // ---- hooks ---------------------------------------------------------------------------------------------

  /** `hook` borrowed. */
  setTrace(thread: Thread, hook: PyObject | null): void {
    const old = thread.traceHook;
    thread.traceHook = hook === null ? null : incref(hook);
    this.update(thread);
    xdecref(this.rt, old);
  }

  setProfile(thread: Thread, hook: PyObject | null): void {
    const old = thread.profileHook;
    thread.profileHook = hook === null ? null : incref(hook);
    this.update(thread);
    xdecref(this.rt, old);
  }

  addProfiler(profiler: NativeProfiler): void {
    const { current } = this.rt.threads;
    current.nativeProfilers.push(profiler);
    this.update(current);
  }

  removeProfiler(profiler: NativeProfiler): void {
    for (const thread of [...this.threads]) {
      const at = thread.nativeProfilers.indexOf(profiler);
      if (at >= 0) thread.nativeProfilers.splice(at, 1);
      this.update(thread);
    }
  }
}
