import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Opcode } from '../../../src/python/bytecode';
import { fuseInstructions } from '../../../src/python/vm/fusion';
import { Fused, LINE_FLAG } from '../../../src/python/vm/instruction';

const fused = (...instructions: number[]): number[] => {
  const array = Int32Array.from([...instructions, Opcode.NOP, 0, Opcode.NOP, 0]);
  fuseInstructions(array);
  return [...array].slice(0, instructions.length);
};

describe('fuseInstructions', () => {
  it('marks the first instruction and leaves all others', () => {
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_FAST, 2, Opcode.BINARY_OP, 0)).toEqual([Fused.FastFastBinary, 1, Opcode.LOAD_FAST, 2, Opcode.BINARY_OP, 0]);
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_CONST, 2, Opcode.BINARY_OP, 0)[0]).toBe(Fused.FastConstBinary);
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_FAST, 2, Opcode.COMPARE_OP, 2, Opcode.POP_JUMP_IF_TRUE, 0)[0]).toBe(Fused.FastFastCompare);
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_CONST, 2, Opcode.COMPARE_OP, 2, Opcode.POP_JUMP_IF_FALSE, 0)[0]).toBe(Fused.FastConstCompare);
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_ATTR, 2)[0]).toBe(Fused.FastAttribute);
  });

  it('leaves what it does not know', () => {
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_ATTR, 3)[0]).toBe(Opcode.LOAD_FAST); // a method call
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_FAST, 2, Opcode.COMPARE_OP, 2, Opcode.STORE_FAST, 0)[0]).toBe(Opcode.LOAD_FAST);
    expect(fused(Opcode.LOAD_FAST_CHECK, 1, Opcode.LOAD_FAST, 2, Opcode.BINARY_OP, 0)[0]).toBe(Opcode.LOAD_FAST_CHECK);
  });

  it('keeps a line mark on the first instruction and refuses one inside', () => {
    expect(fused(Opcode.LOAD_FAST | LINE_FLAG, 1, Opcode.LOAD_FAST, 2, Opcode.BINARY_OP, 0)[0]).toBe(Fused.FastFastBinary | LINE_FLAG);
    expect(fused(Opcode.LOAD_FAST, 1, Opcode.LOAD_FAST | LINE_FLAG, 2, Opcode.BINARY_OP, 0)[0]).toBe(Opcode.LOAD_FAST);
  });
});

const arithmetic = `
def show(f, *args):
    try:
        print(f.__name__, args, repr(f(*args)))
    except Exception as error:
        print(f.__name__, args, type(error).__name__, error)

${['+', '-', '*', '/', '//', '%', '**', '&', '|', '^', '<<', '>>', '@'].map((operator, index) => `
def op${index}(a, b):
    c = a ${operator} b
    a = a ${operator} b
    return a, c, a ${operator} 3
`).join('')}
${['<', '<=', '==', '!=', '>', '>='].map((operator, index) => `
def compare${index}(a, b):
    if a ${operator} b:
        r = 'yes'
    else:
        r = 'no'
    while a ${operator} 1:
        return r, 'loop', (a ${operator} b)
    return r, not (a ${operator} b), [x for x in [1] if a ${operator} b]
`).join('')}
values = [0, 1, -1, 5, 256, 257, -6, 2**53 - 1, 2**53, -(2**53), 2**70, 0.0, -0.0, 1.5, float('nan'), float('inf'), True, 'a', [1], None, 1j, b'x']
for name, f in list(globals().items()):
    if name.startswith(('op', 'compare')):
        for a in values:
            for b in values:
                if name != 'op6' and name != 'op10' or not (isinstance(b, int) and abs(b) > 300) and not (isinstance(a, int) and abs(a) > 300):
                    show(f, a, b)

class Int(int):
    def __add__(self, other): return 'Int.__add__'
    def __lt__(self, other): return []

class A:
    z = 'class'
    @property
    def p(self): return self.x
    def __getattr__(self, name): return 'getattr ' + name

def read(a):
    return a.x, a.z, a.p, a.missing

a = A()
for step in range(4):
    a.x = step
    print(read(a), op0(Int(1), 2), compare0(Int(1), 2))
    if step == 2: a.z = 'instance'
del A.p
print(read(a))
def unbound(n):
    if n: a = 1
    try:
        return a + n
    except UnboundLocalError as error:
        return str(error)
print(unbound(1), unbound(0))
`;

const program = (folder: string, name: string): string => readFileSync(path.join(import.meta.dirname, '../../conformance', folder, name), 'utf8');
const sources: readonly [string, string][] = [
  ['arithmetic', arithmetic],
  ['locals', program('refcounts', 'locals_and_arguments.py')],
  ['methods', program('refcounts', 'methods_and_attributes.py')],
  ['containers', program('refcounts', 'closures_and_containers.py')],
  ['numbers', program('language', 'numbers.py')],
];

async function outputs(): Promise<string[]> {
  const { loadToolchain, runSource } = await import('../../session/toolchainForTests');
  const toolchain = await loadToolchain();
  return sources.map(([, source]) => {
    const { stdout, stderr, status } = runSource(toolchain, source);
    return `${stdout}${stderr}${status}`;
  });
}

describe('programs', () => {
  let asFused: string[];
  let asCompiled: string[];
  beforeAll(async () => {
    asFused = await outputs();
    vi.resetModules();
    vi.doMock('../../../src/python/vm/fusion', () => ({ fuseInstructions: () => {} }));
    asCompiled = await outputs();
  });
  afterAll(() => {
    vi.doUnmock('../../../src/python/vm/fusion');
  });

  it.each(sources.map(([name], index) => [name, index] as const))('%s: the same output with and without fusion', (_name, index) => {
    expect(asFused[index]?.length).toBeGreaterThan(1000);
    expect(asFused[index]).toBe(asCompiled[index]);
  });
});
