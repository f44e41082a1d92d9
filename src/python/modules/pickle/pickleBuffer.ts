/** PickleBuffer: a buffer that may travel beside a pickle (CPython Objects/picklebufobject.c; _pickle.c save_picklebuffer). */
import { clearWeakrefs, decref, incref, type PyObject } from '../../memory';
import {
  BufferFlags, bufferBytes, callMethod, callObject, getBuffer, isContiguous, newLayoutInstance, newMemoryView, newStr, noArgs, raise, releaseBuffer,
  type Buffer, type Payload, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { saveByteArrayData, saveBytesData } from './atoms';
import { Op } from './opcodes';
import type { Saving } from './picklerState';
import { raisePickling } from './state';

/** null once released. */
type PyPickleBuffer = Payload<{ view: Buffer | null }>;

export const isPickleBuffer = (rt: Runtime, object: PyObject): boolean => object.type === extensionType(rt, pickleBufferType);

function viewOf(rt: Runtime, self: PyObject): Buffer {
  return (self as PyPickleBuffer).value.view ?? raise(rt, 'ValueError', 'operation forbidden on released PickleBuffer object');
}

function release(rt: Runtime, self: PyObject): void {
  const data = (self as PyPickleBuffer).value;
  const { view } = data;
  data.view = null;
  if (view === null) return;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  releaseBuffer(rt, view);
}

/** A memoryview of the bytes without shape and format. */
function raw(rt: Runtime, self: PyObject): PyObject {
  const view = viewOf(rt, self);
  if (!isContiguous(view, 'A')) raise(rt, 'BufferError', 'cannot extract raw buffer from non-contiguous buffer');
  const memory = newMemoryView(rt, self);
  if (view.shape.length === 1 && (view.format === null || view.format === 'B')) return memory;
  const format = newStr(rt, 'B');
  try {
    return callMethod(rt, memory, 'cast', [format]);
  } finally {
    decref(rt, format);
    decref(rt, memory);
  }
}

export const pickleBufferType: TypeDefinition = {
  name: 'pickle.PickleBuffer',
  doc: 'Wrapper for potentially out-of-band buffers',
  gc: true,
  weakrefs: true,
  basicsize: 104,
  slots: {
    new: (rt, type, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'PickleBuffer() takes no keyword arguments');
      if (args.value.length !== 1) raise(rt, 'TypeError', `PickleBuffer() takes exactly 1 positional argument (${args.value.length} given)`);
      const view = getBuffer(rt, args.value[0] as PyObject, BufferFlags.FullReadOnly);
      return newLayoutInstance(rt, type, { view });
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      release(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const object = (self as PyPickleBuffer).value.view?.object ?? null;
      if (object !== null) visit(object);
    },
    clear: release,
    getBuffer: (rt, self, flags) => getBuffer(rt, viewOf(rt, self).object as PyObject, flags),
    // Buffers are the wrapped object's, which hears of their end itself.
    releaseBuffer: () => {},
  },
  methods: [
    noArgs('raw', raw),
    noArgs('release', (rt, self) => {
      release(rt, self);
      return incref(rt.none);
    }),
  ],
};

/** In the pickle, or beside it when the callback takes it. */
export function savePickleBuffer(saving: Saving, object: PyObject, isTrue: (rt: Runtime, object: PyObject) => boolean): void {
  const { rt, data, output, protocol } = saving;
  if (protocol < 5) raisePickling(rt, 'PickleBuffer can only pickled with protocol >= 5');
  const view = viewOf(rt, object);
  if (!isContiguous(view, 'A')) raisePickling(rt, 'PickleBuffer can not be pickled when pointing to a non-contiguous buffer');
  let isInside = true;
  if (data.bufferCallback !== null) {
    const answer = callObject(rt, data.bufferCallback, [object]);
    try {
      isInside = isTrue(rt, answer);
    } finally {
      decref(rt, answer);
    }
  }
  if (!isInside) {
    output.op(Op.NextBuffer);
    if (view.readonly) output.op(Op.ReadonlyBuffer);
  } else if (view.readonly) saveBytesData(saving, object, bufferBytes(view, 'A'), object);
  else saveByteArrayData(saving, object, bufferBytes(view, 'A'), object);
}
