/**
 * How generators, coroutines and asynchronous generators run: made by RETURN_GENERATOR, suspended by
 * YIELD_VALUE, resumed by native code or directly by the eval loop (CPython Objects/genobject.c gen_send_ex2).
 *
 * Ownership: the generator owns its frame, whose slots live in an array of their own. What Python code
 * does with them (`send`, `throw`, `close`) is in `generatorMethods.ts`, the types in `generatorTypes.ts`.
 */
import { CodeFlags, Opcode } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import { chainContext, machine, newInt, newTuple, PythonError, raise, type PyException, type PyStr, type PyTuple, type Runtime } from '../objects';
import type { Frame, Slot } from './frame';
import { dataStackTop, enterRecursivePython } from './frameEntry';
import { linkExceptionItem, unlinkExceptionItem, type GeneratorData, type PyGenerator } from './generatorState';
import { OPCODE_MASK } from './instruction';
import type { Interpreter } from './interpreter';

/** RETURN_GENERATOR: the running frame moves into a new generator and is popped. Returns the generator (owned). */
export function createGeneratorFrom(rt: Interpreter, frame: Frame): PyObject {
  const { flags } = frame.code;
  const type = (flags & CodeFlags.Coroutine) !== 0 ? rt.types.coroutine
    : (flags & CodeFlags.AsyncGenerator) !== 0 ? rt.types.asyncGenerator : rt.types.generator;
  const func = frame.function.value;
  const data: GeneratorData = {
    frame, state: 'created', name: incref(func.name as PyStr), qualname: incref(func.qualname as PyStr), code: frame.code,
    exceptionItem: { value: null, previous: null }, originOrFinalizer: null, isRunningAsync: false, isClosedAsync: false, hasHooks: false,
  };
  const generator: PyGenerator = rt.heap.newContainer(type, data);
  const size = frame.code.nlocalsplus + frame.code.stacksize;
  const own = new Array<Slot>(size).fill(null);
  for (let i = 0; i < frame.stackPointer - frame.base; i++) own[i] = frame.stack[frame.base + i] as Slot;
  frame.stackPointer -= frame.base;
  frame.stack = own;
  frame.base = 0;
  frame.generator = generator;
  rt.frame = frame.previous;
  frame.previous = null;
  rt.recursionRemaining++;
  rt.heap.track(generator);
  if (type === rt.types.coroutine) {
    const { coroutineOriginDepth } = rt.threads.current;
    if (coroutineOriginDepth > 0) data.originOrFinalizer = callersOf(rt, rt.frame, coroutineOriginDepth);
  }
  return generator;
}

/** `cr_origin`: file, line and function of the callers, innermost first (compute_cr_origin). */
function callersOf(rt: Interpreter, caller: Frame | null, depth: number): PyTuple {
  const callers: PyObject[] = [];
  for (let frame = caller; frame !== null && callers.length < depth; frame = frame.previous) {
    const { filename, name } = frame.code;
    callers.push(newTuple(rt, [incref(filename), newInt(rt, frame.line), incref(name)]));
  }
  return newTuple(rt, callers);
}

/** YIELD_VALUE: the running generator frame is popped. Returns the frame below. */
export function suspendGenerator(rt: Interpreter, frame: Frame): Frame | null {
  const data = (frame.generator as PyGenerator).value;
  data.state = 'suspended';
  unlinkExceptionItem(rt, data.exceptionItem);
  const { previous } = frame;
  frame.previous = null;
  frame.returnPc = -1;
  rt.frame = previous;
  rt.recursionRemaining++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(frame.generator as PyObject);
  return previous;
}

/** Puts the frame of a generator that may run on top; `value` (taken over) is what `yield` gives. */
function pushGeneratorFrame(rt: Interpreter, data: GeneratorData, value: PyObject, isEntry: boolean): Frame {
  enterRecursivePython(rt);
  const frame = data.frame as Frame;
  frame.stack[frame.stackPointer++] = value;
  frame.previous = rt.frame;
  frame.isEntry = isEntry;
  frame.end = dataStackTop(rt);
  data.state = 'executing';
  linkExceptionItem(rt, data.exceptionItem);
  rt.frame = frame;
  if (rt.executionObserver !== null) rt.executionObserver.call(frame);
  return frame;
}

/**
 * FOR_ITER and SEND on a generator: its frame is entered without native code in between. When it
 * returns, the caller goes on at `returnTarget`. False: it cannot run now, `value` was given back.
 */
export function enterGenerator(rt: Interpreter, _caller: Frame, generator: PyObject, value: PyObject, returnTarget: number): boolean {
  const data = (generator as PyGenerator).value;
  if (data.state === 'executing' || data.state === 'closed' || (data.state === 'created' && value !== rt.none)) {
    decref(rt, value);
    return false;
  }
  const frame = pushGeneratorFrame(rt, data, value, false);
  frame.returnPc = returnTarget - 2;
  return true;
}

export function kindOf(rt: Runtime, self: PyObject): string {
  return self.type === rt.types.coroutine ? 'coroutine' : self.type === rt.types.asyncGenerator ? 'async generator' : 'generator';
}

/** What a resumption came to: a yielded value, or the return value once finished (both owned). */
export interface Resumption { readonly finished: boolean; readonly value: PyObject }

/**
 * gen_send_ex2. `value` borrowed, or null for None; `thrown` (taken over) is raised at the yield.
 * Null: already finished (a closed generator without a thrown exception).
 */
export function resumeGenerator(runtime: Runtime, self: PyObject, value: PyObject | null, thrown: PyObject | null, closing: boolean): Resumption | null {
  const rt = machine(runtime) as unknown as Interpreter;
  const data = (self as PyGenerator).value;
  if (data.state === 'created' && value !== null && value !== rt.none) {
    raise(rt, 'TypeError', `can't send non-None value to a just-started ${kindOf(rt, self)}`);
  }
  if (data.state === 'executing') {
    if (thrown !== null) decref(rt, thrown);
    raise(rt, 'ValueError', `${kindOf(rt, self)} already executing`);
  }
  if (data.state === 'closed') {
    if (self.type === rt.types.coroutine && !closing) {
      if (thrown !== null) decref(rt, thrown);
      raise(rt, 'RuntimeError', 'cannot reuse already awaited coroutine');
    }
    if (thrown !== null) throw new PythonError(thrown);
    return null;
  }
  const frame = pushGeneratorFrame(rt, data, incref(value ?? rt.none), true);
  if (thrown !== null && data.exceptionItem.value !== null) chainContext(rt, thrown as PyException);
  const result = rt.runFrame(frame, thrown);
  return { finished: (data.state as string) === 'closed', value: result };
}

/** The iterator that `yield from` or `await` waits for (borrowed), or null. */
export function yieldingFrom(data: GeneratorData): PyObject | null {
  const { frame } = data;
  if (data.state !== 'suspended' || frame === null) return null;
  const next = (frame.code.instructions[frame.pc + 2] as number) & OPCODE_MASK;
  const resumeArgument = frame.code.instructions[frame.pc + 3] as number;
  return next === Opcode.RESUME && (resumeArgument & 3) >= 2 ? (frame.stack[frame.stackPointer - 1] as PyObject) : null;
}
