/**
 * What the `_decimal` module keeps per interpreter, and the objects it works with: decimals, contexts.
 *
 * A `Decimal` is a plain object whose payload is a number of `core/`. A `Context` holds its two signal
 * dictionaries (owned) and the settings both look at.
 */
import { incref, PyObject } from '../../memory';
import { allocatePlain, type Payload, type PyType, type Runtime } from '../../objects';
import type { DecimalNumber } from './core/number';
import type { Environment } from './core/environment';

/** The settings of a context: what the arithmetic needs, and what only Python sees. */
export interface ContextSettings {
  env: Environment;
  traps: number;
  flags: number;
  capitals: boolean;
}
export interface ContextData {
  readonly settings: ContextSettings;
  traps: PyObject;
  flags: PyObject;
}
export type PyDecimal = Payload<DecimalNumber>;
export type PyDecimalContext = Payload<ContextData>;

/** Signals in the order of CPython's signal_map, then the conditions behind InvalidOperation. */
export type SignalName = 'InvalidOperation' | 'FloatOperation' | 'DivisionByZero' | 'Overflow' | 'Underflow' | 'Subnormal'
  | 'Inexact' | 'Rounded' | 'Clamped' | 'ConversionSyntax' | 'DivisionImpossible' | 'DivisionUndefined' | 'InvalidContext';

export interface DecimalState {
  readonly decimalType: PyType;
  readonly contextType: PyType;
  /** Exception classes by name; owned. */
  readonly signals: ReadonlyMap<SignalName, PyObject>;
  /** The nine signals as a tuple, over which signal dictionaries iterate. */
  readonly signalTuple: PyObject;
  readonly signalDict: PyObject;
  readonly decimalTuple: PyObject;
  /** numbers.Rational */
  readonly rational: PyObject;
  readonly contextVariable: PyObject;
  /** For each rounding mode, its name. */
  readonly roundingNames: readonly PyObject[];
  /** DefaultContext, BasicContext, ExtendedContext: copied when they become the current one. */
  templates: PyObject[];
}

const NAME = '_decimal';

export function decimalState(rt: Runtime): DecimalState {
  return rt.moduleStates.get(NAME) as DecimalState;
}

export function setDecimalState(rt: Runtime, state: DecimalState): void {
  rt.moduleStates.set(NAME, state);
}

export function newDecimal(rt: Runtime, number: DecimalNumber): PyDecimal {
  return new PyObject(decimalState(rt).decimalType, number);
}

/** An instance of Decimal or a subclass. */
export function newDecimalOf(rt: Runtime, type: PyType, number: DecimalNumber): PyDecimal {
  return allocatePlain(rt, type, number);
}

export function isDecimal(rt: Runtime, object: PyObject): object is PyDecimal {
  const type = object.type as PyType;
  const { decimalType } = decimalState(rt);
  return type === decimalType || type.mro.includes(decimalType);
}

export function isContext(rt: Runtime, object: PyObject): object is PyDecimalContext {
  const type = object.type as PyType;
  const { contextType } = decimalState(rt);
  return type === contextType || type.mro.includes(contextType);
}

export const settingsOf = (context: PyObject): ContextSettings => (context as PyDecimalContext).value.settings;
export const numberOf = (decimal: PyObject): DecimalNumber => (decimal as PyDecimal).value;

/** A bool as a new reference. */
export const truth = (rt: Runtime, value: boolean): PyObject => incref(value ? rt.true : rt.false);
