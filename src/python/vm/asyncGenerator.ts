/**
 * Asynchronous generators: the type, the awaitables that `__anext__`, `asend`, `athrow` and `aclose`
 * return, and the wrapper that tells a yielded value from one passed on by an `await` inside (CPython
 * Objects/genobject.c from "Asynchronous Generators" on).
 *
 * Deliberately absent: how a generator runs and is thrown into (`generator.ts`, `generatorMethods.ts`).
 */
import { decref, FreeList, incref, xdecref, type PyObject } from '../memory';
import {
  callObject, classMethod, fast, machine, matches, newGenericAlias, noArgs, oneArg, PythonError, raise, raiseStopIteration, varArgs, warn,
  type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { send, throwException, throwInto } from './generatorMethods';
import type { GeneratorData, PyGenerator } from './generatorState';
import { attributesWithPrefix, generatorLayout, generatorSlots } from './generatorTypes';
import type { Interpreter } from './interpreter';

interface AwaitableData {
  /** Owned. */
  readonly generator: PyGenerator;
  /** Owned: what `asend` sends (null: None), or the arguments of `athrow` (null: `aclose`). */
  readonly argument: PyObject | null;
  state: 'new' | 'iterating' | 'closed';
}
type PyAwaitable = PyObject<AwaitableData, PyType>;

/** The types this file adds, one set per interpreter. */
export interface AsyncGeneratorTypes { readonly send: PyType; readonly throw: PyType; readonly wrappedValue: PyType }

const interpreterOf = (rt: Runtime): Interpreter => machine(rt) as unknown as Interpreter;
const dataOf = (self: PyObject): GeneratorData => (self as PyGenerator).value;
const awaitable = (self: PyObject): AwaitableData => (self as PyAwaitable).value;

/** CALL_INTRINSIC_1 ASYNC_GEN_WRAP; `value` borrowed. */
export function wrapYieldedValue(rt: Interpreter, value: PyObject): PyObject {
  const wrapper = rt.heap.newFromFreeList(FreeList.AsyncValue, rt.asyncGeneratorTypes.wrappedValue, incref(value));
  rt.heap.track(wrapper);
  return wrapper;
}

/** The hooks of sys.set_asyncgen_hooks, when a generator is iterated for the first time. */
function callHooks(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  if (data.hasHooks) return;
  data.hasHooks = true;
  const { firstiter, finalizer } = interpreterOf(rt).threads.current.asyncHooks;
  if (finalizer !== null) {
    data.originOrFinalizer = incref(finalizer);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  }
  if (firstiter === null) return;
  incref(firstiter);
  try {
    decref(rt, callObject(rt, firstiter, [self]));
  } finally {
    decref(rt, firstiter);
  }
}

function newSend(rt: Runtime, self: PyObject, value: PyObject | null): PyObject {
  callHooks(rt, self);
  const data: AwaitableData = { generator: incref(self as PyGenerator), argument: value === null ? null : incref(value), state: 'new' };
  const result: PyAwaitable = rt.heap.newFromFreeList(FreeList.AsyncSend, interpreterOf(rt).asyncGeneratorTypes.send, data);
  rt.heap.track(result);
  return result;
}

function newThrow(rt: Runtime, self: PyObject, args: PyTuple | null): PyObject {
  callHooks(rt, self);
  const data: AwaitableData = { generator: incref(self as PyGenerator), argument: args === null ? null : incref(args), state: 'new' };
  const result: PyAwaitable = rt.heap.newContainer(interpreterOf(rt).asyncGeneratorTypes.throw, data);
  rt.heap.track(result);
  return result;
}

function isWrapped(rt: Runtime, value: PyObject): boolean {
  return value.type === interpreterOf(rt).asyncGeneratorTypes.wrappedValue;
}

const endsGenerator = (rt: Runtime, error: PythonError): boolean =>
  matches(rt, error.exception, rt.exceptions.StopAsyncIteration) || matches(rt, error.exception, rt.exceptions.GeneratorExit);

/**
 * async_gen_unwrap_value: runs the generator. A value it awaits for is passed on; a value it yields ends the awaitable
 * (StopIteration), as do exceptions.
 */
function runUnwrapped(rt: Runtime, generator: PyGenerator, body: () => PyObject): PyObject {
  let result: PyObject;
  try {
    result = body();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (endsGenerator(rt, error)) generator.value.isClosedAsync = true;
    generator.value.isRunningAsync = false;
    throw error;
  }
  if (!isWrapped(rt, result)) return result;
  generator.value.isRunningAsync = false;
  try {
    raiseStopIteration(rt, result.value as PyObject);
  } finally {
    decref(rt, result);
  }
}

/** The awaitable is used up when its step ends in an exception. */
function closingOnError<R>(data: AwaitableData, body: () => R): R {
  try {
    return body();
  } catch (error) {
    data.state = 'closed';
    throw error;
  }
}

// ---- asend, __anext__ --------------------------------------------------------------------------------

function refuseReuse(rt: Runtime, data: AwaitableData, what: string): void {
  if (data.state === 'closed') raise(rt, 'RuntimeError', `cannot reuse already awaited ${what}`);
}

function stepSend(rt: Runtime, self: PyObject, value: PyObject | null): PyObject {
  const data = awaitable(self);
  const { generator } = data;
  refuseReuse(rt, data, '__anext__()/asend()');
  let sent = value;
  if (data.state === 'new') {
    if (generator.value.isRunningAsync) raise(rt, 'RuntimeError', 'anext(): asynchronous generator is already running');
    if (value === null || value === rt.none) sent = data.argument;
    data.state = 'iterating';
  }
  generator.value.isRunningAsync = true;
  return closingOnError(data, () => runUnwrapped(rt, generator, () => send(rt, generator, sent)));
}

function throwIntoSend(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  const data = awaitable(self);
  refuseReuse(rt, data, '__anext__()/asend()');
  return closingOnError(data, () => runUnwrapped(rt, data.generator, () => throwInto(rt, data.generator, args)));
}

// ---- athrow, aclose ----------------------------------------------------------------------------------

function stepThrow(rt: Runtime, self: PyObject, value: PyObject): PyObject {
  const data = awaitable(self);
  const { generator } = data;
  refuseReuse(rt, data, 'aclose()/athrow()');
  if (generator.value.state === 'closed') {
    data.state = 'closed';
    raise(rt, 'StopIteration');
  }
  if (data.state === 'new') {
    const name = data.argument === null ? 'aclose' : 'athrow';
    if (generator.value.isRunningAsync) {
      data.state = 'closed';
      raise(rt, 'RuntimeError', `${name}(): asynchronous generator is already running`);
    }
    if (generator.value.isClosedAsync) {
      data.state = 'closed';
      raise(rt, 'StopAsyncIteration');
    }
    if (value !== rt.none) raise(rt, 'RuntimeError', "can't send non-None value to a just-started coroutine");
    data.state = 'iterating';
    generator.value.isRunningAsync = true;
    if (data.argument !== null) {
      const args = (data.argument as PyTuple).value;
      if (args.length < 1) raise(rt, 'TypeError', 'athrow expected at least 1 argument, got 0');
      if (args.length > 3) raise(rt, 'TypeError', `athrow expected at most 3 arguments, got ${args.length}`);
      return endingThrow(rt, data, () => runUnwrapped(rt, generator, () => throwException(rt, generator, args, false)));
    }
    generator.value.isClosedAsync = true;
    return endingThrow(rt, data, () => refuseYield(rt, data, throwException(rt, generator, [rt.exceptions.GeneratorExit.object], false)));
  }
  if (data.argument !== null) return runUnwrapped(rt, generator, () => send(rt, generator, value));
  return endingThrow(rt, data, () => refuseYield(rt, data, send(rt, generator, value)));
}

/** aclose(): the generator may await, but not yield. */
function refuseYield(rt: Runtime, data: AwaitableData, result: PyObject): PyObject {
  if (!isWrapped(rt, result)) return result;
  decref(rt, result);
  data.generator.value.isRunningAsync = false;
  data.state = 'closed';
  raise(rt, 'RuntimeError', 'async generator ignored GeneratorExit');
}

/** A step that ends in an exception ends the awaitable; that the generator ended is what `aclose` wants. */
function endingThrow(rt: Runtime, data: AwaitableData, body: () => PyObject): PyObject {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    data.generator.value.isRunningAsync = false;
    data.state = 'closed';
    return closedQuietly(rt, data, error);
  }
}

