/**
 * method: a function bound to its first argument (CPython classobject.c). Each binding that is not
 * called at once makes one, which is counted.
 */
import { clearWeakrefs, decref, FreeList, incref, type PyObject } from '../memory';
import { callObject, getAttribute, getAttributeString, hash, lookupAttributeString, repr, richCompareBool } from './abstract';
import { genericSetAttribute } from './attributes';
import { dictGetString } from './dictStore';
import { hashPointer } from './hashing';
import type { MethodData, PyMethod, PyStr } from './layouts';
import { noArgs } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';
import { typeLookup } from './typeLookup';

/** PyMethod_New; both borrowed. */
export function newMethod(rt: Runtime, callable: PyObject, self: PyObject): PyMethod {
  callable.refcnt++;
  self.refcnt++;
  const method = rt.heap.newFromFreeList(FreeList.Method, rt.types.method, { function: callable, self });
  rt.heap.track(method);
  return method;
}

const dataOf = (self: PyObject): MethodData => (self as PyMethod).value;

/** method_getattro: attributes of the type, then those of the function. */
function methodGetAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  const descriptor = typeLookup(self.type as PyType, name.value);
  if (descriptor === null) return getAttribute(rt, dataOf(self).function, name);
  const get = (descriptor.type as PyType).descrGet;
  return get === null ? incref(descriptor) : get(rt, descriptor, self, self.type as PyType);
}

function reprOf(rt: Runtime, self: PyObject): PyObject {
  const { function: callable, self: bound } = dataOf(self);
  let name = lookupAttributeString(rt, callable, '__qualname__') ?? lookupAttributeString(rt, callable, '__name__');
  if (name !== null && (name.type as PyType).layout !== rt.types.str) {
    decref(rt, name);
    name = null;
  }
  const shown = repr(rt, bound);
  const text = `<bound method ${name === null ? '?' : (name as PyStr).value} of ${shown.value}>`;
  decref(rt, shown);
  if (name !== null) decref(rt, name);
  return newStr(rt, text);
}

export const methodType: TypeDefinition = {
  name: 'method',
  gc: true,
  basicsize: 48,
  weakrefs: true,
  slots: {
    repr: reprOf,
    vectorcall: (rt, self, args, kwnames) => {
      const { function: callable, self: bound } = dataOf(self);
      return callObject(rt, callable, [bound, ...args], kwnames);
    },
    getattro: methodGetAttribute,
    setattro: genericSetAttribute,
    descrGet: (_rt, self) => incref(self),
    hash: (rt, self) => {
      const { function: callable, self: bound } = dataOf(self);
      const combined = BigInt(hashPointer(rt.addressOf(bound))) ^ BigInt(hash(rt, callable));
      return combined === -1n ? -2 : combined >= -9007199254740991n && combined <= 9007199254740991n ? Number(combined) : combined;
    },
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== rt.types.method) return incref(rt.notImplemented);
      const left = dataOf(self);
      const right = dataOf(other);
      // The functions are compared as values, the objects by identity (method_richcompare).
      const equal = left.self === right.self && richCompareBool(rt, left.function, right.function, CompareOp.Eq);
      return incref(equal === (op === CompareOp.Eq) ? rt.true : rt.false);
    },
    new: (rt, _type, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'method() takes no keyword arguments');
      const items = args.value;
      if (items.length !== 2) raise(rt, 'TypeError', `method expected 2 arguments, got ${items.length}`);
      const [callable, instance] = items as [PyObject, PyObject];
      const { call, vectorcall } = callable.type as PyType;
      if (call === null && vectorcall === null) raise(rt, 'TypeError', 'first argument must be callable');
      if (instance === rt.none) raise(rt, 'TypeError', 'instance must not be None');
      return newMethod(rt, callable, instance);
    },
    traverse: (self, visit) => {
      const { function: callable, self: bound } = dataOf(self);
      visit(callable);
      visit(bound);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      const { function: callable, self: bound } = dataOf(self);
      decref(rt, callable);
      decref(rt, bound);
      rt.heap.freeToList(FreeList.Method, self);
    },
  },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { function: callable, self: bound } = dataOf(self);
      const name = getAttributeString(rt, callable, '__name__');
      return newTuple(rt, [incref(dictGetString(rt.builtins, 'getattr') ?? rt.none), newTuple(rt, [incref(bound), name])]);
    }),
  ],
  getset: [
    { name: '__func__', member: true, get: (_rt, self) => incref(dataOf(self).function), doc: 'the function (or other callable) implementing a method' },
    { name: '__self__', member: true, get: (_rt, self) => incref(dataOf(self).self), doc: 'the instance to which a method is bound' },
    {
      name: '__doc__',
      get: (rt, self) => lookupAttributeString(rt, dataOf(self).function, '__doc__') ?? incref(rt.none),
    },
  ],
};
