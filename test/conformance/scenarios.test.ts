/** Every bundled scenario prints exactly what CPython 3.12 printed, run plainly and recorded. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordRun, runPlain, type Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';

const scenarioFolder = path.join(import.meta.dirname, '../../media/scenarios');
const expectedFolder = path.join(import.meta.dirname, 'expected/3.12');
const names = readdirSync(scenarioFolder).filter((name) => name.endsWith('.py')).sort();

const withStatus = (text: string, status: number): string => (status === 0 ? text : `${text}[exit ${status}]\n`);

describe('bundled scenarios', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it('are there', () => {
    expect(names.length).toBeGreaterThanOrEqual(12);
  });

  it.each(names)('%s', (name) => {
    const source = readFileSync(path.join(scenarioFolder, name), 'utf8');
    const expected = readFileSync(path.join(expectedFolder, name.replace(/\.py$/, '.txt')), 'utf8');

    let plain = '';
    const status = runPlain(toolchain, { source, fileName: name, programArguments: [], write: (_stream, text) => (plain += text) });
    expect(withStatus(plain, status)).toBe(expected);

    let recorded = '';
    const run = recordRun(toolchain, {
      source, fileName: name, limits: { steps: 1_000_000, seconds: 600, megabytes: 4096 }, now: () => performance.now(),
      onOutput: (_stream, text) => (recorded += text),
    });
    expect(withStatus(recorded, run.exitCode)).toBe(expected);
  });
});
