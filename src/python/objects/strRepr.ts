/** repr(str) and ascii(): quoting and escapes. In: text. Out: text. */
import { isPrintable } from './unicodeProperties';

/** Nothing to escape, whichever the quote. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;
const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** Single quotes unless the text has some and no double ones (unicode_repr). */
export function strRepr(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else result += ESCAPES[character] ?? (isPrintable(character) ? character : hexEscape(character.codePointAt(0) ?? 0));
  }
  return result + quote;
}

/** The same for text whose surrogates stand alone. */
export function splitRepr(text: string): string {
  const written = strRepr(text.replace(/[\ud800-\udfff]/g, '\ue000'));
  const surrogates = text.match(/[\ud800-\udfff\ue000]/g) ?? [];
  let next = 0;
  return written.replace(/\\(?:\\|ue000)/g, (escape) => (escape === '\\\\' ? escape : hexEscape((surrogates[next++] as string).charCodeAt(0))));
}

export function hexEscape(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** All characters above 127 escaped, as ascii() does with a repr. */
export function escapeNonAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => hexEscape(character.codePointAt(0) ?? 0));
}
