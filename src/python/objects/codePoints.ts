/**
 * Code points in UTF-16 text. In: JavaScript strings. Out: counts, offsets, arrays. Only for strings that
 * have characters above U+FFFF; for all others a code unit is a code point.
 */

function isHighSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xd800;
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}

/** Whether a surrogate pair starts at the offset. */
export function isPairAt(text: string, offset: number): boolean {
  return isHighSurrogate(text.charCodeAt(offset)) && isLowSurrogate(text.charCodeAt(offset + 1));
}

/** Code points in the first `end` code units. */
export function countCodePoints(text: string, end = text.length): number {
  let count = 0;
  for (let offset = 0; offset < end; offset++) {
    if (isPairAt(text, offset)) offset++;
    count++;
  }
  return count;
}

/** The code unit offset of code point `index`; the end of the text for indices beyond it. */
export function offsetOfCodePoint(text: string, index: number): number {
  let offset = 0;
  for (let rest = index; rest > 0 && offset < text.length; rest--) offset += isPairAt(text, offset) ? 2 : 1;
  return offset;
}

/** The text in reverse order, pair by pair. */
export function reverseText(text: string): string {
  return Array.from(text).reverse().join('');
}
