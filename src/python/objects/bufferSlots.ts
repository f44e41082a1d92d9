/**
 * `__buffer__` and `__release_buffer__` (PEP 688; CPython Objects/typeobject.c slot_bf_getbuffer, slot_bf_releasebuffer,
 * wrap_buffer, wrap_releasebuffer): classes that export buffers, and the slots of built-in types as methods.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { asIndexNumber, callMethod } from './abstract';
import { getBuffer, type Buffer } from './buffer';
import type { SlotWrapper } from './descriptors';
import { PythonError } from './errors';
import { newInt } from './intValue';
import type { Payload, PyTuple } from './layouts';
import { isMemoryView, viewOfBuffer, type PyMemoryView } from './memoryViewData';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType, Slots, TypeDefinition } from './type';

type Filled<Name extends keyof Slots> = NonNullable<Slots[Name]>;

interface BufferWrapperData { view: PyMemoryView | null; object: PyObject | null }
type PyBufferWrapper = Payload<BufferWrapperData>;

/** slot_bf_getbuffer */
export const slotGetBuffer: Filled<'getBuffer'> = (rt, self, flags) => {
  const flagsObject = newInt(rt, flags);
  let view: PyObject;
  try {
    view = callMethod(rt, self, '__buffer__', [flagsObject]);
  } finally {
    decref(rt, flagsObject);
  }
  if (!isMemoryView(rt, view)) {
    decref(rt, view);
    return raise(rt, 'TypeError', '__buffer__ returned non-memoryview object');
  }
  let buffer: Buffer;
  try {
    buffer = getBuffer(rt, view, flags);
  } catch (error) {
    decref(rt, view);
    throw error;
  }
  // The buffer's reference to the view is the wrapper's from now on, beside the one the call gave.
  decref(rt, view);
  const wrapper = rt.heap.newContainer<BufferWrapperData, PyType>(rt.types.bufferWrapper, { view, object: incref(self) });
  rt.heap.track(wrapper);
  buffer.object = wrapper;
  return buffer;
};

/** bufferwrapper_releasebuf */
function releaseWrapper(rt: Runtime, self: PyObject, buffer: Buffer): void {
  const data = (self as PyBufferWrapper).value;
  const { view, object } = data;
  if (view === null || object === null) return;
  view.value.exports--;
  if (view.value.view.object !== object && (object.type as PyType).releaseBuffer === slotReleaseBuffer) releaseThroughPython(rt, object, buffer);
  data.view = null;
  data.object = null;
  decref(rt, view);
  decref(rt, object);
}

/** releasebuffer_call_python */
function releaseThroughPython(rt: Runtime, self: PyObject, buffer: Buffer): void {
  let view: PyMemoryView;
  const isWrapped = buffer.object !== null && buffer.object.type === rt.types.bufferWrapper;
  if (isWrapped) {
    const wrapped = (buffer.object as PyBufferWrapper).value.view;
    if (wrapped === null) return;
    view = incref(wrapped);
  } else {
    // PyMemoryView_FromBuffer: the view has no exporter, so its release is nobody's business.
    view = viewOfBuffer(rt, { ...buffer, object: null });
    view.value.restricted = true;
  }
  try {
    decref(rt, callMethod(rt, self, '__release_buffer__', [view]));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, self);
  }
  if (!isWrapped) decref(rt, callMethod(rt, view, 'release', []));
  decref(rt, view);
}

/** slot_bf_releasebuffer; afterwards the one of a built-in base (releasebuffer_maybe_call_super). */
export const slotReleaseBuffer: Filled<'releaseBuffer'> = (rt, self, buffer) => {
  releaseThroughPython(rt, self, buffer);
  const type = self.type as PyType;
  const base = type.mro.find((entry) => entry.releaseBuffer !== null && entry.releaseBuffer !== slotReleaseBuffer);
  base?.releaseBuffer?.(rt, self, buffer);
};

/** wrap_buffer */
export const wrapBuffer: SlotWrapper = (rt, self, args, wrapped) => {
  const flags = asIndexNumber(rt, only(rt, args), 'OverflowError');
  if (flags > 2 ** 31 - 1) raise(rt, 'OverflowError', 'buffer flags too large');
  return viewOfBuffer(rt, { ...withFormat((wrapped as Filled<'getBuffer'>)(rt, self, flags)) });
};

function withFormat(buffer: Buffer): Buffer {
  buffer.format ??= 'B';
  return buffer;
}

/** wrap_releasebuffer */
export const wrapReleaseBuffer: SlotWrapper = (rt, self, args) => {
  const view = only(rt, args);
  if (!isMemoryView(rt, view)) raise(rt, 'TypeError', 'expected a memoryview object');
  const { view: buffer, released } = view.value;
  if (buffer.object !== null) {
    if (buffer.object !== self) raise(rt, 'ValueError', "memoryview's buffer is not this object");
    if (released) raise(rt, 'ValueError', "memoryview's buffer has already been released");
    decref(rt, callMethod(rt, view, 'release', []));
  }
  return incref(rt.none);
};

function only(rt: Runtime, { value }: PyTuple): PyObject {
  if (value.length !== 1) raise(rt, 'TypeError', `expected 1 argument, got ${value.length}`);
  return value[0] as PyObject;
}

export const bufferWrapperType: TypeDefinition = {
  name: '_buffer_wrapper',
  gc: true,
  basicsize: 32,
  flags: { disallowInstantiation: true },
  slots: {
    releaseBuffer: releaseWrapper,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { view, object } = (self as PyBufferWrapper).value;
      xdecref(rt, view);
      xdecref(rt, object);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { view, object } = (self as PyBufferWrapper).value;
      if (view !== null) visit(view);
      if (object !== null) visit(object);
    },
    clear: (rt, self) => {
      const data = (self as PyBufferWrapper).value;
      const { view, object } = data;
      data.view = null;
      data.object = null;
      xdecref(rt, view);
      xdecref(rt, object);
    },
  },
};

