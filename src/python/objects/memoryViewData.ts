/**
 * The payloads behind memoryview (CPython Objects/memoryobject.c): a managed buffer holds the one buffer taken from the
 * exporter, memoryviews are windows on it. Here is how both are made, released and how long they hold what.
 */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import { BufferFlags, getBuffer, isContiguous, releaseBuffer, type Buffer } from './buffer';
import type { Payload } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { Hash, PyType, TypeDefinition } from './type';

/** _PyManagedBufferObject */
export interface ManagedBufferData {
  released: boolean;
  /** Memoryviews that look at it. */
  exports: number;
  master: Buffer | null;
}
export type PyManagedBuffer = Payload<ManagedBufferData>;

export interface MemoryViewData {
  /** Owned; null once cleared. */
  managed: PyManagedBuffer | null;
  /** `object` is borrowed: the managed buffer owns the exporter. */
  view: Buffer;
  released: boolean;
  /** Handed to `__release_buffer__`: no new view may be made of it. */
  restricted: boolean;
  hash: Hash | null;
  /** Buffers taken of this view. */
  exports: number;
}
export type PyMemoryView = Payload<MemoryViewData>;

export function isMemoryView(rt: Runtime, object: PyObject): object is PyMemoryView {
  return object.type === rt.types.memoryview;
}

/** mbuf_alloc */
function newManagedBuffer(rt: Runtime): PyManagedBuffer {
  const managed = rt.heap.newContainer<ManagedBufferData, PyType>(rt.types.managedBuffer, { released: false, exports: 0, master: null });
  rt.heap.track(managed);
  return managed;
}

/** mbuf_add_view: a view of all the managed buffer has, or of what another view shows. */
export function addView(rt: Runtime, managed: PyManagedBuffer, source: Buffer | null): PyMemoryView {
  const view = { ...(source ?? managed.value.master as Buffer) };
  managed.value.exports++;
  const result = rt.heap.newContainer<MemoryViewData, PyType>(rt.types.memoryview, {
    managed: incref(managed), view, released: false, restricted: false, hash: null, exports: 0,
  });
  rt.heap.track(result);
  return result;
}

/** Managed buffer or view given back, or seen only while `__release_buffer__` runs. */
export function checkUsable(rt: Runtime, { released, managed }: MemoryViewData): PyManagedBuffer {
  if (released || managed === null || managed.value.released) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
  return managed;
}

export function isReleased({ released, managed }: MemoryViewData): boolean {
  return released || managed === null || managed.value.released;
}

/** The view of an object that is not released. */
export function liveView(rt: Runtime, self: PyObject): Buffer {
  const data = (self as PyMemoryView).value;
  if (isReleased(data)) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
  return data.view;
}

export function checkUnrestricted(rt: Runtime, { restricted }: MemoryViewData): void {
  if (restricted) raise(rt, 'ValueError', 'cannot create new view on restricted memoryview');
}

/** A view with other dimensions of the same memory. */
export function derivedView(rt: Runtime, self: PyObject, changes: Partial<Buffer>): PyMemoryView {
  const data = (self as PyMemoryView).value;
  checkUnrestricted(rt, data);
  const result = addView(rt, checkUsable(rt, data), data.view);
  Object.assign(result.value.view, changes);
  return result;
}

/** PyMemoryView_FromBuffer: takes over the buffer. */
export function viewOfBuffer(rt: Runtime, buffer: Buffer): PyMemoryView {
  const managed = newManagedBuffer(rt);
  managed.value.master = buffer;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(managed);
  const result = addView(rt, managed, null);
  decref(rt, managed);
  return result;
}

