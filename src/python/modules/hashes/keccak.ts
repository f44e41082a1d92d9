/** SHA-3 and SHAKE (FIPS 202): the sponge over Keccak-f[1600]. The 25 lanes are pairs of 32-bit halves, low first. */
import type { Digest } from './blocks';

/** Round constants by the linear feedback shift register of the standard. */
function roundConstants(): Int32Array {
  const constants = new Int32Array(48);
  let register = 1;
  for (let round = 0; round < 24; round++) {
    for (let bit = 0; bit < 7; bit++) {
      const position = 2 ** bit - 1;
      if ((register & 1) !== 0) {
        const half = 2 * round + (position >= 32 ? 1 : 0);
        constants[half] = (constants[half] as number) ^ (1 << (position & 31));
      }
      register = (register & 0x80) === 0 ? register << 1 : ((register << 1) ^ 0x71) & 0xff;
    }
  }
  return constants;
}

/** Rotations by lane in the order in which rho and pi visit them. */
function path(): { lanes: number[]; counts: number[] } {
  const lanes: number[] = [];
  const counts: number[] = [];
  let [x, y] = [1, 0];
  for (let step = 0; step < 24; step++) {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    lanes.push(x + 5 * y);
    counts.push((((step + 1) * (step + 2)) / 2) % 64);
  }
  return { lanes, counts };
}

const CONSTANTS = roundConstants();
const PATH = path();

function permute(state: Int32Array): void {
  const parity = new Int32Array(10);
  const row = new Int32Array(10);
  for (let round = 0; round < 24; round++) {
    for (let half = 0; half < 10; half++) {
      parity[half] = (state[half] as number) ^ (state[half + 10] as number) ^ (state[half + 20] as number) ^ (state[half + 30] as number) ^ (state[half + 40] as number);
    }
    for (let x = 0; x < 5; x++) {
      const [before, after] = [2 * ((x + 4) % 5), 2 * ((x + 1) % 5)];
      const [l, h] = [parity[after] as number, parity[after + 1] as number];
      const low = (parity[before] as number) ^ ((l << 1) | (h >>> 31));
      const high = (parity[before + 1] as number) ^ ((h << 1) | (l >>> 31));
      for (let lane = 2 * x; lane < 50; lane += 10) {
        state[lane] = (state[lane] as number) ^ low;
        state[lane + 1] = (state[lane + 1] as number) ^ high;
      }
    }
    let [low, high] = [state[2] as number, state[3] as number];
    for (let step = 0; step < 24; step++) {
      const lane = 2 * (PATH.lanes[step] as number);
      const count = PATH.counts[step] as number;
      const [nextLow, nextHigh] = [state[lane] as number, state[lane + 1] as number];
      const [l, h] = count < 32 ? [low, high] : [high, low];
      const shift = count % 32;
      state[lane] = shift === 0 ? l : (l << shift) | (h >>> (32 - shift));
      state[lane + 1] = shift === 0 ? h : (h << shift) | (l >>> (32 - shift));
      [low, high] = [nextLow, nextHigh];
    }
    for (let y = 0; y < 50; y += 10) {
      row.set(state.subarray(y, y + 10));
      for (let half = 0; half < 10; half++) {
        state[y + half] = (row[half] as number) ^ (~(row[(half + 2) % 10] as number) & (row[(half + 4) % 10] as number));
      }
    }
    state[0] = (state[0] as number) ^ (CONSTANTS[2 * round] as number);
    state[1] = (state[1] as number) ^ (CONSTANTS[2 * round + 1] as number);
  }
}

export class Keccak implements Digest {
  private state = new Int32Array(50);
  private position = 0;

  /** `suffix`: the bits after the message, which tell the functions apart. */
  constructor(readonly blockSize: number, private readonly digestLength: number, readonly suffix: number) {}

  private absorb(byte: number): void {
    const at = this.position++;
    this.state[at >> 2] = (this.state[at >> 2] as number) ^ (byte << (8 * (at & 3)));
  }

  update(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.absorb(byte);
      if (this.position === this.blockSize) {
        permute(this.state);
        this.position = 0;
      }
    }
  }

  copy(): Keccak {
    const result = new Keccak(this.blockSize, this.digestLength, this.suffix);
    result.state = this.state.slice();
    result.position = this.position;
    return result;
  }

  digest(length = this.digestLength): Uint8Array {
    const last = this.copy();
    last.absorb(this.suffix);
    last.position = this.blockSize - 1;
    last.absorb(0x80);
    const result = new Uint8Array(length);
    for (let at = 0; at < length; at += this.blockSize) {
      permute(last.state);
      result.set(new Uint8Array(last.state.buffer, 0, Math.min(this.blockSize, length - at)), at);
    }
    return result;
  }
}
