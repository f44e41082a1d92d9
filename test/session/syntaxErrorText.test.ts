/** What is printed for a syntax error, against what CPython 3.12.1 printed for the same file (recorded in syntaxErrors.json). */
import { beforeAll, expect, it } from 'vitest';
import { syntaxErrorText, type Toolchain } from '../../src/session';
import errors from './syntaxErrors.json';
import { loadToolchain } from './toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

it.each(errors)('$source', ({ source, printed }) => {
  const { code, error } = toolchain.compile(source, 's.py');
  expect(code).toBeNull();
  expect(error === null ? '' : syntaxErrorText(error, source, 's.py')).toBe(printed);
});
