/**
 * weakref.ref (CPython weakrefobject.c): making references with the reuse rules, and the type. The
 * proxies are in `weakProxy.ts`, the lists of references per object in `memory/weakrefs.ts`.
 */
import { decref, incref, PyObject, xdecref, type WeakrefData, type WeakrefObject } from '../memory';
import { addressText, hash, lookupAttributeString, richCompare } from './abstract';
import { checkCount, refuseKeywords } from './argumentParsing';
import { PythonError } from './errors';
import { newGenericAlias } from './genericAlias';
import type { PyStr } from './layouts';
import { classMethod, oneArg } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type PyType, type TypeDefinition } from './type';

export const dataOf = (self: PyObject): WeakrefData => (self as WeakrefObject).value;

function isBasic(reference: WeakrefObject | undefined, type: PyType): reference is WeakrefObject {
  return reference !== undefined && reference.type === type && reference.value.callback === null;
}

function isProxy(rt: Runtime, reference: WeakrefObject | undefined): reference is WeakrefObject {
  return reference !== undefined && reference.value.callback === null
    && (reference.type === rt.types.weakProxy || reference.type === rt.types.weakCallableProxy);
}

/**
 * A reference to `referent` (both arguments borrowed). Without callback the one that exists already is
 * given again; `type` is weakref, a subclass of it, or one of the proxy types.
 */
export function newWeakref(rt: Runtime, referent: PyObject, callback: PyObject | null, type: PyType = rt.types.weakref): PyObject {
  if (!(referent.type as PyType).supportsWeakrefs) {
    raise(rt, 'TypeError', `cannot create weak reference to '${referent.type.name}' object`);
  }
  if ((referent.type as PyType).layout === rt.types.type) makeSubclassReference(rt, referent.value as PyType);
  const { weakrefs } = rt.heap;
  const called = callback === rt.none ? null : callback;
  const list = weakrefs.of(referent);
  const basicReference = isBasic(list[0], rt.types.weakref) ? list[0] : null;
  const basicCount = basicReference === null ? 0 : 1;
  const basicProxy = isProxy(rt, list[basicCount]) ? list[basicCount] as WeakrefObject : null;
  const wantsProxy = type === rt.types.weakProxy || type === rt.types.weakCallableProxy;
  if (called === null && type === rt.types.weakref && basicReference !== null) return incref(basicReference);
  if (called === null && wantsProxy && basicProxy !== null) return incref(basicProxy);
  const reference = rt.heap.newContainer<WeakrefData, PyType>(type, { referent, callback: called === null ? null : incref(called), hash: null });
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(reference);
  let position = basicCount + (basicProxy === null ? 0 : 1);
  if (called === null && type === rt.types.weakref) position = 0;
  else if (called === null && wantsProxy) position = basicCount;
  weakrefs.insert(reference, position);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(reference);
  return reference;
}

/** The weak reference by which its bases know a built-in class (add_subclass): there from the start in CPython, made here when it may be seen. */
function makeSubclassReference(rt: Runtime, type: PyType): void {
  if (type.flags.heap || type.bases.length === 0 || rt.heap.weakrefs.of(type.object).length > 0) return;
  const reference: WeakrefObject = new PyObject(rt.types.weakref, { referent: type.object, callback: null, hash: null });
  rt.heap.weakrefs.insert(reference, 0);
  rt.heap.trackFromStart(reference);
  reference.refcnt = type.bases.length;
  for (const base of type.bases) {
    base.subclasses.set(type, reference);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(base.object);
  }
}

/** clear_weakref: takes the reference out of its referent's list and drops the callback. */
export function clearReference(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  rt.heap.weakrefs.detach(self as WeakrefObject);
  const { callback } = data;
  data.callback = null;
  if (callback !== null && rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, callback);
}

/** The referent (borrowed) while it lives. */
export function referentOf(self: PyObject): PyObject | null {
  const { referent } = dataOf(self);
  return referent !== null && referent.refcnt > 0 ? referent : null;
}

/** `__name__` of a referent (new reference); whatever goes wrong with it, there is none. */
function nameOf(rt: Runtime, referent: PyObject): PyObject | null {
  try {
    return lookupAttributeString(rt, referent, '__name__');
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

function describe(rt: Runtime, self: PyObject): PyObject {
  const referent = referentOf(self);
  const address = addressText(rt, self);
  if (referent === null) return newStr(rt, `<weakref at ${address}; dead>`);
  incref(referent);
  const name = nameOf(rt, referent);
  const shown = name !== null && (name.type as PyType).layout === rt.types.str ? ` (${(name as PyStr).value})` : '';
  const text = `<weakref at ${address}; to '${referent.type.name}' at ${addressText(rt, referent)}${shown}>`;
  xdecref(rt, name);
  decref(rt, referent);
  return newStr(rt, text);
}

export const weakrefType: TypeDefinition = {
  name: 'weakref.ReferenceType',
  inherited: ['getattro'],
  gc: true,
  basicsize: 64,
  isWeakref: true,
  flags: { basetype: true },
  slots: {
    repr: describe,
    vectorcall: (rt, self, args, kwnames) => {
      if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'weakref() takes no keyword arguments');
      checkCount(rt, 'weakref', args.length, 0, 0);
      return incref(referentOf(self) ?? rt.none);
    },
    hash: (rt, self) => {
      const data = dataOf(self);
      if (data.hash !== null) return data.hash;
      const referent = referentOf(self);
      if (referent === null) raise(rt, 'TypeError', 'weak object has gone away');
      incref(referent);
      try {
        data.hash = hash(rt, referent);
      } finally {
        decref(rt, referent);
      }
      return data.hash;
    },
    richcompare: (rt, self, other, op) => {
      const otherIsReference = (other.type as PyType).layout === rt.types.weakref;
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || !otherIsReference) return incref(rt.notImplemented);
      const left = referentOf(self);
      const right = referentOf(other);
      if (left === null || right === null) return incref((self === other) === (op === CompareOp.Eq) ? rt.true : rt.false);
      incref(left);
      incref(right);
      try {
        return richCompare(rt, left, right, op);
      } finally {
        decref(rt, left);
        decref(rt, right);
      }
    },
    new: (rt, type, args) => {
      const [referent, callback = null] = args.value;
      checkCount(rt, '__new__', args.value.length, 1, 2);
      return newWeakref(rt, referent as PyObject, callback, type);
    },
    init: (rt, _self, args, kwargs) => {
      refuseKeywords(rt, 'ref', kwargs);
      checkCount(rt, '__init__', args.value.length, 1, 2);
    },
    traverse: (self, visit) => {
      const { callback } = dataOf(self);
      if (callback !== null) visit(callback);
    },
    clear: clearReference,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearReference(rt, self);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
  ],
  getset: [{ name: '__callback__', member: true, get: (rt, self) => incref(dataOf(self).callback ?? rt.none) }],
};
