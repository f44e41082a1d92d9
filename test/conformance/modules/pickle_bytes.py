# Pickles as C writes and reads them: the same bytes in all protocols, the same reads and writes, references and allocations
import pickle, random, io, sys, gc, collections, enum, functools, datetime, decimal, fractions, copyreg, types, array, re
random.seed(5)
class C:
    def __init__(self, **k): self.__dict__.update(k)
    def __eq__(self, o): return self.__dict__ == o.__dict__
class S:
    __slots__ = 'a', 'b'
    def __init__(self, a): self.a = a
class L(list): pass
class D(dict): pass
class I(int): pass
class St(str): pass
class T(tuple): pass
class G:
    def __init__(s, v): s.v = v
    def __getstate__(s): return (s.v, 5)
    def __setstate__(s, st): s.v = st[0]
class N:
    def __new__(cls, a, b=2, **k): s = object.__new__(cls); s.x = a; return s
    def __getnewargs_ex__(s): return (s.x,), {'b': 3}
class NA:
    def __new__(cls, a): s = object.__new__(cls); s.x = a; return s
    def __getnewargs__(s): return (s.x,)
class E(enum.Enum): A = 1; B = 2
P = collections.namedtuple('P', 'x y')
class Nest:
    class In: pass
    def meth(self): pass
def fn(): pass
def make(depth):
    kind = random.randrange(34 if depth else 12)
    r = random.randrange
    if kind == 0: return r(-300, 70000)
    if kind == 1: return random.choice([2**31, -2**31, 2**31-1, -2**31-1, 2**63, -2**64, 10**50, -10**50, 255, 256, 65535, 65536, -1, 2**2100])
    if kind == 2: return random.choice([0.1, -1e300, float('inf'), 1.0, -0.0, 1e22])
    if kind == 3: return random.choice([None, True, False, ..., NotImplemented])
    if kind == 4: return ''.join(random.choice('ab\n\\\0é\u20ac\U0001F600\ud800\x1a\r') for _ in range(r(6)))
    if kind == 5: return bytes(r(256) for _ in range(r(5)))
    if kind == 6: return 'x' * random.choice([255, 256, 300])
    if kind == 7: return b'y' * random.choice([255, 256])
    if kind == 8: return bytearray(b'abc'[:r(4)])
    if kind == 9: return random.choice([int, C, fn, len, E.A, Nest.In, type(None), type(...), Nest.meth, str.join, collections.OrderedDict, type, {}.keys.__class__ and list.append])
    if kind == 10: return random.choice([datetime.datetime(2020,1,1,fold=1), datetime.UTC, decimal.Decimal('1.5'), fractions.Fraction(1, 3), 1j, range(3), slice(1), re.compile('a')])
    if kind == 11: return random.choice([(), [], {}, set(), frozenset(), '', b'', bytearray()])
    n = random.choice([0, 1, 1, 2, 3, 4, 5])
    sub = [make(depth - 1) for _ in range(n)]
    def hashable(x):
        try: hash(x); return True
        except TypeError: return False
    if kind < 15: return sub
    if kind < 18: return tuple(sub)
    if kind < 20: return {i if not hashable(x) else x: x for i, x in enumerate(sub)}
    if kind == 20: return {x for x in sub[:1] if hashable(x)}
    if kind == 21: return frozenset(x for x in sub[:1] if hashable(x))
    if kind == 22: return C(**{f'k{i}': x for i, x in enumerate(sub)})
    if kind == 23: s = S(sub); s.b = 3; return s
    if kind == 24: l = L(sub); l.a = 4; return l
    if kind == 25: return D(enumerate(sub))
    if kind == 26: return I(5)
    if kind == 27: return St('abc')
    if kind == 28: return T(sub)
    if kind == 29: return G(sub)
    if kind == 30: return N(sub)
    if kind == 31: return NA(sub)
    if kind == 32: return P(sub, 1)
    l = [sub, sub]; l.append(l); return collections.deque(sub) if n else collections.OrderedDict(a=l)
