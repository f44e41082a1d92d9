/**
 * io.StringIO (CPython Modules/_io/stringio.c). In: strs. Out: strs. Positions are characters; text with characters above U+FFFF is
 * kept as it is in strs and counted when asked for.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, asSize, callMethod, callObject, fast, getAttributeString, isStrLike, newBool, newInt, newLayoutInstance, newStr, newTuple, noArgs, oneArg, raise, reprText, strLength, textKind, TextKind,
  type MethodDefinition, type Payload, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { extensionType, type DerivedDefinition } from '../extensionTypes';
import { checkPositional, constructorArguments } from '../keywordArguments';
import { textIoBaseType } from './bases';
import { endOfLine } from './lineEnds';
import { newlineDecoderType } from './newlineDecoder';
import { dictState, optionalSize, restoreDict, streamSlots } from './streamArguments';

interface StringIoData {
  text: string;
  /** There are characters above U+FFFF. */
  wide: boolean;
  /** In characters. */
  length: number;
  position: number;
  closed: boolean;
  initialized: boolean;
  /** The argument; null for None. */
  newline: string | null;
  /** An IncrementalNewlineDecoder when any line end is recognised; owned. */
  decoder: PyObject | null;
}
type StringIo = Payload<StringIoData>;

function dataOf(rt: Runtime, self: PyObject): StringIoData {
  const { value } = self as StringIo;
  if (!value.initialized) raise(rt, 'ValueError', 'I/O operation on uninitialized object');
  if (value.closed) raise(rt, 'ValueError', 'I/O operation on closed file');
  return value;
}

/** The code unit at which a character begins. */
function offsetOf(data: StringIoData, index: number): number {
  if (!data.wide) return index;
  if (index >= data.length) return data.text.length;
  let offset = 0;
  for (let left = index; left > 0; left--) offset += (data.text.codePointAt(offset) as number) > 0xffff ? 2 : 1;
  return offset;
}

function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if ((text.codePointAt(index) as number) > 0xffff) index++;
    count++;
  }
  return count;
}

function write(rt: Runtime, self: PyObject, object: PyStr): void {
  const data = dataOf(rt, self);
  let added: PyStr = incref(object);
  if (data.decoder !== null) {
    const decoded = callMethod(rt, data.decoder, 'decode', [added, rt.true]);
    decref(rt, added);
    added = decoded as PyStr;
  }
  let text = added.value;
  const wide = textKind(added) === TextKind.Ucs4;
  decref(rt, added);
  if (data.newline !== null && data.newline.startsWith('\r')) text = text.replaceAll('\n', data.newline);
  const length = wide ? countCharacters(text) : text.length;
  if (data.position > data.length) {
    data.text += '\0'.repeat(data.position - data.length);
    data.length = data.position;
  }
  if (data.position === data.length) data.text += text;
  else {
    const from = offsetOf(data, data.position);
    data.text = data.text.slice(0, from) + text + data.text.slice(offsetOf(data, data.position + length));
  }
  if (wide) data.wide = true;
  data.position += length;
  if (data.position > data.length) data.length = data.position;
}

/** The next characters (new reference). */
function take(rt: Runtime, data: StringIoData, count: number): PyObject {
  if (count <= 0) return newStr(rt, '');
  const from = offsetOf(data, data.position);
  data.position += count;
  return newStr(rt, data.text.slice(from, offsetOf(data, data.position)));
}

function takeLine(rt: Runtime, data: StringIoData, limit: number): PyObject {
  if (data.position >= data.length) return newStr(rt, '');
  const from = offsetOf(data, data.position);
  const end = endOfLine(data.text, from, data.newline);
  const line = data.text.slice(from, end < 0 ? data.text.length : end);
  const length = data.wide ? countCharacters(line) : line.length;
  return take(rt, data, limit >= 0 && limit < length ? limit : length);
}

function initialize(rt: Runtime, self: PyObject, initial: PyObject | null, newline: PyObject | null): void {
  const { value } = self as StringIo;
  let newlineText: string | null = '\n';
  if (newline === rt.none) newlineText = null;
  else if (newline !== null) {
    if (!isStrLike(rt, newline)) raise(rt, 'TypeError', `newline must be str or None, not ${newline.type.name}`);
    newlineText = newline.value;
    if (!['', '\n', '\r', '\r\n'].includes(newlineText)) raise(rt, 'ValueError', `illegal newline value: ${reprText(rt, newline)}`);
  }
  if (initial !== null && initial !== rt.none && !isStrLike(rt, initial)) {
    raise(rt, 'TypeError', `initial_value must be str or None, not ${initial.type.name}`);
  }
  const old = value.decoder;
  value.decoder = newlineText === null || newlineText === ''
    ? callObject(rt, extensionType(rt, newlineDecoderType).object, [rt.none, newlineText === null ? rt.true : rt.false]) : null;
  xdecref(rt, old);
  Object.assign(value, { text: '', wide: false, length: 0, position: 0, closed: false, initialized: true, newline: newlineText });
  if (initial !== null && initial !== rt.none) write(rt, self, initial as PyStr);
  value.position = 0;
}

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  if ((state.type as PyType).layout !== rt.types.tuple || (state as PyTuple).value.length < 4) {
    raise(rt, 'TypeError', `${self.type.name}.__setstate__ argument should be 4-tuple, got ${state.type.name}`);
  }
  if ((self as StringIo).value.closed) raise(rt, 'ValueError', 'I/O operation on closed file');
  const [contents, newline, position, dict] = (state as PyTuple).value as [PyObject, PyObject, PyObject, PyObject];
  initialize(rt, self, contents, newline);
  if (!isStrLike(rt, contents) && contents !== rt.none) raise(rt, 'TypeError', `initial_value must be str or None, not ${contents.type.name}`);
  const { value } = self as StringIo;
  // The text as it was: it had been translated before.
  if (isStrLike(rt, contents)) Object.assign(value, { text: contents.value, wide: textKind(contents) === TextKind.Ucs4, length: strLength(contents) });
  if ((position.type as PyType).layout !== rt.types.int) raise(rt, 'TypeError', `third item of state must be an integer, got ${position.type.name}`);
  const at = asSize(rt, position);
  if (at < 0) raise(rt, 'ValueError', 'position value cannot be negative');
  value.position = at;
  restoreDict(rt, self, dict, 'fourth');
  return incref(rt.none);
}

