/**
 * The error handlers codecs have from the start, as functions that take the UnicodeError and give what replaces the wrong part
 * and where to go on (CPython Python/codecs.c PyCodec_StrictErrors and its like). Codecs do the usual ones themselves
 * (`encodingErrors.ts`); these serve `codecs.lookup_error` and handlers written in Python that ask them.
 */
import { incref, type PyObject } from '../memory';
import { membersOf } from './baseException';
import { newBytes } from './bytesValue';
import { codePointsOf } from './codePointText';
import type { PyBytes, PyInt, PyStr } from './layouts';
import { newInt } from './intValue';
import { oneArg, type MethodDefinition } from './methods';
import { isExceptionInstance, matches, raise, raiseObject } from './raise';
import type { Runtime } from './runtime';
import { machine } from './services';
import { hexEscape } from './strRepr';
import { newStr, newStrOfKind, TextKind } from './strValue';
import { newTuple } from './tuple';
import type { PyType } from './type';

type Kind = 'encode' | 'decode' | 'translate';

interface Problem { readonly kind: Kind; readonly codes: ArrayLike<number>; readonly start: number; readonly end: number }

function kindOf(rt: Runtime, exception: PyObject): Kind | null {
  if (!isExceptionInstance(rt, exception)) return null;
  if (matches(rt, exception, rt.exceptions.UnicodeEncodeError)) return 'encode';
  if (matches(rt, exception, rt.exceptions.UnicodeDecodeError)) return 'decode';
  return matches(rt, exception, rt.exceptions.UnicodeTranslateError) ? 'translate' : null;
}

/** A member that must be set and of a layout (get_unicode, get_string of exceptions.c). */
function member(rt: Runtime, exception: PyObject, name: string, wanted: 'str' | 'bytes'): PyObject {
  const value = membersOf(exception)[name] ?? null;
  if (value === null) raise(rt, 'TypeError', `${name} attribute not set`);
  if ((value.type as PyType).layout !== rt.types[wanted]) raise(rt, 'TypeError', `${name} attribute must be ${wanted === 'str' ? 'unicode' : 'bytes'}`);
  return value;
}

const numberOf = (value: PyObject | null | undefined): number => (value == null ? 0 : Number((value as PyInt).value));

/** The part in question; places outside the object are moved into it. */
function problemOf(rt: Runtime, exception: PyObject, kinds: readonly Kind[]): Problem {
  const kind = kindOf(rt, exception);
  if (kind === null || !kinds.includes(kind)) raise(rt, 'TypeError', `don't know how to handle ${exception.type.name} in error callback`);
  const object = member(rt, exception, 'object', kind === 'decode' ? 'bytes' : 'str');
  const codes = kind === 'decode' ? (object as PyBytes).value : codePointsOf(object as PyStr);
  const { start, end } = membersOf(exception);
  const first = Math.max(0, numberOf(start));
  return {
    kind, codes,
    start: first >= codes.length ? codes.length - 1 : first,
    end: Math.min(codes.length, Math.max(1, numberOf(end))),
  };
}

const answer = (rt: Runtime, replacement: PyObject, position: number): PyObject => newTuple(rt, [replacement, newInt(rt, position)]);

function eachCode({ codes, start, end }: Problem, spell: (code: number) => string): string {
  let text = '';
  for (let at = start; at < end; at++) text += spell(codes[at] as number);
  return text;
}

/** UTF of an encoding's name (get_standard_encoding); null for others. */
function standardEncoding(name: string): 'utf-8' | 'utf-16-be' | 'utf-16-le' | 'utf-32-be' | 'utf-32-le' | null {
  if (name.toLowerCase() === 'cp65001') return 'utf-8';
  const parts = /^utf[-_]?(8|16|32)(?:[-_]?([lb]e))?$/i.exec(name);
  if (parts === null) return null;
  if (parts[1] === '8') return parts[2] === undefined ? 'utf-8' : null;
  return `utf-${parts[1] as '16' | '32'}-${(parts[2] ?? 'le').toLowerCase() as 'le' | 'be'}`;
}

function bytesOfSurrogate(encoding: string, code: number): number[] {
  const low = code & 255;
  const high = code >> 8;
  switch (encoding) {
    case 'utf-16-be': return [high, low];
    case 'utf-16-le': return [low, high];
    case 'utf-32-be': return [0, 0, high, low];
    case 'utf-32-le': return [low, high, 0, 0];
    default: return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  }
}

