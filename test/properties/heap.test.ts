/** Random programs about memory print what CPython 3.12.1 printed: every refcount, every count of the collector, every event. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, runSource } from '../session/toolchainForTests';
import { heapProgram } from './heap/heapProgram';

interface Recorded { seed: number; operations: number; output: string }
const recorded = JSON.parse(readFileSync(path.join(import.meta.dirname, 'heap/recorded.json'), 'utf8')) as Recorded[];

describe('random heap programs, CPython 3.12.1', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(recorded)('seed $seed', ({ seed, operations, output }) => {
    expect(runSource(toolchain, heapProgram(seed, operations)).stdout.replace(/0x[0-9a-f]+/g, '0xADDR')).toBe(output);
  });
});
