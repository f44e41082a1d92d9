import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});
const errorOf = (statement: string): string =>
  run(toolchain, `try:\n    ${statement}\nexcept Exception as e:\n    print(type(e).__name__, e, getattr(e, 'name', None), sep=' | ', end='')\nelse:\n    print('fine', end='')`).output;

describe('import', () => {
  it.each([
    ['import nothing_here', "ModuleNotFoundError | No module named 'nothing_here' | nothing_here"],
    ['import nothing.here', "ModuleNotFoundError | No module named 'nothing' | nothing"],
    ['import math.sub', "ModuleNotFoundError | No module named 'math.sub'; 'math' is not a package | math.sub"],
    ['from collections import missing', "ImportError | cannot import name 'missing' from 'collections' (/usr/lib/python3.12/collections/__init__.py) | collections"],
    ['from . import x', 'ImportError | attempted relative import with no known parent package | None'],
    ["__import__('')", 'ValueError | Empty module name | None'],
    ["__import__('x', level=-1)", 'ValueError | level must be >= 0 | None'],
    ['__import__(5)', 'TypeError | module name must be a string | None'],
    ['import sys; sys.modules["gone"] = None; import gone', 'ModuleNotFoundError | import of gone halted; None in sys.modules | gone'],
    ['import collections.abc as c; c.Mapping', 'fine'],
  ])('%s', (statement, expected) => {
    expect(errorOf(statement)).toBe(expected);
  });

  it('of a module that fails leaves nothing behind', () => {
    expect(run(toolchain, `
import sys
before = set(sys.modules)
import builtins
real = builtins.__import__
def failing(name, *rest):
    if name == 'keyword': raise RuntimeError('inside')
    return real(name, *rest)
builtins.__import__ = failing
try:
    import collections
except RuntimeError as error:
    print(error, 'collections' in sys.modules)
builtins.__import__ = real
import collections
print('collections' in sys.modules, collections.namedtuple('P', 'x')(1))
`).output).toBe('inside False\nTrue P(x=1)\n');
  });
});
