/**
 * Calls that are not plain Python-to-Python calls: native callables from CALL, and CALL_FUNCTION_EX.
 *
 * After the call the callable and then the arguments are given back, the result takes their place, and
 * a due collection may run, except after the forms of `len(x)`, `isinstance(a, b)`, `type(x)` and
 * `list.append(x)` that 3.12 specialises from their second execution on (cpython-facts 3.3).
 */
import { decref, incref, type PyObject } from '../memory';
import {
  AttributeStorage, callObject, callWithTuple, newTuple, raise, str, tupleFromIterable, typeLookup,
  type BuiltinFunctionData, type MethodDefinition, type PyDict, type PyFunction, type PyMethod, type PyStr, type PyTuple, type PyType, type PyTypeObject,
} from '../objects';
import type { Frame, Slot } from './frame';
import { announceCall, GENERATOR_FLAGS, pushNativeCallFrame } from './frameEntry';
import { InlineCache } from './inlineCache';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

/** The instruction pushed a frame, which is now `rt.frame`. */
export const ENTERED = 1;
/** `Frame.returnPc` of a callee whose caller's stack still holds what it was called with. */
export const FINISHES_CALL = -2;
/** The instruction is complete. */
export const CONTINUE = 0;

/** Methods and functions whose specialised calls do not look for a due collection. */
const UNCHECKED = new Set(['len', 'isinstance']);

/** CALL of anything but a Python function. Returns the new stack height. */
export function callNative(
  rt: Interpreter, frame: Frame, callable: PyObject, first: number, sp: number, kwnames: PyTuple | null, bottom: number,
): number {
  const { stack } = frame;
  const { type } = callable;
  const { types } = rt;
  let result: PyObject;
  let checks = kwnames === null || !rt.profile.keywordCallsCheckWhenWarm || isWarm(frame);
  if (type === types.builtinFunction && kwnames === null) {
    const data = callable.value as BuiltinFunctionData;
    const { definition } = data;
    if (definition.kind === 'oneArg' && sp - first === 1) {
      result = definition.call(rt, data.self ?? rt.none, stack[first] as PyObject);
      if (definition.name === 'len') checks = !isWarm(frame);
    } else if (definition.kind === 'noArgs' && sp === first) {
      result = definition.call(rt, data.self ?? rt.none);
    } else if (definition.kind === 'fast') {
      result = definition.call(rt, data.self ?? rt.none, stack.slice(first, sp) as PyObject[]);
      if (UNCHECKED.has(definition.name)) checks = !isWarm(frame);
    } else result = callObject(rt, callable, stack.slice(first, sp) as PyObject[]);
  } else if (type === types.methodDescriptor && kwnames === null && sp > first) {
    const self = stack[first] as PyObject;
    const { definition, owner } = callable.value as { definition: MethodDefinition; owner: typeof rt.types.object };
    if (definition.kind === 'oneArg' && sp - first === 2 && self.type === owner) {
      result = definition.call(rt, self, stack[first + 1] as PyObject);
      if (owner === types.list && definition.name === 'append') checks = !isWarm(frame);
    } else if (definition.kind === 'noArgs' && sp - first === 1 && self.type === owner) {
      result = definition.call(rt, self);
    } else if (definition.kind === 'fast' && self.type === owner) {
      result = definition.call(rt, self, stack.slice(first + 1, sp) as PyObject[]);
    } else result = callObject(rt, callable, stack.slice(first, sp) as PyObject[]);
  } else {
    const args = stack.slice(first, sp) as PyObject[];
    if (callable === types.type.object && args.length === 1 && kwnames === null) checks = !isWarm(frame);
    if (callable === types.str.object && args.length === 1 && kwnames === null && isWarm(frame)) {
      // CALL_NO_KW_STR_1: no argument tuple from the second execution on.
      result = str(rt, args[0] as PyObject);
    } else if (rt.profile.initCallsSpecialize && kwnames === null && type === types.type && initOf(rt, callable, args.length) !== null && isWarm(frame)) {
      result = constructWithInit(rt, callable, args);
      checks = false;
    } else result = callObject(rt, callable, args, kwnames === null ? null : (kwnames.value as PyStr[]));
  }
  frame.stackPointer = bottom;
  if (rt.dropsFromTheTop) dropFromTheTop(rt, stack, first, sp);
  if (--callable.refcnt === 0) callable.type.dealloc(rt, callable);
  if (!rt.dropsFromTheTop) for (let slot = first; slot < sp; slot++) {
    const argument = stack[slot] as PyObject;
    if (--argument.refcnt === 0) argument.type.dealloc(rt, argument);
  }
  stack[bottom] = result;
  frame.stackPointer = bottom + 1;
  if (checks && --rt.ticks <= 0) rt.checkPoint();
  return bottom + 1;
}

