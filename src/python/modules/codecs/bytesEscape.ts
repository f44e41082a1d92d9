/** Bytes as the source of a bytes literal and back (CPython Objects/bytesobject.c _PyBytes_DecodeEscape, _codecs.escape_encode). */
import { raise, type Runtime } from '../../objects';

const WRITTEN: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' };
const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['\\', 92], ["'", 39], ['"', 34], ['b', 8], ['f', 12], ['t', 9], ['n', 10], ['r', 13], ['v', 11], ['a', 7],
]);

export function encodeEscapes(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  const push = (text: string): void => {
    for (let index = 0; index < text.length; index++) out.push(text.charCodeAt(index));
  };
  for (const byte of bytes) {
    const written = WRITTEN[byte];
    if (written !== undefined) push(written);
    else if (byte < 32 || byte > 126) push(`\\x${byte.toString(16).padStart(2, '0')}`);
    else out.push(byte);
  }
  return Uint8Array.from(out);
}

/** `doubtful` is told the place behind the backslash of the first unknown escape, at the end. */
export function decodeEscapes(rt: Runtime, bytes: Uint8Array, errors: string, doubtful: (at: number) => void): Uint8Array {
  const out: number[] = [];
  let firstDoubt = -1;
  const digit = (at: number, radix: 8 | 16): number => (at < bytes.length ? parseInt(String.fromCharCode(bytes[at] as number), radix) : NaN);
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++] as number;
    if (byte !== 92) {
      out.push(byte);
      continue;
    }
    if (at === bytes.length) raise(rt, 'ValueError', 'Trailing \\ in string');
    const letter = String.fromCharCode(bytes[at++] as number);
    const simple = SIMPLE.get(letter);
    if (letter === '\n') continue;
    if (simple !== undefined) out.push(simple);
    else if (letter >= '0' && letter <= '7') {
      const start = at - 1;
      let code = digit(start, 8);
      while (at < start + 3 && !Number.isNaN(digit(at, 8))) code = code * 8 + digit(at++, 8);
      if (code > 0o377 && firstDoubt < 0) firstDoubt = start;
      out.push(code & 255);
    } else if (letter === 'x') {
      const high = digit(at, 16);
      const low = digit(at + 1, 16);
      if (!Number.isNaN(high) && !Number.isNaN(low)) {
        out.push(high * 16 + low);
        at += 2;
        continue;
      }
      // What is left of the escape is skipped.
      if (!Number.isNaN(high)) at++;
      if (errors === 'strict') raise(rt, 'ValueError', `invalid \\x escape at position ${at - 2 - (Number.isNaN(high) ? 0 : 1)}`);
      if (errors === 'replace') out.push(63);
      else if (errors !== 'ignore') raise(rt, 'ValueError', `decoding error; unknown error handling code: ${errors}`);
    } else {
      if (firstDoubt < 0) firstDoubt = at - 1;
      out.push(92);
      at--;
    }
  }
  if (firstDoubt >= 0) doubtful(firstDoubt);
  return Uint8Array.from(out);
}
