/**
 * builtin_function_or_method: `len`, `[].append`, `dict.fromkeys` (CPython methodobject.c).
 *
 * In: a row of a method table and what it is bound to. Out: a callable object, one counted allocation.
 */
import { clearWeakrefs, decref, FreeList, incref, xdecref, type PyObject } from '../memory';
import { addressText, getAttributeString } from './abstract';
import { dictGetString } from './dictStore';
import { boundDocText, boundSignatureText } from './documentation';
import { hashPointer } from './hashing';
import type { PyStr, PyTypeObject } from './layouts';
import { callDefinition, callDefinitionWithTuple } from './methodCall';
import type { BuiltinFunctionData, MethodDefinition } from './methods';
import { newTuple } from './tuple';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type PyType, type TypeDefinition } from './type';

export type PyBuiltinFunction = PyObject<BuiltinFunctionData, PyType>;

/** PyCFunction_NewEx; `self` and `module` borrowed. */
export function newBuiltinFunction(rt: Runtime, definition: MethodDefinition, self: PyObject | null, module: PyObject | null): PyBuiltinFunction {
  const data: BuiltinFunctionData = { definition, self, module };
  if (self !== null) self.refcnt++;
  if (module !== null) module.refcnt++;
  const object = rt.heap.newFromFreeList(FreeList.BuiltinFunction, rt.types.builtinFunction, data);
  rt.heap.track(object);
  return object;
}

/** The same for the namespaces of built-in types and modules made by the runtime itself: neither counted nor tracked. */
export function newUncountedBuiltinFunction(
  rt: Runtime, create: (type: PyType, data: BuiltinFunctionData) => PyObject, definition: MethodDefinition, self: PyObject | null,
): PyBuiltinFunction {
  if (self !== null) self.refcnt++;
  return create(rt.types.builtinFunction, { definition, self, module: null }) as PyBuiltinFunction;
}

const dataOf = (self: PyObject): BuiltinFunctionData => (self as PyBuiltinFunction).value;

function isModule(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).layout === rt.types.module;
}

/** `__qualname__` (meth_get__qualname__). */
function qualifiedName(rt: Runtime, self: PyObject): string {
  const { definition, self: bound } = dataOf(self);
  if (bound === null || isModule(rt, bound)) return definition.name;
  const type = (bound.type as PyType).layout === rt.types.type ? bound as PyTypeObject : (bound.type as PyType).object;
  const qualname = getAttributeString(rt, type, '__qualname__');
  const { value } = qualname as PyStr;
  decref(rt, qualname);
  return `${value}.${definition.name}`;
}

/** `len()`, `math.sqrt()`, `list.append()` (_PyObject_FunctionStr). */
function describe(rt: Runtime, self: PyObject): string {
  const { module } = dataOf(self);
  const name = qualifiedName(rt, self);
  const prefix = module !== null && module.type === rt.types.str && (module as PyStr).value !== 'builtins' ? `${(module as PyStr).value}.` : '';
  return `${prefix}${name}()`;
}

export const builtinFunctionType: TypeDefinition = {
  name: 'builtin_function_or_method',
  gc: true,
  basicsize: 56,
  weakrefs: true,
  flags: { disallowInstantiation: true },
  slots: {
    vectorcall: (rt, self, args, kwnames) => {
      const { definition, self: bound } = dataOf(self);
      return callDefinition(rt, definition, bound ?? rt.none, args, kwnames, self, describe);
    },
    call: (rt, self, args, kwargs) => {
      const { definition, self: bound } = dataOf(self);
      return callDefinitionWithTuple(rt, definition, bound ?? rt.none, args, kwargs, self, describe);
    },
    repr: (rt, self) => {
      const { definition, self: bound } = dataOf(self);
      if (bound === null || isModule(rt, bound)) return newStr(rt, `<built-in function ${definition.name}>`);
      return newStr(rt, `<built-in method ${definition.name} of ${bound.type.name} object at ${addressText(rt, bound)}>`);
    },
    hash: (rt, self) => {
      const { self: bound } = dataOf(self);
      return hashPointer(rt.addressOf(bound ?? self));
    },
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== rt.types.builtinFunction) return incref(rt.notImplemented);
      const left = dataOf(self);
      const right = dataOf(other);
      const equal = left.self === right.self && left.definition === right.definition;
      return incref(equal === (op === CompareOp.Eq) ? rt.true : rt.false);
    },
    traverse: (self, visit) => {
      const { self: bound, module } = dataOf(self);
      if (bound !== null) visit(bound);
      if (module !== null) visit(module);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!rt.heap.trashcanBegin(self)) return;
      clearWeakrefs(rt, self);
      const { self: bound, module } = dataOf(self);
      xdecref(rt, bound);
      xdecref(rt, module);
      rt.heap.freeToList(FreeList.BuiltinFunction, self);
      rt.heap.trashcanEnd(rt);
    },
  },
  methods: [
    {
      kind: 'noArgs', name: '__reduce__', doc: null, binding: 'instance',
      call: (rt, self) => {
        const { definition, self: bound } = dataOf(self);
        if (bound === null || isModule(rt, bound)) return newStr(rt, definition.name);
        const getattr = incref(dictGetString(rt.builtins, 'getattr') ?? rt.none);
        return newTuple(rt, [getattr, newTuple(rt, [incref(bound), newStr(rt, definition.name)])]);
      },
    },
  ],
  getset: [
    { name: '__doc__', get: (rt, self) => boundDocText(rt, dataOf(self).definition, dataOf(self).self) },
    { name: '__name__', get: (rt, self) => newStr(rt, dataOf(self).definition.name) },
    { name: '__qualname__', get: (rt, self) => newStr(rt, qualifiedName(rt, self)) },
    {
      name: '__self__',
      get: (rt, self) => {
        const { definition, self: bound } = dataOf(self);
        return incref(definition.binding === 'static' ? rt.none : bound ?? rt.none);
      },
    },
    { name: '__text_signature__', get: (rt, self) => boundSignatureText(rt, dataOf(self).definition, dataOf(self).self) },
    {
      name: '__module__', member: true,
      get: (rt, self) => incref(dataOf(self).module ?? rt.none),
      set: (rt, self, value) => {
        const data = dataOf(self) as { module: PyObject | null };
        const old = data.module;
        data.module = value === null ? null : incref(value);
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        xdecref(rt, old);
      },
    },
  ],
};
