/**
 * Birth and death of objects that hold no other objects (numbers, text) and of instances of their Python
 * subclasses, which are containers because of their `__dict__`.
 */
import { PyObject } from '../memory';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** tp_alloc for `T.__new__(subclass)`. */
export function allocatePlain<V>(rt: Runtime, type: PyType, value: V): PyObject<V, PyType> {
  if (type.ownedByInstances) type.object.refcnt++;
  if (!type.isGC) return new PyObject(type, value);
  const object = rt.heap.newContainer(type, value);
  rt.heap.track(object);
  return object;
}

/** tp_dealloc. What a subclass adds was dropped by its own deallocation before. */
export function freePlain(rt: Runtime, self: PyObject): void {
  if (self.type.isGC) {
    rt.heap.untrack(self);
    rt.heap.freeContainer(self);
  } else {
    rt.heap.free(self);
  }
}
