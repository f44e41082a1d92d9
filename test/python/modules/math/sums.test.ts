/** fsum against CPython's exact sums (recorded.json); lengths of vectors. */
import { describe, expect, it } from 'vitest';
import { exactSum, vectorLength } from '../../../../src/python/modules/math/sums';
import { recorded } from '../recorded';

describe('exactSum', () => {
  it('is correctly rounded', () => {
    for (const [values, total] of recorded.sums) expect(exactSum(values.map(Number))).toBe(Number(total));
  });

  it('does not depend on the order', () => {
    const values = [1e100, 1, -1e100, 1e-30, 3];
    expect(exactSum(values)).toBe(exactSum([...values].reverse()));
  });
});

describe('vectorLength', () => {
  it('neither overflows nor loses small components', () => {
    expect(vectorLength([3e200, 4e200])).toBe(4.9999999999999995e200);
    expect(vectorLength([3e-200, 4e-200])).toBe(5e-200);
    expect(vectorLength([])).toBe(0);
    expect(vectorLength([NaN, Infinity])).toBe(Infinity);
  });
});
