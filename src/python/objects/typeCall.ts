/**
 * Calling a class (typeobject.c type_call, type_vectorcall): `new`, then `init` of what came out. A
 * class made by Python gets its arguments in a tuple, which is counted; built-in classes with a
 * `construct` function get them as they are.
 */
import { decref, incref, type PyObject } from '../memory';
import { callThroughTuple } from './abstract';
import type { PyDict, PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType, Slots } from './type';
import { isInstanceOf } from './typeLookup';

/** type.__call__ */
export function typeCall(rt: Runtime, classObject: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const type = (classObject as PyTypeObject).value;
  if (type === rt.types.type) {
    const count = args.value.length;
    if (count === 1 && (kwargs === null || kwargs.value.used === 0)) return incref(((args.value[0] as PyObject).type as PyType).object);
    if (count !== 3) raise(rt, 'TypeError', 'type() takes 1 or 3 arguments');
  }
  if (type.new === null) raise(rt, 'TypeError', `cannot create '${type.name}' instances`);
  const instance = type.new(rt, type, args, kwargs);
  if (!isInstanceOf(instance, type)) return instance;
  const { init } = instance.type as PyType;
  if (init !== null) {
    try {
      init(rt, instance, args, kwargs);
    } catch (error) {
      decref(rt, instance);
      throw error;
    }
  }
  return instance;
}

/** The `vectorcall` slot of `type`. */
export const typeVectorcall: NonNullable<Slots['vectorcall']> = (rt, classObject, args, kwnames) => {
  const type = (classObject as PyTypeObject).value;
  if (type.construct !== null) return type.construct(rt, type, args, kwnames);
  if (type === rt.types.type && args.length === 1 && kwnames === null) return incref(((args[0] as PyObject).type as PyType).object);
  return callThroughTuple(rt, classObject, args, kwnames);
};

