import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('budget', () => {
  it.each([
    ['an endless loop', 'print("begun")\nwhile True:\n    pass\n'],
    ['an endless loop that catches everything', 'print("begun")\nwhile True:\n    try:\n        for i in range(10): pass\n    except BaseException:\n        print("caught")\n    finally:\n        pass\n'],
    ['a generator without end', 'print("begun")\ndef g():\n    while True:\n        yield 1\nfor x in g():\n    pass\n'],
    ['a native loop over a generator without end', 'print("begun")\ndef g():\n    while True:\n        yield 1\nsum(g())\n'],
    ['endless calls that return', 'print("begun")\ndef f(): pass\nwhile 1: f()\n'],
  ])('ends %s without the program noticing', (_name, source) => {
    expect(run(toolchain, source, 200_000)).toEqual({ output: 'begun\n', status: -1, stopped: 'instructions' });
  });

  it('leaves a program alone that stays below it', () => {
    expect(run(toolchain, 'for i in range(1000): pass\nprint(i)', 200_000)).toEqual({ output: '999\n', status: 0, stopped: null });
  });
});

describe('recursion', () => {
  it('ends in RecursionError at 1000 levels, and the depth is given back', () => {
    const source = `
import sys
def f(n):
    global depth
    depth = n
    f(n + 1)
for _ in range(3):
    try:
        f(1)
    except RecursionError as error:
        print(depth, error, sys.getrecursionlimit())
`;
    expect(run(toolchain, source).output).toBe('999 maximum recursion depth exceeded 1000\n'.repeat(3));
  });

  it('of generators ends as well', () => {
    const source = 'def g(): yield from g()\ntry:\n    next(g())\nexcept RecursionError as e:\n    print("stopped", e)\n';
    expect(run(toolchain, source).output).toBe('stopped maximum recursion depth exceeded\n');
  });
});

describe('two interpreters', () => {
  it('share nothing', () => {
    const first = run(toolchain, 'import builtins, sys\nbuiltins.left = 1\nsys.left = 1\nint.__doc__\nprint(hasattr(builtins, "left"))');
    const second = run(toolchain, 'import builtins, sys\nprint(hasattr(builtins, "left"), hasattr(sys, "left"))');
    expect([first.output, second.output]).toEqual(['True\n', 'False False\n']);
  });

  it('come to the same ids, hashes and counts', () => {
    const source = 'import sys, gc\nx = object()\nprint(id(x), hash("text"), sys.getrefcount(x), len(gc.get_objects()), sys.getallocatedblocks())';
    expect(run(toolchain, source).output).toBe(run(toolchain, source).output);
  });
});
