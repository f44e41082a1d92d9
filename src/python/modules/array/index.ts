/** The `array` module (CPython Modules/arraymodule.c): the type, its operators, and how pickled arrays come back. */
import { clearWeakrefs, decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, callMethod, CompareOp, decodeBytes, fast, getAttributeString, getIter, hasIndex, internStr, machine, iterNext, isSlice, isSubtype, newBool, newFloat, newInt, newLayoutInstance, newStr, newTuple,
  raise, readNumber, repeatBytes, repr, richCompare, sliceIndices, strLength,
  hashNotImplemented, type PyBytes, type PyDict, type PyList, type PyStr, type PyTuple, type PyType, type PyTypeObject, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { arrayIteratorType, newArrayIterator } from './iterator';
import { machineFormats, type MachineFormat } from './machineFormats';
import { appendText, textItems, arrayMethods, arrayText, containsItem, extend, fromBytes, insertItem, isPlainBytes, toList } from './methods';
import { arrayKind, convertItem, newArrayData, readItem, resizeArray, spliceItems, storeItem, TYPE_CODES, usedBytes, type ArrayData, type ArrayKind, type PyArray } from './storage';

const dataOf = (self: PyObject): ArrayData => (self as PyArray).value;
const isArray = (rt: Runtime, object: PyObject): object is PyArray => (object.type as PyType).layout === extensionType(rt, arrayType);

function newArray(rt: Runtime, type: PyType, kind: ArrayKind, bytes: Uint8Array): PyArray {
  return newLayoutInstance(rt, type, newArrayData(kind, bytes));
}

const plainArray = (rt: Runtime, kind: ArrayKind, bytes: Uint8Array): PyArray => newArray(rt, extensionType(rt, arrayType), kind, bytes);

/** A character argument ('C' of PyArg_ParseTuple). */
function characterArgument(rt: Runtime, name: string, position: number, object: PyObject): string {
  if ((object.type as PyType).layout !== rt.types.str || strLength(object as PyStr) !== 1) {
    raise(rt, 'TypeError', `${name}() argument ${position} must be a unicode character, not ${object === rt.none ? 'None' : object.type.name}`);
  }
  return (object as PyStr).value;
}

function arrayNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const own = extensionType(rt, arrayType);
  if ((type === own || type.init === own.init) && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'array.array() takes no keyword arguments');
  const { length } = args.value;
  if (length === 0 || length > 2) raise(rt, 'TypeError', `array() takes ${length === 0 ? 'at least 1 argument' : 'at most 2 arguments'} (${length} given)`);
  const code = characterArgument(rt, 'array', 1, args.value[0] as PyObject);
  const initial = args.value[1];
  const layout = initial === undefined ? null : (initial.type as PyType).layout;
  if (initial !== undefined && code !== 'u') {
    if (layout === rt.types.str) raise(rt, 'TypeError', `cannot use a str to initialize an array with typecode '${code}'`);
    if (isArray(rt, initial) && initial.value.kind.code === 'u') raise(rt, 'TypeError', `cannot use a unicode array to initialize an array with typecode '${code}'`);
  }
  const kind = arrayKind(code);
  if (kind === null) raise(rt, 'ValueError', 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)');
  const array = newArray(rt, type, kind, new Uint8Array(0));
  if (initial === undefined) return array;
  try {
    fill(rt, array, initial);
  } catch (error) {
    decref(rt, array);
    throw error;
  }
  return array;
}

function fill(rt: Runtime, array: PyArray, initial: PyObject): void {
  const { layout } = initial.type as PyType;
  const { kind } = array.value;
  if (layout === rt.types.list) fillFromItems(rt, array, initial as PyList);
  else if (layout === rt.types.tuple) fillFromItems(rt, array, initial as PyTuple);
  else if (isPlainBytes(rt, initial)) fromBytes(rt, array, initial);
  else if (layout === rt.types.str && kind.code === 'u') Object.assign(array.value, newArrayData(kind, textItems((initial as PyStr).value)));
  else if (isArray(rt, initial) && initial.value.kind.code === kind.code) spliceItems(rt, array.value, 0, 0, usedBytes(initial.value));
  else if (isArray(rt, initial)) {
    const list = toList(rt, initial.value);
    try {
      fillFromItems(rt, array, list);
    } finally {
      decref(rt, list);
    }
  } else {
    const iterator = getIter(rt, initial);
    try {
      for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
        try {
          insertItem(rt, array.value, array.value.length, item);
        } finally {
          decref(rt, item);
        }
      }
    } finally {
      decref(rt, iterator);
    }
  }
}

