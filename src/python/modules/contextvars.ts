/**
 * The `_contextvars` module: context variables (PEP 567). A context is a dict from variable to value; the
 * one in force is the runtime's. CPython shares structure between copies (HAMT); nobody can see that.
 */
import { clearWeakrefs, decref, FreeList, incref, xdecref, type PyObject } from '../memory';
import {
  classGetItem, hashNotImplemented, addressText, callObject, CompareOp, dictCopy, dictDelete, dictGet, dictGetString, dictSet, fast, fastKeywords, getIter, hashPointer, machine, newDict, newGenericAlias, newLayoutInstance, newStr,
  noArgs, oneArg, raise, raiseKeyError, raiseWithArgs, reprText, richCompare, classMethod,
  type Payload, type PyDict, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { held, holder, holderType, newHolder } from './holder';
import { checkPositional, constructorArguments } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

/** `values` is null while the context is empty. */
interface ContextData {
  values: PyDict | null;
  entered: boolean;
  /** While entered, the context that was in force before (borrowed). */
  previous: PyObject | null;
}
type PyContext = Payload<ContextData>;

/** A context; `values` are taken over. It comes from the free list while that has some. */
function newContext(rt: Runtime, values: PyDict | null): PyContext {
  const context: PyContext = rt.heap.newFromFreeList(FreeList.Context, extensionType(rt, contextType), { values, entered: false, previous: null });
  rt.heap.track(context);
  return context;
}

/** The dict of a context, made when there is none. */
function valuesOf(rt: Runtime, self: PyObject): PyDict {
  const { value } = self as PyContext;
  if (value.values === null) {
    value.values = newDict(rt);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  }
  return value.values;
}

/** A variable's value in a context (borrowed), or null. */
function valueIn(rt: Runtime, self: PyObject, variable: PyObject): PyObject | null {
  const { values } = (self as PyContext).value;
  return values === null ? null : dictGet(rt, values, variable);
}

function checkedKey(rt: Runtime, key: PyObject): PyObject {
  if (key.type !== extensionType(rt, contextVarType)) raise(rt, 'TypeError', `a ContextVar key was expected, got ${reprText(rt, key)}`);
  return key;
}

function copyOf(rt: Runtime, context: PyContext): PyContext {
  const { values } = context.value;
  return newContext(rt, values === null ? null : dictCopy(rt, values));
}

function currentContext(rt: Runtime): PyContext {
  const { current: thread, main } = machine(rt).threads;
  if (thread.context === null) {
    thread.context = newContext(rt, null);
    const holder = { object: thread.context, name: 'the context in force' };
    rt.nativeHolders.unshift(holder);
    if (thread !== main) thread.atEnd.push(() => rt.nativeHolders.splice(rt.nativeHolders.indexOf(holder), 1));
  }
  return thread.context as PyContext;
}

/** PyContext_Enter; the thread owns the context until it is left. */
export function enterContext(rt: Runtime, self: PyObject): void {
  const { value } = self as PyContext;
  if (value.entered) raise(rt, 'RuntimeError', `cannot enter context: ${reprText(rt, self)} is already entered`);
  const { current: thread } = machine(rt).threads;
  value.entered = true;
  value.previous = thread.context;
  thread.context = incref(self);
  rt.nativeHolders.push({ object: self, name: 'the context in force' });
}

/** PyContext_Exit */
export function exitContext(rt: Runtime, self: PyObject): void {
  const { value } = self as PyContext;
  machine(rt).threads.current.context = value.previous;
  value.entered = false;
  value.previous = null;
  // Nearly always the last one: only threads that take turns leave in another order.
  rt.nativeHolders.splice(rt.nativeHolders.findLastIndex(({ object }) => object === self), 1);
  decref(rt, self);
}

/** PyContext_CopyCurrent (owned). */
export const copyContext = (rt: Runtime): PyObject => copyOf(rt, currentContext(rt));

const contextType: TypeDefinition = {
  name: '_contextvars.Context',
  gc: true,
  weakrefs: true,
  basicsize: 48,
  slots: {
    new: (rt, _type, args, kwargs) => {
      if (args.value.length > 0 || (kwargs !== null && kwargs.value.used > 0)) raise(rt, 'TypeError', 'Context() does not accept any arguments');
      return newContext(rt, null);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      xdecref(rt, (self as PyContext).value.values);
      rt.heap.freeToList(FreeList.Context, self);
    },
    traverse: (self, visit) => {
      const { values } = (self as PyContext).value;
      if (values !== null) visit(values);
    },
    iter: (rt, self) => getIter(rt, valuesOf(rt, self)),
    mpLength: (_rt, self) => (self as PyContext).value.values?.value.used ?? 0,
    mpSubscript: (rt, self, key) => incref(valueIn(rt, self, checkedKey(rt, key)) ?? raiseKeyError(rt, key)),
    sqContains: (rt, self, key) => valueIn(rt, self, checkedKey(rt, key)) !== null,
    richcompare: (rt, self, other, op) => {
      if (other.type !== extensionType(rt, contextType) || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
      return richCompare(rt, valuesOf(rt, self), valuesOf(rt, other), op);
    },
  },
  methods: [
    noArgs('copy', (rt, self) => copyOf(rt, self as PyContext)),
    ...['keys', 'values', 'items'].map((name) => noArgs(name, (rt, self) => {
      const method = (rt.types.dict.dict.value.keys as (PyObject | null)[]).findIndex((key) => key !== null && (key as PyStr).value === name);
      return callObject(rt, rt.types.dict.dict.value.values[method] as PyObject, [valuesOf(rt, self)]);
    })),
    fast('get', (rt, self, args) => {
      checkPositional(rt, 'get', args, 1, 2);
      return incref(valueIn(rt, self, checkedKey(rt, args[0] as PyObject)) ?? args[1] ?? rt.none);
    }),
    fastKeywords('run', (rt, self, args, kwnames) => {
      const context = self as PyContext;
      const callable = args[0];
      if (callable === undefined) raise(rt, 'TypeError', 'run() missing 1 required positional argument');
      enterContext(rt, context);
      try {
        return callObject(rt, callable, args.slice(1), kwnames);
      } finally {
        exitContext(rt, context);
      }
    }),
  ],
};

// refs: name, default (null: none)
const contextVarType: TypeDefinition = holderType('_contextvars.ContextVar', {
  basicsize: 64,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      if (args.value.length !== 1 && (args.value.length > 1 || kwargs === null || dictGetString(kwargs, 'name') === null)) {
        raise(rt, 'TypeError', `ContextVar() takes ${args.value.length === 0 ? 'exactly' : 'at most'} 1 positional argument (${args.value.length} given)`);
      }
      const [name, fallback] = constructorArguments(rt, 'ContextVar', ['name', 'default'], 1, args, kwargs) as [PyObject, PyObject | null];
      if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'context variable name must be a str');
      return newHolder(rt, type, [incref(name), fallback === null ? null : incref(fallback)], null);
    },
    hash: (rt, self) => hashPointer(rt.addressOf(self)),
    repr: (rt, self) => {
      const [name, fallback] = holder(self).value.refs;
      const shown = fallback == null ? '' : ` default=${reprText(rt, fallback)}`;
      return newStr(rt, `<ContextVar name=${reprText(rt, name as PyObject)}${shown} at ${addressText(rt, self)}>`);
    },
  },
  methods: [
    fast('get', (rt, self, args) => {
      checkPositional(rt, 'get', args, 0, 1);
      const value = valueIn(rt, currentContext(rt), self) ?? args[0] ?? holder(self).value.refs[1];
      return value == null ? raiseWithArgs(rt, 'LookupError', [incref(self)]) : incref(value);
    }),
    oneArg('set', (rt, self, value) => {
      const context = currentContext(rt);
      const old = valueIn(rt, context, self);
      const token = newHolder(rt, extensionType(rt, tokenType), [incref(context), incref(self), old === null ? null : incref(old)], { used: false });
      dictSet(rt, valuesOf(rt, context), self, value);
      return token;
    }),
    oneArg('reset', (rt, self, token) => {
      if (token.type !== extensionType(rt, tokenType)) raise(rt, 'TypeError', `expected an instance of Token, got ${reprText(rt, token)}`);
      const { refs, state } = holder<{ used: boolean }>(token).value;
      if (state.used) raise(rt, 'RuntimeError', `${reprText(rt, token)} has already been used once`);
      if (refs[1] !== self) raise(rt, 'ValueError', `${reprText(rt, token)} was created by a different ContextVar`);
      const context = currentContext(rt);
      if (refs[0] !== context) raise(rt, 'ValueError', `${reprText(rt, token)} was created in a different Context`);
      state.used = true;
      if (refs[2] == null) dictDelete(rt, valuesOf(rt, context), self);
      else dictSet(rt, valuesOf(rt, context), self, refs[2]);
      return incref(rt.none);
    }),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [{ name: 'name', get: (_rt, self) => incref(held(holder(self), 0)) }],
});

