/**
 * The `_decimal` module: decimal fixed-point and floating-point arithmetic (CPython Modules/_decimal). The
 * arithmetic is in `core/`, which knows no Python; the other files are the types and functions programs see.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, callObject, getAttributeString, internStr, machine, newDict, newInt, newStr, newTuple, noArgs, oneArg, setAttributeString, varArgsKeywords,
  type Runtime,
} from '../../objects';
import { newContextVariable } from '../contextvars';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { adjustContext } from './contextSettings';
import { contextType } from './contextType';
import {
  Condition, INVALID, MAXIMUM_EXPONENT, MAXIMUM_PRECISION, MINIMUM_EXPONENT, MINIMUM_TINY, Rounding, ROUNDING_NAMES,
} from './core/environment';
import { currentContext, newContextManager, setCurrentContext } from './currentContext';
import { decimalType } from './decimalType';
import { signalDictMixin } from './signalDict';
import { makeSignals, SIGNALS } from './signals';
import { setDecimalState, type DecimalState, type SignalName } from './state';

const NAMESPACE = '_decimal namespace';

/** An attribute of a module, imported for it (new reference). */
function imported(rt: Runtime, moduleName: string, name: string): PyObject {
  const text = newStr(rt, moduleName);
  const from = newTuple(rt, [newStr(rt, name)]);
  const module = machine(rt).importModule(text, null, null, from, 0);
  decref(rt, text);
  decref(rt, from);
  try {
    return getAttributeString(rt, module, name);
  } finally {
    decref(rt, module);
  }
}

/** collections.namedtuple('DecimalTuple', 'sign digits exponent', module='decimal') */
function makeDecimalTuple(rt: Runtime): PyObject {
  const factory = imported(rt, 'collections', 'namedtuple');
  const args = [newStr(rt, 'DecimalTuple'), newStr(rt, 'sign digits exponent')];
  const type = callObject(rt, factory, args);
  const module = newStr(rt, 'decimal');
  setAttributeString(rt, type, '__module__', module);
  for (const object of [factory, ...args, module]) decref(rt, object);
  return type;
}

/** class SignalDict(SignalDictMixin, MutableMapping) */
function makeSignalDict(rt: Runtime): PyObject {
  const mapping = imported(rt, 'collections.abc', 'MutableMapping');
  const args = [newStr(rt, 'SignalDict'), newTuple(rt, [incref(extensionType(rt, signalDictMixin).object), mapping]), newDict(rt)];
  try {
    return callObject(rt, rt.types.type.object, args);
  } finally {
    for (const argument of args) decref(rt, argument);
  }
}

/** What a second import of the module finds is what the first one made (a single-phase module of C). */
function constants(rt: Runtime): Record<string, PyObject> {
  const known = rt.moduleStates.get(NAMESPACE) as Record<string, PyObject> | undefined;
  const made = known ?? makeConstants(rt);
  if (known === undefined) rt.moduleStates.set(NAMESPACE, made);
  for (const value of Object.values(made)) incref(value);
  return made;
}

function makeConstants(rt: Runtime): Record<string, PyObject> {
  const type = extensionType(rt, decimalType);
  const number = imported(rt, 'numbers', 'Number');
  decref(rt, callMethod(rt, number, 'register', [type.object]));
  decref(rt, number);
  const signals = makeSignals(rt);
  const state: DecimalState = {
    decimalType: type, contextType: extensionType(rt, contextType), signals: signals as ReadonlyMap<SignalName, PyObject>,
    signalTuple: newTuple(rt, SIGNALS.map(([name]) => incref(signals.get(name) as PyObject))),
    signalDict: makeSignalDict(rt), decimalTuple: makeDecimalTuple(rt), rational: imported(rt, 'numbers', 'Rational'),
    contextVariable: newContextVariable(rt, 'decimal_context'), roundingNames: ROUNDING_NAMES.map((name) => internStr(rt, name)), templates: [],
  };
  setDecimalState(rt, state);
  const namespace: Record<string, PyObject> = {
    Decimal: incref(type.object), Context: incref(state.contextType.object), DecimalTuple: incref(state.decimalTuple),
  };
  for (const [name, exception] of signals) namespace[name] = incref(exception);
  const context = (): PyObject => callObject(rt, state.contextType.object, []);
  const standard = INVALID | Condition.DivisionByZero | Condition.Overflow;
  const template = context();
  state.templates.push(template);
  namespace.DefaultContext = incref(template);
  namespace.HAVE_CONTEXTVAR = incref(rt.true);
  namespace.HAVE_THREADS = incref(rt.true);
  const basic = context();
  adjustContext(basic, 9n, Rounding.HalfUp, standard | Condition.Underflow | Condition.Clamped);
  const extended = context();
  adjustContext(extended, 9n, Rounding.HalfEven, 0);
  state.templates.push(basic, extended);
  namespace.BasicContext = incref(basic);
  namespace.ExtendedContext = incref(extended);
  namespace.MAX_PREC = newInt(rt, MAXIMUM_PRECISION);
  namespace.MAX_EMAX = newInt(rt, MAXIMUM_EXPONENT);
  namespace.MIN_EMIN = newInt(rt, MINIMUM_EXPONENT);
  namespace.MIN_ETINY = newInt(rt, MINIMUM_TINY);
  ROUNDING_NAMES.forEach((name, mode) => { namespace[name] = incref(state.roundingNames[mode] as PyObject); });
  namespace.__version__ = newStr(rt, '1.70');
  namespace.__libmpdec_version__ = newStr(rt, '2.5.1');
  return namespace;
}

export const decimalModule: ModuleDefinition = {
  name: '_decimal',
  doc: 'C decimal arithmetic module',
  methods: [
    noArgs('getcontext', (rt) => incref(currentContext(rt))),
    oneArg('setcontext', (rt, _self, context) => {
      setCurrentContext(rt, context);
      return incref(rt.none);
    }),
    varArgsKeywords('localcontext', (rt, _self, args, kwargs) => newContextManager(rt, args, kwargs)),
  ],
  constants,
};
