/** repr(bytes). In: bytes. Out: text such as b'a\x00'. */

const ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? 34 : 39;
  let text = '';
  for (const byte of bytes) {
    if (byte === quote) text += `\\${String.fromCharCode(byte)}`;
    else text += ESCAPES[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`);
  }
  const mark = String.fromCharCode(quote);
  return `b${mark}${text}${mark}`;
}
