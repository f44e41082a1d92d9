/**
 * str.encode, bytes.decode and the codecs behind them: UTF-8, ASCII, latin-1, UTF-16, UTF-32. In: text or
 * bytes, names of encoding and error handler. Out: the other one. Encodings CPython has in Python
 * (`encodings` package) are not here.
 */
import { incref, type PyObject } from '../memory';
import { newBytes } from './bytesValue';
import { bytesView } from './bytesView';
import { handleDecodeError, handleEncodeError } from './encodingErrors';
import { bytesOfLatin1, latin1Text } from './latin1';
import type { PyStr } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { decodeUtf8, encodeUtf8 } from './utf8';
import { isStrLike, newStr, textKind, TextKind } from './strValue';
import { decodeWide, encodeWide, type WideEncoding } from './wideEncodings';

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

/** The codec of a name as `encodings.normalize_encoding` and its aliases find it; null for one that is not native. */
export function findEncoding(name: string): EncodingName | null {
  return NAMES[name.toLowerCase().replace(/[^a-z0-9.]+/g, '_').replace(/^_|_$/g, '')] ?? null;
}

function requireEncoding(rt: Runtime, name: string | null): EncodingName {
  if (name === null) return 'utf-8';
  const encoding = findEncoding(name);
  if (encoding === null) raise(rt, 'LookupError', `unknown encoding: ${name}`);
  return encoding;
}

/** str.encode(encoding, errors); null for the defaults. */
export function encodeText(rt: Runtime, text: PyStr, encodingName: string | null, errors: string | null): PyObject {
  return newBytes(rt, encodeToBytes(rt, text, requireEncoding(rt, encodingName), errors ?? 'strict'));
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
  const characters = Array.from(text.value);
  const encodable = (character: string | undefined): boolean => character !== undefined && character.length === 1 && character.charCodeAt(0) < limit;
  const bytes: number[] = [];
  for (let at = 0; at < characters.length;) {
    if (encodable(characters[at])) {
      bytes.push((characters[at] as string).charCodeAt(0));
      at++;
      continue;
    }
    let end = at + 1;
    while (end < characters.length && !encodable(characters[end])) end++;
    const problem = { encoding, source: text, characters, start: at, end, reason: `ordinal not in range(${limit})` };
    const { replacement, resume } = handleEncodeError(rt, problem, errors);
    if (typeof replacement !== 'string') bytes.push(...replacement);
    else {
      for (const character of replacement) {
        if (!encodable(character)) handleEncodeError(rt, problem, 'strict');
        bytes.push(character.charCodeAt(0));
      }
    }
    at = resume;
  }
  return Uint8Array.from(bytes);
}

/** bytes.decode(encoding, errors) of any bytes-like object; null for the defaults. */
export function decodeBytes(rt: Runtime, source: PyObject, bytes: Uint8Array, encodingName: string | null, errors: string | null): PyStr {
  return newStr(rt, decodeToText(rt, bytes, requireEncoding(rt, encodingName), errors ?? 'strict', () => sourceOf(rt, source, bytes)));
}

/** UnicodeDecodeError.object is a bytes; of anything else it is a copy. */
function sourceOf(rt: Runtime, source: PyObject, bytes: Uint8Array): PyObject {
  return source.type === rt.types.bytes ? incref(source) : newBytes(rt, bytes.slice());
}

export function decodeToText(rt: Runtime, bytes: Uint8Array, encoding: EncodingName, errors: string, source: () => PyObject): string {
  switch (encoding) {
    case 'utf-8': return decodeUtf8(rt, bytes, errors, source);
    case 'latin-1': return latin1Text(bytes);
    case 'ascii': return decodeAscii(rt, bytes, errors, source);
    default: return decodeWide(rt, bytes, encoding, errors, source);
  }
}

function decodeAscii(rt: Runtime, bytes: Uint8Array, errors: string, source: () => PyObject): string {
  if (bytes.every((byte) => byte < 128)) return latin1Text(bytes);
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] as number;
    if (byte < 128) {
      text += String.fromCharCode(byte);
      at++;
      continue;
    }
    const problem = { encoding: 'ascii', bytes, start: at, end: at + 1, reason: 'ordinal not in range(128)', source };
    const { replacement, resume } = handleDecodeError(rt, problem, errors);
    text += replacement;
    at = resume;
  }
  return text;
}

/** str(object, encoding, errors) (PyUnicode_FromEncodedObject). */
export function decodeObject(rt: Runtime, object: PyObject, encodingName: string | null, errors: string | null): PyStr {
  if (isStrLike(rt, object)) raise(rt, 'TypeError', 'decoding str is not supported');
  const bytes = bytesView(rt, object);
  if (bytes === null) raise(rt, 'TypeError', `decoding to str: need a bytes-like object, ${object.type.name} found`);
  return bytes.length === 0 ? incref(rt.emptyStr) : decodeBytes(rt, object, bytes, encodingName, errors);
}

