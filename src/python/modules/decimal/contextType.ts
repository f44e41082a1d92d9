/** The type `decimal.Context`. */
import { incref, type PyObject } from '../../memory';
import {
  genericGetAttribute, genericLookupAttribute, genericSetAttribute, isFloatLike, isIntLike, newInt, newStr, newTuple, noArgs, oneArg, raise, varArgs,
  varArgsKeywords, freePlain,
  type GetSetDefinition, type MethodDefinition, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { parseKeywords, parsePositional } from './arguments';
import {
  copyContext, dropContext, flagsArgument, newContext, roundingName, setAttributes, setCapitals, setClamp, setEmax, setEmin, setPrecision, setRounding,
} from './contextSettings';
import { fromFloat, fromObjectRounded, operandOrRaise } from './conversion';
import { divideWithRemainder } from './core/arithmetic';
import { ROUNDING_NAMES } from './core/environment';
import { finite } from './core/number';
import { power, powerModulo } from './core/power';
import { finalize } from './core/rounding';
import { toScientific } from './core/text';
import { contextOperations } from './operations';
import { operate, signalList, signalNames } from './signals';
import { isDecimal, newDecimal, settingsOf, type ContextData, type ContextSettings } from './state';

const PARAMETERS = ['prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'];

const attribute = (
  name: string, get: (rt: Runtime, settings: ContextSettings) => PyObject, set: (rt: Runtime, settings: ContextSettings, value: PyObject) => void,
): GetSetDefinition => ({
  name,
  get: (rt, self) => get(rt, settingsOf(self)),
  set: (rt, self, value) => { set(rt, settingsOf(self), value as PyObject); },
});

/** `traps` and `flags` are no descriptors in C either. */
function signalDictOf(self: PyObject, name: PyStr): PyObject | null {
  const data = self.value as ContextData;
  return name.value === 'traps' ? data.traps : name.value === 'flags' ? data.flags : null;
}

function requireDecimal(rt: Runtime, object: PyObject): void {
  if (!isDecimal(rt, object)) raise(rt, 'TypeError', 'argument must be a Decimal');
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const { env, flags, traps, capitals } = settingsOf(self);
  return newTuple(rt, [
    incref((self.type as PyType).object),
    newTuple(rt, [
      newInt(rt, env.precision), newStr(rt, ROUNDING_NAMES[env.rounding]), newInt(rt, env.emin), newInt(rt, env.emax),
      newInt(rt, capitals ? 1 : 0), newInt(rt, env.clamp ? 1 : 0), signalList(rt, flags), signalList(rt, traps),
    ]),
  ]);
}

const methods = (): readonly MethodDefinition[] => [
  ...contextOperations(),
  varArgs('divmod', (rt, self, args) => {
    const [left, right] = parsePositional(rt, args, 2, 2) as [PyObject, PyObject];
    const a = operandOrRaise(rt, left, self);
    const b = operandOrRaise(rt, right, self);
    const [quotient, rest] = operate(rt, self, (env) => divideWithRemainder(a, b, env));
    return newTuple(rt, [newDecimal(rt, quotient), newDecimal(rt, rest)]);
  }),
  varArgsKeywords('power', (rt, self, args, kwargs) => {
    const [base, exponent, modulo] = parseKeywords(rt, ['a', 'b', 'modulo'], 2, args, kwargs) as [PyObject, PyObject, PyObject | null];
    const a = operandOrRaise(rt, base, self);
    const b = operandOrRaise(rt, exponent, self);
    if (modulo === null || modulo === rt.none) return newDecimal(rt, operate(rt, self, (env) => power(a, b, env)));
    const m = operandOrRaise(rt, modulo, self);
    return newDecimal(rt, operate(rt, self, (env) => powerModulo(a, b, m, env)));
  }),
  noArgs('Etiny', (rt, self) => newInt(rt, settingsOf(self).env.etiny)),
  noArgs('Etop', (rt, self) => newInt(rt, settingsOf(self).env.etop)),
  noArgs('radix', (rt) => newDecimal(rt, finite(false, 10n, 0n))),
  oneArg('is_canonical', (rt, _self, a) => {
    requireDecimal(rt, a);
    return incref(rt.true);
  }),
  oneArg('canonical', (rt, _self, a) => {
    requireDecimal(rt, a);
    return incref(a);
  }),
  oneArg('_apply', (rt, self, a) => {
    const number = operandOrRaise(rt, a, self);
    return newDecimal(rt, operate(rt, self, (env) => finalize(number, env)));
  }),
  oneArg('copy_decimal', (rt, self, a) => (isDecimal(rt, a) ? incref(a) : newDecimal(rt, operandOrRaise(rt, a, self)))),
  oneArg('to_sci_string', (rt, self, a) => newStr(rt, toScientific(operandOrRaise(rt, a, self), settingsOf(self).capitals))),
  noArgs('clear_flags', (rt, self) => {
    settingsOf(self).flags = 0;
    return incref(rt.none);
  }),
  noArgs('clear_traps', (rt, self) => {
    settingsOf(self).traps = 0;
    return incref(rt.none);
  }),
  noArgs('__copy__', (rt, self) => copyContext(rt, self)),
  noArgs('__reduce__', reduce),
  noArgs('copy', (rt, self) => copyContext(rt, self)),
  varArgs('create_decimal', (rt, self, args) => fromObjectRounded(rt, parsePositional(rt, args, 0, 1)[0] ?? null, self)),
  oneArg('create_decimal_from_float', (rt, self, value) => {
    if (!isIntLike(rt, value) && !isFloatLike(rt, value)) raise(rt, 'TypeError', 'argument must be int or float');
    const number = fromFloat(rt, value, self);
    return newDecimal(rt, operate(rt, self, (env) => finalize(number, env)));
  }),
];

export const contextType: TypeDefinition = {
  name: 'decimal.Context',
  doc: 'The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.  A new context\n'
    + 'can be constructed as follows:\n\n    >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,\n'
    + '    ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,\n    ...             traps=[InvalidOperation, DivisionByZero, Overflow],\n'
    + '    ...             flags=[])\n    >>>\n\n\n',
  basicsize: 96,
  constants: (rt) => ({ __module__: newStr(rt, 'decimal') }),
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newContext(rt, type),
    init: (rt, self, args, kwargs) => {
      const [prec, rounding, emin, emax, capitals, clamp, flags, traps] = parseKeywords(rt, PARAMETERS, 0, args, kwargs);
      setAttributes(rt, self, { prec, rounding, emin, emax, capitals, clamp, flags, traps });
    },
    dealloc: (rt, self) => {
      dropContext(rt, self);
      freePlain(rt, self);
    },
    traverse: (self, visit) => {
      const { traps, flags } = self.value as ContextData;
      visit(traps);
      visit(flags);
    },
    repr: (rt, self) => {
      const { env, flags, traps, capitals } = settingsOf(self);
      return newStr(rt, `Context(prec=${env.precision}, rounding=${ROUNDING_NAMES[env.rounding]}, Emin=${env.emin}, Emax=${env.emax}, `
        + `capitals=${capitals ? 1 : 0}, clamp=${env.clamp ? 1 : 0}, flags=${signalNames(flags)}, traps=${signalNames(traps)})`);
    },
    getattro: (rt, self, name) => {
      const dict = signalDictOf(self, name);
      return dict === null ? genericGetAttribute(rt, self, name) : incref(dict);
    },
    lookupAttribute: (rt, self, name) => {
      const dict = signalDictOf(self, name);
      return dict === null ? genericLookupAttribute(rt, self, name) : incref(dict);
    },
    setattro: (rt, self, name, value) => {
      if (value === null) raise(rt, 'AttributeError', 'context attributes cannot be deleted');
      if (name.value === 'traps') settingsOf(self).traps = flagsArgument(rt, value, false);
      else if (name.value === 'flags') settingsOf(self).flags = flagsArgument(rt, value, false);
      else genericSetAttribute(rt, self, name, value);
    },
  },
  methods: methods(),
  getset: [
    attribute('prec', (rt, { env }) => newInt(rt, env.precision), setPrecision),
    attribute('Emax', (rt, { env }) => newInt(rt, env.emax), setEmax),
    attribute('Emin', (rt, { env }) => newInt(rt, env.emin), setEmin),
    attribute('rounding', (rt, { env }) => roundingName(rt, env.rounding), setRounding),
    attribute('capitals', (rt, { capitals }) => newInt(rt, capitals ? 1 : 0), setCapitals),
    attribute('clamp', (rt, { env }) => newInt(rt, env.clamp ? 1 : 0), setClamp),
  ],
};

