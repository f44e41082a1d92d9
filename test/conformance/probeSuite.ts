/**
 * The probes print what CPython printed. One file for each version, so that they run side by side. A probe that does not yet is named in the version's list
 * of expected failures with the mechanism that is missing; one that is named there and passes fails this suite, so that the lists
 * only shrink.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runPlain, type Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';

const folder = path.join(import.meta.dirname, 'probes');
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => name.replace(/\.py$/, '')).sort();

/** For each version: the interpreter whose output was recorded, and the list of probes that differ. */
export const judges: Readonly<Record<string, { readonly recorded: string; readonly list: string }>> = {
  '3.12': { recorded: '3.12.1', list: 'expectedFailures.json' },
  '3.13': { recorded: '3.13.18', list: 'expectedFailures.3.13.json' },
  '3.14': { recorded: '3.14.10', list: 'expectedFailures.3.14.json' },
  '3.15': { recorded: '3.15.2', list: 'expectedFailures.3.15.json' },
};

function outputOf(toolchain: Toolchain, name: string, pythonVersion: string): string {
  let text = '';
  try {
    const source = readFileSync(path.join(folder, `${name}.py`), 'utf8');
    const status = runPlain(toolchain, { source, fileName: `${name}.py`, pythonVersion, programArguments: [], write: (_stream, part) => (text += part) });
    return status === 0 ? text : `${text}[exit ${status}]\n`;
  } catch (error) {
    return `${text}${String(error)}`;
  }
}

export function probeSuite(pythonVersion: string): void {
  const judge = judges[pythonVersion];
  if (judge === undefined) throw new Error(`no CPython ${pythonVersion} was asked`);
  const { recorded, list } = judge;
  describe(`probes, CPython ${pythonVersion}`, () => probesOf(pythonVersion, recorded, list));
}

function probesOf(pythonVersion: string, recorded: string, list: string): void {
  const expectedFailures = JSON.parse(readFileSync(path.join(import.meta.dirname, list), 'utf8')) as Record<string, string>;
  const expected = (name: string): string => readFileSync(path.join(folder, 'expected', recorded, `${name}.txt`), 'utf8');
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(names.filter((name) => !(name in expectedFailures)))('%s', (name) => {
    expect(outputOf(toolchain, name, pythonVersion)).toBe(expected(name));
  });

  it.each(names.filter((name) => name in expectedFailures))('%s (expected failure)', (name) => {
    expect(outputOf(toolchain, name, pythonVersion), `passes now: take it off ${list} (${expectedFailures[name]})`).not.toBe(expected(name));
  });

  it('lists only what there is', () => {
    expect(Object.keys(expectedFailures).filter((name) => !names.includes(name))).toEqual([]);
  });
}
