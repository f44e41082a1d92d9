/**
 * The `_typing` module: type variables, parameter specifications, type aliases and `Generic` (CPython
 * Objects/typevarobject.c). What they do beyond holding names is in `typing`, written in Python.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  AttributeStorage, badArgument, callMethod, callObject, classMethod, CompareOp, dictGetString, fastKeywords, getAttributeString, getItem, getIter, hashNotImplemented, internStr,
  isTrue, machine, newBool, newGenericAlias, newStr, newTuple, newUnion, noArgs, oneArg, packTuple, raise, readKeywords, reprText, richCompare, setAttributeString, unpackKeywords, varArgsKeywords,
  type BinaryFunction, type GetSetDefinition, type KeywordParameters, type MethodDefinition, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
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

/** `typing.Unpack[parameter]` */
function unpack(rt: Runtime, parameter: PyObject): PyObject {
  const moduleName = internStr(rt, 'typing');
  const module = machine(rt).importModule(moduleName, null, null, rt.none, 0);
  decref(rt, moduleName);
  const special = getAttributeString(rt, module, 'Unpack');
  decref(rt, module);
  try {
    return getItem(rt, special, parameter);
  } finally {
    decref(rt, special);
  }
}

/** A tuple in which `typing.Unpack[Ts]` stands for each TypeVarTuple (unpack_typevartuples). */
function unpackVariadics(rt: Runtime, parameters: PyTuple): PyTuple {
  const variadic = extensionType(rt, typeVarTupleType);
  if (!parameters.value.some(({ type }) => type === variadic)) return incref(parameters);
  return newTuple(rt, parameters.value.map((parameter) => (parameter.type === variadic ? unpack(rt, parameter) : incref(parameter))));
}

/** Stores `__module__` in the instance's own namespace. */
function setModule(rt: Runtime, self: PyObject): PyObject {
  const module = callerModule(rt);
  try {
    setAttributeString(rt, self, '__module__', module);
  } finally {
    decref(rt, module);
  }
  return self;
}

const union: BinaryFunction = (rt, left, right) => callTyping(rt, '_make_union', [left, right]);

interface Variance { readonly covariant: boolean; readonly contravariant: boolean; readonly inferred: boolean }

/** Arguments by parameter position, with Argument Clinic's errors. */
function readArguments(rt: Runtime, parameters: KeywordParameters, args: PyTuple, kwargs: PyDict | null): (PyObject | undefined)[] {
  return readKeywords(rt, args, kwargs, (positional, kwnames) => unpackKeywords(rt, parameters, positional, kwnames));
}

function variance(rt: Runtime, given: readonly (PyObject | undefined)[]): Variance {
  const [covariant = false, contravariant = false, inferred = false] = given.map((value) => value !== undefined && isTrue(rt, value));
  if (covariant && contravariant) raise(rt, 'ValueError', 'Bivariant types are not supported.');
  if (inferred && (covariant || contravariant)) raise(rt, 'ValueError', 'Variance cannot be specified with infer_variance.');
  return { covariant, contravariant, inferred };
}

/** A bound that was checked to be a type; null for None. Owned. */
function checkedBound(rt: Runtime, bound: PyObject | undefined): PyObject | null {
  if (bound === undefined || bound === rt.none) return null;
  const message = newStr(rt, 'Bound must be a type.');
  try {
    return callTyping(rt, '_type_check', [bound, message]);
  } finally {
    decref(rt, message);
  }
}