const yes = (name: string, doc: string): MethodDefinition => noArgs(name, (rt, self) => newBool(rt, dataOf(rt, self) !== null), doc);

const methods: readonly MethodDefinition[] = [
  noArgs('close', (rt, self) => {
    const { value } = self as StringIo;
    value.closed = true;
    value.text = '';
    return incref(rt.none);
  }, 'Close the IO object.'),
  noArgs('getvalue', (rt, self) => newStr(rt, dataOf(rt, self).text), 'Retrieve the entire contents of the object.'),
  fast('read', (rt, self, args) => {
    checkPositional(rt, 'read', args, 0, 1);
    const size = optionalSize(rt, args[0]);
    const data = dataOf(rt, self);
    const left = Math.max(0, data.length - data.position);
    return take(rt, data, size < 0 || size > left ? left : size);
  }, 'Read at most size characters, returned as a string.'),
  fast('readline', (rt, self, args) => {
    checkPositional(rt, 'readline', args, 0, 1);
    const limit = optionalSize(rt, args[0]);
    return takeLine(rt, dataOf(rt, self), limit);
  }, 'Read until newline or EOF.'),
  noArgs('tell', (rt, self) => newInt(rt, dataOf(rt, self).position), 'Tell the current file position.'),
  fast('truncate', (rt, self, args) => {
    checkPositional(rt, 'truncate', args, 0, 1);
    const data = dataOf(rt, self);
    let size = data.position;
    if (args[0] !== undefined && args[0] !== rt.none) size = optionalSize(rt, args[0]);
    if (size < 0) raise(rt, 'ValueError', `Negative size value ${size}`);
    if (size < data.length) {
      data.text = data.text.slice(0, offsetOf(data, size));
      data.length = size;
    }
    return newInt(rt, size);
  }, 'Truncate size to pos.'),
  fast('seek', (rt, self, args) => {
    checkPositional(rt, 'seek', args, 1, 2);
    const offset = asSize(rt, args[0] as PyObject);
    const whence = args[1] === undefined ? 0 : asSize(rt, args[1]);
    const data = dataOf(rt, self);
    if (whence < 0 || whence > 2) raise(rt, 'ValueError', `Invalid whence (${whence}, should be 0, 1 or 2)`);
    if (offset < 0 && whence === 0) raise(rt, 'ValueError', `Negative seek position ${offset}`);
    if (whence !== 0 && offset !== 0) raise(rt, 'OSError', "Can't do nonzero cur-relative seeks");
    data.position = whence === 0 ? offset : whence === 1 ? data.position : data.length;
    return newInt(rt, data.position);
  }, 'Change stream position.'),
  oneArg('write', (rt, self, object) => {
    dataOf(rt, self);
    if (!isStrLike(rt, object)) raise(rt, 'TypeError', `string argument expected, got '${object.type.name}'`);
    const length = strLength(object);
    if (length > 0) write(rt, self, object);
    return newInt(rt, length);
  }, 'Write string to file.'),
  yes('seekable', 'Returns True if the IO object can be seeked.'), yes('readable', 'Returns True if the IO object can be read.'),
  yes('writable', 'Returns True if the IO object can be written.'),
  noArgs('__getstate__', (rt, self) => {
    const data = dataOf(rt, self);
    return newTuple(rt, [newStr(rt, data.text), data.newline === null ? incref(rt.none) : newStr(rt, data.newline), newInt(rt, data.position), dictState(rt, self)]);
  }),
  oneArg('__setstate__', setState),
];

export const stringIoType: DerivedDefinition = {
  name: '_io.StringIO',
  derivedFrom: textIoBaseType,
  doc: `Text I/O implementation using an in-memory buffer.

The initial_value argument sets the value of object.  The newline
argument is like the one of TextIOWrapper's constructor.`,
  gc: true,
  weakrefs: true,
  basicsize: 168,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    ...streamSlots((self) => [(self as StringIo).value.decoder], (rt, self) => {
      const { value } = self as StringIo;
      const { decoder } = value;
      value.decoder = null;
      xdecref(rt, decoder);
    }),
    new: (rt, type) => newLayoutInstance<StringIoData>(rt, type, {
      text: '', wide: false, length: 0, position: 0, closed: false, initialized: false, newline: '\n', decoder: null,
    }),
    init: (rt, self, args, kwargs) => {
      const [initial, newline] = constructorArguments(rt, 'StringIO', ['initial_value', 'newline'], 0, args, kwargs);
      initialize(rt, self, initial ?? null, newline ?? null);
    },
    iternext: (rt, self) => {
      const data = dataOf(rt, self);
      return data.position >= data.length ? null : takeLine(rt, data, -1);
    },
  },
  methods,
  getset: [
    { name: 'closed', get: (rt, self) => newBool(rt, (self as StringIo).value.closed) },
    {
      name: 'newlines',
      get: (rt, self) => {
        const { decoder } = dataOf(rt, self);
        return decoder === null ? incref(rt.none) : getAttributeString(rt, decoder, 'newlines');
      },
    },
    { name: 'line_buffering', get: (rt, self) => newBool(rt, dataOf(rt, self) === null) },
  ],
};
