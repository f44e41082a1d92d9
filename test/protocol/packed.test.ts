import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from '../../src/protocol';

it('gives back what was packed', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(unpack(pack(value))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});

it('fits exactly: VS Code sends the whole buffer', () => {
  const text = 'ä€😀'.repeat(50);
  expect(pack(text).byteLength).toBe(new TextEncoder().encode(JSON.stringify(text)).byteLength);
});
