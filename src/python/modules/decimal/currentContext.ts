/** The context in force: the value of a context variable, a copy of DefaultContext at first; and `localcontext`. */
import { decref, incref, PyObject, xdecref } from '../../memory';
import { noArgs, raise, varArgs, type Payload, type PyDict, type PyTuple, type Runtime, type TypeDefinition } from '../../objects';
import { contextVariableValue, setContextVariable } from '../contextvars';
import { extensionType } from '../extensionTypes';
import { parseKeywords } from './arguments';
import { copyContext, setAttributes } from './contextSettings';
import { decimalState, isContext, settingsOf } from './state';

/** Borrowed. */
export function currentContext(rt: Runtime): PyObject {
  const { contextVariable, templates } = decimalState(rt);
  const known = contextVariableValue(rt, contextVariable);
  if (known !== null) return known;
  const context = copyContext(rt, templates[0] as PyObject);
  settingsOf(context).flags = 0;
  setContextVariable(rt, contextVariable, context);
  decref(rt, context);
  return context;
}

/** setcontext(): one of the templates is copied. */
export function setCurrentContext(rt: Runtime, context: PyObject): void {
  if (!isContext(rt, context)) raise(rt, 'TypeError', 'argument must be a context');
  const { contextVariable, templates } = decimalState(rt);
  if (!templates.includes(context)) {
    setContextVariable(rt, contextVariable, context);
    return;
  }
  const copy = copyContext(rt, context);
  settingsOf(copy).flags = 0;
  setContextVariable(rt, contextVariable, copy);
  decref(rt, copy);
}

type PyContextManager = Payload<{ local: PyObject; global: PyObject }>;

export const contextManagerType: TypeDefinition = {
  name: 'decimal.ContextManager',
  basicsize: 32,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      const { local, global } = (self as PyContextManager).value;
      xdecref(rt, local);
      xdecref(rt, global);
      rt.heap.free(self);
    },
    traverse: (self, visit) => {
      const { local, global } = (self as PyContextManager).value;
      visit(local);
      visit(global);
    },
  },
  methods: [
    noArgs('__enter__', (rt, self) => {
      const { local } = (self as PyContextManager).value;
      setCurrentContext(rt, local);
      return incref(local);
    }),
    varArgs('__exit__', (rt, self) => {
      setCurrentContext(rt, (self as PyContextManager).value.global);
      return incref(rt.none);
    }),
  ],
};

const PARAMETERS = ['ctx', 'prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'];

/** localcontext(ctx=None, **kwargs) */
export function newContextManager(rt: Runtime, args: PyTuple, kwargs: PyDict | null): PyObject {
  const global = currentContext(rt);
  const [given, prec, rounding, emin, emax, capitals, clamp, flags, traps] = parseKeywords(rt, PARAMETERS, 0, args, kwargs);
  const source = given == null || given === rt.none ? global : given;
  if (!isContext(rt, source)) raise(rt, 'TypeError', 'optional argument must be a context');
  const local = copyContext(rt, source);
  try {
    setAttributes(rt, local, { prec, rounding, emin, emax, capitals, clamp, flags, traps });
  } catch (error) {
    decref(rt, local);
    throw error;
  }
  const type = extensionType(rt, contextManagerType);
  return new PyObject(type, { local, global: incref(global) });
}
