/**
 * The `_contextvars` module: context variables (PEP 567). A context is a dict from variable to value; the
 * one in force is the runtime's. CPython shares structure between copies (HAMT); nobody can see that.
 */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import {
  addressText, callObject, dictCopy, dictDelete, dictGet, dictSet, fast, fastKeywords, getIter, hashPointer, newDict, newGenericAlias, newLayoutInstance, newStr,
  noArgs, oneArg, raise, raiseKeyError, raiseWithArgs, reprText, classMethod,
  type Payload, type PyDict, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { held, holder, holderType, newHolder } from './holder';
import { constructorArguments } from './itertools/basic';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

interface ContextData { values: PyDict; entered: boolean }
type PyContext = Payload<ContextData>;
interface ContextState { current: PyContext | null }

function stateOf(rt: Runtime): ContextState {
  let state = rt.moduleStates.get('_contextvars') as ContextState | undefined;
  if (state === undefined) rt.moduleStates.set('_contextvars', (state = { current: null }));
  return state;
}

/** A context; `values` are taken over. Exact ones come from the free list. */
function newContext(rt: Runtime, values: PyDict): PyContext {
  const context: PyContext = rt.heap.newFromFreeList('context', extensionType(rt, contextType), { values, entered: false });
  rt.heap.track(context);
  return context;
}

function currentContext(rt: Runtime): PyContext {
  const state = stateOf(rt);
  if (state.current === null) {
    state.current = newContext(rt, newDict(rt));
    rt.nativeHolders.unshift({ object: state.current, name: 'the context in force' });
  }
  return state.current;
}

const contextType: TypeDefinition = {
  name: '_contextvars.Context',
  gc: true,
  weakrefs: true,
  basicsize: 64,
  slots: {
    new: (rt, _type, args) => {
      if (args.value.length > 0) raise(rt, 'TypeError', 'Context() does not accept any arguments');
      return newContext(rt, newDict(rt));
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      decref(rt, (self as PyContext).value.values);
      rt.heap.freeToList('context', self);
    },
    traverse: (self, visit) => visit((self as PyContext).value.values),
    iter: (rt, self) => getIter(rt, (self as PyContext).value.values),
    mpLength: (_rt, self) => (self as PyContext).value.values.value.used,
    mpSubscript: (rt, self, key) => incref(dictGet(rt, (self as PyContext).value.values, key) ?? raiseKeyError(rt, key)),
    sqContains: (rt, self, key) => dictGet(rt, (self as PyContext).value.values, key) !== null,
  },
  methods: [
    noArgs('copy', (rt, self) => newContext(rt, dictCopy(rt, (self as PyContext).value.values))),
    ...['keys', 'values', 'items'].map((name) => noArgs(name, (rt, self) => {
      const method = (rt.types.dict.dict.value.keys as (PyObject | null)[]).findIndex((key) => key !== null && (key as PyStr).value === name);
      return callObject(rt, rt.types.dict.dict.value.values[method] as PyObject, [(self as PyContext).value.values]);
    })),
    fast('get', (rt, self, args) => {
      checkPositional(rt, 'get', args, 1, 2);
      return incref(dictGet(rt, (self as PyContext).value.values, args[0] as PyObject) ?? args[1] ?? rt.none);
    }),
    fastKeywords('run', (rt, self, args, kwnames) => {
      const context = self as PyContext;
      const callable = args[0];
      if (callable === undefined) raise(rt, 'TypeError', 'run() missing 1 required positional argument');
      if (context.value.entered) raise(rt, 'RuntimeError', `cannot enter context: ${reprText(rt, self)} is already entered`);
      const state = stateOf(rt);
      const previous = state.current;
      state.current = context;
      context.value.entered = true;
      try {
        return callObject(rt, callable, args.slice(1), kwnames);
      } finally {
        context.value.entered = false;
        state.current = previous;
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
      const value = dictGet(rt, currentContext(rt).value.values, self) ?? args[0] ?? holder(self).value.refs[1];
      return value == null ? raiseWithArgs(rt, 'LookupError', [incref(self)]) : incref(value);
    }),
    oneArg('set', (rt, self, value) => {
      const context = currentContext(rt);
      const old = dictGet(rt, context.value.values, self);
      const token = newHolder(rt, extensionType(rt, tokenType), [incref(context), incref(self), old === null ? null : incref(old)], { used: false });
      dictSet(rt, context.value.values, self, value);
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
      if (refs[2] == null) dictDelete(rt, context.value.values, self);
      else dictSet(rt, context.value.values, self, refs[2]);
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
  flags: { disallowInstantiation: true },
  slots: {
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

export const contextvarsModule: ModuleDefinition = {
  name: '_contextvars',
  doc: 'Context Variables',
  methods: [noArgs('copy_context', (rt) => newContext(rt, dictCopy(rt, currentContext(rt).value.values)))],
  constants: (rt) => ({
    Context: incref(extensionType(rt, contextType).object),
    ContextVar: incref(extensionType(rt, contextVarType).object),
    Token: incref(extensionType(rt, tokenType).object),
  }),
};

