/**
 * Columns of numbers as bytes. Integers are written as they are or as differences to the row before, whichever is shorter,
 * zigzag-coded (small negatives become small positives) in groups of seven bits; floats as eight bytes. The first byte says
 * which. What comes out is made for a DEFLATE after it: regular columns become runs of equal bytes.
 *
 * In: a row count and a way to read a row. Out: bytes; and back, refusing bytes which are not exactly so many rows.
 */
import { check } from './fileProblem';

const enum Coding { Plain = 0, Differences = 1, Floats = 2 }

const FLOAT_BYTES = 8;
/** A 32-bit number in groups of seven bits. */
const LONGEST = 5;

const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
const unzigzag = (code: number): number => (code >>> 1) ^ -(code & 1);

function groupCount(code: number): number {
  return code < 0x80 ? 1 : code < 0x4000 ? 2 : code < 0x20_0000 ? 3 : code < 0x1000_0000 ? 4 : LONGEST;
}

export function encodeIntegers(count: number, get: (row: number) => number): Uint8Array {
  let plain = 0;
  let differences = 0;
  for (let row = 0, last = 0; row < count; row++) {
    const value = get(row);
    plain += groupCount(zigzag(value));
    differences += groupCount(zigzag((value - last) | 0));
    last = value;
  }
  const coding = differences < plain ? Coding.Differences : Coding.Plain;
  const bytes = new Uint8Array(1 + Math.min(plain, differences));
  bytes[0] = coding;
  let at = 1;
  for (let row = 0, last = 0; row < count; row++) {
    const value = get(row);
    let code = zigzag(coding === Coding.Plain ? value : (value - last) | 0);
    last = value;
    while (code >= 0x80) {
      bytes[at++] = (code & 0x7f) | 0x80;
      code >>>= 7;
    }
    bytes[at++] = code;
  }
  return bytes;
}

/** Calls `put` for each row in order. */
export function decodeIntegers(bytes: Uint8Array, count: number, put: (value: number, row: number) => void): void {
  const coding = bytes[0];
  check(coding === Coding.Plain || coding === Coding.Differences, 'a column of integers has an unknown coding');
  check(count <= bytes.length - 1, 'a column has fewer rows than it says');
  let at = 1;
  let last = 0;
  for (let row = 0; row < count; row++) {
    let code = 0;
    for (let shift = 0; ; shift += 7) {
      check(at < bytes.length && shift < LONGEST * 7, 'a column of integers ends early');
      const byte = bytes[at++];
      code |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    const value = unzigzag(code >>> 0);
    last = coding === Coding.Plain ? value : (last + value) | 0;
    put(last, row);
  }
  check(at === bytes.length, 'a column has more bytes than rows');
}

export function encodeFloats(count: number, get: (row: number) => number): Uint8Array {
  const bytes = new Uint8Array(1 + count * FLOAT_BYTES);
  bytes[0] = Coding.Floats;
  const view = new DataView(bytes.buffer);
  for (let row = 0; row < count; row++) view.setFloat64(1 + row * FLOAT_BYTES, get(row), true);
  return bytes;
}

export function decodeFloats(bytes: Uint8Array, count: number, put: (value: number, row: number) => void): void {
  check(bytes[0] === Coding.Floats && bytes.length === 1 + count * FLOAT_BYTES, 'a column of floats has the wrong length');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0; row < count; row++) put(view.getFloat64(1 + row * FLOAT_BYTES, true), row);
}
