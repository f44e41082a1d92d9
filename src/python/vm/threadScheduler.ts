/**
 * Threads of one interpreter: they take turns on the one JavaScript thread, in an order that is the same
 * at each run.
 *
 * In: threads to start, waits of native functions. Out: frames of other threads run meanwhile. A thread
 * runs until it waits, ends or has had its time slice. Calls from Python to Python don't nest the eval
 * loop, so a thread that waits in its outermost loop is left as it is and taken up at the same
 * instruction later. Where native code is in between (a blocking `key=` function), the others run on top
 * of it: it goes on when they wait or end.
 *
 * Time: the monotonic clock goes by the calls and backward jumps that were run, so that who waits how long does
 * not depend on the machine; when all wait, it is moved to the first deadline.
 */
import { assert } from '../../base';
import { Opcode } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, callWithTuple, dictGetString, newException, newStr, PythonError,
  type BuiltinFunctionData, type PyDict, type PyFunction, type PyStr, type PythonThread, type PyTuple, type ThreadServices,
} from '../objects';
import type { ExceptionStackItem, Frame, Slot } from './frame';
import { pushNativeCallFrame } from './frameEntry';
import { getFrameObject } from './frameObject';
import { OPCODE_MASK } from './instruction';
import type { Interpreter } from './interpreter';
import { EVALUATION_UNITS, Thread, ThreadParked, type ThreadStart } from './thread';

const NO_FRAMES: readonly null[] = [];
/** Slots the data stack of a further thread starts with. */
const DATA_STACK = 1 << 10;
/** What a look at the clock takes: time goes on for those that wait in a loop. */
const CLOCK_LOOK = 1e-6;
/** What a call or a backward jump takes, in seconds: about what it takes CPython. */
const CHECK_POINT_TIME = 1e-7;
/** The least the clock moves, in seconds. */
const CLOCK_STEP = 1e-9;

export class ThreadScheduler implements ThreadServices {
  readonly main: Thread;
  current: Thread;
  count = 0;
  skipped = 0;
  /** Threads that wait for something or for their turn, in the order in which they are asked. */
  private readonly waiting: Thread[] = [];
  private nextIdentity = 2;
  /** What the main thread does first when it goes on: handlers of signals. */
  private readonly interrupts: (() => void)[] = [];
  /** The host's monotonic clock at the first look. */
  private origin: number | null = null;
  /** Seconds that looking at the clock took. */
  private looks = 0;

  constructor(private readonly rt: Interpreter) {
    this.main = new Thread(1, null, rt.dataStack);
    this.main.hasBegun = true;
    this.current = this.main;
  }

  now(): number {
    this.origin ??= this.rt.host.monotonic();
    return this.origin + (this.looks += CLOCK_LOOK) + this.rt.checkPoints * CHECK_POINT_TIME + this.skipped;
  }

  /** For each thread but the running one, its innermost frame. */
  get parkedFrames(): readonly (Frame | null)[] {
    return this.waiting.length === 0 ? NO_FRAMES : this.waiting.map(({ frame }) => frame);
  }

  start(callable: PyObject, args: PyTuple, kwargs: PyDict | null, onError: (exception: PyObject) => void): PythonThread {
    const start = { callable: incref(callable), args: incref(args), kwargs: kwargs === null ? null : incref(kwargs), onError };
    const thread = new Thread(this.nextIdentity++, start, new Array<Slot>(DATA_STACK).fill(null));
    if (this.count++ === 0) this.rt.beginTurn();
    for (const object of startReferences(start)) this.rt.nativeHolders.unshift({ object, name: 'start of a thread' });
    this.waiting.push(thread);
    return thread;
  }

  wait(self: PyObject, isReady: () => boolean, seconds: number | null): boolean {
    const thread = this.current;
    let { wait } = thread;
    thread.wait = null;
    for (;;) {
      if (thread === this.main) this.runInterrupts();
      if (isReady()) return true;
      wait ??= { isReady, deadline: seconds === null ? null : this.now() + seconds };
      if (wait.deadline !== null && this.now() >= wait.deadline) return false;
      thread.wait = wait;
      this.waiting.push(thread);
      if (this.isDirectCall(thread, self)) {
        thread.resumeAt = this.instructionStart();
        throw new ThreadParked();
      }
      thread.isBuried = true;
      const goesOn = this.runOthers(thread);
      thread.isBuried = false;
      thread.wait = null;
      if (!goesOn) throw new PythonError(this.deadlock());
    }
  }

