/**
 * 10,000 random programs (differential/) print in our runtime what CPython 3.12 printed, compared by digest. What differs is looked at
 * with `node test/properties/differential/differential.mjs compare NUMBER NUMBER+1`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, runSource } from '../session/toolchainForTests';
import { batchSource, splitOutput } from './differential/batch';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

const folder = path.join(import.meta.dirname, 'differential');
const driver = readFileSync(path.join(folder, 'driver.py'), 'utf8');
/** For each batch, for each program in it, the digest of what CPython printed. */
const recorded = readFileSync(path.join(folder, 'recorded.txt'), 'utf8').trim().split('\n').map((line) => line.split(' '));

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

describe('random programs print what CPython prints', () => {
  it.each(recorded.map((digests, index) => [index * digests.length, digests] as const))('programs from %i', (from, digests) => {
    const { stdout } = runSource(toolchain, batchSource(driver, from, from + digests.length));
    const outputs = splitOutput(stdout);
    expect(digests.map((_digest, index) => from + index).filter((number, index) => digest(outputs.get(number) ?? '') !== digests[index])).toEqual([]);
  });
});
