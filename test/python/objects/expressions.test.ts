/** Some twenty thousand expressions about numbers and text answer what CPython 3.12 answered (recorded/recordExpressions.py). */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { strRepr, escapeNonAscii } from '../../../src/python/objects/strRepr';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, runSource } from '../../session/toolchainForTests';
import { recorded } from './recorded/recorded';

const prelude = readFileSync(new URL('./recorded/prelude.py', import.meta.url), 'utf8');
const groups = recorded<Record<string, Record<string, string>>>('expressions');
const EXPRESSIONS_PER_PROGRAM = 1000;

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

it.each(Object.keys(groups))('%s', (group) => {
  const rows = Object.entries(groups[group] as Record<string, string>);
  for (let at = 0; at < rows.length; at += EXPRESSIONS_PER_PROGRAM) {
    const part = rows.slice(at, at + EXPRESSIONS_PER_PROGRAM);
    const { stdout, stderr, status } = runSource(toolchain, `${prelude}\n${part.map(([expression]) => `check(lambda: (${expression}))`).join('\n')}\n`);
    // What the compiler says of `is` with a literal and the like is as in CPython.
    expect(stderr.replace(/^.*SyntaxWarning: .*\n(?: {2}.*\n)?/gm, '')).toBe('');
    expect(status).toBe(0);
    const answers = stdout.trimEnd().split('\n');
    const wrong = part.flatMap(([expression, expected], index) => {
      const answer = escapeNonAscii(strRepr(expected));
      return answers[index] === answer ? [] : [{ expression, expected: answer, answered: answers[index] }];
    });
    expect(wrong).toEqual([]);
  }
});
