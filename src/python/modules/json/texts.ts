/**
 * Strings of JSON (CPython Modules/_json.c): reading one from a text, and writing one with escapes.
 *
 * Positions are in UTF-16 units here; `index.ts` and the error convert them to code points.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, codePointIndex, getAttributeString, internStr, machine, newInt, newStr, newTuple, PythonError, type PyStr, type Runtime,
} from '../../objects';

/** raise_errmsg: json.decoder.JSONDecodeError(message, text, position). */
export function raiseDecodeError(rt: Runtime, message: string, text: PyStr, offset: number): never {
  const name = internStr(rt, 'json.decoder');
  const names = newTuple(rt, [newStr(rt, 'JSONDecodeError')]);
  const argumentObjects: PyObject[] = [newStr(rt, message), incref(text), newInt(rt, codePointIndex(text, Math.min(offset, text.value.length)) + Math.max(0, offset - text.value.length))];
  let exception: PyObject;
  try {
    const module = machine(rt).importModule(name, null, null, names, 0);
    const type = getAttributeString(rt, module, 'JSONDecodeError');
    decref(rt, module);
    exception = callObject(rt, type, argumentObjects);
    decref(rt, type);
  } finally {
    for (const object of [name, names, ...argumentObjects]) decref(rt, object);
  }
  throw new PythonError(exception);
}

const ESCAPED: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** scanstring_unicode: `start` is behind the opening quote. Gives the string and where it ends. */
export function scanString(rt: Runtime, source: PyStr, start: number, strict: boolean): { text: string; end: number } {
  const { value } = source;
  const begin = start - 1;
  let text = '';
  let at = start;
  for (;;) {
    let next = at;
    let code = 0;
    for (; next < value.length; next++) {
      code = value.charCodeAt(next);
      if (code === 34 || code === 92) break;
      if (code <= 31 && strict) raiseDecodeError(rt, 'Invalid control character at', source, next);
    }
    if (next >= value.length) raiseDecodeError(rt, 'Unterminated string starting at', source, begin);
    text += value.slice(at, next);
    next++;
    if (code === 34) return { text, end: next };
    if (next >= value.length) raiseDecodeError(rt, 'Unterminated string starting at', source, begin);
    const escape = value.charAt(next);
    if (escape !== 'u') {
      const character = ESCAPED[escape];
      if (character === undefined) raiseDecodeError(rt, 'Invalid \\escape', source, next - 1);
      text += character;
      at = next + 1;
      continue;
    }
    const unit = hexUnit(rt, source, next + 1, value.length);
    at = next + 5;
    text += String.fromCharCode(unit);
    if (unit >= 0xd800 && unit <= 0xdbff && at + 6 < value.length && value.startsWith('\\u', at)) {
      const second = hexUnit(rt, source, at + 2, value.length);
      if (second >= 0xdc00 && second <= 0xdfff) {
        text += String.fromCharCode(second);
        at += 6;
      }
    }
  }
}

/** The four digits of \uXXXX. */
function hexUnit(rt: Runtime, source: PyStr, at: number, length: number): number {
  const digits = source.value.slice(at, at + 4);
  if (at + 4 >= length || !/^[0-9A-Fa-f]{4}$/.test(digits)) raiseDecodeError(rt, 'Invalid \\uXXXX escape', source, at - 1);
  return parseInt(digits, 16);
}

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeUnit(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** py_encode_basestring_ascii */
export function quoteAscii(text: string): string {
  return /[^ !#-[\]-~]/.test(text) ? `"${text.replace(/[^ !#-[\]-~]/g, escapeUnit)}"` : `"${text}"`;
}

/** py_encode_basestring */
export function quoteText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return `"${text.replace(/["\\\x00-\x1f]/g, escapeUnit)}"`;
}
