/**
 * The mapping from signals to bool that `Context.traps` and `Context.flags` are: a view of the context's bits
 * (CPython _decimal.c PyDecSignalDictMixin_Type). The class programs see adds collections.abc.MutableMapping.
 */
import { incref, type PyObject } from '../../memory';
import {
  allocatePlain, catching, CompareOp, dictSet, freePlain, getIter, isDictLike, isTrue, newDict, newStr, noArgs, raise,
  type Payload, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { dictAsFlags } from './contextSettings';
import { signalFlag, SIGNALS } from './signals';
import { decimalState, truth, type ContextSettings } from './state';

interface View { settings: ContextSettings | null; which: 'traps' | 'flags' }
type PySignalDict = Payload<View>;

const view = (self: PyObject): View => (self as PySignalDict).value;

export function addFlagsView(dict: PyObject, settings: ContextSettings, which: View['which']): void {
  const target = view(dict);
  target.settings = settings;
  target.which = which;
}

/** ValueError for one that belongs to no context. */
export function signalDictFlags(rt: Runtime, self: PyObject): number {
  const { settings, which } = view(self);
  return settings === null ? raise(rt, 'ValueError', 'invalid signal dict') : settings[which];
}

export function isSignalDict(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).mro.includes(extensionType(rt, signalDictMixin));
}

/** Equality with another view or with a dict of all signals. */
function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (op !== CompareOp.Eq && op !== CompareOp.Ne) return incref(rt.notImplemented);
  let flags: number | null = null;
  if (isSignalDict(rt, other)) flags = signalDictFlags(rt, other);
  else if (isDictLike(rt, other)) flags = catching(rt, 'KeyError', () => dictAsFlags(rt, other), () => null as unknown as number) as number | null;
  if (flags === null) return incref(rt.notImplemented);
  return truth(rt, (signalDictFlags(rt, self) === flags) === (op === CompareOp.Eq));
}

export const signalDictMixin: TypeDefinition = {
  name: 'decimal.SignalDictMixin',
  basicsize: 24,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => allocatePlain(rt, type, { settings: null, which: 'flags' } satisfies View),
    init: () => undefined,
    dealloc: freePlain,
    mpLength: (rt, self) => {
      signalDictFlags(rt, self);
      return SIGNALS.length;
    },
    iter: (rt, self) => {
      signalDictFlags(rt, self);
      return getIter(rt, decimalState(rt).signalTuple);
    },
    mpSubscript: (rt, self, key) => truth(rt, (signalDictFlags(rt, self) & signalFlag(rt, key)) !== 0),
    mpAssSubscript: (rt, self, key, value) => {
      signalDictFlags(rt, self);
      if (value === null) raise(rt, 'ValueError', 'signal keys cannot be deleted');
      const flag = signalFlag(rt, key);
      const on = isTrue(rt, value);
      const { settings, which } = view(self);
      if (settings !== null) settings[which] = on ? settings[which] | flag : settings[which] & ~flag;
    },
    repr: (rt, self) => {
      const flags = signalDictFlags(rt, self);
      return newStr(rt, `{${SIGNALS.map(([name, flag]) => `<class 'decimal.${name}'>:${(flags & flag) !== 0 ? 'True' : 'False'}`).join(', ')}}`);
    },
    richcompare: compare,
  },
  methods: [
    noArgs('copy', (rt, self) => {
      const dict = newDict(rt);
      const { signals } = decimalState(rt);
      const flags = signalDictFlags(rt, self);
      for (const [name, flag] of SIGNALS) dictSet(rt, dict, signals.get(name) as PyObject, (flags & flag) !== 0 ? rt.true : rt.false);
      return dict;
    }),
  ],
  constants: (rt) => ({ __hash__: incref(rt.none) }),
};

