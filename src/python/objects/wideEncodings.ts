/** UTF-16 and UTF-32 in both directions and byte orders. In: text or bytes, an error handler's name. Out: the other one. */
import type { PyObject } from '../memory';
import { handleDecodeError, handleEncodeError } from './encodingErrors';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';

export type WideEncoding = 'utf-16' | 'utf-16-le' | 'utf-16-be' | 'utf-32' | 'utf-32-le' | 'utf-32-be';

const BYTE_ORDER_MARK = 0xfeff;

/** Without a byte order in the name: little endian with a mark. */
export function encodeWide(rt: Runtime, source: PyStr, encoding: WideEncoding, errors: string): Uint8Array {
  const width = encoding.startsWith('utf-16') ? 2 : 4;
  const big = encoding.endsWith('-be');
  const bytes: number[] = [];
  const push = (value: number, size: number): void => {
    for (let byte = 0; byte < size; byte++) bytes.push((value >>> (8 * (big ? size - 1 - byte : byte))) & 255);
  };
  const pushCharacter = (character: string): void => {
    const code = character.codePointAt(0) as number;
    if (width === 4) push(code, 4);
    else for (let unit = 0; unit < character.length; unit++) push(character.charCodeAt(unit), 2);
  };
  if (encoding === 'utf-16' || encoding === 'utf-32') push(BYTE_ORDER_MARK, width);
  const characters = Array.from(source.value);
  const isSurrogate = (character: string | undefined): boolean =>
    character !== undefined && character.length === 1 && (character.charCodeAt(0) & 0xf800) === 0xd800;
  for (let at = 0; at < characters.length;) {
    if (!isSurrogate(characters[at])) {
      pushCharacter(characters[at] as string);
      at++;
      continue;
    }
    let end = at + 1;
    while (isSurrogate(characters[end])) end++;
    const problem = { encoding, source, characters, start: at, end, reason: 'surrogates not allowed' };
    const { replacement, resume } = handleEncodeError(rt, problem, errors);
    if (typeof replacement !== 'string') bytes.push(...replacement);
    else {
      for (const character of replacement) {
        if (isSurrogate(character)) handleEncodeError(rt, problem, 'strict');
        pushCharacter(character);
      }
    }
    at = resume;
  }
  return Uint8Array.from(bytes);
}

export function decodeWide(rt: Runtime, bytes: Uint8Array, encoding: WideEncoding, errors: string, source: () => PyObject): string {
  const width = encoding.startsWith('utf-16') ? 2 : 4;
  let big = encoding.endsWith('-be');
  let at = 0;
  const read = (offset: number): number => {
    let value = 0;
    for (let byte = 0; byte < width; byte++) value = value * 256 + (bytes[offset + (big ? byte : width - 1 - byte)] as number);
    return value;
  };
  if (encoding === 'utf-16' || encoding === 'utf-32') {
    if (bytes.length >= width) {
      if (read(0) === BYTE_ORDER_MARK) at = width;
      else {
        big = true;
        if (read(0) === BYTE_ORDER_MARK) at = width;
        else big = false;
      }
    }
  }
  const name = `utf-${8 * width}${big ? '-be' : '-le'}`;
  let text = '';
  while (at < bytes.length) {
    let end = at + width;
    let reason: string | null = null;
    if (end > bytes.length) {
      reason = 'truncated data';
      end = bytes.length;
    } else {
      const unit = read(at);
      if (width === 4) {
        if (unit > 0x10ffff) reason = 'code point not in range(0x110000)';
        else if (unit >= 0xd800 && unit <= 0xdfff) reason = 'code point in surrogate code point range(0xd800, 0xe000)';
        else text += String.fromCodePoint(unit);
      } else if (unit < 0xd800 || unit > 0xdfff) text += String.fromCharCode(unit);
      else if (unit >= 0xdc00) reason = 'illegal encoding';
      else if (end + 2 > bytes.length) {
        reason = 'unexpected end of data';
        end = bytes.length;
      } else {
        const low = read(end);
        if (low < 0xdc00 || low > 0xdfff) reason = 'illegal UTF-16 surrogate';
        else {
          text += String.fromCharCode(unit, low);
          end += 2;
        }
      }
    }
    if (reason === null) {
      at = end;
      continue;
    }
    const { replacement, resume } = handleDecodeError(rt, { encoding: name, bytes, start: at, end, reason, source }, errors);
    text += replacement;
    at = resume;
  }
  return text;
}
