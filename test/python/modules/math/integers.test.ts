/** Integer square roots against CPython's (recorded.json); products of ranges. */
import { describe, expect, it } from 'vitest';
import { integerSquareRoot, rangeProduct } from '../../../../src/python/modules/math/integers';
import { recorded } from '../recorded';

describe('integerSquareRoot', () => {
  it('is CPython\'s', () => {
    for (const [n, root] of recorded.roots) expect(integerSquareRoot(BigInt(n))).toBe(BigInt(root));
  });
});

describe('rangeProduct', () => {
  it('multiplies all numbers of a range', () => {
    expect(rangeProduct(1n, 5n)).toBe(120n);
    expect(rangeProduct(7n, 7n)).toBe(7n);
    expect(rangeProduct(8n, 7n)).toBe(1n);
    expect(rangeProduct(1n, 40n) / rangeProduct(1n, 38n)).toBe(1560n);
  });
});
