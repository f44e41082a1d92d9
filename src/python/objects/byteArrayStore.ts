/**
 * The storage of bytearray: growing and shrinking with CPython's allocation (bytearrayobject.c
 * PyByteArray_Resize). `bytes.length` is what is allocated, `length` what is used; a terminator byte is
 * part of the allocation.
 */
import type { PyByteArray } from './layouts';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';

export type ByteArrayData = PyByteArray['value'];

export function newByteArrayData(bytes: Uint8Array): ByteArrayData {
  if (bytes.length === 0) return { bytes: new Uint8Array(0), length: 0, exports: 0, gap: 0 };
  const allocated = new Uint8Array(bytes.length + 1);
  allocated.set(bytes);
  return { bytes: allocated, length: bytes.length, exports: 0, gap: 0 };
}

export function usedBytes(data: ByteArrayData): Uint8Array {
  return data.bytes.subarray(0, data.length);
}

/** BufferError while a memoryview looks at it. */
export function checkResizable(rt: Runtime, data: ByteArrayData): void {
  if (data.exports > 0) raise(rt, 'BufferError', 'Existing exports of data: object cannot be re-sized');
}

export function resizeByteArray(rt: Runtime, data: ByteArrayData, length: number): void {
  if (length === data.length) return;
  checkResizable(rt, data);
  checkTextLength(rt, length);
  const allocated = data.bytes.length;
  let wanted: number;
  if (length + data.gap + 1 <= allocated) {
    if (length >= Math.floor(allocated / 2)) {
      data.length = length;
      return;
    }
    wanted = length + 1;
  } else wanted = length <= allocated * 1.125 ? length + (length >> 3) + (length < 9 ? 3 : 6) : length + 1;
  const bytes = new Uint8Array(wanted);
  bytes.set(data.bytes.subarray(0, Math.min(data.length, length)));
  data.bytes = bytes;
  data.length = length;
  data.gap = 0;
}

/** Replaces the bytes from `start` to `end`. */
export function spliceByteArray(rt: Runtime, data: ByteArrayData, start: number, end: number, replacement: Uint8Array): void {
  const { length } = data;
  const growth = replacement.length - (end - start);
  // The replacement may be a view of the same memory.
  const inserted = replacement.slice();
  const tail = data.bytes.slice(end, length);
  if (growth < 0 && start === 0) {
    // What goes at the front is skipped, not moved over.
    checkResizable(rt, data);
    data.gap -= growth;
  }
  if (growth !== 0) resizeByteArray(rt, data, length + growth);
  data.bytes.set(inserted, start);
  data.bytes.set(tail, start + inserted.length);
}

/** Takes out one byte; the rest moves down. */
export function removeByteAt(rt: Runtime, data: ByteArrayData, index: number): void {
  checkResizable(rt, data);
  data.bytes.copyWithin(index, index + 1, data.length);
  resizeByteArray(rt, data, data.length - 1);
}
