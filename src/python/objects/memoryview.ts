/**
 * memoryview as a type (CPython Objects/memoryobject.c): items, slices, comparison, casts. The payload and its life are
 * in `memoryViewData.ts`, single items in `memoryViewItems.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber, hash as hashOf, hasIndex, richCompareBool } from './abstract';
import { newBool } from './boolValue';
import { bufferBytes, BufferFlags, contiguousStrides, getBuffer, isContiguous, releaseBuffer, type Buffer } from './buffer';
import { hexOf } from './bytesHex';
import { newFreshBytes } from './bytesValue';
import { encodeText } from './encoding';
import { PythonError } from './errors';
import { newInt } from './intValue';
import type { PyDict, PyList, PyTuple } from './layouts';
import { castShape } from './memoryViewShape';
import { classMethod, fastKeywords, noArgs, fast, type MethodDefinition } from './methods';
import {
  derivedView, isMemoryView, isReleased, liveView, memoryViewBuffer, memoryViewClear, memoryViewDealloc, memoryViewOf, releaseView, type MemoryViewData, type PyMemoryView,
} from './memoryViewData';
import { formatOf, intObjects, itemOffset, nativeFormat, newMemoryIterator, packItem, unpackItem, viewToList } from './memoryViewItems';
import { asInt32, badArgument, unpackKeywordDict, unpackKeywords } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { sipHash } from './siphash';
import { isSlice, sliceIndices } from './slice';
import { hashKey, isStrLike, newStr } from './strValue';
import { structItems } from './structItems';
import { newTuple } from './tuple';
import { CompareOp, type GetSetDefinition, type Hash, type PyType, type TypeDefinition } from './type';

function dataOf(self: PyObject): MemoryViewData {
  return (self as PyMemoryView).value;
}

/** memoryview(object) */
export function newMemoryView(rt: Runtime, object: PyObject): PyMemoryView {
  return memoryViewOf(rt, object);
}

const product = (numbers: readonly number[]): number => numbers.reduce((total, number) => total * number, 1);

function isTuple(rt: Runtime, object: PyObject): object is PyTuple {
  return (object.type as PyType).layout === rt.types.tuple;
}

/** A tuple of indices; of slices (perhaps). */
function isMultiIndex(rt: Runtime, key: PyObject): key is PyTuple {
  return isTuple(rt, key) && key.value.every((part) => hasIndex(rt, part));
}
function isMultiSlice(rt: Runtime, key: PyObject): boolean {
  return isTuple(rt, key) && key.value.length > 0 && key.value.every((part) => isSlice(rt, part));
}

/** memory_item */
function item(rt: Runtime, self: PyObject, index: number): PyObject {
  const view = liveView(rt, self);
  const format = formatOf(rt, view);
  if (view.shape.length === 0) raise(rt, 'TypeError', 'invalid indexing of 0-dim memory');
  if (view.shape.length !== 1) raise(rt, 'NotImplementedError', 'multi-dimensional sub-views are not implemented');
  return unpackItem(rt, view, format, itemOffset(rt, view, view.offset, 0, index));
}

