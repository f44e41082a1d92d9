/**
 * What a TextIOWrapper holds, and its steps: configuring, reading a chunk, writing out what waits (CPython Modules/_io/textio.c). The
 * methods are in `textWrapper.ts`.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asSize, callMethod, callObject, getAttributeString, isStrLike, isTrue, lookupAttributeString, lookupCodec, lookupErrorHandler, newBytes, newInt, newStr, raise, reprText,
  type Payload, type PyBytes, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { newlineDecoderType } from './newlineDecoder';

export interface TextWrapperData {
  /** The stream of bytes; null before `__init__` and once detached. All references are owned. */
  buffer: PyObject | null;
  detached: boolean;
  encoder: PyObject | null;
  decoder: PyObject | null;
  encoding: string;
  errors: string;
  /** The argument; null for None. */
  newline: string | null;
  lineBuffering: boolean;
  writeThrough: boolean;
  seekable: boolean;
  telling: boolean;
  hasRead1: boolean;
  chunkSize: number;
  /** Decoded and not read yet. `used`: code units that were. */
  decoded: string;
  used: number;
  /** The decoder's flags before the last chunk, and the bytes it was given. */
  snapshot: { flags: bigint; input: Uint8Array } | null;
  pending: Uint8Array[];
  pendingBytes: number;
}
export type TextWrapper = Payload<TextWrapperData>;

export function freshWrapper(): TextWrapperData {
  return {
    buffer: null, detached: false, encoder: null, decoder: null, encoding: 'utf-8', errors: 'strict', newline: null, lineBuffering: false, writeThrough: false,
    seekable: false, telling: false, hasRead1: false, chunkSize: 8192, decoded: '', used: 0, snapshot: null, pending: [], pendingBytes: 0,
  };
}

export type AttachedData = TextWrapperData & { buffer: PyObject };

export function attached(rt: Runtime, self: PyObject): AttachedData {
  const { value } = self as TextWrapper;
  if (value.buffer === null) raise(rt, 'ValueError', value.detached ? 'underlying buffer has been detached' : 'I/O operation on uninitialized object');
  return value as AttachedData;
}

/** A method's answer as a truth value. */
export function ask(rt: Runtime, object: PyObject, method: string): boolean {
  const answer = callMethod(rt, object, method, []);
  const truth = isTrue(rt, answer);
  decref(rt, answer);
  return truth;
}

export function isClosed(rt: Runtime, buffer: PyObject): boolean {
  const closed = getAttributeString(rt, buffer, 'closed');
  const truth = isTrue(rt, closed);
  decref(rt, closed);
  return truth;
}

export function checkOpen(rt: Runtime, data: AttachedData): void {
  if (isClosed(rt, data.buffer)) raise(rt, 'ValueError', 'I/O operation on closed file.');
}

export function checkNewline(rt: Runtime, newline: PyObject): string | null {
  if (newline === rt.none) return null;
  if (!isStrLike(rt, newline)) raise(rt, 'TypeError', `TextIOWrapper() argument 'newline' must be str or None, not ${newline.type.name}`);
  if (!['', '\n', '\r', '\r\n'].includes(newline.value)) raise(rt, 'ValueError', `illegal newline value: ${newline.value}`);
  return newline.value;
}

/** A codec's incremental encoder or decoder (new reference). */
function incremental(rt: Runtime, kind: 'incrementalencoder' | 'incrementaldecoder', encoding: string, errors: string): PyObject {
  const codec = lookupCodec(rt, encoding);
  const errorsObject = newStr(rt, errors);
  try {
    return callMethod(rt, codec, kind, [errorsObject]);
  } finally {
    decref(rt, errorsObject);
    decref(rt, codec);
  }
}

/** Looks the encoding up before anything else, so that the errors come first. */
export function checkEncoding(rt: Runtime, encoding: string, errors: string): void {
  const codec = lookupCodec(rt, encoding);
  try {
    const flag = lookupAttributeString(rt, codec, '_is_text_encoding');
    const isText = flag === null || isTrue(rt, flag);
    xdecref(rt, flag);
    if (!isText) raise(rt, 'LookupError', `'${encoding}' is not a text encoding; use codecs.open() to handle arbitrary codecs`);
  } finally {
    decref(rt, codec);
  }
  decref(rt, lookupErrorHandler(rt, errors));
}

/** Makes encoder and decoder for what the stream can do. */
export function configure(rt: Runtime, data: AttachedData): void {
  const { encoder: oldEncoder, decoder: oldDecoder } = data;
  data.encoder = null;
  data.decoder = null;
  xdecref(rt, oldEncoder);
  xdecref(rt, oldDecoder);
  if (ask(rt, data.buffer, 'readable')) {
    let decoder = incremental(rt, 'incrementaldecoder', data.encoding, data.errors);
    if (data.newline === null || data.newline === '') {
      const inner = decoder;
      decoder = callObject(rt, extensionType(rt, newlineDecoderType).object, [inner, data.newline === null ? rt.true : rt.false]);
      decref(rt, inner);
    }
    data.decoder = decoder;
  }
  if (ask(rt, data.buffer, 'writable')) data.encoder = incremental(rt, 'incrementalencoder', data.encoding, data.errors);
}

