/**
 * 64-bit hashes as two signed 32-bit words, the form in which JavaScript computes with them fast. In
 * and out: `Hash` (a number while exact, else a bigint).
 */
import type { Hash } from './type';

const TWO_TO_32 = 4294967296;

export function lowWord(hash: Hash): number {
  return typeof hash === 'number' ? hash | 0 : Number(BigInt.asIntN(32, hash));
}

export function highWord(hash: Hash): number {
  return typeof hash === 'number' ? Math.floor(hash / TWO_TO_32) | 0 : Number(BigInt.asIntN(32, hash >> 32n));
}

export function hashFromWords(high: number, low: number): Hash {
  if (high >= -0x200000 && high < 0x200000) {
    const value = high * TWO_TO_32 + (low >>> 0);
    if (Number.isSafeInteger(value)) return value;
  }
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

/** High word of the 64-bit product of two unsigned 32-bit words. */
export function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) | 0;
}
