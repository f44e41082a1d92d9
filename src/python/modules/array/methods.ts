/** The methods of arrays (CPython Modules/arraymodule.c array_array_*). */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, bufferBytes, BufferFlags, callMethod, classMethod, CompareOp, existingDict, fast, getBuffer, getIter, isByteArrayLike, isBytesLike, isIntLike, iterNext,
  lookupAttributeString, newBytes, newInt, newList, newStr, newTuple, newGenericAlias, noArgs, oneArg, raise, releaseBuffer, richCompareBool, sliceIndex,
  type MethodDefinition, type PyList, type PyModule, type PyStr, type PyType, type Runtime, dictGetString,
} from '../../objects';
import { checkPositional } from '../keywordArguments';
import { codeOfType } from './machineFormats';
import { convertItem, openGap, readItem, resizeArray, spliceItems, storeItem, usedBytes, type ArrayData, type PyArray } from './storage';

const dataOf = (self: PyObject): ArrayData => (self as PyArray).value;
const none = (rt: Runtime): PyObject => incref(rt.none);

/** ins1: at the end, or anywhere. */
export function insertItem(rt: Runtime, data: ArrayData, index: number, item: PyObject): void {
  const value = convertItem(rt, data.kind, item);
  const position = Math.min(index < 0 ? Math.max(0, index + data.length) : index, data.length);
  openGap(rt, data, position);
  storeItem(data, position, value);
}

/** array_do_extend, array_iter_extend */
export function extend(rt: Runtime, self: PyObject, iterable: PyObject, isArray: (object: PyObject) => boolean): void {
  const data = dataOf(self);
  if (isArray(iterable)) {
    const other = dataOf(iterable);
    if (other.kind.code !== data.kind.code) raise(rt, 'TypeError', 'can only extend with array of same kind');
    spliceItems(rt, data, data.length, data.length, usedBytes(other));
    return;
  }
  const iterator = getIter(rt, iterable);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        insertItem(rt, data, data.length, item);
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
}

export function fromBytes(rt: Runtime, self: PyObject, source: PyObject): void {
  const data = dataOf(self);
  const buffer = getBuffer(rt, source, BufferFlags.Simple);
  try {
    const bytes = bufferBytes(buffer);
    if (bytes.length % data.kind.size !== 0) raise(rt, 'ValueError', 'bytes length not a multiple of item size');
    spliceItems(rt, data, data.length, data.length, bytes);
  } finally {
    releaseBuffer(rt, buffer);
  }
}

export function fromList(rt: Runtime, self: PyObject, list: PyObject): void {
  if ((list.type as PyType).layout !== rt.types.list) raise(rt, 'TypeError', 'arg must be list');
  const items = (list as PyList).value;
  const data = dataOf(self);
  const { length } = data;
  const count = items.length;
  if (count === 0) return;
  resizeArray(rt, data, length + count);
  try {
    for (let index = 0; index < count; index++) {
      const value = convertItem(rt, data.kind, items[index] as PyObject);
      if (items.length !== count) raise(rt, 'RuntimeError', 'list changed size during iteration');
      storeItem(data, length + index, value);
    }
  } catch (error) {
    resizeArray(rt, data, length);
    throw error;
  }
}

export function toList(rt: Runtime, data: ArrayData): PyList {
  return newList(rt, Array.from({ length: data.length }, (_unused, index) => readItem(rt, data, index)));
}

/** The position of an equal item from `start` to `stop`, or -1. */
function find(rt: Runtime, self: PyObject, value: PyObject, start: number, stop: number): number {
  for (let index = start; index < stop && index < dataOf(self).length; index++) {
    const item = readItem(rt, dataOf(self), index);
    try {
      if (richCompareBool(rt, item, value, CompareOp.Eq)) return index;
    } finally {
      decref(rt, item);
    }
  }
  return -1;
}

export function containsItem(rt: Runtime, self: PyObject, value: PyObject): boolean {
  return find(rt, self, value, 0, Infinity) >= 0;
}

