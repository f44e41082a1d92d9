/** Which loads are borrowed, against what CPython 3.14.4's own compiler makes of the same statements (`dis`). */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeObject } from '../../../src/python/bytecode';
import { Opcode } from '../../../src/python/bytecode';
import { analyzeBorrows } from '../../../src/python/vm/borrowedLoads';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The loads of local variables of a function with this body, in order: `a` borrowed, `A` owned; null for code not looked at. */
function loads(body: string): string {
  const { code } = toolchain.compile(`def f(g, a, b, c, l, E):\n${body.replace(/^/gm, '  ')}\n`, 'a.py');
  const inner = code?.consts.find((constant) => constant.type === 'code');
  const source = (inner as { readonly code: CodeObject }).code;
  const borrows = analyzeBorrows(source);
  return borrows.instructions.filter(({ opcode }) => opcode === Opcode.LOAD_FAST).map(({ unit, argument }) => {
    const name = source.localsplusnames[argument] as string;
    return borrows.isBorrowed(unit) ? name : name.toUpperCase();
  }).join(' ');
}

describe('loads', () => {
  it.each([
    ['return g', 'g'],
    ['g.m(g)\ng.a.b\ng.a = g', 'g g g g g'],
    ['a = g\nb = (g, a)\nc, d = a, b\nreturn d', 'G g a A B d'],
    ['g(x := g)', 'g G'],
    ['g(a or 1)', 'G A'],
    ['return a < b < c', 'A B c'],
    ['for x in l: g(x, l)', 'l G x l'],
    ['with a as b: g(b)', 'a G b'],
    ['[g(x) for x in g]', 'g G x'],
    ['yield g\nx = yield g\nyield from g', 'g g G'],
    ['raise a', 'a'],
    ['g[g] = g', 'g g g'],
    ['g(*g, **g)', 'g g g'],
    ['a += b', 'a b'],
    ['x = a if c else 1', 'c A'],
    ['g(a, a := 1)', 'g A'],
  ])('%s', (body, expected) => {
    expect(loads(body)).toBe(expected);
  });

  it('in handlers are owned: those blocks are reached by exceptions alone', () => {
    expect(loads('a = []\ntry:\n  g()\nexcept E as e:\n  g(e, a)\ng(a)').split(' ').slice(0, 1)).toEqual(['g']);
    expect(loads('try:\n  g(a)\nfinally:\n  g(a)')).toBe('g a g a G A');
  });
});
