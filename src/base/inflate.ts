/**
 * Raw DEFLATE (RFC 1951) decompression, synchronous, for hosts that only offer an asynchronous one. In: a compressed block and the
 * size of what comes out. Out: the bytes. Throws on malformed data, which is never a user's.
 */
import { assert } from './assert';

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
/** The order in which the lengths of the code length code are written. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAXIMUM_BITS = 15;
const END_OF_BLOCK = 256;

/** A canonical Huffman code: how many codes each length has, and the symbols in order of their codes. */
interface Code { readonly counts: Uint16Array; readonly symbols: Uint16Array }

function codeOf(lengths: readonly number[]): Code {
  const counts = new Uint16Array(MAXIMUM_BITS + 1);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const offsets = new Uint16Array(MAXIMUM_BITS + 2);
  for (let length = 1; length <= MAXIMUM_BITS; length++) offsets[length + 1] = offsets[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length > 0) symbols[offsets[length]++] = symbol;
  });
  return { counts, symbols };
}

const repeated = (value: number, count: number): number[] => new Array<number>(count).fill(value);

class Inflater {
  private at = 0;
  private bitBuffer = 0;
  private bitCount = 0;
  private written = 0;
  private readonly output: Uint8Array;

  constructor(private readonly input: Uint8Array, size: number) {
    this.output = new Uint8Array(size);
  }

  private bits(count: number): number {
    while (this.bitCount < count) {
      assert(this.at < this.input.length, 'compressed data ends early');
      this.bitBuffer |= this.input[this.at++] << this.bitCount;
      this.bitCount += 8;
    }
    const value = this.bitBuffer & ((1 << count) - 1);
    this.bitBuffer >>>= count;
    this.bitCount -= count;
    return value;
  }

  private symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAXIMUM_BITS; length++) {
      code |= this.bits(1);
      const count = counts[length];
      if (code - count < first) return symbols[index + (code - first)];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError('compressed data has an unknown code');
  }

  private stored(): void {
    this.bitBuffer = 0;
    this.bitCount = 0;
    const length = this.input[this.at] | (this.input[this.at + 1] << 8);
    this.at += 4;
    this.output.set(this.input.subarray(this.at, this.at + length), this.written);
    this.at += length;
    this.written += length;
  }

  private dynamicCodes(): [Code, Code] {
    const literalCount = this.bits(5) + 257;
    const distanceCount = this.bits(5) + 1;
    const lengthCount = this.bits(4) + 4;
    const codeLengths = repeated(0, 19);
    for (let index = 0; index < lengthCount; index++) codeLengths[LENGTH_ORDER[index]] = this.bits(3);
    const lengthCode = codeOf(codeLengths);
    const lengths: number[] = [];
    while (lengths.length < literalCount + distanceCount) {
      const symbol = this.symbol(lengthCode);
      if (symbol < 16) lengths.push(symbol);
      else if (symbol === 16) lengths.push(...repeated(lengths[lengths.length - 1], 3 + this.bits(2)));
      else lengths.push(...repeated(0, symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)));
    }
    return [codeOf(lengths.slice(0, literalCount)), codeOf(lengths.slice(literalCount))];
  }

  private block(literals: Code, distances: Code): void {
    const { output } = this;
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === END_OF_BLOCK) return;
      if (symbol < END_OF_BLOCK) {
        output[this.written++] = symbol;
        continue;
      }
      const length = LENGTH_BASE[symbol - 257] + this.bits(LENGTH_EXTRA[symbol - 257]);
      const distanceSymbol = this.symbol(distances);
      const distance = DISTANCE_BASE[distanceSymbol] + this.bits(DISTANCE_EXTRA[distanceSymbol]);
      for (let left = length; left > 0; left--, this.written++) output[this.written] = output[this.written - distance];
    }
  }

  run(): Uint8Array {
    for (let isLast = false; !isLast;) {
      isLast = this.bits(1) === 1;
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else if (kind === 1) this.block(codeOf([...repeated(8, 144), ...repeated(9, 112), ...repeated(7, 24), ...repeated(8, 8)]), codeOf(repeated(5, 30)));
      else this.block(...this.dynamicCodes());
    }
    assert(this.written === this.output.length, 'compressed data is as long as it says');
    return this.output;
  }
}

/** `size`: the length of what comes out. */
export function inflateRaw(compressed: Uint8Array, size: number): Uint8Array {
  return new Inflater(compressed, size).run();
}
