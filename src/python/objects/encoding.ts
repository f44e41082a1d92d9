/**
 * str.encode, bytes.decode and the codecs CPython has in C. In: text or bytes, names of encoding and error handler. Out: the other
 * one. Encodings CPython has in Python (package `encodings`) are found through `codecRegistry.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import { isByteArrayLike, isBytesLike, newBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { convertTextByCodec } from './codecRegistry';
import { DecodeRun, EncodeRun, stableBytes } from './encodingErrors';
import { bytesOfLatin1, latin1Text } from './latin1';
import type { PyBytes, PyStr } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { decodeUtf8, encodeUtf8 } from './utf8';
import { isStrLike, newStr, newStrOfKind, textKind, TextKind } from './strValue';
import { warn } from './warn';
import { decodeWide, encodeWide, type ByteOrder, type WideEncoding } from './wideEncodings';

export type EncodingName = 'utf-8' | 'ascii' | 'latin-1' | WideEncoding;

const NAMES: Readonly<Record<string, EncodingName>> = {
  utf_8: 'utf-8', utf8: 'utf-8', u8: 'utf-8', utf: 'utf-8', cp65001: 'utf-8',
  ascii: 'ascii', us_ascii: 'ascii', '646': 'ascii', ansi_x3_4_1968: 'ascii', iso_646_irv_1991: 'ascii', iso646_us: 'ascii', us: 'ascii',
  latin_1: 'latin-1', latin1: 'latin-1', latin: 'latin-1', l1: 'latin-1', iso_8859_1: 'latin-1', iso8859_1: 'latin-1', iso8859: 'latin-1',
  '8859': 'latin-1', cp819: 'latin-1',
  utf_16: 'utf-16', utf16: 'utf-16', u16: 'utf-16', utf_16_le: 'utf-16-le', utf_16le: 'utf-16-le', unicodelittleunmarked: 'utf-16-le',
  utf_16_be: 'utf-16-be', utf_16be: 'utf-16-be', unicodebigunmarked: 'utf-16-be',
  utf_32: 'utf-32', utf32: 'utf-32', u32: 'utf-32', utf_32_le: 'utf-32-le', utf_32le: 'utf-32-le',
  utf_32_be: 'utf-32-be', utf_32be: 'utf-32-be',
};

/** The codec of a name as `encodings.normalize_encoding` and its aliases find it; null for one that is not here. */
function findEncoding(name: string): EncodingName | null {
  const key = name.toLowerCase().replace(/[^a-z0-9.]+/g, '_').replace(/^_|_$/g, '');
  // The name is a program's: `constructor` is none.
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? null) : null;
}

