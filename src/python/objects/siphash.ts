/**
 * SipHash-1-3, the hash of str and bytes in CPython 3.11 and later (pyhash.c siphash13), and the key
 * that PYTHONHASHSEED gives.
 *
 * In: bytes, a key. Out: a `Hash`. 64-bit words are pairs of 32-bit halves in local variables, since
 * bigints would be some fifty times slower.
 */
import type { Hash } from './type';
import { toHash } from './hashing';

/** 128-bit key as four 32-bit words, low word first. */
export type SipHashKey = readonly [number, number, number, number];

/** The key of a hash seed (bootstrap_hash.c lcg_urandom); 0 switches randomisation off. */
export function sipHashKeyOfSeed(seed: number): SipHashKey {
  if (seed === 0) return [0, 0, 0, 0];
  const words: number[] = [];
  let state = seed >>> 0;
  for (let word = 0; word < 4; word++) {
    let bits = 0;
    for (let byte = 0; byte < 4; byte++) {
      state = (Math.imul(state, 214013) + 2531011) >>> 0;
      bits |= ((state >>> 16) & 255) << (8 * byte);
    }
    words.push(bits);
  }
  return words as unknown as SipHashKey;
}

/**
 * Hot path: hash of `bytes`; b'' hashes to 0. The four state words v0..v3 live in eight locals, each
 * round is the textbook round written out on halves.
 */
export function sipHash(bytes: Uint8Array, [k0l, k0h, k1l, k1h]: SipHashKey): Hash {
  const length = bytes.length;
  if (length === 0) return 0;
  let v0l = k0l ^ 0x70736575, v0h = k0h ^ 0x736f6d65;
  let v1l = k1l ^ 0x6e646f6d, v1h = k1h ^ 0x646f7261;
  let v2l = k0l ^ 0x6e657261, v2h = k0h ^ 0x6c796765;
  let v3l = k1l ^ 0x79746573, v3h = k1h ^ 0x74656462;
  const wordCount = length >>> 3;
  // One message word per turn, the last one holds the rest and the length; then three rounds to finish.
  for (let turn = 0; turn <= wordCount + 3; turn++) {
    let ml = 0;
    let mh = 0;
    if (turn <= wordCount) {
      const at = turn << 3;
      if (turn < wordCount) {
        ml = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
        mh = (bytes[at + 4] as number) | ((bytes[at + 5] as number) << 8) | ((bytes[at + 6] as number) << 16) | ((bytes[at + 7] as number) << 24);
      } else {
        mh = (length & 255) << 24;
        for (let index = at; index < length; index++) {
          const offset = index - at;
          if (offset < 4) ml |= (bytes[index] as number) << (8 * offset);
          else mh |= (bytes[index] as number) << (8 * (offset - 4));
        }
      }
      v3l ^= ml;
      v3h ^= mh;
    } else if (turn === wordCount + 1) {
      v2l ^= 0xff;
    }
    // v0 += v1; v2 += v3; v1 = rotl(v1, 13) ^ v0; v3 = rotl(v3, 16) ^ v2; v0 = rotl(v0, 32)
    let low = (v0l >>> 0) + (v1l >>> 0);
    v0h = (v0h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
    v0l = low | 0;
    low = (v2l >>> 0) + (v3l >>> 0);
    v2h = (v2h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
    v2l = low | 0;
    let high = (v1h << 13) | (v1l >>> 19);
    v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
    v1h = high ^ v0h;
    high = (v3h << 16) | (v3l >>> 16);
    v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
    v3h = high ^ v2h;
    high = v0h;
    v0h = v0l;
    v0l = high;
    // v2 += v1; v0 += v3; v1 = rotl(v1, 17) ^ v2; v3 = rotl(v3, 21) ^ v0; v2 = rotl(v2, 32)
    low = (v2l >>> 0) + (v1l >>> 0);
    v2h = (v2h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
    v2l = low | 0;
    low = (v0l >>> 0) + (v3l >>> 0);
    v0h = (v0h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
    v0l = low | 0;
    high = (v1h << 17) | (v1l >>> 15);
    v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
    v1h = high ^ v2h;
    high = (v3h << 21) | (v3l >>> 11);
    v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
    v3h = high ^ v0h;
    high = v2h;
    v2h = v2l;
    v2l = high;
    if (turn <= wordCount) {
      v0l ^= ml;
      v0h ^= mh;
    }
  }
  const resultLow = (v0l ^ v1l ^ v2l ^ v3l) >>> 0;
  const resultHigh = v0h ^ v1h ^ v2h ^ v3h;
  return toHash((BigInt(resultHigh) << 32n) | BigInt(resultLow));
}
