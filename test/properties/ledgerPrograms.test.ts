/**
 * Every count has a name, at every step, in random heap programs (finalizers that resurrect, weak references with callbacks, generators,
 * exceptions with tracebacks, gc callbacks, low thresholds) and in programs with threads and coroutines; and recording them changes nothing.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Toolchain } from '../../src/session';
import { loadToolchain, runSource } from '../session/toolchainForTests';
import { heapProgram } from './heap/heapProgram';
import { checkLedger } from './ledgerOracle';

const THREADS = `import threading, gc
gc.set_threshold(30, 3, 3)
class Node:
    def __init__(self, value):
        self.value = value
        self.itself = self
    def __del__(self):
        log.append(type(self.value).__name__)
log = []
shared = []
lock = threading.Lock()
def work(name, count):
    mine = [name]
    for i in range(count):
        node = Node([mine, i])
        with lock:
            shared.append(node)
            if len(shared) > 3:
                del shared[0]
    try:
        raise ValueError(mine)
    except ValueError as error:
        node.error = error
threads = [threading.Thread(target=work, args=(f't{i}', 6)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
del threads, t
shared.clear()
gc.collect()
print(len(log))
`;

const COROUTINES = `import gc
gc.set_threshold(30, 3, 3)
class Wait:
    def __await__(self):
        got = yield [self]
        return got
async def leaf(x):
    node = [x]
    node.append(node)
    await Wait()
    return [x, node]
async def main(x):
    a = await leaf([x])
    b = await leaf(a)
    try:
        await leaf(1 / 0)
    except ZeroDivisionError as e:
        a.append(e)
    return [a, b]
c = main([1])
while True:
    try:
        w = c.send(None)
    except StopIteration as e:
        result = e.value
        break
del c, w
gc.collect()
`;

const STANDARD = `import functools, itertools, collections, operator, re, contextvars, weakref, atexit, sys, copy
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == o.v
    def __del__(self): x = self.v
    def __repr__(self): return 'K'
    def __iter__(self): yield self.v
    def __add__(self, o): return K(self.v)
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return [i]
    def __bool__(self): return True
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __reduce__(self): return (K, (self.v,))
def f(x, y=None):
    z = [x]
    return z
ks = [K(i) for i in range(4)]
list(map(f, ks)); list(filter(f, ks)); sorted(ks, key=f); max(ks); min(ks, key=lambda k: k.v); sum(ks, K(0))
d = {K('a'): 1}; d[K('a')] = 2; {K('b'), K('b')}; str(ks); f'{ks[0]!r}'; [*ks[0]]; a, = ks[1]
functools.reduce(lambda a, b: a + b, ks); functools.partial(f, y=ks)(ks)
@functools.lru_cache
def cached(x): return [x]
cached(1); cached(2); cached(1)
list(itertools.starmap(f, zip(ks, ks))); list(itertools.groupby(ks, key=f)); list(itertools.accumulate(ks))
collections.defaultdict(lambda: [1])['x']; collections.deque(ks, 2).append(K(7)); re.sub('a', lambda m: m.group(), 'banana')
v = contextvars.ContextVar('v'); t = v.set(ks); v.reset(t); copy.deepcopy(ks); operator.methodcaller('__iter__')(ks[0])
class M(type):
    def __call__(c, *a): return super().__call__(*a)
class A(metaclass=M):
    k = K(1)
    def __init_subclass__(c): c.x = [c]
    @property
    def p(self): return [self]
    def __getattribute__(self, n):
        x = [n]
        return super().__getattribute__(n)
class B(A): pass
B().p
with K(1) as k: raise KeyError(k)
r = weakref.ref(K(9), lambda r: f(r)); w = weakref.WeakValueDictionary(a=ks[0]); fin = weakref.finalize(ks[1], f, ks[2])
atexit.register(f, ks); sys.excepthook = lambda *a: f(a)
def gen():
    try:
        x = yield [1]
        yield from (f(i) for i in x)
    finally:
        f(1)
g = gen(); next(g); g.send(ks); g.close()
exec('def q(): return f(1)\\nq()'); eval('f(2)')
print('done')
raise ValueError(ks)
`;

describe('the ledger is as long as the refcount at every step', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  // No scan of the live heap here: native code is at work at most steps, and a frame in the middle of an instruction still shows operands
  // that were dropped.
  const check = (source: string): void => {
    const { wrong, stdout, stderr, run } = checkLedger(toolchain, source, Infinity);
    expect(wrong).toEqual([]);
    expect({ stdout, stderr, status: run.exitCode }).toEqual(runSource(toolchain, source));
  };

  it.each([11, 12, 13, 14, 15, 16])('heap program %d', (seed) => check(heapProgram(seed, 25)));

  it('threads', () => check(THREADS));

  it('coroutines', () => check(COROUTINES));

  it('native code that calls back', () => check(STANDARD));
});
