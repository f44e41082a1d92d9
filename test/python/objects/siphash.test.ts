import { expect, test } from 'vitest';
import { hashFloat, hashInt, hashPointer } from '../../../src/python/objects/hashing';
import { sipHash, sipHashKeyOfSeed } from '../../../src/python/objects/siphash';
import { recorded } from './recorded/recorded';

const { bytesHashes, numberHashes } = recorded<{
  bytesHashes: { seed: number; text: string; hash: string }[];
  numberHashes: { kind: 'int' | 'float'; text: string; hash: string }[];
}>('hashes');

test('hashes of bytes agree with CPython for several seeds', () => {
  for (const { seed, text, hash } of bytesHashes) {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(String(sipHash(bytes, sipHashKeyOfSeed(seed))), `${seed} ${text}`).toBe(hash);
  }
});

test('hashes of numbers agree with CPython', () => {
  for (const { kind, text, hash } of numberHashes) {
    const value = kind === 'float' ? hashFloat(Number(text))
      : hashInt(Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text));
    expect(String(value), text).toBe(hash);
  }
});

test('the hash of an address is the address rotated by four', () => {
  expect(hashPointer(0x7f0000000010n)).toBe(0x7f000000001);
  expect(hashPointer(0x7f0000000018n)).toBe(-0x8000000000000000n + 0x7f000000001n);
});