/** The `__init__` of a class whose call is specialised (get_init_for_simple_managed_python_class), for so many arguments. */
function initOf(rt: Interpreter, callable: PyObject, count: number): PyFunction | null {
  const type = (callable as PyTypeObject).value;
  if (type.attributeStorage !== AttributeStorage.Inline || type.new !== rt.types.object.new) return null;
  const init = typeLookup(type, '__init__');
  if (init === null || init.type !== rt.types.function) return null;
  const code = (init as PyFunction).value.code.value as LoadedCode;
  return code.hasSimpleParameters && code.argcount === count + 1 ? (init as PyFunction) : null;
}

/** CALL_ALLOC_AND_ENTER_INIT: an instance, then `__init__` with the arguments as they are. */
function constructWithInit(rt: Interpreter, callable: PyObject, args: readonly PyObject[]): PyObject {
  const type = (callable as PyTypeObject).value;
  const init = incref(initOf(rt, callable, args.length) as PyObject);
  const instance = (type.new as NonNullable<PyType['new']>)(rt, type, rt.emptyTuple, null);
  try {
    const result = callObject(rt, init, [instance, ...args]);
    decref(rt, result);
    if (result !== rt.none) raise(rt, 'TypeError', `__init__() should return None, not '${result.type.name}'`);
  } catch (error) {
    decref(rt, instance);
    throw error;
  } finally {
    decref(rt, init);
  }
  return instance;
}

function dropFromTheTop(rt: Interpreter, stack: readonly Slot[], first: number, sp: number): void {
  for (let slot = sp - 1; slot >= first; slot--) decref(rt, stack[slot] as PyObject);
}

/** Whether the running instruction ran before, i.e. is specialised by now. Asked once per execution. */
export function isWarm(frame: Frame): boolean {
  const cache = (frame.code.caches[frame.pc >> 1] ??= new InlineCache());
  if (cache.counter === 0) return true;
  cache.counter--;
  return false;
}

/**
 * CALL_FUNCTION_EX. Stack: NULL, callable, positional arguments, keyword dict if `arg & 1`. Leaves the
 * result on the stack with `frame.stackPointer` set, or ENTERED.
 */