/** Names and handlers are C strings. */
function checkName(rt: Runtime, name: string | null): void {
  if (name !== null && name.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
}

/** str.encode(encoding, errors); null for the defaults. */
export function encodeText(rt: Runtime, text: PyStr, encodingName: string | null, errors: string | null): PyObject {
  checkName(rt, encodingName);
  checkName(rt, errors);
  const encoding = encodingName === null ? 'utf-8' : findEncoding(encodingName);
  if (encoding !== null) return newBytes(rt, encodeToBytes(rt, text, encoding, errors ?? 'strict'));
  const name = encodingName as string;
  const result = convertTextByCodec(rt, 'encoding', text, name, errors);
  if (isBytesLike(rt, result)) return result;
  try {
    if (!isByteArrayLike(rt, result)) {
      raise(rt, 'TypeError', `'${name}' encoder returned '${result.type.name}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`);
    }
    warn(rt, 'RuntimeWarning', `encoder ${name} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types`);
    return newBytes(rt, stableBytes(rt, result));
  } finally {
    decref(rt, result);
  }
}

/** The same as bytes that belong to the caller: for bytes(text, encoding). */
export function encodeTextToArray(rt: Runtime, text: PyStr, encodingName: string, errors: string | null): Uint8Array {
  const bytes = encodeText(rt, text, encodingName, errors) as PyBytes;
  const { value } = bytes;
  decref(rt, bytes);
  return value;
}

export function encodeToBytes(rt: Runtime, text: PyStr, encoding: EncodingName, errors: string): Uint8Array {
  switch (encoding) {
    case 'utf-8': return encodeUtf8(rt, text, errors);
    case 'ascii':
      return textKind(text) === TextKind.Ascii ? bytesOfLatin1(text.value) : encodeLimited(rt, text, 'ascii', 128, errors);
    case 'latin-1':
      return textKind(text) <= TextKind.Latin1 ? bytesOfLatin1(text.value) : encodeLimited(rt, text, 'latin-1', 256, errors);
    default: return encodeWide(rt, text, encoding, errors);
  }
}

/** One byte for each code point below `limit` (unicode_encode_ucs1). */
function encodeLimited(rt: Runtime, text: PyStr, encoding: 'ascii' | 'latin-1', limit: number, errors: string): Uint8Array {
  const run = new EncodeRun(rt, encoding, text, errors);
  const { codes, out } = run;
  try {
    while (run.at < codes.length) {
      const code = codes[run.at] as number;
      if (code < limit) {
        out.add(code);
        run.at++;
        continue;
      }
      let end = run.at + 1;
      while (end < codes.length && (codes[end] as number) >= limit) end++;
      run.fail(run.at, end, `ordinal not in range(${limit})`, (replacement) => {
        if (replacement < limit) out.add(replacement);
        return replacement < limit;
      });
    }
    return out.result();
  } finally {
    run.release();
  }
}

/** bytes.decode(encoding, errors) of any bytes-like object; null for the defaults. */
export function decodeBytes(rt: Runtime, source: PyObject, encodingName: string | null, errors: string | null): PyStr {
  checkName(rt, encodingName);
  checkName(rt, errors);
  const encoding = encodingName === null ? 'utf-8' : findEncoding(encodingName);
  if (encoding !== null) return decodeWhole(rt, stableBytes(rt, source), encoding, errors ?? 'strict');
  const name = encodingName as string;
  const result = convertTextByCodec(rt, 'decoding', source, name, errors);
  if (isStrLike(rt, result)) return result;
  const message = `'${name}' decoder returned '${result.type.name}' instead of 'str'; use codecs.decode() to decode to arbitrary types`;
  decref(rt, result);
  return raise(rt, 'TypeError', message);
}

function isAsciiBytes(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if ((bytes[index] as number) >= 0x80) return false;
  return true;
}

/** All of the bytes in one of the encodings that are here. */
export function decodeWhole(rt: Runtime, bytes: Uint8Array, encoding: EncodingName, errors: string): PyStr {
  return decodePart(rt, bytes, encoding, errors, true).text;
}

export interface DecodedPart { readonly text: PyStr; readonly consumed: number; readonly order: ByteOrder }

/** Without `final`, an incomplete character at the end is left out. */
export function decodePart(rt: Runtime, bytes: Uint8Array, encoding: EncodingName, errors: string, final: boolean, order: ByteOrder = 0): DecodedPart {
  if (encoding === 'latin-1') return { text: newStr(rt, latin1Text(bytes)), consumed: bytes.length, order };
  if ((encoding === 'utf-8' || encoding === 'ascii') && isAsciiBytes(bytes)) {
    return { text: newStrOfKind(rt, latin1Text(bytes), TextKind.Ascii), consumed: bytes.length, order };
  }
  const run = new DecodeRun(rt, encoding, bytes, errors, final);
  try {
    switch (encoding) {
      case 'utf-8': {
        const consumed = decodeUtf8(run);
        return { text: run.text.result(rt), consumed, order };
      }
      case 'ascii':
        decodeAscii(run);
        return { text: run.text.result(rt), consumed: run.at, order };
      default: {
        const named = encoding.endsWith('-le') ? -1 : encoding.endsWith('-be') ? 1 : order;
        const decoded = decodeWide(run, encoding.startsWith('utf-16') ? 2 : 4, named);
        return { text: run.text.result(rt), consumed: decoded.consumed, order: decoded.order };
      }
    }
  } finally {
    run.release();
  }
}

function decodeAscii(run: DecodeRun): void {
  while (run.at < run.bytes.length) {
    const byte = run.bytes[run.at] as number;
    if (byte < 128) {
      run.text.add(byte);
      run.at++;
    } else run.fail(run.at, run.at + 1, 'ordinal not in range(128)');
  }
}

/** str(object, encoding, errors) (PyUnicode_FromEncodedObject). */
export function decodeObject(rt: Runtime, object: PyObject, encodingName: string | null, errors: string | null): PyStr {
  if (isStrLike(rt, object)) raise(rt, 'TypeError', 'decoding str is not supported');
  const bytes = bytesView(rt, object);
  if (bytes === null) raise(rt, 'TypeError', `decoding to str: need a bytes-like object, ${object.type.name} found`);
  return bytes.length === 0 ? incref(rt.emptyStr) : decodeBytes(rt, object, encodingName, errors);
}
