/** Lines of standard input, read when the program asks for them. */
import { readSync } from 'node:fs';

const PIECE = 1 << 12;

/** The next line without its newline, or null at the end. `read` fills a buffer and says how many bytes; it is Node's but in tests. */
export function lineReader(read: (buffer: Uint8Array) => number = (buffer) => readSync(0, buffer)): () => string | null {
  const decoder = new TextDecoder();
  let text = '';
  let ended = false;
  return () => {
    for (;;) {
      const end = text.indexOf('\n');
      if (end >= 0) {
        const line = text.slice(0, end);
        text = text.slice(end + 1);
        return line;
      }
      if (ended) {
        const rest = text;
        text = '';
        return rest === '' ? null : rest;
      }
      const buffer = new Uint8Array(PIECE);
      const count = readSome(read, buffer);
      if (count === 0) ended = true;
      text += decoder.decode(buffer.subarray(0, count), { stream: !ended });
    }
  };
}

function readSome(read: (buffer: Uint8Array) => number, buffer: Uint8Array): number {
  for (;;) {
    try {
      return read(buffer);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // a terminal without a line yet: milliseconds
    }
  }
}
