/**
 * Random programs print in our runtime what CPython 3.12 printed, compared by digest. Of the 10,000 there are every second hundred is
 * run; HEAPGLASS_EVERYTHING=1 runs them all. What differs is looked at with
 * `node test/properties/differential/differential.mjs compare NUMBER NUMBER+1`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, runSource } from '../../session/toolchainForTests';
import { batchSource, splitOutput } from './batch';

const driver = readFileSync(path.join(import.meta.dirname, 'driver.py'), 'utf8');
/** For each batch, for each program in it, the digest of what CPython printed. */
const recorded = readFileSync(path.join(import.meta.dirname, 'recorded.txt'), 'utf8').trim().split('\n').map((line) => line.split(' '));
const stride = process.env.HEAPGLASS_EVERYTHING === '1' ? 1 : 2;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** @param half two test files share the batches, so that two processes work on them */
export function compareBatches(half: 'first' | 'second'): void {
  const middle = recorded.length / 2;
  const batches = recorded.map((digests, index) => [index * digests.length, digests] as const)
    .filter((_batch, index) => (index < middle) === (half === 'first') && index % stride === 0);
  let toolchain: Toolchain;

  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  describe('random programs print what CPython prints', () => {
    it.each(batches)('programs from %i', (from, digests) => {
      const { stdout } = runSource(toolchain, batchSource(driver, from, from + digests.length));
      const outputs = splitOutput(stdout);
      expect(digests.map((_digest, index) => from + index).filter((number, index) => digest(outputs.get(number) ?? '') !== digests[index])).toEqual([]);
    });
  });
}
