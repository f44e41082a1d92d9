/**
 * `sys.getsizeof` as the recording may ask it: by the type's own rule, with the headers in front of the object, but never
 * through a `__sizeof__` written in Python.
 */
import type { PyObject } from '../python/memory';
import { AttributeStorage, type PyType, type Runtime } from '../python/objects';

/** sizeof(PyGC_Head), and of the pre-header for a managed `__dict__` or `__weakref__`. */
const GC_HEAD_BYTES = 16;
const PRE_HEADER_BYTES = 16;

export function objectBytes(rt: Runtime, object: PyObject): number {
  const type = object.type as PyType;
  const isContainer = type.isGC && (type.layout !== rt.types.type || (object.value as PyType).flags.heap);
  const isManaged = type.flags.heap && (type.attributeStorage === AttributeStorage.Inline || (type.supportsWeakrefs && !type.layout.supportsWeakrefs));
  const headers = (isContainer ? GC_HEAD_BYTES : 0) + (isManaged ? PRE_HEADER_BYTES : 0);
  if (type.sizeof !== null) return headers + type.sizeof(rt, object);
  const items = type.itemsize !== 0 && Array.isArray(object.value) ? object.value.length : 0;
  return headers + type.basicsize + type.itemsize * items;
}
