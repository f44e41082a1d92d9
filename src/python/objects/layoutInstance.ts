/**
 * Birth of instances of types with a layout of their own and of their subclasses (PyType_GenericAlloc): containers are
 * counted, never from a free list, tracked at once; an instance of a heap type owns its class.
 */
import { PyObject } from '../memory';
import type { Payload } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

export function newLayoutInstance<V>(rt: Runtime, type: PyType, value: V): Payload<V> {
  const instance = type.isGC ? rt.heap.newContainer(type, value) : new PyObject(type, value);
  if (type.ownedByInstances) (type.object as PyObject).refcnt++;
  if (type.isGC) rt.heap.track(instance);
  return instance;
}
