# inheritance, metaclasses, super, type attributes
class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return ('A.c', cls.__name__)
    @staticmethod
    def s(): return 'A.s'
    x = 5
    @property
    def p(self): return 'A.p'
class B(A):
    def f(self): return 'B>' + super().f()
    @classmethod
    def c(cls): return ('B>', super().c())
    @property
    def p(self): return 'B>' + super().p
    def g(self):
        s = super()
        return s.x, s, s.__thisclass__, s.__self__ is self, s.__self_class__, type(s)
    def h(self):
        return [super(B, self).f() for _ in range(2)]
b = B()
print(b.f(), b.c(), B.c(), b.p, b.h())
r = b.g(); print(r[0], str(r[1])[:30], r[2:])
try: super().x
except RuntimeError as e: print(e)
def nosuper(): super()
def nosuper1(a): super()
for f in (nosuper, lambda: nosuper1(1)):
    try: f()
    except RuntimeError as e: print(e)
try: super(B, 5)
except TypeError as e: print(e)
try: super(5)
except TypeError as e: print(e)
try: super(B, b).zzz
except AttributeError as e: print(e)
print(super(B), super(B).__self__, super(B, B).c(), super(B, b).s())
class D1(B):
    def f(self): return 'D1>' + super().f()
class D2(B):
    def f(self): return 'D2>' + super().f()
class E(D1, D2):
    def f(self): return 'E>' + super().f()
print(E().f(), [k.__name__ for k in E.__mro__], E.mro())
E.__bases__ = (D2, D1); print(E().f(), E.__bases__, D1.__subclasses__(), E.__base__)
try: E.__bases__ = ()
except TypeError as e: print(e)
try: E.__bases__ = (5,)
except TypeError as e: print(e)
try: B.__bases__ = (E,)
except TypeError as e: print(e)
try: E.__bases__ = 5
except TypeError as e: print(e)
try: E.__bases__ = (int,)
except TypeError as e: print(e)
try: del E.__bases__
except TypeError as e: print(e)
try: int.__bases__ = (object,)
except TypeError as e: print(e)
class X1: pass
class X2: pass
x = X1(); x.q = 3; x.__class__ = X2; print(type(x), x.q, x.__dict__)
class Sl: __slots__ = ('a',)
class Sl2: __slots__ = ('a',)
class Sl3: __slots__ = ('b',)
s = Sl(); s.a = 1; s.__class__ = Sl2; print(type(s), s.a)
for tgt in (Sl3, X1, int, 5):
    try: s.__class__ = tgt
    except TypeError as e: print(e)
try: (5).__class__ = int
except TypeError as e: print(e)
try: del s.__class__
except TypeError as e: print(e)
E.__name__ = 'Renamed'; E.__qualname__ = 'q.Renamed'; E.__module__ = 'mod'; print(E, E.__name__, repr(E()).split(' at')[0])
for n, v in (('__name__', 5), ('__qualname__', 5), ('__name__', 'a\0b')):
    try: setattr(E, n, v)
    except (TypeError, ValueError) as e: print(e)
for n in ('__name__', '__module__', '__doc__', '__qualname__'):
    try: delattr(E, n)
    except TypeError as e: print(e)
try: E.__dict__['a'] = 1
except TypeError as e: print(e)
try: E.__mro__ = ()
except AttributeError as e: print(e)
E.__doc__ = 'new doc'; print(E.__doc__)
class Ann:
    a: int
    b: str = 'x'
print(Ann.__annotations__, A.__annotations__, '__annotations__' in A.__dict__)
del Ann.__annotations__; print(Ann.__annotations__)
try: int.__annotations__
except AttributeError as e: print(e)
# type()
T = type('T', (A,), {'z': 1, 'm': lambda s: s.z}); print(T, T.z, T().m(), T.__module__, T.__qualname__, T.__doc__, T.__bases__)
for args in ((), (1, 2), (1, (), {}), ('a', 1, {}), ('a', (), 1), ('a', (1,), {}), ('a\0', (), {}), ('a', (), {}, 4)):
    try: print(type(*args))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
