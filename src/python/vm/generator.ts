/**
 * Generators and coroutines: made by RETURN_GENERATOR, resumed by `send`, `throw`, `next` or directly
 * by the eval loop (CPython Objects/genobject.c).
 *
 * Ownership: the generator owns its frame, whose slots live in an array of their own.
 */
import { CodeFlags, Opcode } from '../bytecode';
import { clearWeakrefs, decref, GcBits, incref, type PyObject, xdecref } from '../memory';
import {
  callObject, isExceptionClass, isExceptionInstance, lookupAttributeString, machine, matches, newException, newStr, PythonError, raise,
  raiseStopIteration, setTraceback, type MethodDefinition, type PyException, type PyStr, type Runtime, type TypeDefinition, type GetSetDefinition,
  fast, newBool, noArgs, oneArg,
} from '../objects';
import type { Frame, Slot } from './frame';
import { clearFrame } from './frameExit';
import { dataStackTop, enterRecursivePython } from './frameEntry';
import { getFrameObject } from './frameObject';
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
    exceptionItem: { value: null, previous: null },
  };
  frame.code.object.refcnt++;
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
  return generator;
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

function kindOf(rt: Runtime, self: PyObject): string {
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

function send(rt: Runtime, self: PyObject, value: PyObject | null): PyObject {
  const resumption = resumeGenerator(rt, self, value, null, false);
  if (resumption === null) raiseStopIteration(rt, null);
  if (!resumption.finished) return resumption.value;
  if (resumption.value === rt.none) {
    decref(rt, resumption.value);
    raiseStopIteration(rt, null);
  }
  return stopWith(rt, resumption.value);
}

function stopWith(rt: Runtime, value: PyObject): never {
  try {
    raiseStopIteration(rt, value);
  } finally {
    decref(rt, value);
  }
}

function iternext(rt: Runtime, self: PyObject): PyObject | null {
  const resumption = resumeGenerator(rt, self, null, null, false);
  if (resumption === null) return null;
  if (!resumption.finished) return resumption.value;
  if (resumption.value === rt.none) {
    decref(rt, resumption.value);
    return null;
  }
  return stopWith(rt, resumption.value);
}

/** `throw(type_or_instance[, value[, traceback]])`. */
function throwInto(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  if (args.length < 1 || args.length > 3) {
    raise(rt, 'TypeError', args.length < 1 ? 'throw expected at least 1 argument, got 0' : `throw expected at most 3 arguments, got ${args.length}`);
  }
  const data = (self as PyGenerator).value;
  const inner = yieldingFrom(data);
  if (inner !== null) {
    const delegated = throwIntoDelegate(rt, self, data, inner, args);
    if (delegated !== null) return delegated;
  }
  const exception = thrownException(rt, args);
  const resumption = resumeGenerator(rt, self, null, exception, false);
  if (resumption === null) raiseStopIteration(rt, null);
  if (!resumption.finished) return resumption.value;
  return stopWith(rt, resumption.value);
}

/** Throws into the iterator a `yield from` waits for; null: it has no `throw`, so it happens here. */
function throwIntoDelegate(rt: Runtime, self: PyObject, data: GeneratorData, inner: PyObject, args: readonly PyObject[]): PyObject | null {
  const given = args[0] as PyObject;
  if (isExceptionClass(rt, given) ? given === rt.exceptions.GeneratorExit.object : matches(rt, given, rt.exceptions.GeneratorExit)) {
    incref(inner);
    data.state = 'executing';
    try {
      closeIterator(rt, inner);
    } finally {
      data.state = 'suspended';
      decref(rt, inner);
    }
    return null;
  }
  const method = lookupAttributeString(rt, inner, 'throw');
  if (method === null) return null;
  incref(inner);
  data.state = 'executing';
  try {
    return callObject(rt, method, args);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    data.state = 'suspended';
    return finishDelegation(rt, self, data, error.exception);
  } finally {
    if (data.state === 'executing') data.state = 'suspended';
    decref(rt, method);
    decref(rt, inner);
  }
}

/** The delegate ended with an exception: StopIteration gives `yield from` its value, others are raised there. */
function finishDelegation(rt: Runtime, self: PyObject, data: GeneratorData, exception: PyObject): PyObject {
  const frame = data.frame as Frame;
  if (matches(rt, exception, rt.exceptions.StopIteration)) {
    const value = incref((exception as PyException).value.members?.['value'] ?? rt.none);
    decref(rt, exception);
    // The receiver leaves the stack and SEND's jump is taken: the value is what `yield from` yields.
    const receiver = frame.stack[--frame.stackPointer] as PyObject;
    decref(rt, receiver);
    frame.pc = sendTarget(frame);
    try {
      return send(rt, self, value);
    } finally {
      decref(rt, value);
    }
  }
  const resumption = resumeGenerator(rt, self, null, exception, false);
  if (resumption === null) raiseStopIteration(rt, null);
  if (!resumption.finished) return resumption.value;
  return stopWith(rt, resumption.value);
}

/** Behind the END_SEND that belongs to the SEND before a suspended `yield from`. */
function sendTarget(frame: Frame): number {
  const { instructions } = frame.code;
  for (let pc = frame.pc; pc >= 0; pc -= 2) {
    if (((instructions[pc] as number) & OPCODE_MASK) === Opcode.SEND) return instructions[pc + 1] as number;
  }
  return frame.pc;
}

/** The instance `throw` was asked to raise (owned). */
function thrownException(rt: Runtime, args: readonly PyObject[]): PyObject {
  const [given, value = null, traceback = null] = args as [PyObject, PyObject?, PyObject?];
  if (traceback !== null && traceback !== rt.none && traceback.type !== rt.types.traceback) {
    raise(rt, 'TypeError', 'throw() third argument must be a traceback object');
  }
  let exception: PyException;
  if (isExceptionClass(rt, given)) {
    const made = value === null || value === rt.none ? callObject(rt, given, [])
      : isExceptionInstance(rt, value) ? incref(value)
        : callObject(rt, given, value.type === rt.types.tuple ? (value.value as PyObject[]) : [value]);
    exception = made as PyException;
  } else if (isExceptionInstance(rt, given)) {
    if (value !== null && value !== rt.none) raise(rt, 'TypeError', 'instance exception may not have a separate value');
    exception = incref(given);
  } else {
    raise(rt, 'TypeError', `exceptions must be classes or instances deriving from BaseException, not ${given.type.name}`);
  }
  if (traceback !== null && traceback !== rt.none) setTraceback(rt, exception, incref(traceback));
  return exception;
}

function closeIterator(rt: Runtime, iterator: PyObject): void {
  if (iterator.type === rt.types.generator || iterator.type === rt.types.coroutine) {
    close(rt, iterator);
    return;
  }
  const method = lookupAttributeString(rt, iterator, 'close');
  if (method === null) return;
  try {
    decref(rt, callObject(rt, method, []));
  } finally {
    decref(rt, method);
  }
}

/** gen_close: GeneratorExit at the yield; nothing may be yielded any more. */
export function close(rt: Runtime, self: PyObject): void {
  const data = (self as PyGenerator).value;
  if (data.state === 'closed') return;
  if (data.state === 'created') {
    finishUnstarted(rt, data);
    return;
  }
  const inner = yieldingFrom(data);
  let exception: PyObject | null = null;
  if (inner !== null) {
    incref(inner);
    data.state = 'executing';
    try {
      closeIterator(rt, inner);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      exception = error.exception;
    } finally {
      data.state = 'suspended';
      decref(rt, inner);
    }
  }
  exception ??= newException(rt, 'GeneratorExit', []);
  let resumption: Resumption | null;
  try {
    resumption = resumeGenerator(rt, self, null, exception, true);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (!matches(rt, error.exception, rt.exceptions.StopIteration) && !matches(rt, error.exception, rt.exceptions.GeneratorExit)) throw error;
    decref(rt, error.exception);
    return;
  }
  if (resumption === null) return;
  decref(rt, resumption.value);
  if (!resumption.finished) raise(rt, 'RuntimeError', `${kindOf(rt, self)} ignored GeneratorExit`);
}

/** A generator that never ran has nothing to unwind. */
function finishUnstarted(runtime: Runtime, data: GeneratorData): void {
  const rt = machine(runtime) as unknown as Interpreter;
  const frame = data.frame as Frame;
  data.state = 'closed';
  data.frame = null;
  if (rt.heap.observer !== null && frame.generator !== null) rt.heap.observer.mutated(frame.generator);
  clearFrame(rt, frame, null);
}

function finalize(rt: Runtime, self: PyObject): void {
  const data = (self as PyGenerator).value;
  if (data.state === 'closed' || data.state === 'executing') return;
  if (self.type === rt.types.coroutine && data.state === 'created') {
    (machine(rt) as unknown as Interpreter).warnNeverAwaited(self);
    return;
  }
  try {
    close(rt, self);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, self);
  }
}

