/**
 * The `_typing` module: type variables, parameter specifications, type aliases and `Generic` (CPython
 * Objects/typevarobject.c). What they do beyond holding names is in `typing`, written in Python.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  AttributeStorage, callMethod, callObject, classMethod, dictGetString, genericGetDict, genericSetDict, internStr, isTrue, machine, newBool, newGenericAlias, newStr,
  noArgs, oneArg, packTuple, raise, varArgsKeywords,
  type BinaryFunction, type GetSetDefinition, type MethodDefinition, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import type { TypingIntrinsic } from '../vm';
import { extensionType } from './extensionTypes';
import { exchange, held, holder, holderType, newHolder } from './holder';
import type { ModuleDefinition } from './moduleDefinition';

/** Calls a function of the Python module `typing`. */
function callTyping(rt: Runtime, name: string, args: readonly PyObject[], kwnames: readonly PyStr[] | null = null): PyObject {
  const moduleName = internStr(rt, 'typing');
  const module = machine(rt).importModule(moduleName, null, null, rt.none, 0);
  decref(rt, moduleName);
  try {
    if (kwnames === null) return callMethod(rt, module, name, args);
    const callable = dictGetString((module.value as { dict: PyDict }).dict, name) as PyObject;
    return callObject(rt, callable, args, kwnames);
  } finally {
    decref(rt, module);
  }
}

/** The module that runs, for `__module__` (new reference). */
function callerModule(rt: Runtime): PyObject {
  const globals = rt.currentGlobals();
  return incref((globals === null ? null : dictGetString(globals, '__name__')) ?? rt.none);
}

const union: BinaryFunction = (rt, left, right) => callTyping(rt, '_make_union', [left, right]);

interface Variance { readonly covariant: boolean; readonly contravariant: boolean; readonly inferred: boolean }

function keyword(kwargs: PyDict | null, name: string): PyObject | null {
  return kwargs === null ? null : dictGetString(kwargs, name);
}

function variance(rt: Runtime, kwargs: PyDict | null): Variance {
  const flag = (name: string): boolean => {
    const value = keyword(kwargs, name);
    return value !== null && isTrue(rt, value);
  };
  const result = { covariant: flag('covariant'), contravariant: flag('contravariant'), inferred: flag('infer_variance') };
  if (result.covariant && result.contravariant) raise(rt, 'ValueError', 'Bivariant types are not supported.');
  if (result.inferred && (result.covariant || result.contravariant)) raise(rt, 'ValueError', 'Variance cannot be specified with infer_variance.');
  return result;
}

/** A value given at once (`index`), or computed when it is first asked for by the function at `lazyIndex` (PEP 695). */
const lazyReference = (name: string, index: number, lazyIndex: number): GetSetDefinition => ({
  name,
  get: (rt, self) => {
    const { refs } = holder(self).value;
    const known = refs[index];
    if (known != null) return incref(known);
    const compute = refs[lazyIndex];
    if (compute == null) return incref(rt.none);
    const value = callObject(rt, compute, []);
    exchange(rt, holder(self), index, incref(value));
    return value;
  },
});

const reference = (name: string, index: number): GetSetDefinition => ({ name, member: true, get: (rt, self) => incref(holder(self).value.refs[index] ?? rt.none) });
const varianceFlags: readonly GetSetDefinition[] = ([['__covariant__', 'covariant'], ['__contravariant__', 'contravariant'], ['__infer_variance__', 'inferred']] as const)
  .map(([name, field]) => ({ name, member: true as const, get: (rt: Runtime, self: PyObject) => newBool(rt, holder<Variance>(self).value.state[field]) }));
const dictGetset: GetSetDefinition = { name: '__dict__', get: genericGetDict, set: genericSetDict };
const moduleGetset = (index: number): GetSetDefinition => ({
  name: '__module__',
  get: (rt, self) => incref(holder(self).value.refs[index] ?? rt.none),
  set: (rt, self, value) => exchange(rt, holder(self), index, value === null ? null : incref(value)),
});

function variableText(self: PyObject): string {
  const { refs, state } = holder<Variance>(self).value;
  const sign = state.inferred ? '' : state.covariant ? '+' : state.contravariant ? '-' : '~';
  return sign + (refs[0] as PyStr).value;
}

const noSubclass = (text: string): MethodDefinition => oneArg('__mro_entries__', (rt) => raise(rt, 'TypeError', `Cannot subclass an instance of ${text}`));
const reduceToName: MethodDefinition = noArgs('__reduce__', (_rt, self) => incref(held(holder(self), 0)));

function nameArgument(rt: Runtime, typeName: string, args: PyTuple, kwargs: PyDict | null): PyStr {
  const name = args.value[0] ?? keyword(kwargs, 'name');
  if (name === null || name === undefined) raise(rt, 'TypeError', `${typeName}() missing required argument 'name' (pos 1)`);
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `${typeName}() argument 'name' must be str, not ${name.type.name}`);
  return name as PyStr;
}

