import sys
rc = sys.getrefcount
class T: pass
print(rc(T), T.__mro__, T.__bases__, T.__name__, T.__qualname__, T.__module__)
print(list(T.__dict__))
def f():
    class C: pass
    print(rc(C))
    class D:
        __slots__ = ()
    print(rc(D))
    class E:
        __slots__ = ('b', 'a', '__c')
    print(rc(E), E.__slots__, list(E.__dict__))
    class F(C): pass
    print(rc(C), rc(F))
    c = C()
    print(rc(C), rc(c))
    c.x = []
    print(rc(c.x))
f()
class P:
    def __init__(self, a, b=2):
        self.a = a; self.b = b
    def __repr__(self): return f'P({self.a}, {self.b})'
    def __eq__(self, o): return isinstance(o, P) and self.a == o.a
    def __add__(self, o): return P(self.a + o.a)
    def __radd__(self, o): return P(o)
    def __getitem__(self, i): return i
    def __len__(self): return 3
    def __contains__(self, x): return x == 3
    def __call__(self, *a, **k): return (a, k)
    def __bool__(self): return False
    def __iter__(self): return iter([1,2])
    @property
    def p(self): return self.a * 2
    @p.setter
    def p(self, v): self.a = v
    @classmethod
    def cm(cls, *a): return cls, a
    @staticmethod
    def sm(*a): return a
    def __getattr__(self, n):
        if n.startswith('dyn'): return n
        raise AttributeError(n)
p = P(1)
print(p, p == P(1), p != P(1), p + P(4), 3 + p, p[5], len(p), 3 in p, p(1, x=2), bool(p), list(p))
print(p.p); p.p = 10; print(p, p.cm(1), p.sm(2), P.cm(), p.dynx)
try: p.nope
except AttributeError as e: print('AE', e, e.name, e.obj)
try: hash(p)
except TypeError as e: print(e)
print(P.__dict__.keys())
print(p.__dict__, vars(p))
p.z = 5
print(p.__dict__, dir(p)[-5:])
del p.z
print(p.__dict__)
try: del p.z
except AttributeError as e: print(e)
print(type(P.p), p.__init__.__func__ is P.__init__)
class Q(P):
    def __init__(self, *a):
        super().__init__(*a)
        self.q = 1
    def __repr__(self): return 'Q' + super().__repr__()
q = Q(3)
print(q, q.p, isinstance(q, P), issubclass(Q, P), Q.__mro__)
print(type(q), q.__class__, Q.__base__, P.__subclasses__())