/** An array made for as many items as the list has. */
function fillFromItems(rt: Runtime, array: PyArray, { value: items }: PyList | PyTuple): void {
  const { kind } = array.value;
  Object.assign(array.value, newArrayData(kind, new Uint8Array(items.length * kind.size)));
  for (let index = 0; index < items.length && index < array.value.length; index++) storeItem(array.value, index, convertItem(rt, kind, items[index] as PyObject));
}

function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (!isArray(rt, self) || !isArray(rt, other)) return incref(rt.notImplemented);
  const [left, right] = [self.value, other.value];
  if (left.length !== right.length && (op === CompareOp.Eq || op === CompareOp.Ne)) return newBool(rt, op === CompareOp.Ne);
  for (let index = 0; index < left.length && index < right.length; index++) {
    const a = readItem(rt, left, index);
    const b = readItem(rt, right, index);
    try {
      const result = richCompare(rt, a, b, CompareOp.Eq);
      decref(rt, result);
      if (result === rt.true) continue;
      if (op === CompareOp.Eq || op === CompareOp.Ne) return newBool(rt, op === CompareOp.Ne);
      return richCompare(rt, a, b, op);
    } finally {
      decref(rt, a);
      decref(rt, b);
    }
  }
  const order = left.length - right.length;
  const holds = [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op] as boolean;
  return newBool(rt, holds);
}

function item(rt: Runtime, self: PyObject, index: number): PyObject {
  const data = dataOf(self);
  if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'array index out of range');
  return readItem(rt, data, index);
}

function subscript(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  const data = dataOf(self);
  if (hasIndex(rt, key)) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return item(rt, self, index < 0 ? index + data.length : index);
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', 'array indices must be integers');
  const { start, step, count } = sliceIndices(rt, key, data.length);
  const { size } = data.kind;
  const bytes = new Uint8Array(count * size);
  for (let index = 0; index < count; index++) bytes.set(data.bytes.subarray((start + index * step) * size, (start + index * step + 1) * size), index * size);
  return plainArray(rt, data.kind, bytes);
}

function assign(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const data = dataOf(self);
  if (hasIndex(rt, key)) {
    const given = asIndexNumber(rt, key, 'IndexError');
    assignItem(rt, self, given < 0 ? given + data.length : given, value);
    return;
  }
  if (!isSlice(rt, key)) raise(rt, 'TypeError', 'array indices must be integers');
  if (value !== null && !isArray(rt, value)) raise(rt, 'TypeError', `can only assign array (not "${value.type.name}") to array slice`);
  if (value !== null && value.value.kind.code !== data.kind.code) raise(rt, 'TypeError', 'bad argument type for built-in operation');
  const bytes = value === null ? new Uint8Array(0) : usedBytes(value.value).slice();
  const { start, stop, step, count } = sliceIndices(rt, key, data.length);
  assignSlice(rt, data, { start, stop: (step > 0 && stop < start) || (step < 0 && stop > start) ? start : stop, step, count }, bytes, value === null);
}

function assignItem(rt: Runtime, self: PyObject, index: number, value: PyObject | null): void {
  const data = dataOf(self);
  if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'array assignment index out of range');
  if (value === null) {
    spliceItems(rt, data, index, index + 1, new Uint8Array(0));
    return;
  }
  const converted = convertItem(rt, data.kind, value);
  if (index >= data.length) raise(rt, 'IndexError', 'array assignment index out of range');
  storeItem(data, index, converted);
}

