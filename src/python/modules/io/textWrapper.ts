/**
 * io.TextIOWrapper over any buffered stream (CPython Modules/_io/textio.c): its methods and attributes. In: a stream of bytes, an
 * encoding. Out: text. `sys.stdout` and its like are `textStream.ts`.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  AttributeStorage, asSize, callMethod, fast, fastKeywords, getAttributeString, intToBigInt, isIntLike, isStrLike, isTrue, lookupAttributeString, newBool, newBytes, newInt,
  newLayoutInstance, newStr, newTuple, noArgs, oneArg, raise, strLength,
  type MethodDefinition, type PyBytes, type PyStr, type PyType, type Runtime,
} from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';
import { bindArguments, checkPositional, constructorArguments } from '../keywordArguments';
import { raiseUnsupported, textIoBaseType } from './bases';
import { endOfLine } from './lineEnds';
import { optionalSize, streamSlots } from './streamArguments';
import {
  ask, attached, bufferOf, checkEncoding, checkNewline, checkOpen, configure, decodeWith, dropReferences, freshWrapper, isClosed, placeEncoder, readChunk, setDecoded, shown, wrapperReferences,
  writeOut, decoderState, type AttachedData, type TextWrapper,
} from './textWrapperState';

function textOption(rt: Runtime, name: string, object: PyObject | null): string | null {
  if (object === null || object === rt.none) return null;
  if (!isStrLike(rt, object)) raise(rt, 'TypeError', `TextIOWrapper() argument '${name}' must be str or None, not ${object.type.name}`);
  if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
  return object.value;
}

function initialize(rt: Runtime, self: PyObject, options: readonly (PyObject | null)[]): void {
  const [buffer, encoding, errors, newline, lineBuffering, writeThrough] = options as [PyObject, ...(PyObject | null)[]];
  dropReferences(rt, self);
  const data = freshWrapper();
  (self as TextWrapper).value = data;
  const name = textOption(rt, 'encoding', encoding ?? null);
  data.encoding = name === null || name === 'locale' ? 'UTF-8' : name;
  data.errors = textOption(rt, 'errors', errors ?? null) ?? 'strict';
  data.newline = newline == null ? null : checkNewline(rt, newline);
  checkEncoding(rt, data.encoding, data.errors);
  data.lineBuffering = lineBuffering != null && isTrue(rt, lineBuffering);
  data.writeThrough = writeThrough != null && isTrue(rt, writeThrough);
  data.buffer = incref(buffer);
  try {
    configure(rt, data as AttachedData);
    data.seekable = ask(rt, buffer, 'seekable');
    data.telling = data.seekable;
    const read1 = lookupAttributeString(rt, buffer, 'read1');
    data.hasRead1 = read1 !== null;
    if (read1 !== null) decref(rt, read1);
    placeEncoder(rt, data as AttachedData);
  } catch (error) {
    dropReferences(rt, self);
    throw error;
  }
}

function write(rt: Runtime, self: PyObject, object: PyObject): PyObject {
  if (!isStrLike(rt, object)) raise(rt, 'TypeError', `write() argument must be str, not ${object.type.name}`);
  const data = attached(rt, self);
  checkOpen(rt, data);
  if (data.encoder === null) raiseUnsupported(rt, 'not writable');
  const hasFeed = object.value.includes('\n');
  const lineEnd = data.newline ?? '\n';
  const text = hasFeed && lineEnd !== '\n' && lineEnd !== '' ? newStr(rt, object.value.replaceAll('\n', lineEnd)) : incref(object);
  let encoded: PyObject;
  try {
    encoded = callMethod(rt, data.encoder, 'encode', [text]);
  } finally {
    decref(rt, text);
  }
  try {
    if ((encoded.type as PyType).layout !== rt.types.bytes) raise(rt, 'TypeError', `encoder should return a bytes object, not '${encoded.type.name}'`);
    const bytes = (encoded as PyBytes).value;
    if (data.pendingBytes + bytes.length > data.chunkSize) writeOut(rt, data);
    if (bytes.length > 0) data.pending.push(bytes);
    data.pendingBytes += bytes.length;
  } finally {
    decref(rt, encoded);
  }
  const needsFlush = data.lineBuffering && (hasFeed || object.value.includes('\r'));
  if (data.pendingBytes >= data.chunkSize || needsFlush || data.writeThrough) writeOut(rt, data);
  if (needsFlush) decref(rt, callMethod(rt, data.buffer, 'flush', []));
  if (data.snapshot !== null || data.decoded !== '') {
    setDecoded(data, '');
    data.snapshot = null;
  }
  if (data.decoder !== null) decref(rt, callMethod(rt, data.decoder, 'reset', []));
  return newInt(rt, strLength(object));
}

function readable(rt: Runtime, self: PyObject): AttachedData & { decoder: PyObject } {
  const data = attached(rt, self);
  checkOpen(rt, data);
  if (data.decoder === null) raiseUnsupported(rt, 'not readable');
  writeOut(rt, data);
  return data as AttachedData & { decoder: PyObject };
}

/** The first `count` characters of a text, as code units. */
function unitsOf(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length; left--) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at - from;
}