  running(): { identity: number; frame: PyObject; exception: PyObject | null }[] {
    const { rt } = this;
    const states = [
      { identity: this.current.identity, top: rt.frame, item: rt.exceptionItem },
      ...this.waiting.map(({ identity, frame, exceptionItem }) => ({ identity, top: frame, item: exceptionItem })),
    ];
    return states.flatMap(({ identity, top, item }) => {
      if (top === null) return [];
      let exception: PyObject | null = null;
      for (let entry: ExceptionStackItem | null = item; entry !== null && exception === null; entry = entry.previous) exception = entry.value;
      return [{ identity, frame: incref(getFrameObject(rt, top)), exception }];
    });
  }

  inMain(action: () => void): void {
    if (this.current === this.main) action();
    else this.interrupts.push(action);
  }

  /** Somebody may want a turn, or the main thread has something to do before it goes on. */
  get wantsAttention(): boolean {
    return this.count > 0 || this.interrupts.length > 0;
  }

  private runInterrupts(): void {
    for (let action = this.interrupts.shift(); action !== undefined; action = this.interrupts.shift()) action();
  }

  /** At a check point: if somebody else can go on, the running thread has had its turn. */
  endTurn(): void {
    const { rt, current } = this;
    if (current === this.main) this.runInterrupts();
    const frame = rt.frame as Frame;
    const opcode = (frame.code.instructions[frame.pc] as number) & OPCODE_MASK;
    const canPark = current.baseDepth > 0 && rt.nativeDepth - current.baseDepth < EVALUATION_UNITS
      && (opcode === Opcode.RESUME || opcode === Opcode.JUMP_BACKWARD);
    // A thread further down the JavaScript stack goes on only when this one leaves it.
    if (!this.waiting.some((thread) => (canPark || !thread.isBuried) && this.canRun(thread))) return;
    current.wait = null;
    this.waiting.push(current);
    if (canPark) {
      current.resumeAt = frame.pc;
      throw new ThreadParked();
    }
    current.isBuried = true;
    this.runOthers(current);
    current.isBuried = false;
  }

  /** Runs the main thread's first frame, which is `rt.frame`, to its end; others run when it waits. */
  runMain(entry: Frame): PyObject {
    const { rt, main } = this;
    main.baseDepth = rt.nativeDepth + EVALUATION_UNITS;
    let frame = entry;
    let thrown: PyObject | null = null;
    for (;;) {
      try {
        const result = rt.runFrame(frame, thrown);
        main.baseDepth = 0;
        return result;
      } catch (error) {
        if (!(error instanceof ThreadParked)) {
          main.baseDepth = 0;
          throw error;
        }
      }
      thrown = this.runOthers(main) ? null : this.deadlock();
      frame = rt.frame as Frame;
      if (thrown === null) frame.pc = main.resumeAt - 2;
      else main.wait = null;
    }
  }

  /** At exit: waits for the threads that are not daemons (wait_for_thread_shutdown). The others never go on. */
  end(): void {
    const { rt } = this;
    const threading = dictGetString(rt.modules, 'threading');
    if (threading === null) return;
    incref(threading);
    try {
      decref(rt, callMethod(rt, threading, '_shutdown', []));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      rt.writeUnraisable(error.exception, threading);
    } finally {
      decref(rt, threading);
    }
  }

  private deadlock(): PyObject {
    return newException(this.rt, 'RuntimeError', [newStr(this.rt, 'deadlock: every thread waits for another one')]);
  }

  /** The others take turns until `thread` can go on. False: that will never be. */
  private runOthers(thread: Thread): boolean {
    for (;;) {
      const next = this.waiting.find((candidate) => (candidate === thread || !candidate.isBuried) && this.canRun(candidate));
      if (next === undefined) {
        if (this.skipToDeadline(thread)) continue;
        this.remove(thread);
        return false;
      }
      this.remove(next);
      if (next === thread) return true;
      this.run(next);
    }
  }

  private remove(thread: Thread): void {
    const index = this.waiting.indexOf(thread);
    assert(index >= 0, 'a thread that goes on was waiting');
    this.waiting.splice(index, 1);
  }

  private canRun(thread: Thread): boolean {
    const { wait } = thread;
    if (thread === this.main && this.interrupts.length > 0) return true;
    return wait === null || wait.isReady() || (wait.deadline !== null && this.now() >= wait.deadline);
  }

  /** Moves the clock to the first deadline of those that could then go on. */
  private skipToDeadline(thread: Thread): boolean {
    let first = Infinity;
    for (const { wait, isBuried } of this.waiting) {
      if (wait !== null && wait.deadline !== null && (!isBuried || wait === thread.wait)) first = Math.min(first, wait.deadline);
    }
    if (first === Infinity) return false;
    this.skipped += Math.max(first - this.now(), CLOCK_STEP);
    return true;
  }

