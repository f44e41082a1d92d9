/** What code generation shares: scopes, qualified names, slots in order. */
import { describe, expect, it } from 'vitest';
import { allCode } from '../../bytecode/codeFields';
import { codeOf } from './comparisonCorpus';

describe('scopes', () => {
  it('give qualified names', async () => {
    const code = await codeOf([
      'class A:', '  class B:', '    def f(self):', '      global G', '      class G: pass', '      def G(): pass',
      '      return lambda: (x for x in self)', 'def h():', '  class C:', '    def i[T: int](self): pass', 'type T[S] = S',
    ].join('\n'));
    expect([...allCode(code)].map(({ qualname }) => qualname)).toEqual([
      '<module>', 'A', 'A.B', 'A.B.f', 'G', 'G', 'A.B.f.<locals>.<lambda>', 'A.B.f.<locals>.<lambda>.<locals>.<genexpr>',
      'h', 'h.<locals>.C', 'h.<locals>.C.<generic parameters of i>', 'h.<locals>.C.T', 'h.<locals>.C.i',
      '<generic parameters of T>', 'T',
    ]);
  });

  it('put cells in order of code points, also beyond the first plane', async () => {
    // U+FFE9 is above the surrogates which stand for U+1D465 in JavaScript, but before it as a code point.
    const code = await codeOf('def f(z, a):\n  c = ﬁ = 𝐱 = b = 0\n  def g(): return c, b, z, a\n  return g');
    const g = [...allCode(code)].find(({ name }) => name === 'g');
    expect(g?.localsplusnames).toEqual(['a', 'b', 'c', 'z']);
  });
});
