# attributes & descriptors
class NonData:
    def __get__(self, i, o=None): return ('nd', i is None)
class Data(NonData):
    def __set__(self, i, v): i.__dict__['d'] = v
class C:
    nd = NonData(); d = Data()
    x = 1
    def __init__(self): self.a = 1
c = C()
print(c.nd, C.nd, c.d, C.d)
c.nd = 5; print(c.nd, c.__dict__); c.d = 7; print(c.d, c.__dict__)
try: del c.d
except AttributeError as e: print('E', e)
del c.nd; print(c.nd)
print(getattr(c, 'zz', 'default'), hasattr(c, 'a'), hasattr(c, 'zz'))
setattr(c, 'dyn' + 'amic', 3); print(c.dynamic); delattr(c, 'dynamic')
try: setattr(c, 1, 2)
except TypeError as e: print(e)
try: getattr(c, 1)
except TypeError as e: print(e)
try: delattr(c, 'dynamic')
except AttributeError as e: print(e, e.name, e.obj is c)
c.__dict__ = {'q': 1}; print(c.q, c.__dict__)
try: c.__dict__ = 5
except TypeError as e: print(e)
del c.__dict__; print(c.__dict__)
class G:
    def __getattribute__(self, n):
        if n == 'boom': raise AttributeError('boom!')
        if n == 'other': raise ValueError('v')
        return object.__getattribute__(self, n)
g = G(); g.y = 2; print(g.y)
try: g.boom
except AttributeError as e: print(e, e.name)
print(hasattr(g, 'boom'), getattr(g, 'boom', 0))
try: hasattr(g, 'other')
except ValueError as e: print(e)
class GA(G):
    def __getattr__(self, n): return 'ga:' + n
print(GA().boom, GA().nothing)
class SA:
    def __setattr__(self, n, v): print('set', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('del', n); super().__delattr__(n)
s = SA(); s.p = 1; del s.p
try: object.__setattr__(int, 'x', 1)
except TypeError as e: print(e)
try: type.__setattr__(s, 'x', 1)
except TypeError as e: print(e)
# properties
class P:
    @property
    def ro(self): "doc ro"; return 1
    def _g(self): return 2
    wo = property(None, lambda s, v: print('wo', v))
    nodoc = property(_g)
    full = property(_g, lambda s, v: None, lambda s: print('deleted'), 'the doc')
p = P()
for f in (lambda: setattr(p, 'ro', 1), lambda: delattr(p, 'ro'), lambda: p.wo, lambda: delattr(p, 'wo')):
    try: f()
    except AttributeError as e: print(e)
p.wo = 4; del p.full
print(P.ro.__doc__, P.full.__doc__, P.nodoc.__doc__, P.ro.fget.__name__, P.ro.fset, P.wo.fget)
try: P.ro.fget = 1
except AttributeError as e: print(e)
pr = property(lambda s: 1)
try: pr.__get__(5, None) and pr.__set__(5, 1)
except AttributeError as e: print(e)
class PS(property):
    pass
class Q:
    @PS
    def z(self): "zdoc"; return 5
    @z.setter
    def z(self, v): print('z=', v)
print(Q().z, type(Q.__dict__['z']), Q.z.__doc__); Q().z = 9
print(property.__doc__[:40])
# class/static methods
class M:
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(a): return a
    def m(self): return self
class N(M): pass
print(M.c(), N.c(), N().c(), M.s(3), M().s(4), M.__dict__['c'].__func__ is M.c.__func__, M.c.__self__, N.c.__self__)
print(M.__dict__['s'](8), M.__dict__['c'].__wrapped__.__name__, M.__dict__['c'].__name__, M.s.__qualname__)
m = M(); bm = m.m
print(bm.__self__ is m, bm.__func__ is M.m, bm == m.m, bm is m.m, hash(bm) == hash(m.m), bm.__name__, bm.__qualname__, bm.__doc__)
try: bm.foo = 1
except AttributeError as e: print(e)
M.m.foo = 3; print(bm.foo, M.m.__dict__)
try: M.m()
except TypeError as e: print(e)
try: m.m(1)
except TypeError as e: print(e)
import types
print(types.MethodType(len, [1,2])(), types.MethodType(M.m, 5)())
try: types.MethodType(5, 5)
except TypeError as e: print(e)
try: types.MethodType(len, None)
except TypeError as e: print(e)
try: types.MethodType()
except TypeError as e: print(e)
# function attributes
def f(a, b=2, *c, d=4, **e) -> int:
    "fdoc"
f.attr = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__module__, f.__closure__, f.__code__.co_name, f.__globals__ is globals(), f.__type_params__)
f.__defaults__ = (7,); f.__kwdefaults__ = None; f.__name__ = 'g'; f.__qualname__ = 'h.g'; f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__)
for n, v in (('__defaults__', 1), ('__kwdefaults__', 1), ('__name__', 1), ('__qualname__', 1), ('__code__', 1), ('__annotations__', 1), ('__dict__', 1), ('__closure__', 1), ('__globals__', 1)):
    try: setattr(f, n, v)
    except (TypeError, AttributeError) as e: print(n, type(e).__name__, e)
def k():
    z = 1
    def inner(): return z
    return inner
try: f.__code__ = k().__code__
except ValueError as e: print(e)
print(k().__closure__[0].cell_contents)
import types
cell = types.CellType()
try: cell.cell_contents
except ValueError as e: print(e)
cell.cell_contents = 5; print(cell.cell_contents, cell == types.CellType(5), types.CellType() < cell); del cell.cell_contents
print(repr(cell)[:10], f'{cell!r}'[-6:])