function countCharacters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? Array.from(text).length : text.length;
}

function read(rt: Runtime, self: PyObject, size: number): PyObject {
  const data = readable(rt, self);
  if (size < 0) {
    const bytes = callMethod(rt, data.buffer, 'read', []);
    let text: string;
    try {
      text = data.decoded.slice(data.used) + decodeWith(rt, data.decoder, bytes, true);
    } finally {
      decref(rt, bytes);
    }
    setDecoded(data, '');
    data.snapshot = null;
    return newStr(rt, text);
  }
  let result = '';
  let left = size;
  for (;;) {
    const units = unitsOf(data.decoded, data.used, left);
    const part = data.decoded.slice(data.used, data.used + units);
    data.used += units;
    result += part;
    left -= countCharacters(part);
    if (left === 0 || !readChunk(rt, data)) break;
  }
  return newStr(rt, result);
}

function readLine(rt: Runtime, self: PyObject, limit: number): string {
  const data = readable(rt, self);
  let line = '';
  for (;;) {
    const rest = data.decoded.slice(data.used);
    // A line end may begin at the end of one chunk and go on in the next; the decoder keeps a lone carriage return back.
    const joined = line + rest;
    let end = endOfLine(joined, 0, data.newline);
    if (limit >= 0) {
      const most = unitsOf(joined, 0, limit);
      if (end < 0 ? most < joined.length || countCharacters(joined) >= limit : end > most) end = most;
    }
    if (end >= 0) {
      data.used += end - line.length;
      return joined.slice(0, end);
    }
    line = joined;
    data.used = data.decoded.length;
    if (!readChunk(rt, data)) {
      setDecoded(data, '');
      data.snapshot = null;
      return line;
    }
  }
}

/** Where the stream of bytes and the decoder have to be for the next character: CPython's cookie, as one number. */
function tell(rt: Runtime, self: PyObject): PyObject {
  const data = attached(rt, self);
  checkOpen(rt, data);
  if (!data.seekable) raiseUnsupported(rt, 'underlying stream is not seekable');
  if (!data.telling) raise(rt, 'OSError', 'telling position disabled by next() call');
  writeOut(rt, data);
  decref(rt, callMethod(rt, self, 'flush', []));
  const position = callMethod(rt, data.buffer, 'tell', []);
  const { decoder, snapshot } = data;
  if (decoder === null || snapshot === null) return position;
  let start = intToBigInt(position as Parameters<typeof intToBigInt>[0]) - BigInt(snapshot.input.length);
  decref(rt, position);
  let skip = countCharacters(data.decoded.slice(0, data.used));
  let { flags } = snapshot;
  if (skip === 0) return newInt(rt, start | (flags << 64n));
  const saved = callMethod(rt, decoder, 'getstate', []);
  try {
    setDecoderState(rt, decoder, flags);
    let fed = 0;
    let seen = 0;
    let needsEnd = false;
    let at = 0;
    for (; at < snapshot.input.length && seen < skip; at++) {
      const byte = newBytes(rt, snapshot.input.slice(at, at + 1));
      seen += countCharacters(decodeWith(rt, decoder, byte, false));
      decref(rt, byte);
      fed++;
      const state = decoderState(rt, decoder);
      if (state.buffer.length === 0 && seen <= skip) {
        start += BigInt(fed);
        skip -= seen;
        flags = state.flags;
        fed = 0;
        seen = 0;
      }
    }
    if (at === snapshot.input.length && seen < skip) {
      seen += countCharacters(decodeWith(rt, decoder, rt.emptyBytes, true));
      needsEnd = true;
      if (seen < skip) raise(rt, 'OSError', "can't reconstruct logical file position");
    }
    return newInt(rt, start | (flags << 64n) | (BigInt(fed) << 128n) | (BigInt(skip) << 192n) | ((needsEnd ? 1n : 0n) << 256n));
  } finally {
    decref(rt, callMethod(rt, decoder, 'setstate', [saved]));
    decref(rt, saved);
  }
}

function setDecoderState(rt: Runtime, decoder: PyObject, flags: bigint): void {
  if (flags === 0n) {
    decref(rt, callMethod(rt, decoder, 'reset', []));
    return;
  }
  const state = newTuple(rt, [incref(rt.emptyBytes), newInt(rt, flags)]);
  decref(rt, callMethod(rt, decoder, 'setstate', [state]));
  decref(rt, state);
}

