class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print('call', a, k)
        return super().__call__(*a, **k)
    @property
    def mp(cls): return cls.__name__
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print('prepare', name, kw)
        return {}
class A(metaclass=Meta, k=1):
    def __init__(self, x): self.x = x
a = A(3)
print(A.mp, a.x, type(A), type(a))
class D:
    def __set_name__(self, o, n): print('set_name', o.__name__, n)
    def __get__(self, i, o): return ('get', i is None, o.__name__)
    def __set__(self, i, v): print('set', v)
    def __delete__(self, i): print('delete')
class B:
    d = D()
    def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw)
b = B()
print(b.d, B.d); b.d = 3; del b.d
class C(B, y=2): pass
try:
    class X(B, A): pass
except TypeError as e: print(e)
try:
    class Y(int, str): pass
except TypeError as e: print(e)
try:
    class Y(B, B): pass
except TypeError as e: print(e)
class O1: pass
class O2(O1): pass
try:
    class Z(O1, O2): pass
except TypeError as e: print(e)
try:
    class W(bool): pass
except TypeError as e: print(e)
class S:
    __slots__ = ('a', 'b')
s = S()
s.b = 1
try: s.c = 1
except AttributeError as e: print(e)
try: s.a
except AttributeError as e: print(e)
try: del s.a
except AttributeError as e: print(e)
print(s.b, S.a, S.a.__get__(s, S) if 0 else '')
try:
    class T(tuple): __slots__ = ('x',)
except TypeError as e: print(e)
try:
    class T: __slots__ = ('x',); x = 1
except ValueError as e: print(e)
try:
    class T: __slots__ = (1,)
except TypeError as e: print(e)
try: object(1)
except TypeError as e: print(e)
try: S(1)
except TypeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
try: object().x = 1
except AttributeError as e: print(e)
try: B().nope
except AttributeError as e: print(e)
try: B.nope
except AttributeError as e: print(e)
try: (1).x = 2
except AttributeError as e: print(e)
try: [].append.x = 3
except AttributeError as e: print(e)
print([].append.__name__, [].append.__qualname__, list.append, [].append.__self__)
print(type(list.append), type([].append), type(object.__init__), type(object().__str__), type(int.__dict__['real']), type(type(lambda:0).__dict__['__code__']), type(S.a))
print(object.__init__, int.real, S.a)
try: list.append()
except TypeError as e: print(e)
try: list.append(1, 2)
except TypeError as e: print(e)
try: [].append()
except TypeError as e: print(e)
try: [].append(1, 2)
except TypeError as e: print(e)
try: [].append(x=1)
except TypeError as e: print(e)
try: len()
except TypeError as e: print(e)
try: len(1)
except TypeError as e: print(e)
x5=5
try: x5()
except TypeError as e: print(e)
try: 1 + 'a'
except TypeError as e: print(e)
try: 'a' < 1
except TypeError as e: print(e)
try: int.__add__()
except TypeError as e: print(e)
try: int.__add__('a', 1)
except TypeError as e: print(e)
try: object.__new__()
except TypeError as e: print(e)
try: object.__new__(1)
except TypeError as e: print(e)
try: object.__new__(int)
except TypeError as e: print(e)
print(int.__dict__.keys() if 0 else list(int.__dict__)[:12], list(list.__dict__)[:20])
print(list(object.__dict__))
print(list(type.__dict__))
