import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});
const output = (source: string): string => run(toolchain, source).output;

const loud = `
class Loud:
    def __init__(self, name): self.name = name
    def __del__(self):
        a, b, c, d, e, f, g, h = range(8)
        print(self.name, end=' ')
        (lambda *args: [args for _ in range(3)])(a, b, c, d, e, f, g, h)
`;

describe('leaving a frame', () => {
  it('gives back the locals in slot order, whatever code their deaths run', () => {
    expect(output(`${loud}
def f(a, b):
    c = [Loud('c1'), Loud('c2')]
    d = {'k': Loud('d1'), Loud('d2'): Loud('d3')}
    e, g, h, i, j = [Loud(n) for n in 'eghij']
    n = 5
    return n
for _ in range(2):
    print(f(Loud('a'), Loud('b')))
`)).toBe('a b c2 c1 d1 d2 d3 e g h i j 5\n'.repeat(2));
  });

  it('gives back all of a frame that an exception leaves', () => {
    expect(output(`${loud}
def f(a):
    b = Loud('b')
    [Loud('stack'), 1 / 0]
try:
    f(Loud('a'))
except ZeroDivisionError as e:
    print('caught', end=' ')
print('end')
`)).toBe('stack caught a b end\n');
  });

  it('lets a frame outlive its call while somebody holds it', () => {
    expect(output(`${loud}
import sys
def f():
    x = Loud('x')
    return sys._getframe()
frame = f()
print(frame.f_locals['x'].name, frame.f_back is None, frame.f_lineno)
frame.clear()
print(frame.f_locals)
def g(y):
    raise ValueError
try:
    g(Loud('y'))
except ValueError as e:
    kept = e
print(kept.__traceback__.tb_next.tb_frame.f_locals['y'].name)
del kept
print('end')
`)).toBe('x False 12\nx {}\ny\ny end\n');
  });
});
