import { expect, test } from 'vitest';
import { divideCorrectlyRounded, floorDivideBigInts, remainderOfBigInts } from '../../../src/python/objects/intArithmetic';
import { floatRepr } from '../../../src/python/objects/floatFormat';
import { recorded } from './recorded/recorded';
import type { Runtime } from '../../../src/python/objects/runtime';

const { divisions } = recorded<{ divisions: [string, string, string, string, string][] }>('ints');

test('divisions of big ints', () => {
  for (const [a, b, quotient, floor, remainder] of divisions) {
    expect(String(floorDivideBigInts(BigInt(a), BigInt(b)))).toBe(floor);
    expect(String(remainderOfBigInts(BigInt(a), BigInt(b)))).toBe(remainder);
    if (quotient === 'overflow') continue;
    // Only an overflow would need the runtime.
    expect(floatRepr(divideCorrectlyRounded(null as unknown as Runtime, BigInt(a), BigInt(b))), `${a} / ${b}`).toBe(quotient);
  }
});