// refs: name, bound, constraints, module, functions that compute bound and constraints
const typeVarType: TypeDefinition = holderType('typing.TypeVar', {
  basicsize: 80,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const name = nameArgument(rt, 'typevar', args, kwargs);
      const constraints = args.value.slice(1);
      const bound = keyword(kwargs, 'bound');
      if (constraints.length === 1) raise(rt, 'TypeError', 'A single constraint is not allowed');
      if (constraints.length > 0 && bound !== null && bound !== rt.none) raise(rt, 'TypeError', 'Constraints cannot be combined with bound=...');
      const checked = bound === null || bound === rt.none ? null : callTyping(rt, '_type_check', [bound, newStr(rt, 'Bound must be a type.')]);
      return newHolder(rt, type, [incref(name), checked, packTuple(rt, constraints), callerModule(rt), null, null], variance(rt, kwargs));
    },
    repr: (rt, self) => newStr(rt, variableText(self)),
    nbOr: union,
  },
  methods: [
    noSubclass('TypeVar'), reduceToName,
    oneArg('__typing_subst__', (rt, self, argument) => callTyping(rt, '_typevar_subst', [self, argument])),
  ],
  getset: [
    reference('__name__', 0), ...varianceFlags, lazyReference('__bound__', 1, 4), lazyReference('__constraints__', 2, 5), moduleGetset(3), dictGetset,
  ],
});

// refs: name, bound, module
const paramSpecType: TypeDefinition = holderType('typing.ParamSpec', {
  basicsize: 64,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const bound = keyword(kwargs, 'bound');
      return newHolder(rt, type, [incref(nameArgument(rt, 'paramspec', args, kwargs)), bound === null ? null : incref(bound), callerModule(rt)], variance(rt, kwargs));
    },
    repr: (rt, self) => newStr(rt, variableText(self)),
    nbOr: union,
  },
  methods: [
    noSubclass('ParamSpec'), reduceToName,
    oneArg('__typing_subst__', (rt, self, argument) => callTyping(rt, '_paramspec_subst', [self, argument])),
    varArgsKeywords('__typing_prepare_subst__', (rt, self, args) => callTyping(rt, '_paramspec_prepare_subst', [self, ...args.value])),
  ],
  getset: [
    reference('__name__', 0), ...varianceFlags, reference('__bound__', 1), moduleGetset(2), dictGetset,
    { name: 'args', get: (rt, self) => newHolder(rt, extensionType(rt, paramSpecArgsType), [incref(self)], null) },
    { name: 'kwargs', get: (rt, self) => newHolder(rt, extensionType(rt, paramSpecKwargsType), [incref(self)], null) },
  ],
});

// refs: name, module
const typeVarTupleType: TypeDefinition = holderType('typing.TypeVarTuple', {
  basicsize: 48,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => newHolder(rt, type, [incref(nameArgument(rt, 'typevartuple', args, kwargs)), callerModule(rt)], null),
    repr: (_rt, self) => incref(held(holder(self), 0)),
    iter: (rt, self) => {
      const unpacked = callTyping(rt, '_unpack', [self]);
      const tuple = packTuple(rt, [unpacked]);
      decref(rt, unpacked);
      try {
        return callMethod(rt, tuple, '__iter__', []);
      } finally {
        decref(rt, tuple);
      }
    },
  },
  methods: [
    noSubclass('TypeVarTuple'), reduceToName,
    oneArg('__typing_subst__', (rt) => raise(rt, 'TypeError', 'Substitution of bare TypeVarTuple is not supported')),
    varArgsKeywords('__typing_prepare_subst__', (rt, self, args) => callTyping(rt, '_typevartuple_prepare_subst', [self, ...args.value])),
  ],
  getset: [reference('__name__', 0), moduleGetset(1), dictGetset],
});

// refs: the parameter specification
const ofParamSpec = (name: 'args' | 'kwargs', typeName: string): TypeDefinition => holderType(`typing.${typeName}`, {
  basicsize: 32,
  weakrefs: true,
  flags: {},
  slots: {
    new: (rt, type, args) => newHolder(rt, type, [incref(args.value[0] ?? rt.none)], null),
    repr: (rt, self) => {
      const origin = held(holder(self), 0);
      const text = origin.type === extensionType(rt, paramSpecType) ? ((holder(origin).value.refs[0] as PyStr).value) : origin.type.name;
      return newStr(rt, `${text}.${name}`);
    },
  },
  methods: [noSubclass(typeName)],
  getset: [reference('__origin__', 0)],
});
const paramSpecArgsType = ofParamSpec('args', 'ParamSpecArgs');
const paramSpecKwargsType = ofParamSpec('kwargs', 'ParamSpecKwargs');

