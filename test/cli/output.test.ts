import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/cli/output';

/** Takes at most `most` bytes per write. */
function sink(most: number): { pieces: [number, string][]; write: (descriptor: number, bytes: Uint8Array) => number } {
  const pieces: [number, string][] = [];
  return {
    pieces,
    write(descriptor, bytes) {
      const taken = bytes.subarray(0, most);
      pieces.push([descriptor, Buffer.from(taken).toString('latin1')]);
      return taken.length;
    },
  };
}

describe('createOutput', () => {
  it('keeps the order across the two streams and writes everything', () => {
    const { pieces, write } = sink(3);
    const output = createOutput(write);
    output.write('stdout', 'abc');
    output.write('stdout', 'd\n');
    output.write('stderr', 'oh\n');
    output.write('stdout', 'e');
    output.flush();
    expect(pieces).toEqual([[1, 'abc'], [1, 'd\n'], [2, 'oh\n'], [1, 'e']]);
  });

  it('gathers small writes', () => {
    const { pieces, write } = sink(Infinity);
    const output = createOutput(write);
    for (let i = 0; i < 1000; i++) output.write('stdout', 'x');
    output.flush();
    expect(pieces).toEqual([[1, 'x'.repeat(1000)]]);
  });

  it('stops quietly when nobody reads any more', () => {
    let calls = 0;
    const output = createOutput(() => {
      calls++;
      throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    });
    output.write('stdout', 'a');
    output.flush();
    output.write('stdout', 'b');
    output.flush();
    expect(calls).toBe(1);
  });

  it('tries again when a pipe is full', () => {
    let refusals = 2;
    const written: string[] = [];
    const output = createOutput((_descriptor, bytes) => {
      if (refusals-- > 0) throw Object.assign(new Error('write EAGAIN'), { code: 'EAGAIN' });
      written.push(Buffer.from(bytes).toString());
      return bytes.length;
    });
    output.write('stderr', 'é');
    output.flush();
    expect(written).toEqual(['é']);
  });
});
