/**
 * The `_weakref` module. The reference types are core types (`objects/weakref.ts`, `weakProxy.ts`).
 */
import { incref, type PyObject, type WeakrefObject } from '../memory';
import {
  dictDelete, dictGet, fast, isCallable, newInt, newList, newWeakref, oneArg, raise,
  type PyDict, type PyType, type Runtime,
} from '../objects';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

/** Drops `dict[key]` when its value is a dead reference (atomic, unlike in Python code). */
function removeDead(rt: Runtime, dict: PyObject, key: PyObject): PyObject {
  if ((dict.type as PyType).layout !== rt.types.dict) {
    raise(rt, 'TypeError', `_remove_dead_weakref() argument 1 must be dict, not ${dict.type.name}`);
  }
  const value = dictGet(rt, dict as PyDict, key);
  if (value !== null) {
    if (!(value.type as PyType).isWeakref) raise(rt, 'TypeError', 'not a weakref');
    if ((value as WeakrefObject).value.referent === null) dictDelete(rt, dict as PyDict, key);
  }
  return incref(rt.none);
}

export const weakrefModule: ModuleDefinition = {
  name: '_weakref',
  doc: 'Weak-reference support module.',
  methods: [
    oneArg('getweakrefcount', (rt, _self, object) => newInt(rt, rt.heap.weakrefs.of(object).length), 'Return the number of weak references to \'object\'.'),
    fast('_remove_dead_weakref', (rt, _self, args) => {
      checkPositional(rt, '_remove_dead_weakref', args, 2, 2);
      return removeDead(rt, args[0] as PyObject, args[1] as PyObject);
    }),
    oneArg('getweakrefs', (rt, _self, object) => newList(rt, rt.heap.weakrefs.of(object).map((reference) => incref(reference))),
      'Return a list of all weak reference objects pointing to \'object\'.'),
    fast('proxy', (rt, _self, args) => {
      checkPositional(rt, 'proxy', args, 1, 2);
      const object = args[0] as PyObject;
      const callback = args[1] === undefined || args[1] === rt.none ? null : args[1];
      return newWeakref(rt, object, callback, isCallable(object) ? rt.types.weakCallableProxy : rt.types.weakProxy);
    }),
  ],
  constants: (rt) => ({
    ref: incref(rt.types.weakref.object),
    ReferenceType: incref(rt.types.weakref.object),
    ProxyType: incref(rt.types.weakProxy.object),
    CallableProxyType: incref(rt.types.weakCallableProxy.object),
  }),
};
