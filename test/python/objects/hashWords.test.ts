import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashFromWords, highWord, lowWord, multiplyHigh } from '../../../src/python/objects/hashWords';
import type { Hash } from '../../../src/python/objects/type';

const asHash = (value: bigint): Hash => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

test('a hash comes back from its words', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }), (value) => {
    const hash = asHash(value);
    expect(hashFromWords(highWord(hash), lowWord(hash))).toBe(hash);
  }));
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => {
    expect(hashFromWords(highWord(value), lowWord(value))).toBe(value);
  }));
});

test('the high word of a product is that of 64-bit arithmetic', () => {
  fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => {
    const product = BigInt(a >>> 0) * BigInt(b >>> 0);
    expect(multiplyHigh(a, b)).toBe(Number(BigInt.asIntN(32, product >> 32n)));
  }));
});
