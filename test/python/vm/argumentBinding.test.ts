import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const signatures = ['', 'a', 'a, b', 'a, b=1', 'a, /', 'a, /, b', 'a, b=1, /, c=2', '*args', 'a, *args', '*, k', '*, k=1', 'a, *, k, m=2', '**kw', 'a, /, **kw', 'a, b=1, *args, k, m=3, **kw'];

describe('a call that cannot be bound', () => {
  it('gives back every argument and leaves the function as it was', () => {
    const aCall = fc.record({
      signature: fc.constantFrom(...signatures), positional: fc.nat(4), keywords: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'k', 'm', 'z'), { maxLength: 3 }),
      star: fc.boolean(),
    });
    fc.assert(fc.property(fc.array(aCall, { minLength: 20, maxLength: 20 }), (calls) => {
      const lines = calls.map(({ signature, positional, keywords, star }, index) => {
        const args = star ? [`*(${'x, '.repeat(positional)})`] : new Array<string>(positional).fill('x');
        return `def f${index}(${signature}): return None
for _ in range(3):
    try:
        f${index}(${[...args, ...keywords.map((name) => `${name}=x`)].join(', ')})
    except TypeError as error:
        assert str(error).startswith('f${index}() '), error
    assert getrefcount(x) == before and getrefcount(f${index}) == 2, (getrefcount(x), getrefcount(f${index}))
`;
      });
      const source = `from sys import getrefcount\nclass X: pass\nx = X()\nbefore = getrefcount(x)\n${lines.join('')}print('balanced')\n`;
      expect(run(toolchain, source)).toEqual({ output: 'balanced\n', status: 0, stopped: null });
    }), { numRuns: 15 });
  });

  it('says what CPython says', () => {
    const text = (signature: string, args: string): string => run(toolchain, `def f(${signature}): pass\ntry:\n    f(${args})\nexcept TypeError as e:\n    print(e, end='')\n`).output;
    expect(text('a, b, c', '')).toBe("f() missing 3 required positional arguments: 'a', 'b', and 'c'");
    expect(text('a, b=1', '1, 2, 3')).toBe('f() takes from 1 to 2 positional arguments but 3 were given');
    expect(text('*, k', '1')).toBe('f() takes 0 positional arguments but 1 was given');
    expect(text('*, k', '1, k=2')).toBe('f() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given');
    expect(text('a, b, /', '1, b=2')).toBe("f() got some positional-only arguments passed as keyword arguments: 'b'");
    expect(text('a', '1, **{"a": 2}')).toBe("f() got multiple values for argument 'a'");
    expect(text('a', '**{1: 2}')).toBe('keywords must be strings');
  });
});