const WORD = (1n << 64n) - 1n;

function seek(rt: Runtime, self: PyObject, cookieObject: PyObject, whence: number): PyObject {
  const data = attached(rt, self);
  checkOpen(rt, data);
  if (!data.seekable) raiseUnsupported(rt, 'underlying stream is not seekable');
  if (whence < 0 || whence > 2) raise(rt, 'ValueError', `invalid whence (${whence}, should be 0, 1 or 2)`);
  if (!isIntLike(rt, cookieObject)) raise(rt, 'TypeError', `'${cookieObject.type.name}' object cannot be interpreted as an integer`);
  let cookie = intToBigInt(cookieObject);
  if (whence !== 0 && cookie !== 0n) raiseUnsupported(rt, whence === 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
  if (whence === 1) {
    const position = tell(rt, self);
    cookie = intToBigInt(position as Parameters<typeof intToBigInt>[0]);
    decref(rt, position);
  }
  if (cookie < 0n) raise(rt, 'ValueError', `negative seek position ${cookie}`);
  decref(rt, callMethod(rt, self, 'flush', []));
  setDecoded(data, '');
  data.snapshot = null;
  const [position, mode] = [newInt(rt, whence === 2 ? 0n : cookie & WORD), newInt(rt, whence === 2 ? 2 : 0)];
  const result = callMethod(rt, data.buffer, 'seek', [position, mode]);
  decref(rt, position);
  decref(rt, mode);
  const flags = whence === 2 ? 0n : (cookie >> 64n) & WORD;
  const [fed, skip] = whence === 2 ? [0n, 0n] : [(cookie >> 128n) & WORD, (cookie >> 192n) & WORD];
  if (data.decoder !== null) setDecoderState(rt, data.decoder, flags);
  if (data.encoder !== null) {
    if (asSize(rt, result) === 0 && flags === 0n) decref(rt, callMethod(rt, data.encoder, 'reset', []));
    else {
      const zero = newInt(rt, 0);
      decref(rt, callMethod(rt, data.encoder, 'setstate', [zero]));
      decref(rt, zero);
    }
  }
  if (whence === 2) return result;
  decref(rt, result);
  data.snapshot = { flags, input: new Uint8Array(0) };
  if (skip > 0n && data.decoder !== null) {
    const size = newInt(rt, fed);
    const input = callMethod(rt, data.buffer, 'read', [size]);
    decref(rt, size);
    setDecoded(data, decodeWith(rt, data.decoder, input, (cookie >> 256n) !== 0n));
    data.snapshot = { flags, input: (input as PyBytes).value };
    decref(rt, input);
    data.used = unitsOf(data.decoded, 0, Number(skip));
  }
  return newInt(rt, cookie);
}

function flush(rt: Runtime, self: PyObject): PyObject {
  const data = attached(rt, self);
  checkOpen(rt, data);
  data.telling = data.seekable;
  writeOut(rt, data);
  return callMethod(rt, data.buffer, 'flush', []);
}

const RECONFIGURE = { name: 'reconfigure', parameters: ['encoding', 'errors', 'newline', 'line_buffering', 'write_through'], maximumPositional: 0 };

function reconfigure(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [encoding, errors, newline, lineBuffering, writeThrough] = bindArguments(rt, RECONFIGURE, args, kwnames) as (PyObject | null)[];
  const data = attached(rt, self);
  const name = textOption(rt, 'encoding', encoding ?? null);
  const errorsName = textOption(rt, 'errors', errors ?? null);
  const changes = name !== null || errorsName !== null || newline != null;
  if (changes && data.decoder !== null && (data.decoded !== '' || data.snapshot !== null)) {
    raiseUnsupported(rt, 'It is not possible to set the encoding or newline of stream after the first read');
  }
  const newlineText = newline == null ? data.newline : checkNewline(rt, newline);
  decref(rt, callMethod(rt, self, 'flush', []));
  if (lineBuffering != null && lineBuffering !== rt.none) data.lineBuffering = isTrue(rt, lineBuffering);
  if (writeThrough != null && writeThrough !== rt.none) data.writeThrough = isTrue(rt, writeThrough);
  if (changes) {
    const wanted = name === null ? data.encoding : name === 'locale' ? 'UTF-8' : name;
    const wantedErrors = errorsName ?? (name === null ? data.errors : 'strict');
    checkEncoding(rt, wanted, wantedErrors);
    Object.assign(data, { encoding: wanted, errors: wantedErrors, newline: newlineText });
    configure(rt, data);
    placeEncoder(rt, data);
  }
  return incref(rt.none);
}

const through = (name: string): MethodDefinition => noArgs(name, (rt, self) => callMethod(rt, attached(rt, self).buffer, name, []));

const methods: readonly MethodDefinition[] = [
  noArgs('detach', (rt, self) => {
    const data = attached(rt, self);
    decref(rt, callMethod(rt, self, 'flush', []));
    const buffer = bufferOf(data);
    data.detached = true;
    const old = data.buffer as PyObject;
    (data as { buffer: PyObject | null }).buffer = null;
    decref(rt, old);
    return buffer;
  }),
  fastKeywords('reconfigure', reconfigure, 'Reconfigure the text stream with new parameters.'),
  oneArg('write', write),
  fast('read', (rt, self, args) => {
    checkPositional(rt, 'read', args, 0, 1);
    return read(rt, self, optionalSize(rt, args[0]));
  }),
  fast('readline', (rt, self, args) => {
    checkPositional(rt, 'readline', args, 0, 1);
    return newStr(rt, readLine(rt, self, args[0] === undefined ? -1 : asSize(rt, args[0])));
  }),
  noArgs('flush', flush),
  noArgs('close', (rt, self) => {
    const data = attached(rt, self);
    if (isClosed(rt, data.buffer)) return incref(rt.none);
    try {
      decref(rt, callMethod(rt, self, 'flush', []));
    } finally {
      decref(rt, callMethod(rt, data.buffer, 'close', []));
    }
    return incref(rt.none);
  }),
  through('fileno'), through('seekable'), through('readable'), through('writable'), through('isatty'),
  fast('seek', (rt, self, args) => {
    checkPositional(rt, 'seek', args, 1, 2);
    return seek(rt, self, args[0] as PyObject, args[1] === undefined ? 0 : asSize(rt, args[1]));
  }),
  noArgs('tell', tell),
  fast('truncate', (rt, self, args) => {
    checkPositional(rt, 'truncate', args, 0, 1);
    const { buffer } = attached(rt, self);
    decref(rt, callMethod(rt, self, 'flush', []));
    return callMethod(rt, buffer, 'truncate', [args[0] ?? rt.none]);
  }),
];

export const textWrapperType: DerivedDefinition = {
  name: '_io.TextIOWrapper',
  derivedFrom: textIoBaseType,
  doc: 'Character and line based layer over a BufferedIOBase object, buffer.',
  gc: true,
  weakrefs: true,
  basicsize: 200,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    ...streamSlots(wrapperReferences, dropReferences),
    new: (rt, type) => newLayoutInstance(rt, type, freshWrapper()),
    init: (rt, self, args, kwargs) => {
      const parameters = ['buffer', 'encoding', 'errors', 'newline', 'line_buffering', 'write_through'];
      initialize(rt, self, constructorArguments(rt, 'TextIOWrapper', parameters, 1, args, kwargs));
    },
    repr: (rt, self) => newStr(rt, `<${self.type.name}${shown(rt, self, 'name')}${shown(rt, self, 'mode')} encoding='${attached(rt, self).encoding}'>`),
    iternext: (rt, self) => {
      const data = attached(rt, self);
      data.telling = false;
      const line = readLine(rt, self, -1);
      if (line !== '') return newStr(rt, line);
      data.snapshot = null;
      data.telling = data.seekable;
      return null;
    },
  },
  methods,
  getset: [
    { name: 'encoding', get: (rt, self) => newStr(rt, attached(rt, self).encoding), member: true },
    { name: 'buffer', get: (rt, self) => bufferOf(attached(rt, self)), member: true },
    { name: 'line_buffering', get: (rt, self) => newBool(rt, attached(rt, self).lineBuffering), member: true },
    { name: 'write_through', get: (rt, self) => newBool(rt, attached(rt, self).writeThrough), member: true },
    { name: 'name', get: (rt, self) => getAttributeString(rt, attached(rt, self).buffer, 'name') },
    { name: 'closed', get: (rt, self) => getAttributeString(rt, attached(rt, self).buffer, 'closed') },
    {
      name: 'newlines',
      get: (rt, self) => {
        const { decoder } = attached(rt, self);
        const newlines = decoder === null ? null : lookupAttributeString(rt, decoder, 'newlines');
        return newlines ?? incref(rt.none);
      },
    },
    { name: 'errors', get: (rt, self) => newStr(rt, attached(rt, self).errors) },
    {
      name: '_CHUNK_SIZE',
      get: (rt, self) => newInt(rt, attached(rt, self).chunkSize),
      set: (rt, self, value) => {
        const size = value === null ? 0 : asSize(rt, value);
        if (size <= 0) raise(rt, 'ValueError', 'a strictly positive integer is required');
        attached(rt, self).chunkSize = size;
      },
    },
  ],
};
