/** Base 64 and uuencode (CPython Modules/binascii.c). In: bytes or ASCII. Out: the other, or a text saying what is wrong. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;
const NEWLINE = 10;

export function decodeBase64(ascii: Uint8Array, strict: boolean): Uint8Array | string {
  if (strict && ascii[0] === PAD) return 'Leading padding not allowed';
  const bytes: number[] = [];
  let position = 0;
  let left = 0;
  let pads = 0;
  let paddingStarted = false;
  for (let at = 0; at < ascii.length; at++) {
    const code = ascii[at] as number;
    if (code === PAD) {
      paddingStarted = true;
      if (position >= 2 && position + ++pads >= 4) {
        return strict && at + 1 < ascii.length ? 'Excess data after padding' : Uint8Array.from(bytes);
      }
      continue;
    }
    const value = ALPHABET.indexOf(String.fromCharCode(code));
    if (value < 0) {
      if (strict) return 'Only base64 data is allowed';
      continue;
    }
    if (strict && paddingStarted) return 'Discontinuous padding not allowed';
    pads = 0;
    if (position > 0) bytes.push(((left << (2 * position)) | (value >> (6 - 2 * position))) & 255);
    left = value & ((1 << (6 - 2 * position)) - 1);
    if (position === 0) left = value;
    position = (position + 1) % 4;
  }
  if (position === 0) return Uint8Array.from(bytes);
  if (position > 1) return 'Incorrect padding';
  return `Invalid base64-encoded string: number of data characters (${Math.floor(bytes.length / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`;
}

export function encodeBase64(bytes: Uint8Array, newline: boolean): Uint8Array {
  const ascii: number[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const count = Math.min(3, bytes.length - at);
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) ascii.push(digit <= count ? ALPHABET.charCodeAt((bits >> (18 - 6 * digit)) & 63) : PAD);
  }
  if (newline) ascii.push(NEWLINE);
  return Uint8Array.from(ascii);
}

export function decodeUu(ascii: Uint8Array): Uint8Array | string {
  let count = ((ascii[0] ?? 0) - 32) & 63;
  const bytes: number[] = [];
  let at = 1;
  let left = 0;
  let bits = 0;
  for (; count > 0; at++) {
    let value = ascii[at] ?? 0;
    if (value === NEWLINE || value === 13 || at >= ascii.length) value = 0;
    else {
      if (value < 32 || value > 96) return 'Illegal char';
      value = (value - 32) & 63;
    }
    left = (left << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((left >> bits) & 255);
    left &= (1 << bits) - 1;
    count--;
  }
  for (; at < ascii.length; at++) if (![32, 96, NEWLINE, 13].includes(ascii[at] as number)) return 'Trailing garbage';
  return Uint8Array.from(bytes);
}

export function encodeUu(bytes: Uint8Array, backtick: boolean): Uint8Array | string {
  if (bytes.length > 45) return 'At most 45 bytes at once';
  const character = (value: number): number => (backtick && value === 0 ? 96 : value + 32);
  const ascii = [character(bytes.length)];
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) ascii.push(character((bits >> (18 - 6 * digit)) & 63));
  }
  ascii.push(NEWLINE);
  return Uint8Array.from(ascii);
}
