/**
 * Splitting, stripping, padding and replacing of text: the algorithms str, bytes and bytearray share
 * (CPython's Objects/stringlib). In: JavaScript strings (bytes as latin-1 text), what counts as white
 * space. Out: JavaScript strings. Positions are code units.
 */
import { indexOfText } from './linearSearch';

/** Whether a UTF-16 unit or byte is white space, or ends a line. */
export type UnitTest = (code: number) => boolean;

/** `limit` < 0: no limit. */
export function splitWhitespace(text: string, limit: number, isSpace: UnitTest): string[] {
  const parts: string[] = [];
  const length = text.length;
  let at = 0;
  for (;;) {
    while (at < length && isSpace(text.charCodeAt(at))) at++;
    if (at === length) return parts;
    if (parts.length === limit) {
      parts.push(text.slice(at));
      return parts;
    }
    const start = at;
    while (at < length && !isSpace(text.charCodeAt(at))) at++;
    parts.push(text.slice(start, at));
  }
}

export function splitWhitespaceFromRight(text: string, limit: number, isSpace: UnitTest): string[] {
  const parts: string[] = [];
  let at = text.length;
  for (;;) {
    while (at > 0 && isSpace(text.charCodeAt(at - 1))) at--;
    if (at === 0) return parts.reverse();
    if (parts.length === limit) {
      parts.push(text.slice(0, at));
      return parts.reverse();
    }
    const end = at;
    while (at > 0 && !isSpace(text.charCodeAt(at - 1))) at--;
    parts.push(text.slice(at, end));
  }
}

/** `separator` is not empty. */
export function splitSeparator(text: string, separator: string, limit: number): string[] {
  if (limit < 0) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  while (parts.length < limit) {
    const at = text.indexOf(separator, start);
    if (at < 0) break;
    parts.push(text.slice(start, at));
    start = at + separator.length;
  }
  parts.push(text.slice(start));
  return parts;
}

export function splitSeparatorFromRight(text: string, separator: string, limit: number): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (limit < 0 || parts.length < limit) {
    const at = end < separator.length ? -1 : text.lastIndexOf(separator, end - separator.length);
    if (at < 0) break;
    parts.push(text.slice(at + separator.length, end));
    end = at;
  }
  parts.push(text.slice(0, end));
  return parts.reverse();
}

export function splitLines(text: string, keepEnds: boolean, isLineEnd: UnitTest): string[] {
  const lines: string[] = [];
  const length = text.length;
  let start = 0;
  while (start < length) {
    let end = start;
    while (end < length && !isLineEnd(text.charCodeAt(end))) end++;
    let next = end;
    if (end < length) next = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    lines.push(text.slice(start, keepEnds ? next : end));
    start = next;
  }
  return lines;
}

/** The text around the first (or last) separator; null when there is none. */
export function partitionText(text: string, separator: string, fromRight: boolean): [before: string, after: string] | null {
  const at = fromRight ? text.lastIndexOf(separator) : indexOfText(text, separator);
  return at < 0 ? null : [text.slice(0, at), text.slice(at + separator.length)];
}

export type StripSide = 'both' | 'left' | 'right';

export function stripUnits(text: string, side: StripSide, strips: UnitTest): string {
  let start = 0;
  let end = text.length;
  if (side !== 'right') while (start < end && strips(text.charCodeAt(start))) start++;
  if (side !== 'left') while (end > start && strips(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Occurrences that don't overlap. `needle` is not empty. */
export function countOccurrences(text: string, needle: string, limit = Infinity): number {
  let count = 0;
  let at = indexOfText(text, needle);
  while (at >= 0 && count < limit) {
    count++;
    at = indexOfText(text, needle, at + needle.length);
  }
  return count;
}

/** Replaces the first `limit` occurrences (all when negative). `old` is not empty. */
export function replaceOccurrences(text: string, old: string, replacement: string, limit: number): string {
  if (limit < 0) return text.includes(old) ? text.split(old).join(replacement) : text;
  return splitSeparator(text, old, limit).join(replacement);
}

/** `replacement` before each of the first `limit` units (all when negative) and at the end: replace('', x). */
export function interleave(units: readonly string[], replacement: string, limit: number): string {
  const count = limit < 0 ? units.length + 1 : Math.min(limit, units.length + 1);
  const parts: string[] = [];
  for (let index = 0; index < units.length; index++) {
    if (index < count) parts.push(replacement);
    parts.push(units[index] as string);
  }
  if (count > units.length) parts.push(replacement);
  return parts.join('');
}

/** `widthOf`: columns of text without tabs and line ends. */
export function expandTabs(text: string, tabSize: number, widthOf: (segment: string) => number): string {
  if (!text.includes('\t')) return text;
  const parts: string[] = [];
  let column = 0;
  for (const segment of text.split(/([\t\n\r])/)) {
    if (segment === '\t') {
      if (tabSize > 0) {
        const width = tabSize - (column % tabSize);
        column += width;
        parts.push(' '.repeat(width));
      }
    } else {
      parts.push(segment);
      column = segment === '\n' || segment === '\r' ? 0 : column + widthOf(segment);
    }
  }
  return parts.join('');
}

/** bytes.title() and the ASCII half of str.title(). */
export function titleAscii(text: string): string {
  return text.replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

/** Left and right fill of str.center: the extra one goes left when both the fill and the width are odd. */
export function centerFill(width: number, length: number): [left: number, right: number] {
  const fill = width - length;
  const left = Math.floor(fill / 2) + (fill & width & 1);
  return [left, fill - left];
}

/** str.zfill of text that is shorter than `width`: zeros after a sign. */
export function zeroFill(text: string, fill: number): string {
  const signed = text.startsWith('+') || text.startsWith('-');
  return signed ? text.charAt(0) + '0'.repeat(fill) + text.slice(1) : '0'.repeat(fill) + text;
}
