import gc; gc.collect()
import sys, types, weakref, gc
# weakref & gc of classes, cycles, del order
log = []
class C:
    def __init__(s, n): s.n = n
    def __del__(s): log.append('del ' + s.n)
    def __repr__(s): return 'C' + s.n
def show(*a): print(*a, log); log.clear()
a = C('1'); a.self = a; r = weakref.ref(a, lambda r: log.append('cb')); del a; show(gc.collect(), r())
class N: pass
n = N(); m = N(); n.o = m; m.o = n; w = weakref.WeakSet([n, m]); print(len(w)); del n, m; print(gc.collect(), len(w))
d = weakref.WeakValueDictionary(); k = C('k'); d['k'] = k; print(dict(d)); del k; show(dict(d))
wk = weakref.WeakKeyDictionary(); k = C('wk'); wk[k] = 1; print(len(wk)); del k; show(len(wk))
f = C('fin'); fi = weakref.finalize(f, log.append, 'finalized'); print(fi.alive); del f; show(fi.alive)
class M:
    def meth(s): return 'meth'
o = M(); wm = weakref.WeakMethod(o.meth); print(wm()()); del o; print(wm())
class R(weakref.ref):
    def __init__(self, o, cb=None, **k): super().__init__(o, cb); self.k = k
    __slots__ = ('k',)
o = M(); x = R(o, k=1); print(x.k, x() is o, weakref.getweakrefcount(o), x.__callback__); del o; print(x())
class Rd(weakref.ref): pass
o = M(); x = Rd(o); x.attr = 5; print(x.attr, weakref.getweakrefs(o) == [x]); del o
try: weakref.ref()
except TypeError as e: print(e)
try: weakref.ref(M(), None, 1)
except TypeError as e: print(e)
try: weakref.ref(M(), x=1)
except TypeError as e: print(e)
try: weakref.ref(M)(1)
except TypeError as e: print(e)
try: weakref.proxy(5)
except TypeError as e: print(e)
for v in (1, 'a', (), [], {}, object(), None, 1.5, b'', range(3), slice(1), iter([]), property(), ValueError(), cell if (cell := types.CellType()) else 0, types.SimpleNamespace(), int | str):
    try: weakref.ref(v); print('ok', type(v))
    except TypeError as e: print(e)
for v in ({1}, frozenset(), len, [].append, lambda: 0, M().meth, M, int, sys, memoryview(b''), (x for x in ()), list[int], (lambda: 0).__code__):
    r = weakref.ref(v); print('ok', type(v), r() is v)
class P:
    def __init__(s): s.v = 1
    def __add__(s, o): return ('add', o)
    def __radd__(s, o): return ('radd', o)
    def __call__(s, *a): return a
    def __getitem__(s, k): return k
    def __setitem__(s, k, v): print('set', k, v)
    def __len__(s): return 3
    def __contains__(s, x): return x == 1
    def __iter__(s): return iter('xyz')
    def __bool__(s): return False
    def __eq__(s, o): return 'eq'
    def __hash__(s): return 1
    def __str__(s): return 'P!'
    def __int__(s): return 5
    def __index__(s): return 2
    def __iadd__(s, o): s.v += o; return s
o = P(); p = weakref.proxy(o); q = weakref.proxy(o)
print(p is q, p.v, p + 1, 1 + p, p(1, 2), p[5], len(p), 1 in p, list(p), bool(p), p == 1, str(p), int(p), [1, 2, 3][p], isinstance(p, P), type(p).__name__, p.__class__)
p[1] = 2; p.v = 9; print(o.v); del p.v
try: o.v
except AttributeError as e: print(e)
try: hash(p)
except TypeError as e: print(e)
o.v = 1; p += 5; print(type(p), o.v)
p = weakref.proxy(o, lambda r: log.append('proxy cb')); print(weakref.getweakrefcount(o))
class PN: pass
o2 = PN(); p2 = weakref.proxy(o2); print(type(p2), repr(p2)[:13])
del o, p
del o2
for t in ('p2.x', 'p2 + 1', 'str(p2)', 'bool(p2)', 'len(p2)', 'p2()', 'p2 == 1', 'setattr(p2, "a", 1)', 'list(p2)'):
    try: eval(t)
    except Exception as e: print(t, type(e).__name__, e)
show()
a = weakref.ref(M); print(a, weakref.getweakrefcount(M)) if 0 else print(weakref.getweakrefcount(M))
class Tmp: pass
tr = weakref.ref(Tmp); del Tmp; print(tr() is None, gc.collect() > 0, tr())
# class attribute destruction order
class K:
    a = C('ka'); b = C('kb')
    def f(self): pass
del K; show(gc.collect())
# instance in class in instance
class Node:
    __slots__ = ('n', 'next', '__weakref__')
    def __init__(s, n): s.n = n
    def __del__(s): log.append(s.n)
x = Node(1); y = Node(2); x.next = y; y.next = x; rx = weakref.ref(x); del x, y; show(gc.collect(), rx())
# deep chain (trashcan)
class Ch: pass
head = None
for i in range(3000):
    c = Ch(); c.next = head; head = c
del head, c; print('deep ok')
head = None
for i in range(5000): head = [head]
del head
l = None
class LS(list): pass
for i in range(5000): l = LS([l])
del l; print('deep2 ok')
# resurrection by gc
class Z:
    def __del__(s): Z.saved = s; log.append('z')
z = Z(); z.me = z; del z; show(gc.collect()); print(Z.saved.me is Z.saved); del Z.saved; show(gc.collect())
# exceptions in __del__
sys.unraisablehook = lambda u: log.append((type(u.exc_value).__name__, str(u.exc_value), getattr(u.object, '__qualname__', u.object)))
class Bad:
    def __del__(s): raise ValueError('bad')
b = Bad(); del b; show()
b = Bad(); b.s = b; del b; gc.collect(); show()
r = weakref.ref(N1 := type('N1', (), {})(), lambda r: 1 / 0); del N1; show()