export function arrayText(rt: Runtime, data: ArrayData): string {
  const bytes = usedBytes(data);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, true);
    if (code > 0x10ffff) raise(rt, 'ValueError', `character U+${code.toString(16)} is not in range [U+0000; U+10ffff]`);
    text += String.fromCodePoint(code);
  }
  return text;
}

export function textItems(text: string): Uint8Array {
  return new Uint8Array(Uint32Array.from(text, (character) => character.codePointAt(0) as number).buffer);
}

function appendText(rt: Runtime, data: ArrayData, text: string): void {
  spliceItems(rt, data, data.length, data.length, textItems(text));
}

export { appendText };

function byteSwap(data: ArrayData): void {
  const bytes = usedBytes(data);
  for (let at = 0; at < bytes.length; at += data.kind.size) bytes.subarray(at, at + data.kind.size).reverse();
}

function fromFile(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'fromfile', args, 2, 2);
  const count = asIndexNumber(rt, args[1] as PyObject, 'OverflowError');
  if (count < 0) raise(rt, 'ValueError', 'negative count');
  const wanted = newInt(rt, count * dataOf(self).kind.size);
  let bytes: PyObject;
  try {
    bytes = callMethod(rt, args[0] as PyObject, 'read', [wanted]);
  } finally {
    decref(rt, wanted);
  }
  try {
    if (!isBytesLike(rt, bytes)) raise(rt, 'TypeError', "read() didn't return bytes");
    const { length } = bytes.value;
    fromBytes(rt, self, bytes);
    if (length !== count * dataOf(self).kind.size) raise(rt, 'EOFError', 'read() didn\'t return enough bytes');
  } finally {
    decref(rt, bytes);
  }
  return none(rt);
}

/** In blocks of 64 KB. */
function toFile(rt: Runtime, self: PyObject, file: PyObject): PyObject {
  const size = dataOf(self).length * dataOf(self).kind.size;
  for (let at = 0; at < size; at += 65536) {
    const block = newBytes(rt, usedBytes(dataOf(self)).slice(at, at + 65536));
    try {
      decref(rt, callMethod(rt, file, 'write', [block]));
    } finally {
      decref(rt, block);
    }
  }
  return none(rt);
}

function reduce(rt: Runtime, self: PyObject, protocol: PyObject): PyObject {
  if (!isIntLike(rt, protocol)) raise(rt, 'TypeError', '__reduce_ex__ argument should be an integer');
  const data = dataOf(self);
  const state = lookupAttributeString(rt, self, '__dict__') ?? incref(existingDict(self) ?? rt.none);
  const type = incref((self.type as PyType).object);
  const code = newStr(rt, data.kind.code);
  if (Number(protocol.value) < 3) return newTuple(rt, [type, newTuple(rt, [code, toList(rt, data)]), state]);
  const module = dictGetString(rt.modules, 'array') as PyModule | null;
  const reconstructor = module === null ? rt.none : dictGetString(module.value.dict, '_array_reconstructor') ?? rt.none;
  const args = newTuple(rt, [type, code, newInt(rt, codeOfType[data.kind.code] as number), newBytes(rt, usedBytes(data).slice())]);
  return newTuple(rt, [incref(reconstructor), args, state]);
}

