/**
 * What every random heap program starts with: classes of every layout, functions of every kind, callbacks that print. No algorithm; Python source
 * and the names the operations of `operations.ts` may use. Nothing here prints what differs between two runs of one CPython.
 */

export const PRELUDE = `import gc, sys, weakref, functools, itertools, collections, contextlib, types, copy, traceback, warnings
from collections import deque, OrderedDict, defaultdict
warnings.simplefilter('ignore')
rc = sys.getrefcount
size = sys.getsizeof
class N:
    def __init__(self, n=0): self.n = n
    def m(self, x=None): return x
    @property
    def p(self): return [self]
    @classmethod
    def c(cls, x=None): return (cls, x)
    @staticmethod
    def s(x=None): return [x]
    def __getitem__(self, i): return (self, i)
    def __add__(self, o): return [self, o]
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __call__(self, x=None, *, k=None): return (x, k)
    def __iter__(self): return iter((self, self.n))
    def __await__(self): return (yield self)
    def __hash__(self): return self.n if type(self.n) is int else 1
class D(N):
    def __del__(self): print('del', self.n)
class R(N):
    def __del__(self):
        print('back', self.n)
        kept.append(self)
class U(N):
    def __init__(self, n=0):
        super().__init__(n)
        self.z = self.y = None
class V(D):
    def __del__(self):
        print('above', [r() is None for r in refs][-2:], rc(self))
        super().__del__()
class W(N):
    def __del__(self): raise E(self.n)
class Y(N):
    def __init__(self, n=0): self.n = n; self.me = self
    def __del__(self): print('cycle', self.n, len(vars(self)), gc.get_count())
class S:
    __slots__ = ('b', 'a', 'n', '__weakref__')
    def __init__(self, n=0): self.n = n
    def m(self, x=None): return x
class T(S):
    __slots__ = ()
    def __del__(self): print('slots del', self.n)
class P(S):
    __slots__ = ('z', '__dict__')
class Q:
    __slots__ = ()
class L(list): pass
class M(dict): pass
class LD(list):
    def __del__(self): print('list del', len(self))
class TS(tuple):
    __slots__ = ()
    def __del__(self): print('tuple del', len(self))
class TD(tuple): pass
class SD(set):
    __slots__ = ('a',)
class FD(frozenset):
    def __del__(self): print('frozenset del', len(self))
class MD(dict):
    __slots__ = ('b',)
    def __missing__(self, k): return [k]
    def __del__(self): print('dict del', len(self))
class DQ(deque):
    def __del__(self): print('deque del', len(self))
class OD(OrderedDict):
    def __del__(self): print('ordered del', len(self))
class DD(defaultdict): pass
class IS(int):
    def __del__(self): print('int del', int(self))
class ST(str): __slots__ = ()
class E(Exception): pass
class ED(Exception):
    def __del__(self): print('error del', len(self.args))
class ES(ValueError):
    __slots__ = ('a', 'b')
class G:
    def __get__(self, o, t=None): return (self, o)
    def __set__(self, o, v): vars(o)['g'] = v
class H(N):
    g = G()
    def __getattr__(self, name): return [name]
    def __setattr__(self, name, v): super().__setattr__(name, v)
    def __eq__(self, o): return isinstance(o, H) and self.n == o.n
    def __hash__(self): return 7
class Meta(type):
    def __del__(cls): print('class del', cls.__name__)
Point = collections.namedtuple('Point', 'a b')
weakref.finalize(N, print).detach()
kept = []
refs = []
def f(x=None, y=None, *r, k=None, **kw): return x
def g(x):
    def h(y=None): return (x, y)
    return h
def counter(x, y):
    def put(v):
        nonlocal x
        x, v = v, x
        return v
    def get(): return (x, y, put)
    return put, get
def gen(x, n=2):
    try:
        for i in range(n): yield x
    finally: print('gen end')
def echo(x):
    for i in range(5):
        try: x = yield x
        except E as e: x = e
def over(x):
    yield x
    yield from gen(x)
    return x
async def coro(x):
    try: return await N(x)
    finally: print('coro end')
async def agen(x):
    try:
        yield x
        yield [x]
    finally: print('agen end')
def boom(x): raise E(x)
def deep(x, n): return boom(x) if n == 0 else deep(x, n - 1)
def chain(x):
    try: boom(x)
    except E: raise KeyError(x)
def tidy(x):
    try: boom(x)
    finally: x = [x]
def group(x): raise ExceptionGroup('g', [E(x), KeyError(1), ExceptionGroup('h', [ED(x)])])
@contextlib.contextmanager
def around(x):
    print('in')
    try: yield x
    except E: pass
    finally: print('out')
def cb(n):
    return lambda r: print('cb', n, r() is None)
def bye(*a): print('bye', len(a), len(kept))
def noisy(r): raise E('noisy')
def back(r): kept.append(r)
def watch(phase, info): print(phase, info['generation'], info['collected'])
def watch_more(phase, info): print(phase, gc.get_count(), len(gc.get_objects(0)), [[]] * 2)
def trace(frame, event, arg): return None
def drive(c, v=None):
    try: return c.send(v)
    except StopIteration as e: return [e.value]
# What imports leave behind differs: the garbage is collected, and a slice is kept for the next one.
gc.collect()
kept[:1]
`;
