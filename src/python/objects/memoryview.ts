/**
 * memoryview as a type: one-dimensional windows on bytes and bytearray (CPython's memoryobject.c). The
 * payload is in `memoryViewData.ts`. Casts to more dimensions are not supported.
 */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import { asIndexNumber, hasIndex, richCompareBool } from './abstract';
import { newBool } from './boolValue';
import { hexOf } from './bytesHex';
import { newBytes, newFreshBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { newFloat } from './floatValue';
import { hashKey, isStrLike, newStr } from './strValue';
import { asInt32, indexValue, unpackKeywordDict, unpackKeywords } from './nativeArguments';
import { newInt } from './intValue';
import type { PyByteArray, PyDict, PyTuple } from './layouts';
import { newList } from './list';
import { fast, fastKeywords, noArgs, type MethodDefinition } from './methods';
import { memoryViewBytes, sourceBytes, type MemoryViewData, type PyMemoryView } from './memoryViewData';
import { newSequenceIterator } from './iterators';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { sipHash } from './siphash';
import { isSlice, sliceIndices } from './slice';
import { newTuple } from './tuple';
import { CompareOp, type GetSetDefinition, type PyType, type TypeDefinition } from './type';

interface ItemFormat { readonly size: number; readonly read: (view: DataView, at: number) => number | bigint | boolean; readonly minimum: bigint; readonly maximum: bigint }

const integers = (size: number, signed: boolean, read: (view: DataView, at: number) => number | bigint): ItemFormat => ({
  size, read, minimum: signed ? -(1n << BigInt(8 * size - 1)) : 0n, maximum: (1n << BigInt(8 * size - (signed ? 1 : 0))) - 1n,
});

/** Native formats of the struct module, 64-bit little endian. */
const FORMATS: Readonly<Record<string, ItemFormat>> = {
  B: integers(1, false, (view, at) => view.getUint8(at)),
  b: integers(1, true, (view, at) => view.getInt8(at)),
  c: integers(1, false, (view, at) => view.getUint8(at)),
  '?': { size: 1, read: (view, at) => view.getUint8(at) !== 0, minimum: 0n, maximum: 1n },
  h: integers(2, true, (view, at) => view.getInt16(at, true)),
  H: integers(2, false, (view, at) => view.getUint16(at, true)),
  i: integers(4, true, (view, at) => view.getInt32(at, true)),
  I: integers(4, false, (view, at) => view.getUint32(at, true)),
  l: integers(8, true, (view, at) => view.getBigInt64(at, true)),
  L: integers(8, false, (view, at) => view.getBigUint64(at, true)),
  q: integers(8, true, (view, at) => view.getBigInt64(at, true)),
  Q: integers(8, false, (view, at) => view.getBigUint64(at, true)),
  n: integers(8, true, (view, at) => view.getBigInt64(at, true)),
  N: integers(8, false, (view, at) => view.getBigUint64(at, true)),
  f: { size: 4, read: (view, at) => view.getFloat32(at, true), minimum: 0n, maximum: 0n },
  d: { size: 8, read: (view, at) => view.getFloat64(at, true), minimum: 0n, maximum: 0n },
};

function dataOf(self: PyObject): MemoryViewData {
  return (self as PyMemoryView).value;
}

/** The view with a source that is not released. */
function liveData(rt: Runtime, self: PyObject): MemoryViewData {
  const data = dataOf(self);
  if (data.source === null) raise(rt, 'ValueError', 'operation forbidden on released memoryview object');
  return data;
}

/** bytearrays count their views, as they must not be resized under them. */
function exportOf(rt: Runtime, source: PyObject, change: 1 | -1): void {
  if ((source.type as PyType).layout === rt.types.bytearray) (source as PyByteArray).value.exports += change;
}

function makeView(rt: Runtime, data: Omit<MemoryViewData, 'exports' | 'source'> & { source: PyObject }): PyMemoryView {
  exportOf(rt, data.source, 1);
  const view = rt.heap.newContainer<MemoryViewData, PyType>(rt.types.memoryview, { ...data, source: incref(data.source), exports: 0 });
  rt.heap.track(view);
  return view;
}

/** memoryview(object) */
export function newMemoryView(rt: Runtime, object: PyObject): PyMemoryView {
  if ((object.type as PyType).layout === rt.types.memoryview) {
    const data = liveData(rt, object);
    return makeView(rt, { ...data, source: data.source as PyObject });
  }
  const bytes = bytesView(rt, object);
  if (bytes === null) raise(rt, 'TypeError', `memoryview: a bytes-like object is required, not '${object.type.name}'`);
  return makeView(rt, {
    source: object, offset: 0, length: bytes.length, stride: 1, itemsize: 1, format: 'B', readonly: (object.type as PyType).layout === rt.types.bytes,
  });
}

/** Lets go of the source. */
function release(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { source } = data;
  if (source === null) return;
  data.source = null;
  exportOf(rt, source, -1);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, source);
}

function formatOf(rt: Runtime, data: MemoryViewData): ItemFormat {
  const format = FORMATS[data.format];
  if (format === undefined) raise(rt, 'NotImplementedError', `memoryview: format ${data.format} not supported`);
  return format;
}

