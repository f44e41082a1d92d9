/**
 * Signals: exceptions by condition, and what happens when an operation raised conditions: they become flags of
 * the context, and the first one that is trapped becomes an exception (CPython Modules/_decimal/_decimal.c dec_addstatus).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, internStr, newDict, newList, newTuple, newStr, dictSetString, raise, raiseMemoryError, raiseObject,
  type Runtime,
} from '../../objects';
import { Condition, INVALID, type Environment } from './core/environment';
import { TooManyDigits } from './core/number';
import { decimalState, settingsOf, type SignalName } from './state';

export const SIGNALS: readonly (readonly [SignalName, number])[] = [
  ['InvalidOperation', INVALID], ['FloatOperation', Condition.FloatOperation], ['DivisionByZero', Condition.DivisionByZero],
  ['Overflow', Condition.Overflow], ['Underflow', Condition.Underflow], ['Subnormal', Condition.Subnormal],
  ['Inexact', Condition.Inexact], ['Rounded', Condition.Rounded], ['Clamped', Condition.Clamped],
];

/** The conditions an exception's argument lists in the place of InvalidOperation. */
const CONDITIONS: readonly (readonly [SignalName, number])[] = [
  ['InvalidOperation', Condition.InvalidOperation], ['ConversionSyntax', Condition.ConversionSyntax],
  ['DivisionImpossible', Condition.DivisionImpossible], ['DivisionUndefined', Condition.DivisionUndefined],
  ['InvalidContext', Condition.InvalidContext],
];

/** Names of set flags as the repr of a context lists them: in the order of the bits. */
export function signalNames(flags: number): string {
  const byBit: readonly (readonly [SignalName, number])[] = [
    ['Clamped', Condition.Clamped], ['InvalidOperation', INVALID], ['DivisionByZero', Condition.DivisionByZero], ['Inexact', Condition.Inexact],
    ['FloatOperation', Condition.FloatOperation], ['Overflow', Condition.Overflow], ['Rounded', Condition.Rounded],
    ['Subnormal', Condition.Subnormal], ['Underflow', Condition.Underflow],
  ];
  return `[${byBit.filter(([, flag]) => (flags & flag) !== 0).map(([name]) => name).join(', ')}]`;
}

function classesAsList(rt: Runtime, names: readonly SignalName[]): PyObject {
  const { signals } = decimalState(rt);
  return newList(rt, names.map((name) => incref(signals.get(name) as PyObject)));
}

/** signals_as_list */
export function signalList(rt: Runtime, flags: number): PyObject {
  return classesAsList(rt, SIGNALS.filter(([, flag]) => (flags & flag) !== 0).map(([name]) => name));
}

/** Enters conditions into a context; raises what is trapped. */
export function addStatus(rt: Runtime, context: PyObject, status: number): void {
  if (status === 0) return;
  const settings = settingsOf(context);
  settings.flags |= status;
  if ((status & Condition.MemoryExhausted) !== 0) raiseMemoryError(rt);
  const trapped = status & settings.traps;
  if (trapped === 0) return;
  const name = (SIGNALS.find(([, flag]) => (trapped & flag) !== 0) as readonly [SignalName, number])[0];
  const listed = [...CONDITIONS, ...SIGNALS.slice(1)].filter(([, flag]) => (trapped & flag) !== 0).map(([signal]) => signal);
  const list = classesAsList(rt, listed);
  let exception: PyObject;
  try {
    exception = callObject(rt, decimalState(rt).signals.get(name) as PyObject, [list]);
  } finally {
    decref(rt, list);
  }
  try {
    raiseObject(rt, exception);
  } finally {
    decref(rt, exception);
  }
}

/** Computes under a context's settings (or others); the conditions raised are the context's. */
export function operate<R>(rt: Runtime, context: PyObject, compute: (env: Environment) => R, env: Environment = settingsOf(context).env): R {
  env.status = 0;
  env.checkpoint = () => rt.checkSignals();
  let result: R;
  try {
    result = compute(env);
  } catch (error) {
    if (error instanceof TooManyDigits || error instanceof RangeError) raiseMemoryError(rt);
    throw error;
  }
  addStatus(rt, context, env.status);
  return result;
}

/** The flag of a signal class; KeyError for anything else (exception_as_flag). */
export function signalFlag(rt: Runtime, key: PyObject): number {
  const { signals } = decimalState(rt);
  const found = SIGNALS.find(([name]) => signals.get(name) === key);
  if (found !== undefined) return found[1];
  raise(rt, 'KeyError', 'valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n'
    + '   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]');
}

/** The exception classes; each owned by the map. */
export function makeSignals(rt: Runtime): ReadonlyMap<SignalName | 'DecimalException', PyObject> {
  const made = new Map<SignalName | 'DecimalException', PyObject>();
  const { exceptions, types } = rt;
  const make = (name: SignalName | 'DecimalException', bases: readonly PyObject[]): void => {
    const namespace = newDict(rt);
    const key = internStr(rt, '__module__');
    const module = newStr(rt, 'decimal');
    dictSetString(rt, namespace, key, module);
    decref(rt, key);
    decref(rt, module);
    const nameObject = newStr(rt, name);
    const tuple = newTuple(rt, bases.map((base) => incref(base)));
    made.set(name, callObject(rt, types.type.object, [nameObject, tuple, namespace]));
    for (const argument of [nameObject, tuple, namespace]) decref(rt, argument);
  };
  const by = (name: SignalName | 'DecimalException'): PyObject => made.get(name) as PyObject;
  make('DecimalException', [exceptions.ArithmeticError.object]);
  for (const name of ['Clamped', 'Rounded', 'Inexact', 'Subnormal'] as const) make(name, [by('DecimalException')]);
  make('Underflow', [by('Inexact'), by('Rounded'), by('Subnormal')]);
  make('Overflow', [by('Inexact'), by('Rounded')]);
  make('DivisionByZero', [by('DecimalException'), exceptions.ZeroDivisionError.object]);
  make('FloatOperation', [by('DecimalException'), exceptions.TypeError.object]);
  make('InvalidOperation', [by('DecimalException')]);
  make('ConversionSyntax', [by('InvalidOperation')]);
  make('DivisionImpossible', [by('InvalidOperation')]);
  make('DivisionUndefined', [by('InvalidOperation'), exceptions.ZeroDivisionError.object]);
  make('InvalidContext', [by('InvalidOperation')]);
  return made;
}
