/**
 * What digests have in common: messages come in pieces and are worked on in blocks. In: bytes. Out: a digest, as often as wanted.
 * A digest of a module is a subclass with its block function.
 */

export interface Digest {
  readonly blockSize: number;
  update(bytes: Uint8Array): void;
  copy(): Digest;
  /** The digest so far; `length` is for those that have no length of their own. */
  digest(length?: number): Uint8Array;
}

/** MD5, SHA-1 and SHA-2: Merkle and Damgard's construction, the message's length in bits at its end. */
export abstract class BlockDigest implements Digest {
  protected pending: Uint8Array;
  private filled = 0;
  protected total = 0;

  protected constructor(readonly blockSize: number, protected state: Uint32Array, private readonly littleEndian: boolean) {
    this.pending = new Uint8Array(blockSize);
  }

  protected abstract compress(view: DataView, offset: number): void;
  protected abstract fresh(): BlockDigest;
  protected abstract readonly digestLength: number;

  update(bytes: Uint8Array): void {
    const { blockSize, pending } = this;
    this.total += bytes.length;
    let at = 0;
    if (this.filled > 0) {
      at = Math.min(blockSize - this.filled, bytes.length);
      pending.set(bytes.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < blockSize) return;
      this.compress(new DataView(pending.buffer), 0);
      this.filled = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; at + blockSize <= bytes.length; at += blockSize) this.compress(view, at);
    pending.set(bytes.subarray(at));
    this.filled = bytes.length - at;
  }

  copy(): BlockDigest {
    const result = this.fresh();
    result.state = this.state.slice();
    result.pending = this.pending.slice();
    result.filled = this.filled;
    result.total = this.total;
    return result;
  }

  digest(): Uint8Array {
    const last = this.copy();
    const lengthBytes = this.blockSize / 8;
    const rest = (this.filled + 1 + lengthBytes) % this.blockSize;
    const padding = new Uint8Array(1 + (rest === 0 ? 0 : this.blockSize - rest) + lengthBytes);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - (this.littleEndian ? lengthBytes : 8), BigInt(this.total) * 8n, this.littleEndian);
    last.update(padding);
    const words = new DataView(new ArrayBuffer(last.state.length * 4));
    last.state.forEach((word, index) => words.setUint32(4 * index, word, this.littleEndian));
    return new Uint8Array(words.buffer, 0, this.digestLength);
  }
}