  /** A turn of another thread: until it waits or ends. */
  private run(thread: Thread): void {
    const { rt } = this;
    const outer = this.current;
    const depth = rt.nativeDepth;
    this.switchTo(thread);
    thread.baseDepth = depth + EVALUATION_UNITS;
    try {
      decref(rt, thread.hasBegun ? this.resume(thread) : this.begin(thread));
      this.finish(thread);
    } catch (error) {
      if (error instanceof PythonError) {
        thread.start?.onError(error.exception);
        this.finish(thread);
      } else if (!(error instanceof ThreadParked)) throw error;
    }
    this.switchTo(outer);
    rt.nativeDepth = depth;
  }

  private resume(thread: Thread): PyObject {
    const frame = this.rt.frame as Frame;
    frame.pc = thread.resumeAt - 2;
    return this.rt.runFrame(frame, null);
  }

  private begin(thread: Thread): PyObject {
    const { rt } = this;
    thread.hasBegun = true;
    const { callable, args, kwargs } = thread.start as ThreadStart;
    const isMethod = callable.type === rt.types.method;
    const bound = callable.value as { readonly function: PyObject; readonly self: PyObject };
    const func = isMethod ? bound.function : callable;
    if (func.type !== rt.types.function) return callWithTuple(rt, callable, args, kwargs);
    const owned = (isMethod ? [bound.self, ...args.value] : args.value.slice()).map((argument) => incref(argument));
    const names: PyStr[] = [];
    kwargs?.value.keys.forEach((key, entry) => {
      if (key === null) return;
      names.push(key as PyStr);
      owned.push(incref(kwargs.value.values[entry] as PyObject));
    });
    return rt.runFrame(pushNativeCallFrame(rt, incref(func as PyFunction), owned, names.length === 0 ? null : names, true), null);
  }

  /** PyThreadState_Clear and Delete. */
  private finish(thread: Thread): void {
    const { rt } = this;
    this.count--;
    for (const object of startReferences(thread.start as ThreadStart)) {
      rt.nativeHolders.splice(rt.nativeHolders.findIndex((holder) => holder.object === object), 1);
      decref(rt, object);
    }
    const { context, asyncHooks } = thread;
    thread.context = null;
    if (asyncHooks.firstiter !== null) decref(rt, asyncHooks.firstiter);
    if (asyncHooks.finalizer !== null) decref(rt, asyncHooks.finalizer);
    if (context !== null) decref(rt, context);
    for (const action of thread.atEnd) action();
  }

  private switchTo(next: Thread): void {
    const { rt, current } = this;
    current.frame = rt.frame;
    current.exceptionItem = rt.exceptionItem;
    current.recursionDepth = rt.recursionDepth;
    current.leavingEnd = rt.leavingEnd;
    this.current = next;
    rt.frame = next.frame;
    next.frame = null;
    rt.exceptionItem = next.exceptionItem;
    rt.recursionRemaining = rt.recursionLimit - next.recursionDepth;
    rt.leavingEnd = next.leavingEnd;
    rt.dataStack = next.dataStack;
  }

  /** Whether the running instruction is the call of a native function on `self`, in the thread's outermost eval loop. */
  private isDirectCall(thread: Thread, self: PyObject): boolean {
    const { frame, nativeDepth, types } = this.rt;
    if (frame === null || nativeDepth - thread.baseDepth >= EVALUATION_UNITS || thread.baseDepth === 0) return false;
    const { stack, stackPointer: top, pc } = frame;
    const opcode = (frame.code.instructions[pc] as number) & OPCODE_MASK;
    const argument = frame.code.instructions[pc + 1] as number;
    const isBound = (slot: Slot): boolean => slot !== null && slot.type === types.builtinFunction && (slot.value as BuiltinFunctionData).self === self;
    switch (opcode) {
      case Opcode.CALL: {
        const first = top - argument;
        const method = stack[first - 2] as Slot;
        return method === null ? isBound(stack[first - 1] as Slot) : method.type === types.methodDescriptor && stack[first - 1] === self;
      }
      case Opcode.CALL_FUNCTION_EX:
        return isBound(stack[top - 2 - (argument & 1)] as Slot);
      case Opcode.BEFORE_WITH:
        return isBound(stack[top - 1] as Slot);
      default:
        return false;
    }
  }

  /** The running instruction, or the KW_NAMES that belongs to it. */
  private instructionStart(): number {
    const { code, pc } = this.rt.frame as Frame;
    return pc >= 2 && ((code.instructions[pc - 2] as number) & OPCODE_MASK) === Opcode.KW_NAMES ? pc - 2 : pc;
  }
}

/** What a thread is started with, in the order in which it is dropped. */
function startReferences({ callable, args, kwargs }: ThreadStart): PyObject[] {
  return kwargs === null ? [callable, args] : [callable, args, kwargs];
}
