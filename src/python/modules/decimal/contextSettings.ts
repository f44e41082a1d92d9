/** The settings of a context: birth, copy, and the checks of each attribute (CPython _decimal.c context_set...). */
import { decref, incref, PyObject } from '../../memory';
import { allocatePlain, callObject, dictGet, isDictLike, isIntLike, isTrue, newStr, raise, type PyDict, type PyList, type PyType, type Runtime } from '../../objects';
import { roundingArgument } from './arguments';
import { Condition, Environment, INVALID, MAXIMUM_EXPONENT, MAXIMUM_PRECISION, MINIMUM_EXPONENT, Rounding } from './core/environment';
import { addFlagsView, isSignalDict, signalDictFlags } from './signalDict';
import { SIGNALS, signalFlag } from './signals';
import { decimalState, settingsOf, type ContextData, type ContextSettings, type SignalName } from './state';

export const defaultSettings = (): ContextSettings => ({
  env: new Environment(28n, -999999n, 999999n, Rounding.HalfEven, false),
  traps: INVALID | Condition.DivisionByZero | Condition.Overflow, flags: 0, capitals: true,
});

export function copySettings(target: ContextSettings, source: ContextSettings): void {
  target.env = source.env.derived({});
  target.traps = source.traps;
  target.flags = source.flags;
  target.capitals = source.capitals;
}

/** Context.__new__: as DefaultContext is now. */
export function newContext(rt: Runtime, type: PyType): PyObject {
  const settings = defaultSettings();
  const { templates, signalDict } = decimalState(rt);
  if (templates[0] !== undefined) copySettings(settings, settingsOf(templates[0]));
  settings.capitals = true;
  const traps = callObject(rt, signalDict, []);
  const flags = callObject(rt, signalDict, []);
  addFlagsView(traps, settings, 'traps');
  addFlagsView(flags, settings, 'flags');
  const data: ContextData = { settings, traps, flags };
  return type === decimalState(rt).contextType ? new PyObject(type, data) : allocatePlain(rt, type, data);
}

export function copyContext(rt: Runtime, source: PyObject): PyObject {
  const copy = newContext(rt, decimalState(rt).contextType);
  copySettings(settingsOf(copy), settingsOf(source));
  return copy;
}

/** PyLong_AsSsize_t */
function sizeArgument(rt: Runtime, value: PyObject): bigint {
  if (!isIntLike(rt, value)) raise(rt, 'TypeError', 'an integer is required');
  const integer = BigInt(value.value);
  if (integer !== BigInt.asIntN(64, integer)) raise(rt, 'OverflowError', 'Python int too large to convert to C ssize_t');
  return integer;
}

function checked(rt: Runtime, value: PyObject, lowest: bigint, highest: bigint, message: string): bigint {
  const integer = sizeArgument(rt, value);
  if (integer < lowest || integer > highest) raise(rt, 'ValueError', message);
  return integer;
}

type Setter = (rt: Runtime, settings: ContextSettings, value: PyObject) => void;

export const setPrecision: Setter = (rt, { env }, value) => {
  env.precision = checked(rt, value, 1n, MAXIMUM_PRECISION, 'valid range for prec is [1, MAX_PREC]');
};
export const setEmin: Setter = (rt, { env }, value) => {
  env.emin = checked(rt, value, MINIMUM_EXPONENT, 0n, 'valid range for Emin is [MIN_EMIN, 0]');
};
export const setEmax: Setter = (rt, { env }, value) => {
  env.emax = checked(rt, value, 0n, MAXIMUM_EXPONENT, 'valid range for Emax is [0, MAX_EMAX]');
};
export const setRounding: Setter = (rt, { env }, value) => {
  env.rounding = roundingArgument(rt, value);
};
export const setCapitals: Setter = (rt, settings, value) => {
  settings.capitals = checked(rt, value, 0n, 1n, 'valid values for capitals are 0 or 1') === 1n;
};
export const setClamp: Setter = (rt, { env }, value) => {
  env.clamp = checked(rt, value, 0n, 1n, 'valid values for clamp are 0 or 1') === 1n;
};

/** The flags a dict of all signals stands for; raises TypeError or KeyError when it is none (dict_as_flags). */
export function dictAsFlags(rt: Runtime, value: PyObject): number {
  if (!isDictLike(rt, value)) raise(rt, 'TypeError', 'argument must be a signal dict');
  const dict: PyDict = value;
  if (dict.value.used !== SIGNALS.length) raise(rt, 'KeyError', 'invalid signal dict');
  const { signals } = decimalState(rt);
  let flags = 0;
  for (const [name, flag] of SIGNALS) {
    const entry = dictGet(rt, dict, signals.get(name as SignalName) as PyObject);
    if (entry === null) raise(rt, 'KeyError', 'invalid signal dict');
    if (isTrue(rt, entry)) flags |= flag;
  }
  return flags;
}

/** Flags from a signal dictionary, a dict or, where allowed, a list of signals. */
export function flagsArgument(rt: Runtime, value: PyObject, listAllowed: boolean): number {
  if (listAllowed && (value.type as PyType).layout === rt.types.list) {
    return (value as PyList).value.reduce((flags, item) => flags | signalFlag(rt, item), 0);
  }
  return isSignalDict(rt, value) ? signalDictFlags(rt, value) : dictAsFlags(rt, value);
}

export interface ContextAttributes {
  prec?: PyObject | null | undefined; rounding?: PyObject | null | undefined; emin?: PyObject | null | undefined; emax?: PyObject | null | undefined;
  capitals?: PyObject | null | undefined; clamp?: PyObject | null | undefined; flags?: PyObject | null | undefined; traps?: PyObject | null | undefined;
}

/** Sets what is given and not None (context_setattrs). */
export function setAttributes(rt: Runtime, context: PyObject, given: ContextAttributes): void {
  const settings = settingsOf(context);
  const set = (value: PyObject | null | undefined, setter: Setter): void => {
    if (value != null && value !== rt.none) setter(rt, settings, value);
  };
  set(given.prec, setPrecision);
  set(given.rounding, setRounding);
  set(given.emin, setEmin);
  set(given.emax, setEmax);
  set(given.capitals, setCapitals);
  set(given.clamp, setClamp);
  set(given.traps, (_rt, target, value) => { target.traps = flagsArgument(rt, value, true); });
  set(given.flags, (_rt, target, value) => { target.flags = flagsArgument(rt, value, true); });
}

/** A context with other settings, as the module's templates are. */
export function adjustContext(context: PyObject, precision: bigint, rounding: Rounding, traps: number): void {
  const settings = settingsOf(context);
  settings.env = new Environment(precision, -999999n, 999999n, rounding, false);
  settings.traps = traps;
  settings.flags = 0;
}

/** Drops what a context holds. */
export function dropContext(rt: Runtime, self: PyObject): void {
  const { traps, flags } = self.value as ContextData;
  decref(rt, traps);
  decref(rt, flags);
}

export const roundingName = (rt: Runtime, mode: Rounding): PyObject => incref(decimalState(rt).roundingNames[mode] ?? newStr(rt, ''));
