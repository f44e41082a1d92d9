/** Paths and cycles as chains of boxes: every object once, in order, each arrow with its name; and texts that fit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlivePath, CyclePath, ObjectReference } from '../../../src/protocol';
import { chainOfCycle, chainOfPath, fitted } from '../../../media/panel/details/pathPicture';

const object = (id: number): ObjectReference => ({ id, type: 'N', name: `N #${id}`, text: '' });
const step = (from: number | null, to: number, label: string, silent = false): AlivePath['steps'][number] =>
  ({ holder: from === null ? null : object(from), target: object(to), label, silent, text: '' });

describe('a chain', () => {
  it('of a path begins with the root and leaves out what goes without saying', () => {
    const path: AlivePath = {
      root: 'global', rootName: 'the module', via: [], omitted: 0, text: '',
      steps: [step(null, 1, "['a']"), step(1, 2, '__dict__', true), step(2, 3, '.next')],
    };
    expect(chainOfPath(path).map(({ title, label }) => [title, label])).toEqual([['the module', 'a'], ['N #1', '.next'], ['N #3', '']]);
  });

  it('of a long path says how much is left out', () => {
    const path: AlivePath = { root: 'local', rootName: 'call of f', via: [], omitted: 96, text: '', steps: [step(null, 1, 'x'), step(1, 2, 'b'), step(98, 99, 'c'), step(99, 100, 'd')] };
    expect(chainOfPath(path).map(({ kind, title }) => `${kind} ${title}`)).toEqual(['root call of f', 'object N #1', 'object N #2', 'gap 96 more', 'object N #99', 'object N #100']);
  });

  it('of a cycle comes back to its first box', () => {
    const cycle: CyclePath = { omitted: 0, text: '', steps: [step(1, 2, '.next'), step(2, 1, '.back')] };
    expect(chainOfCycle(cycle).map(({ title, label }) => [title, label])).toEqual([['N #1', '.next'], ['N #2', '.back']]);
  });
});

it('texts are cut to their width, never within a character', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 300 }), (text, width) => {
    const shown = fitted(text, width, 7);
    expect([...shown].length).toBeLessThanOrEqual(Math.max(1, Math.floor(width / 7)));
    expect(shown.isWellFormed()).toBe(true);
  }));
});
