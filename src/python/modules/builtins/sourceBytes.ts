/**
 * Source text given as bytes: decoded by the `coding` comment of its first two lines with the program's own codecs, by default as
 * UTF-8 (CPython Parser/tokenizer.c decode_str; PEP 263).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, getAttributeString, matches, newBytes, newInt, newStr, newTuple, PythonError, raiseSyntaxError, raiseWithArgs, str,
  type PyException, type PyInt, type PyStr, type PyType, type Runtime,
} from '../../objects';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;
const UTF8_MARK = [0xef, 0xbb, 0xbf] as const;

/** The declared encoding, or null. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 1000)).split(/\r\n|\r|\n/);
  for (const line of head.slice(0, 2)) {
    const match = COOKIE.exec(line);
    if (match !== null) return match[1] as string;
    if (!BLANK_OR_COMMENT.test(line)) return null;
  }
  return null;
}

/** CPython's get_normal_name. */
function normalName(name: string): string {
  const plain = name.slice(0, 12).toLowerCase().replaceAll('_', '-');
  if (plain === 'utf-8' || plain.startsWith('utf-8-')) return 'utf-8';
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/.test(plain) ? 'iso-8859-1' : name;
}

function failEncoding(rt: Runtime, message: string, filename: string): never {
  const place = newTuple(rt, [newStr(rt, filename), newInt(rt, 0), newInt(rt, -1), incref(rt.none)]);
  return raiseWithArgs(rt, 'SyntaxError', [newStr(rt, message), place]);
}

/** `(unicode error) ...` at the line of the byte. */
function failDecoding(rt: Runtime, bytes: Uint8Array, exception: PyException, filename: string): never {
  const text = str(rt, exception);
  const start = getAttributeString(rt, exception, 'start') as PyInt;
  const at = Number(start.value);
  decref(rt, start);
  decref(rt, text);
  decref(rt, exception);
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < at; index++) {
    if (bytes[index] !== 10) continue;
    line++;
    lineStart = index + 1;
  }
  const lineEnd = bytes.indexOf(10, at);
  const shown = Array.from(bytes.subarray(lineStart, lineEnd < 0 ? bytes.length : lineEnd), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  // The place is that of the literal the byte is in.
  let quote = at;
  while (quote > lineStart && bytes[quote] !== 0x22 && bytes[quote] !== 0x27) quote--;
  const offset = quote - lineStart + 1;
  // The position in the message is that within the part CPython decodes: the literal's.
  const message = text.value.replace(/in position \d+/, `in position ${Math.max(0, at - quote - 1)}`);
  return raiseSyntaxError(rt, 'SyntaxError', `(unicode error) ${message}`, { filename, line, offset, endLine: line, endOffset: -1, text: `${shown}\n` });
}

export function decodedSource(rt: Runtime, given: Uint8Array, filename: string): string {
  const hasMark = UTF8_MARK.every((byte, index) => given[index] === byte);
  const bytes = hasMark ? given.subarray(UTF8_MARK.length) : given;
  const declared = declaredEncoding(bytes);
  const encoding = declared === null ? 'utf-8' : normalName(declared);
  if (hasMark && encoding !== 'utf-8') failEncoding(rt, `encoding problem: ${encoding} with BOM`, filename);
  const object = newBytes(rt, bytes.slice());
  const name = newStr(rt, encoding);
  let decoded: PyObject | null = null;
  try {
    decoded = callMethod(rt, object, 'decode', [name]);
    if ((decoded.type as PyType).layout !== rt.types.str) failEncoding(rt, `encoding problem: ${declared ?? encoding}`, filename);
    return (decoded as PyStr).value;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (matches(rt, error.exception, rt.exceptions.UnicodeDecodeError)) failDecoding(rt, bytes, error.exception as PyException, filename);
    if (!matches(rt, error.exception, rt.exceptions.LookupError)) throw error;
    decref(rt, error.exception);
    return failEncoding(rt, `unknown encoding: ${declared ?? encoding}`, filename);
  } finally {
    if (decoded !== null) decref(rt, decoded);
    decref(rt, name);
    decref(rt, object);
  }
}