/** ptr_from_tuple */
function offsetOfIndices(rt: Runtime, view: Buffer, { value: indices }: PyTuple): number {
  const dimensions = view.shape.length;
  if (indices.length > dimensions) raise(rt, 'TypeError', `cannot index ${dimensions}-dimension view with ${indices.length}-element tuple`);
  let at = view.offset;
  indices.forEach((part, dimension) => {
    at = itemOffset(rt, view, at, dimension, asIndexNumber(rt, part, 'IndexError'));
  });
  return at;
}

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const view = liveView(rt, self);
  if (view.shape.length === 0) {
    if (isTuple(rt, key) && key.value.length === 0) return unpackItem(rt, view, formatOf(rt, view), view.offset);
    if (key === rt.ellipsis) return incref(self);
    raise(rt, 'TypeError', 'invalid indexing of 0-dim memory');
  }
  if (hasIndex(rt, key)) return item(rt, self, asIndexNumber(rt, key, 'IndexError'));
  if (isSlice(rt, key)) {
    // Made first, so that the memory stays while an `__index__` runs.
    const result = derivedView(rt, self, {});
    try {
      const { start, step, count } = sliceIndices(rt, key, view.shape[0] as number);
      const shape = [count, ...view.shape.slice(1)];
      const [stride] = view.strides as [number];
      Object.assign(result.value.view, {
        offset: view.offset + start * stride, shape, strides: [stride * step, ...view.strides.slice(1)], length: product(shape) * view.itemsize,
      });
      return result;
    } catch (error) {
      decref(rt, result);
      throw error;
    }
  }
  if (isMultiIndex(rt, key)) {
    const format = formatOf(rt, view);
    if (key.value.length < view.shape.length) raise(rt, 'NotImplementedError', 'sub-views are not implemented');
    const at = offsetOfIndices(rt, view, key);
    return unpackItem(rt, liveView(rt, self), format, at);
  }
  if (isMultiSlice(rt, key)) raise(rt, 'NotImplementedError', 'multi-dimensional slicing is not implemented');
  return raise(rt, 'TypeError', 'memoryview: invalid slice key');
}

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const view = liveView(rt, self);
  const format = formatOf(rt, view);
  if (view.readonly) raise(rt, 'TypeError', 'cannot modify read-only memory');
  if (value === null) raise(rt, 'TypeError', 'cannot delete memory');
  const dimensions = view.shape.length;
  if (dimensions === 0) {
    if (key !== rt.ellipsis && !(isTuple(rt, key) && key.value.length === 0)) raise(rt, 'TypeError', 'invalid indexing of 0-dim memory');
    packItem(rt, self, format, view.offset, value);
    return;
  }
  if (hasIndex(rt, key)) {
    if (dimensions > 1) raise(rt, 'NotImplementedError', 'sub-views are not implemented');
    packItem(rt, self, format, itemOffset(rt, view, view.offset, 0, asIndexNumber(rt, key, 'IndexError')), value);
    return;
  }
  if (isSlice(rt, key) && dimensions === 1) {
    assignSlice(rt, self, key, value);
    return;
  }
  if (isMultiIndex(rt, key)) {
    if (key.value.length < dimensions) raise(rt, 'NotImplementedError', 'sub-views are not implemented');
    packItem(rt, self, format, offsetOfIndices(rt, view, key), value);
    return;
  }
  if (isSlice(rt, key) || isMultiSlice(rt, key)) raise(rt, 'NotImplementedError', 'memoryview slice assignments are currently restricted to ndim = 1');
  raise(rt, 'TypeError', 'memoryview: invalid slice key');
}

const plainFormat = (format: string | null): string => (format ?? 'B').replace(/^@/, '');

/** The slice of one dimension, and copy_single. */
function assignSlice(rt: Runtime, self: PyObject, key: PyObject, value: PyObject): void {
  const source = getBuffer(rt, value, BufferFlags.FullReadOnly);
  try {
    const view = liveView(rt, self);
    if (!isSlice(rt, key)) return;
    const { start, step, count } = sliceIndices(rt, key, view.shape[0] as number);
    liveView(rt, self);
    if (source.shape.length !== 1 || source.shape[0] !== count || source.itemsize !== view.itemsize || plainFormat(source.format) !== plainFormat(view.format)) {
      raise(rt, 'ValueError', 'memoryview assignment: lvalue and rvalue have different structures');
    }
    const stride = (view.strides[0] as number) * step;
    const first = view.offset + start * (view.strides[0] as number);
    // A copy, as both may be the same memory.
    const items = bufferBytes(source).slice();
    const { itemsize } = view;
    if (stride === itemsize) view.bytes.set(items, first);
    else for (let index = 0; index < count; index++) view.bytes.set(items.subarray(index * itemsize, (index + 1) * itemsize), first + index * stride);
  } finally {
    releaseBuffer(rt, source);
  }
}