function closedQuietly(rt: Runtime, data: AwaitableData, error: PythonError): never {
  if (data.argument !== null || !endsGenerator(rt, error)) throw error;
  decref(rt, error.exception);
  raise(rt, 'StopIteration');
}

function throwIntoThrow(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  const data = awaitable(self);
  refuseReuse(rt, data, 'aclose()/athrow()');
  if (data.argument !== null) return runUnwrapped(rt, data.generator, () => throwInto(rt, data.generator, args));
  try {
    return refuseYield(rt, data, throwInto(rt, data.generator, args));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return closedQuietly(rt, data, error);
  }
}

// ---- types -------------------------------------------------------------------------------------------

function awaitableType(
  name: string, step: (rt: Runtime, self: PyObject, value: PyObject | null) => PyObject,
  thrown: (rt: Runtime, self: PyObject, args: readonly PyObject[]) => PyObject, free: (rt: Runtime, self: PyObject) => void,
): TypeDefinition {
  return {
    name, gc: true, basicsize: 40, flags: { disallowInstantiation: true },
    slots: {
      iter: (_rt, self) => incref(self),
      iternext: (rt, self) => step(rt, self, null),
      amAwait: (_rt, self) => incref(self),
      traverse: (self, visit) => {
        const { generator, argument } = awaitable(self);
        visit(generator);
        if (argument !== null) visit(argument);
      },
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        const { generator, argument } = awaitable(self);
        decref(rt, generator);
        xdecref(rt, argument);
        free(rt, self);
      },
    },
    methods: [
      oneArg('send', step, "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."),
      fast('throw', thrown, 'throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.'),
      noArgs('close', (rt, self) => {
        awaitable(self).state = 'closed';
        return incref(rt.none);
      }, 'close() -> raise GeneratorExit inside generator.'),
    ],
  };
}

