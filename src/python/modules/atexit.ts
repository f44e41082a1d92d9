/**
 * The `atexit` module: functions the interpreter calls when it ends, last registered first.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callWithTuple, isCallable, newInt, newTuple, noArgs, oneArg, PythonError, raise, richCompareBool, CompareOp, varArgsKeywords, dictCopy,
  type PyDict, type PyTuple, type Runtime,
} from '../objects';
import type { ModuleDefinition } from './moduleDefinition';
import { writeUnraisable } from './sys/hooks';

interface ExitFunction {
  /** Its references are in `nativeHolders`. */
  readonly isHeldElsewhere: true;
  readonly callable: PyObject;
  readonly args: PyTuple;
  readonly kwargs: PyDict | null;
}

function registered(rt: Runtime): ExitFunction[] {
  let state = rt.moduleStates.get('atexit') as ExitFunction[] | undefined;
  if (state === undefined) rt.moduleStates.set('atexit', (state = []));
  return state;
}

function drop(rt: Runtime, entry: ExitFunction): void {
  decref(rt, entry.callable);
  decref(rt, entry.args);
  if (entry.kwargs !== null) decref(rt, entry.kwargs);
}

function holders(entry: ExitFunction): { object: PyObject; name: string }[] {
  const held: { object: PyObject; name: string }[] = [{ object: entry.callable, name: 'atexit function' }, { object: entry.args, name: 'atexit arguments' }];
  if (entry.kwargs !== null) held.push({ object: entry.kwargs, name: 'atexit keywords' });
  return held;
}

function forgetHolders(rt: Runtime, entry: ExitFunction): void {
  for (const { object } of holders(entry)) {
    const index = rt.nativeHolders.findIndex((holder) => holder.object === object && holder.name.startsWith('atexit'));
    if (index >= 0) rt.nativeHolders.splice(index, 1);
  }
}

/** Calls all functions, last first; errors are reported and do not stop the others (atexit_callfuncs). */
export function runExitFunctions(rt: Runtime): void {
  const entries = registered(rt);
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry === undefined) continue;
    rt.nativeHolders.push({ object: incref(entry.callable), name: 'atexit function being called' });
    try {
      decref(rt, callWithTuple(rt, entry.callable, entry.args, entry.kwargs));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      writeUnraisable(rt, error.exception, entry.callable, 'in atexit callback', 'Exception ignored in atexit callback');
    }
    rt.nativeHolders.pop();
    decref(rt, entry.callable);
  }
  clear(rt);
}

function clear(rt: Runtime): void {
  for (const entry of registered(rt).splice(0)) {
    forgetHolders(rt, entry);
    drop(rt, entry);
  }
}

export const atexitModule: ModuleDefinition = {
  name: 'atexit',
  doc: 'allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n',
  methods: [
    varArgsKeywords('register', (rt, _self, args, kwargs) => {
      const [callable, ...rest] = args.value;
      if (callable === undefined) raise(rt, 'TypeError', 'register() takes at least 1 argument (0 given)');
      if (!isCallable(callable)) raise(rt, 'TypeError', 'the first argument must be callable');
      const entry: ExitFunction = {
        isHeldElsewhere: true,
        callable: incref(callable),
        args: newTuple(rt, rest.map((argument) => incref(argument))),
        kwargs: kwargs === null ? null : dictCopy(rt, kwargs),
      };
      registered(rt).push(entry);
      rt.nativeHolders.unshift(...holders(entry));
      return incref(callable);
    }),
    oneArg('unregister', (rt, _self, callable) => {
      const entries = registered(rt);
      for (let index = 0; index < entries.length; index++) {
        const entry = entries[index] as ExitFunction;
        if (!richCompareBool(rt, callable, entry.callable, CompareOp.Eq)) continue;
        entries.splice(index--, 1);
        forgetHolders(rt, entry);
        drop(rt, entry);
      }
      return incref(rt.none);
    }),
    noArgs('_clear', (rt) => {
      clear(rt);
      return incref(rt.none);
    }),
    noArgs('_run_exitfuncs', (rt) => {
      runExitFunctions(rt);
      return incref(rt.none);
    }),
    noArgs('_ncallbacks', (rt) => newInt(rt, registered(rt).length)),
  ],
};

