/**
 * The probes print what CPython 3.12.1 printed. A probe that does not yet is named in expectedFailures.json with the
 * mechanism that is missing; one that is named there and passes fails this suite, so that the list only shrinks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runPlain, type Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';

const folder = path.join(import.meta.dirname, 'probes');
const expectedFailures = JSON.parse(readFileSync(path.join(import.meta.dirname, 'expectedFailures.json'), 'utf8')) as Record<string, string>;
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => name.replace(/\.py$/, '')).sort();

function outputOf(toolchain: Toolchain, name: string): string {
  let text = '';
  try {
    const source = readFileSync(path.join(folder, `${name}.py`), 'utf8');
    const status = runPlain(toolchain, { source, fileName: `${name}.py`, programArguments: [], write: (_stream, part) => (text += part) });
    return status === 0 ? text : `${text}[exit ${status}]\n`;
  } catch (error) {
    return `${text}${String(error)}`;
  }
}

describe('probes, CPython 3.12.1', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(names.filter((name) => !(name in expectedFailures)))('%s', (name) => {
    expect(outputOf(toolchain, name)).toBe(readFileSync(path.join(folder, 'expected/3.12.1', `${name}.txt`), 'utf8'));
  });

  it.each(names.filter((name) => name in expectedFailures))('%s (expected failure)', (name) => {
    const expected = readFileSync(path.join(folder, 'expected/3.12.1', `${name}.txt`), 'utf8');
    expect(outputOf(toolchain, name), `passes now: take it off expectedFailures.json (${expectedFailures[name]})`).not.toBe(expected);
  });

  it('lists only what there is', () => {
    expect(Object.keys(expectedFailures).filter((name) => !names.includes(name))).toEqual([]);
  });
});