// refs: name, type parameters, value, module, function that computes the value
const typeAliasType: TypeDefinition = holderType('typing.TypeAliasType', {
  basicsize: 64,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const name = nameArgument(rt, 'typealias', args, kwargs);
      const value = args.value[1] ?? keyword(kwargs, 'value');
      if (value === null || value === undefined) raise(rt, 'TypeError', "typealias() missing required argument 'value' (pos 2)");
      return newHolder(rt, type, [incref(name), incref(keyword(kwargs, 'type_params') ?? rt.emptyTuple), incref(value), callerModule(rt), null], null);
    },
    repr: (_rt, self) => incref(held(holder(self), 0)),
    nbOr: union,
    mpSubscript: (rt, self, key) => {
      if ((held(holder(self), 1) as PyTuple).value.length === 0) raise(rt, 'TypeError', 'Only generic type aliases are subscriptable');
      return newGenericAlias(rt, self, key);
    },
  },
  methods: [reduceToName],
  getset: [
    reference('__name__', 0), reference('__type_params__', 1), reference('__parameters__', 1), lazyReference('__value__', 2, 4), moduleGetset(3),
  ],
});

const genericType: TypeDefinition = {
  name: 'typing.Generic',
  doc: 'Abstract base class for generic types.',
  gc: true,
  basicsize: 16,
  flags: { basetype: true },
  slots: {},
  methods: [
    classMethod(oneArg('__class_getitem__', (rt, self, item) => callTyping(rt, '_generic_class_getitem', [self, item]))),
    classMethod(varArgsKeywords('__init_subclass__', (rt, self, args, kwargs) => {
      const names = kwargs === null ? [] : (kwargs.value.keys.filter((key) => key !== null) as PyStr[]);
      const values = names.map((name) => dictGetString(kwargs as PyDict, name.value) as PyObject);
      return callTyping(rt, '_generic_init_subclass', [self, ...args.value, ...values], names);
    })),
  ],
};

const types = {
  TypeVar: typeVarType, ParamSpec: paramSpecType, TypeVarTuple: typeVarTupleType, ParamSpecArgs: paramSpecArgsType,
  ParamSpecKwargs: paramSpecKwargsType, TypeAliasType: typeAliasType, Generic: genericType,
};

const INFERRED: Variance = { covariant: false, contravariant: false, inferred: true };

/** What the type parameter syntax makes (CALL_INTRINSIC_1 and _2); arguments borrowed. */
export function typingIntrinsic(rt: Runtime, kind: TypingIntrinsic, args: readonly PyObject[]): PyObject {
  const [first, second] = args as [PyObject, PyObject];
  const typeVar = (bound: PyObject | null, constraints: PyObject | null): PyObject => newHolder(rt, extensionType(rt, typeVarType), [
    incref(first), null, constraints === null ? incref(rt.emptyTuple) : null, callerModule(rt),
    bound === null ? null : incref(bound), constraints === null ? null : incref(constraints),
  ], INFERRED);
  switch (kind) {
    case 'TypeVar': return typeVar(null, null);
    case 'TypeVarWithBound': return typeVar(second, null);
    case 'TypeVarWithConstraints': return typeVar(null, second);
    case 'ParamSpec': return newHolder(rt, extensionType(rt, paramSpecType), [incref(first), null, callerModule(rt)], INFERRED);
    case 'TypeVarTuple': return newHolder(rt, extensionType(rt, typeVarTupleType), [incref(first), callerModule(rt)], null);
    case 'SubscriptGeneric': {
      const variadic = extensionType(rt, typeVarTupleType);
      const parameters = (first as PyTuple).value.map((parameter) => (parameter.type === variadic ? callTyping(rt, '_unpack', [parameter]) : incref(parameter)));
      const tuple = packTuple(rt, parameters);
      for (const parameter of parameters) decref(rt, parameter);
      try {
        return callTyping(rt, '_GenericAlias', [extensionType(rt, genericType).object, tuple]);
      } finally {
        decref(rt, tuple);
      }
    }
    case 'TypeAlias': {
      const [name, parameters, compute] = (first as PyTuple).value as [PyObject, PyObject, PyObject];
      return newHolder(rt, extensionType(rt, typeAliasType), [
        incref(name), incref(parameters === rt.none ? rt.emptyTuple : parameters), null, callerModule(rt), incref(compute),
      ], null);
    }
  }
}

export const typingModule: ModuleDefinition = {
  name: '_typing',
  doc: 'Primitives and accelerators for the typing module.\n',
  methods: [oneArg('_idfunc', (_rt, _self, value) => incref(value))],
  constants: (rt) => {
    // Generic is made as its subclasses are: by object.__new__.
    const generic = extensionType(rt, genericType);
    generic.flags.disallowInstantiation = false;
    generic.new = rt.types.object.new;
    return Object.fromEntries(Object.entries(types).map(([name, definition]): [string, PyObject] => [name, incref(extensionType(rt, definition).object)]));
  },
};