function dealloc(rt: Runtime, self: PyObject): void {
  const data = (self as PyGenerator).value;
  const { heap } = rt;
  heap.untrack(self);
  clearWeakrefs(rt, self);
  if (data.state !== 'closed' && (self.gc & GcBits.Finalized) === 0) {
    heap.track(self);
    self.refcnt = 1;
    self.gc |= GcBits.Finalized;
    if (heap.observer !== null) heap.observer.finalizing(self);
    finalize(rt, self);
    if (--self.refcnt > 0) return;
    heap.untrack(self);
  }
  if (data.frame !== null) finishUnstarted(rt, data);
  xdecref(rt, data.exceptionItem.value);
  decref(rt, data.code.object);
  decref(rt, data.name);
  decref(rt, data.qualname);
  heap.freeContainer(self);
}

function traverse(self: PyObject, visit: (referent: PyObject) => void): void {
  const data = (self as PyGenerator).value;
  visit(data.name);
  visit(data.qualname);
  const { frame } = data;
  if (frame !== null && data.state !== 'executing') {
    if (frame.frameObject !== null) visit(frame.frameObject);
    if (frame.locals !== null) visit(frame.locals);
    visit(frame.function);
    visit(frame.code.object);
    for (let slot = 0; slot < frame.stackPointer; slot++) {
      const value = frame.stack[slot] as Slot;
      if (value !== null) visit(value);
    }
  }
  if (data.exceptionItem.value !== null) visit(data.exceptionItem.value);
}