/** No byte order mark in the middle of a file. */
export function placeEncoder(rt: Runtime, data: AttachedData): void {
  if (!data.seekable || data.encoder === null) return;
  const position = callMethod(rt, data.buffer, 'tell', []);
  const isStart = asSize(rt, position) === 0;
  decref(rt, position);
  if (isStart) return;
  const zero = newInt(rt, 0);
  decref(rt, callMethod(rt, data.encoder, 'setstate', [zero]));
  decref(rt, zero);
}

/** Hands what was written on to the stream of bytes. */
export function writeOut(rt: Runtime, data: AttachedData): void {
  if (data.pending.length === 0) return;
  const bytes = new Uint8Array(data.pendingBytes);
  let at = 0;
  for (const part of data.pending) {
    bytes.set(part, at);
    at += part.length;
  }
  data.pending = [];
  data.pendingBytes = 0;
  const object = newBytes(rt, bytes);
  try {
    decref(rt, callMethod(rt, data.buffer, 'write', [object]));
  } finally {
    decref(rt, object);
  }
}

export function setDecoded(data: TextWrapperData, text: string): void {
  data.decoded = text;
  data.used = 0;
}

/** The decoder's `(buffer, flags)`. */
export function decoderState(rt: Runtime, decoder: PyObject): { buffer: Uint8Array; flags: bigint } {
  const state = callMethod(rt, decoder, 'getstate', []);
  try {
    const items = (state.type as PyType).layout === rt.types.tuple ? (state as PyTuple).value : null;
    if (items === null || items.length !== 2) raise(rt, 'TypeError', 'illegal decoder state');
    const [buffer, flags] = items as [PyObject, PyObject];
    if ((buffer.type as PyType).layout !== rt.types.bytes) raise(rt, 'TypeError', `illegal decoder state: the first item should be a bytes object, not '${buffer.type.name}'`);
    return { buffer: (buffer as PyBytes).value, flags: BigInt((flags as PyObject<number | bigint>).value) };
  } finally {
    decref(rt, state);
  }
}

/** Text of bytes by the decoder. */
export function decodeWith(rt: Runtime, decoder: PyObject, input: PyObject, final: boolean): string {
  const text = callMethod(rt, decoder, 'decode', [input, final ? rt.true : rt.false]);
  try {
    if (!isStrLike(rt, text)) raise(rt, 'TypeError', `decoder should return a string result, not '${text.type.name}'`);
    return (text as PyStr).value;
  } finally {
    decref(rt, text);
  }
}

/** Reads and decodes the next piece of the stream; false at its end. */
export function readChunk(rt: Runtime, data: AttachedData): boolean {
  const { decoder } = data;
  if (decoder === null) return false;
  const before = data.telling ? decoderState(rt, decoder) : null;
  const size = newInt(rt, data.chunkSize);
  const chunk = callMethod(rt, data.buffer, data.hasRead1 ? 'read1' : 'read', [size]);
  decref(rt, size);
  try {
    if ((chunk.type as PyType).layout !== rt.types.bytes) {
      raise(rt, 'TypeError', `underlying ${data.hasRead1 ? 'read1' : 'read'}() should have returned a bytes-like object, not '${chunk.type.name}'`);
    }
    const bytes = (chunk as PyBytes).value;
    const isEnd = bytes.length === 0;
    setDecoded(data, decodeWith(rt, decoder, chunk, isEnd));
    if (before !== null) {
      const input = new Uint8Array(before.buffer.length + bytes.length);
      input.set(before.buffer);
      input.set(bytes, before.buffer.length);
      data.snapshot = { flags: before.flags, input };
    }
    return !isEnd || data.decoded !== '';
  } finally {
    decref(rt, chunk);
  }
}

/** The name of an attribute of the stream, for the repr: ` name='x'`, or nothing. */
export function shown(rt: Runtime, self: PyObject, name: string): string {
  const value = lookupAttributeString(rt, self, name);
  if (value === null) return '';
  const text = ` ${name}=${reprText(rt, value)}`;
  decref(rt, value);
  return text;
}

/** References of a wrapper, in the order in which they are visited. */
export function wrapperReferences(self: PyObject): readonly (PyObject | null)[] {
  const { buffer, encoder, decoder } = (self as TextWrapper).value;
  return [buffer, encoder, decoder];
}

export function dropReferences(rt: Runtime, self: PyObject): void {
  const { value } = self as TextWrapper;
  const references = wrapperReferences(self);
  value.buffer = null;
  value.encoder = null;
  value.decoder = null;
  for (const reference of references) xdecref(rt, reference);
}

/** The stream itself (new reference). */
export const bufferOf = (data: AttachedData): PyObject => incref(data.buffer);