// refs: context, variable, old value (null: none)
const tokenType: TypeDefinition = holderType('_contextvars.Token', {
  constants: (rt) => ({ MISSING: incref(missing(rt)) }),
  basicsize: 48,
  flags: {},
  methods: [classGetItem()],
  slots: {
    new: (rt) => raise(rt, 'RuntimeError', 'Tokens can only be created by ContextVars'),
    hash: hashNotImplemented,
    repr: (rt, self) => {
      const { refs, state } = holder<{ used: boolean }>(self).value;
      return newStr(rt, `<Token${state.used ? ' used' : ''} var=${reprText(rt, refs[1] as PyObject)} at ${addressText(rt, self)}>`);
    },
  },
  getset: [
    { name: 'var', get: (_rt, self) => incref(held(holder(self), 1)) },
    { name: 'old_value', get: (rt, self) => incref(holder(self).value.refs[2] ?? missing(rt)) },
  ],
});

const missingType: TypeDefinition = {
  name: 'Token.MISSING', basicsize: 16, flags: { disallowInstantiation: true },
  slots: { repr: (rt) => newStr(rt, '<Token.MISSING>'), dealloc: (rt, self) => rt.heap.free(self) },
};

/** Token.MISSING (borrowed): one per interpreter. */
function missing(rt: Runtime): PyObject {
  let object = rt.moduleStates.get('Token.MISSING') as PyObject | undefined;
  if (object === undefined) {
    object = newLayoutInstance(rt, extensionType(rt, missingType), null);
    rt.heap.untrack(object);
    rt.moduleStates.set('Token.MISSING', object);
  }
  return object;
}

/** PyContextVar_New without default. */
export function newContextVariable(rt: Runtime, name: string): PyObject {
  return newHolder(rt, extensionType(rt, contextVarType), [newStr(rt, name), null], null);
}

/** PyContextVar_Get: the value in the context in force (borrowed), or null. */
export function contextVariableValue(rt: Runtime, variable: PyObject): PyObject | null {
  return valueIn(rt, currentContext(rt), variable);
}

/** PyContextVar_Set, the token dropped. */
export function setContextVariable(rt: Runtime, variable: PyObject, value: PyObject): void {
  dictSet(rt, valuesOf(rt, currentContext(rt)), variable, value);
}

export const contextvarsModule: ModuleDefinition = {
  name: '_contextvars',
  doc: 'Context Variables',
  methods: [noArgs('copy_context', (rt) => copyOf(rt, currentContext(rt)))],
  constants: (rt) => ({
    Context: incref(extensionType(rt, contextType).object),
    ContextVar: incref(extensionType(rt, contextVarType).object),
    Token: incref(extensionType(rt, tokenType).object),
  }),
};

