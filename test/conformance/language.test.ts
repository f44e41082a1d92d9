/**
 * Programs over the language and over reference counts print what CPython 3.12 printed, run plainly and recorded. Standard
 * error follows standard output; addresses are written as 0xADDR (see record.mjs).
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordRun, runPlain, type Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';

/** Needs more stack than there is here: `recursion.test.ts`. */
const elsewhere = 'recursion_limits.py';

class Output {
  private readonly texts = { stdout: '', stderr: '' };

  readonly write = (stream: 'stdout' | 'stderr', text: string): void => {
    this.texts[stream] += text;
  };

  withStatus(status: number): string {
    const { stdout, stderr } = this.texts;
    const text = (stdout + (stderr === '' ? '' : `[stderr]\n${stderr}`)).replace(/0x[0-9a-f]{6,}/g, '0xADDR');
    return status === 0 ? text : `${text}[exit ${status}]\n`;
  }
}

describe.each(['language', 'refcounts'])('%s', (group) => {
  const folder = path.join(import.meta.dirname, group);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py') && name !== elsewhere).sort();
  const sourceOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const expectedOf = (name: string): string =>
    readFileSync(path.join(import.meta.dirname, 'expected/3.12', group, name.replace(/\.py$/, '.txt')), 'utf8');
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it('has programs', () => {
    expect(names.length).toBeGreaterThanOrEqual(5);
  });

  it.each(names)('%s, plain', (name) => {
    const output = new Output();
    const status = runPlain(toolchain, { source: sourceOf(name), fileName: name, programArguments: [], write: output.write });
    expect(output.withStatus(status)).toBe(expectedOf(name));
  });

  it.each(names)('%s, recorded', (name) => {
    const output = new Output();
    const run = recordRun(toolchain, {
      source: sourceOf(name), fileName: name, limits: { steps: 1_000_000, seconds: 600, megabytes: 4096 }, now: () => performance.now(),
      onOutput: output.write,
    });
    expect(output.withStatus(run.exitCode)).toBe(expectedOf(name));
  });
});
