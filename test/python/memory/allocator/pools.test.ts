/** The addresses of small blocks: last in, first out within a pool, pools of 16 KiB, carved upwards. */
import { describe, expect, it } from 'vitest';
import { PoolAllocator } from '../../../../src/python/memory/allocator/pools';

describe('PoolAllocator', () => {
  it('carves neighbours in ascending order, a size class apart', () => {
    const pools = new PoolAllocator();
    const first = pools.allocate(33);
    expect([pools.allocate(48), pools.allocate(40)]).toEqual([first + 3, first + 6]);
    expect(pools.blockBytes(first)).toBe(48);
  });

  it('hands out freed blocks last in, first out', () => {
    const pools = new PoolAllocator();
    const blocks = [1, 2, 3, 4].map(() => pools.allocate(16));
    for (const block of blocks) pools.free(block);
    expect([1, 2, 3, 4].map(() => pools.allocate(16))).toEqual(blocks.reverse());
  });

  it('keeps size classes in pools of their own', () => {
    const pools = new PoolAllocator();
    expect(pools.allocate(16) >> 10).not.toBe(pools.allocate(32) >> 10);
  });

  it('goes back to a full pool as soon as one of its blocks is free', () => {
    const pools = new PoolAllocator();
    // (16384 - 48) / 512 blocks fill a pool.
    const full = Array.from({ length: 31 }, () => pools.allocate(512));
    const next = pools.allocate(512);
    expect(next >> 10).not.toBe((full[0] as number) >> 10);
    pools.free(full[7] as number);
    expect(pools.allocate(512)).toBe(full[7]);
    expect(pools.allocate(512) >> 10).toBe(next >> 10);
  });

  it('gives an empty pool to another class, and keeps its free blocks for the same one', () => {
    const pools = new PoolAllocator();
    const block = pools.allocate(64);
    pools.free(block);
    expect(pools.allocate(64)).toBe(block);
    pools.free(block);
    expect(pools.allocate(256) >> 10).toBe(block >> 10);
  });

  it('assumes blocks beside the free ones', () => {
    const pools = new PoolAllocator();
    const [first, second] = [pools.allocate(16), pools.allocate(16)];
    pools.free(first as number);
    expect(pools.assume(16)).toBe((second as number) + 1);
    expect(pools.allocate(16)).toBe(first);
  });
});
