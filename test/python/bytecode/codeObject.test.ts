/** The bits of code objects, as the compiler sets them. */
import { describe, expect, it } from 'vitest';
import { CodeFlags, LocalKind } from '../../../src/python/bytecode';
import { allCode } from '../../bytecode/codeFields';
import { codeOf } from '../compile/comparisonCorpus';

describe('flags and kinds', () => {
  it('say what a function is', async () => {
    const code = await codeOf('def f(*a, **k):\n  def g(): yield a\nasync def h(): pass\nasync def i(): yield\n[x for x in y]');
    const flags = Object.fromEntries([...allCode(code)].map((each) => [each.name, each.flags]));
    const inFunction = CodeFlags.Optimized | CodeFlags.NewLocals;
    expect(flags).toEqual({
      '<module>': 0,
      f: inFunction | CodeFlags.VarArgs | CodeFlags.VarKeywords,
      g: inFunction | CodeFlags.Nested | CodeFlags.Generator,
      h: inFunction | CodeFlags.Coroutine,
      i: inFunction | CodeFlags.AsyncGenerator,
    });
    expect([...code.localspluskinds]).toEqual([LocalKind.Local | LocalKind.Hidden]);
  });
});
