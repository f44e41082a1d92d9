import { beforeAll, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

it('shows what CPython shows of a code object', () => {
  expect(run(toolchain, `
def f(a, /, b, *args, k=1, **kw):
    x = a
    def g(): return x, b
    return g
c = f.__code__
print(c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_flags, c.co_name, c.co_firstlineno)
print(f(1, 2).__code__.co_freevars, f(1, 2).__code__.co_qualname, f(1, 2).__code__.co_flags, [line for _, _, line in c.co_lines()][:3])
d = c.replace(co_name='renamed', co_firstlineno=7)
print(d.co_name, d.co_firstlineno, d.co_code == c.co_code, c.co_name)
try:
    c.replace(co_name=5)
except TypeError as error:
    print(error)
`).output).toBe("2 1 1 6 ('a', 'b', 'k', 'args', 'kw', 'g') ('b', 'x') () 15 f 2\n('b', 'x') f.<locals>.g 19 [None, 2, 3]\nrenamed 7 True f\nreplace() argument 'co_name' must be str, not int\n");
});