function itemAt(rt: Runtime, self: PyObject, index: number): PyObject {
  const data = liveData(rt, self);
  if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'index out of bounds on dimension 1');
  const bytes = sourceBytes(rt, self as PyMemoryView);
  const at = data.offset + index * data.stride;
  if (data.format === 'c') return newBytes(rt, bytes.slice(at, at + 1));
  const value = formatOf(rt, data).read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
  if (typeof value === 'boolean') return newBool(rt, value);
  return data.format === 'f' || data.format === 'd' ? newFloat(rt, Number(value)) : newInt(rt, value);
}

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const data = liveData(rt, self);
  if (hasIndex(rt, key)) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return itemAt(rt, self, index < 0 ? index + data.length : index);
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', 'memoryview: invalid slice key');
  const { start, step, count } = sliceIndices(rt, key, data.length);
  return makeView(rt, {
    ...data, source: data.source as PyObject, offset: data.offset + start * data.stride, length: count, stride: data.stride * step,
  });
}

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const data = liveData(rt, self);
  if (data.readonly) raise(rt, 'TypeError', 'cannot modify read-only memory');
  if (value === null) raise(rt, 'TypeError', 'cannot delete memory');
  const bytes = sourceBytes(rt, self as PyMemoryView);
  if (hasIndex(rt, key)) {
    const given = asIndexNumber(rt, key, 'IndexError');
    const index = given < 0 ? given + data.length : given;
    if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'index out of bounds on dimension 1');
    packItem(rt, data, value, bytes, data.offset + index * data.stride);
    return;
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', 'memoryview: invalid slice key');
  const { start, step, count } = sliceIndices(rt, key, data.length);
  const source = bytesView(rt, value);
  if (source === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${value.type.name}'`);
  if (source.length !== count * data.itemsize) raise(rt, 'ValueError', 'memoryview assignment: lvalue and rvalue have different structures');
  const copy = source.slice();
  for (let item = 0; item < count; item++) {
    bytes.set(copy.subarray(item * data.itemsize, (item + 1) * data.itemsize), data.offset + (start + item * step) * data.stride);
  }
}

function packItem(rt: Runtime, data: MemoryViewData, value: PyObject, bytes: Uint8Array, at: number): void {
  const format = formatOf(rt, data);
  const target = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.format === 'f' || data.format === 'd') {
    const number = Number(value.value);
    if (data.format === 'f') target.setFloat32(at, number, true);
    else target.setFloat64(at, number, true);
    return;
  }
  if (!hasIndex(rt, value)) raise(rt, 'TypeError', `memoryview: invalid type for format '${data.format}'`);
  let number = BigInt(indexValue(rt, value));
  if (number < format.minimum || number > format.maximum) raise(rt, 'ValueError', `memoryview: invalid value for format '${data.format}'`);
  for (let byte = 0; byte < format.size; byte++) {
    bytes[at + byte] = Number(number & 255n);
    number >>= 8n;
  }
}

function richCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (op !== CompareOp.Eq && op !== CompareOp.Ne) return incref(rt.notImplemented);
  if (self === other) return newBool(rt, op === CompareOp.Eq);
  if (dataOf(self).source === null) return newBool(rt, op === CompareOp.Ne);
  const theirs = bytesView(rt, other);
  if (theirs === null) return incref(rt.notImplemented);
  return newBool(rt, equalViews(rt, self, other, theirs) === (op === CompareOp.Eq));
}

function equalViews(rt: Runtime, self: PyObject, other: PyObject, theirs: Uint8Array): boolean {
  const mine = memoryViewBytes(rt, self);
  const sameFormat = dataOf(self).format === ((other.type as PyType).layout === rt.types.memoryview ? dataOf(other).format : 'B');
  if (sameFormat && dataOf(self).format !== 'f' && dataOf(self).format !== 'd') {
    return mine.length === theirs.length && mine.every((byte, index) => byte === theirs[index]);
  }
  const left = toList(rt, self);
  const right = (other.type as PyType).layout === rt.types.memoryview ? toList(rt, other)
    : newList(rt, Array.from(theirs, (byte) => newInt(rt, byte)));
  try {
    return richCompareBool(rt, left, right, CompareOp.Eq);
  } finally {
    decref(rt, left);
    decref(rt, right);
  }
}

function toList(rt: Runtime, self: PyObject): PyObject {
  const { length } = liveData(rt, self);
  return newList(rt, Array.from({ length }, (_unused, index) => itemAt(rt, self, index)));
}

function cast(rt: Runtime, self: PyObject, format: PyObject | undefined): PyObject {
  const data = liveData(rt, self);
  if (format === undefined || !isStrLike(rt, format)) raise(rt, 'TypeError', 'format argument must be a string');
  const target = FORMATS[format.value.replace(/^@/, '')];
  if (target === undefined) raise(rt, 'ValueError', "memoryview: destination format must be a native single character format prefixed with an optional '@'");
  if (data.stride !== data.itemsize) raise(rt, 'TypeError', 'memoryview: casts are restricted to C-contiguous views');
  if (data.itemsize !== 1 && target.size !== 1) raise(rt, 'TypeError', 'memoryview: cannot cast between two non-byte formats');
  const size = data.length * data.itemsize;
  if (size % target.size !== 0) raise(rt, 'TypeError', 'memoryview: length is not a multiple of itemsize');
  return makeView(rt, {
    ...data, source: data.source as PyObject, length: size / target.size, stride: target.size, itemsize: target.size, format: format.value.replace(/^@/, ''),
  });
}

