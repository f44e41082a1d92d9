/** classmethod and staticmethod (CPython funcobject.c). Both copy the texts of what they wrap and forward to it. */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callWithTuple, getAttributeString, lookupAttributeString, repr, setAttributeString } from './abstract';
import { checkCount, refuseKeywords } from './argumentParsing';
import { dropAttributeError, instanceDict } from './attributes';
import { newBool } from './boolValue';
import type { PyDict } from './layouts';
import { newMethod } from './method';
import { isAbstract } from './property';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { AttributeStorage, type PyType, type Slots, type TypeDefinition } from './type';

interface WrappedCallable {
  callable: PyObject | null;
  dict: PyDict | null;
}
type PyClassMethod = PyObject<WrappedCallable, PyType>;

const dataOf = (self: PyObject): WrappedCallable => (self as PyClassMethod).value;

/** What it wraps (borrowed), or null before `__init__`. */
export function wrappedCallable(self: PyObject): PyObject | null {
  return dataOf(self).callable;
}

/** A classmethod or staticmethod around a function (borrowed), as class creation makes them. */
export function newWrappedCallable(rt: Runtime, kind: 'classmethod' | 'staticmethod', callable: PyObject): PyObject {
  const self = allocate(rt, rt.types[kind]);
  dataOf(self).callable = incref(callable);
  return self;
}

function allocate(rt: Runtime, type: PyType): PyObject {
  const self = rt.heap.newContainer<WrappedCallable, PyType>(type, { callable: null, dict: null });
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(self);
  return self;
}

/** functools_wraps: `__module__`, `__name__`, `__qualname__`, `__doc__`, `__annotations__`, where there are any. */
function copyTexts(rt: Runtime, self: PyObject, callable: PyObject): void {
  for (const name of ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__']) {
    let value: PyObject;
    try {
      if (rt.profile.wrappersCopyQuietly) {
        const found = lookupAttributeString(rt, callable, name);
        if (found === null) continue;
        value = found;
      } else value = getAttributeString(rt, callable, name);
    } catch (error) {
      // functools_copy_attr lets the exception be made, tuple and all, and drops it.
      dropAttributeError(rt, error);
      continue;
    }
    try {
      setAttributeString(rt, self, name, value);
    } finally {
      decref(rt, value);
    }
  }
}

function wrapper(name: 'classmethod' | 'staticmethod', doc: string, slots: Partial<Slots>): TypeDefinition {
  return {
    name,
    doc,
    inherited: ['getattro'],
    gc: true,
    basicsize: 32,
    flags: { basetype: true },
    attributes: AttributeStorage.Own,
    ownDict: {
      get: (self) => dataOf(self).dict,
      set: (self, dict) => { dataOf(self).dict = dict; },
    },
    slots: {
      repr: (rt, self) => {
        const { callable } = dataOf(self);
        const shown = callable === null ? null : repr(rt, callable);
        const text = newStr(rt, `<${name}(${shown === null ? 'NULL' : shown.value})>`);
        xdecref(rt, shown);
        return text;
      },
      new: (rt, type) => allocate(rt, type),
      init: (rt, self, args, kwargs) => {
        refuseKeywords(rt, name, kwargs);
        checkCount(rt, name, args.value.length, 1, 1);
        const callable = args.value[0] as PyObject;
        const data = dataOf(self);
        const old = data.callable;
        data.callable = incref(callable);
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        xdecref(rt, old);
        copyTexts(rt, self, callable);
      },
      traverse: (self, visit) => {
        const { callable, dict } = dataOf(self);
        if (callable !== null) visit(callable);
        if (dict !== null) visit(dict);
      },
      clear: (rt, self) => { empty(rt, self, ['callable', 'dict']); },
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        empty(rt, self, ['callable', 'dict']);
        rt.heap.freeContainer(self);
      },
      ...slots,
    },
    getset: [
      { name: '__func__', member: true, get: (rt, self) => incref(dataOf(self).callable ?? rt.none) },
      { name: '__wrapped__', member: true, get: (rt, self) => incref(dataOf(self).callable ?? rt.none) },
      { name: '__isabstractmethod__', get: (rt, self) => newBool(rt, isAbstract(rt, dataOf(self).callable)) },
      {
        name: '__dict__',
        get: (rt, self) => {
          return incref(instanceDict(rt, self) as PyObject);
        },
      },
    ],
  };
}

function empty(rt: Runtime, self: PyObject, order: readonly ('callable' | 'dict')[]): void {
  const data = dataOf(self);
  for (const field of order) {
    const old = data[field];
    data[field] = null;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    xdecref(rt, old);
  }
}

export const classmethodType: TypeDefinition = wrapper('classmethod',
  'classmethod(function) -> method\n\nConvert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin.',
  {
    descrGet: (rt, self, instance, owner) => {
      const { callable } = dataOf(self);
      if (callable === null) raise(rt, 'RuntimeError', 'uninitialized classmethod object');
      const type = owner ?? ((instance as PyObject).type as PyType);
      const { descrGet } = callable.type as PyType;
      // 3.12 still chains: a descriptor inside a classmethod is bound to the class.
      if (descrGet !== null) return descrGet(rt, callable, type.object, type);
      return newMethod(rt, callable, type.object);
    },
  });

export const staticmethodType: TypeDefinition = wrapper('staticmethod',
  'staticmethod(function) -> method\n\nConvert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     class C:\n         @staticmethod\n         def f(arg1, arg2, argN):\n             ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more advanced concept, see the classmethod builtin.',
  {
    descrGet: (rt, self) => {
      const { callable } = dataOf(self);
      if (callable === null) raise(rt, 'RuntimeError', 'uninitialized staticmethod object');
      return incref(callable);
    },
    call: (rt, self, args, kwargs) => {
      const { callable } = dataOf(self);
      return callWithTuple(rt, callable as PyObject, args, kwargs);
    },
  });
