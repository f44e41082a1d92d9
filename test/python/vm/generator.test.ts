import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { run } from './interpreterForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});
const output = (source: string): string => run(toolchain, source).output;

describe('generators', () => {
  it('go through created, suspended, running and closed', () => {
    expect(output(`
def state(g):
    return g.gi_frame is not None, g.gi_running, g.gi_suspended
def body():
    print(state(g))
    yield
g = body()
print(state(g))
next(g)
print(state(g))
print(next(g, 'end'), state(g))
g = body()
g.close()
print(state(g))
`)).toBe('(True, False, False)\n(True, True, False)\n(True, False, True)\nend (False, False, False)\n(False, False, False)\n');
  });

  it('hold nothing any more once they have ended, however they ended', () => {
    expect(output(`
from sys import getrefcount
class X: pass
x = X()
def g(x):
    y = x
    yield x
    yield x
def ended(): list(g(x))
def closed(): h = g(x); next(h); h.close()
def never(): g(x)
def dropped(): next(g(x))
def thrown():
    h = g(x); next(h)
    try: h.throw(KeyError(x))
    except KeyError: pass
def outlived():
    h = g(x); next(h)
    f = h.gi_frame
    del h
    f.clear()
for f in (ended, closed, never, dropped, thrown, outlived):
    f()
    print(f.__name__, getrefcount(x))
`)).toBe('ended 2\nclosed 2\nnever 2\ndropped 2\nthrown 2\noutlived 2\n');
  });

  it('in a cycle are collected and closed', () => {
    expect(output(`
import gc
gc.disable()
def g():
    try:
        me = yield
        yield
    finally:
        print('closed')
h = g()
next(h)
h.send(h)
del h
print('dropped')
print(gc.collect() > 0)
`)).toBe('dropped\nclosed\nFalse\n');
  });
});
