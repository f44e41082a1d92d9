/** Addresses of large blocks: apart from each other, used again for the same size. */
import { describe, expect, it } from 'vitest';
import { LARGE_ORIGIN, LargeBlocks } from '../../../../src/python/memory/allocator/largeBlocks';

describe('LargeBlocks', () => {
  it('lays blocks side by side behind the arenas', () => {
    const large = new LargeBlocks();
    const first = large.allocate(1000);
    expect(first).toBeGreaterThan(LARGE_ORIGIN);
    expect(large.allocate(1000) - first).toBe(63);
  });

  it('uses a freed block again for its size only', () => {
    const large = new LargeBlocks();
    const first = large.allocate(1000);
    large.free(first);
    expect(large.allocate(2000)).not.toBe(first);
    expect(large.allocate(1000)).toBe(first);
  });

  it('knows what fits', () => {
    const large = new LargeBlocks();
    const block = large.allocate(1000);
    expect([large.fits(block, 1000), large.fits(block, 2000)]).toEqual([true, false]);
  });
});