function assignSlice(
  rt: Runtime, data: ArrayData, { start, stop, step, count }: { start: number; stop: number; step: number; count: number }, bytes: Uint8Array, deletes: boolean,
): void {
  const { size } = data.kind;
  const needed = bytes.length / size;
  if (data.exports > 0 && (needed === 0 || (step === 1 && count !== needed)) && count !== needed) {
    raise(rt, 'BufferError', 'cannot resize an array that is exporting buffers');
  }
  if (step === 1) {
    spliceItems(rt, data, start, Math.max(start, stop), bytes);
    return;
  }
  if (needed === 0 && deletes) {
    const removed = new Set(Array.from({ length: count }, (_unused, index) => start + index * step));
    const kept = Array.from({ length: data.length }, (_unused, index) => index).filter((index) => !removed.has(index));
    kept.forEach((from, to) => data.bytes.copyWithin(to * size, from * size, (from + 1) * size));
    resizeArray(rt, data, kept.length);
    return;
  }
  if (needed !== count) raise(rt, 'ValueError', `attempt to assign array of size ${needed} to extended slice of size ${count}`);
  for (let index = 0; index < count; index++) data.bytes.set(bytes.subarray(index * size, (index + 1) * size), (start + index * step) * size);
}

function concat(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isArray(rt, right)) raise(rt, 'TypeError', `can only append array (not "${right.type.name}") to array`);
  const data = dataOf(left);
  if (data.kind.code !== right.value.kind.code) raise(rt, 'TypeError', 'bad argument type for built-in operation');
  const [a, b] = [usedBytes(data), usedBytes(right.value)];
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return plainArray(rt, data.kind, bytes);
}

function repeatItems(rt: Runtime, data: ArrayData, count: number): Uint8Array {
  if (count > 0 && data.length * count * data.kind.size > Number.MAX_SAFE_INTEGER) raise(rt, 'MemoryError');
  return repeatBytes(rt, usedBytes(data), count, '');
}

function inplaceRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const data = dataOf(self);
  if (data.length > 0 && count !== 1) {
    const bytes = repeatItems(rt, data, count);
    resizeArray(rt, data, bytes.length / data.kind.size);
    data.bytes.set(bytes);
  }
  return incref(self);
}

function arrayRepr(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(self);
  const name = (self.type as PyType).name.replace(/^.*\./, '');
  if (data.length === 0) return newStr(rt, `${name}('${data.kind.code}')`);
  const items = data.kind.code === 'u' ? newStr(rt, arrayText(rt, data)) : toList(rt, data);
  const text = repr(rt, items);
  decref(rt, items);
  const { value } = text;
  decref(rt, text);
  return newStr(rt, `${name}('${data.kind.code}', ${value})`);
}