const generatorData = (self: PyObject): GeneratorData => (self as PyGenerator).value;

function attributesWithPrefix(prefix: string, delegateName: string): GetSetDefinition[] {
  return [
    { name: '__name__', get: (_rt, self) => incref(generatorData(self).name), set: (rt, self, value) => setName(rt, self, 'name', value) },
    { name: '__qualname__', get: (_rt, self) => incref(generatorData(self).qualname), set: (rt, self, value) => setName(rt, self, 'qualname', value) },
    { name: delegateName, get: (rt, self) => incref(yieldingFrom(generatorData(self)) ?? rt.none) },
    { name: `${prefix}_running`, get: (rt, self) => newBool(rt, generatorData(self).state === 'executing') },
    { name: `${prefix}_suspended`, get: (rt, self) => newBool(rt, generatorData(self).state === 'suspended') },
    { name: `${prefix}_code`, get: (_rt, self) => incref(generatorData(self).code.object) },
    {
      name: `${prefix}_frame`,
      get: (rt, self) => {
        const { frame } = generatorData(self);
        return incref(frame === null ? rt.none : getFrameObject(machine(rt) as unknown as Interpreter, frame));
      },
    },
  ];
}

function setName(rt: Runtime, self: PyObject, field: 'name' | 'qualname', value: PyObject | null): void {
  if (value === null || typeof value.value !== 'string') raise(rt, 'TypeError', `__${field}__ must be set to a string object`);
  const old = generatorData(self)[field];
  generatorData(self)[field] = incref(value as PyStr);
  decref(rt, old);
}

const sharedMethods: readonly MethodDefinition[] = [
  oneArg('send', send),
  fast('throw', throwInto),
  noArgs('close', (rt, self) => {
    close(rt, self);
    return incref(rt.none);
  }),
];

const reprOf = (rt: Runtime, self: PyObject): PyObject =>
  newStr(rt, `<${self.type.name} object ${generatorData(self).qualname.value} at 0x${rt.addressOf(self).toString(16)}>`);

/** Size without GC header: the object and its frame's slots. */
const sizeof = (_rt: Runtime, self: PyObject): number =>
  144 + 8 * (generatorData(self).code.nlocalsplus + generatorData(self).code.stacksize);

const sharedSlots = { repr: reprOf, traverse, dealloc, finalize };

export const generatorType: TypeDefinition = {
  name: 'generator', gc: true, weakrefs: true, basicsize: 72, flags: { disallowInstantiation: true },
  slots: { ...sharedSlots, iter: (_rt, self) => incref(self), iternext },
  methods: sharedMethods,
  getset: attributesWithPrefix('gi', 'gi_yieldfrom'),
  sizeof,
};

export const coroutineType: TypeDefinition = {
  name: 'coroutine', gc: true, weakrefs: true, basicsize: 72, flags: { disallowInstantiation: true },
  slots: { ...sharedSlots, amAwait: (rt, self) => newCoroutineWrapper(rt, self) },
  methods: sharedMethods,
  getset: [...attributesWithPrefix('cr', 'cr_await'), { name: 'cr_origin', get: (rt) => incref(rt.none) }],
  sizeof,
};

export const asyncGeneratorType: TypeDefinition = {
  name: 'async_generator', gc: true, weakrefs: true, basicsize: 72, flags: { disallowInstantiation: true },
  slots: { ...sharedSlots, amAiter: (_rt, self) => incref(self) },
  getset: attributesWithPrefix('ag', 'ag_await'),
  sizeof,
};

/** `coroutine.__await__()`: an iterator that resumes the coroutine. */
function newCoroutineWrapper(rt: Runtime, coroutine: PyObject): PyObject {
  const { coroutineWrapper } = machine(rt) as unknown as Interpreter;
  const wrapper = rt.heap.newContainer(coroutineWrapper, incref(coroutine));
  rt.heap.track(wrapper);
  return wrapper;
}

const wrapped = (self: PyObject): PyObject => self.value as PyObject;

export const coroutineWrapperType: TypeDefinition = {
  name: 'coroutine_wrapper', gc: true, basicsize: 24, flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => iternext(rt, wrapped(self)),
    traverse: (self, visit) => visit(wrapped(self)),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, wrapped(self));
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    oneArg('send', (rt, self, value) => send(rt, wrapped(self), value)),
    fast('throw', (rt, self, args) => throwInto(rt, wrapped(self), args)),
    noArgs('close', (rt, self) => {
      close(rt, wrapped(self));
      return incref(rt.none);
    }),
  ],
};