function requireName(rt: Runtime, typeName: string, name: PyObject | undefined): PyStr {
  if (name === undefined) return raise(rt, 'TypeError', `${typeName}() missing required argument 'name' (pos 1)`);
  if ((name.type as PyType).layout !== rt.types.str) badArgument(rt, typeName, "argument 'name'", 'str', name);
  return incref(name) as PyStr;
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
function variableText(self: PyObject): string {
  const { refs, state } = holder<Variance>(self).value;
  const sign = state.inferred ? '' : state.covariant ? '+' : state.contravariant ? '-' : '~';
  return sign + (refs[0] as PyStr).value;
}

const noSubclass = (text: string): MethodDefinition => oneArg('__mro_entries__', (rt) => raise(rt, 'TypeError', `Cannot subclass an instance of ${text}`));
const reduceToName: MethodDefinition = noArgs('__reduce__', (_rt, self) => incref(held(holder(self), 0)));

// refs: name, bound, constraints, functions that compute bound and constraints
const typeVarType: TypeDefinition = holderType('typing.TypeVar', {
  basicsize: 64,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  inherited: ['getattro'],
  doc: 'Type variable.',
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const names = ['name', 'bound', 'covariant', 'contravariant', 'infer_variance'];
      const first = newTuple(rt, args.value.slice(0, 1).map((name) => incref(name)));
      let given: (PyObject | undefined)[];
      try {
        given = readArguments(rt, { function: 'typevar', names, required: 1, maximumPositional: 1 }, first, kwargs);
      } finally {
        decref(rt, first);
      }
      const name = requireName(rt, 'typevar', given[0]);
      const owned: PyObject[] = [name];
      try {
        const flags = variance(rt, given.slice(2));
        const constraints = args.value.slice(1);
        const bound = checkedBound(rt, given[1]);
        if (bound !== null) owned.push(bound);
        if (constraints.length === 1) raise(rt, 'TypeError', 'A single constraint is not allowed');
        if (constraints.length > 0 && bound !== null) raise(rt, 'TypeError', 'Constraints cannot be combined with bound=...');
        return setModule(rt, newHolder(rt, type, [incref(name), bound === null ? null : incref(bound), packTuple(rt, constraints), null, null], flags));
      } finally {
        for (const object of owned) decref(rt, object);
      }
    },
    repr: (rt, self) => newStr(rt, variableText(self)),
    nbOr: union,
  },
  methods: [
    noSubclass('TypeVar'), reduceToName,
    oneArg('__typing_subst__', (rt, self, argument) => callTyping(rt, '_typevar_subst', [self, argument])),
  ],
  getset: [reference('__name__', 0), ...varianceFlags, lazyReference('__bound__', 1, 3), lazyReference('__constraints__', 2, 4)],
});

// refs: name, bound
const paramSpecType: TypeDefinition = holderType('typing.ParamSpec', {
  basicsize: 40,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  inherited: ['getattro'],
  doc: 'Parameter specification variable.',
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const names = ['name', 'bound', 'covariant', 'contravariant', 'infer_variance'];
      const given = readArguments(rt, { function: 'paramspec', names, required: 1, maximumPositional: 1 }, args, kwargs);
      const name = requireName(rt, 'paramspec', given[0]);
      try {
        const flags = variance(rt, given.slice(2));
        return setModule(rt, newHolder(rt, type, [incref(name), checkedBound(rt, given[1])], flags));
      } finally {
        decref(rt, name);
      }
    },
    repr: (rt, self) => newStr(rt, variableText(self)),
    nbOr: union,
  },
  methods: [
    noSubclass('ParamSpec'), reduceToName,
    oneArg('__typing_subst__', (rt, self, argument) => callTyping(rt, '_paramspec_subst', [self, argument])),
    fastKeywords('__typing_prepare_subst__', (rt, self, args) => callTyping(rt, '_paramspec_prepare_subst', [self, ...args])),
  ],
  getset: [
    reference('__name__', 0), reference('__bound__', 1), ...varianceFlags,
    { name: 'args', get: (rt, self) => newHolder(rt, extensionType(rt, paramSpecArgsType), [incref(self)], null) },
    { name: 'kwargs', get: (rt, self) => newHolder(rt, extensionType(rt, paramSpecKwargsType), [incref(self)], null) },
  ],
});

// refs: name
const typeVarTupleType: TypeDefinition = holderType('typing.TypeVarTuple', {
  basicsize: 24,
  weakrefs: true,
  attributes: AttributeStorage.LazyDict,
  inherited: ['getattro'],
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const [name] = readArguments(rt, { function: 'typevartuple', names: ['name'], required: 1 }, args, kwargs);
      return setModule(rt, newHolder(rt, type, [requireName(rt, 'typevartuple', name)], null));
    },
    repr: (_rt, self) => incref(held(holder(self), 0)),
    iter: (rt, self) => {
      const tuple = newTuple(rt, [unpack(rt, self)]);
      try {
        return getIter(rt, tuple);
      } finally {
        decref(rt, tuple);
      }
    },
  },
  methods: [
    noSubclass('TypeVarTuple'), reduceToName,
    oneArg('__typing_subst__', (rt) => raise(rt, 'TypeError', 'Substitution of bare TypeVarTuple is not supported')),
    fastKeywords('__typing_prepare_subst__', (rt, self, args) => callTyping(rt, '_typevartuple_prepare_subst', [self, ...args])),
  ],
  getset: [reference('__name__', 0)],
});

