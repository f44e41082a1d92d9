/**
 * Birth of instances of container types and their subclasses (PyType_GenericAlloc for those layouts):
 * counted, never from a free list, tracked at once; an instance of a class made by Python owns its class.
 */
import type { PyObject } from '../memory';
import type { Payload } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

export function newLayoutInstance<V>(rt: Runtime, type: PyType, value: V): Payload<V> {
  const instance = rt.heap.newContainer(type, value);
  if (type.flags.heap) (type.object as PyObject).refcnt++;
  rt.heap.track(instance);
  return instance;
}
