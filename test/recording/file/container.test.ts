/** Named sections as bytes: any change of any byte is found, and no file makes the reader throw or ask for much memory. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/base';
import { Container, writeContainer, type Section } from '../../../src/recording/file/container';
import { FileDamage, isFileProblem } from '../../../src/recording/file/fileProblem';
import { nodeCompression } from './nodeCompression';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const SECTIONS: Section[] = [
  { name: 'short', rows: 3, bytes: bytesOf('abc') },
  { name: 'long', rows: 500, bytes: bytesOf('abcde'.repeat(100)) },
  { name: 'empty', rows: 0, bytes: new Uint8Array(0) },
];

/** The sections' contents, or the problem's code. */
async function opened(file: Uint8Array): Promise<Record<string, string> | string> {
  try {
    const container = Container.open(file, nodeCompression);
    if (!(container instanceof Container)) return container.code;
    const contents: Record<string, string> = {};
    for (const { name } of SECTIONS) contents[name] = new TextDecoder().decode(await container.read(name));
    return contents;
  } catch (error) {
    if (!(error instanceof FileDamage)) throw error;
    return 'damaged';
  }
}

describe('a container', () => {
  it('gives its sections back', async () => {
    expect(await opened(await writeContainer(SECTIONS, nodeCompression))).toEqual({ short: 'abc', long: 'abcde'.repeat(100), empty: '' });
  });

  it('is refused after the change of any bit', async () => {
    const file = await writeContainer(SECTIONS, nodeCompression);
    for (let bit = 0; bit < file.length * 8; bit++) {
      const changed = file.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(['damaged', 'notARecording'], `bit ${bit}`).toContain(await opened(changed));
    }
  });

  it('is refused when cut anywhere, and when something follows', async () => {
    const file = await writeContainer(SECTIONS, nodeCompression);
    for (let length = 0; length < file.length; length++) expect(['damaged', 'notARecording']).toContain(await opened(file.slice(0, length)));
    expect(await opened(Uint8Array.from([...file, 0]))).toBe('damaged');
  });

  it('says when it is foreign, changed as text, or of a newer format', async () => {
    const file = await writeContainer(SECTIONS, nodeCompression);
    const asText = Uint8Array.from(file.filter((byte) => byte !== 0x0d));
    const newer = file.slice();
    newer[8] = 2;
    new DataView(newer.buffer).setUint32(12, crc32(newer.subarray(0, 12)), true);
    expect(await opened(bytesOf('PK\u0003\u0004 something else'))).toBe('notARecording');
    expect(await opened(asText)).toBe('damaged');
    const problem = Container.open(newer, nodeCompression);
    expect(isFileProblem(problem) && problem).toMatchObject({ code: 'newerVersion' });
  });

  it('with sound checksums and a nonsensical table is refused as well', async () => {
    const file = await writeContainer(SECTIONS, nodeCompression);
    const tableLength = new DataView(file.buffer).getUint32(24, true);
    await fc.assert(fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(tableLength - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
      async (changes) => {
        const changed = file.slice();
        for (const [at, value] of changes) changed[32 + at] = value;
        new DataView(changed.buffer).setUint32(28, crc32(changed.subarray(32, 32 + tableLength), crc32(changed.subarray(16, 28))), true);
        const answer = await opened(changed);
        // Row counts are the business of what is inside.
        if (typeof answer === 'object') expect(answer.short).toBe('abc');
        else expect(answer).toBe('damaged');
      },
    ), { numRuns: 1000 });
  });
});