// refs: the parameter specification
const ofParamSpec = (name: 'args' | 'kwargs', typeName: string): TypeDefinition => holderType(`typing.${typeName}`, {
  basicsize: 24,
  weakrefs: true,
  inherited: ['getattro'],
  doc: `The ${name} for a ParamSpec object.`,
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const [origin] = readArguments(rt, { function: `paramspec${name}`, names: ['origin'], required: 1 }, args, kwargs);
      return newHolder(rt, type, [incref(origin as PyObject)], null);
    },
    repr: (rt, self) => {
      const origin = held(holder(self), 0);
      const text = origin.type === extensionType(rt, paramSpecType) ? ((holder(origin).value.refs[0] as PyStr).value) : reprText(rt, origin);
      return newStr(rt, `${text}.${name}`);
    },
    hash: hashNotImplemented,
    richcompare: (rt, self, other, op) => {
      if (self.type !== other.type || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
      return richCompare(rt, held(holder(self), 0), held(holder(other), 0), op);
    },
  },
  methods: [noSubclass(typeName)],
  getset: [reference('__origin__', 0)],
});
const paramSpecArgsType = ofParamSpec('args', 'ParamSpecArgs');
const paramSpecKwargsType = ofParamSpec('kwargs', 'ParamSpecKwargs');

const parametersOf = (self: PyObject): PyTuple => held(holder(self), 1) as PyTuple;

// refs: name, type parameters, value, module, function that computes the value
const typeAliasType: TypeDefinition = holderType('typing.TypeAliasType', {
  basicsize: 56,
  inherited: ['getattro'],
  flags: {},
  slots: {
    new: (rt, type, args, kwargs) => {
      const given = readArguments(rt, { function: 'typealias', names: ['name', 'value', 'type_params'], required: 2, maximumPositional: 2 }, args, kwargs);
      const parameters = given[2] ?? rt.emptyTuple;
      const name = requireName(rt, 'typealias', given[0]);
      if ((parameters.type as PyType).layout !== rt.types.tuple) {
        decref(rt, name);
        raise(rt, 'TypeError', 'type_params must be a tuple');
      }
      return newHolder(rt, type, [name, incref(parameters), incref(given[1] as PyObject), callerModule(rt), null], null);
    },
    repr: (_rt, self) => incref(held(holder(self), 0)),
    nbOr: newUnion,
    mpSubscript: (rt, self, key) => {
      if (parametersOf(self).value.length === 0) raise(rt, 'TypeError', 'Only generic type aliases are subscriptable');
      return newGenericAlias(rt, self, key);
    },
  },
  methods: [reduceToName],
  getset: [
    reference('__name__', 0), lazyReference('__value__', 2, 4), { name: '__module__', get: (rt, self) => incref(holder(self).value.refs[3] ?? rt.none) },
    { name: '__type_params__', get: (_rt, self) => incref(parametersOf(self)) },
    { name: '__parameters__', get: (rt, self) => unpackVariadics(rt, parametersOf(self)) },
  ],
});

const genericType: TypeDefinition = {
  name: 'typing.Generic',
  doc: 'Abstract base class for generic types.',
  gc: true,
  basicsize: 16,
  inherited: ['getattro'],
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
    incref(first), null, constraints === null ? incref(rt.emptyTuple) : null,
    bound === null ? null : incref(bound), constraints === null ? null : incref(constraints),
  ], INFERRED);
  switch (kind) {
    case 'TypeVar': return typeVar(null, null);
    case 'TypeVarWithBound': return typeVar(second, null);
    case 'TypeVarWithConstraints': return typeVar(null, second);
    case 'ParamSpec': return newHolder(rt, extensionType(rt, paramSpecType), [incref(first), null], INFERRED);
    case 'TypeVarTuple': return newHolder(rt, extensionType(rt, typeVarTupleType), [incref(first)], null);
    case 'SubscriptGeneric': {
      const tuple = unpackVariadics(rt, first as PyTuple);
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
