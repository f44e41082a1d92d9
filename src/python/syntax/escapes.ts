/**
 * What stands between the quotes of a literal. In: the raw text of a string or bytes literal (or of
 * one piece of an f-string). Out: its value, or why it has none, with CPython's message; escapes
 * CPython warns about are handed to `warn`. Follows CPython's `_PyUnicode_DecodeUnicodeEscapeInternal`,
 * `_PyBytes_DecodeEscape` and `decode_unicode_with_escapes`.
 * Not here: prefixes, quotes, concatenation, the table of character names (see `CharacterByName`).
 */

import { markDivided } from '../../base';

/** Looks up the name in `\N{name}`: the character, or undefined if Unicode has none of that name. */
export type CharacterByName = (name: string) => string | undefined;

/** The value of a literal cannot be computed; `message` is CPython's. */
export class EscapeProblem {
  constructor(readonly message: string) {}
}

/** Told of the first doubtful escape of a literal. */
export type WarnOfEscape = (message: string) => void;

const simpleEscapes: Record<string, string> = {
  '\n': '', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
};

const isOctal = (unit: number): boolean => unit >= 48 && unit <= 55;
const hexDigits = /^[0-9a-fA-F]*/;

/**
 * Messages count positions in the buffer CPython decodes, in which every character that is not ASCII
 * was first spelt as the ten characters of `\UXXXXXXXX`.
 */
function bufferPosition(text: string, offset: number): number {
  let position = 0;
  for (let index = 0; index < offset; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index++;
    position += code < 0x80 ? 1 : 10;
  }
  return position;
}

function unicodeProblem(text: string, from: number, to: number, reason: string): EscapeProblem {
  const first = bufferPosition(text, from);
  const last = bufferPosition(text, to) - 1;
  const where = last <= first ? `byte 0x5c in position ${first}` : `bytes in position ${first}-${last}`;
  return new EscapeProblem(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
}

/** `following` is what comes after the text in its literal: in f-strings a brace may follow a backslash. */
export function decodeText(text: string, lookUp: CharacterByName, warn: WarnOfEscape, following = ''): string | EscapeProblem {
  let backslash = text.indexOf('\\');
  if (backslash < 0) return text;
  let result = '';
  let copied = 0;
  /** Surrogates written one by one stay two characters. */
  let divisions = 0;
  /** Only the first doubtful escape of a literal is warned about. */
  let warned = false;
  while (backslash >= 0) {
    result += text.slice(copied, backslash);
    const letter = text[backslash + 1] ?? following;
    let after = backslash + 2;
    const simple = simpleEscapes[letter];
    if (simple !== undefined) result += simple;
    else if (letter === 'x' || letter === 'u' || letter === 'U') {
      const size = letter === 'x' ? 2 : letter === 'u' ? 4 : 8;
      const digits = hexDigits.exec(text.slice(after, after + size))?.[0] ?? '';
      after += digits.length;
      if (digits.length < size) {
        return unicodeProblem(text, backslash, after, `truncated \\${letter}${'X'.repeat(size)} escape`);
      }
      const code = parseInt(digits, 16);
      if (code > 0x10ffff) return unicodeProblem(text, backslash, after, 'illegal Unicode character');
      if (code >= 0xdc00 && code <= 0xdfff && (result.charCodeAt(result.length - 1) & 0xfc00) === 0xd800) divisions++;
      result += String.fromCodePoint(code);
    } else if (letter === 'N') {
      const close = text[after] === '{' ? text.indexOf('}', after) : -1;
      if (close <= after + 1) {
        const end = text[after] !== '{' ? after : close < 0 ? text.length : close;
        return unicodeProblem(text, backslash, end, 'malformed \\N character escape');
      }
      const character = lookUp(text.slice(after + 1, close));
      if (character === undefined) return unicodeProblem(text, backslash, close + 1, 'unknown Unicode character name');
      result += character;
      after = close + 1;
    } else if (isOctal(letter.charCodeAt(0))) {
      while (after < backslash + 4 && isOctal(text.charCodeAt(after))) after++;
      const code = parseInt(text.slice(backslash + 1, after), 8);
      if (code > 0o377 && !warned) {
        warned = true;
        warn(`invalid octal escape sequence '${text.slice(backslash, after)}'`);
      }
      result += String.fromCharCode(code);
    } else {
      // CPython keeps the backslash before a character beyond ASCII without a word.
      if (!warned && letter !== '' && letter < '\x80') {
        warned = true;
        warn(`invalid escape sequence '\\${letter}'`);
      }
      result += '\\';
      after = backslash + 1;
    }
    copied = after;
    // The character after an unknown escape's backslash is ordinary.
    backslash = text.indexOf('\\', after === backslash + 1 ? after + 1 : after);
  }
  result += text.slice(copied);
  return divisions > 0 && divisions === result.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ? markDivided(result) : result;
}

/** Bytes of an ASCII-only text; the caller has rejected other characters. */
export function decodeBytes(text: string, raw: boolean, warn: WarnOfEscape): Uint8Array | EscapeProblem {
  const bytes: number[] = [];
  let warned = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit !== 92 || raw) {
      bytes.push(unit);
      continue;
    }
    const letter = text[++index] ?? '';
    const simple = simpleEscapes[letter];
    if (simple !== undefined) {
      if (simple !== '') bytes.push(simple.charCodeAt(0));
    } else if (letter === 'x') {
      const digits = hexDigits.exec(text.slice(index + 1, index + 3))?.[0] ?? '';
      if (digits.length < 2) return new EscapeProblem(`(value error) invalid \\x escape at position ${index - 1}`);
      bytes.push(parseInt(digits, 16));
      index += 2;
    } else if (isOctal(letter.charCodeAt(0))) {
      const start = index;
      while (index + 1 < start + 3 && isOctal(text.charCodeAt(index + 1))) index++;
      const code = parseInt(text.slice(start, index + 1), 8);
      if (code > 0o377 && !warned) {
        warned = true;
        warn(`invalid octal escape sequence '\\${text.slice(start, index + 1)}'`);
      }
      bytes.push(code & 0xff);
    } else {
      if (!warned) {
        warned = true;
        warn(`invalid escape sequence '\\${letter}'`);
      }
      bytes.push(92);
      index--;
    }
  }
  return Uint8Array.from(bytes);
}
