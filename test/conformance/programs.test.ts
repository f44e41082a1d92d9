/**
 * Programs over the native modules and over tracebacks print what CPython 3.12 printed. Standard error follows standard
 * output; addresses are written as 0xADDR (see record.mjs).
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runPlain, type Toolchain } from '../../src/session';
import { loadToolchain } from '../session/toolchainForTests';

describe.each(['modules', 'tracebacks'])('%s', (group) => {
  const folder = path.join(import.meta.dirname, group);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py')).sort();
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it.each(names)('%s', (name) => {
    const texts = { stdout: '', stderr: '' };
    const source = readFileSync(path.join(folder, name), 'utf8');
    const status = runPlain(toolchain, {
      source, fileName: name, programArguments: [],
      write: (stream, text) => {
        texts[stream] += text;
      },
    });
    const text = (texts.stdout + (texts.stderr === '' ? '' : `[stderr]\n${texts.stderr}`)).replace(/0x[0-9a-f]{6,}/g, '0xADDR');
    const expected = readFileSync(path.join(import.meta.dirname, 'expected/3.12', group, name.replace(/\.py$/, '.txt')), 'utf8');
    expect(status === 0 ? text : `${text}[exit ${status}]\n`).toBe(expected);
  });
});
