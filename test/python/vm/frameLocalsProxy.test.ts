/** `f_locals` and `locals()` of 3.13, against what CPython 3.13.0 printed for the same programs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runPlain, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function run(source: string, pythonVersion: string): string {
  let text = '';
  runPlain(toolchain, { source, fileName: 'a.py', pythonVersion, programArguments: [], write: (_stream, part) => (text += part) });
  return text;
}

const writing = `import sys
def f(a, b=2):
    c = [3]
    def inner(): return c
    p = sys._getframe().f_locals
    print(type(p).__name__, len(p), list(p), 'a' in p, 'zz' in p)
    p['a'] = 10
    p['c'] = 'cell'
    p['extra'] = 1
    try: p['missing']
    except KeyError as error: print(error)
    print(a, c, inner(), p['extra'], p.get('nothing', 5), sorted(p.keys()))
    one, two = locals(), locals()
    print(one is two, type(one) is dict, sys._getframe().f_locals == sys._getframe().f_locals)
    one['a'] = 0
    p.update({'b': 20})
    p |= {'a': 30}
    print(a, b, {**p}['b'], (p | {'x': 1})['x'])
    return p
p = f(1)
print(p['a'], p['extra'])
`;

describe('in functions', () => {
  it('f_locals writes through, and outlives the call', () => {
    expect(run(writing, '3.13')).toBe(`FrameLocalsProxy 5 ['a', 'b', 'inner', 'p', 'c'] True False
"local variable ''missing'' is not defined"
10 cell cell 1 5 ['a', 'b', 'c', 'extra', 'inner', 'p']
False True True
30 20 20 1
30 1
`);
  });

  it('3.12 keeps one dict', () => {
    expect(run('import sys\ndef f():\n  a = 1\n  print(locals() is locals(), type(sys._getframe().f_locals).__name__)\nf()\n', '3.12')).toBe('True dict\n');
  });
});

describe('elsewhere', () => {
  it('the namespace itself is given', () => {
    const source = 'import sys\nclass C:\n  print(type(sys._getframe().f_locals) is dict, locals() is locals())\nprint(locals() is globals())\n';
    expect(run(source, '3.13')).toBe('True True\nTrue\n');
  });

  it('a comprehension sees its variables in locals()', () => {
    expect(run("def g():\n  return [locals()['i'] for i in range(2)], eval('1 + 1'), exec('h = 1'), 'h' in locals()\nprint(g())\n", '3.13'))
      .toBe('([0, 1], 2, None, False)\n');
  });
});
