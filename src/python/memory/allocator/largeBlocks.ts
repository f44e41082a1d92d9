/**
 * Addresses of what the small object allocator does not serve: blocks of more than 512 bytes (and of 0), which CPython leaves to the
 * C library. In: sizes. Out: addresses in the units of `pools.ts`, behind all its arenas.
 *
 * What the C library does is not CPython's: here a freed block is used again for the next one of the same size, as its bins mostly do.
 */
import { UNIT_BYTES } from './pools';

/** Units from here on are large blocks. */
export const LARGE_ORIGIN = 1 << 27;
/** What the C library keeps in front of a block. */
const CHUNK_HEADER = 8;
/** The smallest chunk. */
const MINIMUM_CHUNK = 32;

export class LargeBlocks {
  private readonly chunkUnits = new Map<number, number>();
  private readonly bins = new Map<number, number[]>();
  private top = LARGE_ORIGIN + 1;

  allocate(bytes: number): number {
    const units = Math.ceil(Math.max(bytes + CHUNK_HEADER, MINIMUM_CHUNK) / UNIT_BYTES);
    let address = this.bins.get(units)?.pop();
    if (address === undefined) {
      address = this.top;
      this.top += units;
    }
    this.chunkUnits.set(address, units);
    return address;
  }

  free(address: number): void {
    const units = this.chunkUnits.get(address) as number;
    this.chunkUnits.delete(address);
    const bin = this.bins.get(units);
    if (bin === undefined) this.bins.set(units, [address]);
    else bin.push(address);
  }

  /** Whether a block holds `bytes` bytes without being moved. */
  fits(address: number, bytes: number): boolean {
    return Math.ceil(Math.max(bytes + CHUNK_HEADER, MINIMUM_CHUNK) / UNIT_BYTES) === this.chunkUnits.get(address);
  }
}