export function callFunctionEx(rt: Interpreter, frame: Frame, arg: number): typeof ENTERED | typeof CONTINUE {
  const { stack } = frame;
  let top = frame.stackPointer;
  const kwargs = (arg & 1) !== 0 ? (stack[--top] as PyDict) : null;
  const argsSlot = top - 1;
  const callable = stack[top - 2] as PyObject;
  let args = stack[argsSlot] as PyObject;
  if (args.type !== rt.types.tuple) {
    const tuple = positionalTuple(rt, callable, args);
    stack[argsSlot] = tuple;
    decref(rt, args);
    args = tuple;
  }
  const bottom = argsSlot - 2;
  if (callable.type === rt.types.method && (kwargs === null || kwargs.value.used === 0) && isPlainFunction(rt, (callable as PyMethod).value.function)) {
    // The caller's stack keeps what it called with, as it does in CPython: `finishCallEx` drops that.
    const { function: func, self } = (callable as PyMethod).value;
    const items = [incref(self), ...(args as PyTuple).value.map((item) => incref(item))];
    pushNativeCallFrame(rt, incref(func as PyFunction), items, null, false, true);
    (rt.frame as Frame).returnPc = FINISHES_CALL;
    announceCall(rt, rt.frame as Frame);
    return ENTERED;
  }
  if (callable.type === rt.types.function) {
    const items = (args as PyTuple).value.map((item) => incref(item));
    const kwnames = appendKeywords(rt, items, kwargs);
    frame.stackPointer = bottom;
    // The names are only compared while arguments are bound, before the dict that owns them goes. CPython has them in a tuple.
    const names = kwnames === null ? null : newTuple(rt, kwnames.map((name) => incref(name)));
    try {
      pushNativeCallFrame(rt, callable as PyFunction, items, kwnames, false, true);
    } finally {
      if (names !== null) decref(rt, names);
      decref(rt, args);
      if (kwargs !== null) decref(rt, kwargs);
    }
    announceCall(rt, rt.frame as Frame);
    return ENTERED;
  }
  const result = callWithTuple(rt, callable, args as PyTuple, kwargs);
  frame.stackPointer = bottom;
  decref(rt, callable);
  decref(rt, args);
  if (kwargs !== null) decref(rt, kwargs);
  stack[bottom] = result;
  frame.stackPointer = bottom + 1;
  return CONTINUE;
}

/** A Python function whose call runs its body at once. */
function isPlainFunction(rt: Interpreter, object: PyObject): boolean {
  return object.type === rt.types.function && (((object as PyFunction).value.code.value as LoadedCode).flags & GENERATOR_FLAGS) === 0;
}

/** Appends the values of a keyword dict (new references) and returns their names, null for none. */
function appendKeywords(rt: Interpreter, items: PyObject[], kwargs: PyDict | null): PyStr[] | null {
  if (kwargs === null) return null;
  const kwnames: PyStr[] = [];
  const { keys, values } = kwargs.value;
  for (let entry = 0; entry < keys.length; entry++) {
    const key: Slot = keys[entry] as Slot;
    if (key === null) continue;
    if (typeof key.value !== 'string') {
      items.forEach((item) => decref(rt, item));
      raise(rt, 'TypeError', 'keywords must be strings');
    }
    kwnames.push(key as PyStr);
    items.push(incref(values[entry] as PyObject));
  }
  return kwnames.length === 0 ? null : kwnames;
}

/** A frame with `FINISHES_CALL` has returned `result` (taken over) to the CALL_FUNCTION_EX of `frame`. */
export function finishCallEx(rt: Interpreter, frame: Frame, result: PyObject): void {
  const { stack, stackPointer: top } = frame;
  const hasKeywords = ((frame.code.instructions[frame.pc + 1] as number) & 1) !== 0;
  const argsSlot = hasKeywords ? top - 2 : top - 1;
  const bottom = argsSlot - 2;
  frame.stackPointer = bottom;
  decref(rt, stack[argsSlot - 1] as PyObject);
  decref(rt, stack[argsSlot] as PyObject);
  if (hasKeywords) decref(rt, stack[top - 1] as PyObject);
  stack[bottom] = result;
  frame.stackPointer = bottom + 1;
  if (--rt.ticks <= 0) rt.checkPoint();
}

function positionalTuple(rt: Interpreter, callable: PyObject, args: PyObject): PyTuple {
  const type = args.type as typeof rt.types.object;
  if (type.iter === null && type.sqItem === null) {
    raise(rt, 'TypeError', `${rt.functionText(callable)} argument after * must be an iterable, not ${type.name}`);
  }
  return tupleFromIterable(rt, args);
}
