/**
 * UTF-8 in both directions. In: text or bytes, an error handler's name. Out: the other one. Errors start
 * and end where CPython's decoder says: at the longest prefix of a character that may still become one.
 */
import type { PyObject } from '../memory';
import { handleDecodeError, handleEncodeError } from './encodingErrors';
import { bytesOfLatin1, latin1Text } from './latin1';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import { textKind, TextKind } from './strValue';

export function encodeUtf8(rt: Runtime, source: PyStr, errors: string): Uint8Array {
  if (textKind(source) === TextKind.Ascii) return bytesOfLatin1(source.value);
  return plainUtf8(source.value) ?? encodeCarefully(rt, source, errors);
}

/** null where there is a lone surrogate. */
export function plainUtf8(text: string): Uint8Array | null {
  const bytes = new Uint8Array(3 * text.length);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index);
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else {
      if ((code & 0xf800) === 0xd800) {
        code = text.codePointAt(index) as number;
        if (code < 0x10000) return null;
        index++;
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
      } else bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, at);
}

function isSurrogate(character: string | undefined): boolean {
  return character !== undefined && character.length === 1 && (character.charCodeAt(0) & 0xf800) === 0xd800;
}

function encodeCarefully(rt: Runtime, source: PyStr, errors: string): Uint8Array {
  const characters = Array.from(source.value);
  const bytes: number[] = [];
  for (let at = 0; at < characters.length;) {
    if (!isSurrogate(characters[at])) {
      bytes.push(...(plainUtf8(characters[at] as string) as Uint8Array));
      at++;
      continue;
    }
    let end = at + 1;
    while (isSurrogate(characters[end])) end++;
    const problem = { encoding: 'utf-8', source, characters, start: at, end, reason: 'surrogates not allowed' };
    const { replacement, resume } = handleEncodeError(rt, problem, errors);
    if (typeof replacement !== 'string') bytes.push(...replacement);
    else {
      const encoded = plainUtf8(replacement);
      if (encoded === null) handleEncodeError(rt, problem, 'strict');
      else bytes.push(...encoded);
    }
    at = resume;
  }
  return Uint8Array.from(bytes);
}

const INVALID_START = 'invalid start byte';
const INVALID_CONTINUATION = 'invalid continuation byte';
const UNEXPECTED_END = 'unexpected end of data';

/** Characters gathered before they are made a string. */
const CHUNK = 4096;

export function decodeUtf8(rt: Runtime, bytes: Uint8Array, errors: string, source: () => PyObject): string {
  if (isAscii(bytes)) return latin1Text(bytes);
  const parts: string[] = [];
  let units: number[] = [];
  const flush = (): void => {
    parts.push(String.fromCharCode.apply(null, units));
    units = [];
  };
  for (let at = 0; at < bytes.length;) {
    if (units.length >= CHUNK) flush();
    const first = bytes[at] as number;
    if (first < 0x80) {
      units.push(first);
      at++;
      continue;
    }
    const width = sequenceWidth(first);
    const good = width === 0 ? 0 : validLength(bytes, at, first, width);
    if (width > 0 && good === width) {
      pushCodePoint(units, codePointOf(bytes, at, width));
      at += width;
      continue;
    }
    flush();
    const atEnd = width > 0 && at + good === bytes.length;
    const problem = {
      encoding: 'utf-8', bytes, start: at, end: at + Math.max(good, 1), source,
      reason: width === 0 ? INVALID_START : atEnd ? UNEXPECTED_END : INVALID_CONTINUATION,
    };
    const { replacement, resume } = handleDecodeError(rt, problem, errors);
    parts.push(replacement);
    at = resume;
  }
  flush();
  return parts.join('');
}

function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if ((bytes[index] as number) >= 0x80) return false;
  return true;
}

/** 0 for a byte no sequence starts with. */
function sequenceWidth(first: number): number {
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

/** How many bytes from `at` are the beginning of a valid sequence. */
function validLength(bytes: Uint8Array, at: number, first: number, width: number): number {
  for (let offset = 1; offset < width; offset++) {
    const byte = bytes[at + offset];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return offset;
    if (offset === 1) {
      if (first === 0xe0 && byte < 0xa0) return 1;
      if (first === 0xed && byte > 0x9f) return 1;
      if (first === 0xf0 && byte < 0x90) return 1;
      if (first === 0xf4 && byte > 0x8f) return 1;
    }
  }
  return width;
}

function codePointOf(bytes: Uint8Array, at: number, width: number): number {
  let code = (bytes[at] as number) & (0xff >> (width + 1));
  for (let offset = 1; offset < width; offset++) code = (code << 6) | ((bytes[at + offset] as number) & 63);
  return code;
}

function pushCodePoint(units: number[], code: number): void {
  if (code < 0x10000) units.push(code);
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}
