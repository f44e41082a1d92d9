/** Arguments and storage all streams share: sizes, dicts of state, the dict of an instance (CPython Modules/_io/_iomodule.c). */
import { clearWeakrefs, incref, xdecref, type PyObject } from '../../memory';
import {
  asSize, dictCopy, dictMerge, existingDict, getBuffer, getWritableBuffer, BufferFlags, instanceDict, isDictLike, raise, releaseBuffer,
  type Buffer, type PyDict, type PyType, type Runtime, type Slots,
} from '../../objects';

/** _Py_convert_optional_to_ssize_t: -1 for None and for nothing. */
export function optionalSize(rt: Runtime, object: PyObject | null | undefined): number {
  if (object == null || object === rt.none) return -1;
  if ((object.type as PyType).nbIndex === null) raise(rt, 'TypeError', `argument should be integer or None, not '${object.type.name}'`);
  return asSize(rt, object);
}

/** The instance's dict for a state, or None (new reference). */
export function dictState(rt: Runtime, self: PyObject): PyObject {
  const dict = existingDict(self);
  return dict === null ? incref(rt.none) : dictCopy(rt, dict);
}

/** What __setstate__ does with the dict of a state. */
export function restoreDict(rt: Runtime, self: PyObject, state: PyObject, which: string): void {
  if (state === rt.none) return;
  if (!isDictLike(rt, state)) raise(rt, 'TypeError', `${which} item of state should be a dict, got a ${state.type.name}`);
  const dict = instanceDict(rt, self) as PyDict;
  dictMerge(rt, dict, state, 'override');
}

/** Runs `use` on the memory of a bytes-like object. */
export function withBytes<T>(rt: Runtime, object: PyObject, writable: boolean, use: (bytes: Uint8Array) => T): T {
  const buffer: Buffer = writable ? getWritableBuffer(rt, object, 'readinto() argument') : getBuffer(rt, object, BufferFlags.Simple);
  try {
    return use(buffer.bytes.subarray(buffer.offset, buffer.offset + buffer.length));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

/** Slots of a stream that holds references: they and the instance's dict are visited and dropped. */
export function streamSlots(references: (self: PyObject) => readonly (PyObject | null)[], drop: (rt: Runtime, self: PyObject) => void): Partial<Slots> {
  const ownDict = (self: PyObject): PyObject | null => (self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null));
  return {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      drop(rt, self);
      if (!(self.type as PyType).flags.heap) xdecref(rt, ownDict(self));
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      for (const reference of references(self)) if (reference !== null) visit(reference);
      const dict = ownDict(self);
      if (dict !== null) visit(dict);
    },
    clear: drop,
  };
}
