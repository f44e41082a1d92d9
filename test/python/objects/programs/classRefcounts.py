# refcounts
import sys, gc
rc = sys.getrefcount
def t(label, *v): print(label, *v)
class C:
    def m(self): return rc(self)
    @property
    def p(self): return rc(self)
    @classmethod
    def c(cls): return rc(cls)
    @staticmethod
    def s(x): return rc(x)
    def __getattr__(self, n): return rc(self)
    def __add__(self, o): return rc(self), rc(o)
    def __radd__(self, o): return rc(self), rc(o)
    def __eq__(self, o): return (rc(self), rc(o))
    def __getitem__(self, k): return rc(self), rc(k)
    def __setitem__(self, k, v): print('setitem', rc(self), rc(k), rc(v))
    def __delitem__(self, k): print('delitem', rc(self), rc(k))
    def __call__(self, *a, **k): return rc(self), rc(a), rc(k), [rc(x) for x in a]
    def __iter__(self): print('iter', rc(self)); return iter(())
    def __len__(self): print('len', rc(self)); return 1
    def __bool__(self): print('bool', rc(self)); return True
    def __contains__(self, x): print('contains', rc(self), rc(x)); return True
    def __hash__(self): print('hash', rc(self)); return 1
    def __repr__(self): return 'repr %d' % rc(self)
    def __str__(self): return 'str %d' % rc(self)
    def __format__(self, f): return 'fmt %d' % rc(self)
    def __enter__(self): print('enter', rc(self)); return self
    def __exit__(self, *a): print('exit', rc(self))
    def __iadd__(self, o): print('iadd', rc(self), rc(o)); return self
    def __setattr__(self, n, v): print('setattr', rc(self), rc(v)); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('delattr', rc(self)); object.__delattr__(self, n)
    def __neg__(self): return rc(self)
    def __lt__(self, o): return rc(self), rc(o)
    def __index__(self): print('index', rc(self)); return 0
class Init:
    def __init__(self, a, *b, **k): print('init', rc(self), rc(a), [rc(x) for x in b], [rc(x) for x in k.values()], rc(k))
class New:
    def __new__(cls, a): print('new', rc(cls), rc(a)); return object.__new__(cls)
class Desc:
    def __get__(self, i, o): return rc(self), rc(i), rc(o)
    def __set__(self, i, v): print('dset', rc(self), rc(i), rc(v))
    def __delete__(self, i): print('ddel', rc(self), rc(i))
class Holder: d = Desc()
def main():
    for i in range(3):
        c = C(); a = []; b = []
        t('m', c.m(), C.m(c), c.p, c.s(a), c.zz, c + a, a + c, c == a, a == c, c[a], c < a, a > c, -c)
        t('c', c.c() - C.c(), rc(C))
        c[a] = b; del c[a]
        t('call', c(), c(a), c(a, b, x=a), c(*[a]), c(**{'x': a}))
        list(c); len(c); bool(c); a in c; hash(c); repr(c); t('texts', f'{c}', f'{c!r}', format(c), '%s' % c, '{}'.format(c))
        with c: pass
        with c as d: t('with', rc(c), rc(d))
        del d
        c += a
        c.x = a; del c.x
        [1][c]
        x = Init(a, b, [], k=a); t('made', rc(x), rc(a), rc(b))
        y = New(a); t('new', rc(y), rc(a))
        h = Holder(); t('desc', h.d, Holder.d); h.d = a; del h.d
        bm = c.m; t('bound', rc(c), rc(bm), bm())
        l = [c, c]; t('list', rc(c), rc(l)); del l
        s = super(C, c); t('super', rc(c), rc(s)); del s
        t('map', list(map(rc, [a])), sorted([3, 1], key=lambda v: rc(v) > 0), list(filter(lambda v: print(rc(v) > 3) or True, [5000])))
        c.__dict__; c.y = b; t('dict', rc(b), rc(c.__dict__)); 
        e = None
        try: raise ValueError(a)
        except ValueError as exc: t('exc', rc(exc), rc(exc.args), rc(a))
        try: object().qq
        except AttributeError as exc: t('attr', rc(exc), rc(exc.obj))
        try: x.qq
        except AttributeError as exc: t('attr', rc(x))
        t('after', rc(x), rc(a), rc(b), rc(c))
main()
gc.collect()
def cls():
    class A: pass
    t('A', rc(A))
    class B(A): pass
    t('A', rc(A), 'B', rc(B))
    class Cc(B): pass
    t('A', rc(A), 'B', rc(B), 'C', rc(Cc))
    a = A(); t(rc(A)); f = A.__init_subclass__; t(rc(A)); del f; t(rc(A))
    A.x = []; t(rc(A), rc(A.x)); A.__subclasses__(); A.__mro__; A.__bases__; t(rc(A))
    isinstance(a, A); issubclass(B, A); t(rc(A))
    class S: __slots__ = ('p', 'q')
    s = S(); s.p = a; t(rc(S), rc(a), rc(s)); del s; t(rc(S), rc(a))
    class Me(type): pass
    class K(metaclass=Me): pass
    t(rc(Me), rc(K)); k = K(); t(rc(Me), rc(K))
    class Dd:
        def m(self): return __class__
    t(rc(Dd), rc(Dd.m), rc(Dd.__dict__['m']))
    class E(Exception): pass
    t(rc(E)); e = E(1); t(rc(E), rc(e)); 
    class L(list): pass
    l = L(); t(rc(L), rc(l)); l.x = 1; t(rc(l), rc(l.__dict__))
    T = type('T', (), {}); t(rc(T)); t(gc.collect())
    del A, B, Cc, K, k, S, Dd, E, e, L, l, T, Me, a; t(gc.collect())
cls(); t(gc.collect())