const methods: readonly MethodDefinition[] = [
  noArgs('release', (rt, self) => {
    release(rt, self);
    return incref(rt.none);
  }, 'Release the underlying buffer exposed by the memoryview object.'),
  fastKeywords('tobytes', (rt, self, args, kwnames) => {
    unpackKeywords(rt, { function: 'tobytes', names: ['order'] }, args, kwnames);
    liveData(rt, self);
    return newFreshBytes(rt, memoryViewBytes(rt, self).slice());
  }, 'Return the data in the buffer as a byte string.'),
  noArgs('tolist', toList, 'Return the data in the buffer as a list of elements.'),
  noArgs('toreadonly', (rt, self) => {
    const data = liveData(rt, self);
    return makeView(rt, { ...data, source: data.source as PyObject, readonly: true });
  }, 'Return a readonly version of the memoryview.'),
  fastKeywords('cast', (rt, self, args, kwnames) => {
    const [format] = unpackKeywords(rt, { function: 'cast', names: ['format', 'shape'], required: 1 }, args, kwnames);
    return cast(rt, self, format);
  }, 'Cast a memoryview to a new format or shape.'),
  fastKeywords('hex', (rt, self, args, kwnames) => {
    const [separator, group] = unpackKeywords(rt, { function: 'hex', names: ['sep', 'bytes_per_sep'] }, args, kwnames);
    liveData(rt, self);
    return newStr(rt, hexOf(rt, memoryViewBytes(rt, self), separator, group === undefined ? 1 : asInt32(rt, group)));
  }),
  noArgs('__enter__', (rt, self) => {
    liveData(rt, self);
    return incref(self);
  }),
  fast('__exit__', (rt, self) => {
    release(rt, self);
    return incref(rt.none);
  }),
];

const attribute = (name: string, get: (rt: Runtime, data: MemoryViewData) => PyObject): GetSetDefinition => ({
  name, get: (rt, self) => get(rt, liveData(rt, self)),
});

export const memoryviewType: TypeDefinition = {
  name: 'memoryview',
  doc: 'Create a new memoryview object which references the given object.',
  gc: true,
  flags: { sequence: true },
  basicsize: 144,
  itemsize: 8,
  // Shape, strides and suboffsets of one dimension.
  sizeof: () => 144 + 24,
  weakrefs: true,
  slots: {
    new: (rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null) => {
      const [object] = unpackKeywordDict(rt, { function: 'memoryview', names: ['object'], required: 1 }, args.value, kwargs);
      return newMemoryView(rt, object as PyObject);
    },
    repr: (rt, self) => newStr(rt, `<${dataOf(self).source === null ? 'released memory' : 'memory'} at 0x${rt.addressOf(self).toString(16)}>`),
    hash: (rt, self) => {
      const data = liveData(rt, self);
      if (!data.readonly) raise(rt, 'ValueError', 'cannot hash writable memoryview object');
      if (!'Bbc'.includes(data.format)) raise(rt, 'ValueError', "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
      return sipHash(memoryViewBytes(rt, self), hashKey(rt));
    },
    richcompare: richCompare,
    iter: (rt, self) => {
      liveData(rt, self);
      return newSequenceIterator(rt, self);
    },
    sqLength: (rt, self) => liveData(rt, self).length,
    sqItem: itemAt,
    mpLength: (rt, self) => liveData(rt, self).length,
    mpSubscript: subscript,
    mpAssSubscript: assign,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      release(rt, self);
      clearWeakrefs(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { source } = dataOf(self);
      if (source !== null) visit(source);
    },
    clear: release,
  },
  methods,
  getset: [
    attribute('obj', (_rt, { source }) => incref(source as PyObject)),
    attribute('nbytes', (rt, { length, itemsize }) => newInt(rt, length * itemsize)),
    attribute('readonly', (rt, data) => newBool(rt, data.readonly)),
    attribute('itemsize', (rt, { itemsize }) => newInt(rt, itemsize)),
    attribute('format', (rt, { format }) => newStr(rt, format)),
    attribute('ndim', (rt) => newInt(rt, 1)),
    attribute('shape', (rt, { length }) => newTuple(rt, [newInt(rt, length)])),
    attribute('strides', (rt, { stride }) => newTuple(rt, [newInt(rt, stride)])),
    attribute('suboffsets', (rt) => incref(rt.emptyTuple)),
    attribute('c_contiguous', (rt, { stride, itemsize }) => newBool(rt, stride === itemsize)),
    attribute('f_contiguous', (rt, { stride, itemsize }) => newBool(rt, stride === itemsize)),
    attribute('contiguous', (rt, { stride, itemsize }) => newBool(rt, stride === itemsize)),
  ],
};