function surrogatePass(rt: Runtime, exception: PyObject): PyObject {
  const problem = problemOf(rt, exception, ['encode', 'decode']);
  const encoding = standardEncoding((member(rt, exception, 'encoding', 'str') as PyStr).value);
  if (encoding === null) return raiseObject(rt, exception);
  const { kind, codes, start, end } = problem;
  if (kind === 'encode') {
    const bytes: number[] = [];
    for (let at = start; at < end; at++) {
      const code = codes[at] as number;
      if ((code & 0xfffff800) !== 0xd800) return raiseObject(rt, exception);
      bytes.push(...bytesOfSurrogate(encoding, code));
    }
    return answer(rt, newBytes(rt, Uint8Array.from(bytes)), end);
  }
  const width = encoding === 'utf-8' ? 3 : encoding.startsWith('utf-16') ? 2 : 4;
  const byte = (offset: number): number => codes[start + offset] as number;
  let code = 0;
  if (codes.length - start >= width) {
    switch (encoding) {
      case 'utf-8':
        if ((byte(0) & 0xf0) === 0xe0 && (byte(1) & 0xc0) === 0x80 && (byte(2) & 0xc0) === 0x80) code = ((byte(0) & 15) << 12) | ((byte(1) & 63) << 6) | (byte(2) & 63);
        break;
      case 'utf-16-be': code = (byte(0) << 8) | byte(1); break;
      case 'utf-16-le': code = (byte(1) << 8) | byte(0); break;
      case 'utf-32-be': code = byte(0) * 2 ** 24 + ((byte(1) << 16) | (byte(2) << 8) | byte(3)); break;
      case 'utf-32-le': code = byte(3) * 2 ** 24 + ((byte(2) << 16) | (byte(1) << 8) | byte(0)); break;
    }
  }
  if (code < 0xd800 || code > 0xdfff) return raiseObject(rt, exception);
  return answer(rt, newStr(rt, String.fromCharCode(code)), start + width);
}

function surrogateEscape(rt: Runtime, exception: PyObject): PyObject {
  const { kind, codes, start, end } = problemOf(rt, exception, ['encode', 'decode']);
  if (kind === 'encode') {
    const bytes = new Uint8Array(Math.max(0, end - start));
    for (let at = start; at < end; at++) {
      const code = codes[at] as number;
      if (code < 0xdc80 || code > 0xdcff) return raiseObject(rt, exception);
      bytes[at - start] = code - 0xdc00;
    }
    return answer(rt, newBytes(rt, bytes), end);
  }
  let text = '';
  while (text.length < 4 && text.length < end - start && (codes[start + text.length] as number) >= 128) {
    text += String.fromCharCode(0xdc00 + (codes[start + text.length] as number));
  }
  if (text === '') return raiseObject(rt, exception);
  return answer(rt, newStrOfKind(rt, text, TextKind.Ucs2), start + text.length);
}

function nameOf(rt: Runtime, code: number): string {
  const name = machine(rt).characterNames.name(code);
  return name === null ? hexEscape(code) : `\\N{${name}}`;
}

/** For each handler that is there from the start: its name and function. */
export const ERROR_HANDLERS: ReadonlyMap<string, MethodDefinition> = new Map([
  ['strict', oneArg('strict_errors', (rt, _self, exception) => {
    if (isExceptionInstance(rt, exception)) return raiseObject(rt, exception);
    return raise(rt, 'TypeError', 'codec must pass exception instance');
  }, "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.")],
  ['ignore', oneArg('ignore_errors', (rt, _self, exception) => {
    const { end } = problemOf(rt, exception, ['encode', 'decode', 'translate']);
    return answer(rt, incref(rt.emptyStr), end);
  }, "Implements the 'ignore' error handling, which ignores malformed data and continues.")],
  ['replace', oneArg('replace_errors', (rt, _self, exception) => {
    const { kind, start, end } = problemOf(rt, exception, ['encode', 'decode', 'translate']);
    const count = Math.max(0, end - start);
    return answer(rt, newStr(rt, kind === 'encode' ? '?'.repeat(count) : '\ufffd'.repeat(kind === 'decode' ? 1 : count)), end);
  }, "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.")],
  ['xmlcharrefreplace', oneArg('xmlcharrefreplace_errors', (rt, _self, exception) => {
    const problem = problemOf(rt, exception, ['encode']);
    return answer(rt, newStr(rt, eachCode(problem, (code) => `&#${code};`)), problem.end);
  }, "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.")],
  ['backslashreplace', oneArg('backslashreplace_errors', (rt, _self, exception) => {
    const problem = problemOf(rt, exception, ['encode', 'decode', 'translate']);
    return answer(rt, newStr(rt, eachCode(problem, hexEscape)), problem.end);
  }, "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.")],
  ['namereplace', oneArg('namereplace_errors', (rt, _self, exception) => {
    const problem = problemOf(rt, exception, ['encode']);
    return answer(rt, newStr(rt, eachCode(problem, (code) => nameOf(rt, code))), problem.end);
  }, "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.")],
  ['surrogatepass', oneArg('surrogatepass', (rt, _self, exception) => surrogatePass(rt, exception))],
  ['surrogateescape', oneArg('surrogateescape', (rt, _self, exception) => surrogateEscape(rt, exception))],
]);
