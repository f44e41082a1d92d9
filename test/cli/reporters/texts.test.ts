/** The texts of all questions: they fit their width, say the same with colours and without, and one of them as it is. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/cli/text/layout';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { ask, lineOf, scenarioFolder } from '../asking';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const scenarios = ['01_two_names.py', '05_cycle_of_two.py', '11_exception_keeps_frame.py'].map((file) => path.join(scenarioFolder, file));
const QUESTIONS = [['show'], ['show', '--at', '20'], ['why', '#3', '--at', '12'], ['free', '#3', '--at', '12'], ['follow', '#3'], ['diff'], ['growth'], ['profile']];
// eslint-disable-next-line no-control-regex -- what is looked for
const COLOUR = /\u001b\[[0-9;]*m/g;

const asked = (file: string, [command = '', ...more]: readonly string[], extra: readonly string[]): string[] =>
  [command, file, ...more.filter((word) => word.startsWith('#')), ...more.filter((word) => !word.startsWith('#')), ...extra];

describe('every text', () => {
  it.each(scenarios.map((file) => [path.basename(file), file]))('of %s fits 80 and 120 columns, coloured or not', async (_name, file) => {
    for (const question of QUESTIONS) {
      for (const width of [80, 120]) {
        const plain = await ask(toolchain, asked(file, question, ['--width', String(width)]));
        expect(plain.stdout).not.toMatch(COLOUR);
        if (plain.status !== 0) continue;
        expect(plain.stdout.endsWith('\n')).toBe(true);
        for (const line of plain.stdout.split('\n')) {
          expect(widthOf(line) <= width || !line.trim().includes(' '), `${question.join(' ')}: ${line}`).toBe(true);
          expect(line.trimEnd()).toBe(line);
        }
        if (width !== 120) continue;
        const coloured = await ask(toolchain, asked(file, question, ['--width', String(width), '--color', 'always']));
        if (question[0] === 'show') expect(coloured.stdout).toMatch(COLOUR);
        expect(coloured.stdout.replaceAll(COLOUR, '')).toBe(plain.stdout);
      }
    }
  });
});

describe('a moment', () => {
  it('reads from top to bottom', async () => {
    const file = path.join(scenarioFolder, '05_cycle_of_two.py');
    const { stdout } = await ask(toolchain, ['show', file, '--at', `${lineOf(file, 'del left, right')}:`]);
    const lines = stdout.replaceAll(/#\d+/g, '#n').replaceAll(/^ {10,}(?=holds)/gm, '        ').replace(/^Line \d+/m, 'Line n').split('\n').slice(0, 19);
    expect(lines).toEqual([
      expect.stringMatching(/^05_cycle_of_two\.py · step \d+ of \d+, before line \d+ {2,}CPython 3\.12$/) as string,
      '',
      expect.stringMatching(/^ {2}\d+ {2}right\.partner = left$/) as string,
      expect.stringMatching(/^ {2}\d+$/) as string,
      expect.stringMatching(/^> \d+ {2}del left, right {2}# the names are gone/) as string,
      expect.stringMatching(/^ {2}\d+ {2}print\(" {3}both names deleted/) as string,
      expect.stringMatching(/^ {2}\d+$/) as string,
      '',
      'Line n changed the refcount of Node #n from 1 to 2.',
      '',
      'Globals',
      '  left   Node #n  refcount 2   global left, .partner of Node #n',
      "        holds .name = 'left' · .partner = Node #n",
      '  right  Node #n  refcount 2   global right, .partner of Node #n',
      "        holds .name = 'right' · .partner = Node #n",
      expect.stringMatching(/^ {2}defined, with refcounts: gc \(module\) \d+, Node \(class\) \d+$/) as string,
      '',
      'Collector       count  threshold  objects',
      expect.stringMatching(/^ {2}generation 0 +\d+ +\d+ +\d+$/) as string,
    ]);
  });
});
