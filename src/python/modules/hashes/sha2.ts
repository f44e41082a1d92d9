/**
 * SHA-2 (FIPS 180-4). 64-bit words of SHA-384 and SHA-512 are pairs of 32-bit halves, high first, since bigints would be
 * some thirty times slower.
 */
import { BlockDigest } from './blocks';

/** The first `count` primes. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The first 64 bits of the fractional part of a root. */
function rootBits(prime: number, degree: bigint): bigint {
  const target = BigInt(prime) << (64n * degree);
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & 0xffffffffffffffffn;
}

/** As pairs of halves. */
function halves(words: readonly bigint[]): Uint32Array {
  return Uint32Array.from(words.flatMap((word) => [Number(word >> 32n), Number(word & 0xffffffffn)]));
}

const firstPrimes = primes(80);
const cubeRoots = firstPrimes.map((prime) => rootBits(prime, 3n));
const squareRoots = firstPrimes.slice(0, 16).map((prime) => rootBits(prime, 2n));
const K512 = halves(cubeRoots);
const K256 = Int32Array.from(cubeRoots.slice(0, 64), (root) => Number(root >> 32n) | 0);

const INITIAL_256 = Uint32Array.from(squareRoots.slice(0, 8), (root) => Number(root >> 32n));
const INITIAL_224 = Uint32Array.from(squareRoots.slice(8), (root) => Number(root & 0xffffffffn));
const INITIAL_512 = halves(squareRoots.slice(0, 8));
const INITIAL_384 = halves(squareRoots.slice(8));

const rotate = (word: number, count: number): number => (word >>> count) | (word << (32 - count));

export class Sha256 extends BlockDigest {
  private readonly schedule = new Int32Array(64);

  constructor(protected readonly digestLength: 28 | 32) {
    super(64, (digestLength === 32 ? INITIAL_256 : INITIAL_224).slice(), false);
  }

  protected fresh(): BlockDigest {
    return new Sha256(this.digestLength);
  }

  protected compress(view: DataView, offset: number): void {
    const { state, schedule: w } = this;
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(offset + 4 * t);
    for (let t = 16; t < 64; t++) {
      const [x, y] = [w[t - 15] as number, w[t - 2] as number];
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[t] = (s0 + s1 + (w[t - 7] as number) + (w[t - 16] as number)) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t++) {
      const one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + (K256[t] as number) + (w[t] as number)) | 0;
      const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = (state[index] as number) + value;
    });
  }
}

export class Sha512 extends BlockDigest {
  private readonly schedule = new Int32Array(160);
  /** The low half of the last sum: a function gives back only one number. */
  private low = 0;

  constructor(protected readonly digestLength: 48 | 64) {
    super(128, (digestLength === 64 ? INITIAL_512 : INITIAL_384).slice(), false);
  }

  protected fresh(): BlockDigest {
    return new Sha512(this.digestLength);
  }

  /** Sum of 64-bit words: the high halves' sum with the carry of the low halves' sum, which may have up to 53 bits. */
  private addHigh(highs: number, lows: number): number {
    this.low = lows | 0;
    return (highs + Math.floor(lows / 4294967296)) | 0;
  }

  protected compress(view: DataView, offset: number): void {
    const { state, schedule: w } = this;
    for (let t = 0; t < 32; t++) w[t] = view.getInt32(offset + 4 * t);
    for (let t = 32; t < 160; t += 2) {
      const [xh, xl] = [w[t - 30] as number, w[t - 29] as number];
      const [yh, yl] = [w[t - 4] as number, w[t - 3] as number];
      const s0h = right(xh, xl, 1) ^ right(xh, xl, 8) ^ (xh >>> 7);
      const s0l = right(xl, xh, 1) ^ right(xl, xh, 8) ^ ((xl >>> 7) | (xh << 25));
      const s1h = right(yh, yl, 19) ^ right(yl, yh, 29) ^ (yh >>> 6);
      const s1l = right(yl, yh, 19) ^ right(yh, yl, 29) ^ ((yl >>> 6) | (yh << 26));
      w[t] = this.addHigh(s0h + s1h + (w[t - 14] as number) + (w[t - 32] as number), (s0l >>> 0) + (s1l >>> 0) + ((w[t - 13] as number) >>> 0) + ((w[t - 31] as number) >>> 0));
      w[t + 1] = this.low;
    }
    const v = Int32Array.from(state);
    for (let t = 0; t < 160; t += 2) {
      const [ah, al, bh, bl, ch, cl] = v as unknown as [number, number, number, number, number, number];
      const [eh, el, fh, fl, gh, gl, hh, hl] = v.subarray(8) as unknown as [number, number, number, number, number, number, number, number];
      const e1h = right(eh, el, 14) ^ right(eh, el, 18) ^ right(el, eh, 9);
      const e1l = right(el, eh, 14) ^ right(el, eh, 18) ^ right(eh, el, 9);
      const oneHigh = this.addHigh(
        hh + e1h + ((eh & fh) ^ (~eh & gh)) + (K512[t] as number) + (w[t] as number),
        (hl >>> 0) + (e1l >>> 0) + (((el & fl) ^ (~el & gl)) >>> 0) + (K512[t + 1] as number) + ((w[t + 1] as number) >>> 0),
      );
      const oneLow = this.low;
      const a0h = right(ah, al, 28) ^ right(al, ah, 2) ^ right(al, ah, 7);
      const a0l = right(al, ah, 28) ^ right(ah, al, 2) ^ right(ah, al, 7);
      const twoHigh = this.addHigh(a0h + ((ah & bh) ^ (ah & ch) ^ (bh & ch)), (a0l >>> 0) + (((al & bl) ^ (al & cl) ^ (bl & cl)) >>> 0));
      const twoLow = this.low;
      const [dh, dl] = [v[6] as number, v[7] as number];
      v.copyWithin(2, 0, 14);
      v[8] = this.addHigh(dh + oneHigh, (dl >>> 0) + (oneLow >>> 0));
      v[9] = this.low;
      v[0] = this.addHigh(oneHigh + twoHigh, (oneLow >>> 0) + (twoLow >>> 0));
      v[1] = this.low;
    }
    for (let index = 0; index < 16; index += 2) {
      state[index] = this.addHigh((state[index] as number) + (v[index] as number), (state[index + 1] as number) + ((v[index + 1] as number) >>> 0));
      state[index + 1] = this.low;
    }
  }
}

/** One half of a 64-bit word rotated right by less than 32: `word` is that half, `other` the other one. */
function right(word: number, other: number, count: number): number {
  return (word >>> count) | (other << (32 - count));
}

export function sha512(message: Uint8Array): Uint8Array {
  const digest = new Sha512(64);
  digest.update(message);
  return digest.digest();
}
