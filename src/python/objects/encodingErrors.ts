/**
 * Error handlers of the codecs: strict, ignore, replace, backslashreplace, xmlcharrefreplace,
 * surrogateescape, surrogatepass. In: what could not be converted. Out: what stands for it, or the
 * UnicodeError. Handlers registered by Python code are looked up through `codecErrorHandlers`.
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject } from './abstract';
import { isBytesLike } from './bytesValue';
import { isIntLike, newInt } from './intValue';
import type { PyStr, PyTuple } from './layouts';
import { newException, raise, raiseObject } from './raise';
import { PythonError } from './errors';
import type { Runtime } from './runtime';
import { hexEscape } from './strRepr';
import { isStrLike, newStr } from './strValue';
import type { PyType } from './type';

/** Where `codecs.register_error` keeps handlers: name -> callable (owned). */
const HANDLERS_KEY = 'codec error handlers';

export function codecErrorHandlers(rt: Runtime): Map<string, PyObject> {
  const known = rt.moduleStates.get(HANDLERS_KEY) as Map<string, PyObject> | undefined;
  if (known !== undefined) return known;
  const handlers = new Map<string, PyObject>();
  rt.moduleStates.set(HANDLERS_KEY, handlers);
  return handlers;
}

export interface EncodeProblem {
  readonly encoding: string;
  readonly source: PyStr;
  /** All characters of the text, and the run that can't be encoded. */
  readonly characters: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** What replaces the run: text (encoded in turn) or bytes; and where encoding goes on. */
export interface EncodeReplacement {
  readonly replacement: string | Uint8Array;
  readonly resume: number;
}

export function handleEncodeError(rt: Runtime, problem: EncodeProblem, errors: string): EncodeReplacement {
  const { characters, start, end } = problem;
  const run = characters.slice(start, end);
  switch (errors) {
    case 'strict': throw encodeError(rt, problem);
    case 'ignore': return { replacement: '', resume: end };
    case 'replace': return { replacement: '?'.repeat(end - start), resume: end };
    case 'backslashreplace': return { replacement: run.map((character) => hexEscape(character.codePointAt(0) ?? 0)).join(''), resume: end };
    case 'xmlcharrefreplace': return { replacement: run.map((character) => `&#${character.codePointAt(0) ?? 0};`).join(''), resume: end };
    case 'surrogateescape': {
      const bytes: number[] = [];
      for (const character of run) {
        const code = character.charCodeAt(0);
        if (code < 0xdc80 || code > 0xdcff) break;
        bytes.push(code - 0xdc00);
      }
      if (bytes.length === 0) throw encodeError(rt, problem);
      return { replacement: Uint8Array.from(bytes), resume: start + bytes.length };
    }
    case 'surrogatepass': {
      if (!run.every((character) => character.length === 1 && (character.charCodeAt(0) & 0xf800) === 0xd800)) throw encodeError(rt, problem);
      return { replacement: Uint8Array.from(run.flatMap((character) => surrogateBytes(problem.encoding, character.charCodeAt(0)))), resume: end };
    }
    default: return callEncodeHandler(rt, problem, errors);
  }
}

function surrogateBytes(encoding: string, code: number): number[] {
  const low = code & 255;
  const high = code >> 8;
  switch (encoding) {
    case 'utf-16-be': return [high, low];
    case 'utf-16-le': case 'utf-16': return [low, high];
    case 'utf-32-be': return [0, 0, high, low];
    case 'utf-32-le': case 'utf-32': return [low, high, 0, 0];
    default: return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  }
}

function encodeError(rt: Runtime, { encoding, source, start, end, reason }: EncodeProblem): unknown {
  const exception = newException(rt, 'UnicodeEncodeError', [
    newStr(rt, encoding), incref(source), newInt(rt, start), newInt(rt, end), newStr(rt, reason),
  ]);
  return thrown(rt, exception);
}

/** The error that raising the instance (taken over) throws. */
function thrown(rt: Runtime, exception: PyObject): unknown {
  try {
    return raiseObject(rt, exception);
  } catch (error) {
    return error;
  } finally {
    decref(rt, exception);
  }
}

function callEncodeHandler(rt: Runtime, problem: EncodeProblem, errors: string): EncodeReplacement {
  const handler = findHandler(rt, errors);
  const error = encodeError(rt, problem);
  const { replacement, position } = callHandler(rt, handler, error, 'encoding');
  const resume = checkedPosition(rt, position, problem.characters.length);
  return { replacement, resume };
}

function findHandler(rt: Runtime, errors: string): PyObject {
  const handler = codecErrorHandlers(rt).get(errors);
  if (handler === undefined) raise(rt, 'LookupError', `unknown error handler name '${errors}'`);
  return handler;
}

/** Calls a registered handler with the exception of `error` and takes its answer apart. */
function callHandler(rt: Runtime, handler: PyObject, error: unknown, direction: 'encoding' | 'decoding'): { replacement: string | Uint8Array; position: number } {
  if (!(error instanceof PythonError)) throw error;
  let answer: PyObject;
  try {
    answer = callObject(rt, handler, [error.exception]);
  } finally {
    decref(rt, error.exception);
  }
  try {
    const items = (answer.type as PyType).layout === rt.types.tuple ? (answer as PyTuple).value : [];
    const [replacement, position] = items;
    const text = replacement === undefined ? null : isStrLike(rt, replacement) ? replacement.value
      : direction === 'encoding' && isBytesLike(rt, replacement) ? replacement.value : null;
    if (items.length !== 2 || text === null || position === undefined || !isIntLike(rt, position)) {
      raise(rt, 'TypeError', `${direction} error handler must return (str${direction === 'encoding' ? '/bytes' : ''}, int) tuple`);
    }
    return { replacement: text, position: Number(position.value) };
  } finally {
    decref(rt, answer);
  }
}

function checkedPosition(rt: Runtime, position: number, length: number): number {
  const resume = position < 0 ? position + length : position;
  if (resume < 0 || resume > length) raise(rt, 'IndexError', `position ${position} from error handler out of bounds`);
  return resume;
}

export interface DecodeProblem {
  readonly encoding: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  /** A new reference to the bytes object the error shows. */
  readonly source: () => PyObject;
}

export interface DecodeReplacement {
  readonly replacement: string;
  readonly resume: number;
}

export function handleDecodeError(rt: Runtime, problem: DecodeProblem, errors: string): DecodeReplacement {
  const { bytes, start, end } = problem;
  switch (errors) {
    case 'strict': throw decodeError(rt, problem);
    case 'ignore': return { replacement: '', resume: end };
    case 'replace': return { replacement: '\ufffd', resume: end };
    case 'backslashreplace': return { replacement: Array.from(bytes.subarray(start, end), hexEscape).join(''), resume: end };
    case 'surrogateescape': {
      let text = '';
      for (let at = start; at < end && (bytes[at] as number) >= 128; at++) text += String.fromCharCode(0xdc00 + (bytes[at] as number));
      if (text === '') throw decodeError(rt, problem);
      return { replacement: text, resume: start + text.length };
    }
    case 'surrogatepass': {
      const surrogate = surrogateAt(problem);
      if (surrogate === null) throw decodeError(rt, problem);
      return surrogate;
    }
    default: {
      const handler = findHandler(rt, errors);
      const { replacement, position } = callHandler(rt, handler, decodeError(rt, problem), 'decoding');
      return { replacement: replacement as string, resume: checkedPosition(rt, position, bytes.length) };
    }
  }
}

function surrogateAt({ encoding, bytes, start }: DecodeProblem): DecodeReplacement | null {
  const byte = (offset: number): number => bytes[start + offset] ?? 0;
  let code: number;
  let width: number;
  if (encoding.startsWith('utf-16')) {
    width = 2;
    code = encoding === 'utf-16-be' ? (byte(0) << 8) | byte(1) : (byte(1) << 8) | byte(0);
  } else if (encoding.startsWith('utf-32')) {
    width = 4;
    code = encoding === 'utf-32-be' ? (byte(2) << 8) | byte(3) : (byte(1) << 8) | byte(0);
  } else {
    width = 3;
    if ((byte(0) & 0xf0) !== 0xe0 || (byte(1) & 0xc0) !== 0x80 || (byte(2) & 0xc0) !== 0x80) return null;
    code = ((byte(0) & 15) << 12) | ((byte(1) & 63) << 6) | (byte(2) & 63);
  }
  if (start + width > bytes.length || (code & 0xf800) !== 0xd800) return null;
  return { replacement: String.fromCharCode(code), resume: start + width };
}

function decodeError(rt: Runtime, { encoding, source, start, end, reason }: DecodeProblem): unknown {
  return thrown(rt, newException(rt, 'UnicodeDecodeError', [
    newStr(rt, encoding), source(), newInt(rt, start), newInt(rt, end), newStr(rt, reason),
  ]));
}
