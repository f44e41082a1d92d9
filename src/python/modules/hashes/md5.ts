/** MD5 (RFC 1321). */
import { BlockDigest } from './blocks';

const SHIFTS: readonly (readonly number[])[] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const SINES: readonly number[] = Array.from({ length: 64 }, (_unused, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32) | 0);

export class Md5 extends BlockDigest {
  protected readonly digestLength = 16;

  constructor() {
    super(64, Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476), true);
  }

  protected fresh(): BlockDigest {
    return new Md5();
  }

  protected compress(view: DataView, offset: number): void {
    const { state } = this;
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const word = round === 0 ? step : round === 1 ? (5 * step + 1) & 15 : round === 2 ? (3 * step + 5) & 15 : (7 * step) & 15;
      const sum = (a + mixed + (SINES[step] as number) + view.getInt32(offset + 4 * word, true)) | 0;
      const shift = (SHIFTS[round] as readonly number[])[step & 3] as number;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
  }
}