function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (op !== CompareOp.Eq && op !== CompareOp.Ne) return incref(rt.notImplemented);
  const equal = isReleased(dataOf(self)) || (isMemoryView(rt, other) && isReleased(dataOf(other))) ? self === other : equalTo(rt, dataOf(self).view, other);
  return equal === null ? incref(rt.notImplemented) : newBool(rt, equal === (op === CompareOp.Eq));
}

/** null when the other has no buffer. */
function equalTo(rt: Runtime, view: Buffer, other: PyObject): boolean | null {
  if (isMemoryView(rt, other)) return equalBuffers(rt, view, other.value.view);
  let buffer: Buffer;
  try {
    buffer = getBuffer(rt, other, BufferFlags.FullReadOnly);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    decref(rt, error.exception);
    return null;
  }
  try {
    return equalBuffers(rt, view, buffer);
  } finally {
    releaseBuffer(rt, buffer);
  }
}

function equalBuffers(rt: Runtime, left: Buffer, right: Buffer): boolean {
  if (left.shape.length !== right.shape.length) return false;
  for (let dimension = 0; dimension < left.shape.length; dimension++) {
    if (left.shape[dimension] !== right.shape[dimension]) return false;
    // equiv_shape: once one dimension is empty the rest does not matter.
    if (left.shape[dimension] === 0) break;
  }
  const [a, b] = [bufferBytes(left), bufferBytes(right)];
  const [leftFormat, rightFormat] = [nativeFormat(left.format ?? 'B'), nativeFormat(right.format ?? 'B')];
  if (leftFormat !== null && leftFormat === rightFormat && leftFormat.kind !== 'float' && leftFormat.kind !== 'bool') {
    return a.length === b.length && a.every((byte, index) => byte === b[index]);
  }
  const leftItems = structItems(rt, left.format ?? 'B', left.itemsize, a);
  const rightItems = leftItems === null ? null : structItems(rt, right.format ?? 'B', right.itemsize, b);
  try {
    if (leftItems === null || rightItems === null) return false;
    return leftItems.every((object, index) => richCompareBool(rt, object, rightItems[index] as PyObject, CompareOp.Eq) && !isNaN(object.value as number));
  } finally {
    for (const object of [...(leftItems ?? []), ...(rightItems ?? [])]) decref(rt, object);
  }
}

