/** SHA-1 (FIPS 180-4). */
import { BlockDigest } from './blocks';

export class Sha1 extends BlockDigest {
  protected readonly digestLength = 20;
  private readonly schedule = new Int32Array(80);

  constructor() {
    super(64, Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0), false);
  }

  protected fresh(): BlockDigest {
    return new Sha1();
  }

  protected compress(view: DataView, offset: number): void {
    const { state, schedule } = this;
    for (let t = 0; t < 16; t++) schedule[t] = view.getInt32(offset + 4 * t);
    for (let t = 16; t < 80; t++) {
      const word = (schedule[t - 3] as number) ^ (schedule[t - 8] as number) ^ (schedule[t - 14] as number) ^ (schedule[t - 16] as number);
      schedule[t] = (word << 1) | (word >>> 31);
    }
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let t = 0; t < 80; t++) {
      const mixed = t < 20 ? ((b & c) | (~b & d)) + 0x5a827999 : t < 40 ? (b ^ c ^ d) + 0x6ed9eba1
        : t < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc : (b ^ c ^ d) + 0xca62c1d6;
      const next = (((a << 5) | (a >>> 27)) + mixed + e + (schedule[t] as number)) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    [a, b, c, d, e].forEach((value, index) => {
      state[index] = (state[index] as number) + value;
    });
  }
}