export function arrayMethods(copy: (rt: Runtime, self: PyObject) => PyObject, isArray: (rt: Runtime, object: PyObject) => boolean): readonly MethodDefinition[] {
  return [
    oneArg('append', (rt, self, item) => {
      insertItem(rt, dataOf(self), dataOf(self).length, item);
      return none(rt);
    }),
    noArgs('buffer_info', (rt, self) => newTuple(rt, [newInt(rt, rt.addressOf(self)), newInt(rt, dataOf(self).length)])),
    noArgs('byteswap', (rt, self) => {
      byteSwap(dataOf(self));
      return none(rt);
    }),
    noArgs('__copy__', copy),
    oneArg('count', (rt, self, value) => {
      let count = 0;
      for (let at = find(rt, self, value, 0, Infinity); at >= 0; at = find(rt, self, value, at + 1, Infinity)) count++;
      return newInt(rt, count);
    }),
    oneArg('__deepcopy__', copy),
    oneArg('extend', (rt, self, iterable) => {
      extend(rt, self, iterable, (object) => isArray(rt, object));
      return none(rt);
    }),
    fast('fromfile', fromFile),
    oneArg('fromlist', (rt, self, list) => {
      fromList(rt, self, list);
      return none(rt);
    }),
    oneArg('frombytes', (rt, self, source) => {
      fromBytes(rt, self, source);
      return none(rt);
    }),
    oneArg('fromunicode', (rt, self, text) => {
      if ((text.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `fromunicode() argument must be str, not ${text === rt.none ? 'None' : text.type.name}`);
      if (dataOf(self).kind.code !== 'u') raise(rt, 'ValueError', 'fromunicode() may only be called on unicode type arrays');
      appendText(rt, dataOf(self), (text as PyStr).value);
      return none(rt);
    }),
    fast('index', (rt, self, args) => {
      checkPositional(rt, 'index', args, 1, 3);
      const { length } = dataOf(self);
      const bound = (object: PyObject | undefined, otherwise: number): number => {
        if (object === undefined) return otherwise;
        const given = sliceIndex(rt, object);
        return given < 0 ? Math.max(0, given + length) : given;
      };
      const at = find(rt, self, args[0] as PyObject, bound(args[1], 0), bound(args[2], Infinity));
      if (at < 0) raise(rt, 'ValueError', 'array.index(x): x not in array');
      return newInt(rt, at);
    }),
    fast('insert', (rt, self, args) => {
      checkPositional(rt, 'insert', args, 2, 2);
      insertItem(rt, dataOf(self), asIndexNumber(rt, args[0] as PyObject, 'OverflowError'), args[1] as PyObject);
      return none(rt);
    }),
    fast('pop', (rt, self, args) => {
      checkPositional(rt, 'pop', args, 0, 1);
      const given = args[0] === undefined ? -1 : asIndexNumber(rt, args[0], 'OverflowError');
      const data = dataOf(self);
      if (data.length === 0) raise(rt, 'IndexError', 'pop from empty array');
      const index = given < 0 ? given + data.length : given;
      if (index < 0 || index >= data.length) raise(rt, 'IndexError', 'pop index out of range');
      const item = readItem(rt, data, index);
      try {
        spliceItems(rt, data, index, index + 1, new Uint8Array(0));
      } catch (error) {
        decref(rt, item);
        throw error;
      }
      return item;
    }),
    oneArg('__reduce_ex__', reduce),
    oneArg('remove', (rt, self, value) => {
      const at = find(rt, self, value, 0, Infinity);
      if (at < 0) raise(rt, 'ValueError', 'array.remove(x): x not in array');
      spliceItems(rt, dataOf(self), at, at + 1, new Uint8Array(0));
      return none(rt);
    }),
    noArgs('reverse', (rt, self) => {
      const data = dataOf(self);
      usedBytes(data).reverse();
      byteSwap(data);
      return none(rt);
    }),
    oneArg('tofile', toFile),
    noArgs('tolist', (rt, self) => toList(rt, dataOf(self))),
    noArgs('tobytes', (rt, self) => newBytes(rt, usedBytes(dataOf(self)).slice())),
    noArgs('tounicode', (rt, self) => {
      if (dataOf(self).kind.code !== 'u') raise(rt, 'ValueError', 'tounicode() may only be called on unicode type arrays');
      return newStr(rt, arrayText(rt, dataOf(self)));
    }),
    noArgs('__sizeof__', (rt, self) => newInt(rt, 64 + dataOf(self).allocated * dataOf(self).kind.size)),
    classMethod(oneArg('__class_getitem__', (rt, cls, item) => newGenericAlias(rt, cls, item))),
  ];
}

/** bytes and bytearray are read as they are by the constructor. */
export function isPlainBytes(rt: Runtime, object: PyObject): boolean {
  return isBytesLike(rt, object) || isByteArrayLike(rt, object);
}