function hash(rt: Runtime, self: PyObject): Hash {
  const data = dataOf(self);
  if (data.hash !== null) return data.hash;
  const view = liveView(rt, self);
  if (!view.readonly) raise(rt, 'ValueError', 'cannot hash writable memoryview object');
  const format = nativeFormat(view.format ?? 'B');
  if (format === null || !'Bbc'.includes(format.character)) raise(rt, 'ValueError', "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  if (view.object !== null) hashOf(rt, view.object);
  data.hash = sipHash(bufferBytes(view), hashKey(rt));
  return data.hash;
}

function toList(rt: Runtime, self: PyObject): PyObject {
  const view = liveView(rt, self);
  const format = formatOf(rt, view);
  return view.shape.length === 0 ? unpackItem(rt, view, format, view.offset) : viewToList(rt, view, format);
}

/** memoryview.cast() */
function cast(rt: Runtime, self: PyObject, formatObject: PyObject, shapeObject: PyObject | undefined): PyObject {
  if (!isStrLike(rt, formatObject)) badArgument(rt, 'cast', "argument 'format'", 'str', formatObject);
  const view = liveView(rt, self);
  if (!isContiguous(view, 'C')) raise(rt, 'TypeError', 'memoryview: casts are restricted to C-contiguous views');
  if ((shapeObject !== undefined || view.shape.length !== 1) && (view.shape.includes(0) || view.strides.includes(0))) {
    raise(rt, 'TypeError', 'memoryview: cannot cast view with zeros in shape or strides');
  }
  const { layout } = (shapeObject ?? self).type as PyType;
  if (shapeObject !== undefined) {
    if (layout !== rt.types.list && layout !== rt.types.tuple) raise(rt, 'TypeError', 'shape must be a list or a tuple');
    const { length } = (shapeObject as PyList).value;
    if (length > 64) raise(rt, 'ValueError', 'memoryview: number of dimensions must not exceed 64');
    if (view.shape.length !== 1 && length !== 1) raise(rt, 'TypeError', 'memoryview: cast must be 1D -> ND or ND -> 1D');
  }
  decref(rt, encodeText(rt, formatObject, 'ascii', null));
  const target = nativeFormat(formatObject.value);
  if (target === null) raise(rt, 'ValueError', "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  const source = nativeFormat(view.format ?? 'B');
  if (source === null) raise(rt, 'ValueError', "memoryview: source format must be a native single character format prefixed with an optional '@'");
  if (!'Bbc'.includes(source.character) && !'Bbc'.includes(target.character)) raise(rt, 'TypeError', 'memoryview: cannot cast between two non-byte formats');
  if (view.length % target.size !== 0) raise(rt, 'TypeError', 'memoryview: length is not a multiple of itemsize');
  const shape = shapeObject === undefined ? [view.length / target.size] : castShape(rt, (shapeObject as PyList).value, target.size, view.length);
  return derivedView(rt, self, { format: formatObject.value, itemsize: target.size, shape, strides: contiguousStrides(shape, target.size) });
}

function toBytes(rt: Runtime, self: PyObject, orderObject: PyObject | undefined): PyObject {
  const view = liveView(rt, self);
  let order = 'C';
  if (orderObject !== undefined && orderObject !== rt.none) {
    if (!isStrLike(rt, orderObject)) badArgument(rt, 'tobytes', "argument 'order'", 'str or None', orderObject);
    order = orderObject.value;
    if (order !== 'C' && order !== 'F' && order !== 'A') raise(rt, 'ValueError', "order must be 'C', 'F' or 'A'");
  }
  return newFreshBytes(rt, bufferBytes(view, order as 'C' | 'F' | 'A').slice());
}

const methods: readonly MethodDefinition[] = [
  noArgs('release', (rt, self) => {
    releaseView(rt, self);
    return incref(rt.none);
  }, 'release($self, /)\n--\n\nRelease the underlying buffer exposed by the memoryview object.'),
  fastKeywords('tobytes', (rt, self, args, kwnames) =>
    toBytes(rt, self, unpackKeywords(rt, { function: 'tobytes', names: ['order'] }, args, kwnames)[0]),
  "tobytes($self, /, order='C')\n--\n\nReturn the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the\noriginal array is converted to C or Fortran order. For contiguous views,\n'A' returns an exact copy of the physical memory. In particular, in-memory\nFortran order is preserved. For non-contiguous views, the data is converted\nto C first. order=None is the same as order='C'."),
  fastKeywords('hex', (rt, self, args, kwnames) => {
    const [separator, group] = unpackKeywords(rt, { function: 'hex', names: ['sep', 'bytes_per_sep'] }, args, kwnames);
    return newStr(rt, hexOf(rt, bufferBytes(liveView(rt, self)), separator, group === undefined ? 1 : asInt32(rt, group)));
  }, 'hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nReturn the data in the buffer as a str of hexadecimal numbers.'),
  noArgs('tolist', toList, 'tolist($self, /)\n--\n\nReturn the data in the buffer as a list of elements.'),
  fastKeywords('cast', (rt, self, args, kwnames) => {
    const [format, shape] = unpackKeywords(rt, { function: 'cast', names: ['format', 'shape'], required: 1 }, args, kwnames);
    return cast(rt, self, format as PyObject, shape);
  }, 'cast($self, /, format, shape=<unrepresentable>)\n--\n\nCast a memoryview to a new format or shape.'),
  noArgs('toreadonly', (rt, self) => {
    liveView(rt, self);
    return derivedView(rt, self, { readonly: true });
  }, 'toreadonly($self, /)\n--\n\nReturn a readonly version of the memoryview.'),
  classMethod(fastKeywords('_from_flags', (rt, _self, args, kwnames) => {
    const [object, flags] = unpackKeywords(rt, { function: '_from_flags', names: ['object', 'flags'], required: 2 }, args, kwnames);
    return memoryViewOf(rt, object as PyObject, asInt32(rt, flags as PyObject));
  }, '_from_flags($type, /, object, flags)\n--\n\nCreate a new memoryview object which references the given object.')),
  noArgs('__enter__', (rt, self) => {
    liveView(rt, self);
    return incref(self);
  }),
  fast('__exit__', (rt, self) => {
    releaseView(rt, self);
    return incref(rt.none);
  }),
];

const attribute = (name: string, doc: string, get: (rt: Runtime, view: Buffer) => PyObject): GetSetDefinition => ({
  name, doc, get: (rt, self) => get(rt, liveView(rt, self)),
});

export const memoryviewType: TypeDefinition = {
  name: 'memoryview',
  doc: 'memoryview(object)\n--\n\nCreate a new memoryview object which references the given object.',
  gc: true,
  flags: { sequence: true },
  basicsize: 144,
  itemsize: 8,
  // Shape, strides and suboffsets.
  sizeof: (_rt, self) => 144 + 24 * dataOf(self).view.shape.length,
  weakrefs: true,
  slots: {
    new: (rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null) => {
      const [object] = unpackKeywordDict(rt, { function: 'memoryview', names: ['object'], required: 1 }, args.value, kwargs);
      return memoryViewOf(rt, object as PyObject);
    },
    repr: (rt, self) => newStr(rt, `<${dataOf(self).released ? 'released memory' : 'memory'} at 0x${rt.identityOf(self).toString(16)}>`),
    hash,
    richcompare: compare,
    iter: newMemoryIterator,
    getBuffer: memoryViewBuffer,
    releaseBuffer: (_rt, self) => {
      dataOf(self).exports--;
    },
    sqLength: length,
    sqItem: item,
    mpLength: length,
    mpSubscript: subscript,
    mpAssSubscript: assign,
    dealloc: memoryViewDealloc,
    traverse: (self, visit) => {
      const { managed } = dataOf(self);
      if (managed !== null) visit(managed);
    },
    clear: memoryViewClear,
  },
  methods,
  getset: [
    attribute('obj', 'The underlying object of the memoryview.', (rt, { object }) => incref(object ?? rt.none)),
    attribute('nbytes', 'The amount of space in bytes that the array would use in\n a contiguous representation.', (rt, view) => newInt(rt, view.length)),
    attribute('readonly', 'A bool indicating whether the memory is read only.', (rt, view) => newBool(rt, view.readonly)),
    attribute('itemsize', 'The size in bytes of each element of the memoryview.', (rt, view) => newInt(rt, view.itemsize)),
    attribute('format', 'A string containing the format (in struct module style)\n for each element in the view.', (rt, view) => newStr(rt, view.format ?? 'B')),
    attribute('ndim', 'An integer indicating how many dimensions of a multi-dimensional\n array the memory represents.', (rt, view) => newInt(rt, view.shape.length)),
    attribute('shape', 'A tuple of ndim integers giving the shape of the memory\n as an N-dimensional array.', (rt, view) => newTuple(rt, intObjects(rt, view.shape))),
    attribute('strides', 'A tuple of ndim integers giving the size in bytes to access\n each element for each dimension of the array.', (rt, view) => newTuple(rt, intObjects(rt, view.strides))),
    attribute('suboffsets', 'A tuple of integers used internally for PIL-style arrays.', (rt) => incref(rt.emptyTuple)),
    attribute('c_contiguous', 'A bool indicating whether the memory is C contiguous.', (rt, view) => newBool(rt, isContiguous(view, 'C'))),
    attribute('f_contiguous', 'A bool indicating whether the memory is Fortran contiguous.', (rt, view) => newBool(rt, isContiguous(view, 'F'))),
    attribute('contiguous', 'A bool indicating whether the memory is contiguous.', (rt, view) => newBool(rt, isContiguous(view, 'A'))),
  ],
};

function length(rt: Runtime, self: PyObject): number {
  const { shape } = liveView(rt, self);
  return shape.length === 0 ? raise(rt, 'TypeError', '0-dim memory has no length') : shape[0] as number;
}
