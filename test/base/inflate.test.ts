/** Oracle: Node's zlib. */
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateRaw } from '../../src/base';

const noise = Uint8Array.from({ length: 5000 }, (_, index) => (Math.imul(index + 7, 2654435761) >>> 13) & 0xff);
const samples: readonly [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(65)],
  ['text', new TextEncoder().encode('the cat sat on the mat; the rat sat on the cat. '.repeat(40))],
  ['a long run', new Uint8Array(100_000).fill(7)],
  ['noise', noise],
];

describe.each(samples)('%s', (_name, bytes) => {
  it.each([
    ['best', { level: 9 }], ['stored', { level: 0 }], ['fixed codes', { strategy: constants.Z_FIXED }], ['codes only', { strategy: constants.Z_HUFFMAN_ONLY }],
  ])('comes back from %s compression', (_way, options) => {
    expect(inflateRaw(new Uint8Array(deflateRawSync(bytes, options)), bytes.length)).toEqual(bytes);
  });
});

it('refuses data that ends early', () => {
  const compressed = new Uint8Array(deflateRawSync(noise));
  expect(() => inflateRaw(compressed.subarray(0, 100), noise.length)).toThrow();
});
