/**
 * Items of a memoryview (CPython Objects/memoryobject.c pack_single, unpack_single, unpack_cmp, memoryiter): a format
 * character and memory become objects, and back.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { newInt } from './intValue';
import type { Buffer } from './buffer';
import type { Payload } from './layouts';
import { newList } from './list';
import { isReleased, type PyMemoryView } from './memoryViewData';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { nativeFormats, PackError, packValue, unpackValue, type ValueFormat } from './structFormat';
import type { PyType, TypeDefinition } from './type';

/** get_native_fmtchar: one native character, perhaps after an '@'; null for all else. */
export function nativeFormat(format: string): ValueFormat | null {
  const character = format.startsWith('@') ? format.slice(1) : format;
  return nativeFormats.get(character) ?? null;
}

/** adjust_fmt */
export function formatOf(rt: Runtime, { format }: Buffer): ValueFormat {
  return nativeFormat(format ?? 'B') ?? raise(rt, 'NotImplementedError', `memoryview: unsupported format ${format}`);
}

export function unpackItem(rt: Runtime, view: Buffer, format: ValueFormat, at: number): PyObject {
  return unpackValue(rt, view.bytes, at, format);
}

/** pack_single */
export function packItem(rt: Runtime, self: PyObject, format: ValueFormat, at: number, object: PyObject): void {
  const data = (self as PyMemoryView).value;
  const { view } = data;
  try {
    packValue(rt, () => {
      if (isReleased(data)) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
      return view.bytes;
    }, at, format, object);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    const isTypeError = error.reason === 'not an integer' || error.reason === 'not a char' || error.reason === 'not a float';
    if (error.reason === 'not a float') raise(rt, 'TypeError', `memoryview: invalid type for format '${view.format}'`);
    raise(rt, isTypeError ? 'TypeError' : 'ValueError', `memoryview: invalid ${isTypeError ? 'type' : 'value'} for format '${view.format}'`);
  }
}

/** lookup_dimension: where an item of one dimension starts. */
export function itemOffset(rt: Runtime, view: Buffer, from: number, dimension: number, index: number): number {
  const size = view.shape[dimension] as number;
  const position = index < 0 ? index + size : index;
  if (position < 0 || position >= size) raise(rt, 'IndexError', `index out of bounds on dimension ${dimension + 1}`);
  return from + position * (view.strides[dimension] as number);
}

/** tolist_rec */
export function viewToList(rt: Runtime, view: Buffer, format: ValueFormat, dimension = 0, from = view.offset): PyObject {
  const size = view.shape[dimension] as number;
  const stride = view.strides[dimension] as number;
  const last = dimension === view.shape.length - 1;
  const items: PyObject[] = [];
  for (let index = 0, at = from; index < size; index++, at += stride) {
    items.push(last ? unpackItem(rt, view, format, at) : viewToList(rt, view, format, dimension + 1, at));
  }
  return newList(rt, items);
}

interface MemoryIteratorData { view: PyMemoryView | null; readonly format: ValueFormat; readonly length: number; index: number }
type PyMemoryIterator = Payload<MemoryIteratorData>;

/** memory_iter */
export function newMemoryIterator(rt: Runtime, self: PyObject): PyObject {
  const data = (self as PyMemoryView).value;
  if (isReleased(data)) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
  const { view } = data;
  if (view.shape.length === 0) raise(rt, 'TypeError', 'invalid indexing of 0-dim memory');
  if (view.shape.length !== 1) raise(rt, 'NotImplementedError', 'multi-dimensional sub-views are not implemented');
  const format = formatOf(rt, view);
  const iterator = rt.heap.newContainer<MemoryIteratorData, PyType>(rt.types.memoryIterator, {
    view: incref(self as PyMemoryView), format, length: view.shape[0] as number, index: 0,
  });
  rt.heap.track(iterator);
  return iterator;
}

function nextItem(rt: Runtime, self: PyObject): PyObject | null {
  const iterator = self as PyMemoryIterator;
  const data = iterator.value;
  const { view: source } = data;
  if (source === null) return null;
  if (data.index < data.length) {
    if (isReleased(source.value)) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
    const { view } = source.value;
    return unpackItem(rt, view, data.format, itemOffset(rt, view, view.offset, 0, data.index++));
  }
  data.view = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, source);
  return null;
}

export const memoryIteratorType: TypeDefinition = {
  name: 'memory_iterator',
  gc: true,
  basicsize: 48,
  flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: nextItem,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      xdecref(rt, (self as PyMemoryIterator).value.view);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { view } = (self as PyMemoryIterator).value;
      if (view !== null) visit(view);
    },
  },
};

/** _IntTupleFromSsizet without the tuple. */
export function intObjects(rt: Runtime, values: readonly number[]): PyObject[] {
  return values.map((value) => newInt(rt, value));
}