/** PyMemoryView_FromObjectAndFlags */
export function memoryViewOf(rt: Runtime, object: PyObject, flags: number = BufferFlags.FullReadOnly): PyMemoryView {
  if (isMemoryView(rt, object)) {
    const managed = checkUsable(rt, object.value);
    checkUnrestricted(rt, object.value);
    return addView(rt, managed, object.value.view);
  }
  if ((object.type as PyType).getBuffer === null) raise(rt, 'TypeError', `memoryview: a bytes-like object is required, not '${object.type.name}'`);
  const managed = newManagedBuffer(rt);
  try {
    managed.value.master = { ...getBuffer(rt, object, flags) };
    managed.value.master.format ??= 'B';
    if (rt.heap.observer !== null) rt.heap.observer.mutated(managed);
    return addView(rt, managed, null);
  } finally {
    decref(rt, managed);
  }
}

/** mbuf_release */
function releaseManaged(rt: Runtime, managed: PyManagedBuffer): void {
  const data = managed.value;
  if (data.released) return;
  data.released = true;
  rt.heap.untrack(managed);
  if (data.master === null) return;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(managed);
  releaseBuffer(rt, data.master);
}

/** _memory_release */
export function releaseView(rt: Runtime, self: PyObject): void {
  const data = (self as PyMemoryView).value;
  if (data.released) return;
  if (data.exports > 0) raise(rt, 'BufferError', `memoryview has ${data.exports} exported buffer${data.exports === 1 ? '' : 's'}`);
  data.released = true;
  const { managed } = data;
  if (managed !== null && --managed.value.exports === 0) releaseManaged(rt, managed);
}

function dropManaged(rt: Runtime, self: PyObject): void {
  const data = (self as PyMemoryView).value;
  const { managed } = data;
  data.managed = null;
  if (managed === null) return;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, managed);
}

/** memory_dealloc */
export function memoryViewDealloc(rt: Runtime, self: PyObject): void {
  rt.heap.untrack(self);
  if ((self as PyMemoryView).value.exports === 0) releaseView(rt, self);
  dropManaged(rt, self);
  clearWeakrefs(rt, self);
  rt.heap.freeContainer(self);
}

export { dropManaged as memoryViewClear };

/** memory_getbuf */
export function memoryViewBuffer(rt: Runtime, self: PyObject, flags: number): Buffer {
  const data = (self as PyMemoryView).value;
  checkUsable(rt, data);
  checkUnrestricted(rt, data);
  const result = { ...data.view };
  const fail = (message: string): never => raise(rt, 'BufferError', `memoryview: ${message}`);
  const asks = (flag: number): boolean => (flags & flag) === flag;
  if (asks(BufferFlags.Writable) && result.readonly) fail('underlying buffer is not writable');
  if (!asks(BufferFlags.Format)) result.format = null;
  if (asks(BufferFlags.CContiguous) && !isContiguous(result, 'C')) fail('underlying buffer is not C-contiguous');
  if (asks(BufferFlags.FContiguous) && !isContiguous(result, 'F')) fail('underlying buffer is not Fortran contiguous');
  if (asks(BufferFlags.AnyContiguous) && !isContiguous(result, 'A')) fail('underlying buffer is not contiguous');
  if (!asks(BufferFlags.Strides) && !isContiguous(result, 'C')) fail('underlying buffer is not C-contiguous');
  if (!asks(BufferFlags.Nd)) {
    if (result.format !== null) fail('cannot cast to unsigned bytes if the format flag is present');
    result.shape = [result.length];
    result.strides = [1];
    result.itemsize = 1;
  }
  result.object = incref(self);
  data.exports++;
  return result;
}

/** mbuf_dealloc, and the rest of the type nobody can name. */
export const managedBufferType: TypeDefinition = {
  name: 'managedbuffer',
  gc: true,
  basicsize: 112,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      releaseManaged(rt, self as PyManagedBuffer);
      if (self.gcNext !== null) rt.heap.untrack(self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { master } = (self as PyManagedBuffer).value;
      if (master !== null && master.object !== null) visit(master.object);
    },
    clear: (rt, self) => {
      const managed = self as PyManagedBuffer;
      if (managed.value.exports > 0) return;
      releaseManaged(rt, managed);
    },
  },
};