export const asyncSendType = awaitableType('async_generator_asend', stepSend, throwIntoSend, (rt, self) => rt.heap.freeToList(FreeList.AsyncSend, self));

export const asyncThrowType = awaitableType(
  'async_generator_athrow', (rt, self, value) => stepThrow(rt, self, value ?? rt.none), throwIntoThrow, (rt, self) => rt.heap.freeContainer(self),
);

export const asyncWrappedValueType: TypeDefinition = {
  name: 'async_generator_wrapped_value', gc: true, basicsize: 24, flags: { disallowInstantiation: true },
  slots: {
    traverse: (self, visit) => visit(self.value as PyObject),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, self.value as PyObject);
      rt.heap.freeToList(FreeList.AsyncValue, self);
    },
  },
};

export const asyncGeneratorType: TypeDefinition = {
  ...generatorLayout,
  name: 'async_generator',
  slots: { ...generatorSlots, amAiter: (_rt, self) => incref(self), amAnext: (rt, self) => newSend(rt, self, null) },
  methods: [
    oneArg('asend', newSend, "asend(v) -> send 'v' in generator."),
    varArgs('athrow', (rt, self, args) => {
      if (args.value.length > 1) {
        warn(rt, 'DeprecationWarning', 'the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.');
      }
      return newThrow(rt, self, args);
    }, 'athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.'),
    noArgs('aclose', (rt, self) => newThrow(rt, self, null), 'aclose() -> raise GeneratorExit inside generator.'),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: attributesWithPrefix('ag', 'async generator', 'ag_await', (data) => data.isRunningAsync),
};
