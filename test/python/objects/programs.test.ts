/** Programs about containers print what CPython 3.12 printed (recorded by programs/record.mjs). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, runSource } from '../../session/toolchainForTests';

const folder = path.join(import.meta.dirname, 'programs');
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => name.replace(/\.py$/, ''));

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

it.each(names)('%s', (name) => {
  const { stdout, stderr, status } = runSource(toolchain, readFileSync(path.join(folder, `${name}.py`), 'utf8'));
  // What the compiler says of `is` with a literal and the like is as in CPython.
  expect(stderr.replace(/^.*SyntaxWarning: .*\n(?: {2}.*\n)?/gm, '')).toBe('');
  expect(stdout).toBe(readFileSync(path.join(folder, 'expected', `${name}.txt`), 'utf8'));
  expect(status).toBe(0);
});