try: type('a', (), {}, x=1)
except TypeError as e: print(e)
try: type(x=1)
except TypeError as e: print(e)
try: type('Q', (), {'__qualname__': 5})
except TypeError as e: print(e)
# metaclasses
class M(type):
    def __call__(cls, *a): return ('called', cls.__name__, a)
    def __getattr__(cls, n): return 'meta:' + n
    def __instancecheck__(cls, i): return i == 5
    def __subclasscheck__(cls, c): return c is int
    def __len__(cls): return 7
    def __iter__(cls): return iter('ab')
    def __getitem__(cls, k): return ('item', k)
    def __contains__(cls, k): return k == 'k'
    def __repr__(cls): return '<M %s>' % cls.__name__
    def __add__(cls, o): return 'add'
    def __bool__(cls): return False
    def __eq__(cls, o): return o == 'eq'
    __hash__ = type.__hash__
    attr = 'metaattr'
    @property
    def prop(cls): return cls.__name__ + '!'
    def meth(cls): return cls.__name__
    def __setattr__(cls, n, v): super().__setattr__(n, ('w', v))
    def __delattr__(cls, n): print('delattr', n); super().__delattr__(n)
    def __dir__(cls): return ['z', 'y']
class K(metaclass=M):
    own = 1
print(K(1, 2), K.foo, isinstance(5, K), isinstance(6, K), issubclass(int, K), issubclass(str, K), len(K), list(K), K[3], 'k' in K, K, K + 1, bool(K), K == 'eq', K.attr, K.prop, K.meth(), dir(K))
K.v = 5; print(K.v); del K.v
try: object.__getattribute__(K, 'attr') and print('ok')
except AttributeError as e: print(e)
class M2(M): pass
class K2(K, metaclass=M2): pass
print(type(K2), type(type(K2)), K2.prop)
class Mro(type):
    def mro(cls): return [cls, A, object]
class KM(metaclass=Mro): pass
print(KM.__mro__, KM.x, KM().f())
class BadMro(type):
    def mro(cls): return [cls, 5]
try:
    class KB(metaclass=BadMro): pass
except TypeError as e: print(e)
def fmeta(name, bases, ns): return (name, bases, sorted(k for k in ns if not k.startswith('__firstl')))
class FM(metaclass=fmeta): a = 1
print(FM)
class ME:
    def __mro_entries__(self, bases): return (A,)
class FromME(ME()): pass
print(FromME.__bases__, FromME.__orig_bases__[0].__class__.__name__)
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[5], CG[1, 2])
class IS:
    subs = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw); IS.subs.append((cls.__name__, tag))
class IS1(IS, tag='t'): pass
class IS2(IS1): pass
print(IS.subs)
try:
    class IS3(IS, bad=1): pass
except TypeError as e: print(e)
class SN:
    def __set_name__(self, o, n): raise ValueError('sn')
try:
    class UseSN: attr = SN()
except ValueError as e: print(e, e.__notes__)
# classcell & nested
class Outer:
    class Inner:
        def f(self): return __class__
    def f(self): return __class__
print(Outer().f(), Outer.Inner().f(), Outer.Inner.__qualname__)
class NewRet:
    def __new__(cls, *a): return a or 5
    def __init__(self): print('not called')
print(NewRet(), NewRet(1))
class New2:
    def __new__(cls, *a, **k): self = super().__new__(cls); self.a = a; return self
    def __init__(self, *a, **k): self.k = k
n = New2(1, z=2); print(n.a, n.k)
try: New2.__new__()
except TypeError as e: print(e)
class BadInit:
    def __init__(self): return 5
try: BadInit()
except TypeError as e: print(e)
class NoInit: pass
for a in ((1,), ()):
    try: print(NoInit(*a).__class__)
    except TypeError as e: print(e)
class OnlyNew:
    def __new__(cls, x): return object.__new__(cls, x)
try: OnlyNew(1)
except TypeError as e: print(e)
class OnlyInit:
    def __init__(self, x): object.__init__(self, x)
try: OnlyInit(1)
except TypeError as e: print(e)
import abc
class Abs(abc.ABC):
    @abc.abstractmethod
    def m1(self): ...
    @property
    @abc.abstractmethod
    def m2(self): ...
try: Abs()
except TypeError as e: print(e)
class Abs1(Abs):
    def m1(self): ...
try: Abs1()
except TypeError as e: print(e)
print(Abs.__abstractmethods__ == {'m1', 'm2'}, Abs1.__abstractmethods__)
try: int.__abstractmethods__
except AttributeError as e: print(e)
print(type.__flags__ & 1, int.__flags__ >> 20, A.__flags__ >> 9 & 3, A.__basicsize__, A.__itemsize__, tuple.__itemsize__, A.__dictoffset__, A.__weakrefoffset__, A.__text_signature__, object.__doc__)
print(isinstance(A, type), isinstance(type, object), issubclass(bool, int), isinstance(True, (str, int)), isinstance(1, int | str), issubclass(int, int | str))
