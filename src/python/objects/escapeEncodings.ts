/**
 * The encodings `unicode_escape` and `raw_unicode_escape`: text as the source of a literal (CPython's unicodeobject.c). In: text or
 * bytes. Out: the other one. The source of programs is read by `syntax/escapes.ts`, not here.
 */
import { ByteBuilder, type DecodeRun } from './encodingErrors';
import { codePointsOf } from './codePointText';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import { machine } from './services';
import { hexEscape } from './strRepr';

const BACKSLASH = 92;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\n', ''], ['\\', '\\'], ["'", "'"], ['"', '"'], ['b', '\b'], ['f', '\f'], ['t', '\t'], ['n', '\n'], ['r', '\r'], ['v', '\v'], ['a', '\x07'],
]);
const SIZES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const WRITTEN: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

function pushAscii(out: ByteBuilder, text: string): void {
  for (let index = 0; index < text.length; index++) out.add(text.charCodeAt(index));
}

export function encodeUnicodeEscape(source: PyStr): Uint8Array {
  const out = new ByteBuilder();
  const codes = codePointsOf(source);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] as number;
    const written = WRITTEN[code];
    if (written !== undefined) pushAscii(out, written);
    else if (code >= 32 && code < 127) out.add(code);
    else pushAscii(out, hexEscape(code));
  }
  return out.result();
}

export function encodeRawUnicodeEscape(source: PyStr): Uint8Array {
  const out = new ByteBuilder();
  const codes = codePointsOf(source);
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] as number;
    if (code < 256) out.add(code);
    else pushAscii(out, hexEscape(code));
  }
  return out.result();
}

/** The value of so many hexadecimal digits, or where the first that is none lies. */
function hexadecimal(bytes: Uint8Array, from: number, count: number): { code: number; end: number; complete: boolean } {
  let code = 0;
  for (let at = from; at < from + count; at++) {
    const digit = at < bytes.length ? parseInt(String.fromCharCode(bytes[at] as number), 16) : NaN;
    if (Number.isNaN(digit)) return { code, end: at, complete: false };
    code = code * 16 + digit;
  }
  return { code, end: from + count, complete: true };
}

const isOctal = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 55;

/** Appends what the run's bytes mean; returns how many were used. `doubtful` is told the place behind the backslash of the first unknown escape. */
export function decodeUnicodeEscape(rt: Runtime, run: DecodeRun, doubtful: (at: number, bytes: Uint8Array) => void): number {
  let warned = false;
  const doubt = (at: number): void => {
    if (!warned) doubtful(at, run.bytes);
    warned = true;
  };
  while (run.at < run.bytes.length) {
    const { bytes, text, at } = run;
    const byte = bytes[at] as number;
    if (byte !== BACKSLASH) {
      text.add(byte);
      run.at++;
      continue;
    }
    const next = bytes[at + 1];
    const problem = escapeProblem(rt, run, at, next, doubt);
    if (problem === null) continue;
    // What is incomplete may be completed next time.
    if (problem.incomplete && !run.final) return at;
    run.fail(at, problem.end, problem.message);
  }
  return run.at;
}

interface EscapeProblem { readonly message: string; readonly end: number; readonly incomplete: boolean }

/** Takes one escape in, or tells what is wrong with it. */
function escapeProblem(rt: Runtime, run: DecodeRun, start: number, next: number | undefined, doubt: (at: number) => void): EscapeProblem | null {
  const { bytes, text } = run;
  if (next === undefined) return { message: '\\ at end of string', end: start + 1, incomplete: true };
  const letter = String.fromCharCode(next);
  const simple = SIMPLE.get(letter);
  const after = start + 2;
  if (simple !== undefined) {
    if (simple !== '') text.add(simple.charCodeAt(0));
    run.at = after;
    return null;
  }
  if (isOctal(next)) {
    let end = after;
    let code = next - 48;
    while (end < start + 4 && isOctal(bytes[end])) code = code * 8 + (bytes[end++] as number) - 48;
    if (code > 0o377) doubt(start + 1);
    text.add(code);
    run.at = end;
    return null;
  }
  const size = SIZES[letter];
  if (size !== undefined) {
    const { code, end, complete } = hexadecimal(bytes, after, size);
    if (!complete) return { message: `truncated \\${letter}${'X'.repeat(size)} escape`, end, incomplete: end >= bytes.length };
    if (code > 0x10ffff) return { message: 'illegal Unicode character', end, incomplete: false };
    text.add(code);
    run.at = end;
    return null;
  }
  if (letter === 'N') return namedCharacter(rt, run, after);
  doubt(start + 1);
  text.add(BACKSLASH);
  text.add(next);
  run.at = after;
  return null;
}

function namedCharacter(rt: Runtime, run: DecodeRun, after: number): EscapeProblem | null {
  const { bytes } = run;
  const malformed = (end: number): EscapeProblem => ({ message: 'malformed \\N character escape', end, incomplete: end >= bytes.length });
  if (bytes[after] !== 123) return malformed(after);
  let close = after + 1;
  while (close < bytes.length && bytes[close] !== 125) close++;
  if (close >= bytes.length) return malformed(close);
  if (close === after + 1) return { ...malformed(close), incomplete: false };
  const character = machine(rt).characterNames.character(String.fromCharCode(...bytes.subarray(after + 1, close)));
  if (character === undefined) return { message: 'unknown Unicode character name', end: close + 1, incomplete: false };
  run.text.add(character.codePointAt(0) as number);
  run.at = close + 1;
  return null;
}

export function decodeRawUnicodeEscape(run: DecodeRun): number {
  while (run.at < run.bytes.length) {
    const { bytes, text, at } = run;
    const byte = bytes[at] as number;
    if (byte !== BACKSLASH || (at + 1 >= bytes.length && run.final)) {
      text.add(byte);
      run.at++;
      continue;
    }
    if (at + 1 >= bytes.length) return at;
    const letter = String.fromCharCode(bytes[at + 1] as number);
    const size = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    if (size === 0) {
      text.add(BACKSLASH);
      text.add(bytes[at + 1] as number);
      run.at = at + 2;
      continue;
    }
    const { code, end, complete } = hexadecimal(bytes, at + 2, size);
    if (!complete) {
      if (end >= bytes.length && !run.final) return at;
      run.fail(at, end, `truncated \\${letter}${'X'.repeat(size)} escape`);
    } else if (code > 0x10ffff) run.fail(at, end, '\\Uxxxxxxxx out of range');
    else {
      text.add(code);
      run.at = end;
    }
  }
  return run.at;
}
