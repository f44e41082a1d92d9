/** bytes.hex() and bytes.fromhex(). In: bytes or text. Out: the other one. */
import type { PyObject } from '../memory';
import { length } from './abstract';
import { bytesView } from './bytesView';
import { latin1Text } from './latin1';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';
import { isUnicodeSpace } from './textDigits';

/** `group`: bytes between separators, counted from the right when positive (_Py_strhex_with_sep). */
export function hexOf(rt: Runtime, bytes: Uint8Array, separatorObject: PyObject | undefined, group: number): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  if (separatorObject === undefined) return digits.join('');
  const separator = separatorText(rt, separatorObject);
  const size = Math.abs(group);
  if (size === 0 || size >= bytes.length) return digits.join('');
  const parts: string[] = [];
  const first = group > 0 ? bytes.length % size || size : size;
  for (let at = 0; at < digits.length;) {
    const end = at === 0 ? first : at + size;
    parts.push(digits.slice(at, end).join(''));
    at = end;
  }
  return parts.join(separator);
}

function separatorText(rt: Runtime, object: PyObject): string {
  if (length(rt, object) !== 1) raise(rt, 'ValueError', 'sep must be length 1.');
  const bytes = bytesView(rt, object);
  if (bytes === null && !isStrLike(rt, object)) raise(rt, 'TypeError', 'sep must be str or bytes.');
  const text = bytes === null ? object.value as string : latin1Text(bytes);
  if (text.charCodeAt(0) > 127) raise(rt, 'ValueError', 'sep must be ASCII.');
  return text;
}

/** Pairs of hexadecimal digits, with white space between them. */
export function bytesOfHex(rt: Runtime, text: string): Uint8Array {
  const bytes: number[] = [];
  const digitAt = (at: number): number => {
    const character = text.charAt(at);
    if (!/^[0-9A-Fa-f]$/.test(character)) raise(rt, 'ValueError', `non-hexadecimal number found in fromhex() arg at position ${at}`);
    return parseInt(character, 16);
  };
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code < 128 && isUnicodeSpace(code) && code < 28 || code === 32) {
      at++;
      continue;
    }
    bytes.push(16 * digitAt(at) + digitAt(at + 1));
    at += 2;
  }
  return Uint8Array.from(bytes);
}
