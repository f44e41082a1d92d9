/**
 * The lines of a traceback (CPython Python/traceback.c): file, line, function, source line, carets under
 * the failing part; equal lines of a recursion folded after the third.
 *
 * In: traceback objects; source lines come from the host. Out: text.
 */
import { decref, type PyObject } from '../../memory';
import { getAttributeString, type PyCode, type PyTraceback, type Runtime } from '../../objects';
import { positionAt } from '../../vm';
import { unicodeData } from '../unicodedata';
import { operatorAnchors } from './errorAnchors';
import { librarySource, lineOfSource } from './sourceLine';
import { countSourceReading } from './sourceReading';

const RECURSIVE_CUTOFF = 3;
const DEFAULT_LIMIT = 1000;

/** The lines as one text. */
export function tracebackLines(rt: Runtime, first: PyTraceback, margin: string, options: TracebackOptions = {}): string {
  let text = '';
  writeTraceback(rt, first, margin, (line) => {
    text += line;
  }, options);
  return text;
}

export interface TracebackOptions { readonly limit?: number; readonly carets?: boolean }

/** Line after line to `write`; `margin` goes before every line (the bars of exception groups). */
export function writeTraceback(rt: Runtime, first: PyTraceback, margin: string, write: (line: string) => void, { limit = DEFAULT_LIMIT, carets = true }: TracebackOptions = {}): void {
  let depth = 0;
  for (let entry: PyTraceback | null = first; entry !== null; entry = entry.value.next) depth++;
  let last = '';
  let count = 0;
  for (let entry: PyTraceback | null = first; entry !== null; entry = entry.value.next, depth--) {
    if (depth > limit) continue;
    const code = frameCode(rt, entry.value.frame);
    const { filename, name } = code.value.source;
    const place = `${filename}\0${entry.value.lineno}\0${name}`;
    if (place !== last) {
      if (count > RECURSIVE_CUTOFF) write(repeatedLine(count, margin));
      last = place;
      count = 0;
    }
    count++;
    if (count <= RECURSIVE_CUTOFF) {
      write(`${margin}  File "${filename}", line ${entry.value.lineno}, in ${name}\n`);
      const shown = sourceLines(rt, code, entry.value.lineno, carets ? entry.value.lasti : -1, margin);
      if (shown !== '') write(shown);
    }
  }
  if (count > RECURSIVE_CUTOFF) write(repeatedLine(count, margin));
}

/** The code object of a frame; the frame keeps it alive. */
function frameCode(rt: Runtime, frame: PyObject): PyCode {
  const code = getAttributeString(rt, frame, 'f_code') as PyCode;
  decref(rt, code);
  return code;
}

function repeatedLine(count: number, margin: string): string {
  const more = count - RECURSIVE_CUTOFF;
  return `${margin}  [Previous line repeated ${more} more time${more === 1 ? '' : 's'}]\n`;
}

function sourceLines(rt: Runtime, code: PyCode, lineNumber: number, lasti: number, margin: string): string {
  const source = librarySource(rt, code.value.source.filename);
  const line = source === null ? null : lineOfSource(source, lineNumber);
  if (source !== null) countSourceReading(rt, bytesToLine(source, lineNumber));
  if (line === null) return '';
  const stripped = line.replace(/^[ \t\f]+/, '');
  const text = `${margin}    ${stripped}\n`;
  const carets = caretLine(rt, code, lasti, [...line], [...line].length - [...stripped].length);
  return carets === null ? text : `${text}${margin}    ${carets}\n`;
}

/** How many bytes of a file a reader goes through to get line `number`. */
function bytesToLine(source: string, number: number): number {
  let end = 0;
  for (let line = 0; line < number && end < source.length; line++) {
    const newline = source.indexOf('\n', end);
    end = newline < 0 ? source.length : newline + 1;
  }
  let bytes = end;
  for (let index = 0; index < end; index++) {
    const unit = source.charCodeAt(index);
    // A surrogate pair is four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** The number of characters in the first `bytes` UTF-8 bytes of a line. */
export function characterOffset(line: readonly string[], bytes: number): number {
  let used = 0;
  for (let index = 0; index < line.length; index++) {
    if (used >= bytes) return index;
    const code = (line[index] as string).codePointAt(0) as number;
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return line.length;
}

/** Columns the first characters of a line take up on a screen: wide characters take two (_PyPegen_calculate_display_width). */
function displayWidth(rt: Runtime, line: readonly string[], characters: number): number {
  let width = 0;
  for (let index = 0; index < characters; index++) {
    const code = (line[index] ?? ' ').codePointAt(0) as number;
    width += code >= 0x1100 && isWide(rt, code) ? 2 : 1;
  }
  return width;
}

function isWide(rt: Runtime, code: number): boolean {
  const { width } = unicodeData(rt).database.record(code, false);
  return width === 'W' || width === 'F';
}

/** Carets from the first non-blank column on, or null when they would underline the whole line. */
function caretLine(rt: Runtime, code: PyCode, lasti: number, line: readonly string[], indent: number): string | null {
  const position = lasti < 0 ? null : positionAt(code, lasti);
  if (position === null) return null;
  const { line: startLine, endLine, column, endColumn } = position;
  if (startLine === null || endLine === null || column === null || endColumn === null) return null;
  let start = characterOffset(line, column);
  let end: number;
  let left = -1;
  let right = -1;
  if (startLine === endLine) {
    end = characterOffset(line, endColumn);
    const anchors = operatorAnchors(line.slice(start, end).join(''));
    if (anchors !== null) {
      const segment = line.slice(start, end).join('');
      left = start + [...segment.slice(0, anchors.left)].length;
      right = start + [...segment.slice(0, anchors.right)].length;
    }
  } else {
    end = line.length;
    while (end > 0 && /\s/.test(line[end - 1] as string)) end--;
  }
  if (end - start === line.length - indent && left === -1) return null;
  [start, end, left, right] = [start, end, left, right].map((offset) => (offset < 0 ? offset : displayWidth(rt, line, offset))) as [number, number, number, number];
  let carets = '';
  for (let offset = indent + 1; offset <= end; offset++) {
    if (offset <= start) carets += ' ';
    else if (left === -1) carets += '^';
    else carets += left < offset && offset <= right ? '^' : '~';
  }
  return carets;
}
