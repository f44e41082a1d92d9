/** BLAKE2b and BLAKE2s (RFC 7693), with all parameters of a tree. Words of BLAKE2b are bigints. */
import type { Digest } from './blocks';

const SIGMA: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3], [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8], [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10], [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

export interface Blake2Options {
  readonly digestSize: number; readonly key: Uint8Array; readonly salt: Uint8Array; readonly person: Uint8Array;
  readonly fanout: number; readonly depth: number; readonly leafSize: number; readonly nodeOffset: bigint; readonly nodeDepth: number;
  readonly innerSize: number; readonly lastNode: boolean;
}

/** What tells the two apart. */
export interface Blake2Variant {
  readonly wordBytes: 4 | 8;
  readonly rounds: number;
  readonly rotations: readonly [number, number, number, number];
  readonly initial: readonly bigint[];
}

export const blake2b: Blake2Variant = {
  wordBytes: 8, rounds: 12, rotations: [32, 24, 16, 63],
  initial: [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n, 0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
  ],
};
export const blake2s: Blake2Variant = {
  wordBytes: 4, rounds: 10, rotations: [16, 12, 8, 7],
  initial: [0x6a09e667n, 0xbb67ae85n, 0x3c6ef372n, 0xa54ff53an, 0x510e527fn, 0x9b05688cn, 0x1f83d9abn, 0x5be0cd19n],
};

/** The parameter block as words. */
function parameterWords({ wordBytes }: Blake2Variant, options: Blake2Options): bigint[] {
  const block = new Uint8Array(8 * wordBytes);
  const view = new DataView(block.buffer);
  block.set([options.digestSize, options.key.length, options.fanout, options.depth]);
  view.setUint32(4, options.leafSize, true);
  if (wordBytes === 8) view.setBigUint64(8, options.nodeOffset, true);
  else {
    view.setUint32(8, Number(options.nodeOffset & 0xffffffffn), true);
    view.setUint16(12, Number(options.nodeOffset >> 32n), true);
  }
  block.set([options.nodeDepth, options.innerSize], wordBytes === 8 ? 16 : 14);
  block.set(options.salt, 4 * wordBytes);
  block.set(options.person, 6 * wordBytes);
  return Array.from({ length: 8 }, (_unused, index) => (wordBytes === 8 ? view.getBigUint64(8 * index, true) : BigInt(view.getUint32(4 * index, true))));
}

export class Blake2 implements Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  private state: bigint[];
  private readonly pending: Uint8Array;
  private filled = 0;
  private total = 0n;

  constructor(private readonly variant: Blake2Variant, private readonly options: Blake2Options, isCopy = false) {
    this.blockSize = 16 * variant.wordBytes;
    this.digestSize = options.digestSize;
    this.pending = new Uint8Array(this.blockSize);
    const words = parameterWords(variant, options);
    this.state = variant.initial.map((word, index) => word ^ (words[index] as bigint));
    if (options.key.length > 0 && !isCopy) {
      const block = new Uint8Array(this.blockSize);
      block.set(options.key);
      this.update(block);
    }
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      // The last block is worked on when it is known to be the last.
      if (this.filled === this.blockSize) {
        this.total += BigInt(this.blockSize);
        this.compress(false);
        this.filled = 0;
      }
      const count = Math.min(this.blockSize - this.filled, bytes.length - at);
      this.pending.set(bytes.subarray(at, at + count), this.filled);
      this.filled += count;
      at += count;
    }
  }

  private compress(isLast: boolean): void {
    const { variant: { wordBytes, rounds, rotations, initial }, state } = this;
    const bits = 8 * wordBytes;
    const mask = (1n << BigInt(bits)) - 1n;
    const view = new DataView(this.pending.buffer);
    const message = Array.from({ length: 16 }, (_unused, index) => (wordBytes === 8 ? view.getBigUint64(8 * index, true) : BigInt(view.getUint32(4 * index, true))));
    const v = [...state, ...initial];
    const flip = (index: number, by: bigint): void => {
      v[index] = (v[index] as bigint) ^ by;
    };
    flip(12, this.total & mask);
    flip(13, (this.total >> BigInt(bits)) & mask);
    if (isLast) flip(14, mask);
    if (isLast && this.options.lastNode) flip(15, mask);
    const [r1, r2, r3, r4] = rotations.map(BigInt) as [bigint, bigint, bigint, bigint];
    const width = BigInt(bits);
    const rotate = (word: bigint, count: bigint): bigint => ((word >> count) | (word << (width - count))) & mask;
    const mix = (a: number, b: number, c: number, d: number, x: bigint, y: bigint): void => {
      let [va, vb, vc, vd] = [v[a], v[b], v[c], v[d]] as [bigint, bigint, bigint, bigint];
      va = (va + vb + x) & mask;
      vd = rotate(vd ^ va, r1);
      vc = (vc + vd) & mask;
      vb = rotate(vb ^ vc, r2);
      va = (va + vb + y) & mask;
      vd = rotate(vd ^ va, r3);
      vc = (vc + vd) & mask;
      vb = rotate(vb ^ vc, r4);
      [v[a], v[b], v[c], v[d]] = [va, vb, vc, vd];
    };
    for (let round = 0; round < rounds; round++) {
      const order = SIGMA[round % 10] as readonly number[];
      const word = (index: number): bigint => message[order[index] as number] as bigint;
      for (let column = 0; column < 4; column++) mix(column, column + 4, column + 8, column + 12, word(2 * column), word(2 * column + 1));
      for (let column = 0; column < 4; column++) {
        mix(column, 4 + ((column + 1) % 4), 8 + ((column + 2) % 4), 12 + ((column + 3) % 4), word(8 + 2 * column), word(9 + 2 * column));
      }
    }
    this.state = state.map((value, index) => value ^ (v[index] as bigint) ^ (v[index + 8] as bigint));
  }

  copy(): Blake2 {
    const result = new Blake2(this.variant, this.options, true);
    result.state = this.state.slice();
    result.pending.set(this.pending);
    result.filled = this.filled;
    result.total = this.total;
    return result;
  }

  digest(): Uint8Array {
    const last = this.copy();
    last.total += BigInt(last.filled);
    last.pending.fill(0, last.filled);
    last.compress(true);
    const { wordBytes } = this.variant;
    const bytes = new Uint8Array(8 * wordBytes);
    const view = new DataView(bytes.buffer);
    last.state.forEach((word, index) => {
      if (wordBytes === 8) view.setBigUint64(8 * index, word, true);
      else view.setUint32(4 * index, Number(word), true);
    });
    return bytes.slice(0, this.options.digestSize);
  }
}