import hashlib
h = hashlib.md5()
for i in range(240):
    o = make(3)
    for p in range(6):
        try: b = pickle.dumps(o, p)
        except Exception as e: b = (type(e).__name__ + re.sub('0x[0-9a-f]+', '', str(e))).encode('utf8', 'backslashreplace')
        else:
            o2 = pickle.loads(b)
            if pickle.dumps(o2, p) != b and b'deque' not in b: print('again', i, p, len(b)); b += b'!'
            f = io.BytesIO(); pickle.Pickler(f, p).dump(o); assert f.getvalue() == b.rstrip(b'!')
            f.seek(0); pickle.load(f); assert f.read() == b''
        h.update(b)
    if i % 20 == 0: print(i, h.hexdigest()[:8], len(b))
big = [list(range(2500)), {i: str(i) for i in range(1500)}, set(range(1001)), 'z' * 70000, b'w' * 70000, bytearray(b'v' * 70000), 'small']
for p in range(6):
    b = pickle.dumps(big, p); print(p, len(b), hashlib.md5(b).hexdigest()); assert pickle.loads(b) == big
    class W:
        def __init__(s): s.n = []
        def write(s, x): s.n.append((type(x).__name__, len(x)))
    w = W(); pickle.dump(big, w, p); print(w.n)
    class R:
        def __init__(s, b): s.f = io.BytesIO(b); s.calls = []
        def read(s, n): s.calls.append(n); return s.f.read(n)
        def readline(s): s.calls.append(-1); return s.f.readline()
    r = R(b); assert pickle.load(r) == big; print(len(r.calls), r.calls[:12])
    f = io.BufferedReader(io.BytesIO(b + b'rest')); pickle.load(f); print(f.read())
l = []; l.append(l); t = ([],); t[0].append(t); d = {}; d['d'] = d; c = C(); c.c = c; fs = C(); fs.s = frozenset([fs]) if False else None
for o in (l, t, d, c):
    for p in range(6): print(pickle.dumps(o, p)); x = pickle.loads(pickle.dumps(o, p))
class PP(pickle.Pickler):
    def persistent_id(self, o): return ('id', o.v) if isinstance(o, G) else None
    def reducer_override(self, o):
        if isinstance(o, S): return (int, ('7',))
        return NotImplemented
class UU(pickle.Unpickler):
    def persistent_load(self, i): return ('loaded', i)
    def find_class(self, m, n): print('find', m, n); return super().find_class(m, n)
f = io.BytesIO(); p = PP(f, 4); p.dump([G(1), S(2), C(a=3)]); print(f.getvalue()); f.seek(0); u = UU(f); r = u.load(); print(r[:2], len(u.memo.copy()))
p.dispatch_table = {C: lambda c: (str, ('c',))}; f = io.BytesIO(); p2 = pickle.Pickler(f); p2.dispatch_table = {C: lambda c: (str, ('c',))}; p2.dump(C()); print(f.getvalue(), sys.getsizeof(p2))
rc = sys.getrefcount
class Q:
    def __reduce_ex__(self, p): print('reduce_ex', rc(self), p); return super().__reduce_ex__(p)
    def __setstate__(self, s): print('setstate', rc(self), rc(s)); self.__dict__ = s
q = Q(); q.x = 5; b = pickle.dumps([q, q]); print(rc(q)); x = pickle.loads(b); print(rc(x[0]), rc(x))
gc.disable(); gc.collect()
def births(f):
    for _ in range(3): f()
    a = gc.get_count()[0]; f(); return gc.get_count()[0] - a
b = pickle.dumps([1, {'a': 2}, (1, 2)])
print(births(lambda: pickle.dumps(5)), births(lambda: pickle.dumps([1, {'a': 2}, (1, 2)])), births(lambda: pickle.loads(b)), births(lambda: pickle.dumps(C(a=1))), births(lambda: pickle.loads(pickle.dumps(C(a=1)))))
def deep(n):
    l = []
    for _ in range(n): l = [l]
    return l
try: pickle.dumps(deep(100000))
except RecursionError as e: print(e)
print(len(pickle.dumps(deep(400))))