const arrayType: TypeDefinition = {
  name: 'array.array',
  gc: true,
  weakrefs: true,
  basicsize: 64,
  flags: { basetype: true, sequence: true, immutable: true },
  sizeof: (_rt, self) => 64 + dataOf(self).allocated * dataOf(self).kind.size,
  slots: {
    new: arrayNew,
    repr: arrayRepr,
    hash: hashNotImplemented,
    richcompare: compare,
    iter: newArrayIterator,
    sqLength: (_rt, self) => dataOf(self).length,
    sqConcat: concat,
    sqRepeat: (rt, self, count) => plainArray(rt, dataOf(self).kind, repeatItems(rt, dataOf(self), count)),
    sqItem: item,
    sqAssItem: assignItem,
    sqContains: containsItem,
    sqInplaceConcat: (rt, self, other) => {
      if (!isArray(rt, other)) raise(rt, 'TypeError', `can only extend array with array (not "${other.type.name}")`);
      extend(rt, self, other, () => true);
      return incref(self);
    },
    sqInplaceRepeat: inplaceRepeat,
    mpLength: (_rt, self) => dataOf(self).length,
    mpSubscript: subscript,
    mpAssSubscript: assign,
    getBuffer: (_rt, self, flags) => {
      const data = dataOf(self);
      data.exports++;
      const { size, code } = data.kind;
      return {
        object: incref(self), bytes: data.bytes, offset: 0, length: data.length * size, readonly: false, itemsize: size,
        format: (flags & 4) === 0 ? null : code === 'u' ? 'w' : code, shape: [data.length], strides: [size],
      };
    },
    releaseBuffer: (_rt, self) => {
      dataOf(self).exports--;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: () => {},
  },
  methods: arrayMethods((rt, self) => plainArray(rt, dataOf(self).kind, usedBytes(dataOf(self)).slice()), isArray),
  getset: [
    { name: 'typecode', doc: 'the typecode character used to create the array', get: (rt, self) => newStr(rt, dataOf(self).kind.code) },
    { name: 'itemsize', doc: 'the size, in bytes, of one array item', get: (rt, self) => newInt(rt, dataOf(self).kind.size) },
  ],
};

/** Items of another machine's format, one by one. */
function foreignItems(rt: Runtime, format: MachineFormat, bytes: Uint8Array): PyObject[] {
  const items: PyObject[] = [];
  const kind = format.kind === 'float' ? 'float' : format.signed ? 'signed' : 'unsigned';
  for (let at = 0; at < bytes.length; at += format.size) {
    const value = readNumber(bytes, at, { character: '', kind, size: format.size, alignment: 1 }, format.littleEndian);
    items.push(format.kind === 'float' ? newFloat(rt, value as number) : newInt(rt, value));
  }
  return items;
}

function reconstruct(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '_array_reconstructor', args, 4, 4);
  const [typeObject, codeObject, formatObject, items] = args as [PyObject, PyObject, PyObject, PyObject];
  const code = characterArgument(rt, '_array_reconstructor', 2, codeObject);
  const formatCode = asIndexNumber(rt, formatObject, 'OverflowError');
  if ((typeObject.type as PyType).layout !== rt.types.type) raise(rt, 'TypeError', `first argument must be a type object, not ${typeObject.type.name}`);
  const type = (typeObject as PyTypeObject).value;
  if (!isSubtype(type, extensionType(rt, arrayType))) raise(rt, 'TypeError', `${type.name} is not a subtype of array.array`);
  const kind = arrayKind(code);
  if (kind === null) raise(rt, 'ValueError', 'second argument must be a valid type code');
  const format = machineFormats[formatCode];
  if (format === undefined) raise(rt, 'ValueError', 'third argument must be a valid machine format code.');
  if ((items.type as PyType).layout !== rt.types.bytes) raise(rt, 'TypeError', `fourth argument should be bytes, not ${items.type.name}`);
  const bytes = (items as PyBytes).value;
  const size = format.kind === 'utf16' ? 2 : format.kind === 'utf32' ? 4 : format.size;
  const array = newArray(rt, type, kind, new Uint8Array(0));
  try {
    if (format.kind === 'utf16' || format.kind === 'utf32') {
      const text = decodeBytes(rt, items, `${format.kind === 'utf16' ? 'utf-16' : 'utf-32'}-${format.littleEndian ? 'le' : 'be'}`, null);
      appendText(rt, array.value, text.value);
      decref(rt, text);
      return array;
    }
    if (bytes.length % size !== 0) raise(rt, 'ValueError', 'bytes length not a multiple of item size');
    const isNative = kind.format !== null && kind.size === format.size && format.littleEndian && (kind.format.kind === 'float') === (format.kind === 'float')
      && (kind.format.kind === 'float' || (kind.format.kind === 'signed') === format.signed);
    if (isNative) fromBytes(rt, array, items);
    else {
      for (const object of foreignItems(rt, format, bytes)) {
        try {
          insertItem(rt, array.value, array.value.length, object);
        } finally {
          decref(rt, object);
        }
      }
    }
    return array;
  } catch (error) {
    decref(rt, array);
    throw error;
  }
}

/** collections.abc.MutableSequence.register(array) */
function registerAsSequence(rt: Runtime, arrayClass: PyObject): void {
  const name = internStr(rt, 'collections.abc');
  const names = newTuple(rt, [newStr(rt, 'MutableSequence')]);
  try {
    const module = machine(rt).importModule(name, null, null, names, 0);
    const abstract = getAttributeString(rt, module, 'MutableSequence');
    decref(rt, module);
    try {
      decref(rt, callMethod(rt, abstract, 'register', [arrayClass]));
    } finally {
      decref(rt, abstract);
    }
  } finally {
    decref(rt, names);
    decref(rt, name);
  }
}

export const arrayModule: ModuleDefinition = {
  name: 'array',
  doc: null,
  methods: [fast('_array_reconstructor', reconstruct)],
  constants: (rt) => {
    extensionType(rt, arrayIteratorType);
    const { object } = extensionType(rt, arrayType);
    registerAsSequence(rt, object);
    return { ArrayType: incref(object), array: incref(object), typecodes: newStr(rt, TYPE_CODES) };
  },
};

