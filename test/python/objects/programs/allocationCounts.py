import gc
def measure(stmt, setup=''):
    ns = {}
    exec(setup, ns)
    body = f'''
def fn(gc_count, gc_collect):
    gc_collect()
    a = gc_count()[0]
    {stmt}
    b = gc_count()[0]
    return b - a
'''
    exec(body, ns)
    gc.disable()
    r = []
    for _ in range(3): r.append(ns['fn'](gc.get_count, gc.collect))
    return r
gc.disable()
CASES = [
 ('x = C()', 'class C: pass'), ('x = C(); x.a = 1', 'class C: pass'), ('x = C(); x.__dict__', 'class C: pass'),
 ('x = C(1)', 'class C:\n def __init__(s, a): s.a = a'), ('x = C(a=1)', 'class C:\n def __init__(s, a): s.a = a'),
 ('x = C(1, 2)', 'class C:\n def __new__(cls, *a): return object.__new__(cls)'),
 ('x = C.m', 'class C:\n def m(s): pass'), ('x = C().m', 'class C:\n def m(s): pass'), ('x = C().m()', 'class C:\n def m(s): pass'),
 ('x = C.m', 'class C:\n @classmethod\n def m(s): pass'), ('x = C.m()', 'class C:\n @classmethod\n def m(s): pass'), ('x = C.m', 'class C:\n @staticmethod\n def m(s): pass'),
 ('x = C().p', 'class C:\n @property\n def p(s): return 1'), ('x = [].append', ''), ('x = [].append(1)', ''), ('x = len', ''), ('x = "".join', ''), ('x = object().__str__', ''), ('x = object().__str__()', ''), ('x = (5).__add__(3)', ''), ('x = int.__add__(5, 3)', ''),
 ('class T: pass', ''), ('class T: __slots__ = ()', ''), ('class T: __slots__ = ("a", "b")', ''), ('class T(object): pass', ''), ('class T(C): pass', 'class C: pass'), ('class T(C, D): pass', 'class C: pass\nclass D: pass'), ('class T(list): pass', ''), ('class T(Exception): pass', ''),
 ('class T:\n     def m(s): pass\n', ''), ('class T:\n     def m(s): return __class__\n', ''), ('class T(metaclass=M): pass', 'class M(type): pass'), ('class T(C): pass', 'class C:\n def __init_subclass__(cls): pass'), ('class T:\n     d = D()\n', 'class D:\n def __set_name__(s, o, n): pass'),
 ('x = C()()', 'class C:\n def __call__(s): pass'), ('x = C()(1)', 'class C:\n def __call__(s, *a): pass'), ('x = C()(a=1)', 'class C:\n def __call__(s, **a): pass'), ('x = C() + 1', 'class C:\n def __add__(s, o): pass'), ('x = C() == 1', 'class C:\n def __eq__(s, o): pass'), ('x = C()[1]', 'class C:\n def __getitem__(s, o): pass'), ('x = list(C())', 'class C:\n def __iter__(s): return iter(())'), ('x = C().zz', 'class C:\n def __getattr__(s, n): return 1'), ('x = hasattr(C(), "zz")', 'class C: pass'), ('x = hasattr(C(), "zz")', 'class C:\n def __getattr__(s, n): raise AttributeError(n)'), ('x = getattr(C(), "zz", 1)', 'class C: pass'), ('x = hasattr(C, "zz")', 'class C: pass'), ('x = getattr(gc, "zz", 1)', 'import gc'),
 ('x = property(len)', ''), ('x = classmethod(len)', ''), ('x = staticmethod(len)', ''), ('x = weakref.ref(C)', 'import weakref\nclass C: pass'), ('x = C(); y = weakref.ref(x)', 'import weakref\nclass C: pass'), ('x = C(); y = weakref.proxy(x)', 'import weakref\nclass C: pass'), ('x = C(); y = weakref.ref(x, id); z = weakref.ref(x, id)', 'import weakref\nclass C: pass'), ('x = list[int]', ''), ('x = int | str', ''), ('x = types.SimpleNamespace(a=1)', 'import types'), ('x = types.ModuleType("x")', 'import types'), ('x = types.MethodType(len, 1)', 'import types'), ('x = C.__dict__', 'class C: pass'), ('x = C.__mro__', 'class C: pass'), ('x = C.mro()', 'class C: pass'), ('x = C.__subclasses__()', 'class C: pass'), ('x = dir(C())', 'class C: pass'), ('x = vars(C())', 'class C: pass'), ('x = isinstance(1, (int, str))', ''), ('x = isinstance(C(), A)', 'import abc\nclass A(abc.ABC): pass\nclass C(A): pass'), ('x = L([1])', 'class L(list): pass'), ('x = L(); x.a = 1', 'class L(list): pass'), ('x = I(5)', 'class I(int): pass'), ('x = S("a")', 'class S(str): pass'), ('x = T((1, 2))', 'class T(tuple): pass'), ('x = E("a")', 'class E(Exception): pass'), ('x = E("a"); x.q = 1', 'class E(Exception): pass'), ('x = f.__annotations__', 'def f(a: int): pass'), ('x = f.__dict__', 'def f(a: int): pass'), ('f.a = 1', 'def f(a: int): pass'), ('x = lambda: 0', ''), ('x = f.__get__(1)', 'def f(a): pass'),
]
for s, setup in CASES:
    try: print(s, '|', setup.replace('\n', ';'), measure(s, setup))
    except Exception as e: print(s, type(e), e)
