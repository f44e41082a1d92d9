/**
 * Writing to standard output and error: gathered into large pieces, in the order of the calls, and gone when `flush` returns.
 * A reader that stopped reading (`| head`) is not an error of ours.
 */
import { writeSync } from 'node:fs';

const PIECE_LENGTH = 1 << 16;

export interface Output {
  write(stream: 'stdout' | 'stderr', text: string): void;
  flush(): void;
}

/** `write` puts bytes to a file descriptor and says how many were taken; it is Node's but in tests. */
export function createOutput(write: (descriptor: number, bytes: Uint8Array) => number = writeSync): Output {
  let pending = '';
  let pendingStream: 'stdout' | 'stderr' = 'stdout';
  let closed = false;
  const flush = (): void => {
    if (pending === '' || closed) return;
    let bytes: Uint8Array = encode(pending);
    pending = '';
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(write(pendingStream === 'stdout' ? 1 : 2, bytes));
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code === 'EAGAIN') {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1); // a full pipe: give the reader a millisecond
          continue;
        }
        if (code !== 'EPIPE') throw error;
        closed = true;
        return;
      }
    }
  };
  return {
    write(stream, text) {
      if (stream !== pendingStream) {
        flush();
        pendingStream = stream;
      }
      pending += text;
      if (pending.length >= PIECE_LENGTH) flush();
    },
    flush,
  };
}

/** UTF-8; the runtime has refused lone surrogates before they come here. */
function encode(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
